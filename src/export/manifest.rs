//! `manifest.json`: what a run was made of and what came out, so that it can be checked and repeated. No clock.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::graph::{Counts, RelationGraph};
use crate::knowledge::DataFiles;

/// A run: the program, its data, its input, and the counts of what came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program's version.
    pub version: String,
    /// SHA-256 of every data file, the model among them, by path within the data folder.
    pub data: BTreeMap<String, String>,
    /// What was read, by path.
    pub inputs: Vec<InputFile>,
    /// What came out.
    pub totals: Totals,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InputFile {
    /// Its path as given, `-` for standard input.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// What came out of a run, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Articles read.
    pub articles: u64,
    /// Their sentences.
    pub sentences: u64,
    /// Event records of others that were read.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub records: u64,
    /// Events as coded, as often as they are told.
    pub coded: u64,
    /// Events in the graph, each once, with those that have no target.
    pub events: Counts,
    /// Of these, the events without a target.
    pub without_target: u64,
    /// Actors in the graph.
    pub actors: u64,
    /// Diagnostics by code.
    pub diagnostics: BTreeMap<String, u64>,
}

impl Totals {
    /// The numbers of a run.
    pub fn of(articles: u64, sentences: u64, graph: &RelationGraph, diagnostics: &[Diagnostic]) -> Totals {
        let mut totals = Totals {
            articles,
            sentences,
            records: 0,
            coded: graph.events().count() as u64,
            events: graph.counts(),
            without_target: graph.solo.len() as u64,
            actors: graph.graph.node_count() as u64,
            diagnostics: BTreeMap::new(),
        };
        graph.solo.iter().for_each(|edge| totals.events.add(&edge.event_type));
        for diagnostic in diagnostics {
            *totals.diagnostics.entry(diagnostic.code.clone()).or_default() += 1;
        }
        totals
    }
}

fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// The manifest as JSON, for people to read.
pub fn manifest(manifest: &Manifest) -> Vec<u8> {
    let mut sorted = manifest.clone();
    sorted.inputs.sort();
    // No key of its maps is anything but a string, so that it cannot fail.
    let text = serde_json::to_string_pretty(&sorted).unwrap_or_default();
    (text + "\n").into_bytes()
}

/// SHA-256 of every data file by its path.
///
/// # Errors
/// Where one cannot be read.
pub fn hash_data(files: &DataFiles) -> Result<BTreeMap<String, String>> {
    let hash = |path: String| {
        let hash = sha256(&files.bytes(&path)?);
        Ok((path, hash))
    };
    files.all().into_iter().map(hash).collect()
}

/// SHA-256 in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The same of everything that can be read, without holding it.
///
/// # Errors
/// Where reading fails.
pub fn sha256_of(mut reader: impl std::io::Read) -> std::io::Result<String> {
    let (mut hasher, mut part) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match reader.read(&mut part) {
            Ok(0) => return Ok(hexadecimal(&hasher.finalize())),
            Ok(read) => hasher.update(&part[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fold;
    use crate::graph::tests::{actors, event};
    use crate::{Place, Severity};

    #[test]
    fn reads_back_sorted() {
        let input = |path: &str| InputFile { path: path.to_owned(), sha256: sha256(b"x") };
        let whole = Manifest {
            version: "1.0.0".to_owned(),
            data: BTreeMap::from([("a.tsv".to_owned(), sha256(b""))]),
            inputs: vec![input("b"), input("a")],
            totals: Totals::default(),
        };
        let read: Manifest = serde_json::from_slice(&manifest(&whole)).expect("sound");
        assert_eq!(read.inputs, [input("a"), input("b")]);
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn totals_count_events_once_and_tellings_each() {
        let events = vec![
            event("a", 0, "putin", Some("obama"), "051", Some("2009-09-20")),
            event("b", 0, "putin", Some("obama"), "051", Some("2009-09-20")),
            event("a", 1, "putin", None, "154", None),
        ];
        let broken = Diagnostic::new(Severity::Error, "broken-json", Place::default(), "broken");
        let totals = Totals::of(2, 9, &fold(events, actors()), &[broken.clone(), broken]);
        assert_eq!((totals.coded, totals.events.events, totals.events.quads, totals.without_target), (3, 2, [1, 0, 0, 1], 1));
        assert_eq!(totals.diagnostics, BTreeMap::from([("broken-json".to_owned(), 2)]));
    }

    #[test]
    fn every_data_file_is_hashed_and_an_overlay_tells() {
        let builtin = hash_data(&DataFiles::default()).expect("readable");
        assert!(builtin.contains_key("ontology/cameo.tsv"));
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir_all(folder.path().join("actors/people")).expect("made");
        std::fs::write(folder.path().join("actors/people/own.tsv"), "own").expect("written");
        let own = hash_data(&DataFiles::new(Some(folder.path()))).expect("readable");
        assert_eq!(own.get("actors/people/own.tsv"), Some(&sha256(b"own")));
        assert_eq!(own.len(), builtin.len() + 1);
    }
}
