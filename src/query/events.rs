//! Events as a table: one row each, with the sentence behind it.

use petgraph::graph::EdgeIndex;

use crate::graph::{Edge, Selection};
use crate::query::answer::{Cell, Row, Table};
use crate::query::period::date_text;
use crate::query::quote::Quote;

/// The events at these places, by date; those without one come last.
pub fn events(selection: &Selection, edges: &[EdgeIndex], solo: &[usize]) -> Table {
    let graph = selection.graph;
    let found = edges.iter().filter_map(|at| graph.graph.edge_weight(*at));
    let mut found: Vec<&Edge> = found.chain(solo.iter().filter_map(|at| graph.solo.get(*at))).collect();
    found.sort_by_key(|edge| (edge.date.is_none(), edge.date, edge.date_precision, &edge.id));
    let columns = ["date", "source", "act", "target", "type", "status", "Goldstein", "sure", "told"];
    let mut table = Table::new("events", columns);
    table.rows = found.into_iter().map(|edge| row(selection, edge)).collect();
    table
}

fn row(selection: &Selection, edge: &Edge) -> Row {
    let actor = |side: &crate::graph::Side| {
        let name = selection.graph.node(&side.actor).map(|node| selection.graph.graph[node].name.clone());
        Cell::Actor(side.actor.to_string(), name.unwrap_or_else(|| side.actor.to_string()))
    };
    let cells = vec![
        Some(date_text(edge)).filter(|date| !date.is_empty()).map_or(Cell::Missing, Cell::Text),
        actor(&edge.source),
        Cell::text(&edge.label),
        edge.target.as_ref().map_or(Cell::Missing, actor),
        Cell::text(&edge.event_type.cameo),
        Cell::text(edge.status.name()),
        Cell::Signed(edge.event_type.goldstein),
        Cell::Share(edge.confidence, 2),
        Cell::Count(edge.events.len() as u64),
    ];
    Row { cells, quote: Quote::of(edge) }
}
