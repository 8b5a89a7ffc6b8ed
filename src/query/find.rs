//! `find`: words in names and in sentences.

use std::collections::BTreeSet;

use petgraph::graph::EdgeIndex;
use rayon::prelude::*;

use crate::graph::{Asked, Edge, Scope};
use crate::knowledge::spelling::{key, lower, spelled, words};
use crate::query::answer::{Answer, Cell, Table};
use crate::query::events::Events;
use crate::query::ties::{degree, ties};

/// The events whose sentence, title, label or actors hold all of the words, and the actors whose name does; in any case, with
/// or without accents. A word of three letters or more is found at the beginning of longer ones, too.
pub fn find(asked: &dyn Asked, sought: &str) -> Answer {
    let wanted: Vec<String> = words(sought).iter().map(|word| key([word.as_str()])).collect();
    let question = format!("find {sought}");
    if wanted.is_empty() {
        return Answer::to(question);
    }
    let (mut edges, mut solo, mut events) = (BTreeSet::new(), Vec::new(), Events::default());
    if let Some(selection) = asked.selection() {
        let graph = &selection.graph.graph;
        edges = selection.edges.par_iter().copied().filter(|at| is_told(&graph[*at], &wanted)).collect();
    }
    asked.events(Scope::All, &mut |event| {
        if edges.contains(&EdgeIndex::new(event.at)) {
            events.add(asked, &event);
        }
    });
    asked.alone(None, &mut |event| {
        if event.words.is_some_and(|edge| is_told(edge, &wanted)) {
            solo.push(event.at);
            events.add(asked, &event);
        }
    });
    let mut actors = Table::new("actors", ["actor", "code", "events"]);
    let ties = ties(asked);
    let mut found: Vec<_> =
        ties.node_indices().filter(|node| holds(&[asked.actors().actor(ties[*node]).name], &wanted)).collect();
    let events_of = |node| {
        let (does, suffers) = degree(&ties, node);
        does.events + suffers.events
    };
    found.sort_by_key(|node| (std::cmp::Reverse(events_of(*node)), *node));
    for node in found {
        let code = asked.actors().actor(ties[node]).code;
        actors.push([Cell::actor(asked, ties[node]), Cell::text(code), Cell::Count(events_of(node))]);
    }
    Answer { tables: vec![events.table(), actors], edges: edges.into_iter().collect(), solo, ..Answer::to(question) }
}

fn is_told(edge: &Edge, wanted: &[String]) -> bool {
    edge.events.iter().any(|event| {
        let names = [Some(&event.source), event.target.as_ref(), event.attribution.as_ref()].into_iter().flatten();
        let mut texts: Vec<&str> = names.map(|side| side.name.as_str()).collect();
        texts.extend([
            event.evidence.text.as_str(),
            event.evidence.label.as_str(),
            event.evidence.title.as_deref().unwrap_or_default(),
        ]);
        holds(&texts, wanted)
    })
}

fn holds(texts: &[&str], wanted: &[String]) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| lower(&spelled(text))).collect();
    let fits = |word: &str, wanted: &str| word.starts_with(wanted) && (word.len() == wanted.len() || wanted.chars().count() > 2);
    wanted.iter().all(|wanted| texts.iter().flat_map(|text| text.split(' ')).any(|word| fits(word, wanted)))
}
