//! When an act happened: the sentence's own words for time against the article's date.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::date::{EventDate, Precision};
use crate::events::Status;
use crate::events::scene::Scene;
use crate::text::{Relation, Token};

/// The date of the act that a token names: from the time words nearest to it in its clause; else the article's own day,
/// for what is told as news; none for what did not happen.
pub fn date(scene: &Scene, trigger: usize, article: Option<Date>, status: Status) -> Option<EventDate> {
    let mut at = Some(trigger);
    for _ in 0..scene.tree.len() {
        let here = at?;
        let parts = [
            Relation::Obl,
            Relation::OblUnmarked,
            Relation::Nmod,
            Relation::NmodUnmarked,
            Relation::NmodPoss,
            Relation::Advmod,
            Relation::Compound,
            Relation::Amod,
        ];
        let told = scene.tree.having(here, &parts).find_map(|part| told(scene, part, article));
        if let Some(told) = told {
            return possible_then(told, article, status);
        }
        if matches!(scene.tree.relation(here), Relation::AclRelcl | Relation::Root | Relation::Parataxis) {
            break;
        }
        at = scene.tree.token(here).head;
    }
    let day = |date| EventDate { date, precision: Precision::Day };
    article.filter(|_| matches!(status, Status::Actual | Status::Planned)).map(day)
}

/// A date after the article's is kept only for what has not happened yet.
fn possible_then(told: EventDate, article: Option<Date>, status: Status) -> Option<EventDate> {
    let future = article.is_some_and(|article| told.date > article);
    (!future || status != Status::Actual).then_some(told)
}

/// The date that a phrase tells, if it tells one.
fn told(scene: &Scene, phrase: usize, article: Option<Date>) -> Option<EventDate> {
    let tree = &scene.tree;
    let mut tokens: Vec<usize> = vec![phrase];
    tokens.extend(tree.children(phrase).iter().copied().filter(|&child| {
        !matches!(tree.relation(child), Relation::AclRelcl | Relation::Acl | Relation::Punct | Relation::Appos)
    }));
    tokens.sort_unstable();
    let words: Vec<String> = tokens.iter().map(|&token| tree.token(token).form.to_lowercase()).collect();
    read(&words, &tokens.iter().map(|&token| tree.token(token)).collect::<Vec<_>>(), article)
}

fn read(words: &[String], tokens: &[&Token], article: Option<Date>) -> Option<EventDate> {
    let has = |word: &str| words.iter().any(|one| one == word);
    let number = |least: i16, most: i16| {
        words.iter().filter_map(|word| word.parse::<i16>().ok()).find(|number| (least..=most).contains(number))
    };
    let shift = shift(words);
    if let Some(month) =
        words.iter().zip(tokens).find_map(|(word, token)| month(word).filter(|_| token.form.starts_with(char::is_uppercase)))
    {
        return in_month(month, number(1, 31), number(1000, 2200), shift, article);
    }
    if let Some(article) = article {
        if let Some(weekday) = words.iter().find_map(|word| weekday(word)) {
            return Some(EventDate { date: on_weekday(article, weekday, shift), precision: Precision::Day });
        }
        let relative = if has("yesterday") {
            Some((article.checked_sub(1.day()).ok()?, Precision::Day))
        } else if has("today") || has("tonight") {
            Some((article, Precision::Day))
        } else if has("tomorrow") {
            Some((article.checked_add(1.day()).ok()?, Precision::Day))
        } else {
            None
        };
        if let Some((date, precision)) = relative {
            return Some(EventDate { date, precision });
        }
        if let Some(shift) = shift {
            let moved = if has("week") {
                Some((monday(article).checked_add((shift * 7).days()).ok()?, Precision::Week))
            } else if has("month") {
                Some((article.first_of_month().checked_add(shift.months()).ok()?, Precision::Month))
            } else if has("year") {
                Some((article.first_of_year().checked_add(shift.years()).ok()?, Precision::Year))
            } else {
                None
            };
            return moved.map(|(date, precision)| EventDate { date, precision });
        }
        if has("ago") {
            return ago(words, article);
        }
    }
    let year = words
        .iter()
        .filter(|word| word.len() == 4)
        .find_map(|word| word.parse::<i16>().ok())
        .filter(|year| (1700..=2100).contains(year))?;
    Some(EventDate { date: Date::new(year, 1, 1).ok()?, precision: Precision::Year })
}

/// "last" is -1, "next" 1, "this" 0.
fn shift(words: &[String]) -> Option<i64> {
    words.iter().find_map(|word| match word.as_str() {
        "last" | "previous" | "past" => Some(-1),
        "this" => Some(0),
        "next" | "coming" => Some(1),
        _ => None,
    })
}

fn in_month(month: i8, day: Option<i16>, year: Option<i16>, shift: Option<i64>, article: Option<Date>) -> Option<EventDate> {
    let year = match (year, article) {
        (Some(year), _) => year,
        (None, Some(article)) => nearest_year(month, article, shift),
        (None, None) => return None,
    };
    match day {
        Some(day) => Some(EventDate { date: Date::new(year, month, i8::try_from(day).ok()?).ok()?, precision: Precision::Day }),
        None => Some(EventDate { date: Date::new(year, month, 1).ok()?, precision: Precision::Month }),
    }
}

/// The year in which a month without one lies: the nearest to the article, the past where both are as near.
fn nearest_year(month: i8, article: Date, shift: Option<i64>) -> i16 {
    let year = article.year();
    match shift {
        Some(-1) if month >= article.month() => year - 1,
        Some(1) if month <= article.month() => year + 1,
        Some(_) => year,
        None if month - article.month() > 6 => year - 1,
        None if article.month() - month > 6 => year + 1,
        None => year,
    }
}

/// The last such weekday on or before the article's day; with "next" the one after it.
fn on_weekday(article: Date, weekday: Weekday, shift: Option<i64>) -> Date {
    let back = i64::from(article.weekday().since(weekday));
    let days = match shift {
        Some(1) => 7 - back,
        Some(-1) if back == 0 => -7,
        _ => -back,
    };
    article.checked_add(days.days()).unwrap_or(article)
}

fn ago(words: &[String], article: Date) -> Option<EventDate> {
    const NUMBERS: &[&str] = &["a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let count = words.iter().find_map(|word| {
        let spelled = NUMBERS.iter().position(|number| number == word || (*number == "a" && (word == "one" || word == "an")));
        spelled.map(|at| at as i64 + 1).or_else(|| word.parse::<i64>().ok())
    })?;
    let unit = |names: [&str; 2]| words.iter().any(|word| names.contains(&word.as_str()));
    let (date, precision) = match () {
        () if unit(["day", "days"]) => (article.checked_sub(count.days()), Precision::Day),
        () if unit(["week", "weeks"]) => (monday(article).checked_sub((count * 7).days()), Precision::Week),
        () if unit(["month", "months"]) => (article.first_of_month().checked_sub(count.months()), Precision::Month),
        () if unit(["year", "years"]) => (article.first_of_year().checked_sub(count.years()), Precision::Year),
        () => return None,
    };
    Some(EventDate { date: date.ok()?, precision })
}

fn monday(date: Date) -> Date {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).unwrap_or(date)
}

fn weekday(word: &str) -> Option<Weekday> {
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

fn month(word: &str) -> Option<i8> {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const NAMES: &[&str] = &[
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
        "sept",
        "sept.",
    ];
    let bare = word.trim_end_matches('.');
    let known = NAMES.contains(&word) || (MONTHS.contains(&bare)) || bare == "sept";
    known.then(|| MONTHS.iter().position(|month| bare.starts_with(month)).map(|at| at as i8 + 1)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_lie_on_or_before_the_article() {
        let article = Date::constant(2009, 9, 22);
        assert_eq!(on_weekday(article, Weekday::Monday, None), Date::constant(2009, 9, 21));
        assert_eq!(on_weekday(article, Weekday::Tuesday, None), article);
        assert_eq!(on_weekday(article, Weekday::Friday, Some(1)), Date::constant(2009, 9, 25));
        assert_eq!(on_weekday(article, Weekday::Tuesday, Some(-1)), Date::constant(2009, 9, 15));
    }

    #[test]
    fn a_month_without_a_year_is_the_nearest() {
        let january = Date::constant(2010, 1, 15);
        assert_eq!(nearest_year(12, january, None), 2009);
        assert_eq!(nearest_year(3, january, None), 2010);
        assert_eq!(nearest_year(8, Date::constant(2009, 9, 1), Some(-1)), 2009);
    }

    #[test]
    fn impossible_days_tell_nothing() {
        assert_eq!(in_month(2, Some(31), Some(2009), None, None), None);
    }
}
