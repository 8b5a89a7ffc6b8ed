//! Values of columns: taken out of event records, and put together to event records again.

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::error::Result;
use crate::events::Event;
use crate::store::fields::{FIELDS, Kind};
use crate::store::row;

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

/// The day from which Parquet counts.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// The columns of event records.
pub(super) fn columns(events: &[Event]) -> Result<Vec<Cells>> {
    let mut columns: Vec<Cells> = FIELDS.iter().map(|(_, kind, _)| Cells::none(*kind)).collect();
    for event in events {
        columns.iter_mut().zip(row::row(event)?).for_each(|(cells, value)| cells.push(value));
    }
    Ok(columns)
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

    /// Adds the value of a row. One of another kind is none: the test of whole records would find it.
    fn push(&mut self, value: row::Value<'_>) {
        match (self, value) {
            (Cells::Text(cells), row::Value::Text(text)) => cells.push(text.map(|text| text.into_owned().into_bytes())),
            (Cells::Day(cells), row::Value::Day(day)) => cells.push(day),
            (Cells::Whole(cells), row::Value::Whole(number)) => cells.push(number),
            (Cells::Real(cells), row::Value::Real(number)) => cells.push(number),
            (cells, _) => cells.push_none(),
        }
    }

    fn push_none(&mut self) {
        match self {
            Cells::Text(cells) => cells.push(None),
            Cells::Day(cells) => cells.push(None),
            Cells::Whole(cells) => cells.push(None),
            Cells::Real(cells) => cells.push(None),
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
