//! CSV and TSV with a header line: one article a row.

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::fields::{self, Ignored};
use crate::ingest::record::{self, Origin};
use crate::ingest::{Format, Item};

/// The articles of a table. A row with too few or too many fields is a diagnostic; the rest goes on.
pub(super) fn read(text: &str, format: Format, origin: &Origin<'_>) -> Vec<Item> {
    let header = text.lines().next().unwrap_or("");
    let delimiter = match format {
        Format::Tsv => b'\t',
        _ if header.matches(';').count() > header.matches(',').count() => b';',
        _ => b',',
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let columns = match reader.headers() {
        Ok(columns) => columns.clone(),
        Err(error) => return vec![Err(broken(&error, origin))],
    };
    let mut ignored = Ignored::default();
    let items = reader.records().flat_map(|row| {
        let row = match row {
            Ok(row) => row,
            Err(error) => return vec![Err(broken(&error, origin))],
        };
        let line = row.position().and_then(|position| usize::try_from(position.line()).ok());
        let cells = columns.iter().zip(row.iter()).map(|(column, cell)| (column.to_owned(), Value::from(cell)));
        let object: Map<String, Value> = cells.collect();
        record::finish(fields::record(&object, &origin.options.fields, line, &mut ignored), origin)
    });
    items.collect()
}

fn broken(error: &csv::Error, origin: &Origin<'_>) -> Diagnostic {
    let line = error.position().and_then(|position| usize::try_from(position.line()).ok());
    Diagnostic::new(Severity::Error, "broken-row", origin.place(line), format!("the row is skipped: {error}"))
}
