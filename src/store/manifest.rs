//! The manifest: which segments count, and which inputs were read to their end.

use std::collections::BTreeSet;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::error::{Error, Result};
use crate::store::disk;

/// The manifest's file in the store's folder.
pub(super) const FILE: &str = "store.json";

/// The version of the layout that is written; newer ones are refused.
const VERSION: u32 = 1;

/// What is in a store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the layout.
    pub version: u32,
    /// How many segments were ever made: the next one's number.
    pub made: u64,
    /// The segments, by name.
    pub segments: Vec<Segment>,
    /// SHA-256 of the inputs that were read to their end.
    pub inputs: BTreeSet<String>,
}

/// A segment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Segment {
    /// Its path in the store's folder.
    pub file: String,
    /// The month of report, "2018-01"; "undated" where none is known.
    pub month: String,
    /// How many events it holds.
    pub events: u64,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The first day of an event in it.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// A store in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Info {
    /// The version of the layout.
    pub version: u32,
    /// Events.
    pub events: u64,
    /// Segments.
    pub segments: u64,
    /// Months of report.
    pub months: u64,
    /// Bytes of the segments.
    pub bytes: u64,
    /// Inputs that were read to their end.
    pub inputs: u64,
    /// The first day of an event.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Default for Manifest {
    fn default() -> Self {
        Manifest { version: VERSION, made: 0, segments: Vec::new(), inputs: BTreeSet::new() }
    }
}

impl Manifest {
    /// What there is to say of it.
    pub fn info(&self) -> Info {
        let months: BTreeSet<&str> = self.segments.iter().map(|segment| segment.month.as_str()).collect();
        Info {
            version: self.version,
            events: self.segments.iter().map(|segment| segment.events).sum(),
            segments: self.segments.len() as u64,
            months: months.len() as u64,
            bytes: self.segments.iter().map(|segment| segment.bytes).sum(),
            inputs: self.inputs.len() as u64,
            from: self.segments.iter().filter_map(|segment| segment.from).min(),
            to: self.segments.iter().filter_map(|segment| segment.to).max(),
        }
    }
}

/// Reads a store's manifest.
pub(super) fn read(folder: &Path) -> Result<Manifest> {
    #[derive(Deserialize)]
    struct Version {
        version: u32,
    }
    let path = folder.join(FILE);
    let text = disk::read(&path)?;
    let broken = |error: serde_json::Error| {
        let hint = "it was changed by hand or damaged; the segments beside it are Parquet and can be read by any engine";
        Error::Input(format!("{}: no manifest of a store: {error}; {hint}", path.display()))
    };
    let Version { version } = serde_json::from_slice(&text).map_err(broken)?;
    if version > VERSION {
        let message =
            format!("{} is a store of version {version}, and this program knows {VERSION}: update it", folder.display());
        return Err(Error::Input(message));
    }
    serde_json::from_slice(&text).map_err(broken)
}

/// Replaces it.
pub(super) fn write(folder: &Path, manifest: &Manifest) -> Result<()> {
    let text = serde_json::to_string_pretty(manifest).map_err(|error| Error::Input(error.to_string()))?;
    disk::write(&folder.join(FILE), (text + "\n").as_bytes())
}
