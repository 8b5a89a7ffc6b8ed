//! `of A`: with whom an actor deals, what it does and suffers, and how that went by year.

use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::graph::{Counts, Edge, Selection};
use crate::query::answer::{Answer, Cell, Table};
use crate::query::period::Bucket;
use crate::query::ties::{conflict, cooperation};

/// An actor's profile: its partners, its acts in both directions, its years.
pub fn profile(selection: &Selection, actor: NodeIndex) -> Answer {
    let node = &selection.graph.graph[actor];
    let (edges, solo) = places(selection, actor);
    let does = |at: &EdgeIndex| selection.graph.graph.edge_endpoints(*at).is_some_and(|(source, _)| source == actor);
    let weight = |at: &EdgeIndex| &selection.graph.graph[*at];
    let (does, suffers): (Vec<EdgeIndex>, Vec<EdgeIndex>) = edges.iter().copied().partition(does);
    let alone = || solo.iter().filter_map(|at| selection.graph.solo.get(*at));
    let all = || edges.iter().map(weight).chain(alone());
    let tables = vec![
        partners(selection, actor, &edges),
        acts("does", does.iter().map(weight).chain(alone())),
        acts("suffers", suffers.iter().map(weight)),
        years(all()),
    ];
    let code = if node.code.is_empty() { String::new() } else { format!(" ({})", node.code) };
    let notes = if solo.is_empty() { Vec::new() } else { vec![format!("{} of its acts have no target", solo.len())] };
    Answer { tables, notes, edges, solo, ..Answer::to(format!("of {}{code}", node.name)) }
}

/// An actor's events: those with a target, and those without.
pub fn places(selection: &Selection, actor: NodeIndex) -> (Vec<EdgeIndex>, Vec<usize>) {
    let ends = |at: &EdgeIndex| selection.graph.graph.edge_endpoints(*at).is_some_and(|(a, b)| a == actor || b == actor);
    let id = &selection.graph.graph[actor].id;
    let alone = selection.alone().filter(|(_, edge)| edge.source.actor == *id);
    (selection.edges.iter().copied().filter(ends).collect(), alone.map(|(at, _)| at).collect())
}

fn partners(selection: &Selection, actor: NodeIndex, edges: &[EdgeIndex]) -> Table {
    let mut partners = BTreeMap::<NodeIndex, [Counts; 2]>::new();
    for &at in edges {
        let Some((source, target)) = selection.graph.graph.edge_endpoints(at) else { continue };
        let (other, side) = if source == actor { (target, 0) } else { (source, 1) };
        partners.entry(other).or_default()[side].add(&selection.graph.graph[at].event_type);
    }
    let mut partners: Vec<(NodeIndex, [Counts; 2], Counts)> = partners
        .into_iter()
        .map(|(other, [to, from])| {
            let mut both = to;
            both += from;
            (other, [to, from], both)
        })
        .collect();
    partners.sort_by_key(|(other, _, both)| (std::cmp::Reverse(both.events), *other));
    let mut table = Table::new("partners", ["partner", "events", "to", "from", "coop.", "conflict", "Goldstein to", "from them"]);
    for (other, [to, from], both) in partners {
        table.push([
            Cell::actor(selection, other),
            Cell::Count(both.events),
            Cell::Count(to.events),
            Cell::Count(from.events),
            Cell::Count(cooperation(&both)),
            Cell::Count(conflict(&both)),
            Cell::mean(&to),
            Cell::mean(&from),
        ]);
    }
    table
}

fn acts<'a>(name: &'static str, edges: impl Iterator<Item = &'a Edge>) -> Table {
    let mut acts = BTreeMap::<(&str, &str), Counts>::new();
    for edge in edges {
        acts.entry((&edge.event_type.cameo, &edge.event_type.name)).or_default().add(&edge.event_type);
    }
    let mut acts: Vec<_> = acts.into_iter().collect();
    acts.sort_by_key(|(act, counts)| (std::cmp::Reverse(counts.events), *act));
    let mut table = Table::new(name, ["type", "act", "events", "Goldstein"]);
    for ((code, act), counts) in acts {
        table.push([Cell::text(code), Cell::text(act), Cell::Count(counts.events), Cell::mean(&counts)]);
    }
    table
}

fn years<'a>(edges: impl Iterator<Item = &'a Edge>) -> Table {
    let mut years = BTreeMap::<String, Counts>::new();
    for edge in edges {
        let year = edge.date.map_or_else(|| "undated".to_owned(), |date| Bucket::Year.name(date));
        years.entry(year).or_default().add(&edge.event_type);
    }
    let mut table = Table::new("years", ["year", "events", "coop.", "conflict", "Goldstein"]);
    for (year, counts) in years {
        let numbers = [counts.events, cooperation(&counts), conflict(&counts)].map(Cell::Count);
        table.push([Cell::text(year)].into_iter().chain(numbers).chain([Cell::mean(&counts)]).collect::<Vec<_>>());
    }
    table
}
