//! An empty answer: which filters were in force, and what would be found with one of them dropped.

use std::io::Write as _;

use crate::cli::End;
use crate::cli::filters::FilterArgs;
use crate::error::Result;
use crate::graph::Filter;

/// Says on standard error why nothing comes, and ends the run so.
pub fn nothing(message: &str) -> Result<End> {
    let _ = writeln!(std::io::stderr(), "{message}");
    Ok(End::Nothing)
}

/// What follows "nothing found": the filters in force, and how many events `count` finds with each of them dropped. Where no single
/// one stands in the way, with all of them dropped.
pub fn hint(args: &FilterArgs, filter: &Filter, count: impl Fn(&Filter) -> usize) -> String {
    let typed = args.typed();
    let with = if typed.is_empty() { String::new() } else { format!(" with {}", typed.join(" ")) };
    let found = |ways: Vec<(&str, Filter)>| {
        let told = ways.into_iter().map(|(way, wider)| (count(&wider), way)).filter(|(count, _)| *count > 0);
        told.map(|(count, way)| format!("{} {way}", events(count))).collect::<Vec<_>>()
    };
    let mut hints = found(ways(args, filter));
    if hints.is_empty() {
        hints = found(vec![("without any filter", Filter::everything())]);
    }
    let verb = if hints.first().is_some_and(|first| first.starts_with("1 ")) { "is" } else { "are" };
    if hints.is_empty() { with } else { format!("{with}; there {verb} {}", hints.join(", ")) }
}

fn events(count: usize) -> String {
    if count == 1 { "1 event".to_owned() } else { format!("{count} events") }
}

/// The filter with each of its conditions dropped, and what one would say for it.
fn ways(args: &FilterArgs, filter: &Filter) -> Vec<(&'static str, Filter)> {
    let mut ways = Vec::new();
    let mut way = |is_set: bool, option: &'static str, change: &dyn Fn(&mut Filter)| {
        if is_set {
            let mut wider = filter.clone();
            change(&mut wider);
            ways.push((option, wider));
        }
    };
    let types = match (args.types.is_empty(), args.roots.is_empty()) {
        (false, false) => "without --type and --root",
        (false, true) => "without --type",
        _ => "without --root",
    };
    way(filter.since.is_some(), "without --since", &|filter| filter.since = None);
    way(filter.until.is_some(), "without --until", &|filter| filter.until = None);
    way(!filter.types.is_empty(), types, &|filter| filter.types.clear());
    way(!filter.plover.is_empty(), "without --plover", &|filter| filter.plover.clear());
    way(!filter.quads.is_empty(), "without --quad", &|filter| filter.quads.clear());
    way(!filter.sectors.is_empty(), "without --sector", &|filter| filter.sectors.clear());
    way(!filter.publishers.is_empty(), "without --source-of", &|filter| filter.publishers.clear());
    way(!filter.actors.is_empty(), "without --actor", &|filter| filter.actors.clear());
    way(filter.confidence > 0.0, "without --min-confidence", &|filter| filter.confidence = 0.0);
    let everything = Filter::everything();
    way(filter.statuses != everything.statuses, "with --status all", &|filter| filter.statuses = Filter::everything().statuses);
    way(!filter.unknown, "with --unknown", &|filter| filter.unknown = true);
    way(!filter.self_loops, "with --within", &|filter| filter.self_loops = true);
    ways
}
