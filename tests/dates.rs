//! Dates of events, from sentences: written on Tuesday, 10 March 2015.

use std::sync::LazyLock;

use diplograph::date::{Date, Precision};
use diplograph::events::{Event, Status};
use diplograph::id::ArticleId;
use diplograph::ingest::Article;
use diplograph::knowledge::{DataFiles, Knowledge};
use diplograph::pipeline::code_articles;
use proptest::prelude::*;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::load(&DataFiles::default()).expect("the data is sound"));
const TODAY: Date = Date::constant(2015, 3, 10);

fn code(text: &str, date: Option<Date>) -> Vec<Event> {
    let article = Article { id: ArticleId::from("a"), text: text.to_owned(), title: None, date, url: None, source: None };
    code_articles(vec![article], &KNOWLEDGE, || ()).events
}

fn told(event: &Event) -> String {
    match event.date.zip(event.date_precision) {
        Some((date, precision)) => format!("{date} {precision:?}").to_lowercase(),
        None => "none".to_owned(),
    }
}

/// At least so many in a hundred of the sentences are dated as they say; the others fail by their tree.
const RIGHT: usize = 92;

#[test]
fn sentences_are_dated() {
    let cases = [
        ("Russia condemned NATO.", "2015-03-10 day"),
        ("Russia condemned NATO on Monday.", "2015-03-09 day"),
        ("On Friday, Russia condemned NATO.", "2015-03-06 day"),
        ("Russia condemned NATO last Friday.", "2015-03-06 day"),
        ("Russia condemned NATO yesterday.", "2015-03-09 day"),
        ("Yesterday Russia condemned NATO.", "2015-03-09 day"),
        ("Russia condemned NATO last week.", "2015-03-02 week"),
        ("Russia condemned NATO two weeks ago.", "2015-02-23 week"),
        ("Three days ago Russia condemned NATO.", "2015-03-07 day"),
        ("Russia condemned NATO last month.", "2015-02-01 month"),
        ("Russia condemned NATO earlier this month.", "2015-03-01 month"),
        ("Russia condemned NATO earlier this year.", "2015-01-01 year"),
        ("Russia condemned NATO last year.", "2014-01-01 year"),
        ("Russia condemned NATO in November.", "2014-11-01 month"),
        ("Russia condemned NATO in January.", "2015-01-01 month"),
        ("Russia condemned NATO in August 2008.", "2008-08-01 month"),
        ("In August 2008 Russia attacked Georgia.", "2008-08-01 month"),
        ("Russia attacked Georgia in 2008.", "2008-01-01 year"),
        ("Russia attacked Georgia on August 8, 2008.", "2008-08-08 day"),
        ("Russia attacked Georgia on 8 August 2008.", "2008-08-08 day"),
        ("Russia attacked Georgia on Aug. 8.", "2014-08-08 day"),
        ("Russia attacked Georgia on February 26.", "2015-02-26 day"),
        ("Russia attacked Georgia in the summer of 2008.", "2008-01-01 year"),
        ("Russia attacked Georgia at the end of last year.", "2014-01-01 year"),
        ("Russia attacked Georgia in the 1990s.", "none"),
        ("Three days later, Russia attacked Georgia.", "none"),
        ("Russia attacked Georgia three days after February 26.", "2015-03-01 day"),
        ("Russia has blockaded Georgia since 2008.", "2008-01-01 year"),
        ("Obama met Putin at last month's summit.", "2015-02-01 month"),
        ("Obama met Putin at Monday's summit.", "2015-03-09 day"),
        ("Obama met Putin at a meeting in May 2012.", "2012-05-01 month"),
        ("Obama met Putin last night.", "2015-03-09 day"),
        ("Obama met Putin this morning.", "2015-03-10 day"),
        ("Obama met Putin at the weekend.", "2015-03-02 week"),
        ("Obama met Putin on the anniversary of the September 11 attacks.", "2014-09-11 day"),
        ("Obama met Putin from February 3 to February 5.", "2015-02-03 day"),
        ("Obama met Putin between 3 and 5 February.", "2015-02-01 month"),
        ("Obama will visit Kenya in July.", "2015-07-01 month"),
        ("Obama will visit Kenya in February.", "2016-02-01 month"),
        ("Obama will visit Kenya on Friday.", "2015-03-13 day"),
        ("Obama will visit Kenya next week.", "2015-03-16 week"),
        ("Obama will visit Kenya tomorrow.", "2015-03-11 day"),
        ("Obama will visit Kenya next year.", "2016-01-01 year"),
        ("Obama will visit Kenya in two weeks.", "2015-03-23 week"),
        ("Obama will visit Kenya on March 25.", "2015-03-25 day"),
        ("Obama will visit Kenya by next year.", "2016-01-01 year"),
        ("Russia may attack Ukraine next month.", "2015-04-01 month"),
        ("Russia may attack Ukraine.", "none"),
        ("Russia did not attack Ukraine.", "none"),
        ("Monday's attack by Russia on Ukraine killed ten.", "2015-03-09 day"),
        ("France sent aid to Mali in recent years.", "none"),
        ("France sent aid to Mali over the past three years.", "none"),
        ("France sent 2000 tents to Mali.", "2015-03-10 day"),
        ("The United States bombed Libya on 2011-03-19.", "2011-03-19 day"),
        ("China expelled a Canadian diplomat on Wednesday.", "2015-03-04 day"),
        ("China expelled a Canadian diplomat a year ago.", "2014-01-01 year"),
        ("Israel bombed Gaza in mid-February.", "2015-02-01 month"),
        ("Israel bombed Gaza in late 2012.", "2012-01-01 year"),
        ("Israel bombed Gaza overnight.", "2015-03-10 day"),
        ("Israel bombed Gaza on New Year's Eve.", "2014-12-31 day"),
    ];
    let mut right = 0;
    for (sentence, expected) in cases {
        let events = code(sentence, Some(TODAY));
        let found: Vec<String> = events.iter().map(told).collect();
        if found.first().is_some_and(|found| found == expected) {
            right += 1;
        } else {
            println!("{sentence} {expected}, found {found:?}");
        }
    }
    println!("{right} of {}", cases.len());
    assert!(right * 100 >= cases.len() * RIGHT, "{right} of {}", cases.len());
}

#[test]
fn without_a_day_of_its_own_an_article_has_only_full_dates() {
    let date = |text: &str| code(text, None).first().map(told);
    assert_eq!(date("Russia condemned NATO on Monday.").as_deref(), Some("none"));
    assert_eq!(date("Russia condemned NATO last week.").as_deref(), Some("none"));
    assert_eq!(date("Russia attacked Georgia on August 8, 2008.").as_deref(), Some("2008-08-08 day"));
}

/// Words of time in any order, around an act.
fn times() -> impl Strategy<Value = String> {
    let words = [
        "on",
        "in",
        "since",
        "by",
        "between",
        "and",
        "from",
        "to",
        "the",
        "of",
        "after",
        "before",
        "until",
        "ago",
        "later",
        "last",
        "next",
        "this",
        "Monday",
        "Friday",
        "February",
        "May",
        "Sept.",
        "31",
        "30",
        "29",
        "0",
        "99",
        "1999",
        "2100",
        "9999",
        "999999999999",
        "-5",
        "week",
        "days",
        "months",
        "year",
        "years",
        "three",
        "tenth",
        "anniversary",
        "summer",
        "weekend",
        "yesterday",
        "tomorrow",
        "1990s",
        "2015-02-30",
        "a",
        ",",
    ];
    let acts = prop::sample::select(vec![
        "Russia attacked Georgia",
        "Obama will visit Kenya",
        "NATO may bomb Syria",
        "Iran did not attack Iraq",
    ]);
    let all = prop::collection::vec(prop::sample::select(words.to_vec()), 1..10);
    (all.clone(), acts, all).prop_map(|(before, act, after)| format!("{} {act} {}.", before.join(" "), after.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn no_date_is_impossible(text in times(), year in 1i16..3000, month in 1i8..=12, day in 1i8..=31, dated in any::<bool>()) {
        let article = Date::new(year, month, day.min(28)).ok().filter(|_| dated);
        for event in code(&text, article) {
            let Some(date) = event.date else { continue };
            let own = Some(date) == article;
            prop_assert!(own || (1700..=2150).contains(&date.year()), "{text}: {date}");
            let open = matches!(event.status, Status::Planned | Status::Possible);
            prop_assert!(open || article.is_none_or(|article| date <= article), "{text}: {date} is to come");
            let first = match event.date_precision.expect("a date has a precision") {
                Precision::Day => date,
                Precision::Week => date.checked_sub(jiff::Span::new().days(i64::from(date.weekday().to_monday_zero_offset()))).expect("a day"),
                Precision::Month => date.first_of_month(),
                Precision::Year => date.first_of_year(),
            };
            prop_assert_eq!(first, date, "{}", text);
        }
    }
}
