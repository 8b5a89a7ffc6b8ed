//! Export: the graph and its events as bytes; one file per format.
//!
//! Everything written is sorted and free of clocks: the same events give the same bytes.

pub mod actors;
pub mod cytoscape;
pub mod diagnostics;
pub mod dot;
pub mod events;
pub mod flat;
pub mod folder;
pub mod formats;
pub mod gexf;
pub mod graphml;
pub mod manifest;
pub mod mermaid;
pub mod node_link;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod tables;
pub mod trig;
pub mod write;
mod xml;

pub use write::write_whole;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

/// Records as JSON, one on each line.
fn json_lines<'a, T: Serialize + 'a>(records: impl IntoIterator<Item = &'a T>) -> Vec<u8> {
    let mut lines = Vec::new();
    for record in records {
        write_json(&mut lines, record);
        lines.push(b'\n');
    }
    lines
}

/// Writes a record as JSON on one line behind what is there.
fn write_json<T: Serialize>(out: &mut Vec<u8>, record: &T) {
    // Fails only for maps whose keys are not strings, and for writers that fail: our records have neither.
    let _ = serde_json::to_writer(out, record);
}

/// A record as JSON on one line.
fn json<T: Serialize>(record: &T) -> String {
    // As above.
    serde_json::to_string(record).unwrap_or_default()
}

/// Reads records that `json_lines` wrote. `name` is what errors call the file, `what` what a line should be.
fn read_json_lines<T: DeserializeOwned>(text: &[u8], name: &str, what: &str) -> Result<Vec<T>> {
    let lines = text.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty());
    let read = |(at, line): (usize, &[u8])| {
        serde_json::from_slice(line).map_err(|error| {
            let reason =
                if error.is_eof() { "the line ends in the middle".to_owned() } else { format!("not {what} of ours: {error}") };
            Error::Input(format!("{name}:{}: {reason}; write it anew with 'diplograph build'", at + 1))
        })
    };
    lines.map(read).collect()
}
