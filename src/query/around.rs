//! `around A`: the actors that few relations away are, and all that passes between them.

use petgraph::algo::dijkstra;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;
use petgraph::{Incoming, Outgoing};

use crate::graph::{Asked, Counts};
use crate::query::answer::{Answer, Cell, Table};
use crate::query::ties::{conflict, cooperation, relations, ties};

/// Everybody within so many relations of an actor, whichever direction these go. Counted is what passes among them.
pub fn around(asked: &dyn Asked, actor: NodeIndex, hops: usize) -> Answer {
    let ties = ties(asked);
    let relations = relations(&ties);
    let mut distance = vec![None; asked.actors().size()];
    if let Some(start) = relations.node_indices().find(|node| relations[*node] == actor) {
        for (node, far) in dijkstra(&relations, start, None, |_| 1usize) {
            if far <= hops {
                distance[relations[node].index()] = Some((far, node));
            }
        }
    }
    let mut near: Vec<(usize, Counts, NodeIndex)> = Vec::new();
    for (at, found) in distance.iter().enumerate() {
        let Some((far, node)) = found.filter(|(far, _)| *far > 0) else { continue };
        let mut among = Counts::default();
        let others = ties.edges_directed(node, Outgoing).chain(ties.edges_directed(node, Incoming));
        let is_near = |other: NodeIndex| distance[ties[other].index()].is_some();
        others.filter(|tie| is_near(tie.source()) && is_near(tie.target())).for_each(|tie| among += *tie.weight());
        near.push((far, among, NodeIndex::new(at)));
    }
    near.sort_by_key(|(far, counts, at)| (*far, std::cmp::Reverse(counts.events), *at));
    let mut table = Table::new("actors", ["hops", "actor", "code", "events", "coop.", "conflict", "Goldstein"]);
    for (far, counts, at) in near {
        table.push([
            Cell::Count(far as u64),
            Cell::actor(asked, at),
            Cell::text(asked.actors().actor(at).code),
            Cell::Count(counts.events),
            Cell::Count(cooperation(&counts)),
            Cell::Count(conflict(&counts)),
            Cell::mean(&counts),
        ]);
    }
    let is_near = |node: NodeIndex| distance[node.index()].is_some();
    let edges = asked.places(&|a, b| is_near(a) && is_near(b));
    let name = asked.actors().actor(actor).name;
    Answer { tables: vec![table], edges, ..Answer::to(format!("around {name}, {hops} hop{}", if hops == 1 { "" } else { "s" })) }
}
