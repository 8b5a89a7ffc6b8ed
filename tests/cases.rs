//! The sentences of `tests/cases/*.md`, one file a construction, and of `data/examples/*.md`, one file a CAMEO root,
//! and the events expected of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use diplograph::knowledge::{DataFiles, Knowledge};

#[path = "support/case.rs"]
mod case;
#[path = "support/coded.rs"]
mod coded;

use case::{Case, NOT_YET, Told, expected, mistake, parse};
use coded::events_of;

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

/// Where set, the files of `data/examples` are written anew, each sentence in the part where it belongs today.
const SORT: &str = "SORT_EXAMPLES";
/// How many examples each CAMEO code of three or four digits has at least.
const EXAMPLES_A_CODE: usize = 3;

#[test]
fn each_construction_is_coded_as_its_cases_say() {
    let cases: Vec<Case> = CONSTRUCTIONS.iter().flat_map(|name| read(name)).collect();
    let told = code(&cases, &knowledge());
    check(&cases, &told);
}

#[test]
fn each_example_is_coded_as_it_says() {
    let knowledge = knowledge();
    let files: Vec<(PathBuf, Vec<Case>)> = examples();
    let told: Vec<Vec<Vec<Told>>> = files.iter().map(|(_, cases)| code(cases, &knowledge)).collect();
    println!("{:38} {:>14} {:>14} {:>14}", "right", "events", "by root alone", "quiet");
    let mut total = Tally::default();
    for ((path, cases), told) in files.iter().zip(&told) {
        let tally = Tally::of(cases, told);
        println!("{:38} {tally}", path.file_stem().unwrap_or_default().display());
        total = total.plus(&tally);
    }
    println!("{:38} {total}", "all");
    if std::env::var_os(SORT).is_some() {
        files.iter().zip(&told).for_each(|((path, cases), told)| sort(path, cases, told));
        return;
    }
    let cases: Vec<Case> = files.into_iter().flat_map(|(_, cases)| cases).collect();
    check(&cases, &told.concat());
}

#[test]
fn each_code_has_examples_and_each_example_a_code() {
    let ontology = knowledge().ontology;
    let cases: Vec<Case> = examples().into_iter().flat_map(|(_, cases)| cases).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        let codes = case.expected.iter().filter(|event| !event.optional).flat_map(|event| event.code.split('/'));
        for code in codes.collect::<BTreeSet<_>>() {
            assert!(ontology.event_types().any(|known| known.code.starts_with(code)), "{}: no code {code}", case.place);
            *counts.entry(code).or_default() += 1;
        }
    }
    // A code of a root alone, and the general code of the same name below it, are one.
    let asked = ontology.event_types().map(|known| known.code.as_str()).filter(|code| code.len() > 2);
    let few: Vec<String> = asked
        .map(|code| (code, counts.iter().filter(|(counted, _)| counts_for(counted, code)).map(|(_, count)| count).sum::<usize>()))
        .filter(|(_, count)| *count < EXAMPLES_A_CODE)
        .map(|(code, count)| format!("{code}: {count}"))
        .collect();
    assert!(few.is_empty(), "too few examples of {}", few.join(", "));
}

#[test]
fn each_file_is_one_of_the_constructions() {
    let pattern = format!("{}/*.md", folder());
    let files: BTreeSet<String> = glob::glob(&pattern)
        .expect("a pattern")
        .flatten()
        .filter_map(|path| Some(path.file_stem()?.display().to_string()))
        .filter(|name| !name.starts_with("told-"))
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
        ("FRA/RUS 04/05 UKR optional", &praise, true),
        ("FRA/DEU 04/05 UKR", &praise, false),
        ("*GOV 051 UKR", &praise, true),
        ("RUS 05 UKR planned", &praise, false),
        ("RUS 06 UKR", &praise, false),
        ("RUS 05 ---", &praise, false),
        ("UKR 05 RUS", &praise, false),
        ("UKR 05 RUS actual mutual", &praise, true),
        ("RUS 05 ---", &told("RUS", "05", None, "actual"), true),
        ("RUS 05 UKR", &told("RUS", "05", None, "actual"), false),
        ("RUS 05 ---", &told("RUS", "05", Some(""), "actual"), true),
        ("RUS 05 *", &told("RUS", "05", None, "actual"), false),
        ("* 05 *", &praise, true),
    ] {
        assert_eq!(expected(line, "here").fits(event), fits, "{line} and {event}");
    }
    let text = "# A\n\n> One.\n- RUS 05 UKR\n\n> Two.\n- nothing\n\n\n> Three.\n- RUS 05 UKR optional\n\n\
                ## Not yet\n\n> Four.\n- RUS 05 UKR\n...\n";
    let cases = parse(text, "a.md");
    let mistakes = |told: &[Told]| cases.iter().map(|case| mistake(case, told).is_some()).collect::<Vec<_>>();
    assert_eq!(cases.iter().map(|case| case.not_yet).collect::<Vec<_>>(), [false, false, false, true]);
    assert_eq!(mistakes(&[]), [true, false, false, true]);
    assert_eq!(mistakes(&[praise, told("CHN", "04", None, "actual")]), [true, true, true, false]);
}

/// Fails where a case that should be right is wrong, or one that may be wrong is right.
fn check(cases: &[Case], told: &[Vec<Told>]) {
    let (mut wrong, mut waiting) = (Vec::new(), Vec::new());
    for (case, told) in cases.iter().zip(told) {
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

/// Writes a file of examples anew: what stands above the first sentence, the sentences that are right, and those that are not
/// yet. Each part is in the order of codes, so that a sentence that comes back finds its neighbours.
fn sort(path: &Path, cases: &[Case], told: &[Vec<Told>]) {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let head: Vec<&str> = text.lines().take_while(|line| !line.starts_with("> ") && *line != NOT_YET).collect();
    let part = |right: bool| {
        let mut part: Vec<&Case> =
            cases.iter().zip(told).filter(|(case, told)| mistake(case, told).is_none() == right).map(|(case, _)| case).collect();
        part.sort_by_key(|case| case.expected.first().map(|event| event.code.as_str()));
        part.iter().map(|case| format!("> {}\n{}\n", case.sentence, case.lines.join("\n"))).collect::<Vec<_>>().join("\n")
    };
    let (right, wrong) = (part(true), part(false));
    let mut sorted = format!("{}\n\n{right}", head.join("\n").trim_end());
    if !wrong.is_empty() {
        sorted.push_str(&format!("\n{NOT_YET}\n\n{wrong}"));
    }
    std::fs::write(path, sorted).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// How many sentences are right, of how many.
#[derive(Debug, Default)]
struct Tally {
    events: [usize; 2],
    roots: [usize; 2],
    quiet: [usize; 2],
}

impl Tally {
    fn of(cases: &[Case], told: &[Vec<Told>]) -> Tally {
        let mut tally = Tally::default();
        for (case, told) in cases.iter().zip(told) {
            let right = usize::from(mistake(case, told).is_none());
            if case.expected.is_empty() {
                tally.quiet = add(tally.quiet, [right, 1]);
            } else {
                tally.events = add(tally.events, [right, 1]);
                tally.roots = add(tally.roots, [usize::from(mistake(&case.by_root(), told).is_none()), 1]);
            }
        }
        tally
    }

    fn plus(&self, other: &Tally) -> Tally {
        Tally { events: add(self.events, other.events), roots: add(self.roots, other.roots), quiet: add(self.quiet, other.quiet) }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = |[right, all]: [usize; 2]| format!("{right} of {all}");
        write!(f, "{:>14} {:>14} {:>14}", column(self.events), column(self.roots), column(self.quiet))
    }
}

fn add(one: [usize; 2], other: [usize; 2]) -> [usize; 2] {
    [one[0] + other[0], one[1] + other[1]]
}

/// Whether an example of one code is one of another: of itself, and a code of a root alone of the root's general code.
fn counts_for(counted: &str, code: &str) -> bool {
    counted == code || (counted.len() == 2 && code.strip_suffix('0') == Some(counted))
}

/// The events of each case, each case an article of its own.
fn code(cases: &[Case], knowledge: &Knowledge) -> Vec<Vec<Told>> {
    let events = events_of(cases.iter().map(|case| case.sentence.as_str()), DAY.parse().expect("a date"), knowledge);
    events.iter().map(|events| events.iter().map(Told::from).collect()).collect()
}

fn knowledge() -> Knowledge {
    Knowledge::load(&DataFiles::default()).expect("the data is sound")
}

/// The files of `data/examples` with their sentences, in the order of their names.
fn examples() -> Vec<(PathBuf, Vec<Case>)> {
    let pattern = format!("{}/data/examples/*.md", env!("CARGO_MANIFEST_DIR"));
    let paths = glob::glob(&pattern).expect("a pattern").flatten();
    paths.map(|path| (path.clone(), read_file(&path))).collect()
}

fn read_file(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let shown = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path);
    parse(&text, &shown.display().to_string())
}

fn read(name: &str) -> Vec<Case> {
    let cases = read_file(&Path::new(folder()).join(format!("{name}.md")));
    assert!(cases.iter().filter(|case| !case.not_yet).count() >= 5, "{name}.md has too few cases");
    cases
}

fn folder() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")
}
