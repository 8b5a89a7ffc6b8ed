//! `top`: the first actors or pairs by a measure.

use std::cmp::Reverse;

use petgraph::visit::EdgeRef;

use crate::graph::{Asked, Counts};
use crate::query::answer::{Answer, Cell, Table, mean_goldstein};
use crate::query::betweenness::{Sample, betweenness};
use crate::query::measures::page_rank;
use crate::query::ties::{Ties, conflict, cooperation, degree, ties};
use crate::query::{Measure, Ranked};

/// All actors or pairs, the first by the measure first; of equal ones those with more events, then by id.
pub fn top(asked: &dyn Asked, ranked: Ranked, measure: Measure) -> Answer {
    let ties = ties(asked);
    let found = if measure == Measure::Betweenness { Some(betweenness(&ties)) } else { None };
    let notes =
        found.as_ref().and_then(|found| found.sample).map(|sample| estimated(sample, ties.node_count())).into_iter().collect();
    let shares = match measure {
        Measure::PageRank => page_rank(&ties),
        _ => found.map_or_else(Vec::new, |found| found.shares),
    };
    let (what, table) = match ranked {
        Ranked::Actors => ("actors", actors(asked, &ties, measure, &shares)),
        Ranked::Pairs => ("pairs", pairs(asked, &ties, measure)),
    };
    let by = match measure {
        Measure::Events => "events",
        Measure::Goldstein => "mean Goldstein value",
        Measure::Conflict => "events of conflict",
        Measure::PageRank => "PageRank",
        Measure::Betweenness => "betweenness",
    };
    let edges = asked.places(&|a, b| a != b);
    Answer { tables: vec![table], notes, edges, ..Answer::to(format!("top {what} by {by}")) }
}

fn estimated(sample: Sample, actors: usize) -> String {
    format!(
        "betweenness is estimated here: from the shortest ways of {} of {actors} actors, always the same ones; its standard error is \
         {:.4} at most",
        sample.pivots, sample.error
    )
}

fn actors(asked: &dyn Asked, ties: &Ties, measure: Measure, shares: &[f64]) -> Table {
    let name = match measure {
        Measure::PageRank => "PageRank",
        Measure::Betweenness => "betweenness",
        _ => "",
    };
    let mut rows: Vec<_> = ties
        .node_indices()
        .map(|node| {
            let (does, suffers) = degree(ties, node);
            let mut both = does;
            both += suffers;
            let value = shares.get(node.index()).copied().unwrap_or_else(|| value(&both, measure));
            (value, both, does.events, suffers.events, node)
        })
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.events.cmp(&a.1.events)).then(a.4.cmp(&b.4)));
    let mut columns = vec!["actor"];
    columns.extend(Some(name).filter(|name| !name.is_empty()));
    columns.extend(["events", "does", "suffers", "coop.", "conflict", "Goldstein"]);
    let mut table = Table { name: "actors", columns, rows: Vec::new() };
    for (value, both, does, suffers, node) in rows {
        let node = ties[node];
        let mut cells = vec![Cell::actor(asked, node)];
        cells.extend((!name.is_empty()).then_some(Cell::Share(value, 4)));
        cells.extend([both.events, does, suffers, cooperation(&both), conflict(&both)].map(Cell::Count));
        cells.push(Cell::mean(&both));
        table.push(cells);
    }
    table
}

fn pairs(asked: &dyn Asked, ties: &Ties, measure: Measure) -> Table {
    let mut rows: Vec<_> = ties.edge_references().collect();
    let rank = |counts: &Counts| value(counts, measure);
    rows.sort_by(|a, b| {
        rank(b.weight()).total_cmp(&rank(a.weight())).then(Reverse(a.weight().events).cmp(&Reverse(b.weight().events)))
    });
    let mut table = Table::new("pairs", ["source", "target", "events", "v.coop", "m.coop", "v.conf", "m.conf", "Goldstein"]);
    for tie in rows {
        let mut cells = vec![Cell::actor(asked, ties[tie.source()]), Cell::actor(asked, ties[tie.target()])];
        cells.push(Cell::Count(tie.weight().events));
        cells.extend(tie.weight().quads.map(Cell::Count));
        cells.push(Cell::mean(tie.weight()));
        table.push(cells);
    }
    table
}

/// What actors and pairs are ranked by; the two measures of the whole graph rank pairs by their events.
fn value(counts: &Counts, measure: Measure) -> f64 {
    match measure {
        Measure::Goldstein => mean_goldstein(counts).unwrap_or_default(),
        Measure::Conflict => conflict(counts) as f64,
        Measure::Events | Measure::PageRank | Measure::Betweenness => counts.events as f64,
    }
}
