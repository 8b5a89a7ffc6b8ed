//! Nodes and edges as flat rows of named values: what every format can carry that has no nested evidence. Of an event's tellings
//! the surest is quoted; `tellings` and `articles` say how many there are and where.

use std::collections::BTreeSet;

use serde::ser::{Serialize, Serializer};

use crate::actors::ActorKind;
use crate::date::Precision;
use crate::events::{Event, Size, Sizes};
use crate::graph::{Edge, Node};

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words; empty where nothing is known.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
}

/// A row: the same names in the same order for each node, and for each edge.
pub type Flat = Vec<(&'static str, Value)>;

/// What is known of a node besides its id.
pub fn node(node: &Node) -> Flat {
    vec![
        ("name", text(&node.name)),
        ("code", text(&node.code)),
        ("kind", text(kind_name(node.kind))),
        ("party", text(node.party.as_ref().map_or(node.id.as_str(), |party| party.as_str()))),
        ("events_without_target", Value::Whole(node.solo.events as i64)),
    ]
}

/// What is known of an edge besides its ends and its id.
pub fn edge(edge: &Edge) -> Flat {
    let told = edge.surest();
    let of = |value: fn(&Event) -> &str| text(told.map_or("", value));
    let size = |of: fn(&Sizes) -> Option<Size>| {
        Value::Text(told.and_then(|event| of(&event.sizes)).map_or_else(String::new, |size| size.to_string()))
    };
    let articles: BTreeSet<&str> = edge.events.iter().map(|event| event.evidence.article.as_str()).collect();
    let kind = &edge.event_type;
    vec![
        ("label", text(&edge.label)),
        ("cameo", text(&kind.cameo)),
        ("type", text(&kind.name)),
        ("root", text(&kind.root)),
        ("plover", text(kind.plover.as_deref().unwrap_or_default())),
        ("mode", text(kind.mode.as_deref().unwrap_or_default())),
        ("quad", Value::Whole(i64::from(kind.quad))),
        ("goldstein", Value::Real(kind.goldstein)),
        ("status", text(edge.status.name())),
        ("date", Value::Text(edge.date.map_or_else(String::new, |date| date.to_string()))),
        ("date_precision", text(edge.date_precision.map_or("", Precision::name))),
        ("confidence", Value::Real(edge.confidence)),
        ("tellings", Value::Whole(edge.events.len() as i64)),
        ("reports", Value::Whole(edge.reports() as i64)),
        ("articles", Value::Text(articles.into_iter().collect::<Vec<_>>().join(" "))),
        ("source_words", of(|event| &event.source.text)),
        ("source_person", of(|event| &event.source.name)),
        ("target_words", of(|event| event.target.as_ref().map_or("", |target| &target.text))),
        ("target_person", of(|event| event.target.as_ref().map_or("", |target| &target.name))),
        ("said_by", of(|event| event.attribution.as_ref().map_or("", |speaker| &speaker.name))),
        (
            "relayed_by",
            joined(told.map_or(Vec::new(), |event| event.relayed_by.iter().map(|speaker| speaker.name.as_str()).collect())),
        ),
        ("place", of(|event| event.place.as_deref().unwrap_or_default())),
        ("country", of(|event| event.country.as_deref().unwrap_or_default())),
        ("contexts", joined(told.map_or(Vec::new(), |event| event.contexts.iter().map(String::as_str).collect()))),
        ("killed", size(|sizes| sizes.killed)),
        ("wounded", size(|sizes| sizes.wounded)),
        ("arrested", size(|sizes| sizes.arrested)),
        ("displaced", size(|sizes| sizes.displaced)),
        ("sentence", of(|event| &event.evidence.text)),
        ("trigger", of(|event| &event.evidence.trigger.text)),
        ("rule", of(|event| &event.evidence.rule)),
        ("title", of(|event| event.evidence.title.as_deref().unwrap_or_default())),
        ("url", of(|event| event.evidence.url.as_deref().unwrap_or_default())),
        ("publisher", of(|event| event.evidence.publisher.as_deref().unwrap_or_default())),
    ]
}

/// As it stands in records: "institution".
pub fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State => "state",
        ActorKind::Organization => "organization",
        ActorKind::Group => "group",
        ActorKind::Person => "person",
        ActorKind::Institution => "institution",
        ActorKind::Agent => "agent",
    }
}

fn joined(words: Vec<&str>) -> Value {
    Value::Text(words.join("; "))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

impl Value {
    /// As words.
    pub fn shown(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Whole(number) => number.to_string(),
            Value::Real(number) => number.to_string(),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Text(text) => serializer.serialize_str(text),
            Value::Whole(number) => serializer.serialize_i64(*number),
            Value::Real(number) => serializer.serialize_f64(*number),
        }
    }
}
