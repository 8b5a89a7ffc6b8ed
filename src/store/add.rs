//! Adding: events are gathered, and committed month by month, each id once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

use crate::actors::Actor;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::id::ActorId;
use crate::store::{Manifest, Segment, Store, cells, disk, manifest, read, segment};

/// Who writes to a store. Only one can at a time.
pub struct Writer {
    folder: PathBuf,
    manifest: Manifest,
    actors: BTreeMap<ActorId, Actor>,
    known_actors: usize,
    batch: usize,
    waiting: Vec<Event>,
    done: BTreeSet<String>,
    /// How many events were added.
    pub added: u64,
    /// How many were in the store already.
    pub repeated: u64,
    /// Held as long as the writer lives.
    _lock: File,
}

impl Writer {
    /// Opens a store for writing, or makes one. So many events are committed at once: it is what is held in memory, and what is
    /// lost when a run is ended.
    ///
    /// # Errors
    /// Where another process writes to it, it is of a newer version, or the folder cannot be written.
    pub fn open(folder: &Path, batch: usize) -> Result<Writer> {
        disk::make_folder(folder)?;
        let lock = disk::lock(folder)?;
        let manifest = if Store::is_one(folder) { manifest::read(folder)? } else { new(folder)? };
        let writer = Writer {
            folder: folder.to_owned(),
            actors: disk::read_actors(folder)?,
            known_actors: 0,
            batch: batch.max(1),
            manifest,
            waiting: Vec::new(),
            done: BTreeSet::new(),
            added: 0,
            repeated: 0,
            _lock: lock,
        };
        writer.sweep();
        Ok(Writer { known_actors: writer.actors.len(), ..writer })
    }

    /// Whether an input was read to its end before.
    pub fn has_input(&self, sha256: &str) -> bool {
        self.manifest.inputs.contains(sha256)
    }

    /// How many events are in the store.
    pub fn events(&self) -> u64 {
        self.manifest.info().events
    }

    /// Adds an event. Now and then this commits what was gathered; then it says so.
    ///
    /// # Errors
    /// Where a commit fails: what was committed before stays.
    pub fn add(&mut self, event: Event) -> Result<bool> {
        self.waiting.push(event);
        if self.waiting.len() < self.batch {
            return Ok(false);
        }
        self.commit().map(|()| true)
    }

    /// Takes in what is known of actors.
    pub fn know(&mut self, actors: impl IntoIterator<Item = Actor>) {
        for actor in actors {
            self.actors.entry(actor.id.clone()).or_insert(actor);
        }
    }

    /// Notes that an input was read to its end: the next commit makes it last.
    pub fn finish_input(&mut self, sha256: String) {
        self.done.insert(sha256);
    }

    /// Makes last what was gathered.
    ///
    /// # Errors
    /// Where something cannot be written: what was committed before stays.
    pub fn commit(&mut self) -> Result<()> {
        let mut months = BTreeMap::<String, Vec<Event>>::new();
        for event in std::mem::take(&mut self.waiting) {
            months.entry(month(&event)).or_default().push(event);
        }
        let mut next = self.manifest.clone();
        let numbered: Vec<(u64, (String, Vec<Event>))> = (next.made + 1..).zip(months).collect();
        let gathered: u64 = numbered.iter().map(|(_, (_, events))| events.len() as u64).sum();
        let write = |(number, (month, events)): (u64, (String, Vec<Event>))| {
            let fresh = self.fresh(&month, events)?;
            if fresh.is_empty() { Ok(None) } else { write_segment(&self.folder, &month, number, fresh).map(Some) }
        };
        let last = next.made + numbered.len() as u64;
        let made: Vec<Option<Segment>> = numbered.into_par_iter().map(write).collect::<Result<_>>()?;
        let made: Vec<Segment> = made.into_iter().flatten().collect();
        let added: u64 = made.iter().map(|segment| segment.events).sum();
        let repeated = gathered - added;
        if !made.is_empty() {
            next.made = last;
        }
        next.segments.extend(made);
        next.segments.sort();
        next.inputs.extend(std::mem::take(&mut self.done));
        if self.actors.len() != self.known_actors {
            disk::write_actors(&self.folder, &self.actors)?;
            self.known_actors = self.actors.len();
        }
        if next != self.manifest {
            manifest::write(&self.folder, &next)?;
            self.manifest = next;
        }
        (self.added, self.repeated) = (self.added + added, self.repeated + repeated);
        Ok(())
    }

    /// Those events whose ids the month does not have, each once. Only the month's ids are held: an event is reported in one month.
    fn fresh(&self, month: &str, events: Vec<Event>) -> Result<Vec<Event>> {
        let store = Store { folder: self.folder.clone(), manifest: self.manifest.clone() };
        let wanted: FxHashSet<u128> = events.iter().map(|event| key(event.id.as_str())).collect();
        let mut seen = FxHashSet::<u128>::default();
        for segment in self.manifest.segments.iter().filter(|segment| segment.month == month) {
            let ids =
                read::open(&store, segment)?.column("id").map_err(|error| read::damaged(&store, segment, &error.to_string()))?;
            let keys = (0..ids.len()).filter_map(|row| ids.text(row)).map(key);
            seen.extend(keys.filter(|key| wanted.contains(key)));
        }
        Ok(events.into_iter().filter(|event| seen.insert(key(event.id.as_str()))).collect())
    }

    /// Removes what an interrupted run left: files that the manifest does not name.
    fn sweep(&self) {
        let named: BTreeSet<PathBuf> = self.manifest.segments.iter().map(|segment| self.folder.join(&segment.file)).collect();
        let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let months = entries(&self.folder).filter(|path| path.is_dir());
        for folder in months.chain([self.folder.clone()]) {
            let ours = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "parquet" || ending == "part");
            for path in entries(&folder).filter(|path| ours(path) && !named.contains(path)) {
                // What stays is in nobody's way.
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// A store with nothing in it. A folder with other things is not made one.
fn new(folder: &Path) -> Result<Manifest> {
    let entries = fs::read_dir(folder).map_err(|source| Error::Read { path: folder.to_owned(), source })?;
    let others = entries.flatten().filter(|entry| entry.file_name() != "lock" && entry.file_name() != "store.part").count();
    if others > 0 {
        let message = format!("{} is not empty and is no store: name a folder of its own with --to", folder.display());
        return Err(Error::Input(message));
    }
    let manifest = Manifest::default();
    manifest::write(folder, &manifest)?;
    Ok(manifest)
}

/// The month of report, else of the event.
fn month(event: &Event) -> String {
    let reported = event.origin.as_ref().and_then(|origin| origin.reported);
    reported.or(event.date).map_or_else(|| "undated".to_owned(), |date| format!("{:04}-{:02}", date.year(), date.month()))
}

fn key(id: &str) -> u128 {
    let digest = Sha256::digest(id.as_bytes());
    digest.iter().take(16).fold(0, |key, byte| key << 8 | u128::from(*byte))
}

/// Writes events as a segment of a month, by date and id.
pub(super) fn write_segment(folder: &Path, month: &str, number: u64, mut events: Vec<Event>) -> Result<Segment> {
    events.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    let columns = cells::columns(&events)?;
    let bytes = segment::write(&columns).map_err(|error| Error::Input(format!("a segment could not be made: {error}")))?;
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let file = format!("{month}/{number:08}.parquet");
    disk::make_folder(&folder.join(month))?;
    disk::write(&folder.join(&file), &bytes)?;
    let dates = || events.iter().filter_map(|event| event.date);
    let (from, to) = (dates().min(), dates().max());
    Ok(Segment { file, month: month.to_owned(), events: events.len() as u64, bytes: bytes.len() as u64, sha256, from, to })
}
