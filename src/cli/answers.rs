//! Answers of `query`, printed in the form that was asked for.

use std::io::IsTerminal;

use clap::ValueEnum;

use crate::cli::{End, print, root_names};
use crate::error::Result;
use crate::export::folder::Output;
use crate::export::{dot, node_link};
use crate::graph::RelationGraph;
use crate::knowledge::{DataFiles, Ontology};
use crate::query::Answer;
use crate::query::answer::{Cell, Table};
use crate::query::text::{telling, text};
use crate::view::diagram::from_graph;
use crate::view::page::{About, PageAnswer, PageCell, PageLine, PageTable, page, tables};
use crate::view::{DrawOptions, draw};

/// The columns of a table where there is no terminal to ask.
const WIDTH: usize = 100;
/// The rows of a table on a terminal, unless told otherwise.
pub const ROWS: usize = 20;

/// How an answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// Tables for reading.
    Text,
    /// The answer with its nodes and edges, in the form of graph.json.
    Json,
    /// The first table.
    Csv,
    /// The events behind the answer, for Graphviz.
    Dot,
    /// The same as a picture.
    Svg,
    /// The same as a page to explore, with the answer in it.
    Html,
}

/// An answer with the graph that was asked.
pub struct Answered<'a> {
    /// What was read.
    pub output: &'a Output,
    /// What of it was asked.
    pub graph: &'a RelationGraph,
    /// Ids of the actors with whom a page begins.
    pub named: Vec<String>,
    /// The answer.
    pub answer: Answer,
}

/// Prints an answer with at most so many rows of each table.
///
/// # Errors
/// Where standard output is closed, or what a page needs cannot be read.
pub fn show(answered: Answered, format: AnswerFormat, limit: Option<usize>, files: &DataFiles) -> Result<End> {
    let most = limit.unwrap_or(usize::MAX);
    let Answered { output, graph, answer, .. } = &answered;
    match format {
        AnswerFormat::Text => print(text(answer, width(), limit.unwrap_or(ROWS)).as_bytes()),
        AnswerFormat::Csv => print(&answer.clone().shortened(most).csv()),
        AnswerFormat::Json => {
            print(&node_link::node_link_with(&answer.graph(graph), &output.title, &answer.clone().shortened(most)))
        }
        AnswerFormat::Dot => print(dot::dot(&answer.graph(graph), &answer.question).as_bytes()),
        AnswerFormat::Svg => {
            let top = limit.unwrap_or(DrawOptions::default().top);
            let options = DrawOptions { top, title: Some(answer.question.clone()), ..DrawOptions::default() };
            print(draw(&from_graph(&answer.graph(graph)), &options).as_bytes())
        }
        AnswerFormat::Html => print(html(&answered, most, files)?.as_bytes()),
    }
}

/// The page of an answer: its events alone, and its tables beside them.
fn html(answered: &Answered, most: usize, files: &DataFiles) -> Result<String> {
    let Answered { output, graph, named, answer } = answered;
    let line = |line: &crate::query::lines::Line| PageLine {
        name: line.name.clone(),
        from: line.from.clone(),
        to: line.to.clone(),
        counts: line.counts.clone(),
    };
    let shown = PageAnswer {
        actors: named.clone(),
        lines: answer.lines.iter().map(line).collect(),
        tables: answer.tables.iter().filter(|table| !table.rows.is_empty()).map(|table| page_table(table, most)).collect(),
        notes: answer.notes.clone(),
    };
    let about = About {
        title: answer.question.clone(),
        level: Some(graph.level),
        roots: root_names(&Ontology::load(files)?),
        answer: Some(shown),
    };
    Ok(page(&tables(&output.persons(&answer.graph(graph))?, &about)))
}

fn page_table(table: &Table, most: usize) -> PageTable {
    let table = telling(table);
    let cell = |cell: &Cell| match cell {
        Cell::Actor(id, name) => PageCell::Actor([id.clone(), name.clone()]),
        cell if cell.is_number() => PageCell::Number([cell.shown()]),
        cell => PageCell::Words(cell.shown()),
    };
    let rows = table.rows.iter().take(most);
    PageTable {
        name: table.name.to_owned(),
        columns: table.columns.iter().map(|&name| name.to_owned()).collect(),
        rows: rows
            .map(|row| (row.cells.iter().map(cell).collect(), row.quote.as_ref().map(|quote| quote.text.clone())))
            .collect(),
    }
}

/// The terminal's width; `COLUMNS` where that is set.
fn width() -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let terminal = || std::io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    set.or_else(|| terminal().map(|(width, _)| usize::from(width.0))).unwrap_or(WIDTH)
}
