//! A score as text: the figures, the tables and the mistakes.

use std::fmt::Write as _;

use crate::cli::score::{Mistake, Report};
use crate::cli::summary::table;
use crate::score::classes::Class;
use crate::score::tables::{Confusion, Reliability, Row, rank};

/// All reports, one after the other.
pub fn text(reports: &[Report]) -> String {
    reports.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn one(report: &Report) -> String {
    let mut parts = vec![format!("{}: {} {}", report.file, report.texts, report.shape)];
    let figures = report.figures.iter().map(|figure| vec![figure.name.clone(), format!("{:.1}", figure.value)]);
    parts.push(table(&["figure", "%"], figures));
    if !report.classes.is_empty() {
        let rows = report.classes.iter().chain(report.quads.iter().filter(|_| !is_quads(report))).chain(&report.binary);
        parts.push(table(&["class", "marked", "coded", "right", "precision", "recall", "F1"], rows.map(cells)));
    }
    if let Some((right, of)) = report.actors {
        parts.push(format!(" Of {of} events with the right class, {right} have the right actors."));
    }
    if !report.confusions.is_empty() {
        parts.push(matrix(&report.confusions));
    }
    parts.extend(report.reliability.as_ref().map(reliability));
    parts.extend(report.mistakes.iter().map(mistake));
    parts.join("\n\n") + "\n"
}

/// Whether the classes of a report are the quad classes themselves.
fn is_quads(report: &Report) -> bool {
    report.classes == report.quads
}

fn cells(row: &Row) -> Vec<String> {
    let percents = [row.precision, row.recall, row.f1].map(|value| format!("{value:.1}"));
    let counts = [row.marked, row.coded, row.right].map(|count| count.to_string());
    [row.class.clone()].into_iter().chain(counts).chain(percents).collect()
}

/// A row for each class marked, a column for each class coded.
fn matrix(confusions: &[Confusion]) -> String {
    let ordered = |mut classes: Vec<Option<Class>>| {
        classes.sort_by_key(|class| rank(*class));
        classes.dedup();
        classes
    };
    let rows = ordered(confusions.iter().map(|one| one.marked).collect());
    let columns = ordered(confusions.iter().map(|one| one.coded).collect());
    let name = |class: Option<Class>| class.unwrap_or("nothing").to_owned();
    let short = |class: Option<Class>| name(class).chars().take(8).collect::<String>();
    let shorts: Vec<String> = columns.iter().map(|class| short(*class)).collect();
    let header: Vec<&str> = ["marked, coded as"].into_iter().chain(shorts.iter().map(String::as_str)).collect();
    let body = rows.iter().map(|row| {
        let count = |column: &Option<Class>| {
            let pair = confusions.iter().find(|one| one.marked == *row && one.coded == *column);
            pair.map_or_else(|| "·".to_owned(), |one| one.count.to_string())
        };
        [name(*row)].into_iter().chain(columns.iter().map(count)).collect()
    });
    table(&header, body)
}

fn reliability(told: &Reliability) -> String {
    let rows = told.bins.iter().filter(|bin| bin.events > 0).map(|bin| {
        let span = format!("{:.1} to {:.1}", bin.from, bin.to);
        vec![span, bin.events.to_string(), format!("{:.2}", bin.confidence), format!("{:.1}", bin.right)]
    });
    let table = table(&["confidence", "events", "mean", "right %"], rows);
    format!("{table}\n\n Expected calibration error: {:.3}", told.error)
}

fn mistake(mistake: &Mistake) -> String {
    let class = |class: Option<&str>| class.unwrap_or("nothing").to_owned();
    let mut out = format!(" {}: {} marked, {} coded", mistake.id, class(mistake.marked), class(mistake.coded));
    let _ = write!(out, "\n    {}", clean(&mistake.text));
    for event in &mistake.events {
        let _ = write!(out, "\n    coded: {}", clean(event));
    }
    for line in &mistake.why {
        let _ = write!(out, "\n    {}", clean(line));
    }
    out
}

/// Texts come from files: a control character must not reach the terminal.
fn clean(text: &str) -> String {
    text.replace(char::is_control, " ")
}
