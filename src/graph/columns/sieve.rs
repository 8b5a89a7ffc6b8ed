//! The filter of the small graph, made ready for packed edges.

use crate::graph::Filter;
use crate::graph::columns::{Columns, NO_DAY, Packed, STATUSES, days};

/// Which packed edges a filter keeps.
#[derive(Debug, Clone)]
pub struct Sieve {
    statuses: [bool; 4],
    kinds: Vec<bool>,
    actors: Option<Vec<bool>>,
    hidden: Vec<bool>,
    since: i32,
    until: i32,
    dated: bool,
    confidence: u16,
    self_loops: bool,
}

impl Columns {
    /// Makes a filter ready. Of sectors the code of the actor counts. `None` where it asks for publishers, of whom packed edges know
    /// nothing.
    pub fn sieve(&self, filter: &Filter) -> Option<Sieve> {
        if !filter.publishers.is_empty() {
            return None;
        }
        let kind = |kind: &crate::events::EventType| {
            (filter.quads.is_empty() || filter.quads.contains(&kind.quad))
                && (filter.types.is_empty() || filter.types.iter().any(|code| kind.cameo.starts_with(code)))
                && (filter.plover.is_empty() || kind.plover.as_ref().is_some_and(|event| filter.plover.contains(event)))
        };
        let listed = |wanted: bool, is: &dyn Fn(&crate::actors::Actor) -> bool| {
            wanted.then(|| self.actors.iter().map(is).collect::<Vec<bool>>())
        };
        let named = listed(!filter.actors.is_empty(), &|actor| filter.actors.contains(&actor.id));
        let of_sector = listed(!filter.sectors.is_empty(), &|actor| {
            let code = &actor.code;
            let has = |sector: &String| code.len() > 3 && (code.ends_with(sector) || code.get(3..6) == Some(sector));
            filter.sectors.iter().any(has)
        });
        let actors = match (named, of_sector) {
            (Some(named), Some(of_sector)) => Some(named.into_iter().zip(of_sector).map(|(a, b)| a && b).collect()),
            (named, of_sector) => named.or(of_sector),
        };
        Some(Sieve {
            statuses: STATUSES.map(|status| filter.statuses.contains(&status)),
            kinds: self.types.iter().map(kind).collect(),
            actors,
            hidden: self.actors.iter().map(|actor| !filter.unknown && actor.code.is_empty()).collect(),
            since: filter.since.map_or(i32::MIN, days),
            until: filter.until.map_or(i32::MAX, days),
            dated: filter.since.is_some() || filter.until.is_some(),
            confidence: (filter.confidence * 1000.0).ceil().clamp(0.0, 1001.0) as u16,
            self_loops: filter.self_loops,
        })
    }
}

impl Sieve {
    /// Whether an edge is kept.
    pub fn keeps(&self, edge: &Packed) -> bool {
        let sides = [edge.source as usize, edge.target as usize];
        self.statuses[usize::from(edge.flags & 3)]
            && self.kinds[usize::from(edge.kind)]
            && edge.confidence >= self.confidence
            && (self.self_loops || edge.source != edge.target)
            && (!self.dated || edge.day != NO_DAY && (self.since..=self.until).contains(&edge.day))
            && !sides.iter().any(|side| self.hidden[*side])
            && self.actors.as_ref().is_none_or(|actors| sides.iter().any(|side| actors[*side]))
    }
}
