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

/// The columns of event records.
pub(super) fn columns(events: &[Event]) -> Result<Vec<Cells>> {
    let values = events.iter().map(|event| serde_json::to_value(event).map_err(|error| Error::Input(error.to_string())));
    let values: Vec<Value> = values.collect::<Result<_>>()?;
    Ok(FIELDS.iter().map(|field| column(&values, field)).collect())
}

fn column(values: &[Value], (_, kind, pointer): &Field) -> Cells {
    let all = values.iter().map(|value| value.pointer(pointer).filter(|value| !value.is_null()));
    let text = |value: &Value| value.as_str().map(|text| text.as_bytes().to_vec());
    match kind {
        Kind::Text => Cells::Text(all.map(|value| value.and_then(text)).collect()),
        Kind::Json => Cells::Text(all.map(|value| value.map(|value| value.to_string().into_bytes())).collect()),
        Kind::Day => Cells::Day(all.map(|value| value.and_then(Value::as_str).and_then(days)).collect()),
        Kind::Whole => Cells::Whole(all.map(|value| value.and_then(Value::as_i64)).collect()),
        Kind::Real => Cells::Real(all.map(|value| value.and_then(Value::as_f64)).collect()),
    }
}

/// Days since 1970, as Parquet counts them.
fn days(text: &str) -> Option<i32> {
    let date: Date = text.parse().ok()?;
    Some((date - EPOCH).get_days())
}

impl Cells {
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
