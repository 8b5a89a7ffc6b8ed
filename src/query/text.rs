//! An answer for reading: tables fitted to the width of the terminal, each event with its sentence below it.

use unicode_width::UnicodeWidthStr;

use crate::query::answer::{Answer, Cell, Row, Table};
use crate::query::lines::{Line, bars, highest, periods_a_bar};
use crate::query::quote::{clean, cut};

/// Words are not cut below so many columns.
const LEAST: usize = 8;
/// What stands before a sentence.
const INDENT: &str = "    ";

/// The answer as text of at most so many columns, with at most so many rows of each table.
pub fn text(answer: &Answer, width: usize, most: usize) -> String {
    let width = width.max(40);
    let count = answer.edges.len() + answer.solo.len();
    let events = if count == 1 { "1 event".to_owned() } else { format!("{count} events") };
    let mut parts = vec![cut(&format!("{}: {events}", clean(&answer.question)), width)];
    if !answer.lines.is_empty() {
        parts.push(lines(&answer.lines, width));
    }
    let shown: Vec<&Table> = answer.tables.iter().filter(|table| !table.rows.is_empty()).collect();
    let named = shown.len() > 1;
    parts.extend(shown.into_iter().map(|found| {
        let heading = if named { format!("{}\n", found.name) } else { String::new() };
        heading + &table(found, width, most)
    }));
    parts.extend(
        (!answer.notes.is_empty()).then(|| answer.notes.iter().map(|note| wrapped(note, width)).collect::<Vec<_>>().join("\n")),
    );
    parts.join("\n\n") + "\n"
}

/// What a cell says as a rule: a column that says nothing else is left out.
const USUAL: [(&str, &str); 2] = [("status", "actual"), ("told", "1")];

/// The table without the columns that say nothing.
pub fn telling(table: &Table) -> Table {
    let usual = |at: usize| USUAL.iter().find(|(name, _)| *name == table.columns[at]).map_or("", |(_, usual)| usual);
    let says = |at: &usize| table.rows.iter().any(|row| row.cells.get(*at).is_some_and(|cell| cell.shown() != usual(*at)));
    let kept: Vec<usize> = (0..table.columns.len()).filter(says).collect();
    let row = |row: &Row| {
        let cells = kept.iter().filter_map(|&at| row.cells.get(at).cloned()).collect();
        Row { cells, quote: row.quote.clone(), untold: row.untold }
    };
    Table {
        name: table.name,
        columns: kept.iter().map(|&at| table.columns[at]).collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}

fn table(table: &Table, width: usize, most: usize) -> String {
    let table = &telling(table);
    let rows: Vec<(Vec<String>, &Row)> =
        table.rows.iter().take(most).map(|row| (row.cells.iter().map(|cell| clean(&cell.shown())).collect(), row)).collect();
    let widths = fitted(table, &rows, width);
    let right: Vec<bool> =
        (0..table.columns.len()).map(|at| table.rows.iter().any(|row| row.cells.get(at).is_some_and(Cell::is_number))).collect();
    let header: Vec<String> = table.columns.iter().map(|&name| name.to_owned()).collect();
    let mut lines = vec![line(&header, &widths, &right)];
    for (cells, row) in &rows {
        lines.push(line(cells, &widths, &right));
        lines.extend(row.quote.as_ref().filter(|quote| !quote.text.is_empty() || quote.title.is_some()).map(|quote| {
            let said = quote.line(width - INDENT.len());
            let room = width.saturating_sub(INDENT.len() + said.width() + 3);
            let title = quote.title.as_deref().map(clean).filter(|title| room >= title.width().min(24));
            format!("{INDENT}{said}{}", title.map_or(String::new(), |title| format!(" — {}", cut(&title, room))))
        }));
    }
    let more = table.rows.len() - rows.len();
    if more > 0 {
        lines.push(format!(" … and {more} more: --limit {} shows all", table.rows.len()));
    }
    lines.join("\n")
}

/// The columns' widths: of those with words the widest gives way until all fit.
fn fitted(table: &Table, rows: &[(Vec<String>, &Row)], width: usize) -> Vec<usize> {
    let widest = |at: usize| {
        let cells = rows.iter().filter_map(|(cells, _)| cells.get(at)).map(|cell| cell.width()).max();
        cells.unwrap_or_default().max(table.columns[at].width())
    };
    let mut widths: Vec<usize> = (0..table.columns.len()).map(widest).collect();
    let is_text = |at: &usize| rows.iter().any(|(_, row)| matches!(row.cells.get(*at), Some(Cell::Text(_) | Cell::Actor(..))));
    while 1 + widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1) > width {
        let giving = (0..widths.len()).filter(is_text).filter(|&at| widths[at] > LEAST.max(table.columns[at].width()));
        let Some(at) = giving.max_by_key(|&at| widths[at]) else { break };
        widths[at] -= 1;
    }
    widths
}

fn line(cells: &[String], widths: &[usize], right: &[bool]) -> String {
    let mut line = String::from(" ");
    for ((cell, &width), right) in cells.iter().zip(widths).zip(right) {
        let cell = cut(cell, width);
        let blank = " ".repeat(width.saturating_sub(cell.width()));
        line += &if *right { format!("{blank}{cell}  ") } else { format!("{cell}{blank}  ") };
    }
    line.trim_end().to_owned()
}

/// The lines of bars below one another, of one scale, with the first and the last period under them.
fn lines(lines: &[Line], width: usize) -> String {
    let margin = lines.iter().map(|line| line.name.width()).max().unwrap_or_default() + 2;
    let room = width.saturating_sub(margin + 1).max(10);
    let top = lines.iter().map(|line| highest(&line.counts, room)).max().unwrap_or_default();
    let mut text: Vec<String> = lines
        .iter()
        .map(|line| format!(" {:<margin$}{}", line.name, bars(&line.counts, room, top)).trim_end().to_owned())
        .collect();
    if let Some(line) = lines.first() {
        let a_bar = periods_a_bar(&line.counts, room);
        let length = line.counts.len().div_ceil(a_bar);
        let ends = line.from.width() + line.to.width() + 1;
        let between = " ".repeat((length + 1).saturating_sub(ends).max(1));
        let each = if a_bar > 1 { format!(", one column is {a_bar} periods") } else { String::new() };
        text.push(format!(" {:margin$}{}{between}{}", "", line.from, line.to));
        text.push(format!(" {:margin$}tallest bar: {top} events{each}", ""));
    }
    text.join("\n")
}

fn wrapped(note: &str, width: usize) -> String {
    let mut lines = vec![String::from(" ")];
    for word in clean(note).split(' ') {
        let last = lines.len() - 1;
        if lines[last].width() + word.width() + 1 > width && lines[last].len() > 1 {
            lines.push(format!("  {word} "));
        } else {
            lines[last] += word;
            lines[last].push(' ');
        }
    }
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}
