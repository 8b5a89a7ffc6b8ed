//! `between A B`: what two actors do to one another, on one timeline.

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::graph::{Counts, Selection};
use crate::query::answer::{Answer, Cell, Table};
use crate::query::events::events;

/// Both directions: counted, then event by event.
pub fn between(selection: &Selection, a: NodeIndex, b: NodeIndex) -> Answer {
    let name = |node: NodeIndex| &selection.graph.graph[node].name;
    let edges: Vec<EdgeIndex> = places(selection, a, b);
    let mut sides = Table::new("directions", ["source", "target", "events", "v.coop", "m.coop", "v.conf", "m.conf", "Goldstein"]);
    for (source, target) in [(a, b), (b, a)] {
        let mut counts = Counts::default();
        for &at in &edges {
            if selection.graph.graph.edge_endpoints(at) == Some((source, target)) {
                counts.add(&selection.graph.graph[at].event_type);
            }
        }
        if counts.events > 0 {
            let mut cells = vec![Cell::actor(selection, source), Cell::actor(selection, target), Cell::Count(counts.events)];
            cells.extend(counts.quads.map(Cell::Count));
            cells.push(Cell::mean(&counts));
            sides.push(cells);
        }
        if a == b {
            break;
        }
    }
    let tables = vec![events(selection, &edges, &[]), sides];
    Answer { tables, edges, ..Answer::to(format!("between {} and {}", name(a), name(b))) }
}

/// The events between two actors, in both directions.
pub fn places(selection: &Selection, a: NodeIndex, b: NodeIndex) -> Vec<EdgeIndex> {
    let graph = &selection.graph.graph;
    let mut found: Vec<EdgeIndex> = graph
        .edges_connecting(a, b)
        .chain(graph.edges_connecting(b, a))
        .map(|edge| petgraph::visit::EdgeRef::id(&edge))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|at| selection.edges.binary_search(at).is_ok());
    found
}
