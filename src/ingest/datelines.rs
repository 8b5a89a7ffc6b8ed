//! Dates by where they stand: in a line of their own, in a file's name, in a dateline.

use crate::date::Date;
use crate::ingest::dates::{civil, compact, day, month, ordinal, parse, tokens, worded};

/// What may stand beside a date in a line that holds nothing else.
#[rustfmt::skip]
const BESIDE: &[&str] = &[
    "a", "am", "at", "bst", "cdt", "cest", "cet", "cst", "date", "dated", "edt", "est", "et", "fri", "friday", "gmt", "m",
    "mdt", "mon", "monday", "mst", "of", "on", "p", "pdt", "pm", "posted", "pst", "published", "sat", "saturday", "sun",
    "sunday", "t", "thu", "thur", "thurs", "thursday", "tue", "tues", "tuesday", "updated", "utc", "wed", "wednesday", "z",
];

/// The date of a line that holds a date and nothing else, such as "Date: 2009-09-21" or "Monday, 21 September 2009".
pub(super) fn parse_line(line: &str) -> Option<Date> {
    let known = |token: &&str| token.starts_with(|c: char| c.is_ascii_digit()) || month(token).is_some() || beside(token);
    let tokens = tokens(line);
    if tokens.len() > 12 || !tokens.iter().all(known) {
        return None;
    }
    parse(line)
}

/// The date in a file's name, such as `2009-09-21-talks.txt` or `20090921_x.txt`.
pub(super) fn parse_file_name(name: &str) -> Option<Date> {
    let tokens = tokens(name);
    let date = tokens.iter().find_map(|token| compact(token)).or_else(|| {
        let mut threes = tokens.windows(3).filter(|three| three[0].len() == 4);
        threes.find_map(|three| civil(three[0], three[1], three[2]))
    });
    date.filter(|date| (1900..2100).contains(&date.year()))
}

/// The date of a dateline such as "MOSCOW, Sept. 21 (Reuters) -" at the start of a text. Where it names no year, the year
/// is the one that brings it closest to `near`.
pub(super) fn parse_dateline(text: &str, near: Option<Date>) -> Option<Date> {
    let start: String = text.chars().take(80).collect();
    let (place, rest) = start.split_once(',')?;
    if place.is_empty() || !place.chars().all(|c| c.is_uppercase() || " .-'/".contains(c)) {
        return None;
    }
    let end = rest.find(['(', '-', '–', '—', ':'])?;
    let tokens = tokens(&rest[..end]);
    let at = tokens.iter().position(|token| month(token).is_some())?;
    if tokens.len() > at + 3 || at > 2 {
        return None;
    }
    if tokens.last().is_some_and(|last| last.len() == 4) {
        return worded(&tokens);
    }
    let (number, near) = (month(tokens[at])?, near?);
    let day = tokens.get(at + 1).and_then(|token| day(token)).or_else(|| day(tokens.get(at.checked_sub(1)?)?))?;
    let years = [near.year().checked_sub(1)?, near.year(), near.year().checked_add(1)?];
    let days = years.iter().filter_map(|&year| Date::new(year, number, day).ok());
    days.min_by_key(|date| near.since(*date).map_or(i32::MAX, |span| span.get_days().abs()))
}

fn beside(token: &str) -> bool {
    ordinal(token) || BESIDE.contains(&token.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_line_holds_nothing_else() {
        assert_eq!(parse_line("Date: 2009-09-21"), Some(date(2009, 9, 21)));
        assert_eq!(parse_line("Monday, 21 September 2009, 10:15 am"), Some(date(2009, 9, 21)));
        assert_eq!(parse_line("The treaty of September 21, 2009"), None);
        assert_eq!(parse_line("Talks"), None);
    }

    #[test]
    fn finds_the_date_in_a_file_name() {
        assert_eq!(parse_file_name("2009-09-21-talks"), Some(date(2009, 9, 21)));
        assert_eq!(parse_file_name("20090921_x"), Some(date(2009, 9, 21)));
        assert_eq!(parse_file_name("reuters_2009_09_21"), Some(date(2009, 9, 21)));
        assert_eq!(parse_file_name("12345678"), None);
        assert_eq!(parse_file_name("talks-9-21"), None);
    }

    #[test]
    fn takes_a_dateline_with_a_year_from_elsewhere() {
        let near = Some(date(2010, 1, 3));
        assert_eq!(parse_dateline("MOSCOW, Dec. 28 (Reuters) - Talks began.", near), Some(date(2009, 12, 28)));
        assert_eq!(parse_dateline("MOSCOW, Dec. 28 (Reuters) - Talks began.", None), None);
        assert_eq!(parse_dateline("MOSCOW, 28 December 2009 - Talks began.", None), Some(date(2009, 12, 28)));
        assert_eq!(parse_dateline("Talks began, May 3 - a Monday.", near), None);
        assert_eq!(parse_dateline("MOSCOW, Feb. 30 (Reuters) - Talks began.", near), None);
    }
}
