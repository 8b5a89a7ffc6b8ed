//! `changes`: what is new, broken off, worse and better between two periods.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::graph::{Asked, Counts, Scope};
use crate::query::Period;
use crate::query::answer::{Answer, Cell, Table, mean_goldstein};
use crate::query::best::Best;

/// By how much the mean Goldstein value must differ to be called better or worse.
const LEAST: f64 = 1.0;

/// Relations that the second period has and the first has not, or the other way round, or whose mean Goldstein value rose or
/// fell by one or more. Directions are not told apart. Each is told by its strongest event of the later period that it has.
pub fn changes(asked: &dyn Asked, before: Period, after: Period) -> Answer {
    let mut relations = BTreeMap::<(NodeIndex, NodeIndex), [(Counts, Best); 2]>::new();
    let (mut edges, mut undated) = (Vec::new(), 0);
    asked.events(Scope::All, &mut |event| {
        undated += u64::from(event.date.is_none());
        let (a, Some(b)) = (event.source, event.target) else { return };
        if a == b {
            return;
        }
        for (side, _) in [before, after].into_iter().enumerate().filter(|(_, period)| period.holds(event.date)) {
            edges.push(EdgeIndex::new(event.at));
            let (counts, strongest) = &mut relations.entry((a.min(b), a.max(b))).or_default()[side];
            counts.add(event.event_type);
            strongest.take(event.event_type.goldstein.abs(), &event);
        }
    });
    edges.dedup();
    let mut rows: Vec<_> =
        relations.into_iter().filter_map(|(ends, sides)| Some((Change::of(&sides[0].0, &sides[1].0)?, ends, sides))).collect();
    rows.sort_by_key(|(change, ends, [before, after])| (*change, Reverse(before.0.events + after.0.events), *ends));
    let mut table = Table::new("changes", ["change", "one", "other", "before", "after", "mean before", "mean after", "by"]);
    for (change, (a, b), [before, after]) in rows {
        let by = mean_goldstein(&before.0).zip(mean_goldstein(&after.0)).map(|(before, after)| after - before);
        let cells = vec![
            Cell::text(change.name()),
            Cell::actor(asked, a),
            Cell::actor(asked, b),
            Cell::Count(before.0.events),
            Cell::Count(after.0.events),
            Cell::mean(&before.0),
            Cell::mean(&after.0),
            by.map_or(Cell::Missing, Cell::Signed),
        ];
        table.rows.push(after.1.or(before.1).row(cells));
    }
    let kinds = [Change::New, Change::BrokenOff, Change::Worse, Change::Better];
    let told = kinds.map(|kind| {
        format!("{} {}", table.rows.iter().filter(|row| row.cells.first() == Some(&Cell::text(kind.name()))).count(), kind.name())
    });
    let mut notes = vec![told.join(", "), "the means are of the Goldstein scale, -10 to +10".to_owned()];
    if undated > 0 {
        notes.push(format!("{undated} events without a date are in neither period"));
    }
    Answer { tables: vec![table], notes, edges, ..Answer::to(format!("changes from {before} to {after}")) }
}

/// How a relation changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    New,
    BrokenOff,
    Worse,
    Better,
}

impl Change {
    fn of(before: &Counts, after: &Counts) -> Option<Change> {
        match (mean_goldstein(before), mean_goldstein(after)) {
            (None, Some(_)) => Some(Change::New),
            (Some(_), None) => Some(Change::BrokenOff),
            (Some(before), Some(after)) if after - before <= -LEAST => Some(Change::Worse),
            (Some(before), Some(after)) if after - before >= LEAST => Some(Change::Better),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::BrokenOff => "broken off",
            Change::Worse => "worse",
            Change::Better => "better",
        }
    }
}
