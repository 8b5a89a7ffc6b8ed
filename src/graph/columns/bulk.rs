//! Files of event records go straight into columns, on all cores, without an event record between.

use rustc_hash::FxHashMap;

use crate::actors::Actor;
use crate::date::Precision;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::events::Status;
use crate::graph::Level;
use crate::graph::columns::{Builder, Columns};
use crate::ingest::{Input, Opened};
use crate::knowledge::Knowledge;
use crate::records::{Act, Format, Record, Resolver, Row, Types, day, read_blocks, sniff};

/// What was read, and what went wrong.
pub struct Loaded {
    /// The graph.
    pub columns: Columns,
    /// How many events were read, as often as they are told.
    pub events: usize,
    /// What went wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What one thread gathers.
struct Worker<'a> {
    builder: Builder,
    resolver: Resolver<'a>,
    types: Types<'a>,
    /// Numbers in the builder of codes.
    kinds: FxHashMap<String, u16>,
    /// Numbers in the builder of those whom the resolver found, by their numbers there.
    numbers: Vec<u32>,
    level: Level,
    row: u32,
}

/// Reads files into columns. Repeats are not looked for: what comes from a store has none.
pub fn load(inputs: impl Iterator<Item = Input>, knowledge: &Knowledge, level: Level, threads: usize) -> Loaded {
    let worker = |_| Worker {
        builder: Builder::default(),
        resolver: Resolver::new(&knowledge.actors, &knowledge.codes, &knowledge.ontology),
        types: Types::new(&knowledge.ontology, &knowledge.codes),
        kinds: FxHashMap::default(),
        numbers: Vec::new(),
        level,
        row: 0,
    };
    let mut workers: Vec<Worker> = (0..threads.max(1)).map(worker).collect();
    let mut diagnostics = Vec::new();
    for Input { file, content } in inputs {
        match content.map_err(|error| error.to_string()).and_then(known) {
            Ok((opened, format)) => {
                let (back, wrong) = read_blocks(opened, format, &file, workers, Worker::take);
                workers = back;
                diagnostics.extend(wrong);
            }
            Err(reason) => {
                let place = Place { file: Some(file), ..Place::default() };
                diagnostics.push(Diagnostic::new(Severity::Error, "unreadable", place, reason));
            }
        }
    }
    let mut all = Builder::default();
    workers.into_iter().for_each(|worker| all.join(worker.builder));
    Loaded { events: all.len(), columns: all.finish(level), diagnostics }
}

fn known(opened: Opened) -> Result<(Opened, Format), String> {
    let format = sniff(&opened.head).ok_or("it holds no event records of a format that is known")?;
    Ok((opened, format))
}

impl Worker<'_> {
    fn take(&mut self, record: Record<'_>) -> Result<(), String> {
        match record {
            Record::Row(row) => self.row(row),
            Record::Event(event) => {
                self.row += 1;
                self.builder.add_event(&event, self.level, self.row, |_| None);
                Ok(())
            }
        }
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), String> {
        let kind = self.kind(&row.act)?;
        let source = self.resolver.place(row.source.as_ref());
        let target = row.target.as_ref().map(|who| self.resolver.place(Some(who)));
        let source = self.number(source);
        let target = target.map(|target| self.number(target));
        let date = day(row.day, row.reported).0.map(|date| (date, Precision::Day));
        self.row += 1;
        self.builder.add(source, target, kind, Status::Actual, date, 1.0, self.row);
        Ok(())
    }

    /// The number in the builder of what was done. A code that begins as it should is looked up by itself.
    fn kind(&mut self, act: &Act<'_>) -> Result<u16, String> {
        let code = match act {
            // "211" may be "0211" that was read as a number: there the root tells.
            Act::Cameo { code, .. } if code.len() > 2 && code.starts_with(['0', '1']) => Some(&**code),
            _ => None,
        };
        if let Some(kind) = code.and_then(|code| self.kinds.get(code)) {
            return Ok(*kind);
        }
        let kind = self.builder.kind(self.types.of(act).ok_or_else(|| unknown(act))?);
        if let Some(code) = code {
            self.kinds.insert(code.to_owned(), kind);
        }
        Ok(kind)
    }

    /// The number in the builder of somebody whom the resolver found.
    fn number(&mut self, place: usize) -> u32 {
        while let Some(whom) = self.resolver.found().get(self.numbers.len()) {
            let party = whom.actor.party.as_ref().filter(|_| self.level == Level::Party);
            let actor = party.and_then(|party| self.resolver.actor(party)).unwrap_or(&whom.actor);
            let actor: Actor = actor.clone();
            self.numbers.push(self.builder.actor(&actor.id.clone(), || actor));
        }
        self.numbers[place]
    }
}

fn unknown(act: &Act<'_>) -> String {
    format!("the event code is \"{}\", and no root of that is known", act.code())
}
