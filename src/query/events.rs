//! Events as a table: one row each, with the sentence behind it.

use petgraph::graph::EdgeIndex;

use crate::date::{Date, Precision};
use crate::graph::{Asked, Told};
use crate::query::answer::{Cell, Row, Table};
use crate::query::period::date_text;
use crate::query::quote::Quote;

/// Which column of the table says what happened, in a few words.
pub const ACT: usize = 2;

/// By what events are sorted: those without a date come last.
type Place = (bool, Option<Date>, Option<Precision>, String);

/// Events that are gathered for a table.
#[derive(Debug, Default)]
pub struct Events(Vec<(Place, Row)>);

impl Events {
    /// Adds an event.
    pub fn add(&mut self, asked: &dyn Asked, event: &Told<'_>) {
        let id = event.words.map_or_else(String::new, |edge| edge.id.to_string());
        self.0.push(((event.date.is_none(), event.date, event.precision, id), row(asked, event)));
    }

    /// The table, by date.
    pub fn table(mut self) -> Table {
        self.0.sort_by(|(a, _), (b, _)| a.cmp(b));
        let columns = ["date", "source", "act", "target", "type", "status", "Goldstein", "sure", "told"];
        let mut table = Table::new("events", columns);
        table.rows = self.0.into_iter().map(|(_, row)| row).collect();
        table
    }
}

fn row(asked: &dyn Asked, event: &Told<'_>) -> Row {
    let cells = vec![
        date_text(event.date, event.precision).map_or(Cell::Missing, Cell::Text),
        Cell::actor(asked, event.source),
        Cell::text(event.words.map_or(&event.event_type.name, |edge| &edge.label)),
        event.target.map_or(Cell::Missing, |target| Cell::actor(asked, target)),
        Cell::text(&event.event_type.cameo),
        Cell::text(event.status.name()),
        Cell::Signed(event.event_type.goldstein),
        Cell::Share(event.confidence, 2),
        Cell::Count(event.tellings as u64),
    ];
    let untold = event.words.is_none().then(|| EdgeIndex::new(event.at));
    Row { cells, quote: event.words.and_then(Quote::of), untold }
}
