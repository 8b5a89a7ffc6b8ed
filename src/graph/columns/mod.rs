//! Sorted columns: the graph of a great many events, with actors as numbers and tellings of 16 bytes.
//!
//! ```text
//! starts ──▶ runs: what one actor did to another ──▶ tellings, by day and type
//! back_starts ──▶ back: the runs that end at an actor
//!                 sums: of a long run the counts, so that it need not be read
//! ```
//!
//! An edge is what it is in [`RelationGraph`](crate::graph::RelationGraph): the events of the same source, target, type, status and
//! day are one, told several times. Events of data sets fold alike in both; what the small graph does besides for articles (joining
//! neighbouring days by their words, and undated tellings to dated ones) needs the words, which are not here.

mod array;
mod ask;
mod build;
mod bulk;
mod edge;
mod file;
mod kept;
mod sieve;
#[cfg(test)]
pub(crate) mod tests;

pub use array::Array;
pub use ask::{Hops, Month, Partner, Step};
pub use build::Builder;
pub use bulk::{Loaded, load};
pub use edge::{Edge, Run, Telling, date, days};
pub use kept::Kept;
pub use sieve::Sieve;

use crate::actors::Actor;
use crate::events::EventType;
use crate::graph::columns::edge::Sum;
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
    /// Tellings of events by source, target, day, type and the rest.
    tellings: Array<Telling>,
    /// What each source does to each target, by source and target.
    runs: Array<Run>,
    /// Where each source's runs begin; one more at the end.
    starts: Array<u32>,
    /// Numbers of runs by target, and of each target in their order.
    back: Array<u32>,
    /// Where each target's begin; one more at the end.
    back_starts: Array<u32>,
    /// The counts of long runs.
    sums: Array<Sum>,
    /// Tellings of events without a target, by source and day.
    solo: Array<Telling>,
    /// Where each source's begin; one more at the end.
    solo_starts: Array<u32>,
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

    /// The number of an actor.
    pub fn number(&self, id: &ActorId) -> Option<u32> {
        self.actors.binary_search_by(|actor| actor.id.cmp(id)).ok().and_then(|at| u32::try_from(at).ok())
    }

    /// Whoever did something to somebody, with whom and what, by source and target.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// What an actor did, by target.
    pub fn outgoing(&self, actor: u32) -> &[Run] {
        self.runs.get(range(&self.starts, actor)).unwrap_or_default()
    }

    /// What was done to an actor, by source.
    pub fn incoming(&self, actor: u32) -> impl Iterator<Item = &Run> {
        let runs = self.back.get(range(&self.back_starts, actor)).unwrap_or_default();
        runs.iter().filter_map(|run| self.runs.get(*run as usize))
    }

    /// What one actor did to another.
    pub fn pair(&self, source: u32, target: u32) -> Option<&Run> {
        let runs = self.outgoing(source);
        runs.binary_search_by_key(&target, |run| run.target).ok().and_then(|at| runs.get(at))
    }

    /// The edges of a run, by day.
    pub fn edges<'c>(&'c self, run: &'c Run) -> impl Iterator<Item = Edge<'c>> + use<'c> {
        let tellings = self.tellings.get(run.start as usize..run.end as usize).unwrap_or_default();
        edge::edges(tellings, run.start, run.source, Some(run.target))
    }

    /// Every edge, by source, target and day.
    pub fn all(&self) -> impl Iterator<Item = Edge<'_>> {
        self.runs.iter().flat_map(|run| self.edges(run))
    }

    /// What an actor did to nobody, by day.
    pub fn alone(&self, actor: u32) -> impl Iterator<Item = Edge<'_>> {
        let range = range(&self.solo_starts, actor);
        edge::edges(self.solo.get(range.clone()).unwrap_or_default(), range.start as u32, actor, None)
    }

    /// The rows of the store that tell of an edge at this place, or of one without a target.
    pub fn rows(&self, at: usize, is_alone: bool) -> impl Iterator<Item = u32> {
        let tellings: &[Telling] = if is_alone { &self.solo } else { &self.tellings };
        let told = tellings.get(at..).and_then(|rest| rest.chunk_by(Telling::is_same).next());
        told.into_iter().flatten().map(|telling| telling.row)
    }

    /// The row of the surest telling of an edge at this place; of several the first.
    pub fn surest(&self, at: usize) -> Option<u32> {
        let told = self.tellings.get(at..)?.chunk_by(Telling::is_same).next()?;
        let surest = told.iter().reduce(|best, next| if next.confidence > best.confidence { next } else { best });
        surest.map(|telling| telling.row)
    }

    /// How many tellings there are, those without a target among them.
    pub fn tellings(&self) -> usize {
        self.tellings.len() + self.solo.len()
    }

    /// How many bytes an edge takes, indexes and all.
    pub fn bytes_an_edge(&self) -> f64 {
        let tellings = size_of_val(&*self.tellings) + size_of_val(&*self.solo) + size_of_val(&*self.solo_starts);
        let runs = size_of_val(&*self.runs) + size_of_val(&*self.back) + size_of_val(&*self.sums);
        let starts = size_of_val(&*self.starts) + size_of_val(&*self.back_starts);
        (tellings + runs + starts) as f64 / self.all().count().max(1) as f64
    }

    /// The counts of all edges.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.all().for_each(|edge| counts.add(self.kind(&edge)));
        counts
    }

    /// The counts of what a sieve keeps of a run.
    pub fn count(&self, run: &Run, sieve: &Sieve) -> Counts {
        let mut counts = Counts::default();
        if !sieve.keeps_ends(run.source, run.target) {
            return counts;
        }
        if let Some(sum) = self.sums.get(run.sum as usize).filter(|_| sieve.is_plain()) {
            return sieve.sum(sum);
        }
        self.edges(run).filter(|edge| sieve.keeps(edge)).for_each(|edge| counts.add(self.kind(&edge)));
        counts
    }

    /// The type of an edge.
    pub fn kind(&self, edge: &Edge<'_>) -> &EventType {
        &self.types[usize::from(edge.tellings[0].kind)]
    }
}

/// The places of an actor's.
fn range(starts: &[u32], actor: u32) -> std::ops::Range<usize> {
    let at = actor as usize;
    match (starts.get(at), starts.get(at + 1)) {
        (Some(start), Some(end)) => *start as usize..*end as usize,
        _ => 0..0,
    }
}
