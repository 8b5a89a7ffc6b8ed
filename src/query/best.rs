//! The event that tells a row of a table: of several the first with the highest rank.

use petgraph::graph::EdgeIndex;

use crate::graph::Told;
use crate::query::answer::{Cell, Row};
use crate::query::quote::Quote;

/// The best so far.
#[derive(Debug, Default)]
pub struct Best(Option<Found>);

#[derive(Debug)]
struct Found {
    rank: f64,
    at: EdgeIndex,
    quote: Option<Quote>,
    is_told: bool,
}

impl Best {
    /// Takes an event in.
    pub fn take(&mut self, rank: f64, event: &Told<'_>) {
        if self.0.as_ref().is_none_or(|best| rank > best.rank) {
            let quote = event.words.and_then(Quote::of);
            self.0 = Some(Found { rank, at: EdgeIndex::new(event.at), quote, is_told: event.words.is_some() });
        }
    }

    /// This one, if there is any, else the other.
    pub fn or(self, other: Best) -> Best {
        Best(self.0.or(other.0))
    }

    /// A row that it tells.
    pub fn row(self, cells: Vec<Cell>) -> Row {
        let Some(best) = self.0 else { return Row { cells, quote: None, untold: None } };
        Row { cells, quote: best.quote, untold: (!best.is_told).then_some(best.at) }
    }
}
