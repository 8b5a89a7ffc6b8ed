//! An answer: tables to read, and the events behind them as places in the graph that was asked.

use petgraph::graph::EdgeIndex;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::date::Date;
use crate::graph::{Asked, Counts, RelationGraph};
use crate::id::slug;
use crate::query::lines::Line;
use crate::query::quote::Quote;

/// What came of a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The question in words: "between Russia and Ukraine".
    pub question: String,
    /// Counts over time, drawn as small bars.
    pub lines: Vec<Line>,
    /// The tables, the most telling first.
    pub tables: Vec<Table>,
    /// What the reader must know of how it was counted.
    pub notes: Vec<String>,
    /// The events behind it.
    pub edges: Vec<EdgeIndex>,
    /// Those without a target: positions in `RelationGraph::solo`.
    pub solo: Vec<usize>,
}

/// A table of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it holds, in one word or two.
    pub name: &'static str,
    /// The columns' names.
    pub columns: Vec<&'static str>,
    /// The rows, the most telling first.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// One cell for each column.
    pub cells: Vec<Cell>,
    /// The words behind it.
    pub quote: Option<Quote>,
    /// The place of the event behind it, where its words are still to be read: then the graph that was asked holds none.
    pub untold: Option<EdgeIndex>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// An actor, by id and name.
    Actor(String, String),
    /// A number of things.
    Count(u64),
    /// A value with its sign, to one decimal: a Goldstein value.
    Signed(f64),
    /// A value between 0 and 1, to so many decimals.
    Share(f64, usize),
    /// A day.
    Day(Date),
    /// Nothing is known.
    Missing,
}

impl Answer {
    /// An answer without anything in it.
    pub fn to(question: impl Into<String>) -> Answer {
        Answer { question: question.into(), ..Answer::default() }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.edges.is_empty() && self.solo.is_empty() && self.tables.iter().all(|table| table.rows.is_empty())
    }

    /// The events behind it as a graph of their own.
    pub fn graph(&self, asked: &RelationGraph) -> RelationGraph {
        asked.part(&self.edges, &self.solo)
    }

    /// The tables with at most so many rows each.
    pub fn shortened(mut self, most: usize) -> Answer {
        self.tables.iter_mut().for_each(|table| table.rows.truncate(most));
        self
    }

    /// The first table as CSV: what a row is said by stands in further columns.
    pub fn csv(&self) -> Vec<u8> {
        let Some(table) = self.tables.first() else { return Vec::new() };
        let mut writer = csv::Writer::from_writer(Vec::new());
        let fields: Vec<Vec<(String, Option<String>)>> = table.rows.iter().map(|row| table.fields(row)).collect();
        // Writing to memory does not fail.
        let header = fields.first().map(|row| row.iter().map(|(name, _)| name.clone()).collect());
        let header: Vec<String> = header.unwrap_or_else(|| table.columns.iter().map(|name| key(name)).collect());
        let _ = writer.write_record(header);
        for row in fields {
            let _ = writer.write_record(row.into_iter().map(|(_, value)| value.unwrap_or_default()));
        }
        writer.into_inner().unwrap_or_default()
    }
}

impl Table {
    /// A table without rows.
    pub fn new<const N: usize>(name: &'static str, columns: [&'static str; N]) -> Table {
        Table { name, columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn push(&mut self, cells: impl Into<Vec<Cell>>) {
        self.rows.push(Row { cells: cells.into(), quote: None, untold: None });
    }

    /// A row's fields as words, for CSV; an actor gives two.
    fn fields(&self, row: &Row) -> Vec<(String, Option<String>)> {
        let mut fields = Vec::new();
        for (name, cell) in self.columns.iter().map(|name| key(name)).zip(&row.cells) {
            match cell {
                Cell::Actor(id, shown) => {
                    fields.push((name.clone(), Some(shown.clone())));
                    fields.push((format!("{name}_id"), Some(id.clone())));
                }
                cell => fields.push((name, Some(cell.plain()))),
            }
        }
        if let Some(quote) = &row.quote {
            fields.push(("sentence".to_owned(), Some(quote.text.clone())));
            fields.push(("title".to_owned(), quote.title.clone()));
            fields.push(("url".to_owned(), quote.url.clone()));
            fields.push(("article".to_owned(), Some(quote.article.clone())));
        }
        fields
    }
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// The mean Goldstein value of some events.
    pub fn mean(counts: &Counts) -> Cell {
        mean_goldstein(counts).map_or(Cell::Missing, Cell::Signed)
    }

    /// An actor of the graph that is asked.
    pub fn actor(asked: &dyn Asked, node: petgraph::graph::NodeIndex) -> Cell {
        let actor = asked.actors().actor(node);
        Cell::Actor(actor.id.to_string(), actor.name.to_owned())
    }

    /// For reading.
    pub fn shown(&self) -> String {
        match self {
            Cell::Text(text) | Cell::Actor(_, text) => text.clone(),
            Cell::Count(count) => count.to_string(),
            // Nothing has no sign.
            Cell::Signed(value) if value.abs() < 0.05 => "0.0".to_owned(),
            Cell::Signed(value) => format!("{value:+.1}"),
            Cell::Share(value, decimals) => format!("{value:.decimals$}"),
            Cell::Day(day) => day.to_string(),
            Cell::Missing => String::new(),
        }
    }

    /// For programs.
    fn plain(&self) -> String {
        match self {
            Cell::Signed(value) => format!("{}", rounded(*value, 3)),
            Cell::Share(value, _) => format!("{}", rounded(*value, 9)),
            other => other.shown(),
        }
    }

    /// Whether it stands at the right of its column.
    pub fn is_number(&self) -> bool {
        matches!(self, Cell::Count(_) | Cell::Signed(_) | Cell::Share(..))
    }
}

/// A column's name for programs: "v.coop" is `verbal_cooperation`, "hops" is `hops`.
fn key(column: &str) -> String {
    match column {
        "v.coop" => "verbal_cooperation".to_owned(),
        "m.coop" => "material_cooperation".to_owned(),
        "v.conf" => "verbal_conflict".to_owned(),
        "m.conf" => "material_conflict".to_owned(),
        "coop." => "cooperation".to_owned(),
        "sure" => "confidence".to_owned(),
        other => slug(other).replace('-', "_"),
    }
}

/// The mean Goldstein value of some events; none of none.
pub fn mean_goldstein(counts: &Counts) -> Option<f64> {
    (counts.events > 0).then(|| counts.goldstein_tenths as f64 / 10.0 / counts.events as f64)
}

fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10f64.powi(decimals);
    (value * scale).round() / scale
}

/// As an object: the question, the notes, and each table by its name as a list of objects.
impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("question", &self.question)?;
        if !self.lines.is_empty() {
            map.serialize_entry("lines", &self.lines)?;
        }
        for table in &self.tables {
            let rows: Vec<Fields> = table.rows.iter().map(|row| Fields(table, row)).collect();
            map.serialize_entry(&key(table.name), &rows)?;
        }
        map.serialize_entry("notes", &self.notes)?;
        map.end()
    }
}

/// A row with the names of its columns.
struct Fields<'a>(&'a Table, &'a Row);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Fields(table, row) = self;
        let mut map = serializer.serialize_map(None)?;
        for (name, cell) in table.columns.iter().map(|name| key(name)).zip(&row.cells) {
            match cell {
                Cell::Text(text) => map.serialize_entry(&name, text)?,
                Cell::Actor(id, shown) => {
                    map.serialize_entry(&name, shown)?;
                    map.serialize_entry(&format!("{name}_id"), id)?;
                }
                Cell::Count(count) => map.serialize_entry(&name, count)?,
                Cell::Signed(value) => map.serialize_entry(&name, &rounded(*value, 3))?,
                Cell::Share(value, _) => map.serialize_entry(&name, &rounded(*value, 9))?,
                Cell::Day(day) => map.serialize_entry(&name, day)?,
                Cell::Missing => map.serialize_entry(&name, &())?,
            }
        }
        if let Some(quote) = &row.quote {
            map.serialize_entry("sentence", &quote.text)?;
            map.serialize_entry("title", &quote.title)?;
            map.serialize_entry("article", &quote.article)?;
        }
        map.end()
    }
}
