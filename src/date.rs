//! Dates of articles and of events.

pub use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// The day itself.
    Day,
    /// The week that begins on the date.
    Week,
    /// The month of the date.
    Month,
    /// The year of the date.
    Year,
}

impl Precision {
    /// As it stands in records: "day".
    pub fn name(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }
}

/// A date with its precision; for a week, month or year its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventDate {
    /// The day, or the first day of the week, month or year.
    pub date: Date,
    /// How exactly it is known.
    pub precision: Precision,
}
