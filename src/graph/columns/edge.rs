//! What stands in columns: tellings, the edges that they tell of, runs of edges from one actor to another.

use bytemuck::{Pod, Zeroable};

use crate::date::{Date, Precision};
use crate::events::Status;

/// That an event was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Telling {
    /// Days since 1970; `NO_DAY` for none.
    pub(super) day: i32,
    /// Where it stands in its store.
    pub row: u32,
    /// Number of its type.
    pub(super) kind: u16,
    /// Place in `STATUSES`.
    pub(super) status: u16,
    /// Place in `PRECISIONS`.
    pub(super) precision: u16,
    /// In thousandths.
    pub(super) confidence: u16,
}

/// What one actor did to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Pod, Zeroable)]
#[repr(C)]
pub struct Run {
    /// Number of who acts.
    pub source: u32,
    /// Number of who is acted on.
    pub target: u32,
    /// Where its tellings begin.
    pub(super) start: u32,
    /// Where they end.
    pub(super) end: u32,
    /// Number of its sum; `NO_SUM` for a run that is short enough to be counted.
    pub(super) sum: u32,
}

/// The counts of a run by status, in the order of `STATUSES`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Pod, Zeroable)]
#[repr(C)]
pub struct Sum {
    /// Edges of each status by quad class, 1 to 4, and then those of none.
    pub(super) quads: [[u32; 5]; 4],
    /// Tenths of the Goldstein scale for each status.
    pub(super) tenths: [i64; 4],
}

/// An event, and everything that tells of it: at least one telling.
#[derive(Debug, Clone, Copy)]
pub struct Edge<'c> {
    /// Number of who acts.
    pub source: u32,
    /// Number of who is acted on.
    pub target: Option<u32>,
    /// Where its tellings begin among all.
    pub at: u32,
    /// Its tellings, all of the same day, type, status and precision.
    pub tellings: &'c [Telling],
}

/// What stands for no day. Packing leaves no room for an `Option`; `Edge::date` gives one.
pub(super) const NO_DAY: i32 = i32::MIN;
/// What stands for no sum.
pub(super) const NO_SUM: u32 = u32::MAX;
/// Statuses by number.
pub(super) const STATUSES: [Status; 4] = [Status::Actual, Status::Planned, Status::Possible, Status::Negated];
/// Precisions by number.
pub(super) const PRECISIONS: [Precision; 4] = [Precision::Day, Precision::Week, Precision::Month, Precision::Year];

impl Run {
    /// How many tellings it has.
    pub fn tellings(&self) -> usize {
        (self.end - self.start) as usize
    }
}

impl Telling {
    /// What the tellings of a run are sorted by.
    pub(super) fn place(&self) -> (i32, u16, u16, u16, u32) {
        (self.day, self.kind, self.status, self.precision, self.row)
    }

    /// Whether two that follow each other in a run tell of the same event. Those without a day stay apart.
    pub(super) fn is_same(&self, other: &Telling) -> bool {
        self.day == other.day
            && self.day != NO_DAY
            && (self.kind, self.status, self.precision) == (other.kind, other.status, other.precision)
    }
}

/// The edges of tellings that begin at a place.
pub(super) fn edges(tellings: &[Telling], start: u32, source: u32, target: Option<u32>) -> impl Iterator<Item = Edge<'_>> {
    let mut at = start;
    tellings.chunk_by(Telling::is_same).map(move |tellings| {
        let edge = Edge { source, target, at, tellings };
        at += tellings.len() as u32;
        edge
    })
}

impl Edge<'_> {
    /// When it happened.
    pub fn date(&self) -> Option<Date> {
        date(self.day()?)
    }

    /// The same in days since 1970.
    pub fn day(&self) -> Option<i32> {
        Some(self.tellings[0].day).filter(|day| *day != NO_DAY)
    }

    /// Its year and month.
    pub fn month(&self) -> Option<(i16, i8)> {
        self.day().and_then(civil).map(|(year, month, _)| (year, month))
    }

    /// How exactly the day is known.
    pub fn precision(&self) -> Option<Precision> {
        let place = usize::from(self.tellings[0].precision);
        self.day().and_then(|_| PRECISIONS.get(place).copied())
    }

    /// Whether it happened.
    pub fn status(&self) -> Status {
        STATUSES.get(usize::from(self.tellings[0].status)).copied().unwrap_or(Status::Actual)
    }

    /// That of the surest telling, to a thousandth.
    pub fn confidence(&self) -> f64 {
        f64::from(self.thousandths()) / 1000.0
    }

    /// The same in thousandths.
    pub(super) fn thousandths(&self) -> u16 {
        self.tellings.iter().map(|telling| telling.confidence).max().unwrap_or_default()
    }
}

/// A date in days since 1970.
pub fn days(date: Date) -> i32 {
    // Howard Hinnant's count of days in the civil calendar: exact, and a tenth of the time of a general difference of dates.
    let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of so many days since 1970.
pub fn date(days: i32) -> Option<Date> {
    let (year, month, day) = civil(days)?;
    Date::new(year, month, day).ok()
}

/// Year, month and day: the inverse of `days`.
fn civil(days: i32) -> Option<(i16, i8, i8)> {
    let days = days.checked_add(719_468)?;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i32::from(month <= 2);
    Some((i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?))
}
