//! What the page knows: the graph at both levels and all evidence, as tables of numbers and words that point at one another.
//!
//! Rows are arrays, not objects, because a page of 100,000 events would else be names of fields for the most part.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answer::PageAnswer;
use super::marks::marks;
use crate::actors::ActorKind;
use crate::date::{Date, Precision};
use crate::events::{Event, EventType, Status};
use crate::graph::{Edge, Level, RelationGraph};
use crate::id::ActorId;

/// The version of the tables; the page's own script reads no other.
pub const VERSION: u32 = 1;

/// What the page is told besides the graph.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// The title.
    pub title: String,
    /// The level at which the page begins.
    pub level: Option<Level>,
    /// The names of CAMEO's roots, "01" to "20".
    pub roots: BTreeMap<String, String>,
    /// The answer, where the page is one.
    pub answer: Option<PageAnswer>,
}

/// Everything that the page knows: what is drawn and filtered, and the words behind it.
#[derive(Debug, Serialize)]
pub struct PageData {
    /// What is drawn, counted and filtered.
    pub graph: GraphTables,
    /// The words behind it.
    pub evidence: EvidenceTables,
}

/// Actors, and the events between them at both levels.
#[derive(Debug, Default, Serialize)]
pub struct GraphTables {
    version: u32,
    title: String,
    level: Option<Level>,
    roots: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<PageAnswer>,
    /// Id, name, code, kind, row of the party or -1.
    actors: Vec<(String, String, String, ActorKind, i64)>,
    /// Code, name, root, PLOVER event, quad class, Goldstein value.
    types: Vec<(String, String, String, Option<String>, u8, f64)>,
    labels: Vec<String>,
    publishers: Vec<String>,
    /// Events as told, one telling a row: rows of the source, of the target or -1, and of the publisher or -1.
    tellings: Vec<(usize, i64, i64)>,
    person: Vec<EdgeRow>,
    party: Vec<EdgeRow>,
}

/// Source, target or -1, type, status, day since 1970 or null, its precision, confidence in hundredths, label, tellings.
type EdgeRow = (usize, i64, usize, Status, Option<i64>, Option<Precision>, u8, usize, Vec<usize>);

/// Articles, sentences, and where in them each event is told.
#[derive(Debug, Default, Serialize)]
pub struct EvidenceTables {
    /// Id, title, address.
    pub articles: Vec<(String, Option<String>, Option<String>)>,
    /// Row of the article, number of the sentence in it, text.
    pub sentences: Vec<(usize, usize, String)>,
    /// The rules that made events.
    pub rules: Vec<String>,
    /// One a telling, in the order of `GraphTables::tellings`.
    pub tellings: Vec<Telling>,
}

/// Event's id, sentence, marks (trigger, source, target: from, to in UTF-16 units; null where not found), speaker or null,
/// confidence in hundredths, rule.
pub type Telling = (String, usize, [Option<(usize, usize)>; 3], Option<String>, u8, usize);

impl GraphTables {
    /// The title.
    pub fn title(&self) -> &str {
        &self.title
    }
}

/// The tables of a graph of persons.
pub fn tables(persons: &RelationGraph, about: &About) -> PageData {
    let parties = persons.at(Level::Party);
    let mut events: Vec<&Event> = all(persons).flat_map(Edge::told).collect();
    events.sort_by(|a, b| a.id.cmp(&b.id));
    events.dedup_by(|a, b| a.id == b.id);
    let place: BTreeMap<&str, usize> = events.iter().enumerate().map(|(row, event)| (event.id.as_str(), row)).collect();

    let (mut names, actors) = actors([persons, &parties]);
    let About { title, level, roots, answer } = about.clone();
    let level = level.or(Some(Level::Party));
    let mut tables = GraphTables { version: VERSION, title, level, roots, answer, ..Default::default() };
    let (mut types, mut labels, mut publishers) = (Rows::default(), Rows::default(), Rows::default());
    let mut row = |edge: &Edge| {
        let told = edge.events.iter().filter_map(|event| place.get(event.id.as_str()).copied());
        (
            names.row(edge.source.actor.to_string()),
            edge.target.as_ref().map_or(-1, |target| names.row(target.actor.to_string()) as i64),
            types.row_of(edge.event_type.cameo.clone(), || type_row(&edge.event_type)),
            edge.status,
            edge.date.map(day),
            edge.date_precision,
            hundredths(edge.confidence),
            labels.row(edge.label.clone()),
            told.collect(),
        )
    };
    tables.person = all(persons).map(&mut row).collect();
    tables.party = all(&parties).map(&mut row).collect();
    tables.tellings = events
        .iter()
        .map(|event| {
            let target = event.target.as_ref().map_or(-1, |target| names.row(target.actor.to_string()) as i64);
            let publisher = publisher(event).map_or(-1, |name| publishers.row(name) as i64);
            (names.row(event.source.actor.to_string()), target, publisher)
        })
        .collect();
    tables.actors = actors;
    tables.types = types.rows;
    tables.labels = labels.rows;
    tables.publishers = publishers.rows;
    PageData { graph: tables, evidence: evidence(&events) }
}

fn evidence(events: &[&Event]) -> EvidenceTables {
    let (mut articles, mut sentences, mut rules) = (Rows::default(), Rows::default(), Rows::default());
    let tellings = events.iter().map(|event| {
        let told = &event.evidence;
        let article =
            articles.row_of(told.article.to_string(), || (told.article.to_string(), told.title.clone(), told.url.clone()));
        let sentence = sentences.row_of((article, told.sentence), || (article, told.sentence, told.text.clone()));
        let speaker = event.attribution.as_ref().map(|speaker| speaker.name.clone());
        let rule = rules.row(told.rule.clone());
        (event.id.to_string(), sentence, marks(event), speaker, hundredths(event.confidence), rule)
    });
    let tellings = tellings.collect();
    EvidenceTables { tellings, articles: articles.rows, sentences: sentences.rows, rules: rules.rows }
}

fn all(graph: &RelationGraph) -> impl Iterator<Item = &Edge> {
    graph.edges().chain(&graph.solo)
}

/// Every actor of both graphs, by id, and the rows that they have.
#[expect(clippy::type_complexity, reason = "the row of `GraphTables::actors`")]
fn actors(graphs: [&RelationGraph; 2]) -> (Rows<String, String>, Vec<(String, String, String, ActorKind, i64)>) {
    let mut known = BTreeMap::<&ActorId, (&str, &str, ActorKind, Option<&ActorId>)>::new();
    for graph in graphs {
        for node in graph.nodes() {
            known.entry(&node.id).or_insert((&node.name, &node.code, node.kind, node.party.as_ref()));
        }
        for party in graph.parties.values() {
            known.entry(&party.id).or_insert((&party.name, &party.code, party.kind, party.party.as_ref()));
        }
    }
    let mut rows = Rows::default();
    known.keys().for_each(|id| {
        rows.row(id.to_string());
    });
    let row = |(id, (name, code, kind, party)): (&&ActorId, &(&str, &str, ActorKind, Option<&ActorId>))| {
        let party = party.and_then(|party| rows.places.get(party.as_str())).map_or(-1, |&row| row as i64);
        (id.to_string(), (*name).to_owned(), (*code).to_owned(), *kind, party)
    };
    let table = known.iter().map(row).collect();
    (rows, table)
}

fn type_row(kind: &EventType) -> (String, String, String, Option<String>, u8, f64) {
    (kind.cameo.clone(), kind.name.clone(), kind.root.clone(), kind.plover.clone(), kind.quad, kind.goldstein)
}

/// Who published the article: the host of its address.
fn publisher(event: &Event) -> Option<String> {
    if let Some(name) = &event.evidence.publisher {
        return Some(name.clone());
    }
    let address = event.evidence.url.as_deref()?;
    let host = address.split("://").nth(1)?.split(['/', '?', '#', ':']).next()?;
    Some(host.trim_start_matches("www.").to_lowercase()).filter(|host| !host.is_empty())
}

/// Days since 1970-01-01.
fn day(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

fn hundredths(confidence: f64) -> u8 {
    (confidence * 100.0).round().clamp(0.0, 100.0) as u8
}

/// Rows of a table, each once, in the order in which they were first asked for.
struct Rows<K, R> {
    places: BTreeMap<K, usize>,
    rows: Vec<R>,
}

impl<K, R> Default for Rows<K, R> {
    fn default() -> Self {
        Rows { places: BTreeMap::new(), rows: Vec::new() }
    }
}

impl<K: Ord, R> Rows<K, R> {
    fn row_of(&mut self, key: K, make: impl FnOnce() -> R) -> usize {
        *self.places.entry(key).or_insert_with(|| {
            self.rows.push(make());
            self.rows.len() - 1
        })
    }
}

impl Rows<String, String> {
    fn row(&mut self, word: String) -> usize {
        self.row_of(word.clone(), || word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fold;
    use crate::graph::tests::{actors, event};

    #[test]
    fn rows_point_at_one_another() {
        let mut told = event("a", 0, "putin", Some("obama"), "051", Some("1970-01-11"));
        told.evidence.url = Some("https://www.example.org:80/1?x".to_owned());
        let events = vec![told, event("a", 1, "putin", None, "190", None)];
        let tables = tables(&fold(events, actors()), &About::default());
        let graph = &tables.graph;
        let name = |row: usize| graph.actors[row].0.as_str();
        let (edge, solo) = (&graph.person[0], &graph.person[1]);
        assert_eq!((name(edge.0), name(edge.1 as usize), edge.4), ("putin", "obama", Some(10)));
        assert_eq!((name(graph.party[0].0), name(graph.party[0].1 as usize)), ("russia", "usa"));
        assert_eq!((solo.1, solo.4), (-1, None));
        assert_eq!(graph.types[edge.2].0, "051");
        assert_eq!(name(graph.actors[edge.0].4 as usize), "russia");
        assert_eq!(tables.evidence.tellings[edge.8[0]].0, "a-0-putin-obama-051");
        assert_eq!(graph.publishers, ["example.org"]);
    }
}
