//! Dates as articles and their metadata write them.

use crate::date::Date;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

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
    if let [only] = tokens[..]
        && let Some(date) = epoch(only)
    {
        return Some(date);
    }
    tokens.iter().find_map(|token| compact(token)).or_else(|| numeric(&tokens)).or_else(|| worded(&tokens))
}

/// Runs of digits and runs of letters.
pub(super) fn tokens(text: &str) -> Vec<&str> {
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
pub(super) fn compact(token: &str) -> Option<Date> {
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
pub(super) fn worded(tokens: &[&str]) -> Option<Date> {
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

pub(super) fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

pub(super) fn day(token: &str) -> Option<i8> {
    token.parse().ok().filter(|_| token.len() <= 2)
}

pub(super) fn ordinal(token: &str) -> bool {
    matches!(token, "st" | "nd" | "rd" | "th")
}

/// The month of a name or of its first letters ("Sep", "Sept").
pub(super) fn month(token: &str) -> Option<i8> {
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
}
