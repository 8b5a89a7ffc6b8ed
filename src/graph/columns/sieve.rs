//! The filter of the small graph, made ready for columns.

use crate::graph::columns::edge::{STATUSES, Sum};
use crate::graph::columns::{Columns, Edge, days};
use crate::graph::{Counts, Filter};

/// Which edges of columns a filter keeps.
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
    plain: bool,
}

impl Columns {
    /// Makes a filter ready. Of sectors the code of the actor counts. `None` where it asks for publishers, of whom columns know
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
        let dated = filter.since.is_some() || filter.until.is_some();
        let of_kind = !(filter.quads.is_empty() && filter.types.is_empty() && filter.plover.is_empty());
        let plain = !dated && !of_kind && filter.confidence <= 0.0;
        Some(Sieve {
            statuses: STATUSES.map(|status| filter.statuses.contains(&status)),
            kinds: self.types.iter().map(kind).collect(),
            actors,
            hidden: self.actors.iter().map(|actor| !filter.unknown && actor.code.is_empty()).collect(),
            since: filter.since.map_or(i32::MIN, days),
            until: filter.until.map_or(i32::MAX, days),
            dated,
            confidence: (filter.confidence * 1000.0).ceil().clamp(0.0, 1001.0) as u16,
            self_loops: filter.self_loops,
            plain,
        })
    }
}

impl Sieve {
    /// Whether edges between these two are kept, as far as the two decide it.
    pub fn keeps_ends(&self, source: u32, target: u32) -> bool {
        let sides = [source as usize, target as usize];
        (self.self_loops || source != target)
            && sides.iter().all(|side| self.hidden.get(*side) == Some(&false))
            && self.actors.as_ref().is_none_or(|actors| sides.iter().any(|side| actors[*side]))
    }

    /// Whether an event of an actor without a target is kept, as far as the actor decides it.
    pub fn keeps_actor(&self, source: u32) -> bool {
        self.hidden.get(source as usize) == Some(&false) && self.actors.as_ref().is_none_or(|actors| actors[source as usize])
    }

    /// Whether an edge is kept, as far as its ends do not decide it.
    #[inline]
    pub fn keeps(&self, edge: &Edge<'_>) -> bool {
        let told = &edge.tellings[0];
        self.statuses.get(usize::from(told.status)).is_some_and(|kept| *kept)
            && self.kinds.get(usize::from(told.kind)).is_some_and(|kept| *kept)
            && (self.confidence == 0 || edge.thousandths() >= self.confidence)
            && (!self.dated || edge.day().is_some_and(|day| (self.since..=self.until).contains(&day)))
    }

    /// Whether nothing but the status and the ends decides, so that sums tell enough.
    pub(super) fn is_plain(&self) -> bool {
        self.plain
    }

    /// The counts of those that it keeps, where it is plain.
    pub(super) fn sum(&self, sum: &Sum) -> Counts {
        let mut counts = Counts::default();
        for at in (0..STATUSES.len()).filter(|at| self.statuses[*at]) {
            counts.events += sum.quads[at].iter().map(|count| u64::from(*count)).sum::<u64>();
            for (quad, count) in counts.quads.iter_mut().zip(sum.quads[at]) {
                *quad += u64::from(count);
            }
            counts.goldstein_tenths += sum.tenths[at];
        }
        counts
    }
}
