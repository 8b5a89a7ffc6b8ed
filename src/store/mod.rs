//! The store: events that grow day by day, as Parquet segments by month of report and a manifest that names them.
//!
//! ```text
//! store.json                 what is in it: every segment, and every input that was read to its end
//! actors.jsonl               everybody whom the events name
//! 2018-01/….parquet          segments: whole from the moment they have this name
//! party.columns              the same as sorted columns, for questions: a copy, made anew where it is missing
//! lock                       held by who writes
//! ```
//!
//! A segment is written beside its place, brought to the disk and moved there; then the manifest, which alone says what counts, is
//! replaced in the same way. Whatever ends a run in between leaves files that nobody names, and the next writer removes them.

mod add;
mod cells;
mod check;
mod columns;
mod compact;
mod disk;
mod fields;
mod index;
mod manifest;
mod read;
mod row;
mod segment;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::actors::Actor;
use crate::date::Date;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::graph::Level;
use crate::id::ActorId;

pub use add::Writer;
pub use check::{Fault, check};
pub use compact::compact;
pub use manifest::{Info, Manifest, Segment};

/// Stores with as few events are small.
const SMALL: u64 = 20_000;

/// A store, opened for reading.
#[derive(Debug, Clone)]
pub struct Store {
    /// Its folder.
    pub folder: PathBuf,
    /// What is in it.
    pub manifest: Manifest,
}

impl Store {
    /// Whether a folder is a store.
    pub fn is_one(folder: &Path) -> bool {
        folder.join(manifest::FILE).is_file()
    }

    /// Opens a store.
    ///
    /// # Errors
    /// Where the folder is no store, or of a newer version.
    pub fn open(folder: &Path) -> Result<Store> {
        if !Store::is_one(folder) {
            let message = format!("{} is no store: make one with 'diplograph add PATHS --to {0}'", folder.display());
            return Err(Error::Input(message));
        }
        Ok(Store { folder: folder.to_owned(), manifest: manifest::read(folder)? })
    }

    /// What there is to say of it.
    pub fn info(&self) -> Info {
        self.manifest.info()
    }

    /// Whether it is so large that it is asked through columns; of a smaller one all that is asked for is read, words and all.
    pub fn is_large(&self) -> bool {
        self.info().events > SMALL
    }

    /// The first day of the newest months of report that hold no more events than so many together, or of the newest alone; `None`
    /// where the whole store holds no more.
    pub fn newest(&self, most: usize) -> Option<Date> {
        let mut months = BTreeMap::<&str, u64>::new();
        for segment in &self.manifest.segments {
            *months.entry(&segment.month).or_default() += segment.events;
        }
        let mut held = 0;
        let dated = months.into_iter().rev().filter_map(|(month, events)| Some((format!("{month}-01").parse().ok()?, events)));
        let kept = dated.take_while(|(_, events)| {
            let first = held == 0;
            held += events;
            first || held <= most as u64
        });
        let first = kept.last().map(|(day, _)| day);
        first.filter(|_| self.info().events > most as u64)
    }

    /// Makes the columns of a large store, so that the first question need not wait.
    ///
    /// # Errors
    /// Where a segment cannot be read.
    pub fn ready(&self) -> Result<()> {
        if self.is_large() { self.columns(Level::Party).map(drop) } else { Ok(()) }
    }

    /// Everybody whom the events name.
    ///
    /// # Errors
    /// Where the list cannot be read.
    pub fn actors(&self) -> Result<BTreeMap<ActorId, Actor>> {
        disk::read_actors(&self.folder)
    }

    /// The events that `wanted` keeps, by segment and place in it.
    ///
    /// # Errors
    /// Where a segment cannot be read.
    pub fn events(&self, wanted: &Wanted<'_>) -> Result<Vec<Event>> {
        read::events(self, wanted)
    }

    /// The events in rows, counted through all segments in their order; in that order, each once.
    ///
    /// # Errors
    /// Where a segment cannot be read.
    pub fn told(&self, rows: &BTreeSet<u32>) -> Result<Vec<(u32, Event)>> {
        read::told(self, rows)
    }
}

/// Which events are read. What is not asked for is not decoded.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Segments: whether one may hold any.
    pub segment: &'a dyn Fn(&Segment) -> bool,
    /// Events, by status, date, CAMEO code and confidence.
    pub event: &'a dyn Fn(&Sketch<'_>) -> bool,
    /// More than so many are not read: an error instead.
    pub most: usize,
}

/// What is known of an event before it is read whole.
#[derive(Debug, Clone, Copy)]
pub struct Sketch<'a> {
    /// "actual"
    pub status: &'a str,
    /// In days since 1970.
    pub date: Option<i32>,
    /// "051"
    pub cameo: &'a str,
    /// 0 to 1.
    pub confidence: f64,
}
