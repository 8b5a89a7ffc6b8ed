//! Gold as JSON Lines: each shape of record becomes marks; the shape is told by the fields.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::score::classes::{Class, class, of_code};
use crate::score::coded::{Coded, Side};

/// A text with its marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Gold {
    /// Its id.
    pub id: String,
    /// The text.
    pub text: String,
    /// Its title.
    pub title: Option<String>,
    /// Its date, as written.
    pub date: Option<String>,
    /// What was marked.
    pub marks: Marks,
}

/// What was marked in a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Marks {
    /// One relation between two actors.
    Relation {
        /// Its class.
        class: Class,
        /// The source's words.
        source: String,
        /// The target's words.
        target: String,
    },
    /// Events with the codes of their actors.
    Record {
        /// Source, target (both three letters) and class.
        events: Vec<(String, String, Class)>,
        /// The codes of all sources.
        sources: BTreeSet<String>,
        /// The codes of all targets; of a reciprocal event without any, the sources.
        targets: BTreeSet<String>,
    },
    /// One quad class, 0 for none, and the words of both actors where they are marked.
    Quad {
        /// 0 to 4.
        quad: u8,
        /// Source and target.
        spans: Option<(String, String)>,
    },
    /// The classes that most readers saw.
    Votes {
        /// The classes.
        classes: BTreeSet<Class>,
    },
    /// One CAMEO code.
    Code {
        /// The code.
        code: String,
        /// Its class; none for a statement.
        class: Option<Class>,
    },
    /// Every event of every sentence.
    Sentences(Vec<Unit>),
    /// What a phrase that names an actor should be coded as.
    Phrase {
        /// Three letters; empty for no country.
        country: Option<String>,
        /// Three letters.
        sector: Option<String>,
    },
}

/// The shapes of gold, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Shape {
    Relations,
    Records,
    Quads,
    Votes,
    Running,
    Codes,
    Phrases,
}

impl Shape {
    /// What the texts of this shape are.
    pub fn name(self) -> &'static str {
        match self {
            Shape::Relations => "texts with one relation between two marked actors",
            Shape::Records => "records of events with the codes of their actors",
            Shape::Quads => "texts with one quad class or none",
            Shape::Votes => "texts with the classes that most readers saw",
            Shape::Running => "texts in which every event is marked",
            Shape::Codes => "texts with one CAMEO code",
            Shape::Phrases => "phrases that name an actor",
        }
    }
}

impl Marks {
    /// Their shape.
    pub fn shape(&self) -> Shape {
        match self {
            Marks::Relation { .. } => Shape::Relations,
            Marks::Record { .. } => Shape::Records,
            Marks::Quad { .. } => Shape::Quads,
            Marks::Votes { .. } => Shape::Votes,
            Marks::Sentences(_) => Shape::Running,
            Marks::Code { .. } => Shape::Codes,
            Marks::Phrase { .. } => Shape::Phrases,
        }
    }
}

/// A sentence with the events marked in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// First byte in the text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The sentence's index in its article, where the gold is made of event records: the events of a file are told apart
    /// by it, since their offsets are of the whole article.
    pub sentence: Option<usize>,
    /// The events.
    pub marks: Vec<Mark>,
}

impl Unit {
    /// Whether an event stands in this sentence.
    pub fn holds(&self, event: &Coded) -> bool {
        if self.sentence.is_some() {
            return event.sentence == self.sentence;
        }
        event.at.is_some_and(|at| (self.start..self.end).contains(&at))
    }
}

/// An event that a reader marked.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// CAMEO code.
    pub cameo: String,
    /// Who acts.
    pub source: Side,
    /// Who is acted on; empty words for nobody.
    pub target: Side,
    /// Whether careful readers could differ.
    pub optional: bool,
}

/// Reads a record; an error tells what is missing.
///
/// # Errors
/// Where it has no text, or none of the known shapes.
pub fn read(record: &Value, otherwise: &str) -> Result<Gold, String> {
    let text = string(record, "text");
    if text.trim().is_empty() {
        return Err("the record has no text".to_owned());
    }
    let marks = marks(record, &text)?;
    let id = match record.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => otherwise.to_owned(),
    };
    let some = |name: &str| Some(string(record, name)).filter(|value| !value.is_empty());
    Ok(Gold { id, text, title: some("title"), date: some("date").or_else(|| some("dateCoded")), marks })
}

/// Event records, as `events.jsonl` holds them, as gold: their sentences are the text, each a paragraph of its own.
///
/// `by_index`: the events to be scored are of the whole articles, so that sentences are told apart by their index.
pub fn from_events(records: &[Value], by_index: bool) -> Vec<Gold> {
    let mut articles: BTreeMap<String, BTreeMap<u64, (String, Vec<Mark>)>> = BTreeMap::new();
    let mut about: BTreeMap<String, (Option<String>, Option<String>)> = BTreeMap::new();
    for record in records {
        let evidence = record.get("evidence").unwrap_or(&Value::Null);
        let sentence = evidence.get("sentence").and_then(Value::as_u64).unwrap_or_default();
        let id = string(evidence, "article");
        let sentences = articles.entry(id.clone()).or_default();
        let (_, marks) = sentences.entry(sentence).or_insert_with(|| (string(evidence, "text"), Vec::new()));
        let status = string(record, "status");
        if status != "negated" {
            marks.push(Mark { optional: status == "possible", ..mark(record) });
        }
        let title = Some(string(evidence, "title")).filter(|title| !title.is_empty());
        about.entry(id).or_insert((title, Some(string(record, "date")).filter(|date| !date.is_empty())));
    }
    let gold = articles.into_iter().map(|(id, sentences)| {
        let (mut text, mut units) = (String::new(), Vec::new());
        for (index, (sentence, marks)) in sentences {
            let start = text.len();
            text.push_str(&sentence);
            let sentence = by_index.then_some(index as usize);
            units.push(Unit { start, end: text.len(), sentence, marks });
            text.push_str("\n\n");
        }
        let (title, date) = about.remove(&id).unwrap_or_default();
        Gold { id, text, title, date, marks: Marks::Sentences(units) }
    });
    gold.collect()
}

fn marks(record: &Value, text: &str) -> Result<Marks, String> {
    if let Some(units) = record.get("sentences").and_then(Value::as_array) {
        return Ok(Marks::Sentences(units.iter().map(|one| unit(one, text)).collect()));
    }
    if record.get("events").is_some_and(Value::is_array) {
        return Ok(Marks::Sentences(vec![unit(record, text)]));
    }
    if let Some(expected) = record.get("expect") {
        let some = |name: &str| expected.get(name).and_then(Value::as_str).map(str::to_owned);
        return Ok(Marks::Phrase { country: some("country"), sector: some("code_1") });
    }
    if record.get("n_annotators").is_some() || record.get("annotations").is_some() {
        return Ok(Marks::Votes { classes: voted(record) });
    }
    if record.get("actor").is_some() && record.get("event").is_some() {
        return plover(record);
    }
    let root = root(record);
    if let (Some(class), Some(source)) = (root, record.get("source").and_then(Value::as_str)) {
        if record.get("spans").is_some() || string(record, "code").starts_with(char::is_alphabetic) {
            return Ok(Marks::Relation { class, source: source.to_owned(), target: string(record, "target") });
        }
    }
    if record.get("source").is_some_and(Value::is_array) && root.is_some() || coded_actors(record) {
        return Ok(record_marks(record, root));
    }
    if let Some(quad) = record.get("quad").and_then(Value::as_u64).and_then(|quad| u8::try_from(quad).ok()) {
        return Ok(Marks::Quad { quad, spans: spans(record) });
    }
    let code = string(record, "code");
    match code.starts_with(|first: char| first.is_ascii_digit()) {
        true => Ok(Marks::Code { class: of_code(&code), code }),
        false => Err("it is none of the known shapes: give \"events\", \"sentences\", \"root\" or \"code\"".to_owned()),
    }
}

/// A sentence with its marks; a text without sentences is one.
fn unit(value: &Value, text: &str) -> Unit {
    let number = |name: &str| value.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    let events = value.get("events").and_then(Value::as_array).into_iter().flatten();
    let (start, end) = (number("start").unwrap_or(0), number("end").unwrap_or(text.len()));
    Unit { start, end, sentence: None, marks: events.map(mark).collect() }
}

/// A mark: with codes and words beside each other, or in objects as in an event record.
fn mark(event: &Value) -> Mark {
    let side = |name: &str| match event.get(name) {
        Some(Value::Object(side)) => {
            let get = |name: &str| side.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            Side { code: get("code"), text: get("text") }
        }
        _ => Side { code: string(event, &format!("{name}_code")), text: string(event, name) },
    };
    let cameo = event.pointer("/type/cameo").and_then(Value::as_str).map_or_else(|| string(event, "cameo"), str::to_owned);
    let optional = event.get("optional").and_then(Value::as_bool).unwrap_or_default();
    Mark { cameo, source: side("source"), target: side("target"), optional }
}

fn voted(record: &Value) -> BTreeSet<Class> {
    let majority = |event: &&Value| event.get("majority").and_then(Value::as_bool).unwrap_or_default();
    let codes = expected(record).filter(majority).map(|event| string(event, "code"));
    codes.filter(|code| code.as_str() >= "03").filter_map(|code| of_code(&code)).collect()
}

fn expected(record: &Value) -> impl Iterator<Item = &Value> {
    record.get("expected_events").and_then(Value::as_array).into_iter().flatten()
}

/// The class that a record names as its root: PLOVER's name, or two digits.
fn root(record: &Value) -> Option<Class> {
    let root = string(record, "root");
    class(&root, &root)
}

/// Whether the events of a record have codes for their actors, and CAMEO codes.
fn coded_actors(record: &Value) -> bool {
    let is_code = |code: String| code.len() >= 3 && code.chars().all(|letter| letter.is_ascii_uppercase() || letter == '-');
    let quiet = record.get("no_events").and_then(Value::as_bool).unwrap_or_default();
    let mut events = expected(record).peekable();
    let any = events.peek().is_some();
    (quiet || any) && events.all(|event| is_code(string(event, "source")) && is_code(string(event, "target")))
}

fn record_marks(record: &Value, root: Option<Class>) -> Marks {
    let three = |code: &str| code.chars().take(3).collect::<String>();
    let events: BTreeSet<(String, String, Class)> = expected(record)
        .filter_map(|event| {
            let code = string(event, "code");
            let class = root.filter(|_| record.get("source").is_some_and(Value::is_array)).or_else(|| class(&code, &code))?;
            Some((three(&string(event, "source")), three(&string(event, "target")), class))
        })
        .collect();
    let codes = |name: &str| -> BTreeSet<String> {
        match record.get(name) {
            Some(Value::Array(sides)) => sides.iter().map(|side| string(side, "code")).filter(|code| !code.is_empty()).collect(),
            _ => expected(record).map(|event| three(&string(event, name))).filter(|code| code != "---").collect(),
        }
    };
    let sources = codes("source");
    let mutual = record.get("reciprocal").and_then(Value::as_bool).unwrap_or_default();
    let targets = Some(codes("target")).filter(|codes| !codes.is_empty() || !mutual).unwrap_or_else(|| sources.clone());
    Marks::Record { events: events.into_iter().collect(), sources, targets }
}

/// PLOVER's own JSON: lists of actors, recipients and events.
fn plover(record: &Value) -> Result<Marks, String> {
    let all = |name: &str| match record.get(name) {
        Some(Value::Array(all)) => all.clone(),
        Some(Value::Null) | None => Vec::new(),
        Some(one) => vec![one.clone()],
    };
    let code = |side: &Value| {
        let (code, country) = (string(side, "code"), string(side, "country"));
        if code.is_empty() { country } else { code }
    };
    let codes = |name: &str| -> BTreeSet<String> { all(name).iter().map(code).filter(|code| !code.is_empty()).collect() };
    let (sources, targets) = (codes("actor"), codes("recipient"));
    let names = all("event");
    let classes: BTreeSet<Class> = names.iter().filter_map(Value::as_str).filter_map(|name| class(name, "")).collect();
    if classes.is_empty() {
        return Err("its event is none of PLOVER's".to_owned());
    }
    let three = |code: &str| code.chars().take(3).collect::<String>();
    let nobody = BTreeSet::from(["---".to_owned()]);
    let to = if targets.is_empty() { &nobody } else { &targets };
    let mut events = BTreeSet::new();
    for class in classes {
        events.extend(sources.iter().flat_map(|source| to.iter().map(move |target| (three(source), three(target), class))));
    }
    Ok(Marks::Record { events: events.into_iter().collect(), sources, targets })
}

fn spans(record: &Value) -> Option<(String, String)> {
    let joined = |name: &str| match record.get(name) {
        Some(Value::Array(parts)) => parts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    let has = record.get("has_spans").and_then(Value::as_bool).unwrap_or_default();
    has.then(|| (joined("source"), joined("target")))
}

fn string(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}
