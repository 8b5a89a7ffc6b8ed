//! Words of the calendar, and days counted from a day. Whatever cannot be counted is none.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::date::{EventDate, Precision};

/// The years that a date of the news may have.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1700..=2150;

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Day,
        "week" | "weeks" | "fortnight" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// A date, if it is one of the news.
pub(super) fn at(date: Date, precision: Precision) -> Option<EventDate> {
    YEARS.contains(&date.year()).then_some(EventDate { date, precision })
}

/// The day, week, month or year that lies so many units from a day, as exactly as the unit is.
pub(super) fn moved(from: Date, count: i64, unit: Unit) -> Option<EventDate> {
    if count.abs() > 100_000 {
        return None;
    }
    match unit {
        Unit::Day => at(from.checked_add(count.days()).ok()?, Precision::Day),
        Unit::Week => at(monday(from).checked_add((count * 7).days()).ok()?, Precision::Week),
        Unit::Month => at(from.first_of_month().checked_add(months(count)?).ok()?, Precision::Month),
        Unit::Year => at(from.first_of_year().checked_add(months(count.checked_mul(12)?)?).ok()?, Precision::Year),
    }
}

fn months(count: i64) -> Option<jiff::Span> {
    jiff::Span::new().try_months(count).ok()
}

/// A date so many units from another: as exact as the less exact of the two.
pub(super) fn beside(from: EventDate, count: i64, unit: Unit) -> Option<EventDate> {
    let day = match unit {
        Unit::Day => from.date.checked_add(count.days()),
        Unit::Week => from.date.checked_add((count.checked_mul(7)?).days()),
        Unit::Month => from.date.checked_add(months(count)?),
        Unit::Year => from.date.checked_add(months(count.checked_mul(12)?)?),
    };
    rounded(day.ok()?, from.precision)
}

/// The first day of what a day lies in.
pub(super) fn rounded(day: Date, precision: Precision) -> Option<EventDate> {
    let first = match precision {
        Precision::Day => day,
        Precision::Week => monday(day),
        Precision::Month => day.first_of_month(),
        Precision::Year => day.first_of_year(),
    };
    at(first, precision)
}

/// The smallest month or year in which both lie.
pub(super) fn covering(a: EventDate, b: EventDate) -> Option<EventDate> {
    match () {
        () if (a.date.year(), a.date.month()) == (b.date.year(), b.date.month()) => {
            rounded(a.date, Precision::Month.max(a.precision))
        }
        () if a.date.year() == b.date.year() => rounded(a.date, Precision::Year),
        () => None,
    }
}

pub(super) fn monday(date: Date) -> Date {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).unwrap_or(date)
}

/// The weekday nearest to a day: on or before it, for what is to come on or after it. "last" and "next" are -1 and 1.
pub(super) fn on_weekday(day: Date, weekday: Weekday, shift: Option<i64>, ahead: bool) -> Option<Date> {
    let back = i64::from(day.weekday().since(weekday));
    let days = match shift {
        Some(1) => 7 - back,
        Some(-1) if back == 0 => -7,
        None | Some(0) if ahead && back > 0 => 7 - back,
        _ => -back,
    };
    day.checked_add(days.days()).ok()
}

/// The year in which a month without one lies: the nearest to the day, the past where both are as near; of what has
/// happened one that has begun, of what is to come one that has not ended.
pub(super) fn nearest_year(month: i8, day: Date, shift: Option<i64>, ahead: bool) -> i16 {
    let (year, now) = (day.year(), day.month());
    match shift {
        Some(-1) if month >= now => year - 1,
        Some(1) if month <= now => year + 1,
        Some(_) => year,
        None if ahead && month < now => year + 1,
        None if ahead => year,
        None if month > now => year - 1,
        None => year,
    }
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// The number of a month, and whether the word is its whole name: "Jan" and "May" may be people.
pub(super) fn month(word: &str) -> Option<(i8, bool)> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let bare = word.trim_end_matches('.');
    let number = |at: usize| i8::try_from(at + 1).ok();
    if let Some(at) = NAMES.iter().position(|name| *name == bare) {
        return Some((number(at)?, true));
    }
    let short = bare.len() == 3 || bare == "sept";
    let at = NAMES.iter().position(|name| short && name.starts_with(bare))?;
    Some((number(at)?, word.ends_with('.')))
}

/// The month in which a season begins, of the northern half of the earth.
pub(super) fn season(word: &str) -> Option<i8> {
    Some(match word {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    })
}

/// A number in digits, with or without the ending of an ordinal, or in words up to twelve.
pub(super) fn number(word: &str) -> Option<i64> {
    const WORDS: [&str; 12] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    const ORDINALS: [&str; 12] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];
    let spelled = |words: &[&str; 12]| words.iter().position(|one| *one == word).and_then(|at| i64::try_from(at + 1).ok());
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    match word {
        "a" | "an" => Some(1),
        "couple" => Some(2),
        _ => spelled(&WORDS).or_else(|| spelled(&ORDINALS)).or_else(|| digits.parse::<i64>().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_lie_behind_unless_they_are_to_come() {
        let article = Date::constant(2009, 9, 22);
        let on = |weekday, shift, ahead| on_weekday(article, weekday, shift, ahead).unwrap();
        assert_eq!(on(Weekday::Monday, None, false), Date::constant(2009, 9, 21));
        assert_eq!(on(Weekday::Tuesday, None, false), article);
        assert_eq!(on(Weekday::Friday, Some(1), false), Date::constant(2009, 9, 25));
        assert_eq!(on(Weekday::Friday, None, true), Date::constant(2009, 9, 25));
        assert_eq!(on(Weekday::Tuesday, Some(-1), false), Date::constant(2009, 9, 15));
    }

    #[test]
    fn a_month_without_a_year_is_the_nearest_that_can_be() {
        let january = Date::constant(2010, 1, 15);
        assert_eq!(nearest_year(12, january, None, false), 2009);
        assert_eq!(nearest_year(3, january, None, true), 2010);
        assert_eq!(nearest_year(8, Date::constant(2009, 9, 1), Some(-1), false), 2009);
        assert_eq!(nearest_year(3, Date::constant(2009, 9, 1), None, true), 2010);
    }

    #[test]
    fn what_cannot_be_counted_is_none() {
        let day = Date::constant(2010, 1, 15);
        assert_eq!(moved(day, i64::MAX, Unit::Day), None);
        assert_eq!(moved(day, -90_000, Unit::Week), None);
        assert_eq!(moved(day, -2, Unit::Month).unwrap().date, Date::constant(2009, 11, 1));
    }

    #[test]
    fn a_short_month_may_be_a_person() {
        assert_eq!(month("sept."), Some((9, true)));
        assert_eq!(month("jan"), Some((1, false)));
        assert_eq!(month("janet"), None);
    }
}
