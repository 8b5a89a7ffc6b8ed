//! Actors: mentions in a document are found and linked to people, institutions and states.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::ActorId;
use crate::span::Span;
use crate::text::Document;

/// Somebody who can act: a person, an institution, a state, an organization, a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// A readable slug.
    pub id: ActorId,
    /// The name to show ("Barack Obama", "Russia", "Russian police").
    pub name: String,
    /// CAMEO-style code: country and sector ("USAGOV"), or an organization's own ("NATO"); empty where unknown.
    pub code: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// The state or organization that the actor stands for at the article's date; `None` for one that stands for itself
    /// or whose party is unknown.
    pub party: Option<ActorId>,
}

/// What sort of actor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A country, present or past, or a territory with a code of its own.
    State,
    /// An intergovernmental or non-governmental organization, a bloc, an alliance.
    Organization,
    /// An armed group, a party, a movement.
    Group,
    /// A named human being.
    Person,
    /// A part of a state or organization: a ministry, an army, a court, "Russian police".
    Institution,
    /// A generic agent whose country is unknown: "police", "protesters".
    Agent,
}

/// How a mention was linked to its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Linked {
    /// By a name in the dictionary.
    Dictionary,
    /// By a rule over title, nationality and name ("Russian Foreign Ministry spokesman Andrei Nesterenko").
    Title,
    /// Through an earlier mention ("the alliance", "he", a surname).
    Coreference,
    /// Not linked: the actor is the words themselves.
    None,
}

/// A noun phrase that names an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the phrase's head token in the sentence: the token that bears the phrase's relation in the tree.
    pub head: usize,
    /// The full noun phrase without its relative clauses and trailing appositions, in bytes of the article's text.
    pub span: Span,
    /// Whom it means: a key of `Resolved::actors`.
    pub actor: ActorId,
    /// How it was linked.
    pub linked: Linked,
    /// Whether it names a place here, rather than somebody who acts ("talks in Geneva").
    pub place: bool,
    /// Members where the phrase means several actors ("both sides", "the two countries"); else empty.
    pub members: Vec<ActorId>,
}

/// A document with its actors.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The document as annotated.
    pub document: Document,
    /// Every mention, by sentence and head. At most one per head token.
    pub mentions: Vec<Mention>,
    /// Every actor mentioned, and the parties that they stand for.
    pub actors: BTreeMap<ActorId, Actor>,
}
