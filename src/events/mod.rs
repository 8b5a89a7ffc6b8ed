//! Events: constructions over the tree and the lexicon's senses become coded events.

pub mod act;
mod aim;
mod asked;
pub mod clause;
pub mod coder;
mod confidence;
mod context;
mod deeds;
mod details;
mod gate;
mod govern;
pub mod grounds;
mod issuer;
mod judged;
mod judgement;
mod label;
pub mod misses;
mod mode;
mod nominal;
mod number;
mod obligation;
mod place;
mod predicate;
mod recode;
pub mod relate;
mod reported;
mod scene;
mod senses;
mod size;
mod status;
mod topic;
pub mod tree;
mod verbal;
mod when;

pub use coder::code;
pub use size::{Size, Sizes};

use std::sync::Arc;

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
    pub event_type: Arc<EventType>,
    /// Whether it happened.
    pub status: Status,
    /// Who says so, where the event stands in reported speech.
    pub attribution: Option<Participant>,
    /// Who passes on what that one says, from the inside out: of "the minister said that rebels claimed ..." the minister.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relayed_by: Vec<Participant>,
    /// Where it happened, as the text names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The code of the state in which that is; of records of others see `Origin::country`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// PLOVER's contexts, at most three where we coded it ourselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<String>,
    /// How many were killed, wounded, arrested or displaced.
    #[serde(default, skip_serializing_if = "Sizes::is_empty")]
    pub sizes: Sizes,
    /// 0 to 1.
    pub confidence: f64,
    /// The words behind it.
    pub evidence: Evidence,
    /// What the data set tells of it that it was taken from; none where we coded it ourselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
}

/// What another data set tells of an event that was taken from it, besides what every event has.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The data set, by the name of its format: "gdelt2", "icews".
    pub dataset: String,
    /// The row's own id. A row of several sources or targets is several events.
    pub row: String,
    /// When it was reported, or entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported: Option<Date>,
    /// The date as the row has it, where it cannot be right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_date: Option<String>,
    /// The code or type as the row has it, where it is another than the event's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The row's own intensity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intensity: Option<f64>,
    /// How often it was mentioned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentions: Option<u32>,
    /// In how many sources.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<u32>,
    /// In how many articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub articles: Option<u32>,
    /// The tone of the articles, -100 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tone: Option<f64>,
    /// The country of the place, as the row has it: GDELT writes FIPS codes, ICEWS names, POLECAT ISO codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
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
