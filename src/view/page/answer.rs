//! The answer of a question, as the page shows it beside its diagram.

use serde::Serialize;

/// What a question brought, apart from its events.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PageAnswer {
    /// Ids of the one or two actors that were asked about: the page begins with them.
    pub actors: Vec<String>,
    /// Counts over time.
    pub lines: Vec<PageLine>,
    /// The tables, the most telling first.
    pub tables: Vec<PageTable>,
    /// What the reader must know of how it was counted.
    pub notes: Vec<String>,
}

/// A series of counts, one for each period without gaps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageLine {
    /// What is counted.
    pub name: String,
    /// The first period.
    pub from: String,
    /// The last one.
    pub to: String,
    /// The counts.
    pub counts: Vec<u64>,
}

/// A table of an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageTable {
    /// What it holds.
    pub name: String,
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows: their cells, and the sentence behind them.
    pub rows: Vec<(Vec<PageCell>, Option<String>)>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum PageCell {
    /// Words.
    Words(String),
    /// A number, as it is shown.
    Number([String; 1]),
    /// An actor by id and name.
    Actor([String; 2]),
}
