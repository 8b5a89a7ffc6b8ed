//! Reading segments: whole, or the events that are asked for.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::events::Event;
use crate::store::segment::Reader;
use crate::store::{Segment, Sketch, Store, Wanted, cells, disk};

/// Opens a segment of a store.
pub(super) fn open(store: &Store, segment: &Segment) -> Result<Reader> {
    let bytes = disk::read(&store.folder.join(&segment.file))?;
    Reader::new(bytes).map_err(|error| damaged(store, segment, &error.to_string()))
}

/// What to say of a segment that cannot be read.
pub(super) fn damaged(store: &Store, segment: &Segment, reason: &str) -> Error {
    let path = store.folder.join(&segment.file);
    Error::Input(format!("{}: {reason}; see 'diplograph store check {}'", path.display(), store.folder.display()))
}

/// Every event of a segment, in order.
pub(super) fn whole(store: &Store, segment: &Segment) -> Result<Vec<Event>> {
    let columns = open(store, segment)?.columns().map_err(|error| damaged(store, segment, &error.to_string()))?;
    let rows = columns.first().map_or(0, cells::Cells::len);
    let event = |row| cells::event(&columns, row).map_err(|reason| damaged(store, segment, &format!("row {row}: {reason}")));
    (0..rows).map(event).collect()
}

/// The events that are asked for, by segment and row.
pub(super) fn events(store: &Store, wanted: &Wanted<'_>) -> Result<Vec<Event>> {
    let segments = store.manifest.segments.iter().filter(|segment| (wanted.segment)(segment));
    let mut all: Vec<Event> = Vec::new();
    for segment in segments {
        let failed = |error: parquet::errors::ParquetError| damaged(store, segment, &error.to_string());
        let reader = open(store, segment)?;
        let rows = rows(&reader, wanted).map_err(failed)?;
        if all.len() + rows.len() > wanted.most {
            let message =
                format!("more than {} events are asked for: narrow them with --since, --until, --type or --quad", wanted.most);
            return Err(Error::Input(message));
        }
        if rows.is_empty() {
            continue;
        }
        let columns = reader.columns().map_err(failed)?;
        let event =
            |row: &usize| cells::event(&columns, *row).map_err(|reason| damaged(store, segment, &format!("row {row}: {reason}")));
        all.extend(rows.par_iter().map(event).collect::<Result<Vec<Event>>>()?);
    }
    Ok(all)
}

/// The events in rows, by these.
pub(super) fn told(store: &Store, rows: &BTreeSet<u32>) -> Result<Vec<(u32, Event)>> {
    let (mut first, mut parts) = (0, Vec::new());
    for segment in &store.manifest.segments {
        let end = first + segment.events;
        // Columns count rows in four bytes.
        let [from, to] = [first, end].map(|row| u32::try_from(row).unwrap_or(u32::MAX));
        let here: Vec<usize> = rows.range(from..to).map(|row| (row - from) as usize).collect();
        if !here.is_empty() {
            parts.push((segment, from, here));
        }
        first = end;
    }
    let read = |(segment, first, rows): (&Segment, u32, Vec<usize>)| {
        let columns = open(store, segment)?.rows(&rows).map_err(|error| damaged(store, segment, &error.to_string()))?;
        let event = |(at, row): (usize, &usize)| {
            let event = cells::event(&columns, at).map_err(|reason| damaged(store, segment, &format!("row {row}: {reason}")))?;
            Ok((first + *row as u32, event))
        };
        rows.iter().enumerate().map(event).collect::<Result<Vec<_>>>()
    };
    let parts: Vec<Vec<(u32, Event)>> = parts.into_par_iter().map(read).collect::<Result<_>>()?;
    Ok(parts.into_iter().flatten().collect())
}

/// The rows of a segment that are asked for.
fn rows(reader: &Reader, wanted: &Wanted<'_>) -> parquet::errors::Result<Vec<usize>> {
    let [status, date, cameo, confidence] =
        [reader.column("status")?, reader.column("date")?, reader.column("cameo")?, reader.column("confidence")?];
    let keeps = |row: &usize| {
        (wanted.event)(&Sketch {
            status: status.text(*row).unwrap_or_default(),
            date: date.day(*row),
            cameo: cameo.text(*row).unwrap_or_default(),
            confidence: confidence.real(*row).unwrap_or_default(),
        })
    };
    Ok((0..status.len()).filter(keeps).collect())
}
