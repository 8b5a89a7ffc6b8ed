//! What words around a verb say of it beside its places: that it is asked for, that it is to be done, and when.

use crate::events::clause::{Attached, Frame, attached, phrases};
use crate::events::scene::Scene;
use crate::events::tree::Tree;
use crate::knowledge::lexicon::{Clause, Effect, Governor, Lexicon, Takes};
use crate::text::{Relation, Upos};

/// Whether a finite clause tells what is to be done: "insisted that Iran withdraw", "that the troops be withdrawn".
pub fn is_subjunctive(tree: &Tree, verb: usize) -> bool {
    let mut others = tree.having(verb, &[Relation::Aux]).peekable();
    let mut passive = tree.having(verb, &[Relation::AuxPass, Relation::Cop]).peekable();
    match (others.peek(), passive.peek()) {
        (None, None) => tree.token(verb).xpos == "VB",
        (None, Some(_)) => passive.all(|be| tree.token(be).form == "be"),
        _ => false,
    }
}

/// Whether a verb stands below one that asks, demands, promises or refuses, or under "must" or "should".
pub fn is_asked(scene: &Scene, verb: usize, lexicon: &Lexicon) -> bool {
    let tree = &scene.tree;
    let first = tree.first_conjunct(verb);
    if tree.having(first, &[Relation::Aux]).any(|aux| matches!(tree.lemma(aux).as_str(), "must" | "should")) {
        return true;
    }
    let Some(head) = tree.token(first).head else { return false };
    let Some(way) = attached(tree, first) else { return false };
    let takes = |governor: &Governor| match &way {
        Attached::Infinitive => governor.takes.contains(&Takes::Clause(Clause::Infinitive)),
        Attached::That => governor.takes.iter().any(|takes| matches!(takes, Takes::Clause(Clause::That | Clause::Subjunctive))),
        Attached::Gerund => governor.takes.contains(&Takes::Clause(Clause::Gerund)),
        Attached::Prep(prep) => governor.takes.contains(&Takes::Prep(prep.clone())),
    };
    let promise = PROMISES.contains(&tree.lemma(head).as_str());
    let asks = |name: String| {
        lexicon.governor(&name).filter(|governor| takes(governor)).any(|governor| match governor.effect {
            Effect::Appeal | Effect::Demand | Effect::Refuse | Effect::Threaten => true,
            Effect::Intend => promise,
            _ => false,
        })
    };
    let prepositions = phrases(tree, head).into_iter().map(|phrase| format!("{}_{}", tree.lemma(head), phrase.prep));
    prepositions.chain([tree.lemma(head)]).any(asks)
}

/// Words by which somebody binds himself to another; what is only planned is no act towards anybody.
const PROMISES: &[&str] = &[
    "agree",
    "promise",
    "pledge",
    "vow",
    "offer",
    "consent",
    "commit",
    "undertake",
    "guarantee",
    "swear",
    "assure",
    "volunteer",
    "willing",
    "ready",
    "agreement",
    "pledge",
    "commitment",
    "offer",
    "willingness",
    "readiness",
    "undertaking",
];

/// Whether a name takes its preposition from a phrase of time alone: "called him on Monday" is not "call on".
pub fn is_of_time(scene: &Scene, frame: &Frame, name: &str) -> bool {
    let Some((_, prep)) = name.rsplit_once('_') else { return false };
    let mut own = frame.phrases.iter().filter(|phrase| phrase.prep == prep).peekable();
    own.peek().is_some() && own.all(|phrase| scene.tree.is_time(phrase.noun) || scene.tree.token(phrase.noun).upos == Upos::Num)
}
