//! Universal part of speech, from Penn tag, relation and word after parsing, by the conventions of UD English EWT.

use crate::text::{Relation, Upos};

/// The part of speech of a token.
///
/// ```
/// use diplograph::text::{Relation, Upos, upos::upos};
/// assert_eq!(upos("has", "VBZ", Relation::Aux), Upos::Aux);
/// assert_eq!(upos("has", "VBZ", Relation::Root), Upos::Verb);
/// ```
pub fn upos(form: &str, xpos: &str, relation: Relation) -> Upos {
    let word = form.to_lowercase();
    let word = word.as_str();
    match xpos {
        "NNP" if relation == Relation::Amod => Upos::Adj,
        "NNP" | "NNPS" => Upos::Propn,
        "NN" if is_pronoun(word) => Upos::Pron,
        "NN" | "NNS" if matches!(word, "%" | "#") => Upos::Sym,
        "NN" | "NNS" => Upos::Noun,
        "JJ" | "JJR" | "JJS" => Upos::Adj,
        "VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ" => match relation {
            Relation::Aux | Relation::AuxPass | Relation::Cop => Upos::Aux,
            _ => Upos::Verb,
        },
        "MD" => Upos::Aux,
        "IN" if relation == Relation::Mark || relation == Relation::Fixed && word == "that" => Upos::Sconj,
        "IN" | "RP" => Upos::Adp,
        "TO" if relation == Relation::Case => Upos::Adp,
        "TO" | "POS" => Upos::Part,
        "RB" if matches!(word, "not" | "n't" | "n’t" | "nt") => Upos::Part,
        "RB" | "RBR" | "RBS" | "WRB" => Upos::Adv,
        "DT" if relation != Relation::Det && matches!(word, "this" | "that" | "these" | "those") => Upos::Pron,
        "DT" | "PDT" => Upos::Det,
        "WDT" if relation == Relation::Det => Upos::Det,
        "EX" | "PRP" | "PRP$" | "WDT" | "WP" | "WP$" => Upos::Pron,
        "CC" => Upos::Cconj,
        "CD" | "LS" => Upos::Num,
        "UH" => Upos::Intj,
        "$" | "SYM" => Upos::Sym,
        "," | "HYPH" if matches!(relation, Relation::Cc | Relation::Case) => Upos::Sym,
        "NFP" if relation == Relation::Discourse => Upos::Sym,
        "." | "," | ":" | "``" | "''" | "-LRB-" | "-RRB-" | "HYPH" | "NFP" => Upos::Punct,
        "ADD" if relation != Relation::Goeswith => Upos::Propn,
        "FW" if word.starts_with("etc") => Upos::Noun,
        "FW" | "AFX" if relation == Relation::Advmod => Upos::Adv,
        _ => Upos::X,
    }
}

fn is_pronoun(word: &str) -> bool {
    let compound = ["some", "any", "every", "no"].iter().filter_map(|start| word.strip_prefix(start));
    compound.into_iter().any(|end| matches!(end, "one" | "body" | "thing")) || word == "none"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_tag_and_relation_tell_apart() {
        for (form, xpos, relation, expected) in [
            ("that", "IN", Relation::Mark, Upos::Sconj),
            ("that", "DT", Relation::Nsubj, Upos::Pron),
            ("that", "DT", Relation::Det, Upos::Det),
            ("by", "IN", Relation::Case, Upos::Adp),
            ("to", "TO", Relation::Mark, Upos::Part),
            ("N'T", "RB", Relation::Advmod, Upos::Part),
            ("was", "VBD", Relation::AuxPass, Upos::Aux),
            ("United", "NNP", Relation::Amod, Upos::Adj),
            ("Nobody", "NN", Relation::Nsubj, Upos::Pron),
            ("$", "$", Relation::Nmod, Upos::Sym),
            ("?", "odd", Relation::Dep, Upos::X),
        ] {
            assert_eq!(upos(form, xpos, relation), expected, "{form}");
        }
    }
}
