//! The tables of `data/`: tab-separated, a header line, `#` comments, lists parted by `; `.

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
    pub file: String,
    /// Line in the file, from 1.
    pub line: usize,
    columns: Arc<[String]>,
    fields: Vec<String>,
}

impl Table {
    /// Reads a table and checks that it has the columns named, and no others.
    ///
    /// # Errors
    /// A missing or unknown column, or a row with too many fields: with file and line.
    pub fn read(files: &DataFiles, path: &str, columns: &[&str]) -> Result<Table> {
        Table::parse(&files.text(path)?, path, columns)
    }

    /// The same from text at hand.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub fn parse(text: &str, path: &str, columns: &[&str]) -> Result<Table> {
        let mistake = |line, message| Error::Data { file: format!("data/{path}"), line, message };
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let Some((at, header)) = lines.next() else {
            return Err(mistake(0, format!("the table is empty: begin it with the columns {}", columns.join(", "))));
        };
        let header: Vec<&str> = header.split('\t').map(str::trim).collect();
        if header != columns {
            return Err(mistake(at + 1, format!("the columns are {}, but should be {}", header.join(", "), columns.join(", "))));
        }
        let names: Arc<[String]> = columns.iter().map(|column| (*column).to_owned()).collect();
        let mut rows = Vec::new();
        for (at, line) in lines {
            let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
            if fields.len() > columns.len() {
                let message = format!("{} fields, but the table has {} columns", fields.len(), columns.len());
                return Err(mistake(at + 1, message));
            }
            let fields = fields.into_iter().map(str::to_owned).collect();
            rows.push(Row { file: path.to_owned(), line: at + 1, columns: Arc::clone(&names), fields });
        }
        Ok(Table { rows })
    }
}

impl Row {
    /// A field; empty where the row leaves it out.
    pub fn field(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|at| self.fields.get(at)).map_or("", String::as_str)
    }

    /// A field that is a list.
    pub fn list(&self, column: &str) -> Vec<&str> {
        self.field(column).split(';').map(str::trim).filter(|item| !item.is_empty()).collect()
    }

    /// An error about this row.
    pub fn mistake(&self, message: impl Into<String>) -> Error {
        Error::Data { file: format!("data/{}", self.file), line: self.line, message: message.into() }
    }
}
