//! `path A B`: the chains of relations that connect two actors.

use pathfinding::prelude::yen;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::graph::{Asked, Counts, Scope};
use crate::query::answer::{Answer, Cell, Row, Table};
use crate::query::best::Best;
use crate::query::ties::{relations, ties};
use crate::query::{Length, ties};

/// What one event is worth in a length: lengths are whole numbers, so that no rounding decides which chain is shorter.
const UNIT: u64 = 1_000_000_000;

/// The shortest chains without a loop, by Yen's algorithm (Management Science 17, 1971). A relation joins two actors in
/// whichever direction it goes; each leg is told by its surest event.
pub fn path(asked: &dyn Asked, from: NodeIndex, to: NodeIndex, length: Length, most: usize) -> Answer {
    let relations = relations(&ties(asked));
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
        let way: Vec<NodeIndex> = chain.iter().map(|node| relations[*node]).collect();
        let mut weakest = u64::MAX;
        for pair in way.windows(2) {
            let (row, counts) = leg(asked, number, pair[0], pair[1], &mut edges);
            legs.rows.push(row);
            weakest = weakest.min(counts.events);
        }
        let names: Vec<&str> = way.iter().map(|node| asked.actors().actor(*node).name).collect();
        summary.push([
            Cell::Count(number),
            Cell::Count(way.len() as u64 - 1),
            Cell::Count(weakest),
            Cell::text(names.join(" – ")),
        ]);
    }
    edges.sort_unstable();
    edges.dedup();
    let name = |node: NodeIndex| asked.actors().actor(node).name;
    Answer { tables: vec![summary, legs], edges, ..Answer::to(format!("path from {} to {}", name(from), name(to))) }
}

fn leg(asked: &dyn Asked, chain: u64, a: NodeIndex, b: NodeIndex, edges: &mut Vec<EdgeIndex>) -> (Row, Counts) {
    let (mut both, mut forth, mut surest) = (Counts::default(), 0, Best::default());
    asked.events(Scope::Between(a, b), &mut |event| {
        both.add(event.event_type);
        forth += u64::from(event.source == a);
        surest.take(event.confidence, &event);
        edges.push(EdgeIndex::new(event.at));
    });
    let cells = vec![
        Cell::Count(chain),
        Cell::actor(asked, a),
        Cell::actor(asked, b),
        Cell::Count(both.events),
        Cell::Count(forth),
        Cell::Count(both.events - forth),
        Cell::Count(ties::conflict(&both)),
        Cell::mean(&both),
    ];
    (surest.row(cells), both)
}
