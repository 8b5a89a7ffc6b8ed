//! The tables of people say what they should: right columns, valid dates, one line per office held, one holder at a time.

use std::collections::{BTreeMap, BTreeSet};

use diplograph::date::Date;
use diplograph::knowledge::{DataFiles, Row, Table};

const COLUMNS: &[&str] = &["name", "aliases", "party", "office", "sector", "from", "to"];

/// Offices that one person of a state holds at a time. Heads of government are not among them: Cambodia had two, Libya rivals.
const SINGLE: &[&str] =
    &["president", "king", "queen", "foreign minister", "defence minister", "finance minister", "central bank governor"];

fn rows() -> Vec<Row> {
    let files = DataFiles::new(None);
    let paths = files.list("actors/people");
    assert_eq!(paths.len(), 12, "a file per region: {paths:?}");
    paths.iter().flat_map(|path| Table::read(&files, path, COLUMNS).unwrap().rows).collect()
}

/// The first and the last day that a date of day, month or year can mean.
fn span(text: &str) -> Option<(Date, Date)> {
    let whole = |text: &str| text.parse::<Date>().ok();
    match text.len() {
        10 => whole(text).map(|day| (day, day)),
        7 => whole(&format!("{text}-01")).map(|day| (day, day.last_of_month())),
        4 => whole(&format!("{text}-01-01")).map(|day| (day, day.last_of_year())),
        _ => None,
    }
}

/// The earliest first day and the latest last day of a row's dates, where given.
fn first_from(row: &Row) -> Option<Date> {
    span(row.field("from")).map(|(first, _)| first)
}

fn last_to(row: &Row) -> Option<Date> {
    span(row.field("to")).map(|(_, last)| last)
}

#[test]
fn each_line_is_filled_in() {
    for row in rows() {
        for column in ["name", "party", "office"] {
            assert!(!row.field(column).is_empty(), "{}", row.mistake(format!("no {column}")));
        }
        let (office, sector) = (row.field("office"), row.field("sector"));
        assert_eq!(office, office.to_lowercase(), "{}", row.mistake("the office is not in lower case"));
        let plain = sector.is_empty() || sector.len() == 3 && sector.chars().all(|letter| letter.is_ascii_uppercase());
        assert!(plain, "{}", row.mistake(format!("`{sector}` is not a sector")));
        assert!(!row.list("aliases").contains(&row.field("name")), "{}", row.mistake("the name is among its aliases"));
    }
}

#[test]
fn dates_are_valid_and_in_order() {
    for row in rows() {
        for column in ["from", "to"] {
            let text = row.field(column);
            assert!(text.is_empty() || span(text).is_some(), "{}", row.mistake(format!("`{text}` is not a date")));
        }
        if let (Some(from), Some(to)) = (first_from(&row), last_to(&row)) {
            assert!(from <= to, "{}", row.mistake("it ends before it begins"));
        }
    }
}

#[test]
fn no_office_is_told_twice() {
    let mut seen = BTreeSet::new();
    for row in rows() {
        let key = ["name", "party", "office", "from"].map(|column| row.field(column).to_owned());
        assert!(seen.insert(key), "{}", row.mistake("this person's office from this day is there already"));
    }
}

/// Where the dates leave room for a handover the terms may touch; where they do not, one must end before the next begins.
#[test]
fn one_holds_an_office_at_a_time() {
    let mut terms: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
    for row in rows().into_iter().filter(|row| SINGLE.contains(&row.field("office")) && first_from(row).is_some()) {
        let is_state = row.field("party").chars().all(|letter| letter.is_ascii_uppercase());
        if is_state {
            terms.entry((row.field("party").to_owned(), row.field("office").to_owned())).or_default().push(row);
        }
    }
    assert!(terms.len() > 400, "only {} offices of states", terms.len());
    for holders in terms.values_mut() {
        holders.sort_by_key(first_from);
        for pair in holders.windows(2) {
            let ends = span(pair[0].field("to")).map(|(first, _)| first);
            let begins = span(pair[1].field("from")).map(|(_, last)| last);
            let message = || pair[0].mistake(format!("still in office when {} comes in", pair[1].field("name")));
            assert!(ends.is_some() && ends <= begins, "{}", message());
        }
    }
}

#[test]
fn names_tell_one_person() {
    let rows = rows();
    let names: BTreeSet<&str> = rows.iter().map(|row| row.field("name")).collect();
    assert!(names.len() >= 7000, "{} people", names.len());
    for row in &rows {
        for alias in row.list("aliases") {
            assert!(!names.contains(alias), "{}", row.mistake(format!("`{alias}` is also a person's own name")));
        }
    }
}

#[test]
fn the_news_of_a_day_finds_its_people() {
    let rows = rows();
    let held = |name: &str, party: &str, office: &str, day: &str| {
        let day: Date = day.parse().unwrap();
        rows.iter().any(|row| {
            let same = row.field("name") == name && row.field("party") == party && row.field("office") == office;
            same && first_from(row).is_none_or(|from| from <= day) && last_to(row).is_none_or(|to| day <= to)
        })
    };
    assert!(held("Jack Straw", "GBR", "foreign minister", "2004-11-05"));
    assert!(held("Michael Howard", "GBR", "opposition leader", "2005-03-01"));
    assert!(held("Condoleezza Rice", "USA", "foreign minister", "2005-02-04"));
    assert!(!held("Colin Powell", "USA", "foreign minister", "2005-02-04"));
    assert!(held("Kofi Annan", "united-nations", "secretary-general", "2004-06-28"));
    assert!(held("Viktor Yanukovych", "UKR", "president", "2013-11-21"));
    assert!(held("Khaled Meshaal", "hamas", "leader", "2006-02-01"));
}
