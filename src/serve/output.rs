//! A folder of output, or a part of it or of a store, in memory; read again when it changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use serde::de::DeserializeOwned;

use crate::actors::Actor;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::export::{folder as written, node_link};
use crate::graph::{Filter, Level, RelationGraph, fold};
use crate::id::ActorId;
use crate::view::page::{About, EvidenceTables, json, served_page, tables};

/// The files of a build, of which the first must be there.
const FILES: [&str; 3] = ["events.jsonl", "actors.jsonl", "graph.json"];
/// The files whose change is looked for: these, and the manifest of a store.
const WATCHED: [&str; 4] = [FILES[0], FILES[1], FILES[2], "store.json"];
/// More events than this are not shown on one page.
pub const MOST_EVENTS: usize = 300_000;
/// A larger file is not read into memory.
const LARGEST: u64 = 4 << 30;

/// A folder of output.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    about: About,
    part: Option<Part>,
    now: Mutex<(Stamp, Arc<Loaded>)>,
}

/// Which events are shown, where it is not all that the folder tells of.
#[derive(Debug, Clone)]
pub struct Part {
    /// The level of its actors.
    pub level: Level,
    /// What is kept.
    pub filter: Filter,
}

/// What was read.
#[derive(Debug)]
pub struct Loaded {
    /// Grows with each reading.
    pub version: u64,
    /// The page.
    pub page: String,
    /// The graph's tables as JSON.
    pub graph: String,
    /// The words behind it.
    pub evidence: EvidenceTables,
}

/// When each file was changed, and how long it is.
type Stamp = [Option<(SystemTime, u64)>; WATCHED.len()];

impl Output {
    /// Reads a folder, or a part of it; of a store always a part. What `about` leaves open is taken from its graph.json.
    ///
    /// # Errors
    /// Where it has no events.jsonl, a file is cut or none of ours, or the events are too many for a page.
    pub fn open(folder: &Path, about: About, part: Option<Part>) -> Result<Output> {
        let stamp = stamp(folder);
        let loaded = load(folder, &about, part.as_ref(), 1)?;
        Ok(Output { folder: folder.to_owned(), about, part, now: Mutex::new((stamp, Arc::new(loaded))) })
    }

    /// What the folder holds now. While a file cannot be read, what was read before stands.
    pub fn current(&self) -> Arc<Loaded> {
        // Nothing is left half done where a thread ended while it held the lock.
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = stamp(&self.folder);
        if stamp != now.0 {
            now.0 = stamp;
            if let Ok(loaded) = load(&self.folder, &self.about, self.part.as_ref(), now.1.version + 1) {
                now.1 = Arc::new(loaded);
            }
        }
        now.1.clone()
    }
}

fn stamp(folder: &Path) -> Stamp {
    WATCHED.map(|name| fs::metadata(folder.join(name)).ok().and_then(|found| Some((found.modified().ok()?, found.len()))))
}

fn load(folder: &Path, about: &About, part: Option<&Part>, version: u64) -> Result<Loaded> {
    let mut about = about.clone();
    let graph = match part {
        Some(part) => read_part(folder, &mut about, part)?,
        None => read_all(folder, &mut about)?,
    };
    let data = tables(&graph, &about);
    Ok(Loaded { version, page: served_page(data.graph.title()), graph: json(&data.graph), evidence: data.evidence })
}

/// The events of a folder or store that a filter keeps.
fn read_part(folder: &Path, about: &mut About, part: &Part) -> Result<RelationGraph> {
    let output = written::open(folder)?;
    let graph = output.at(part.level, &part.filter)?.filter(&part.filter);
    about.level = Some(part.level);
    if about.title.is_empty() {
        about.title = output.title;
    }
    let events = graph.events().count();
    if events > MOST_EVENTS {
        let message = format!(
            "{events} events are too many for one page, which shows {MOST_EVENTS} at most: narrow them with --since, --until, --actor or --type"
        );
        return Err(Error::Input(message));
    }
    Ok(graph)
}

/// Everything that a build wrote.
fn read_all(folder: &Path, about: &mut About) -> Result<RelationGraph> {
    let [events, actors, graph] = FILES.map(|name| folder.join(name));
    if !folder.is_dir() {
        let what = if folder.exists() { "is no folder" } else { "does not exist" };
        let message = format!("{} {what}: name the folder of a build, as in 'diplograph serve output'", folder.display());
        return Err(Error::Input(message));
    }
    if !events.exists() {
        let message = format!("{} holds no events.jsonl: write it with 'diplograph build ARTICLES -o {0}'", folder.display());
        return Err(Error::Input(message));
    }
    let mut known = BTreeMap::<ActorId, Actor>::new();
    if graph.exists() {
        let (title, graph) = node_link::read(&read(&graph)?, &graph.display().to_string())?;
        about.title = title;
        about.level = about.level.or(Some(graph.level));
        let nodes = graph.nodes().cloned();
        let nodes = nodes.map(|node| Actor { id: node.id, name: node.name, code: node.code, kind: node.kind, party: node.party });
        known.extend(graph.parties.values().cloned().chain(nodes).map(|actor| (actor.id.clone(), actor)));
    }
    if actors.exists() {
        known.extend(records::<Actor>(&actors)?.into_iter().map(|actor| (actor.id.clone(), actor)));
    }
    Ok(fold(records::<Event>(&events)?, known))
}

/// A record a line.
fn records<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let bytes = read(path)?;
    let lines = (1..).zip(bytes.split(|&byte| byte == b'\n')).filter(|(_, line)| !line.is_empty());
    let refuse = |line: u64, error: serde_json::Error| {
        let reason = if error.is_eof() { "the line ends in the middle".to_owned() } else { error.to_string() };
        Error::Input(format!("{}:{line}: {reason}; write it anew with 'diplograph build'", path.display()))
    };
    lines.map(|(number, line)| serde_json::from_slice(line).map_err(|error| refuse(number, error))).collect()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    if fs::metadata(path).map_err(failed)?.len() > LARGEST {
        return Err(Error::Input(format!("{} is larger than 4 GiB: serve a part of it", path.display())));
    }
    fs::read(path).map_err(failed)
}
