//! A whole store as the graph of a great many events: of each segment only the columns that it needs, on all cores.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::actors::{Actor, ActorKind};
use crate::date::Precision;
use crate::error::Result;
use crate::events::{EventType, Status};
use crate::graph::Level;
use crate::graph::columns::{self, Builder, Columns};
use crate::id::ActorId;
use crate::store::cells::Cells;
use crate::store::segment::Reader;
use crate::store::{Segment, Store, index, read};

impl Store {
    /// Every event of the store as columns: those that lie beside the segments, else made of these and laid there. A row of an edge is
    /// the number of the event in the order of the segments, and of their rows.
    ///
    /// # Errors
    /// Where a segment cannot be read.
    pub fn columns(&self, level: Level) -> Result<Columns> {
        if let Some(columns) = index::open(self, level) {
            return Ok(columns);
        }
        let columns = self.gather(level)?;
        index::keep(self, level, &columns);
        Ok(columns)
    }

    fn gather(&self, level: Level) -> Result<Columns> {
        let actors = self.actors()?;
        let mut before = 0;
        let placed: Vec<(&Segment, u64)> = self
            .manifest
            .segments
            .iter()
            .map(|segment| {
                let first = before;
                before += segment.events;
                (segment, first)
            })
            .collect();
        let part = |(segment, first): &(&Segment, u64)| {
            let reader = read::open(self, segment)?;
            gather(&reader, level, *first, &actors).map_err(|error| read::damaged(self, segment, &error.to_string()))
        };
        let parts: Vec<Builder> = placed.par_iter().map(part).collect::<Result<_>>()?;
        let mut all = Builder::default();
        parts.into_iter().for_each(|part| all.join(part));
        Ok(all.finish(level))
    }
}

/// The events of a segment.
fn gather(reader: &Reader, level: Level, first: u64, actors: &BTreeMap<ActorId, Actor>) -> parquet::errors::Result<Builder> {
    let side = |side: &str| -> parquet::errors::Result<Cells> {
        reader.column(&format!("{side}_{}", if level == Level::Person { "actor" } else { "party" }))
    };
    let (sources, targets) = (side("source")?, side("target")?);
    let [cameo, status, date, precision, confidence] = [
        reader.column("cameo")?,
        reader.column("status")?,
        reader.column("date")?,
        reader.column("date_precision")?,
        reader.column("confidence")?,
    ];
    let types = Types::read(reader)?;
    let mut builder = Builder::default();
    for row in 0..sources.len() {
        let mut number = |cells: &Cells| {
            let id = ActorId::from(cells.text(row)?);
            let unknown =
                || Actor { name: id.to_string(), id: id.clone(), code: String::new(), kind: ActorKind::Agent, party: None };
            Some(builder.actor(&id, || actors.get(&id).cloned().unwrap_or_else(unknown)))
        };
        let Some(source) = number(&sources) else { continue };
        let target = number(&targets);
        let code = cameo.text(row).unwrap_or_default();
        let kind = builder.known_kind(code).unwrap_or_else(|| builder.kind(&types.of(row, code)));
        let day = date.day(row).and_then(columns::date);
        let day = day.zip(precision.text(row).map(of_name));
        let place = u32::try_from(first + row as u64).unwrap_or(u32::MAX);
        builder.add(source, target, kind, status_of(status.text(row)), day, confidence.real(row).unwrap_or_default(), place);
    }
    Ok(builder)
}

/// The columns that say what a type is.
struct Types {
    texts: [Cells; 4],
    quad: Cells,
    goldstein: Cells,
}

impl Types {
    fn read(reader: &Reader) -> parquet::errors::Result<Types> {
        let texts = [reader.column("event")?, reader.column("root")?, reader.column("plover")?, reader.column("mode")?];
        Ok(Types { texts, quad: reader.column("quad")?, goldstein: reader.column("goldstein")? })
    }

    fn of(&self, row: usize, cameo: &str) -> EventType {
        let [name, root, plover, mode] = [0, 1, 2, 3].map(|at| self.texts[at].text(row).map(str::to_owned));
        EventType {
            cameo: cameo.to_owned(),
            name: name.unwrap_or_default(),
            root: root.unwrap_or_default(),
            plover,
            mode,
            quad: self.quad.whole(row).and_then(|quad| u8::try_from(quad).ok()).unwrap_or_default(),
            goldstein: self.goldstein.real(row).unwrap_or_default(),
        }
    }
}

fn of_name(name: &str) -> Precision {
    match name {
        "week" => Precision::Week,
        "month" => Precision::Month,
        "year" => Precision::Year,
        _ => Precision::Day,
    }
}

fn status_of(name: Option<&str>) -> Status {
    let all = [Status::Planned, Status::Possible, Status::Negated];
    all.into_iter().find(|status| Some(status.name()) == name).unwrap_or(Status::Actual)
}
