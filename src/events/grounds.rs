//! The words that decided what an event's record says of its status, date, speaker, mode, contexts, sizes and place: for `explain`.

use serde::Serialize;

use crate::actors::Resolved;
use crate::events::scene::Scene;
use crate::events::{Event, Status, details, reported, status, when};
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Effect, Lexicon};
use crate::text::Relation;

/// The words behind each part of an event; none where no word decided it, such as the date of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Grounds {
    /// Whether it happened.
    pub status: Vec<String>,
    /// When.
    pub date: Vec<String>,
    /// Who says so: a word for each speaker.
    pub attribution: Vec<String>,
    /// Its mode; none where its code has it.
    pub mode: Vec<String>,
    /// Its contexts: a word for each; empty for those of its code and of its parties.
    pub contexts: Vec<String>,
    /// Its sizes.
    pub sizes: Vec<String>,
    /// Its place.
    pub place: Vec<String>,
}

/// The grounds of an event that was coded in this article.
pub fn grounds(resolved: &Resolved, event: &Event, knowledge: &Knowledge) -> Option<Grounds> {
    let sentence = resolved.document.sentences.get(event.evidence.sentence)?;
    let trigger = sentence.tokens.iter().position(|token| token.span == event.evidence.trigger.span)?;
    let scene = Scene::new(resolved, event.evidence.sentence);
    let word = |at: usize| scene.tree.token(at).form.clone();
    let words = |tokens: Vec<usize>| tokens.into_iter().map(word).collect::<Vec<String>>();
    let speakers = reported::speakers(&scene, trigger, &knowledge.lexicon);
    let mut bare = Event { event_type: knowledge.ontology.fill(&event.event_type.cameo)?, ..event.clone() };
    let told = details::fill(&mut bare, &scene, trigger, &knowledge.ontology, &knowledge.details);
    Some(Grounds {
        status: words(of_status(&scene, trigger, event.status, &knowledge.lexicon)),
        date: words(when::deciding(&scene, trigger, resolved.document.article.date, event.status)),
        attribution: words(speakers.into_iter().filter_map(|speaker| speaker.word).collect()),
        mode: words(told.mode),
        contexts: told.contexts.into_iter().map(|at| at.map(word).unwrap_or_default()).collect(),
        sizes: words(told.sizes),
        place: words(told.place),
    })
}

/// The words that made an act planned, possible or negated, else the act's own.
fn of_status(scene: &Scene, trigger: usize, told: Status, lexicon: &Lexicon) -> Vec<usize> {
    let tree = &scene.tree;
    let mut found = Vec::new();
    let mut at = trigger;
    for _ in 0..tree.len() {
        found.extend(status::words(tree, at));
        let below = !matches!(tree.relation(at), Relation::AclRelcl | Relation::Parataxis | Relation::Nsubj);
        let Some(head) = tree.token(at).head.filter(|_| below) else { break };
        let governs = |effect: Effect| !matches!(effect, Effect::Actual | Effect::Report | Effect::Topic | Effect::Cause);
        found.extend(lexicon.governor(&tree.lemma(head)).any(|governor| governs(governor.effect)).then_some(head));
        at = head;
    }
    if status::is_question(tree) {
        found.push(tree.len() - 1);
    }
    if told == Status::Actual || found.is_empty() {
        return vec![trigger];
    }
    found.sort_unstable();
    found.dedup();
    found
}
