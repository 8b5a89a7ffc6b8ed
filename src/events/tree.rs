//! The dependency tree of a sentence, made easy to walk.

use crate::span::Span;
use crate::text::{Relation, Sentence, Token, Upos};

/// A sentence with the children of each token.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    children: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    /// The tree of a sentence.
    pub fn new(sentence: &'a Sentence) -> Self {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        for (at, token) in sentence.tokens.iter().enumerate() {
            if let Some(siblings) = token.head.and_then(|head| children.get_mut(head)) {
                siblings.push(at);
            }
        }
        Tree { sentence, children }
    }

    /// A token by its index.
    pub fn token(&self, at: usize) -> &'a Token {
        &self.sentence.tokens[at]
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// Whether the sentence has no token.
    pub fn is_empty(&self) -> bool {
        self.sentence.tokens.is_empty()
    }

    /// A token's lemma in lower case, as the lexicon has it.
    pub fn lemma(&self, at: usize) -> String {
        self.token(at).lemma.to_lowercase()
    }

    /// A token's relation to its head.
    pub fn relation(&self, at: usize) -> Relation {
        self.token(at).relation
    }

    /// The children of a token, in order.
    pub fn children(&self, at: usize) -> &[usize] {
        &self.children[at]
    }

    /// The children that bear one of these relations.
    pub fn having<'t>(&'t self, at: usize, relations: &'t [Relation]) -> impl Iterator<Item = usize> + 't {
        self.children[at].iter().copied().filter(move |&child| relations.contains(&self.relation(child)))
    }

    /// The first child that bears one of these relations.
    pub fn first(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.having(at, relations).next()
    }

    /// The token and those conjoined to it.
    pub fn conjuncts(&self, at: usize) -> Vec<usize> {
        let mut all = vec![at];
        let mut next = 0;
        while next < all.len() {
            // "Premier Li and President Khan": what is conjoined to a name after its title is conjoined to the title.
            let names = self.having(all[next], &[Relation::Appos]).filter(|&name| self.is_title_of(all[next], name));
            let heads = [all[next]].into_iter().chain(names);
            let conjoined = heads.flat_map(|head| self.having(head, &[Relation::Conj]).collect::<Vec<usize>>());
            let more: Vec<usize> = conjoined.filter(|&one| self.is_alike(at, one)).collect();
            all.extend(more);
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// The first of the conjuncts that a token belongs to: itself, where it is in no conjunction.
    pub fn first_conjunct(&self, at: usize) -> usize {
        let mut at = at;
        while self.relation(at) == Relation::Conj {
            match self.token(at).head {
                Some(head) if self.is_alike(head, at) => at = head,
                _ => break,
            }
        }
        at
    }

    /// Whether a noun is the title before a name that is hung on it.
    fn is_title_of(&self, noun: usize, name: usize) -> bool {
        name == noun + 1 && self.token(name).upos == Upos::Propn
    }

    fn is_alike(&self, one: usize, other: usize) -> bool {
        self.is_nominal(one) == self.is_nominal(other)
    }

    /// Whether a token is a noun, name, pronoun or number.
    pub fn is_nominal(&self, at: usize) -> bool {
        matches!(self.token(at).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::Det | Upos::X)
    }

    /// Whether a token is a verb that bears meaning.
    pub fn is_verb(&self, at: usize) -> bool {
        self.token(at).upos == Upos::Verb
    }

    /// The preposition of a phrase ("on", "because_of"): of its first conjunct, where it has none of its own.
    pub fn preposition(&self, at: usize) -> Option<String> {
        if let Some(own) = self.own_preposition(at) {
            return Some(own);
        }
        // "into former Germany defender Christoph Metzelder": some parsers hang the preposition on the title.
        let title = self.having(at, &[Relation::Nmod, Relation::Amod, Relation::Compound]).find(|&child| child < at);
        if let Some(prep) = title.filter(|&title| self.is_nominal(title)).and_then(|title| self.own_preposition(title)) {
            return Some(prep);
        }
        let first = self.first_conjunct(at);
        if first == at { None } else { self.preposition(first) }
    }

    fn own_preposition(&self, at: usize) -> Option<String> {
        let case = self.having(at, &[Relation::Case]).find(|&case| self.token(case).xpos != "POS")?;
        let mut words = vec![self.lemma(case)];
        words.extend(self.having(case, &[Relation::Fixed]).map(|part| self.lemma(part)));
        Some(words.join("_"))
    }

    /// The lemmas of a noun phrase that a condition may ask for: its head, its compounds and adjectives, and what an
    /// empty head such as "a series of" stands before. Plurals that are words of their own ("troops") count as both.
    pub fn phrase_lemmas(&self, at: usize) -> Vec<String> {
        let parts = [Relation::Compound, Relation::Amod, Relation::Flat, Relation::Nmod, Relation::Nummod];
        let mut heads = vec![at];
        heads.extend(self.having(at, &parts).filter(|&part| match self.relation(part) {
            // "killed Argentine president | Raul Alfonsin": the title before a name.
            Relation::Nmod if self.preposition(part).is_none() => part < at,
            Relation::Nmod => self.is_measure(at) && self.preposition(part).as_deref() == Some("of"),
            _ => true,
        }));
        let lemmas = heads.into_iter().map(|head| self.lemma(head));
        lemmas.flat_map(|lemma| [lemma.strip_suffix('s').map(str::to_owned), Some(lemma)]).flatten().collect()
    }

    /// Whether a noun only measures or groups what follows its "of".
    pub fn is_measure(&self, at: usize) -> bool {
        const MEASURES: &[&str] = &[
            "series",
            "round",
            "number",
            "group",
            "couple",
            "dozen",
            "hundred",
            "thousand",
            "million",
            "billion",
            "some",
            "many",
            "most",
            "all",
            "any",
            "both",
            "each",
            "one",
            "two",
            "three",
            "several",
            "lot",
            "part",
            "wave",
            "spate",
            "string",
            "form",
            "kind",
            "type",
            "sort",
            "member",
            "use",
            "set",
            "piece",
            "act",
            "few",
            "more",
            "rest",
            "last",
            "remainder",
            "bulk",
            "handful",
            "half",
            "majority",
            "crowd",
            "ton",
            "state",
            "%",
            "percent",
            "per-cent",
            "worth",
            "pair",
            "total",
            "amount",
            "quantity",
            "batch",
            "host",
            "range",
            "variety",
            "raft",
            "flurry",
            "barrage",
            "litany",
            "barrel",
            "tonne",
            "gallon",
            "litre",
            "liter",
            "kilo",
            "kilogram",
            "kg",
            "acre",
            "hectare",
            "mile",
            "kilometre",
            "day",
            "week",
            "month",
            "hour",
            "minute",
            "decade",
            "handful",
            "score",
            "shipment",
            "consignment",
            "delivery",
            "planeload",
            "truckload",
            "supply",
            "stock",
            "package",
            "list",
        ];
        MEASURES.contains(&self.lemma(at).as_str()) || self.token(at).upos == Upos::Num
    }

    /// Whether a word only tells a time: "on Thursday", "in November", "for hours".
    pub fn is_time(&self, at: usize) -> bool {
        let token = self.token(at);
        let year = token.form.len() == 4 && token.form.starts_with(['1', '2']) && token.form.chars().all(|c| c.is_ascii_digit());
        let noun = matches!(token.upos, Upos::Noun | Upos::Propn);
        year || token.tells_time() || noun && matches!(self.lemma(at).as_str(), "march" | "may")
    }

    /// A noun phrase in bytes of the text, without its relative clauses, its trailing appositions and its punctuation.
    pub fn phrase(&self, at: usize) -> Span {
        let mut span = self.token(at).span;
        for &child in &self.children[at] {
            let inside = !matches!(
                self.relation(child),
                Relation::AclRelcl
                    | Relation::Appos
                    | Relation::Punct
                    | Relation::Conj
                    | Relation::Cc
                    | Relation::Case
                    | Relation::Parataxis
                    | Relation::Nsubj
                    | Relation::NsubjPass
                    | Relation::Cop
                    | Relation::Aux
                    | Relation::Advcl
                    | Relation::Mark
                    | Relation::Acl
                    | Relation::Dep
                    | Relation::Obl
                    | Relation::Ccomp
                    | Relation::Advmod
            );
            let when = child > at && self.token(child).tells_time();
            if inside && !when {
                span = span.join(self.whole(child));
            }
        }
        span
    }

    /// A token with everything below it, in bytes of the text.
    pub fn whole(&self, at: usize) -> Span {
        let mut span = self.token(at).span;
        let mut open = vec![at];
        while let Some(next) = open.pop() {
            for &child in &self.children[next] {
                if self.relation(child) != Relation::Punct {
                    span = span.join(self.token(child).span);
                    open.push(child);
                }
            }
        }
        span
    }

    /// Whether `below` stands under `above`, or is it.
    pub fn is_under(&self, below: usize, above: usize) -> bool {
        let mut at = Some(below);
        for _ in 0..=self.len() {
            match at {
                Some(token) if token == above => return true,
                Some(token) => at = self.token(token).head,
                None => return false,
            }
        }
        false
    }
}
