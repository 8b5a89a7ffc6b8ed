//! The tables of `data/`: tab-separated, a header line, `#` comments, lists parted by `; `.

use std::ops::Range;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::knowledge::DataFiles;

/// A table as read: its rows with their line numbers.
#[derive(Debug, Clone)]
pub struct Table {
    /// The rows in the file's order.
    pub rows: Vec<Row>,
}

/// One row: its fields by column name.
#[derive(Debug, Clone)]
pub struct Row {
    /// Path within the data folder.
    pub file: Arc<str>,
    /// Line in the file, from 1.
    pub line: usize,
    source: Arc<Source>,
    /// Where its fields stand in the list of the table's fields.
    fields: Range<usize>,
}

/// What the rows of a table share: fields are parts of one text, so that reading thousands of rows copies nothing.
#[derive(Debug)]
struct Source {
    /// The file as messages name it.
    shown: String,
    columns: Vec<String>,
    text: String,
    fields: Vec<Range<usize>>,
}

impl Table {
    /// Reads a table and checks that it has the columns named, and no others.
    ///
    /// # Errors
    /// A missing or unknown column, or a row with too many fields: with file and line.
    pub fn read(files: &DataFiles, path: &str, columns: &[&str]) -> Result<Table> {
        Table::of(files.text(path)?, path, &files.shown(path), columns)
    }

    /// The same from text at hand.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub fn parse(text: &str, path: &str, columns: &[&str]) -> Result<Table> {
        Table::of(text.to_owned(), path, &format!("data/{path}"), columns)
    }

    fn of(text: String, path: &str, shown: &str, columns: &[&str]) -> Result<Table> {
        let mistake = |line, message| Error::Data { file: shown.to_owned(), line, message };
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let Some((at, header)) = lines.next() else {
            return Err(mistake(0, format!("the table is empty: begin it with the columns {}", columns.join(", "))));
        };
        let header: Vec<&str> = header.split('\t').map(str::trim).collect();
        if header != columns {
            return Err(mistake(at + 1, format!("the columns are {}, but should be {}", header.join(", "), columns.join(", "))));
        }
        let (mut found, mut fields) = (Vec::new(), Vec::new());
        for (at, line) in lines {
            let first = fields.len();
            fields.extend(line.split('\t').map(|field| place(field.trim(), &text)));
            let count = fields.len() - first;
            if count > columns.len() {
                return Err(mistake(at + 1, format!("{count} fields, but the table has {} columns", columns.len())));
            }
            found.push((at + 1, first..fields.len()));
        }
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        let (file, source) = (Arc::from(path), Arc::new(Source { shown: shown.to_owned(), columns, text, fields }));
        let row = |(line, fields)| Row { file: Arc::clone(&file), line, source: Arc::clone(&source), fields };
        Ok(Table { rows: found.into_iter().map(row).collect() })
    }
}

impl Row {
    /// A field; empty where the row leaves it out.
    pub fn field(&self, column: &str) -> &str {
        let Source { columns, text, fields, .. } = &*self.source;
        let at = columns.iter().position(|name| name == column);
        at.and_then(|at| fields[self.fields.clone()].get(at)).map_or("", |field| &text[field.clone()])
    }

    /// A field that is a list.
    pub fn list(&self, column: &str) -> Vec<&str> {
        self.field(column).split(';').map(str::trim).filter(|item| !item.is_empty()).collect()
    }

    /// An error about this row.
    pub fn mistake(&self, message: impl Into<String>) -> Error {
        Error::Data { file: self.source.shown.clone(), line: self.line, message: message.into() }
    }
}

/// Where a part of a text stands in it: `part` must be a slice of `text`.
fn place(part: &str, text: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}
