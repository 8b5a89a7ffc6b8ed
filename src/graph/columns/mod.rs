//! Sorted columns: the graph of a great many events, with actors as numbers, edges of 24 bytes in one sorted array, and an index
//! of four bytes an edge for the way back.
//!
//! An edge is what it is in [`RelationGraph`](crate::graph::RelationGraph): the events of the same source, target, type, status and
//! day are one, told several times. Events of data sets fold alike in both; what the small graph does besides for articles (joining
//! neighbouring days by their words, and undated tellings to dated ones) needs the words, which are not here.

mod ask;
mod build;
mod bulk;
mod sieve;
#[cfg(test)]
mod tests;

pub use ask::{Hops, Month, Partner, Step};
pub use build::Builder;
pub use bulk::{Loaded, load};
pub use sieve::Sieve;

use crate::actors::Actor;
use crate::date::{Date, Precision};
use crate::events::{EventType, Status};
use crate::graph::{Counts, Level};
use crate::id::ActorId;

/// A graph as sorted columns.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// The level at which actors are read.
    pub level: Option<Level>,
    /// Actors by number, in the order of their ids.
    actors: Vec<Actor>,
    /// Event types by number, in the order of their codes.
    types: Vec<EventType>,
    /// By source, target, day, type and the rest.
    edges: Vec<Packed>,
    /// Where each source's edges begin; one more at the end.
    starts: Vec<usize>,
    /// Numbers of edges by target, and of each target in their order.
    back: Vec<u32>,
    /// Where each target's begin; one more at the end.
    back_starts: Vec<usize>,
    /// Events without a target, by source and day.
    solo: Vec<Packed>,
}

/// An edge of 24 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// Number of who acts.
    pub source: u32,
    /// Number of who is acted on; of an event without a target the source's.
    pub target: u32,
    /// Days since 1970; `NO_DAY` for none.
    day: i32,
    /// Where an event of it stands in its store.
    pub row: u32,
    /// Number of its type.
    pub kind: u16,
    /// How often it is told; more than fit are as many as fit.
    pub tellings: u16,
    /// Thousandths of the surest telling's confidence.
    confidence: u16,
    /// Status in the two lowest bits, the date's precision in the two above.
    flags: u8,
}

/// What stands for no day. Packing leaves no room for an `Option`; `Packed::date` gives one.
const NO_DAY: i32 = i32::MIN;

const STATUSES: [Status; 4] = [Status::Actual, Status::Planned, Status::Possible, Status::Negated];
const PRECISIONS: [Precision; 4] = [Precision::Day, Precision::Week, Precision::Month, Precision::Year];

impl Packed {
    /// When it happened.
    pub fn date(&self) -> Option<Date> {
        let days = (self.day != NO_DAY).then_some(i64::from(self.day))?;
        Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
    }

    /// How exactly that is known.
    pub fn precision(&self) -> Option<Precision> {
        (self.day != NO_DAY).then(|| PRECISIONS[usize::from(self.flags >> 2 & 3)])
    }

    /// Whether it happened.
    pub fn status(&self) -> Status {
        STATUSES[usize::from(self.flags & 3)]
    }

    /// That of the surest telling, to a thousandth.
    pub fn confidence(&self) -> f64 {
        f64::from(self.confidence) / 1000.0
    }

    /// What the edges of a graph are sorted by.
    fn place(&self) -> (u32, u32, i32, u16, u8) {
        (self.source, self.target, self.day, self.kind, self.flags)
    }
}

/// A date in days since 1970.
pub fn days(date: Date) -> i32 {
    // Howard Hinnant's count of days in the civil calendar: exact, and a tenth of the time of a general difference of dates.
    let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

impl Columns {
    /// Actors by number.
    pub fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// Event types by number.
    pub fn types(&self) -> &[EventType] {
        &self.types
    }

    /// Every edge in its order.
    pub fn edges(&self) -> &[Packed] {
        &self.edges
    }

    /// The events without a target.
    pub fn solo(&self) -> &[Packed] {
        &self.solo
    }

    /// The number of an actor.
    pub fn number(&self, id: &ActorId) -> Option<u32> {
        self.actors.binary_search_by(|actor| actor.id.cmp(id)).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// What an actor does.
    pub fn outgoing(&self, actor: u32) -> &[Packed] {
        let at = actor as usize;
        let (Some(start), Some(end)) = (self.starts.get(at), self.starts.get(at + 1)) else { return &[] };
        self.edges.get(*start..*end).unwrap_or_default()
    }

    /// What is done to an actor, by source and day.
    pub fn incoming(&self, actor: u32) -> impl Iterator<Item = &Packed> {
        self.back_of(actor).iter().filter_map(|edge| self.edges.get(*edge as usize))
    }

    /// The numbers of the edges that end at an actor, in their order.
    fn back_of(&self, actor: u32) -> &[u32] {
        let at = actor as usize;
        let (Some(start), Some(end)) = (self.back_starts.get(at), self.back_starts.get(at + 1)) else { return &[] };
        self.back.get(*start..*end).unwrap_or_default()
    }

    /// What one actor does to another, by day.
    pub fn pair(&self, source: u32, target: u32) -> &[Packed] {
        let all = self.outgoing(source);
        let start = all.partition_point(|edge| edge.target < target);
        let end = all.partition_point(|edge| edge.target <= target);
        &all[start..end]
    }

    /// How many bytes an edge takes, indexes and all.
    pub fn bytes_an_edge(&self) -> f64 {
        let edges = size_of_val(self.edges.as_slice()) + size_of_val(self.back.as_slice()) + size_of_val(self.solo.as_slice());
        let starts = size_of_val(self.starts.as_slice()) + size_of_val(self.back_starts.as_slice());
        (edges + starts) as f64 / self.edges.len().max(1) as f64
    }

    /// The counts of some edges.
    pub fn count<'e>(&self, edges: impl IntoIterator<Item = &'e Packed>) -> Counts {
        let mut counts = Counts::default();
        edges.into_iter().for_each(|edge| counts.add(self.kind(edge)));
        counts
    }

    /// The type of an edge.
    pub fn kind(&self, edge: &Packed) -> &EventType {
        &self.types[usize::from(edge.kind)]
    }
}
