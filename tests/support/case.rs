//! A sentence with the events expected of it: how it is read from a file, and what of it is missing in what was coded.

use std::fmt;

use diplograph::events::Event;

/// The heading above the sentences that the coder need not get right.
pub const NOT_YET: &str = "## Not yet";

/// A sentence and what is expected of it.
#[derive(Debug, Clone)]
pub struct Case {
    pub place: String,
    pub sentence: String,
    /// The lines below the sentence, as they stand.
    pub lines: Vec<String>,
    pub expected: Vec<Expected>,
    /// Other events may be coded besides.
    pub more: bool,
    /// The coder need not get it right yet.
    pub not_yet: bool,
}

/// The beginnings of codes that an event must have, alternatives parted by `/`.
#[derive(Debug, Clone)]
pub struct Expected {
    pub source: String,
    pub code: String,
    pub target: String,
    pub status: Option<String>,
    pub mutual: bool,
    /// The event may be coded or not.
    pub optional: bool,
}

/// An event as the cases tell it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    pub source: String,
    pub code: String,
    pub target: Option<String>,
    pub status: String,
}

/// What is wrong with the events of a case, if anything.
pub fn mistake(case: &Case, told: &[Told]) -> Option<String> {
    let missing = case.expected.iter().filter(|expected| !expected.optional && !told.iter().any(|event| expected.fits(event)));
    let mut lines: Vec<String> = missing.map(|expected| format!("    missing: {expected}")).collect();
    let besides = told.iter().filter(|event| !case.more && !case.expected.iter().any(|expected| expected.fits(event)));
    lines.extend(besides.map(|event| format!("    not expected: {event}")));
    (!lines.is_empty()).then(|| lines.join("\n"))
}

pub fn parse(text: &str, file: &str) -> Vec<Case> {
    let (mut cases, mut not_yet) = (Vec::<Case>::new(), false);
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        let place = format!("{file}:{number}");
        if let Some(sentence) = line.strip_prefix("> ") {
            let sentence = sentence.to_owned();
            cases.push(Case { place, sentence, lines: Vec::new(), expected: Vec::new(), more: false, not_yet });
        } else if line.starts_with('#') {
            not_yet = line == NOT_YET;
        } else if line == "..." || line.starts_with("- ") {
            let case = cases.last_mut().unwrap_or_else(|| panic!("{place}: no sentence above"));
            case.lines.push(line.to_owned());
            case.more |= line == "...";
            let event = line.strip_prefix("- ").filter(|event| *event != "nothing");
            case.expected.extend(event.map(|event| expected(event, &place)));
        }
    }
    for case in &cases {
        assert!(!case.lines.is_empty(), "{}: write the events below it, or `- nothing`", case.place);
    }
    cases
}

pub fn expected(line: &str, place: &str) -> Expected {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let [optional, mutual] = ["optional", "mutual"].map(|mark| words.contains(&mark));
    words.retain(|word| !["optional", "mutual"].contains(word));
    let (source, code, target, status) = match words[..] {
        [source, code, target] => (source, code, target, None),
        [source, code, target, status @ ("actual" | "planned" | "possible" | "negated")] => (source, code, target, Some(status)),
        _ => panic!("{place}: write SOURCE CODE TARGET STATUS or nothing"),
    };
    let [source, code, target] = [source, code, target].map(str::to_owned);
    Expected { source, code, target, status: status.map(str::to_owned), mutual, optional }
}

impl Case {
    /// The same case with each code cut to its root.
    pub fn by_root(&self) -> Case {
        let cut = |event: &Expected| {
            let roots = event.code.split('/').map(|code| code.get(..2).unwrap_or(code));
            Expected { code: roots.collect::<Vec<_>>().join("/"), ..event.clone() }
        };
        Case { expected: self.expected.iter().map(cut).collect(), ..self.clone() }
    }
}

impl Expected {
    pub fn fits(&self, told: &Told) -> bool {
        let one = |wanted: &str, actor: Option<&str>| match (wanted, actor) {
            ("---", actor) => actor.is_none_or(str::is_empty),
            (_, None) => false,
            (wanted, Some(actor)) => match wanted.strip_prefix('*') {
                Some(part) => actor.contains(part),
                None => actor.starts_with(wanted),
            },
        };
        let is = |wanted: &str, actor: Option<&str>| wanted.split('/').any(|wanted| one(wanted, actor));
        let (source, target) = (Some(told.source.as_str()), told.target.as_deref());
        let straight = is(&self.source, source) && is(&self.target, target);
        let turned = self.mutual && is(&self.source, target) && is(&self.target, source);
        (straight || turned)
            && self.code.split('/').any(|code| told.code.starts_with(code))
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
