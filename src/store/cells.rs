//! Values of columns: taken out of event records, and put together to event records again.

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::events::Event;
use crate::store::fields::{FIELDS, Field, Kind};

/// The values of one column, with `None` for the empty ones.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cells {
    /// Text, or JSON.
    Text(Vec<Option<Vec<u8>>>),
    /// Days since 1970.
    Day(Vec<Option<i32>>),
    /// Whole numbers.
    Whole(Vec<Option<i64>>),
    /// Numbers with a fraction.
    Real(Vec<Option<f64>>),
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// So many records are taken apart at once: as JSON they are ten times as large as in columns.
const CHUNK: usize = 1000;

/// The columns of event records.
pub(super) fn columns(events: &[Event]) -> Result<Vec<Cells>> {
    let mut columns: Vec<Cells> = FIELDS.iter().map(|(_, kind, _)| Cells::none(*kind)).collect();
    for events in events.chunks(CHUNK) {
        let values = events.iter().map(|event| serde_json::to_value(event).map_err(|error| Error::Input(error.to_string())));
        let values: Vec<Value> = values.collect::<Result<_>>()?;
        for (cells, field) in columns.iter_mut().zip(&FIELDS) {
            cells.take(&values, field);
        }
    }
    Ok(columns)
}

/// Days since 1970, as Parquet counts them.
fn days(text: &str) -> Option<i32> {
    let date: Date = text.parse().ok()?;
    Some((date - EPOCH).get_days())
}

impl Cells {
    /// A column without rows.
    pub fn none(kind: Kind) -> Cells {
        match kind {
            Kind::Text | Kind::Json => Cells::Text(Vec::new()),
            Kind::Day => Cells::Day(Vec::new()),
            Kind::Whole => Cells::Whole(Vec::new()),
            Kind::Real => Cells::Real(Vec::new()),
        }
    }

    /// Takes the column's values out of records, behind those that are there.
    fn take(&mut self, records: &[Value], (_, kind, pointer): &Field) {
        let all = records.iter().map(|record| record.pointer(pointer).filter(|value| !value.is_null()));
        let text = |value: &Value| match kind {
            Kind::Json => Some(value.to_string().into_bytes()),
            _ => value.as_str().map(|text| text.as_bytes().to_vec()),
        };
        match self {
            Cells::Text(cells) => cells.extend(all.map(|value| value.and_then(text))),
            Cells::Day(cells) => cells.extend(all.map(|value| value.and_then(Value::as_str).and_then(days))),
            Cells::Whole(cells) => cells.extend(all.map(|value| value.and_then(Value::as_i64))),
            Cells::Real(cells) => cells.extend(all.map(|value| value.and_then(Value::as_f64))),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Cells::Text(cells) => cells.len(),
            Cells::Day(cells) => cells.len(),
            Cells::Whole(cells) => cells.len(),
            Cells::Real(cells) => cells.len(),
        }
    }

    /// The text in a row.
    pub fn text(&self, row: usize) -> Option<&str> {
        match self {
            Cells::Text(cells) => cells.get(row)?.as_deref().and_then(|text| std::str::from_utf8(text).ok()),
            _ => None,
        }
    }

    /// The day in a row.
    pub fn day(&self, row: usize) -> Option<i32> {
        match self {
            Cells::Day(cells) => cells.get(row).copied().flatten(),
            _ => None,
        }
    }

    /// The number in a row.
    pub fn real(&self, row: usize) -> Option<f64> {
        match self {
            Cells::Real(cells) => cells.get(row).copied().flatten(),
            _ => None,
        }
    }

    /// The whole number in a row.
    pub fn whole(&self, row: usize) -> Option<i64> {
        match self {
            Cells::Whole(cells) => cells.get(row).copied().flatten(),
            _ => None,
        }
    }

    fn value(&self, row: usize, kind: Kind) -> Option<Value> {
        match self {
            Cells::Text(_) if kind == Kind::Json => serde_json::from_str(self.text(row)?).ok(),
            Cells::Text(_) => self.text(row).map(Value::from),
            Cells::Day(_) => {
                let days = jiff::Span::new().try_days(self.day(row)?).ok()?;
                Some(Value::from(EPOCH.checked_add(days).ok()?.to_string()))
            }
            Cells::Whole(cells) => cells.get(row).copied().flatten().map(Value::from),
            Cells::Real(_) => self.real(row).map(Value::from),
        }
    }
}

/// The event in a row of columns; why there is none where they do not fit together.
pub(super) fn event(columns: &[Cells], row: usize) -> std::result::Result<Event, String> {
    let mut record = Value::Object(Map::new());
    for (column, (_, kind, pointer)) in columns.iter().zip(&FIELDS) {
        if let Some(value) = column.value(row, *kind) {
            place(&mut record, pointer, value);
        }
    }
    serde_json::from_value(record).map_err(|error| error.to_string())
}

/// Puts a value where a pointer says, and makes what lies on the way.
fn place(record: &mut Value, pointer: &str, value: Value) {
    let mut at = record;
    for part in pointer.split('/').skip(1) {
        // Numbers stand in pointers only for the two ends of a span, the first of which comes first.
        at = match part.parse::<usize>() {
            Ok(_) => {
                if !at.is_array() {
                    *at = Value::Array(Vec::new());
                }
                let Value::Array(items) = at else { return };
                items.push(Value::Null);
                let last = items.len() - 1;
                &mut items[last]
            }
            Err(_) => {
                if !at.is_object() {
                    *at = Value::Object(Map::new());
                }
                let Value::Object(fields) = at else { return };
                fields.entry(part).or_insert(Value::Null)
            }
        };
    }
    *at = value;
}
