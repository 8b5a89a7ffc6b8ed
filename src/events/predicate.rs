//! Acts told by a copula and what it says of its subject: "is critical of", "is at war with", "remains a supporter of".

use crate::events::clause::{self, Frame, Phrase};
use crate::events::tree::Tree;
use crate::knowledge::lexicon::Lexicon;
use crate::text::Relation;

/// The frames of a sentence's predicates that the lexicon knows. Their names begin with `be`: `be_critical`, `be_at_war`.
pub fn frames(tree: &Tree, lexicon: &Lexicon) -> Vec<Predicate> {
    let is_known = |predicate: &Predicate| predicate.frame.names.iter().any(|name| lexicon.verb(name).next().is_some());
    (0..tree.len()).filter_map(|token| predicate(tree, token)).filter(is_known).collect()
}

/// A predicate with its arguments.
#[derive(Debug, Clone)]
pub struct Predicate {
    /// Its arguments.
    pub frame: Frame,
    /// The verb that stands for the copula: "remains".
    pub copula: Option<usize>,
    /// The nouns that it is told by: they are part of this act, and no act of their own.
    pub taken: Vec<usize>,
}

/// Verbs that say what their subject is.
const COPULAS: &[&str] = &["be", "remain", "stay", "become", "seem", "appear", "feel", "get", "grow", "prove", "keep"];

fn predicate(tree: &Tree, token: usize) -> Option<Predicate> {
    if tree.is_verb(token) && tree.token(token).xpos != "VBN" {
        return None;
    }
    let has_copula = tree.first(token, &[Relation::Cop]).is_some();
    let copula = (!has_copula).then(|| copula(tree, token)).flatten();
    if !has_copula && copula.is_none() {
        return None;
    }
    // "is one of the largest donors to".
    let member = || tree.having(token, &[Relation::Nmod]).find(|&one| tree.preposition(one).as_deref() == Some("of"));
    let said = if tree.is_measure(token) { member().unwrap_or(token) } else { token };
    let (subjects, construction) = clause::surface_subject(tree, copula.unwrap_or(token), 0);
    let mut phrases: Vec<Phrase> = clause::phrases(tree, said);
    phrases.extend(owners(tree, said).map(|noun| Phrase { prep: "of".to_owned(), noun }));
    phrases.extend(tree.preposition(token).map(|prep| Phrase { prep, noun: token }));
    if said != token || copula.is_some() {
        let others = clause::phrases(tree, copula.unwrap_or(token)).into_iter();
        phrases.extend(others.filter(|phrase| phrase.noun != said && phrase.noun != token));
    }
    let frame = Frame {
        verb: token,
        names: names(tree, token, said),
        subjects,
        objects: Vec::new(),
        recipients: Vec::new(),
        phrases,
        complements: clause::complements(tree, said),
        construction,
    };
    Some(Predicate { frame, copula, taken: vec![token, said] })
}

/// The verb above that stands for the copula: "remains hostile", "stays on alert".
fn copula(tree: &Tree, token: usize) -> Option<usize> {
    let head = tree.token(token).head.filter(|&head| tree.is_verb(head) && COPULAS.contains(&tree.lemma(head).as_str()))?;
    let said = match tree.relation(token) {
        Relation::Xcomp => true,
        Relation::Obl => tree.preposition(token).is_some(),
        _ => false,
    };
    said.then_some(head)
}

/// Whose a predicate is: "Cambodia's donor", "under Iraqi occupation".
fn owners<'t>(tree: &'t Tree, said: usize) -> impl Iterator<Item = usize> + 't {
    let named = move |&word: &usize| word < said && tree.token(word).form.starts_with(char::is_uppercase);
    let before = tree.having(said, &[Relation::Amod, Relation::Compound]).filter(named);
    tree.having(said, &[Relation::NmodPoss]).chain(before)
}

/// `be_at_war`, `be_critical`, `be_donor`: as it is written and as its lemma; after a preposition with it, and the preposition
/// alone ("is against the treaty").
fn names(tree: &Tree, token: usize, said: usize) -> Vec<String> {
    let forms = [tree.token(said).form.to_lowercase(), tree.lemma(said)];
    let Some(prep) = tree.preposition(token) else { return forms.map(|word| format!("be_{word}")).to_vec() };
    let kinds = tree.having(token, &[Relation::Compound, Relation::Amod]).map(|part| tree.lemma(part));
    let mut names: Vec<String> = kinds.map(|kind| format!("be_{prep}_{kind}_{}", forms[0])).collect();
    names.extend(forms.map(|word| format!("be_{prep}_{word}")));
    names.push(format!("be_{prep}"));
    names
}
