//! The sentences of `tests/cases/*.md`, one file a construction, and the events expected of them.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use diplograph::date::Date;
use diplograph::events::Event;
use diplograph::id::ArticleId;
use diplograph::ingest::Article;
use diplograph::knowledge::{DataFiles, Knowledge};
use diplograph::pipeline::code_articles;

/// The day on which all sentences were written.
const DAY: &str = "2015-03-10";
const CONSTRUCTIONS: [&str; 14] = [
    "active",
    "apposition",
    "conjunction",
    "control-and-raising",
    "light-verb",
    "means-and-purpose",
    "modality-and-future",
    "negation-and-failure",
    "nominal",
    "passive",
    "quiet",
    "reciprocal",
    "relative-and-participle",
    "reported-speech",
];

/// A sentence and what is expected of it.
#[derive(Debug)]
struct Case {
    place: String,
    sentence: String,
    expected: Vec<Expected>,
    /// Other events may be coded besides.
    more: bool,
    /// The coder need not get it right yet.
    not_yet: bool,
}

/// The beginnings of codes that an event must have.
#[derive(Debug)]
struct Expected {
    source: String,
    code: String,
    target: String,
    status: Option<String>,
    mutual: bool,
}

/// An event as the cases tell it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    source: String,
    code: String,
    target: Option<String>,
    status: String,
}

#[test]
fn each_construction_is_coded_as_its_cases_say() {
    let knowledge = Knowledge::load(&DataFiles::default()).expect("the data is sound");
    let cases: Vec<Case> = CONSTRUCTIONS.iter().flat_map(|name| read(name)).collect();
    let told = code(&cases, &knowledge);
    let (mut wrong, mut waiting) = (Vec::new(), Vec::new());
    for (case, told) in cases.iter().zip(&told) {
        match (case.not_yet, mistake(case, told)) {
            (false, Some(mistake)) => wrong.push(format!("{}: {}\n{mistake}", case.place, case.sentence)),
            (true, None) => wrong.push(format!("{}: {}\n    passes now: move it up", case.place, case.sentence)),
            (true, Some(mistake)) => waiting.push(format!("{}: {}\n{mistake}", case.place, case.sentence)),
            (false, None) => {}
        }
    }
    println!("not yet, {} of {}:\n{}", waiting.len(), cases.len(), waiting.join("\n"));
    assert!(wrong.is_empty(), "{} of {} cases are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn each_file_is_one_of_the_constructions() {
    let pattern = format!("{}/*.md", folder());
    let files: BTreeSet<String> = glob::glob(&pattern)
        .expect("a pattern")
        .flatten()
        .filter_map(|path| Some(path.file_stem()?.display().to_string()))
        .collect();
    let expected: BTreeSet<String> = CONSTRUCTIONS.iter().chain(&["README"]).map(|name| (*name).to_owned()).collect();
    assert_eq!(files, expected);
}

#[test]
fn a_mistake_is_seen() {
    let told = |source: &str, code: &str, target: Option<&str>, status: &str| Told {
        source: source.to_owned(),
        code: code.to_owned(),
        target: target.map(str::to_owned),
        status: status.to_owned(),
    };
    let praise = told("RUSGOV", "051", Some("UKR"), "actual");
    for (line, event, fits) in [
        ("RUS 05 UKR actual", &praise, true),
        ("RUS 05 UKR", &praise, true),
        ("*GOV 051 UKR", &praise, true),
        ("RUS 05 UKR planned", &praise, false),
        ("RUS 06 UKR", &praise, false),
        ("RUS 05 ---", &praise, false),
        ("UKR 05 RUS", &praise, false),
        ("UKR 05 RUS actual mutual", &praise, true),
        ("RUS 05 ---", &told("RUS", "05", None, "actual"), true),
        ("RUS 05 UKR", &told("RUS", "05", None, "actual"), false),
    ] {
        assert_eq!(expected(line, "here").fits(event), fits, "{line} and {event}");
    }
    let text = "# A\n\n> One.\n- RUS 05 UKR\n\n> Two.\n- nothing\n\n## Not yet\n\n> Three.\n- RUS 05 UKR\n...\n";
    let cases = parse(text, "a.md");
    let mistakes = |told: &[Told]| cases.iter().map(|case| mistake(case, told).is_some()).collect::<Vec<_>>();
    assert_eq!(cases.iter().map(|case| case.not_yet).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(mistakes(&[]), [true, false, true]);
    assert_eq!(mistakes(&[praise, told("CHN", "04", None, "actual")]), [true, true, false]);
}

/// What is wrong with the events of a case, if anything.
fn mistake(case: &Case, told: &[Told]) -> Option<String> {
    let missing = case.expected.iter().filter(|expected| !told.iter().any(|event| expected.fits(event)));
    let mut lines: Vec<String> = missing.map(|expected| format!("    missing: {expected}")).collect();
    let besides = told.iter().filter(|event| !case.more && !case.expected.iter().any(|expected| expected.fits(event)));
    lines.extend(besides.map(|event| format!("    not expected: {event}")));
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The events of each case, each case an article of its own.
fn code(cases: &[Case], knowledge: &Knowledge) -> Vec<Vec<Told>> {
    let date: Date = DAY.parse().expect("a date");
    let articles = cases.iter().enumerate().map(|(at, case)| Article {
        id: ArticleId(at.to_string()),
        text: case.sentence.clone(),
        title: None,
        date: Some(date),
        url: None,
        source: None,
    });
    let mut told: Vec<Vec<Told>> = cases.iter().map(|_| Vec::new()).collect();
    for event in code_articles(articles.collect(), knowledge, || ()).events {
        let at: usize = event.evidence.article.as_str().parse().expect("a number");
        told[at].push(Told::from(&event));
    }
    told
}

fn read(name: &str) -> Vec<Case> {
    let path = Path::new(folder()).join(format!("{name}.md"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let cases = parse(&text, &format!("{name}.md"));
    assert!(cases.iter().filter(|case| !case.not_yet).count() >= 5, "{name}.md has too few cases");
    cases
}

fn parse(text: &str, file: &str) -> Vec<Case> {
    let (mut cases, mut not_yet) = (Vec::<Case>::new(), false);
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        let place = format!("tests/cases/{file}:{number}");
        if let Some(sentence) = line.strip_prefix("> ") {
            cases.push(Case { place, sentence: sentence.to_owned(), expected: Vec::new(), more: false, not_yet });
        } else if let Some(event) = line.strip_prefix("- ") {
            let case = cases.last_mut().unwrap_or_else(|| panic!("{place}: no sentence above"));
            case.expected.extend((event != "nothing").then(|| expected(event, &place)));
        } else if line == "..." {
            cases.last_mut().unwrap_or_else(|| panic!("{place}: no sentence above")).more = true;
        } else if line.starts_with('#') {
            not_yet = line == "## Not yet";
        }
    }
    cases
}

fn expected(line: &str, place: &str) -> Expected {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let mutual = words.pop_if(|word| *word == "mutual").is_some();
    let (source, code, target, status) = match words[..] {
        [source, code, target] => (source, code, target, None),
        [source, code, target, status @ ("actual" | "planned" | "possible" | "negated")] => (source, code, target, Some(status)),
        _ => panic!("{place}: write SOURCE CODE TARGET STATUS or nothing"),
    };
    let [source, code, target] = [source, code, target].map(str::to_owned);
    Expected { source, code, target, status: status.map(str::to_owned), mutual }
}

impl Expected {
    fn fits(&self, told: &Told) -> bool {
        let is = |wanted: &str, actor: Option<&str>| match (wanted, actor) {
            ("---", None) => true,
            ("---", Some(_)) | (_, None) => false,
            (wanted, Some(actor)) => match wanted.strip_prefix('*') {
                Some(part) => actor.contains(part),
                None => actor.starts_with(wanted),
            },
        };
        let (source, target) = (Some(told.source.as_str()), told.target.as_deref());
        let straight = is(&self.source, source) && is(&self.target, target);
        let turned = self.mutual && is(&self.source, target) && is(&self.target, source);
        (straight || turned)
            && told.code.starts_with(&self.code)
            && self.status.as_ref().is_none_or(|status| *status == told.status)
    }
}

impl From<&Event> for Told {
    fn from(event: &Event) -> Told {
        Told {
            source: event.source.code.clone(),
            code: event.event_type.cameo.clone(),
            target: event.target.as_ref().map(|target| target.code.clone()),
            status: format!("{:?}", event.status).to_lowercase(),
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.source, self.code, self.target.as_deref().unwrap_or("---"), self.status)
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.source, self.code, self.target, self.status.as_deref().unwrap_or("of any status"))
    }
}

fn folder() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")
}
