//! Other people's coded events become ours: one file per format.
//!
//! ```text
//! file ──lines──▶ fields ──a file per format──▶ Row ──event.rs──▶ Event
//! ```
//!
//! A [`Row`] has the parts of a record as they stand, borrowed from its line. What reads whole events and what reads only what
//! a big graph needs begin with the same rows.

mod actors;
mod blocks;
mod columns;
mod event;
mod fields;
mod format;
mod gdelt;
mod icews;
mod json;
mod lines;
mod own;
mod phoenix;
mod plover;
mod polecat;
mod row;
mod rows;
mod terrier;
#[cfg(test)]
mod tests;
mod types;
mod unread;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::actors::Actor;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::events::Event;
use crate::id::ActorId;
use crate::ingest::Opened;
use crate::knowledge::Knowledge;

pub use actors::{Resolver, Whom};
pub use blocks::read_blocks;
pub use format::{Format, sniff};
pub use row::{Act, Figure, Row, Spot, Who};
pub use rows::Record;
pub use types::Types;
use unread::Unread;

/// Which records are repeats of earlier ones, and left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Repeats {
    /// None: all are kept.
    Keep,
    /// Those of the same id.
    #[default]
    Id,
    /// Those of the same day, actors, type and address on the web.
    Content,
}

/// Reads records for as long as it lives: what it has learnt of actors, and which records it has seen, holds for all files.
pub struct Reader<'a> {
    resolver: Resolver<'a>,
    types: Types<'a>,
    repeats: Repeats,
    seen: FxHashSet<u128>,
    listed: usize,
    /// How many events were read.
    pub events: u64,
}

/// Of one file: what was counted, beside what could not be read.
#[derive(Default)]
struct Tally {
    repeated: u64,
    odd_dates: u64,
    recoded: u64,
}

impl<'a> Reader<'a> {
    /// A reader that has seen nothing yet.
    pub fn new(knowledge: &'a Knowledge, repeats: Repeats) -> Reader<'a> {
        Reader {
            resolver: Resolver::new(&knowledge.actors, &knowledge.codes, &knowledge.ontology),
            types: Types::new(&knowledge.ontology, &knowledge.codes),
            repeats,
            seen: FxHashSet::default(),
            listed: 0,
            events: 0,
        }
    }

    /// Reads a file: each event goes to `keep` in the order of the file, and what went wrong is returned. A record that
    /// cannot be read never stops the run; of all files together the first hundred are listed, of each file all are counted.
    ///
    /// ```
    /// use diplograph::ingest::Input;
    /// use diplograph::knowledge::{DataFiles, Knowledge};
    /// use diplograph::records::{Format, Reader, Repeats};
    ///
    /// let knowledge = Knowledge::load(&DataFiles::default())?;
    /// let line = "Event ID\tEvent Date\tSource Name\tSource Country\tCAMEO Code\tTarget Name\tTarget Country\n\
    ///             7\t2018-06-01\tNorway\tNorway\t040\tItaly\tItaly\n";
    /// let input = Input::of("icews.tab", Box::new(line.as_bytes()));
    /// let mut events = Vec::new();
    /// let mut reader = Reader::new(&knowledge, Repeats::Id);
    /// let wrong = reader.read(input.content.unwrap(), Format::Icews, "icews.tab", &mut |event| events.push(event));
    /// assert!(wrong.is_empty());
    /// assert_eq!((events[0].source.actor.as_str(), events[0].event_type.cameo.as_str()), ("norway", "040"));
    /// # Ok::<(), diplograph::Error>(())
    /// ```
    pub fn read(&mut self, opened: Opened, format: Format, file: &str, keep: &mut dyn FnMut(Event)) -> Vec<Diagnostic> {
        let (mut unread, mut tally) = (Unread::new(file, self.listed), Tally::default());
        rows::read(opened.reader, format, &mut unread, &mut |line, record, unread| {
            let event = match record {
                rows::Record::Row(row) => match event::event(row, format, &mut self.resolver, &mut self.types) {
                    Ok(event) => event,
                    Err(reason) => return unread.add(line, reason),
                },
                rows::Record::Event(event) => {
                    self.resolver.enter_event(&event);
                    *event
                }
            };
            if self.is_repeat(&event) {
                tally.repeated += 1;
                return;
            }
            if let Some(origin) = &event.origin {
                tally.odd_dates += u64::from(origin.told_date.is_some());
                tally.recoded += u64::from(origin.code.is_some());
            }
            self.events += 1;
            keep(event);
        });
        self.listed = unread.listed();
        let mut diagnostics = unread.diagnostics();
        diagnostics.extend(tally.diagnostics(file));
        diagnostics
    }

    /// Every actor that the events name, and whom they stand for.
    pub fn actors(&self) -> BTreeMap<ActorId, Actor> {
        self.resolver.actors()
    }

    fn is_repeat(&mut self, event: &Event) -> bool {
        let key = match self.repeats {
            Repeats::Keep => return false,
            Repeats::Id => hash(&event.id),
            Repeats::Content => {
                let target = event.target.as_ref().map_or("", |target| target.actor.as_str());
                let url = event.evidence.url.as_deref().unwrap_or_default();
                hash(&(event.date, event.source.actor.as_str(), target, event.event_type.cameo.as_str(), url))
            }
        };
        !self.seen.insert(key)
    }
}

/// Two hashes of 64 bits: among a billion keys, that two of them fall together is less likely than 1 in 10^20.
fn hash(key: &impl std::hash::Hash) -> u128 {
    use std::hash::BuildHasher;
    let half = |seed| u128::from(rustc_hash::FxSeededState::with_seed(seed).hash_one(key));
    half(0x5bd1_e995) << 64 | half(0x9e37_79b9)
}

impl Tally {
    fn diagnostics(&self, file: &str) -> Vec<Diagnostic> {
        let note = |count: u64, code: &str, message: &str| {
            let place = Place { file: Some(file.to_owned()), ..Place::default() };
            (count > 0).then(|| Diagnostic::new(Severity::Note, code, place, format!("{count} records {message}")))
        };
        let notes = [
            note(self.repeated, "repeated", "are repeats of earlier ones and are left out"),
            note(self.odd_dates, "odd-date", "tell a date that cannot be right: it is kept in told_date"),
            note(self.recoded, "recoded", "have a code that is not known here: the nearest known one stands for it"),
        ];
        notes.into_iter().flatten().collect()
    }
}

/// The day of an event: what the record tells, unless that cannot be right; then the day of report, and that it was replaced.
///
/// No data set here reaches behind 1979, and nothing is reported before it happens. GDELT reads 2020 as 1920 around that new
/// year.
pub fn day(told: Option<Date>, reported: Option<Date>) -> (Option<Date>, bool) {
    let Some(date) = told else { return (reported, false) };
    let wrong = date.year() < 1979 || reported.is_some_and(|reported| date > reported);
    if wrong { (reported, true) } else { (Some(date), false) }
}
