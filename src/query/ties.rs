//! Ties: all events from one actor to another counted together, as a petgraph graph without parallel edges. What measures
//! are taken of.

use petgraph::graph::{DiGraph, NodeIndex, UnGraph};

use crate::graph::{Asked, Counts};

/// Actors by their place in the graph that is asked, and between them what they do to one another, counted. Actors stand in the
/// order of their ids, ties in that of their ends.
pub type Ties = DiGraph<NodeIndex, Counts>;

/// The ties between different actors.
pub fn ties(asked: &dyn Asked) -> Ties {
    let mut found = asked.pairs();
    found.retain(|(source, target, _)| source != target);
    let mut place = vec![None; asked.actors().size()];
    found.iter().for_each(|(source, target, _)| [source, target].into_iter().for_each(|node| place[node.index()] = Some(())));
    let mut ties = Ties::with_capacity(0, found.len());
    let place: Vec<Option<NodeIndex>> =
        place.into_iter().enumerate().map(|(at, named)| named.map(|()| ties.add_node(NodeIndex::new(at)))).collect();
    for (source, target, counts) in found {
        if let (Some(source), Some(target)) = (place[source.index()], place[target.index()]) {
            ties.add_edge(source, target, counts);
        }
    }
    ties
}

/// The same with both directions of a pair as one relation.
pub fn relations(ties: &Ties) -> UnGraph<NodeIndex, Counts> {
    let mut pairs: Vec<(NodeIndex, NodeIndex, Counts)> =
        ties.raw_edges().iter().map(|tie| (tie.source().min(tie.target()), tie.source().max(tie.target()), tie.weight)).collect();
    pairs.sort_by_key(|(a, b, _)| (*a, *b));
    let mut relations = UnGraph::with_capacity(ties.node_count(), pairs.len());
    ties.raw_nodes().iter().for_each(|node| {
        relations.add_node(node.weight);
    });
    let mut last = None;
    for (a, b, counts) in pairs {
        match last {
            Some((ends, at)) if ends == (a, b) => relations[at] += counts,
            _ => last = Some(((a, b), relations.add_edge(a, b, counts))),
        }
    }
    relations
}

/// What an actor does and what is done to it.
pub fn degree(ties: &Ties, node: NodeIndex) -> (Counts, Counts) {
    let sum = |direction| {
        let mut sum = Counts::default();
        ties.edges_directed(node, direction).for_each(|tie| sum += *tie.weight());
        sum
    };
    (sum(petgraph::Outgoing), sum(petgraph::Incoming))
}

/// The events of conflict: verbal and material.
pub fn conflict(counts: &Counts) -> u64 {
    counts.quads[2] + counts.quads[3]
}

/// The events of cooperation: verbal and material.
pub fn cooperation(counts: &Counts) -> u64 {
    counts.quads[0] + counts.quads[1]
}
