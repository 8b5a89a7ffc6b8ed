//! `timeline`: events by day, week, month or year.

use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::date::Date;
use crate::graph::{Asked, Counts, Scope, Told};
use crate::query::Bucket;
use crate::query::answer::{Answer, Cell, Table};
use crate::query::lines::Line;
use crate::query::ties::{conflict, cooperation};

/// Events by time: between two actors, of one, or of all. The lines have every period, the table those with events.
pub fn timeline(asked: &dyn Asked, a: Option<NodeIndex>, b: Option<NodeIndex>, bucket: Bucket) -> Answer {
    let name = |node: NodeIndex| asked.actors().actor(node).name;
    let (question, scope) = match (a.or(b), a.and(b)) {
        (Some(a), Some(b)) => (format!("timeline of {} and {}", name(a), name(b)), Scope::Between(a, b)),
        (Some(a), None) => (format!("timeline of {}", name(a)), Scope::Of(a)),
        _ => ("timeline of all events".to_owned(), Scope::All),
    };
    let mut counted = BTreeMap::<Date, (Counts, u64)>::new();
    let (mut undated, mut coarse) = (0, 0);
    let mut count = |event: &Told<'_>| match event.date {
        None => undated += 1,
        Some(_) if !bucket.can_hold(event.precision) => coarse += 1,
        Some(date) => {
            let (counts, forth) = counted.entry(bucket.start(date)).or_default();
            counts.add(event.event_type);
            *forth += u64::from(a.and(b).is_some() && a == Some(event.source));
        }
    };
    let (mut edges, mut solo) = (Vec::new(), Vec::new());
    asked.events(scope, &mut |event| {
        count(&event);
        if scope != Scope::All {
            edges.push(EdgeIndex::new(event.at));
        }
    });
    if !matches!(scope, Scope::Between(..)) {
        asked.alone(a.or(b), &mut |event| {
            count(&event);
            solo.push(event.at);
        });
    }
    match scope {
        Scope::All => edges = asked.places(&|_, _| true),
        Scope::Of(_) | Scope::Between(..) => edges.sort_unstable(),
    }
    let mut notes = Vec::new();
    if undated > 0 {
        notes.push(format!("{undated} events without a date are not counted here"));
    }
    if coarse > 0 {
        notes.push(format!("{coarse} events whose date is known less exactly than that are not counted here"));
    }
    let table = table(&counted, bucket, a.and(b).is_some());
    Answer { lines: lines(&counted, bucket), tables: vec![table], notes, edges, solo, ..Answer::to(question) }
}

fn table(counted: &BTreeMap<Date, (Counts, u64)>, bucket: Bucket, of_two: bool) -> Table {
    let mut columns = vec!["from", "events"];
    if of_two {
        columns.extend(["forth", "back"]);
    }
    columns.extend(["v.coop", "m.coop", "v.conf", "m.conf", "Goldstein"]);
    let mut table = Table { name: "periods", columns, rows: Vec::new() };
    for (start, (counts, forth)) in counted {
        let mut cells = vec![Cell::Text(bucket.name(*start)), Cell::Count(counts.events)];
        if of_two {
            cells.extend([*forth, counts.events - forth].map(Cell::Count));
        }
        cells.extend(counts.quads.map(Cell::Count));
        cells.push(Cell::mean(counts));
        table.push(cells);
    }
    table
}

/// Cooperation and conflict for every period from the first to the last.
fn lines(counted: &BTreeMap<Date, (Counts, u64)>, bucket: Bucket) -> Vec<Line> {
    let (Some((&first, _)), Some((&last, _))) = (counted.first_key_value(), counted.last_key_value()) else { return Vec::new() };
    let starts: Vec<Date> =
        std::iter::successors(Some(first), |start| bucket.next(*start)).take_while(|start| *start <= last).collect();
    let line = |name: &str, count: fn(&Counts) -> u64| Line {
        name: name.to_owned(),
        from: bucket.name(first),
        to: bucket.name(last),
        counts: starts.iter().map(|start| counted.get(start).map_or(0, |(counts, _)| count(counts))).collect(),
    };
    vec![line("cooperation", cooperation), line("conflict", conflict)]
}
