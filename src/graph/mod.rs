//! The graph: events folded into a petgraph multigraph of actors.
//!
//! A node is an actor, an edge an event with everything that tells of it. Nodes are added in the order of their ids and
//! edges in the order of their ends, so that petgraph's indices too are the same in every run.

mod alike;
pub mod asked;
pub mod columns;
pub mod count;
pub mod filter;
pub mod fold;
mod merge;
mod reports;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::graph::{DiGraph, NodeIndex};
use serde::{Deserialize, Serialize};

use crate::actors::{Actor, ActorKind};
use crate::date::{Date, Precision};
use crate::events::{Event, EventType, Status};
use crate::id::{ActorId, EventId};

pub use asked::{Asked, Graph, Known, Scope, Told};
pub use columns::Columns;
pub use count::{Counts, Pair};
pub use filter::{Filter, Selection};
pub use fold::fold;

/// Who did what to whom: actors, and between them events.
#[derive(Debug, Clone)]
pub struct RelationGraph {
    /// The level at which actors are read.
    pub level: Level,
    /// Actors and the events between them.
    pub graph: DiGraph<Node, Edge>,
    /// Events without a target, in the order of their sources: no edges, and not drawn.
    pub solo: Vec<Edge>,
    /// Whom the nodes stand for, by id: what a group of nodes is called.
    pub parties: BTreeMap<ActorId, Actor>,
    /// Who stands for whom, sorted. An actor who changed sides between two articles has several lines.
    pub represents: Vec<Represents>,
}

/// At what level actors are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// As in the text: people, institutions, states.
    Person,
    /// Everybody counts as the state or organization that they stand for.
    Party,
}

/// An actor in the graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The actor's id.
    pub id: ActorId,
    /// The name to show.
    pub name: String,
    /// CAMEO-style code; empty where unknown.
    pub code: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// Whom the actor stands for; `None` for one that stands for itself.
    pub party: Option<ActorId>,
    /// The actor's events without a target.
    pub solo: Counts,
}

/// One event, and everything that tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The id of the first event in `events`; unique in the graph.
    pub id: EventId,
    /// Who acts.
    pub source: Side,
    /// Who is acted on; `None` only in `RelationGraph::solo`.
    pub target: Option<Side>,
    /// What sort of act it is.
    pub event_type: Arc<EventType>,
    /// Whether it happened.
    pub status: Status,
    /// When it happened: the earliest date told.
    pub date: Option<Date>,
    /// How exactly the date is known.
    pub date_precision: Option<Precision>,
    /// That of the surest telling.
    pub confidence: f64,
    /// What happened in a few words, such as "scraps missile shield".
    pub label: String,
    /// The events as coded, one for each place in an article that tells it; at least one, sorted by article and place.
    /// Shared by all graphs made from one another: of a year of news the events are most of what is held.
    pub events: Vec<Arc<Event>>,
}

/// One end of an edge.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// Id of the node.
    pub actor: ActorId,
    /// Id of whom the actor stood for at the date of the article; the actor's own id where nobody else.
    pub party: ActorId,
}

/// That an actor stands for a party.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Represents {
    /// Who stands for somebody.
    pub actor: ActorId,
    /// For whom.
    pub party: ActorId,
}

impl Edge {
    /// The events as coded.
    pub fn told(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().map(AsRef::as_ref)
    }

    /// The surest telling; of several the first.
    pub fn surest(&self) -> Option<&Event> {
        self.told().reduce(|best, event| if event.confidence > best.confidence { event } else { best })
    }
}

impl RelationGraph {
    /// The node of an actor.
    pub fn node(&self, id: &ActorId) -> Option<NodeIndex> {
        // Nodes are sorted by id: see the head of this file.
        let found = self.graph.raw_nodes().binary_search_by(|node| node.weight.id.cmp(id));
        found.ok().map(NodeIndex::new)
    }

    /// The nodes in the order of their ids.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.graph.raw_nodes().iter().map(|node| &node.weight)
    }

    /// The edges in the order of source, target, type, status and date.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.graph.raw_edges().iter().map(|edge| &edge.weight)
    }

    /// The name of a party; its id where the graph does not know it.
    pub fn party_name<'a>(&'a self, id: &'a ActorId) -> &'a str {
        self.parties.get(id).map_or(id.as_str(), |party| party.name.as_str())
    }
}
