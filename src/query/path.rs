//! `path A B`: the chains of relations that connect two actors.

use pathfinding::prelude::yen;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::graph::{Counts, Selection};
use crate::query::answer::{Answer, Cell, Row, Table};
use crate::query::between;
use crate::query::quote::Quote;
use crate::query::ties::{relations, ties};
use crate::query::{Length, ties};

/// What one event is worth in a length: lengths are whole numbers, so that no rounding decides which chain is shorter.
const UNIT: u64 = 1_000_000_000;

/// The shortest chains without a loop, by Yen's algorithm (Management Science 17, 1971). A relation joins two actors in
/// whichever direction it goes; each leg is told by its surest event.
pub fn path(selection: &Selection, from: NodeIndex, to: NodeIndex, length: Length, most: usize) -> Answer {
    let relations = relations(&ties(selection));
    let inside = |wanted: NodeIndex| relations.node_indices().find(|node| relations[*node] == wanted);
    let mut chains = Vec::new();
    if let (Some(from), Some(to)) = (inside(from), inside(to)) {
        let next = |node: &NodeIndex| {
            let steps = relations.edges(*node).map(|relation| {
                let cost = match length {
                    Length::Hops => UNIT,
                    Length::Weight => UNIT / relation.weight().events.max(1),
                };
                let other = if relation.source() == *node { relation.target() } else { relation.source() };
                (other, cost)
            });
            let mut steps: Vec<(NodeIndex, u64)> = steps.collect();
            steps.sort_unstable();
            steps
        };
        chains = yen(&from, next, |node| *node == to, most);
    }
    let mut summary = Table::new("chains", ["chain", "hops", "weakest", "way"]);
    let mut legs = Table::new("legs", ["chain", "from", "to", "events", "forth", "back", "conflict", "Goldstein"]);
    let mut edges: Vec<EdgeIndex> = Vec::new();
    for (number, (chain, _)) in (1..).zip(&chains) {
        let asked: Vec<NodeIndex> = chain.iter().map(|node| relations[*node]).collect();
        let mut weakest = u64::MAX;
        for pair in asked.windows(2) {
            let places = between::places(selection, pair[0], pair[1]);
            let (row, counts) = leg(selection, number, pair[0], pair[1], &places);
            legs.rows.push(row);
            weakest = weakest.min(counts.events);
            edges.extend(places);
        }
        let names: Vec<&str> = asked.iter().map(|node| selection.graph.graph[*node].name.as_str()).collect();
        summary.push([
            Cell::Count(number),
            Cell::Count(asked.len() as u64 - 1),
            Cell::Count(weakest),
            Cell::text(names.join(" – ")),
        ]);
    }
    edges.sort_unstable();
    edges.dedup();
    let name = |node: NodeIndex| &selection.graph.graph[node].name;
    Answer { tables: vec![summary, legs], edges, ..Answer::to(format!("path from {} to {}", name(from), name(to))) }
}

fn leg(selection: &Selection, chain: u64, a: NodeIndex, b: NodeIndex, places: &[EdgeIndex]) -> (Row, Counts) {
    let mut both = Counts::default();
    let mut forth = 0;
    let graph = &selection.graph.graph;
    for &at in places {
        both.add(&graph[at].event_type);
        forth += u64::from(graph.edge_endpoints(at) == Some((a, b)));
    }
    let surest =
        places.iter().map(|at| &graph[*at]).reduce(|best, edge| if edge.confidence > best.confidence { edge } else { best });
    let cells = vec![
        Cell::Count(chain),
        Cell::actor(selection, a),
        Cell::actor(selection, b),
        Cell::Count(both.events),
        Cell::Count(forth),
        Cell::Count(both.events - forth),
        Cell::Count(ties::conflict(&both)),
        Cell::mean(&both),
    ];
    (Row { cells, quote: surest.and_then(Quote::of) }, both)
}
