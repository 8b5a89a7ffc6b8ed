//! The straight line, in one screen: articles in, events out.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::actors::{Actor, Resolved, resolve};
use crate::diagnostic::Diagnostic;
use crate::events::{Event, code};
use crate::id::ActorId;
use crate::ingest::Article;
use crate::knowledge::Knowledge;
use crate::text::{Document, annotate};

/// What came of a number of articles.
#[derive(Debug, Default)]
pub struct Coded {
    /// The events, in the order of the articles and of their sentences.
    pub events: Vec<Event>,
    /// Every actor that an event names, and the parties that they stand for.
    pub actors: BTreeMap<ActorId, Actor>,
    /// What went wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// How many articles were read.
    pub articles: usize,
    /// How many sentences they had.
    pub sentences: usize,
    /// How many of the events were coded by others.
    pub records: usize,
}

/// Codes articles on all threads of the pool; the result does not depend on their number.
///
/// `done` is called after each article, for progress.
pub fn code_articles(articles: Vec<Article>, knowledge: &Knowledge, done: impl Fn() + Sync) -> Coded {
    let coded: Vec<Coded> = articles
        .into_par_iter()
        .map(|article| {
            let (document, diagnostics) = annotate(article, &knowledge.language, &knowledge.model);
            let mut coded = code_document(document, knowledge);
            coded.diagnostics.splice(0..0, diagnostics);
            done();
            coded
        })
        .collect();
    coded.into_iter().fold(Coded::default(), Coded::and)
}

/// Codes documents that are annotated already (CoNLL-U of another parser).
pub fn code_documents(documents: Vec<Document>, knowledge: &Knowledge) -> Coded {
    let coded: Vec<Coded> = documents.into_par_iter().map(|document| code_document(document, knowledge)).collect();
    coded.into_iter().fold(Coded::default(), Coded::and)
}

fn code_document(document: Document, knowledge: &Knowledge) -> Coded {
    let sentences = document.sentences.len();
    let resolved = resolve(document, &knowledge.actors);
    let events = code(&resolved, knowledge);
    Coded { actors: named(&resolved, &events), events, articles: 1, sentences, ..Coded::default() }
}

/// The actors that the events name, with their parties.
fn named(resolved: &Resolved, events: &[Event]) -> BTreeMap<ActorId, Actor> {
    let sides = events.iter().flat_map(|event| {
        let sides = [Some(&event.source), event.target.as_ref(), event.attribution.as_ref()];
        sides.into_iter().flatten().chain(&event.relayed_by)
    });
    let ids = sides.flat_map(|side| [&side.actor, &side.party]);
    ids.filter_map(|id| resolved.actors.get(id).map(|actor| (id.clone(), actor.clone()))).collect()
}

impl Coded {
    /// Both, one after the other.
    pub fn and(mut self, other: Coded) -> Coded {
        self.events.extend(other.events);
        for (id, actor) in other.actors {
            self.actors.entry(id).or_insert(actor);
        }
        self.diagnostics.extend(other.diagnostics);
        self.articles += other.articles;
        self.sentences += other.sentences;
        self.records += other.records;
        self
    }
}
