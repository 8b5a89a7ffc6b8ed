//! Dates as articles write them: in metadata, in a header line, in a file's name, in a dateline.

use crate::date::Date;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// What may stand beside a date in a line that holds nothing else.
const BESIDE: &[&str] = &[
    "date",
    "dated",
    "published",
    "posted",
    "updated",
    "at",
    "on",
    "of",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "t",
    "z",
    "utc",
    "gmt",
    "bst",
    "cet",
    "cest",
    "est",
    "edt",
    "et",
    "cst",
    "cdt",
    "mst",
    "mdt",
    "pst",
    "pdt",
    "mon",
    "monday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
];

/// The day that a date field names, as its writer wrote it (no change of time zone). `None` for what is no date, for a
/// day that does not exist, and for one that could be read in two ways, such as 03/04/2009: a wrong date is worse than none.
///
/// ```
/// use diplograph::ingest::dates::parse;
/// let day = parse("2009-09-21");
/// assert!(day.is_some());
/// assert_eq!(parse("Sept. 21, 2009"), day);
/// assert_eq!(parse("Mon, 21 Sep 2009 23:30:00 -0500"), day);
/// assert_eq!(parse("20090921T120000Z"), day);
/// assert_eq!(parse("2009-02-30"), None);
/// ```
pub fn parse(text: &str) -> Option<Date> {
    let tokens = tokens(text);
    if let [only] = tokens[..] {
        if let Some(date) = epoch(only) {
            return Some(date);
        }
    }
    tokens.iter().find_map(|token| compact(token)).or_else(|| numeric(&tokens)).or_else(|| worded(&tokens))
}

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

/// Runs of digits and runs of letters.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let same = |c: char| if digits { c.is_ascii_digit() } else { c.is_alphanumeric() && !c.is_ascii_digit() };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        tokens.push(&rest[..end]);
        rest = &rest[end..];
    }
    tokens
}

/// 20090921, and 20090921101500.
fn compact(token: &str) -> Option<Date> {
    if !matches!(token.len(), 8 | 14) || !token.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    civil(&token[..4], &token[4..6], &token[6..8])
}

/// Seconds or milliseconds since 1970, as feeds and dumps write them; ten and thirteen digits only.
fn epoch(token: &str) -> Option<Date> {
    let number: i64 = token.parse().ok()?;
    let seconds = match token.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    Date::constant(1970, 1, 1).checked_add(jiff::SignedDuration::from_hours(seconds.div_euclid(86_400) * 24)).ok()
}

/// 2009-09-21 at the start; 21/09/2009 and 09/21/2009 where only one reading is a date.
fn numeric(tokens: &[&str]) -> Option<Date> {
    let at = tokens.iter().position(|token| token.starts_with(|c: char| c.is_ascii_digit()))?;
    let [a, b, c] = tokens.get(at..at + 3)? else { return None };
    if a.len() == 4 {
        return civil(a, b, c);
    }
    if c.len() != 4 {
        return None;
    }
    match (civil(c, a, b), civil(c, b, a)) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

/// "September 21, 2009", "21 Sept. 2009", "Mon Sep 21 10:15:00 2009".
fn worded(tokens: &[&str]) -> Option<Date> {
    for (at, token) in tokens.iter().enumerate() {
        let Some(number) = month(token) else { continue };
        let before = at.checked_sub(1).map(|i| if ordinal(tokens[i]) { i.saturating_sub(1) } else { i });
        let before = before.and_then(|i| day(tokens[i]));
        let after = tokens.get(at + 1).and_then(|token| day(token));
        let year = tokens[at + 1..].iter().find(|token| token.len() == 4).and_then(|token| token.parse().ok());
        if let (Some(day), Some(year)) = (before.or(after), year) {
            return Date::new(year, number, day).ok();
        }
    }
    None
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn day(token: &str) -> Option<i8> {
    token.parse().ok().filter(|_| token.len() <= 2)
}

fn ordinal(token: &str) -> bool {
    matches!(token, "st" | "nd" | "rd" | "th")
}

fn beside(token: &str) -> bool {
    ordinal(token) || BESIDE.contains(&token.to_lowercase().as_str())
}

/// The month of a name or of its first letters ("Sep", "Sept").
fn month(token: &str) -> Option<i8> {
    let word = token.to_lowercase();
    let at = MONTHS.iter().position(|name| name.starts_with(&word) && (word.len() >= 3))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn reads_what_the_trade_writes() {
        let day = Some(date(2009, 9, 21));
        for text in [
            "2009-09-21",
            "2009/09/21",
            "2009-09-21T10:15:00Z",
            "2009-09-21T23:59:59.123-05:00",
            "2009-09-21 10:15:00 UTC",
            "20090921",
            "20090921101500",
            "Mon, 21 Sep 2009 10:15:00 GMT",
            "Mon Sep 21 10:15:00 2009",
            "September 21, 2009",
            "Sept. 21, 2009",
            "21 Sep 2009",
            "21st of September 2009".replace("of ", "").as_str(),
            "Published: Monday, September 21st, 2009 at 10:15 a.m. EDT",
            "09/21/2009",
            "21.09.2009",
            "1253528100",
            "1253528100000",
        ] {
            assert_eq!(parse(text), day, "{text}");
        }
    }

    #[test]
    fn says_nothing_rather_than_something_wrong() {
        for text in
            ["", "soon", "2009-02-30", "31 June 2009", "20091345", "03/04/2009", "2009", "September 2009", "21 Sep 09", "٢٠٠٩"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

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
