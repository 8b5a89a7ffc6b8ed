//! `of A`: with whom an actor deals, what it does and suffers, and how that went by year.

use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::date::Date;
use crate::graph::{Asked, Counts, Scope, Told};
use crate::query::answer::{Answer, Cell, Table};
use crate::query::period::Bucket;
use crate::query::ties::{conflict, cooperation};

/// An actor's profile: its partners, its acts in both directions, its years.
pub fn profile(asked: &dyn Asked, actor: NodeIndex) -> Answer {
    let (mut edges, mut solo) = (Vec::new(), Vec::new());
    let mut partners = BTreeMap::<NodeIndex, [Counts; 2]>::new();
    let (mut does, mut suffers, mut years) = (Acts::new(), Acts::new(), Years::new());
    asked.events(Scope::Of(actor), &mut |event| {
        let is_doer = event.source == actor;
        let other = if is_doer { event.target.unwrap_or(actor) } else { event.source };
        partners.entry(other).or_default()[usize::from(!is_doer)].add(event.event_type);
        count(if is_doer { &mut does } else { &mut suffers }, &mut years, &event);
        edges.push(EdgeIndex::new(event.at));
    });
    asked.alone(Some(actor), &mut |event| {
        count(&mut does, &mut years, &event);
        solo.push(event.at);
    });
    edges.sort_unstable();
    let tables =
        vec![partners_table(asked, partners), acts_table("does", does), acts_table("suffers", suffers), years_table(years)];
    let known = asked.actors().actor(actor);
    let code = if known.code.is_empty() { String::new() } else { format!(" ({})", known.code) };
    let notes = if solo.is_empty() { Vec::new() } else { vec![format!("{} of its acts have no target", solo.len())] };
    Answer { tables, notes, edges, solo, ..Answer::to(format!("of {}{code}", known.name)) }
}

/// Acts by their code, with their name.
type Acts = BTreeMap<String, (String, Counts)>;
/// Years by their first day; those without a date come last.
type Years = BTreeMap<(bool, Option<Date>), Counts>;

fn count(acts: &mut Acts, years: &mut Years, event: &Told<'_>) {
    let act = event.event_type;
    match acts.get_mut(&act.cameo) {
        Some((_, counts)) => counts.add(act),
        None => acts.entry(act.cameo.clone()).or_insert((act.name.clone(), Counts::default())).1.add(act),
    }
    let year = event.date.map(|date| Bucket::Year.start(date));
    years.entry((year.is_none(), year)).or_default().add(act);
}

fn partners_table(asked: &dyn Asked, partners: BTreeMap<NodeIndex, [Counts; 2]>) -> Table {
    let mut partners: Vec<(NodeIndex, [Counts; 2], Counts)> = partners
        .into_iter()
        .map(|(other, [to, from])| {
            let mut both = to;
            both += from;
            (other, [to, from], both)
        })
        .collect();
    partners.sort_by_key(|(other, _, both)| (std::cmp::Reverse(both.events), *other));
    let mut table =
        Table::new("partners", ["partner", "events", "to", "from", "coop.", "conflict", "Goldstein to", "Goldstein from"]);
    for (other, [to, from], both) in partners {
        table.push([
            Cell::actor(asked, other),
            Cell::Count(both.events),
            Cell::Count(to.events),
            Cell::Count(from.events),
            Cell::Count(cooperation(&both)),
            Cell::Count(conflict(&both)),
            Cell::mean(&to),
            Cell::mean(&from),
        ]);
    }
    table
}

fn acts_table(name: &'static str, acts: Acts) -> Table {
    let mut acts: Vec<_> = acts.into_iter().collect();
    acts.sort_by_key(|(_, (_, counts))| std::cmp::Reverse(counts.events));
    let mut table = Table::new(name, ["type", "act", "events", "Goldstein"]);
    for (code, (act, counts)) in acts {
        table.push([Cell::text(code), Cell::text(act), Cell::Count(counts.events), Cell::mean(&counts)]);
    }
    table
}

fn years_table(years: Years) -> Table {
    let mut table = Table::new("years", ["year", "events", "coop.", "conflict", "Goldstein"]);
    for ((_, year), counts) in years {
        let year = year.map_or_else(|| "undated".to_owned(), |year| Bucket::Year.name(year));
        let numbers = [counts.events, cooperation(&counts), conflict(&counts)].map(Cell::Count);
        table.push([Cell::text(year)].into_iter().chain(numbers).chain([Cell::mean(&counts)]).collect::<Vec<_>>());
    }
    table
}
