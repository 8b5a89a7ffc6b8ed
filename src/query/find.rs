//! `find`: words in names and in sentences.

use rayon::prelude::*;

use crate::graph::{Edge, Selection};
use crate::knowledge::spelling::{key, lower, spelled, words};
use crate::query::answer::{Answer, Cell, Table};
use crate::query::events::events;
use crate::query::ties::{degree, ties};

/// The events whose sentence, title, label or actors hold all of the words, and the actors whose name does; in any case, with
/// or without accents. A word of three letters or more is found at the beginning of longer ones, too.
pub fn find(selection: &Selection, asked: &str) -> Answer {
    let wanted: Vec<String> = words(asked).iter().map(|word| key([word.as_str()])).collect();
    let question = format!("find {asked}");
    if wanted.is_empty() {
        return Answer::to(question);
    }
    let graph = selection.graph;
    let edges: Vec<_> = selection.edges.par_iter().copied().filter(|at| is_told(&graph.graph[*at], &wanted)).collect();
    let solo: Vec<_> = selection.alone().filter(|(_, edge)| is_told(edge, &wanted)).map(|(at, _)| at).collect();
    let mut actors = Table::new("actors", ["actor", "code", "events"]);
    let ties = ties(selection);
    let mut found: Vec<_> =
        ties.node_indices().filter(|node| holds(&[&selection.graph.graph[ties[*node]].name], &wanted)).collect();
    let events_of = |node| {
        let (does, suffers) = degree(&ties, node);
        does.events + suffers.events
    };
    found.sort_by_key(|node| (std::cmp::Reverse(events_of(*node)), *node));
    for node in found {
        let code = &selection.graph.graph[ties[node]].code;
        actors.push([Cell::actor(selection, ties[node]), Cell::text(code), Cell::Count(events_of(node))]);
    }
    Answer { tables: vec![events(selection, &edges, &solo), actors], edges, solo, ..Answer::to(question) }
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
