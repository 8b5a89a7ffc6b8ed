//! What a phrase of time tells: "last Friday", "three days after September 11", "the summer of 2008", "by next year".

use jiff::civil::Date;

use crate::date::{EventDate, Precision};
use crate::events::when::calendar::{
    Unit, YEARS, at, beside, covering, month, moved, nearest_year, number, on_weekday, rounded, season, unit, weekday,
};
use crate::text::{Token, Upos};

/// What a phrase tells of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Then.
    At(EventDate),
    /// At some time that the words do not fix: "in the 1990s", "three days later".
    Open,
}

/// A word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    lower: String,
    capital: bool,
}

impl Word {
    pub(super) fn new(form: &str) -> Word {
        Word { lower: form.to_lowercase(), capital: form.starts_with(char::is_uppercase) }
    }
}

/// Words that head a phrase of time besides the units, weekdays, months, seasons and years.
const HEADS: &[&str] = &[
    "yesterday",
    "today",
    "tonight",
    "tomorrow",
    "ago",
    "later",
    "earlier",
    "now",
    "weekend",
    "morning",
    "afternoon",
    "evening",
    "night",
    "end",
    "beginning",
    "start",
    "middle",
    "half",
    "anniversary",
    "christmas",
    "eve",
    "decade",
    "decades",
    "century",
    "centuries",
    "mid-week",
    "overnight",
    "hours",
    "hour",
];

/// Words after which a time is only a bound: the act lies before or after it.
const BOUNDS: &[&str] = &["until", "till", "before", "prior", "through"];

/// What leaves a time open.
const VAGUE: &[&str] =
    &["decade", "decades", "century", "centuries", "recent", "coming", "generations", "several", "few", "many"];

/// Whether a token heads a phrase of time.
pub(super) fn is_time(token: &Token) -> bool {
    let word = token.form.to_lowercase();
    let named = matches!(token.upos, Upos::Propn | Upos::Noun | Upos::Num | Upos::Adj | Upos::X | Upos::Adv);
    let calendar = month(&word).is_some() && token.form.starts_with(char::is_uppercase);
    let other = unit(&word).is_some() || weekday(&word).is_some() || season(&word).is_some() || HEADS.contains(&word.as_str());
    named && (calendar || other || year(&word).is_some() || is_decade(&word) || iso(&word).is_some() || mid(&word).is_some())
}

/// What a phrase tells, if it tells a time. `ahead`: the act is still to come.
pub(super) fn read(words: &[Word], today: Option<Date>, ahead: bool) -> Option<Told> {
    let text: Vec<&str> = words.iter().map(|word| word.lower.as_str()).collect();
    if text.iter().any(|word| is_decade(word)) || (text.iter().any(|word| VAGUE.contains(word)) && !text.contains(&"next")) {
        return Some(Told::Open);
    }
    // "the following month", "the next morning" are told from a day of the story.
    let part_of_day = |word: &str| matches!(word, "morning" | "afternoon" | "evening" | "night");
    let of_the_story = |two: &[&str]| match two[0] {
        "following" | "same" | "preceding" | "ensuing" => unit(two[1]).is_some() || part_of_day(two[1]),
        "next" => unit(two[1]) == Some(Unit::Day) || part_of_day(two[1]),
        _ => false,
    };
    if text.windows(2).any(of_the_story) {
        return Some(Told::Open);
    }
    // "before the end of May" is in May still.
    let within = text.iter().any(|word| matches!(*word, "end" | "middle"));
    if text.first().is_some_and(|first| BOUNDS.contains(first) && !(within && *first == "before")) {
        return None;
    }
    counted(words, &text, today, ahead).or_else(|| {
        let date = || anniversary(words, &text, today).or_else(|| point(words, today, ahead));
        range(words, today, ahead).or_else(|| date().map(Told::At))
    })
}

/// A length of time from a time: "three days ago", "two weeks after May 5", "in three months".
fn counted(words: &[Word], text: &[&str], today: Option<Date>, ahead: bool) -> Option<Told> {
    let measure = (1..text.len()).find_map(|at| {
        let count = text[at - 1].split('-').next().and_then(number);
        Some((at, count?, unit(text[at])?))
    });
    let (place, count, unit) = measure?;
    let rest = words.get(place + 1..).unwrap_or_default();
    let open = |date: Option<EventDate>| date.map_or(Told::Open, Told::At);
    let reference = || match read(rest.get(1..).unwrap_or_default(), today, false) {
        Some(Told::At(date)) => Some(date),
        _ => None,
    };
    match rest.first().map(|word| word.lower.as_str()) {
        Some("ago") => Some(open(moved(today?, -count, unit))),
        Some("after" | "following") => Some(open(reference().and_then(|from| beside(from, count, unit)))),
        Some("before") => Some(open(reference().and_then(|from| beside(from, -count, unit)))),
        Some("from") if rest.get(1).is_some_and(|word| word.lower == "now") => Some(open(moved(today?, count, unit))),
        Some("later" | "earlier") => Some(Told::Open),
        _ if text.contains(&"of") || count == 1 && !matches!(text.first(), Some(&("in" | "within"))) => None,
        _ if ahead && matches!(text.first(), Some(&("in" | "within"))) => Some(open(moved(today?, count, unit))),
        _ if text.iter().any(|word| matches!(*word, "past" | "last" | "previous")) => Some(Told::Open),
        _ => None,
    }
}

/// "from March to June 2010" begins in March; "between 3 and 5 May" lies in May.
fn range(words: &[Word], today: Option<Date>, ahead: bool) -> Option<Told> {
    let place = |wanted: &[&str]| words.iter().position(|word| wanted.contains(&word.lower.as_str()));
    let (between, from) = (place(&["between"]), place(&["from"]));
    let start = between.or(from)?;
    let middle = start
        + words[start..].iter().position(|word| matches!(word.lower.as_str(), "and" | "to" | "until" | "through" | "till"))?;
    let (left, right) = (words.get(start + 1..middle)?, words.get(middle + 1..)?);
    let last = point(right, today, ahead)?;
    // What the first lacks it has from the last: the year, or month and year.
    let bare = left.iter().find_map(|word| number(&word.lower)).filter(|_| left.len() == 1);
    let named = left.iter().find_map(|word| month(&word.lower));
    let said = right.iter().find_map(|word| year(&word.lower));
    let first = match (bare.filter(|day| (1..=31).contains(day)), named, said) {
        (Some(day), ..) => at(Date::new(last.date.year(), last.date.month(), i8::try_from(day).ok()?).ok()?, Precision::Day)?,
        (None, Some(_), Some(year)) if !left.iter().any(|word| word.lower.parse() == Ok(year)) => {
            let mut full = left.to_vec();
            full.push(Word::new(&year.to_string()));
            point(&full, today, ahead)?
        }
        _ => point(left, today, ahead)?,
    };
    let whole = if between.is_some() { covering(first, last) } else { Some(first) };
    Some(whole.map_or(Told::Open, Told::At))
}

/// "the anniversary of the September 11 attacks", "the tenth anniversary of the 1999 war".
fn anniversary(words: &[Word], text: &[&str], today: Option<Date>) -> Option<EventDate> {
    let place = text.iter().position(|word| *word == "anniversary")?;
    let of = point(words.get(place + 1..)?, today, false)?;
    let day = today.filter(|_| of.precision == Precision::Day);
    if let Some(today) = day {
        let here = Date::new(today.year(), of.date.month(), of.date.day()).ok()?;
        return if here > today {
            rounded(Date::new(today.year() - 1, here.month(), here.day()).ok()?, Precision::Day)
        } else {
            at(here, Precision::Day)
        };
    }
    let count = text[..place].iter().find_map(|word| number(word)).filter(|count| (1..=300).contains(count))?;
    let year = of.date.year().checked_add(i16::try_from(count).ok()?)?;
    at(Date::new(year, 1, 1).ok()?, Precision::Year)
}

/// One time on the calendar.
fn point(words: &[Word], today: Option<Date>, ahead: bool) -> Option<EventDate> {
    let has = |wanted: &str| words.iter().any(|word| word.lower == wanted);
    let find = |read: fn(&str) -> Option<i16>| words.iter().find_map(|word| read(&word.lower));
    let shift = words.iter().find_map(|word| shift(&word.lower));
    if let Some(day) = words.iter().find_map(|word| iso(&word.lower)) {
        return at(day, Precision::Day);
    }
    if let Some(date) = in_month(words, find(year), shift, today, ahead) {
        return if has("week") { rounded(date.date, Precision::Week) } else { Some(date) };
    }
    let year = find(year);
    if let Some(start) =
        words.iter().find_map(|word| season(&word.lower)).filter(|_| year.is_some() || shift.is_some() || words.len() > 1)
    {
        return in_season(start, year, shift, today, ahead);
    }
    if let Some(date) = today.and_then(|today| relative(words, today, shift, year.is_some(), ahead)) {
        return Some(date);
    }
    at(Date::new(year?, 1, 1).ok()?, Precision::Year)
}

/// A time told by its place beside today.
fn relative(words: &[Word], today: Date, shift: Option<i64>, dated: bool, ahead: bool) -> Option<EventDate> {
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.lower.as_str()));
    if let Some(day) = words.iter().find_map(|word| weekday(&word.lower)) {
        return at(on_weekday(today, day, shift, ahead)?, Precision::Day);
    }
    if has(&["yesterday"]) {
        let before = i64::from(has(&["before"]));
        return moved(today, -1 - before, Unit::Day);
    }
    if has(&["tomorrow"]) {
        return moved(today, 1 + i64::from(has(&["after"])), Unit::Day);
    }
    if has(&["night", "evening"]) && shift == Some(-1) {
        return moved(today, -1, Unit::Day);
    }
    if has(&["today", "tonight", "overnight"]) || (has(&["morning", "afternoon", "evening", "night"]) && shift == Some(0)) {
        return at(today, Precision::Day);
    }
    if has(&["weekend"]) {
        // The weekend of the week before, but on the weekend itself; of what is to come, this week's.
        let here = today.weekday().to_monday_zero_offset() >= 5;
        let back = -i64::from(!ahead && (!here || shift == Some(-1)));
        return moved(today, if shift == Some(1) { 1 } else { back }, Unit::Week);
    }
    if has(&["christmas"]) && !has(&["day", "eve"]) {
        return at(Date::new(nearest_year(12, today, shift, ahead), 12, 1).ok()?, Precision::Month);
    }
    if let Some((month, day)) = feast(words) {
        return at(Date::new(nearest_year(month, today, shift, ahead), month, day).ok()?, Precision::Day);
    }
    let one = words.iter().find_map(|word| unit(&word.lower))?;
    let here = words.iter().any(|word| matches!(word.lower.as_str(), "end" | "beginning" | "start" | "middle" | "half"));
    match shift.or((here && !dated).then_some(0)) {
        // "the previous day" is told from a day of the story, and a day alone is no date.
        Some(shift) if one != Unit::Day => moved(today, shift, one),
        _ => None,
    }
}

/// The month and day of a feast that has the same every year.
fn feast(words: &[Word]) -> Option<(i8, i8)> {
    let has = |wanted: &str| words.iter().any(|word| word.lower == wanted);
    let (day, eve) = (has("day"), has("eve"));
    Some(match () {
        () if has("christmas") && eve => (12, 24),
        () if has("christmas") && day => (12, 25),
        () if has("boxing") && day => (12, 26),
        () if has("new") && has("year") && eve => (12, 31),
        () if has("new") && has("year") && day => (1, 1),
        () if has("bastille") && day => (7, 14),
        () if has("armistice") && day => (11, 11),
        () => return None,
    })
}

/// "last" is -1, "next" 1, "this" 0.
fn shift(word: &str) -> Option<i64> {
    match word {
        "last" | "previous" | "past" => Some(-1),
        "this" | "current" => Some(0),
        "next" | "upcoming" => Some(1),
        _ => None,
    }
}

fn in_month(words: &[Word], year: Option<i16>, shift: Option<i64>, today: Option<Date>, ahead: bool) -> Option<EventDate> {
    let day_of = |word: Option<&Word>| word.and_then(|word| number(&word.lower)).filter(|day| (1..=31).contains(day));
    let (place, month) = words.iter().enumerate().find_map(|(place, word)| {
        if let Some(month) = mid(&word.lower) {
            return Some((place, month));
        }
        let (month, whole) = month(&word.lower).filter(|_| word.capital)?;
        let number = words.get(place + 1).is_some_and(|next| next.lower.starts_with(|sign: char| sign.is_ascii_digit()));
        (whole || number).then_some((place, month))
    })?;
    let before = place.checked_sub(1).and_then(|before| words.get(before));
    let of = place.checked_sub(2).and_then(|of| words.get(of)).filter(|_| before.is_some_and(|word| word.lower == "of"));
    let day = day_of(digits(words.get(place + 1))).or_else(|| day_of(digits(before))).or_else(|| day_of(digits(of)));
    let told_year = year.or_else(|| today.map(|today| nearest_year(month, today, shift, ahead)))?;
    let Some(day) = day else { return at(Date::new(told_year, month, 1).ok()?, Precision::Month) };
    let date = |year: i16| Date::new(year, month, i8::try_from(day).ok()?).ok();
    let date = match (date(told_year)?, today, year, shift) {
        // A day of this month that has not come yet was last year's; one that is over will be next year's.
        (found, Some(today), None, None) if !ahead && found > today => date(told_year - 1)?,
        (found, Some(today), None, None) if ahead && found < today => date(told_year + 1)?,
        (found, ..) => found,
    };
    at(date, Precision::Day)
}

/// A season is told by its year: it is longer than a month, and which months it has differs.
fn in_season(start: i8, year: Option<i16>, shift: Option<i64>, today: Option<Date>, ahead: bool) -> Option<EventDate> {
    let year = year.or_else(|| today.map(|today| nearest_year(start, today, shift, ahead)))?;
    at(Date::new(year, 1, 1).ok()?, Precision::Year)
}

fn digits(word: Option<&Word>) -> Option<&Word> {
    word.filter(|word| word.lower.starts_with(|sign: char| sign.is_ascii_digit()))
}

fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse::<i16>().ok()).flatten().filter(|year| YEARS.contains(year))
}

/// "1990s", "'90s", "mid-1980s".
fn is_decade(word: &str) -> bool {
    let digits = word.strip_suffix('s').map(|word| word.trim_start_matches(|sign: char| !sign.is_ascii_digit()));
    digits.is_some_and(|digits| {
        matches!(digits.len(), 2 | 4) && digits.ends_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn iso(word: &str) -> Option<Date> {
    (word.len() == 10).then(|| word.parse::<Date>().ok()).flatten()
}

/// "mid-May".
fn mid(word: &str) -> Option<i8> {
    let name = ["mid-", "early-", "late-"].iter().find_map(|prefix| word.strip_prefix(prefix))?;
    month(name).filter(|(_, whole)| *whole).map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Read on Tuesday, 10 March 2015.
    fn told(phrase: &str, ahead: bool) -> String {
        let words: Vec<Word> = phrase.split(' ').map(Word::new).collect();
        match read(&words, Some(Date::constant(2015, 3, 10)), ahead) {
            Some(Told::At(date)) => format!("{} {:?}", date.date, date.precision).to_lowercase(),
            Some(Told::Open) => "open".to_owned(),
            None => "nothing".to_owned(),
        }
    }

    #[test]
    fn phrases_tell_their_time() {
        for (phrase, date) in [
            ("on Monday", "2015-03-09 day"),
            ("last Friday", "2015-03-06 day"),
            ("yesterday", "2015-03-09 day"),
            ("the day before yesterday", "2015-03-08 day"),
            ("last night", "2015-03-09 day"),
            ("this morning", "2015-03-10 day"),
            ("last week", "2015-03-02 week"),
            ("earlier this month", "2015-03-01 month"),
            ("last year", "2014-01-01 year"),
            ("at the end of last year", "2014-01-01 year"),
            ("at the end of the month", "2015-03-01 month"),
            ("in November", "2014-11-01 month"),
            ("in mid-February", "2015-02-01 month"),
            ("on March 25", "2014-03-25 day"),
            ("on Sept. 11 , 2001", "2001-09-11 day"),
            ("on 5 May 2009", "2009-05-05 day"),
            ("on the 21st of January", "2015-01-21 day"),
            ("in the week of February 2", "2015-02-02 week"),
            ("since 2008", "2008-01-01 year"),
            ("in the summer of 2008", "2008-01-01 year"),
            ("last autumn", "2014-01-01 year"),
            ("three days ago", "2015-03-07 day"),
            ("two weeks ago", "2015-02-23 week"),
            ("a year ago", "2014-01-01 year"),
            ("three days after February 26", "2015-03-01 day"),
            ("a week before Monday", "2015-03-02 day"),
            ("from March to June 2010", "2010-03-01 month"),
            ("between 3 and 5 May 2014", "2014-05-01 month"),
            ("between 2003 and 2005", "open"),
            ("on the anniversary of the September 11 attacks", "2014-09-11 day"),
            ("on the tenth anniversary of the 2003 war", "2013-01-01 year"),
            ("at the weekend", "2015-03-02 week"),
            ("2014-06-01", "2014-06-01 day"),
            ("three days later", "open"),
            ("the following month", "open"),
            ("in the 1990s", "open"),
            ("in recent weeks", "open"),
            ("over the past three years", "open"),
            ("until Friday", "nothing"),
            ("in Jan Eliasson", "nothing"),
            ("February 31", "nothing"),
        ] {
            assert_eq!(told(phrase, false), date, "{phrase}");
        }
    }

    #[test]
    fn what_is_to_come_lies_ahead() {
        for (phrase, date) in [
            ("on Friday", "2015-03-13 day"),
            ("next week", "2015-03-16 week"),
            ("in November", "2015-11-01 month"),
            ("in February", "2016-02-01 month"),
            ("on March 25", "2015-03-25 day"),
            ("by next year", "2016-01-01 year"),
            ("by 2020", "2020-01-01 year"),
            ("in two weeks", "2015-03-23 week"),
            ("two months from now", "2015-05-01 month"),
            ("tomorrow", "2015-03-11 day"),
            ("the day after tomorrow", "2015-03-12 day"),
            ("this Friday", "2015-03-13 day"),
            ("before the end of May", "2015-05-01 month"),
            ("on Christmas Eve", "2015-12-24 day"),
        ] {
            assert_eq!(told(phrase, true), date, "{phrase}");
        }
    }

    #[test]
    fn heads_of_time_are_told_from_numbers() {
        assert!(is_decade("1990s") && !is_decade("1990") && !is_decade("gas"));
        assert_eq!(year("2014"), Some(2014));
        assert_eq!(year("9999"), None);
    }
}
