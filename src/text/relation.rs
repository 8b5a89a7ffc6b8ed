//! The closed sets of Universal Dependencies: parts of speech and relations.

use std::fmt;
use std::str::FromStr;

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident, fallback $fallback:ident { $($variant:ident = $label:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),* }

        impl $name {
            /// Every label, in a fixed order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The label as CoNLL-U writes it.
            pub fn label(self) -> &'static str {
                match self { $($name::$variant => $label),* }
            }
        }

        impl FromStr for $name {
            type Err = std::convert::Infallible;

            /// Reads a label; a subtype that is not listed falls back to its universal base, an unknown base to
            #[doc = concat!("`", stringify!($fallback), "`.")]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let find = |label: &str| Self::ALL.iter().copied().find(|known| known.label() == label);
                let base = text.split(':').next().unwrap_or(text);
                Ok(find(text).or_else(|| find(base)).unwrap_or($name::$fallback))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.label())
            }
        }
    };
}

labels! {
    /// Universal part of speech (<https://universaldependencies.org/u/pos/>).
    Upos, fallback X {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN",
        Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM",
        Verb = "VERB", X = "X",
    }
}

labels! {
    /// Universal dependency relation (<https://universaldependencies.org/u/dep/>) with the subtypes of English EWT that
    /// a coder of events can use.
    Relation, fallback Dep {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux",
        AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Clf = "clf",
        Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj",
        CsubjPass = "csubj:pass", Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse",
        Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat", Goeswith = "goeswith", Iobj = "iobj",
        List = "list", Mark = "mark", Nmod = "nmod", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj",
        NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum",
        Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
}

impl Relation {
    /// The label without its subtype: "nsubj" for "nsubj:pass".
    pub fn base(self) -> &'static str {
        self.label().split(':').next().unwrap_or_default()
    }
}
