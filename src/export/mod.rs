//! Export: the graph and its events as bytes; one file per format.
//!
//! Everything written is sorted and free of clocks: the same events give the same bytes.

pub mod diagnostics;
pub mod dot;
pub mod events;
pub mod manifest;
pub mod node_link;
pub mod write;

pub use write::write_whole;

use serde::Serialize;

/// Records as JSON, one on each line.
fn json_lines<'a, T: Serialize + 'a>(records: impl IntoIterator<Item = &'a T>) -> Vec<u8> {
    let lines = records.into_iter().map(|record| json(record) + "\n");
    lines.collect::<String>().into_bytes()
}

/// A record as JSON on one line.
fn json<T: Serialize>(record: &T) -> String {
    // Fails only for maps whose keys are not strings, and for writers that fail: our records have neither.
    serde_json::to_string(record).unwrap_or_default()
}
