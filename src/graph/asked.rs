//! What questions ask of a graph, however it is kept: the few things that the petgraph graph and the sorted columns both tell.

use petgraph::Incoming;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::date::{Date, Precision};
use crate::events::{EventType, Status};
use crate::graph::{Counts, Edge, Filter, RelationGraph, Selection};
use crate::id::ActorId;

/// An actor of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// The actor's id.
    pub id: &'a ActorId,
    /// The name to show.
    pub name: &'a str,
    /// CAMEO-style code; empty where unknown.
    pub code: &'a str,
    /// Whom the actor stands for.
    pub party: Option<&'a ActorId>,
}

/// An event of a graph.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Its place among the graph's edges, or among the events without a target.
    pub at: usize,
    /// Who acts.
    pub source: NodeIndex,
    /// Who is acted on.
    pub target: Option<NodeIndex>,
    /// What sort of act it is.
    pub event_type: &'a EventType,
    /// Whether it happened.
    pub status: Status,
    /// When it happened.
    pub date: Option<Date>,
    /// How exactly that is known.
    pub precision: Option<Precision>,
    /// That of the surest telling.
    pub confidence: f64,
    /// How often it is told.
    pub tellings: usize,
    /// The same with its words, where the graph holds them.
    pub words: Option<&'a Edge>,
}

/// Of whom the events are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Of all.
    All,
    /// Those with this actor on either side.
    Of(NodeIndex),
    /// Those between these two, in both directions.
    Between(NodeIndex, NodeIndex),
}

/// A graph whose actors can be found, and of which a filter keeps something. Actors are numbered in the order of their ids.
pub trait Graph {
    /// How many actors it has.
    fn size(&self) -> usize;
    /// An actor.
    fn actor(&self, at: NodeIndex) -> Known<'_>;
    /// The place of an actor.
    fn place(&self, id: &ActorId) -> Option<NodeIndex>;
    /// How much an actor does and suffers.
    fn busy(&self, at: NodeIndex) -> usize;
    /// The first who is no actor here but stands for one: his id, and for whom.
    fn stands_for(&self, is_meant: &dyn Fn(&ActorId) -> bool) -> Option<(&ActorId, NodeIndex)>;
    /// What a filter keeps. `None` where it asks for what the graph does not know.
    fn keep<'a>(&'a self, filter: &Filter) -> Option<Box<dyn Asked + 'a>>;
}

/// What a filter keeps of a graph.
pub trait Asked {
    /// Its actors, those of whom nothing is kept among them.
    fn actors(&self) -> &dyn Graph;
    /// The events with a target, each once, in the order of their places where they are of all, or between two.
    fn events(&self, scope: Scope, each: &mut dyn FnMut(Told<'_>));
    /// The events without a target: of one actor, or of all.
    fn alone(&self, of: Option<NodeIndex>, each: &mut dyn FnMut(Told<'_>));
    /// What actors do to each other, counted, by source and target; also what they do to themselves.
    fn pairs(&self) -> Vec<(NodeIndex, NodeIndex, Counts)>;
    /// The places of the events between those who are meant; none where they are too many to be shown one by one.
    fn places(&self, is_meant: &dyn Fn(NodeIndex, NodeIndex) -> bool) -> Vec<EdgeIndex>;
    /// The same with the words of the events, where the graph holds them.
    fn selection(&self) -> Option<&Selection<'_>>;
}

impl Graph for RelationGraph {
    fn size(&self) -> usize {
        self.graph.node_count()
    }

    fn actor(&self, at: NodeIndex) -> Known<'_> {
        let node = &self.graph[at];
        Known { id: &node.id, name: &node.name, code: &node.code, party: node.party.as_ref() }
    }

    fn place(&self, id: &ActorId) -> Option<NodeIndex> {
        self.node(id)
    }

    fn busy(&self, at: NodeIndex) -> usize {
        self.graph.edges(at).count() + self.graph.edges_directed(at, Incoming).count()
    }

    fn stands_for(&self, is_meant: &dyn Fn(&ActorId) -> bool) -> Option<(&ActorId, NodeIndex)> {
        let link = self.represents.iter().find(|link| is_meant(&link.actor))?;
        Some((&link.actor, self.node(&link.party)?))
    }

    fn keep<'a>(&'a self, filter: &Filter) -> Option<Box<dyn Asked + 'a>> {
        Some(Box::new(self.select(filter)))
    }
}

impl Selection<'_> {
    fn told(&self, at: EdgeIndex) -> Option<Told<'_>> {
        let (source, target) = self.graph.graph.edge_endpoints(at)?;
        Some(told(at.index(), source, Some(target), &self.graph.graph[at]))
    }
}

fn told(at: usize, source: NodeIndex, target: Option<NodeIndex>, edge: &Edge) -> Told<'_> {
    Told {
        at,
        source,
        target,
        event_type: &edge.event_type,
        status: edge.status,
        date: edge.date,
        precision: edge.date_precision,
        confidence: edge.confidence,
        tellings: edge.events.len(),
        words: Some(edge),
    }
}

impl Asked for Selection<'_> {
    fn actors(&self) -> &dyn Graph {
        self.graph
    }

    fn events(&self, scope: Scope, each: &mut dyn FnMut(Told<'_>)) {
        let graph = &self.graph.graph;
        let ends = |at: &EdgeIndex| graph.edge_endpoints(*at);
        match scope {
            Scope::All => self.edges.iter().filter_map(|at| self.told(*at)).for_each(each),
            Scope::Of(actor) => {
                let of_actor = self.edges.iter().filter(|at| ends(at).is_some_and(|(a, b)| a == actor || b == actor));
                of_actor.filter_map(|at| self.told(*at)).for_each(each);
            }
            Scope::Between(a, b) => {
                let both = graph.edges_connecting(a, b).chain(graph.edges_connecting(b, a));
                let mut found: Vec<EdgeIndex> = both.map(|edge| edge.id()).collect();
                found.sort_unstable();
                found.dedup();
                found.retain(|at| self.edges.binary_search(at).is_ok());
                found.into_iter().filter_map(|at| self.told(at)).for_each(each);
            }
        }
    }

    fn alone(&self, of: Option<NodeIndex>, each: &mut dyn FnMut(Told<'_>)) {
        let id = of.map(|actor| &self.graph.graph[actor].id);
        for (at, edge) in self.alone().filter(|(_, edge)| id.is_none_or(|id| edge.source.actor == *id)) {
            if let Some(source) = self.graph.node(&edge.source.actor) {
                each(told(at, source, None, edge));
            }
        }
    }

    fn pairs(&self) -> Vec<(NodeIndex, NodeIndex, Counts)> {
        // The edges of a graph are sorted by their ends, so that those of one pair follow on each other.
        let mut found: Vec<(NodeIndex, NodeIndex, Counts)> = Vec::new();
        for (at, edge) in self.events() {
            let Some((source, target)) = self.graph.graph.edge_endpoints(at) else { continue };
            match found.last_mut() {
                Some((a, b, counts)) if (*a, *b) == (source, target) => counts.add(&edge.event_type),
                _ => {
                    let mut counts = Counts::default();
                    counts.add(&edge.event_type);
                    found.push((source, target, counts));
                }
            }
        }
        found
    }

    fn places(&self, is_meant: &dyn Fn(NodeIndex, NodeIndex) -> bool) -> Vec<EdgeIndex> {
        let ends = |at: &EdgeIndex| self.graph.graph.edge_endpoints(*at).is_some_and(|(a, b)| is_meant(a, b));
        self.edges.iter().copied().filter(ends).collect()
    }

    fn selection(&self) -> Option<&Selection<'_>> {
        Some(self)
    }
}
