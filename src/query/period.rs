//! Time: periods as people write them, and buckets to count in.

use crate::date::{Date, Precision};

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// How long the periods are in which events are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// Days.
    Day,
    /// Weeks, from Monday.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Period {
    /// Reads "2003", "2003-05", "2003-05-17" or two of them with ".." between.
    ///
    /// ```
    /// use diplograph::query::Period;
    /// let shown = |text| Period::parse(text).map(|period| period.to_string());
    /// assert_eq!(shown("2004-02").as_deref(), Some("2004-02-01..2004-02-29"));
    /// assert_eq!(shown("2003..2004-06").as_deref(), Some("2003-01-01..2004-06-30"));
    /// assert_eq!(shown("2004-13"), None);
    /// assert_eq!(shown("2004..2003"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Period> {
        if let Some((first, last)) = text.split_once("..") {
            let (first, last) = (Period::parse(first)?, Period::parse(last)?);
            return (first.first <= last.last).then_some(Period { first: first.first, last: last.last });
        }
        let numbers: Option<Vec<i16>> = text.trim().split('-').map(|part| part.parse().ok()).collect();
        let (first, last) = match numbers?[..] {
            [year] if text.trim().len() == 4 => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
            [year, month] => {
                let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
                (first, first.last_of_month())
            }
            [year, month, day] => {
                let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
                (day, day)
            }
            _ => return None,
        };
        Some(Period { first, last })
    }

    /// The period of the same length just before.
    pub fn before(self) -> Option<Period> {
        let last = self.first.yesterday().ok()?;
        let length = self.first.until(self.last).ok()?;
        Some(Period { first: last.checked_sub(length).ok()?, last })
    }

    /// Whether an event of such a date is known to be of this period.
    pub fn holds(self, date: Option<Date>) -> bool {
        date.is_some_and(|date| self.first <= date && date <= self.last)
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}..{}", self.first, self.last) }
    }
}

impl Bucket {
    /// The first day of the bucket that a day falls into.
    pub fn start(self, day: Date) -> Date {
        match self {
            Bucket::Day => day,
            Bucket::Week => {
                let back = i64::from(day.weekday().to_monday_zero_offset());
                day.checked_sub(jiff::Span::new().days(back)).unwrap_or(day)
            }
            Bucket::Month => day.first_of_month(),
            Bucket::Year => day.first_of_year(),
        }
    }

    /// The first day of the next bucket; none at the end of time.
    pub fn next(self, start: Date) -> Option<Date> {
        let span = jiff::Span::new();
        let span = match self {
            Bucket::Day => span.days(1),
            Bucket::Week => span.days(7),
            Bucket::Month => span.months(1),
            Bucket::Year => span.years(1),
        };
        start.checked_add(span).ok()
    }

    /// The bucket that begins on a day, as it is written: "2003", "2003-05", "2003-05-12".
    pub fn name(self, start: Date) -> String {
        match self {
            Bucket::Day | Bucket::Week => start.to_string(),
            Bucket::Month => start.strftime("%Y-%m").to_string(),
            Bucket::Year => start.strftime("%Y").to_string(),
        }
    }

    /// Whether a date of this precision falls into one bucket.
    pub fn can_hold(self, precision: Option<Precision>) -> bool {
        let fineness = |precision| match precision {
            Precision::Day => 0,
            Precision::Week => 1,
            Precision::Month => 2,
            Precision::Year => 3,
        };
        let own = match self {
            Bucket::Day => 0,
            Bucket::Week => 1,
            Bucket::Month => 2,
            Bucket::Year => 3,
        };
        precision.is_none_or(|precision| fineness(precision) <= own)
    }
}

/// A date as exactly as it is known: "2003-05-17", "2003-W20", "2003-05", "2003".
pub fn date_text(date: Option<Date>, precision: Option<Precision>) -> Option<String> {
    let date = date?;
    Some(match precision {
        Some(Precision::Year) => date.strftime("%Y").to_string(),
        Some(Precision::Month) => date.strftime("%Y-%m").to_string(),
        Some(Precision::Week) => {
            let week = date.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        Some(Precision::Day) | None => date.to_string(),
    })
}
