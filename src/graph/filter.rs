//! Filters: the part of a graph to draw or to count.

use std::collections::BTreeSet;

use crate::events::Status;
use crate::graph::{Edge, RelationGraph, Side};

/// Which events to keep.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// Those of one of these.
    pub statuses: BTreeSet<Status>,
    /// Those at least as sure as this.
    pub confidence: f64,
    /// Whether to keep events between an actor and itself: at party level, a state's dealings with its own people.
    pub self_loops: bool,
    /// Whether to keep events whose side is mere words, that nobody could be found for ("the leaders", "the ban").
    pub unknown: bool,
}

impl Default for Filter {
    /// What a drawing shows: what happened or is planned, however sure, between different actors.
    fn default() -> Self {
        Filter { statuses: BTreeSet::from([Status::Actual, Status::Planned]), confidence: 0.0, self_loops: false, unknown: false }
    }
}

impl Filter {
    /// Whether an event is kept.
    pub fn keeps(&self, edge: &Edge) -> bool {
        self.statuses.contains(&edge.status) && edge.confidence >= self.confidence && (self.self_loops || !edge.is_self_loop())
    }
}

impl Edge {
    /// Whether source and target are the same actor.
    pub fn is_self_loop(&self) -> bool {
        self.target.as_ref().is_some_and(|target| target.actor == self.source.actor)
    }
}

impl RelationGraph {
    /// The graph of the events that a filter keeps, and of their actors.
    pub fn filter(&self, filter: &Filter) -> RelationGraph {
        let known = |side: &Side| filter.unknown || self.node(&side.actor).is_none_or(|node| !self.graph[node].code.is_empty());
        let all_known = |edge: &&Edge| known(&edge.source) && edge.target.as_ref().is_none_or(known);
        let keep =
            |edges: &mut dyn Iterator<Item = &Edge>| edges.filter(|edge| filter.keeps(edge)).filter(all_known).cloned().collect();
        self.rebuild(keep(&mut self.edges()), keep(&mut self.solo.iter()))
    }
}
