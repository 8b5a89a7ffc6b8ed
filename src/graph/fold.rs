//! Folding: coded events become a graph, and a graph of people one of parties.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use petgraph::graph::{DiGraph, NodeIndex};

use crate::actors::{Actor, ActorKind};
use crate::events::{Event, Participant};
use crate::graph::merge::merge;
use crate::graph::{Counts, Edge, Level, Node, RelationGraph, Represents, Side};
use crate::id::{ActorId, EventId};

/// Folds events into a graph at the level of persons. The result does not depend on the order of the events.
///
/// Events between the same two actors fold into one edge where their types, dates, words and numbers agree (see `merge.rs`); when
/// in doubt they are kept apart. Two events with the same id are one.
///
/// ```
/// use std::collections::BTreeMap;
/// use diplograph::events::Event;
/// use diplograph::graph::{Level, fold};
///
/// let side = |actor: &str, party: &str| {
///     format!(r#"{{"actor":"{actor}","name":"{actor}","code":"","party":"{party}","text":"","span":[0,0],"linked":"none"}}"#)
/// };
/// let record = format!(
///     r#"{{"id":"1","source":{},"target":{},"status":"actual","attribution":null,"confidence":0.9,
///         "type":{{"cameo":"051","name":"Praise or endorse","root":"05","plover":"SUPPORT","mode":null,"quad":1,"goldstein":3.4}},
///         "evidence":{{"article":"a","sentence":0,"text":"","trigger":{{"text":"praised","span":[0,0]}},"rule":"","label":"praises"}}}}"#,
///     side("putin", "russia"),
///     side("obama", "usa"),
/// );
/// let event: Event = serde_json::from_str(&record)?;
/// let graph = fold(vec![event.clone(), event], BTreeMap::new());
/// assert_eq!(graph.edges().map(|edge| edge.label.as_str()).collect::<Vec<_>>(), ["praises"]);
/// let parties = graph.at(Level::Party);
/// assert_eq!(parties.nodes().map(|node| node.id.as_str()).collect::<Vec<_>>(), ["russia", "usa"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn fold<E: Into<Arc<Event>>>(events: Vec<E>, actors: BTreeMap<ActorId, Actor>) -> RelationGraph {
    let events = unique(events.into_iter().map(E::into));
    let actors = complete(actors, &events);
    let (edges, solo) = split(merge(events.into_iter().map(Edge::from).collect()));
    build(Level::Person, edges, solo, &actors)
}

impl RelationGraph {
    /// The graph at a level. Going up to parties, events that become equal fold, and what happens within a party becomes a
    /// self loop. A graph of parties stays one: there is no way back down.
    pub fn at(&self, level: Level) -> RelationGraph {
        if level == Level::Person || self.level == Level::Party {
            return self.clone();
        }
        let edges = self.edges().chain(&self.solo).cloned().map(Edge::rolled_up).collect();
        let (edges, solo) = split(merge(edges));
        build(Level::Party, edges, solo, &self.actors())
    }

    /// The same graph with other edges, and the nodes that these need.
    pub(crate) fn rebuild(&self, edges: Vec<Edge>, solo: Vec<Edge>) -> RelationGraph {
        build(self.level, edges, solo, &self.actors())
    }

    /// A graph from edges in any order and from what is known about actors; nothing is merged.
    pub(crate) fn assemble(
        level: Level,
        mut edges: Vec<Edge>,
        mut solo: Vec<Edge>,
        actors: &BTreeMap<ActorId, Actor>,
    ) -> RelationGraph {
        for edges in [&mut edges, &mut solo] {
            edges.sort_by(|a, b| a.place_in_graph().cmp(&b.place_in_graph()));
        }
        build(level, edges, solo, actors)
    }

    fn actors(&self) -> BTreeMap<ActorId, Actor> {
        let nodes = self.nodes().map(|node| (node.id.clone(), node.actor()));
        self.parties.clone().into_iter().chain(nodes).collect()
    }
}

impl Node {
    /// What is known of it apart from its events.
    pub fn actor(&self) -> Actor {
        let Node { id, name, code, kind, party, solo: _ } = self.clone();
        Actor { id, name, code, kind, party }
    }
}

impl From<Arc<Event>> for Edge {
    fn from(event: Arc<Event>) -> Edge {
        let side = |side: &Participant| Side { actor: side.actor.clone(), party: side.party.clone() };
        Edge {
            id: event.id.clone(),
            source: side(&event.source),
            target: event.target.as_ref().map(side),
            event_type: event.event_type.clone(),
            status: event.status,
            date: event.date,
            date_precision: event.date_precision,
            confidence: event.confidence,
            label: event.evidence.label.clone(),
            events: vec![event],
        }
    }
}

impl Edge {
    fn rolled_up(self) -> Edge {
        let up = |side: Side| Side { actor: side.party.clone(), party: side.party };
        Edge { source: up(self.source), target: self.target.map(up), ..self }
    }
}

/// Assembles a graph from sorted edges and from what is known about actors.
fn build(level: Level, edges: Vec<Edge>, solo: Vec<Edge>, actors: &BTreeMap<ActorId, Actor>) -> RelationGraph {
    let mut ids = BTreeSet::new();
    let mut represents = BTreeSet::new();
    let mut alone = BTreeMap::<ActorId, Counts>::new();
    for edge in edges.iter().chain(&solo) {
        ids.extend([Some(&edge.source), edge.target.as_ref()].into_iter().flatten().map(|side| side.actor.clone()));
        // Read from the events, not from the ends, so that a graph of parties still knows who spoke for them.
        represents.extend(edge.told().flat_map(participants).filter_map(Represents::of));
    }
    for edge in &solo {
        alone.entry(edge.source.actor.clone()).or_default().add(&edge.event_type);
    }
    let mut graph = DiGraph::with_capacity(ids.len(), edges.len());
    let mut at = BTreeMap::<ActorId, NodeIndex>::new();
    for id in ids {
        let solo = alone.get(&id).copied().unwrap_or_default();
        let Actor { id, name, code, kind, party } = actors.get(&id).cloned().unwrap_or_else(|| unknown(id));
        // The dictionary may not know whom an actor stood for at the date of an article that says so itself.
        let first = Represents { actor: id.clone(), party: ActorId::from(String::new()) };
        let said = || represents.range(first..).next().filter(|link| link.actor == id).map(|link| link.party.clone());
        let party = party.or_else(said);
        at.insert(id.clone(), graph.add_node(Node { id, name, code, kind, party, solo }));
    }
    for edge in edges {
        let target = edge.target.as_ref().and_then(|target| at.get(&target.actor));
        if let (Some(source), Some(target)) = (at.get(&edge.source.actor), target) {
            graph.add_edge(*source, *target, edge);
        }
    }
    let party = |id: &ActorId| (id.clone(), actors.get(id).cloned().unwrap_or_else(|| unknown(id.clone())));
    let parties = represents.iter().map(|link| party(&link.party)).collect();
    RelationGraph { level, graph, solo, parties, represents: represents.into_iter().collect() }
}

/// One event for each id: of several the one that comes first by its record, so that the order of input does not tell.
fn unique(events: impl Iterator<Item = Arc<Event>>) -> Vec<Arc<Event>> {
    let mut unique = BTreeMap::<EventId, Arc<Event>>::new();
    for event in events {
        match unique.get(&event.id) {
            Some(kept) if record(kept) <= record(&event) => {}
            _ => {
                unique.insert(event.id.clone(), event);
            }
        }
    }
    unique.into_values().collect()
}

fn record(event: &Event) -> String {
    // `Debug` writes every field, is total, and needs no error path.
    format!("{event:?}")
}

/// The actors, and those that only the events name: other people's records come without a dictionary of actors.
fn complete(mut actors: BTreeMap<ActorId, Actor>, events: &[Arc<Event>]) -> BTreeMap<ActorId, Actor> {
    for side in events.iter().flat_map(|event| participants(event)) {
        actors.entry(side.actor.clone()).or_insert_with(|| Actor {
            id: side.actor.clone(),
            name: side.name.clone(),
            code: side.code.clone(),
            kind: ActorKind::Agent,
            party: Some(side.party.clone()).filter(|party| *party != side.actor),
        });
    }
    actors
}

fn participants(event: &Event) -> impl Iterator<Item = &Participant> {
    [Some(&event.source), event.target.as_ref()].into_iter().flatten()
}

impl Represents {
    fn of(side: &Participant) -> Option<Represents> {
        (side.party != side.actor).then(|| Represents { actor: side.actor.clone(), party: side.party.clone() })
    }
}

fn unknown(id: ActorId) -> Actor {
    Actor { name: id.to_string(), id, code: String::new(), kind: ActorKind::Agent, party: None }
}

fn split(edges: Vec<Edge>) -> (Vec<Edge>, Vec<Edge>) {
    edges.into_iter().partition(|edge| edge.target.is_some())
}
