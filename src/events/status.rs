//! Whether an act happened: negation, modality, condition, question and future, as the words of one clause tell it.

use crate::events::Status;
use crate::events::tree::Tree;
use crate::text::Relation;

/// What the words around a predicate say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mood {
    /// "not", "never", "no longer"; "no" before a noun.
    pub negated: bool,
    /// "will", "is to", "is going to".
    pub future: bool,
    /// "may", "could", "would", "should"; under "if" or "unless"; in a question.
    pub possible: bool,
}

impl Mood {
    /// The status that the mood gives by itself.
    pub fn status(self) -> Status {
        match self {
            Mood { negated: true, .. } => Status::Negated,
            Mood { possible: true, .. } => Status::Possible,
            Mood { future: true, .. } => Status::Planned,
            _ => Status::Actual,
        }
    }
}

/// The mood of a verb, or of a noun or adjective that is the predicate.
pub fn mood(tree: &Tree, at: usize) -> Mood {
    let mut mood = Mood::default();
    for &child in tree.children(at) {
        let lemma = tree.lemma(child);
        match tree.relation(child) {
            Relation::Advmod if matches!(lemma.as_str(), "not" | "never" | "hardly" | "barely" | "n't") => mood.negated = true,
            Relation::Advmod if matches!(lemma.as_str(), "perhaps" | "possibly" | "allegedly" | "reportedly") => {
                mood.possible = true
            }
            Relation::Det if lemma == "no" => mood.negated = true,
            Relation::Cc | Relation::CcPreconj if matches!(lemma.as_str(), "neither" | "nor") => mood.negated = true,
            Relation::Aux => match lemma.as_str() {
                "will" | "shall" | "'ll" | "wo" => mood.future |= is_present(tree, child),
                "may" | "might" | "can" | "could" | "should" | "must" | "ought" | "ca" => mood.possible = true,
                _ => {}
            },
            Relation::Mark | Relation::Case if lemma == "without" => mood.negated = true,
            Relation::Mark if matches!(lemma.as_str(), "if" | "unless" | "whether" | "lest") => mood.possible = true,
            _ => {}
        }
    }
    if would(tree, at) {
        mood.future |= is_backshifted(tree, at);
        mood.possible |= !is_backshifted(tree, at);
    }
    let subject = tree.first(at, &[Relation::Nsubj, Relation::NsubjPass]);
    let none = |word: usize| matches!(tree.lemma(word).as_str(), "no" | "neither");
    mood.negated |= subject.is_some_and(|noun| tree.having(noun, &[Relation::Det, Relation::CcPreconj, Relation::Cc]).any(none));
    mood.future |= is_about_to(tree, at);
    mood
}

fn would(tree: &Tree, at: usize) -> bool {
    tree.having(at, &[Relation::Aux]).any(|aux| matches!(tree.token(aux).form.to_lowercase().as_str(), "would" | "'d" | "’d"))
}

/// Whether "would" is the future seen from the past: "announced that he would visit Egypt", no condition being told.
fn is_backshifted(tree: &Tree, at: usize) -> bool {
    let told = tree.token(at).head.is_some_and(|head| matches!(tree.token(head).xpos.as_str(), "VBD" | "VBN"));
    let conditions =
        |clause: usize| tree.having(clause, &[Relation::Mark]).any(|mark| matches!(tree.lemma(mark).as_str(), "if" | "unless"));
    tree.relation(at) == Relation::Ccomp && told && !tree.having(at, &[Relation::Advcl]).any(conditions)
}

/// "would" is lemmatized to "will" by some parsers.
fn is_present(tree: &Tree, aux: usize) -> bool {
    !matches!(tree.token(aux).form.to_lowercase().as_str(), "would" | "'d" | "should" | "’d")
}

/// "is to visit", "is going to visit", "is set to visit" (the last as a governor of its own).
fn is_about_to(tree: &Tree, at: usize) -> bool {
    // The parser may take "is" for an auxiliary: "is to open an embassy".
    let is = |aux: usize| matches!(tree.token(aux).form.to_lowercase().as_str(), "is" | "are" | "'s" | "was" | "were");
    if crate::events::clause::is_infinitive(tree, at) && tree.having(at, &[Relation::Aux, Relation::Cop]).any(is) {
        return true;
    }
    let Some(head) = tree.token(at).head else { return false };
    let infinitive = crate::events::clause::is_infinitive(tree, at);
    let be = tree.lemma(head) == "be" && tree.relation(at) == Relation::Xcomp;
    let go = tree.lemma(head) == "go" && tree.token(head).xpos == "VBG" && tree.relation(at) == Relation::Xcomp;
    infinitive && (be || go)
}

/// Whether the sentence is a question.
pub fn is_question(tree: &Tree) -> bool {
    tree.sentence.tokens.iter().rev().take(2).any(|token| token.form == "?")
}
