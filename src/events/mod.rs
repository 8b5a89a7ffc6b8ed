//! Events: constructions over the tree and the lexicon's senses become coded events.

pub mod act;
pub mod clause;
pub mod coder;
mod confidence;
mod gate;
mod govern;
mod judgement;
mod label;
pub mod misses;
mod nominal;
mod obligation;
mod predicate;
mod recode;
pub mod relate;
mod reported;
mod scene;
mod senses;
mod status;
mod topic;
pub mod tree;
mod when;

pub use coder::code;

use serde::{Deserialize, Serialize};

use crate::actors::Linked;
use crate::date::{Date, Precision};
use crate::id::{ActorId, ArticleId, EventId};
use crate::span::Span;

/// One coded event: who did what to whom, when, how surely, told where. The record that `events.jsonl` holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Derived from content: the same event of the same article gets the same id in every run.
    pub id: EventId,
    /// When it happened; for a week, month or year its first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How exactly the date is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_precision: Option<Precision>,
    /// Who acts.
    pub source: Participant,
    /// Who is acted on; `null` for an act without an addressee.
    pub target: Option<Participant>,
    /// What sort of act it is.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// Whether it happened.
    pub status: Status,
    /// Who says so, where the event stands in reported speech.
    pub attribution: Option<Participant>,
    /// Where it happened, as the text names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// 0 to 1.
    pub confidence: f64,
    /// The words behind it.
    pub evidence: Evidence,
}

/// A side of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Id of the actor.
    pub actor: ActorId,
    /// The actor's name.
    pub name: String,
    /// CAMEO-style code ("USAGOV"); empty where unknown.
    pub code: String,
    /// Id of the state or organization that the actor stands for (itself, for a state or an organization).
    pub party: ActorId,
    /// The words as they stand.
    pub text: String,
    /// Where they stand, in bytes of the article's text.
    pub span: Span,
    /// How they were linked to the actor.
    pub linked: Linked,
}

/// What sort of act an event is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventType {
    /// CAMEO code of two to four digits.
    pub cameo: String,
    /// Its name.
    pub name: String,
    /// Its root, "01" to "20".
    pub root: String,
    /// PLOVER event; none for CAMEO 01 and 02.
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Quad class, 1 to 4.
    pub quad: u8,
    /// Goldstein intensity, -10 to 10.
    pub goldstein: f64,
}

/// Whether the event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened, happens, or is a stance taken.
    Actual,
    /// Announced, agreed to, scheduled, intended.
    Planned,
    /// Hypothetical, conditional, asked for, alleged.
    Possible,
    /// Denied, refused, not done.
    Negated,
}

impl Status {
    /// As it stands in records: "actual".
    pub fn name(self) -> &'static str {
        match self {
            Status::Actual => "actual",
            Status::Planned => "planned",
            Status::Possible => "possible",
            Status::Negated => "negated",
        }
    }
}

/// The words behind an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Id of the article.
    pub article: ArticleId,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Index of the sentence in the article.
    pub sentence: usize,
    /// The sentence.
    pub text: String,
    /// The word that names the act.
    pub trigger: Trigger,
    /// The lexicon entry and the construction that made it: `051 verbs/05.txt:12 passive`.
    pub rule: String,
    /// What happened in a few words, for a label: "praises", "scraps missile shield", "calls for ties".
    pub label: String,
}

/// The word that names the act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// As it stands.
    pub text: String,
    /// Where it stands, in bytes of the article's text.
    pub span: Span,
}
