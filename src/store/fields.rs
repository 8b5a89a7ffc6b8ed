//! The columns of a segment, each with its place in the event record.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text.
    Text,
    /// A day.
    Day,
    /// A whole number.
    Whole,
    /// A number with a fraction.
    Real,
    /// Anything else, as JSON.
    Json,
}

/// A column: its name, its kind, and where its value stands in the event record, as a JSON pointer.
pub(super) type Field = (&'static str, Kind, &'static str);

/// The columns in their order. Every one may be empty in a row.
pub(super) const FIELDS: [Field; 58] = [
    ("id", Kind::Text, "/id"),
    ("date", Kind::Day, "/date"),
    ("date_precision", Kind::Text, "/date_precision"),
    ("source_actor", Kind::Text, "/source/actor"),
    ("source_name", Kind::Text, "/source/name"),
    ("source_code", Kind::Text, "/source/code"),
    ("source_party", Kind::Text, "/source/party"),
    ("source_text", Kind::Text, "/source/text"),
    ("source_start", Kind::Whole, "/source/span/0"),
    ("source_end", Kind::Whole, "/source/span/1"),
    ("source_linked", Kind::Text, "/source/linked"),
    ("target_actor", Kind::Text, "/target/actor"),
    ("target_name", Kind::Text, "/target/name"),
    ("target_code", Kind::Text, "/target/code"),
    ("target_party", Kind::Text, "/target/party"),
    ("target_text", Kind::Text, "/target/text"),
    ("target_start", Kind::Whole, "/target/span/0"),
    ("target_end", Kind::Whole, "/target/span/1"),
    ("target_linked", Kind::Text, "/target/linked"),
    ("cameo", Kind::Text, "/type/cameo"),
    ("event", Kind::Text, "/type/name"),
    ("root", Kind::Text, "/type/root"),
    ("plover", Kind::Text, "/type/plover"),
    ("mode", Kind::Text, "/type/mode"),
    ("quad", Kind::Whole, "/type/quad"),
    ("goldstein", Kind::Real, "/type/goldstein"),
    ("status", Kind::Text, "/status"),
    // Who says so, whole: rarely there, and never asked for by itself.
    ("attribution", Kind::Json, "/attribution"),
    ("relayed_by", Kind::Json, "/relayed_by"),
    ("place", Kind::Text, "/place"),
    ("country", Kind::Text, "/country"),
    ("contexts", Kind::Json, "/contexts"),
    ("sizes", Kind::Json, "/sizes"),
    ("confidence", Kind::Real, "/confidence"),
    ("article", Kind::Text, "/evidence/article"),
    ("title", Kind::Text, "/evidence/title"),
    ("url", Kind::Text, "/evidence/url"),
    ("publisher", Kind::Text, "/evidence/publisher"),
    ("sentence", Kind::Whole, "/evidence/sentence"),
    ("text", Kind::Text, "/evidence/text"),
    ("trigger", Kind::Text, "/evidence/trigger/text"),
    ("trigger_start", Kind::Whole, "/evidence/trigger/span/0"),
    ("trigger_end", Kind::Whole, "/evidence/trigger/span/1"),
    ("rule", Kind::Text, "/evidence/rule"),
    ("label", Kind::Text, "/evidence/label"),
    ("dataset", Kind::Text, "/origin/dataset"),
    ("dataset_row", Kind::Text, "/origin/row"),
    ("reported", Kind::Day, "/origin/reported"),
    ("told_date", Kind::Text, "/origin/told_date"),
    ("told_code", Kind::Text, "/origin/code"),
    ("intensity", Kind::Real, "/origin/intensity"),
    ("mentions", Kind::Whole, "/origin/mentions"),
    ("sources", Kind::Whole, "/origin/sources"),
    ("articles", Kind::Whole, "/origin/articles"),
    ("tone", Kind::Real, "/origin/tone"),
    ("place_country", Kind::Text, "/origin/country"),
    ("latitude", Kind::Real, "/origin/latitude"),
    ("longitude", Kind::Real, "/origin/longitude"),
];
