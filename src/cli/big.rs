//! Questions to what is too large for a graph with all its words: a large store, files of other people's event records.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::actors::Actor;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::graph::columns::{Columns, load};
use crate::graph::{Filter, Level, RelationGraph, fold};
use crate::id::ActorId;
use crate::ingest;
use crate::knowledge::{DataFiles, Knowledge};
use crate::query::answer::{Cell, Row};
use crate::query::events::ACT;
use crate::query::{Answer, Quote};
use crate::records::sniff;
#[cfg(feature = "parquet")]
use crate::store::Store;

/// Sorted columns, and the store that has the words.
pub struct Big {
    /// What is asked.
    pub columns: Columns,
    #[cfg(feature = "parquet")]
    store: Option<Store>,
}

impl Big {
    /// What lies at a path, if it is so large that it is asked through columns, and a filter asks for nothing that they do not know.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(path: &Path, level: Level, filter: &Filter, files: &DataFiles) -> Result<Option<Big>> {
        let is_worded = !filter.publishers.is_empty() || !filter.sectors.is_empty();
        #[cfg(feature = "parquet")]
        if Store::is_one(path) {
            let store = Store::open(path)?;
            if is_worded || !store.is_large() {
                return Ok(None);
            }
            return Ok(Some(Big { columns: store.columns(level)?, store: Some(store) }));
        }
        let is_ours = path.extension().is_some_and(|ending| ending == "json" || ending == "jsonl");
        if is_worded || is_ours || !path.is_file() {
            return Ok(None);
        }
        let (inputs, _) = ingest::inputs(&[path.display().to_string()])?;
        let inputs: Vec<_> =
            inputs.filter(|input| input.content.as_ref().is_ok_and(|opened| sniff(&opened.head).is_some())).collect();
        if inputs.is_empty() {
            return Ok(None);
        }
        let knowledge = Knowledge::load(files)?;
        let loaded = load(inputs.into_iter(), &knowledge, level, rayon::current_num_threads());
        Ok(Some(Big {
            columns: loaded.columns,
            #[cfg(feature = "parquet")]
            store: None,
        }))
    }

    /// Reads the words of the rows of an answer that are shown: so many of each table.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn tell(&self, answer: &mut Answer, most: usize) -> Result<()> {
        let place = |row: &Row| row.untold.and_then(|at| self.columns.surest(at.index()));
        let rows = answer.tables.iter().flat_map(|table| table.rows.iter().take(most));
        let told: BTreeMap<u32, Event> = self.events(&rows.filter_map(place).collect())?.into_iter().collect();
        for table in &mut answer.tables {
            for row in table.rows.iter_mut().take(most) {
                let Some(event) = place(row).and_then(|row| told.get(&row)) else { continue };
                row.quote = Some(Quote::of_event(event));
                if table.name == "events" && !event.evidence.label.is_empty() {
                    row.cells[ACT] = Cell::text(&event.evidence.label);
                }
            }
        }
        Ok(())
    }

    /// The events behind an answer with all their words, as a graph; the answer's places are then of this graph.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn graph(&self, answer: &mut Answer, level: Level) -> Result<RelationGraph> {
        let places = answer.edges.iter().map(|at| (at.index(), false)).chain(answer.solo.iter().map(|at| (*at, true)));
        let rows: BTreeSet<u32> = places.flat_map(|(at, is_alone)| self.columns.rows(at, is_alone)).collect();
        let events = self.events(&rows)?.into_iter().map(|(_, event)| event).collect();
        let graph = fold(events, self.actors()?).at(level);
        answer.edges = graph.graph.edge_indices().collect();
        answer.solo = (0..graph.solo.len()).collect();
        Ok(graph)
    }

    /// Events by their rows; none of files, which are not read twice.
    #[cfg(feature = "parquet")]
    fn events(&self, rows: &BTreeSet<u32>) -> Result<Vec<(u32, Event)>> {
        self.store.as_ref().map_or(Ok(Vec::new()), |store| store.told(rows))
    }

    #[cfg(not(feature = "parquet"))]
    fn events(&self, _: &BTreeSet<u32>) -> Result<Vec<(u32, Event)>> {
        Ok(Vec::new())
    }

    #[cfg(feature = "parquet")]
    fn actors(&self) -> Result<BTreeMap<ActorId, Actor>> {
        self.store.as_ref().map_or(Ok(BTreeMap::new()), Store::actors)
    }

    #[cfg(not(feature = "parquet"))]
    fn actors(&self) -> Result<BTreeMap<ActorId, Actor>> {
        Ok(BTreeMap::new())
    }
}

/// Why there is nothing to draw.
pub fn too_many() -> Error {
    Error::Input(
        "too many events stand behind this answer to be drawn one by one: narrow it with --since, --until, --type or --quad, or ask \
         for --format text, csv or json"
            .to_owned(),
    )
}
