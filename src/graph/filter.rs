//! Filters: the part of a graph to ask about, to draw, to export or to count.

use std::collections::BTreeSet;

use petgraph::graph::EdgeIndex;

use crate::date::Date;
use crate::events::{Evidence, Status};
use crate::graph::{Edge, Node, RelationGraph, Side};
use crate::id::ActorId;

/// Which events to keep: those that meet every condition. An empty set or list is no condition, but for `statuses`.
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
    /// Those on this day or later; an event without a date is not kept. Of a week, month or year its first day counts.
    pub since: Option<Date>,
    /// Those on this day or earlier.
    pub until: Option<Date>,
    /// Those whose CAMEO code begins with one of these: "05" and "051" both keep 0511.
    pub types: BTreeSet<String>,
    /// Those of these PLOVER events.
    pub plover: BTreeSet<String>,
    /// Those of these quad classes.
    pub quads: BTreeSet<u8>,
    /// Those with one of these actors on either side, at the graph's level.
    pub actors: BTreeSet<ActorId>,
    /// Those with somebody of one of these sectors ("GOV", "MIL") on either side, as the text tells it.
    pub sectors: BTreeSet<String>,
    /// Those told by a publisher whose name, or whose address on the web, holds one of these, in any case.
    pub publishers: Vec<String>,
}

impl Default for Filter {
    /// What a drawing shows: what happened or is planned, however sure, between different actors.
    fn default() -> Self {
        Filter {
            statuses: BTreeSet::from([Status::Actual, Status::Planned]),
            self_loops: false,
            unknown: false,
            ..Filter::everything()
        }
    }
}

impl Filter {
    /// Keeps everything.
    pub fn everything() -> Filter {
        Filter {
            statuses: BTreeSet::from([Status::Actual, Status::Planned, Status::Possible, Status::Negated]),
            confidence: 0.0,
            self_loops: true,
            unknown: true,
            since: None,
            until: None,
            types: BTreeSet::new(),
            plover: BTreeSet::new(),
            quads: BTreeSet::new(),
            actors: BTreeSet::new(),
            sectors: BTreeSet::new(),
            publishers: Vec::new(),
        }
    }

    /// Whether it asks for events that the default filter leaves out: those that a `graph.json` of `build` does not hold.
    pub fn is_wide(&self) -> bool {
        let usual = Filter::default();
        !self.statuses.is_subset(&usual.statuses) || self.self_loops || self.unknown
    }

    /// Whether an event is kept, apart from who its sides are.
    pub fn keeps(&self, edge: &Edge) -> bool {
        self.statuses.contains(&edge.status)
            && edge.confidence >= self.confidence
            && (self.self_loops || !edge.is_self_loop())
            && self.since.is_none_or(|since| edge.date.is_some_and(|date| date >= since))
            && self.until.is_none_or(|until| edge.date.is_some_and(|date| date <= until))
            && (self.quads.is_empty() || self.quads.contains(&edge.event_type.quad))
            && (self.types.is_empty() || self.types.iter().any(|code| edge.event_type.cameo.starts_with(code)))
            && (self.plover.is_empty() || edge.event_type.plover.as_ref().is_some_and(|event| self.plover.contains(event)))
            && (self.actors.is_empty() || edge.sides().any(|side| self.actors.contains(&side.actor)))
            && (self.sectors.is_empty()
                || edge.events.iter().any(|event| self.sectors.iter().any(|sector| has_sector(event, sector))))
            && (self.publishers.is_empty() || edge.events.iter().any(|event| self.has_publisher(&event.evidence)))
    }

    fn has_publisher(&self, told: &Evidence) -> bool {
        let host = told.url.as_deref().and_then(|url| url.split("//").nth(1)?.split('/').next());
        let names = [told.publisher.as_deref(), host];
        let names: Vec<String> = names.into_iter().flatten().map(str::to_lowercase).collect();
        self.publishers.iter().any(|wanted| names.iter().any(|name| name.contains(&wanted.to_lowercase())))
    }

    fn keeps_node(&self, node: &Node) -> bool {
        self.unknown || !node.code.is_empty()
    }
}

/// Whether one side of an event has the sector in its code, after the country's three letters or an organization's own.
fn has_sector(event: &crate::events::Event, sector: &str) -> bool {
    let sides = [Some(&event.source), event.target.as_ref()].into_iter().flatten();
    let letters = |code: &str| code.len() > 3 && (code.ends_with(sector) || code.get(3..6) == Some(sector));
    sides.into_iter().any(|side| letters(&side.code))
}

/// What a filter keeps of a graph: places in it, and no copies.
#[derive(Debug, Clone)]
pub struct Selection<'a> {
    /// The graph.
    pub graph: &'a RelationGraph,
    /// The edges kept, in their order.
    pub edges: Vec<EdgeIndex>,
    /// Positions in `RelationGraph::solo` of the events kept, in their order.
    pub solo: Vec<usize>,
}

impl<'a> Selection<'a> {
    /// The events kept that have a target.
    pub fn events(&self) -> impl Iterator<Item = (EdgeIndex, &'a Edge)> {
        let graph = self.graph;
        self.edges.iter().map(move |&at| (at, &graph.graph[at]))
    }

    /// The events kept that have none.
    pub fn alone(&self) -> impl Iterator<Item = (usize, &'a Edge)> {
        let graph = self.graph;
        self.solo.iter().filter_map(move |&at| Some((at, graph.solo.get(at)?)))
    }
}

impl Edge {
    /// Whether source and target are the same actor.
    pub fn is_self_loop(&self) -> bool {
        self.target.as_ref().is_some_and(|target| target.actor == self.source.actor)
    }

    /// The source, and the target where there is one.
    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        std::iter::once(&self.source).chain(&self.target)
    }
}

impl RelationGraph {
    /// What a filter keeps.
    pub fn select(&self, filter: &Filter) -> Selection<'_> {
        let known: Vec<bool> = self.nodes().map(|node| filter.keeps_node(node)).collect();
        let kept = |at: &EdgeIndex| {
            let ends = self.graph.edge_endpoints(*at);
            ends.is_some_and(|(source, target)| known[source.index()] && known[target.index()]) && filter.keeps(&self.graph[*at])
        };
        let is_known = |side: &Side| self.node(&side.actor).is_none_or(|node| known[node.index()]);
        let alone = |(at, edge): (usize, &Edge)| (is_known(&edge.source) && filter.keeps(edge)).then_some(at);
        Selection {
            graph: self,
            edges: self.graph.edge_indices().filter(kept).collect(),
            solo: self.solo.iter().enumerate().filter_map(alone).collect(),
        }
    }

    /// The graph of the events that a filter keeps, and of their actors.
    pub fn filter(&self, filter: &Filter) -> RelationGraph {
        let kept = self.select(filter);
        self.part(&kept.edges, &kept.solo)
    }

    /// The graph of some of its events, and of their actors.
    pub fn part(&self, edges: &[EdgeIndex], solo: &[usize]) -> RelationGraph {
        let edges = edges.iter().filter_map(|at| self.graph.edge_weight(*at)).cloned().collect();
        let solo = solo.iter().filter_map(|at| self.solo.get(*at)).cloned().collect();
        self.rebuild(edges, solo)
    }
}
