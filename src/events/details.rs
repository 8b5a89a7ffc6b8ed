//! What an act's own clause tells besides who, what and whom: mode, contexts, sizes and place, each with the words that decided.

use std::sync::Arc;

use crate::events::scene::Scene;
use crate::events::tree::Tree;
use crate::events::{Event, clause, context, mode, place, size};
use crate::knowledge::phrases::Spelled;
use crate::knowledge::{Details, Ontology};
use crate::text::{Relation, Token};

/// Something told, with the words that tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found<T> {
    /// What is told.
    pub value: T,
    /// The words.
    pub words: Vec<usize>,
}

/// The words that decided, as indices of tokens in the sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// Its mode; none where its code has it.
    pub mode: Vec<usize>,
    /// Its contexts, a word for each; none for that of its code.
    pub contexts: Vec<Option<usize>>,
    /// Its sizes.
    pub sizes: Vec<usize>,
    /// Its place.
    pub place: Vec<usize>,
}

/// Fills in the mode, contexts, sizes and place of an event of our own.
pub(super) fn fill(event: &mut Event, scene: &Scene, trigger: usize, ontology: &Ontology, details: &Details) -> Words {
    let mut told = Words::default();
    let words: Vec<Spelled> = scene.tree.sentence.tokens.iter().map(spelled).collect();
    if let Some(mode) = mode::mode(scene, trigger, &event.event_type, &words, details) {
        Arc::make_mut(&mut event.event_type).mode = Some(mode.value);
        told.mode = mode.words;
    }
    let contexts = context::contexts(scene, trigger, event, &words, ontology, details);
    (event.contexts, told.contexts) = contexts.into_iter().unzip();
    let sizes = size::sizes(scene, trigger, &event.event_type.root, &words, details);
    (event.sizes, told.sizes) = (sizes.value, sizes.words);
    if let Some(place) = place::place(scene, trigger) {
        (event.place, event.country) = (Some(place.value.0), place.value.1);
        told.place = place.words;
    }
    told
}

fn spelled(token: &Token) -> Spelled {
    Spelled { form: token.form.to_lowercase(), lemma: token.lemma.to_lowercase() }
}

/// How many steps lie between two words of a tree.
pub(super) fn distance(tree: &Tree, one: usize, other: usize) -> usize {
    let up = |at: usize| std::iter::successors(Some(at), |&at| tree.token(at).head).take(tree.len());
    let below = |above: usize| up(one).position(|at| at == above);
    up(other).enumerate().find_map(|(steps, at)| below(at).map(|more| steps + more)).unwrap_or(tree.len())
}

/// Whether a word belongs to the clause of the act that a token names: below it, or below the verb that a noun's act hangs on,
/// and in no other statement.
pub(super) fn is_of_act(tree: &Tree, word: usize, trigger: usize) -> bool {
    let top = top(tree, trigger);
    let mut at = word;
    for _ in 0..tree.len() {
        if at == top || at == trigger {
            return true;
        }
        let finite = matches!(tree.token(at).xpos.as_str(), "VBD" | "VBZ" | "VBP") || tree.first(at, &[Relation::Aux]).is_some();
        let stated = match tree.relation(at) {
            Relation::Ccomp | Relation::Parataxis => true,
            // "attacked the base and killed ten": what came of the act.
            Relation::AclRelcl | Relation::Advcl => finite && !tells_outcome(tree, at),
            _ => false,
        };
        match tree.token(at).head {
            Some(head) if !stated => at = head,
            _ => return false,
        }
    }
    false
}

/// "an attack | in which ten died", "an attack | that killed ten".
fn tells_outcome(tree: &Tree, clause: usize) -> bool {
    let about = |word: usize| matches!(tree.token(word).xpos.as_str(), "WDT" | "WP");
    tree.relation(clause) == Relation::AclRelcl && tree.having(clause, &[Relation::Nsubj, Relation::Obl]).any(about)
}

/// The verb on which a noun's act hangs: "an attack killed ten", "carried out an attack".
fn top(tree: &Tree, trigger: usize) -> usize {
    let mut at = trigger;
    for _ in 0..tree.len() {
        let hangs = matches!(
            tree.relation(at),
            Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Obj
                | Relation::Obl
                | Relation::OblAgent
                | Relation::Nmod
                | Relation::Conj
        );
        let carried = hangs && tree.is_nominal(at) && tree.first(at, &[Relation::Cop]).is_none() || is_occasion(tree, at);
        match tree.token(at).head.filter(|_| carried) {
            Some(head) => at = head,
            None => break,
        }
    }
    at
}

/// "26 people were killed | when jets bombed the camp": the clause tells what killed them.
fn is_occasion(tree: &Tree, verb: usize) -> bool {
    let mark = tree
        .having(verb, &[Relation::Mark, Relation::Advmod])
        .any(|mark| matches!(tree.lemma(mark).as_str(), "when" | "as" | "after"));
    let suffered = |head: usize| {
        let agent = tree.first(head, &[Relation::OblAgent]).is_some();
        clause::is_passive(tree, head) && !agent || matches!(tree.lemma(head).as_str(), "die" | "perish")
    };
    tree.relation(verb) == Relation::Advcl && mark && tree.token(verb).head.is_some_and(suffered)
}
