//! Questions to a graph: each is one file, and each answer is tables to read and the events behind them, which are a graph again.
//!
//! ```text
//! Asked (what the filters keep) + Question ──ask──▶ Answer ──▶ text · CSV · JSON, DOT, SVG
//! ```
//!
//! What is asked may be a selection of the petgraph graph or what a filter keeps of sorted columns: the answer is the same, but that
//! columns hold no words.
//!
//! `measures.rs`, `betweenness.rs`, `signed.rs` and `communities.rs` say how a measure is defined and where it comes from.

pub mod answer;
pub mod betweenness;
pub mod communities;
pub mod events;
pub mod lines;
pub mod measures;
pub mod names;
pub mod period;
pub mod signed;
pub mod text;
pub mod ties;

mod around;
mod balance;
mod best;
mod between;
mod blocs;
mod changes;
mod find;
mod path;
mod profile;
mod quote;
mod timeline;
mod top;

#[cfg(test)]
mod alike;
#[cfg(test)]
mod tests;

use petgraph::graph::NodeIndex;

use crate::date::Date;
use crate::graph::Asked;
pub use answer::Answer;
pub use period::{Bucket, Period};
pub use quote::{Quote, clean};

/// What may be asked. Actors are nodes of the graph that is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// What two actors do to one another.
    Between(NodeIndex, NodeIndex),
    /// One actor's profile.
    Of(NodeIndex),
    /// The chains of relations that connect two actors.
    Path {
        /// Where the chain begins.
        from: NodeIndex,
        /// Where it ends.
        to: NodeIndex,
        /// What makes a chain short.
        length: Length,
        /// At most so many.
        most: usize,
    },
    /// Who is near an actor.
    Around(NodeIndex, usize),
    /// The first actors or pairs by a measure.
    Top(Ranked, Measure),
    /// Events by time: of all actors, of one, or between two.
    Timeline(Option<NodeIndex>, Option<NodeIndex>, Bucket),
    /// Communities in the signed graph.
    Blocs,
    /// The signed graph's triads, and which changed from before a day to after it.
    Balance(Option<Date>),
    /// What is new, broken off, worse and better in the second period.
    Changes(Period, Period),
    /// Names and sentences that hold all of these words.
    Find(String),
}

/// What makes a chain of relations short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Few relations.
    Hops,
    /// Strong ones: each is as long as one by the number of its events (Newman, "Scientific collaboration networks II",
    /// Physical Review E 64, 2001).
    Weight,
}

/// What is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranked {
    /// Actors.
    Actors,
    /// Ordered pairs of actors.
    Pairs,
}

/// What it is ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The number of events.
    Events,
    /// The mean Goldstein value, the friendliest first.
    Goldstein,
    /// The number of events of conflict.
    Conflict,
    /// PageRank; of actors only.
    PageRank,
    /// Betweenness; of actors only. Of a great graph it is estimated, and the answer says so.
    Betweenness,
}

/// Answers a question from what the filters kept.
///
/// ```
/// use diplograph::graph::{Filter, Level, fold};
/// use diplograph::query::{Measure, Question, Ranked, ask};
///
/// let empty = fold(Vec::<diplograph::events::Event>::new(), Default::default()).at(Level::Party);
/// let answer = ask(&empty.select(&Filter::default()), &Question::Top(Ranked::Actors, Measure::Events));
/// assert!(answer.is_empty());
/// ```
pub fn ask(asked: &dyn Asked, question: &Question) -> Answer {
    match question {
        Question::Between(a, b) => between::between(asked, *a, *b),
        Question::Of(actor) => profile::profile(asked, *actor),
        Question::Path { from, to, length, most } => path::path(asked, *from, *to, *length, *most),
        Question::Around(actor, hops) => around::around(asked, *actor, *hops),
        Question::Top(ranked, measure) => top::top(asked, *ranked, *measure),
        Question::Timeline(a, b, bucket) => timeline::timeline(asked, *a, *b, *bucket),
        Question::Blocs => blocs::blocs(asked),
        Question::Balance(split) => balance::balance(asked, *split),
        Question::Changes(before, after) => changes::changes(asked, *before, *after),
        Question::Find(words) => find::find(asked, words),
    }
}
