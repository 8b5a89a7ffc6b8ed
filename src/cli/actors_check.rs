//! `actors check`: what share of another dictionary ours resolves to the same code at the same date, and where they differ.

use std::collections::BTreeMap;

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use rayon::prelude::*;
use serde::Serialize;

use crate::cli::actors::described;
use crate::cli::args::{CheckArgs, Format};
use crate::cli::{End, print, print_json};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::knowledge::Knowledge;
use crate::knowledge::directory::{Sort, Translated};
use crate::knowledge::petrarch::{DatedCode, ListedActor, Listing, read, spelling};

/// How many days inside a time that is open at one end it is asked for.
const INSIDE: i64 = 30;

/// A name with one of its codes: what the other dictionary says, and what ours does.
#[derive(Debug, Serialize)]
struct Compared {
    line: usize,
    name: String,
    /// The day asked for; none where the code has no date.
    on: Option<Date>,
    kind: &'static str,
    /// The other dictionary's code as it has it, and in our letters.
    theirs: String,
    expected: String,
    /// Our code; none where we know nobody of that name.
    ours: Option<String>,
    same: bool,
}

#[derive(Debug, Serialize)]
struct Report {
    file: String,
    kinds: BTreeMap<&'static str, Share>,
    differences: Vec<Compared>,
    not_understood: Vec<Diagnostic>,
}

/// Of so many names so many are known, and so many have the same code.
#[derive(Debug, Default, Serialize)]
struct Share {
    names: usize,
    known: usize,
    same: usize,
}

/// Prints the shares by kind of actor, the differences, and the lines not understood.
///
/// # Errors
/// Where a file cannot be read, or lists nothing.
pub fn run(args: &CheckArgs, knowledge: &Knowledge) -> Result<End> {
    let mut reports = Vec::new();
    for path in &args.files {
        let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let listing = read(&bytes, &path.display().to_string());
        if listing.actors.is_empty() && listing.agents.is_empty() {
            return Err(Error::Input(format!(
                "{} lists no actor and no agent in PETRARCH's format: a line is NAME_ [USAGOV], an agent's NAME [~GOV]",
                path.display()
            )));
        }
        reports.push(report(listing, knowledge));
    }
    if args.format == Format::Json {
        return print_json(&reports);
    }
    let texts: Vec<String> = reports.iter().map(|report| text(report, args.differences)).collect();
    print(texts.join("\n").as_bytes())
}

fn report(listing: Listing, knowledge: &Knowledge) -> Report {
    let mut units = Vec::new();
    for actor in &listing.actors {
        units.extend(actor.names.iter().flat_map(|name| actor.codes.iter().map(move |code| (actor, name, code))));
    }
    let mut all: Vec<Compared> = units.into_par_iter().map(|(actor, name, code)| compare(actor, name, code, knowledge)).collect();
    all.par_extend(listing.agents.par_iter().map(|agent| agents(agent.line, &agent.words, &agent.code, knowledge)));
    let mut kinds: BTreeMap<&'static str, Share> = BTreeMap::new();
    for compared in &all {
        let share = kinds.entry(compared.kind).or_default();
        share.names += 1;
        share.known += usize::from(compared.ours.is_some());
        share.same += usize::from(compared.same);
    }
    let differences = all.into_iter().filter(|compared| !compared.same).collect();
    Report { file: listing.file, kinds, differences, not_understood: listing.notes }
}

fn compare(actor: &ListedActor, listed: &str, code: &DatedCode, knowledge: &Knowledge) -> Compared {
    let theirs = knowledge.actors.translate(&code.code);
    let name = spelling(listed).name;
    let on = day(code);
    let (ours, same) = ours(&name, on, &theirs, knowledge);
    let person = actor.codes.len() > 1 || actor.codes.iter().any(|code| code.from.or(code.to).is_some());
    let kind = kind(&theirs, &code.code, actor.names.first().is_some_and(|first| first == listed), person);
    Compared { line: actor.line, name, on, kind, theirs: code.code.clone(), expected: theirs.code, ours, same }
}

/// Our code of a name on a day, and whether it says the same. A name of several is right if one of them is.
fn ours(name: &str, on: Option<Date>, theirs: &Translated, knowledge: &Knowledge) -> (Option<String>, bool) {
    let directory = &knowledge.actors;
    // The people of a state are told apart here ("Cubans" CUBCVL), and not there.
    let alike = |code: &str| {
        let ((our_party, our_sector), (party, sector)) = (directory.halves(code), directory.halves(&theirs.code));
        our_party == party && (our_sector == sector || (theirs.sort == Sort::State && our_sector == "CVL"))
    };
    let between = |sort: Sort| matches!(sort, Sort::Intergovernmental | Sort::Alliance | Sort::Bloc | Sort::Agency);
    let named = directory.named(name, on);
    if let Some(first) = named.first() {
        let right =
            named.iter().find(|found| alike(&found.code) || (theirs.code == "IGO" && between(directory.entry(found.entry).sort)));
        return (Some(right.unwrap_or(first).code.clone()), right.is_some());
    }
    let read = described(name, on, knowledge).map(|actor| actor.code);
    let same = read.as_deref().is_some_and(alike);
    (read, same)
}

fn agents(line: usize, words: &str, code: &str, knowledge: &Knowledge) -> Compared {
    let expected = knowledge.actors.translate(&format!("---{code}")).sector;
    let parts: Vec<String> = crate::knowledge::spelling::words(words);
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let whole =
        knowledge.actors.agent(&parts).filter(|(length, _)| *length == parts.len()).map(|(_, agent)| agent.sector.clone());
    let ours = whole.or_else(|| described(words, None, knowledge).map(|actor| actor.code).filter(|code| !code.is_empty()));
    let same = ours.as_deref().is_some_and(|ours| ours.get(..3) == expected.get(..3));
    Compared { line, name: words.to_owned(), on: None, kind: "agents", theirs: format!("~{code}"), expected, ours, same }
}

fn kind(theirs: &Translated, code: &str, first: bool, person: bool) -> &'static str {
    match theirs.sort {
        Sort::State if first => "states",
        Sort::State => "states, their other names and places",
        Sort::Intergovernmental | Sort::Agency if person => "people of organizations between states",
        Sort::Intergovernmental | Sort::Agency => "organizations between states",
        Sort::Company => "companies",
        Sort::NonGovernmental => "other organizations",
        _ if person && theirs.sector.starts_with("ELI") => "people out of office",
        _ if person => "people in office",
        _ if code.starts_with("IMG") || ["REB", "UAF", "SEP", "INS"].iter().any(|sector| theirs.sector.starts_with(sector)) => {
            "armed groups"
        }
        _ => "people and bodies without dates",
    }
}

/// The middle of a time; near its end where it is open.
fn day(code: &DatedCode) -> Option<Date> {
    let later = |day: Date, days: i64| day.checked_add(jiff::Span::new().days(days)).ok();
    match (code.from, code.to) {
        (Some(from), Some(to)) => later(from, i64::from(from.until(to).ok()?.get_days()) / 2),
        (Some(from), None) => later(from, INSIDE),
        (None, Some(to)) => later(to, -INSIDE),
        (None, None) => None,
    }
}

fn text(report: &Report, differences: usize) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(["", "names", "known", "same code", "%"]);
    let total = report.kinds.values().fold(Share::default(), |sum, share| Share {
        names: sum.names + share.names,
        known: sum.known + share.known,
        same: sum.same + share.same,
    });
    for (kind, share) in report.kinds.iter().map(|(kind, share)| (*kind, share)).chain([("all", &total)]) {
        #[allow(clippy::cast_precision_loss)]
        let percent = 100.0 * share.same as f64 / share.names.max(1) as f64;
        table.add_row([
            kind.to_owned(),
            share.names.to_string(),
            share.known.to_string(),
            share.same.to_string(),
            format!("{percent:.1}"),
        ]);
    }
    let mut out = format!("{}\n\n{table}\n", report.file);
    if differences > 0 && !report.differences.is_empty() {
        out.push_str("\ndifferences\n");
        let mut table = Table::new();
        table.load_style(NOTHING).set_header(["line", "name", "on", "theirs", "ours"]);
        for one in report.differences.iter().take(differences) {
            let on = one.on.map_or_else(String::new, |day| day.to_string());
            let ours = one.ours.clone().unwrap_or_else(|| "unknown".to_owned());
            table.add_row([one.line.to_string(), one.name.clone(), on, one.theirs.clone(), ours]);
        }
        out.push_str(&format!("{table}\n"));
        if report.differences.len() > differences {
            out.push_str(&format!("... and {} more: --differences N shows N\n", report.differences.len() - differences));
        }
    }
    if !report.not_understood.is_empty() {
        out.push_str(&format!("\nnot understood: {}\n", report.not_understood.len()));
        report.not_understood.iter().for_each(|note| out.push_str(&format!("{note}\n")));
    }
    out
}
