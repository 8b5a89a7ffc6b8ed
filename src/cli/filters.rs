//! Filters as typed: the same for `query`, `export` and `render`; checked before anything is read.

use std::collections::BTreeSet;

use clap::{Args, ValueEnum};

use crate::cli::args::LevelArg;
use crate::error::{Error, Result};
use crate::events::Status;
use crate::graph::{Filter, Level};
use crate::knowledge::{DataFiles, Ontology};
use crate::query::Period;

/// Which events are meant. Of one option several values mean any of them, of several options each must hold.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters")]
pub struct FilterArgs {
    /// From this day, month or year on (2003-05-17, 2003-05, 2003).
    #[arg(long, global = true, value_name = "DATE", value_parser = moment)]
    pub since: Option<Period>,
    /// Until the end of this day, month or year.
    #[arg(long, global = true, value_name = "DATE", value_parser = moment)]
    pub until: Option<Period>,
    /// Event types by the beginning of their CAMEO code (051, 19).
    #[arg(long = "type", global = true, value_name = "CODE", value_delimiter = ',')]
    pub types: Vec<String>,
    /// Root classes, 01 to 20.
    #[arg(long = "root", global = true, value_name = "CODE", value_delimiter = ',')]
    pub roots: Vec<String>,
    /// PLOVER events (SUPPORT, SANCTION).
    #[arg(long, global = true, value_name = "NAME", value_delimiter = ',')]
    pub plover: Vec<String>,
    /// Quad classes: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    #[arg(long = "quad", global = true, value_name = "1-4", value_delimiter = ',', value_parser = clap::value_parser!(u8).range(1..=4))]
    pub quads: Vec<u8>,
    /// Whether it happened; actual and planned unless told otherwise.
    #[arg(long = "status", global = true, value_enum, value_name = "STATUS", value_delimiter = ',')]
    pub statuses: Vec<StatusArg>,
    /// Only events as sure as this, from 0 to 1.
    #[arg(long, global = true, value_name = "0-1", value_parser = share)]
    pub min_confidence: Option<f64>,
    /// Only what this publisher tells: a part of its name or of its address on the web.
    #[arg(long, global = true, value_name = "NAME")]
    pub source_of: Vec<String>,
    /// Who counts as an actor; as in the graph unless told otherwise.
    #[arg(long, global = true, value_enum)]
    pub level: Option<LevelArg>,
    /// Only events with this actor on either side: a name, an alias, a code or an id.
    #[arg(long = "actor", global = true, value_name = "NAME")]
    pub actors: Vec<String>,
    /// Only events with somebody of this sector on either side (GOV, MIL, REB).
    #[arg(long = "sector", global = true, value_name = "CODE", value_delimiter = ',')]
    pub sectors: Vec<String>,
    /// Also actors that are mere words ("the leaders").
    #[arg(long, global = true)]
    pub unknown: bool,
    /// Also what an actor does to itself: at party level, a state's dealings with its own people.
    #[arg(long, global = true)]
    pub within: bool,
}

/// Whether an event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusArg {
    /// It happened.
    Actual,
    /// It is announced or intended.
    Planned,
    /// It is hypothetical or asked for.
    Possible,
    /// It did not happen.
    Negated,
    /// All four.
    All,
}

impl FilterArgs {
    /// Whether none is set, the level apart.
    pub fn is_empty(&self) -> bool {
        let lists = [&self.types, &self.roots, &self.plover, &self.source_of, &self.actors, &self.sectors];
        let none = self.since.is_none() && self.until.is_none() && self.min_confidence.is_none();
        none && lists.iter().all(|list| list.is_empty())
            && self.quads.is_empty()
            && self.statuses.is_empty()
            && !self.unknown
            && !self.within
    }

    /// Those that are set, as they may be typed.
    pub fn typed(&self) -> Vec<String> {
        let day = |option: &str, day: Option<crate::date::Date>| day.map(|day| format!("{option} {day}"));
        let list = |option: &str, values: &[String]| (!values.is_empty()).then(|| format!("{option} {}", values.join(",")));
        let each = |option: &'static str, values: &[String]| {
            values.iter().map(|value| format!("{option} {}", quoted(value))).collect::<Vec<_>>()
        };
        let quads: Vec<String> = self.quads.iter().map(u8::to_string).collect();
        let statuses: Vec<String> =
            self.statuses.iter().filter_map(|one| Some(one.to_possible_value()?.get_name().to_owned())).collect();
        let mut typed: Vec<String> = [
            day("--since", self.since.map(|period| period.first)),
            day("--until", self.until.map(|period| period.last)),
            list("--type", &self.types),
            list("--root", &self.roots),
            list("--plover", &self.plover),
            list("--quad", &quads),
            list("--status", &statuses),
            list("--sector", &self.sectors),
            self.min_confidence.map(|least| format!("--min-confidence {least}")),
        ]
        .into_iter()
        .flatten()
        .collect();
        typed.extend(each("--source-of", &self.source_of));
        typed.extend(each("--actor", &self.actors));
        typed
    }

    /// The level asked for; else that of the graph.
    pub fn level(&self, drawn: Level) -> Level {
        match self.level {
            Some(LevelArg::Person) => Level::Person,
            Some(LevelArg::Party) => Level::Party,
            None => drawn,
        }
    }

    /// What they mean; the actors are for those to find who have the graph.
    ///
    /// # Errors
    /// Where a code or name does not exist, or two filters contradict each other.
    pub fn filter(&self, files: &DataFiles) -> Result<Filter> {
        let usual = Filter::default();
        if let Some((since, until)) = self.since.zip(self.until).filter(|(since, until)| since.first > until.last) {
            return Err(contradiction(format!("--since {} comes after --until {}", since.first, until.last)));
        }
        let upper = |names: &[String]| names.iter().map(|name| name.trim().to_uppercase()).collect::<BTreeSet<String>>();
        let (plover, sectors, quads) = (upper(&self.plover), upper(&self.sectors), self.quads.iter().copied().collect());
        let filter = Filter {
            statuses: if self.statuses.is_empty() {
                usual.statuses
            } else {
                self.statuses.iter().flat_map(|status| status.meant()).collect()
            },
            confidence: self.min_confidence.unwrap_or(usual.confidence),
            self_loops: self.within,
            unknown: self.unknown,
            since: self.since.map(|period| period.first),
            until: self.until.map(|period| period.last),
            types: self.codes()?,
            plover,
            quads,
            actors: BTreeSet::new(),
            sectors,
            publishers: self.source_of.clone(),
        };
        if !(filter.types.is_empty() && filter.plover.is_empty() && filter.quads.is_empty() && filter.sectors.is_empty()) {
            check(&filter, &Ontology::load(files)?)?;
        }
        Ok(filter)
    }

    /// The codes of types and roots together: a type counts where it lies in one of the roots.
    fn codes(&self) -> Result<BTreeSet<String>> {
        let roots: BTreeSet<String> = self.roots.iter().map(|root| format!("{:0>2}", root.trim())).collect();
        if let Some(long) = roots.iter().find(|root| root.len() > 2) {
            return Err(Error::Input(format!("--root {long}: a root has two digits; write --type {long}")));
        }
        let types: BTreeSet<String> = self.types.iter().map(|code| code.trim().to_owned()).collect();
        if types.is_empty() || roots.is_empty() {
            return Ok(if types.is_empty() { roots } else { types });
        }
        let both: BTreeSet<String> =
            types.iter().filter(|code| roots.iter().any(|root| code.starts_with(root))).cloned().collect();
        if both.is_empty() {
            return Err(contradiction(format!("no --type {} lies in --root {}", listed(&types), listed(&roots))));
        }
        Ok(both)
    }
}

impl StatusArg {
    fn meant(self) -> Vec<Status> {
        match self {
            StatusArg::Actual => vec![Status::Actual],
            StatusArg::Planned => vec![Status::Planned],
            StatusArg::Possible => vec![Status::Possible],
            StatusArg::Negated => vec![Status::Negated],
            StatusArg::All => vec![Status::Actual, Status::Planned, Status::Possible, Status::Negated],
        }
    }
}

/// Whether each name exists, and whether any event type meets all conditions.
fn check(filter: &Filter, ontology: &Ontology) -> Result<()> {
    let types = || ontology.event_types();
    if let Some(code) = filter.types.iter().find(|code| !types().any(|kind| kind.code.starts_with(*code))) {
        return Err(Error::Input(format!("there is no event type {code}; 'diplograph types' lists them")));
    }
    let plover: BTreeSet<&str> = types().filter_map(|kind| kind.plover.as_deref()).collect();
    if let Some(name) = filter.plover.iter().find(|name| !plover.contains(name.as_str())) {
        let all: Vec<&str> = plover.into_iter().collect();
        return Err(Error::Input(format!("there is no PLOVER event {name}; they are {}", all.join(" "))));
    }
    if let Some(code) = filter.sectors.iter().find(|code| ontology.sector(code).is_none()) {
        let all: Vec<&str> = ontology.sectors().map(|sector| sector.code.as_str()).collect();
        return Err(Error::Input(format!("there is no sector {code}; they are {}", all.join(" "))));
    }
    let meets = |kind: &crate::knowledge::ontology::EventTypeInfo| {
        (filter.types.is_empty() || filter.types.iter().any(|code| kind.code.starts_with(code)))
            && (filter.plover.is_empty() || kind.plover.as_ref().is_some_and(|event| filter.plover.contains(event)))
            && (filter.quads.is_empty() || filter.quads.contains(&kind.quad))
    };
    if types().any(meets) {
        return Ok(());
    }
    let set = [
        (!filter.types.is_empty(), "--type or --root"),
        (!filter.plover.is_empty(), "--plover"),
        (!filter.quads.is_empty(), "--quad"),
    ];
    let set: Vec<&str> = set.iter().filter(|(is_set, _)| *is_set).map(|(_, option)| *option).collect();
    Err(contradiction(format!("no event type meets {} together", set.join(" and "))))
}

/// A value of an option, in quotes where a shell would part it.
fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("'{value}'") } else { value.to_owned() }
}

/// A number from 0 to 1 as typed.
fn share(text: &str) -> std::result::Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "it is not between 0 and 1".to_owned())
}

fn contradiction(message: String) -> Error {
    Error::Input(format!("the filters contradict each other: {message}"))
}

fn listed(codes: &BTreeSet<String>) -> String {
    codes.iter().map(String::as_str).collect::<Vec<_>>().join(",")
}

/// A day, month or year as typed.
///
/// # Errors
/// Where it is none, or a range of them.
pub fn moment(text: &str) -> std::result::Result<Period, String> {
    let found = Period::parse(text).filter(|_| !text.contains(".."));
    found.ok_or_else(|| "write a day (2003-05-17), a month (2003-05) or a year (2003)".to_owned())
}

/// The same, or a range of them.
///
/// # Errors
/// Where it is none.
pub fn period(text: &str) -> std::result::Result<Period, String> {
    Period::parse(text)
        .ok_or_else(|| "write a day (2003-05-17), a month (2003-05), a year (2003), or two with .. between".to_owned())
}
