//! What `build` wrote, read back: the graph that was drawn, and on demand every event at either level.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::actors::Actor;
#[cfg(feature = "parquet")]
use crate::date::Date;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::export::{actors, events, node_link};
#[cfg(feature = "parquet")]
use crate::graph::columns::days;
use crate::graph::{Filter, Level, Node, RelationGraph, fold};
use crate::id::ActorId;
#[cfg(feature = "parquet")]
use crate::store::{Store, Wanted};

/// The output of a run.
#[derive(Debug)]
pub struct Output {
    /// The graph's title.
    pub title: String,
    /// The graph as it was drawn: of one level, and of the events that the default filter keeps.
    pub graph: RelationGraph,
    /// The folder, where there is one and not a `graph.json` alone.
    folder: Option<PathBuf>,
    /// The store, where it is one: then `graph` is empty, and what is asked for is read when it is.
    #[cfg(feature = "parquet")]
    store: Option<Store>,
}

/// More events than this are not taken out of a store at once: in memory they take some three gigabytes a million.
#[cfg(feature = "parquet")]
const MOST_EVENTS: usize = 2_000_000;

/// Reads the graph of an output folder, of a `graph.json` or of an answer as JSON; an `events.jsonl` is folded to a graph of parties.
///
/// # Errors
/// Where it does not exist, is cut, of another version or no graph of ours.
pub fn open(path: &Path) -> Result<Output> {
    #[cfg(feature = "parquet")]
    if Store::is_one(path) {
        let (title, graph) = (TITLE.to_owned(), fold(Vec::<Event>::new(), BTreeMap::new()).at(Level::Party));
        return Ok(Output { title, graph, folder: None, store: Some(Store::open(path)?) });
    }
    if path.is_dir() {
        let file = path.join("graph.json");
        if !file.exists() {
            let message = format!("{} has no graph.json; write one with 'diplograph build PATHS -o {0}'", path.display());
            return Err(Error::Input(message));
        }
        let (title, graph) = read_graph(&file)?;
        return Ok(Output::of(title, graph, Some(path.to_owned())));
    }
    if path.extension().is_some_and(|ending| ending == "jsonl") {
        // Who stands for whom is told beside it, where a build wrote it.
        let beside = path.with_file_name("actors.jsonl");
        let known = if beside.exists() { actors::read(&read(&beside)?, &beside.display().to_string())? } else { BTreeMap::new() };
        let graph = fold(events::read(&read(path)?, &path.display().to_string())?, known).at(Level::Party);
        return Ok(Output::of(TITLE.to_owned(), graph, None));
    }
    let (title, graph) = read_graph(path)?;
    Ok(Output::of(title, graph, None))
}

/// What a graph is called that tells no title itself.
const TITLE: &str = "Who did what to whom";

impl Output {
    /// An output without anything in it.
    pub fn empty(level: Level) -> Output {
        Output::of(TITLE.to_owned(), fold(Vec::<Event>::new(), BTreeMap::new()).at(level), None)
    }

    fn of(title: String, graph: RelationGraph, folder: Option<PathBuf>) -> Output {
        Output {
            title,
            graph,
            folder,
            #[cfg(feature = "parquet")]
            store: None,
        }
    }

    /// A graph at a level in which a filter can find all that it asks for: the one that was drawn, if that is enough, else one of
    /// every event in the folder.
    ///
    /// # Errors
    /// Where the folder's events cannot be read.
    pub fn at(&self, level: Level, filter: &Filter) -> Result<Cow<'_, RelationGraph>> {
        #[cfg(feature = "parquet")]
        if let Some(store) = &self.store {
            return from_store(store, level, filter).map(Cow::Owned);
        }
        if level == Level::Person && self.graph.level == Level::Party && self.folder.is_none() {
            let message =
                "this file tells of parties and not of the persons who stand for them: name the folder that the build wrote";
            return Err(Error::Input(message.to_owned()));
        }
        let is_enough = level == self.graph.level && (!filter.is_wide() || self.folder.is_none());
        if is_enough { Ok(Cow::Borrowed(&self.graph)) } else { self.everything(level).map(Cow::Owned) }
    }

    /// Every event in the folder at a level; of a `graph.json` alone, those that it holds.
    ///
    /// # Errors
    /// Where the folder's events cannot be read.
    pub fn everything(&self, level: Level) -> Result<RelationGraph> {
        #[cfg(feature = "parquet")]
        if let Some(store) = &self.store {
            return from_store(store, level, &Filter::everything());
        }
        let told = match self.file("events.jsonl") {
            Some(path) => events::read(&read(&path)?, &path.display().to_string())?.into_iter().map(Arc::new).collect(),
            None => self.graph.events().cloned().collect(),
        };
        Ok(fold(told, self.known()?).at(level))
    }

    /// The events of a part of the graph at the level of persons, as far as the folder tells of them.
    ///
    /// # Errors
    /// Where the folder's actors cannot be read.
    pub fn persons(&self, part: &RelationGraph) -> Result<RelationGraph> {
        Ok(fold(part.events().cloned().collect(), self.known()?))
    }

    /// What is known of actors, of either level.
    fn known(&self) -> Result<BTreeMap<ActorId, Actor>> {
        let drawn = self.graph.nodes().map(Node::actor).chain(self.graph.parties.values().cloned());
        let mut known: BTreeMap<_, _> = drawn.map(|actor| (actor.id.clone(), actor)).collect();
        #[cfg(feature = "parquet")]
        if let Some(store) = &self.store {
            known.extend(store.actors()?);
        }
        if let Some(path) = self.file("actors.jsonl") {
            known.extend(actors::read(&read(&path)?, &path.display().to_string())?);
        }
        Ok(known)
    }

    fn file(&self, name: &str) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(name)).filter(|file| file.exists())
    }
}

/// The graph of the events of a store that a filter may keep. The filter itself is still to be applied.
#[cfg(feature = "parquet")]
fn from_store(store: &Store, level: Level, filter: &Filter) -> Result<RelationGraph> {
    // Tellings of one event may be a day apart, and the earliest dates it.
    let widened = |date: Option<Date>, by: i64| date.and_then(|date| date.checked_add(jiff::Span::new().days(by)).ok());
    let (since, until) = (widened(filter.since, -3), widened(filter.until, 3));
    let (first, last) = (since.map_or(i32::MIN, days), until.map_or(i32::MAX, days));
    let dated = filter.since.is_some() || filter.until.is_some();
    let wanted = Wanted {
        segment: &|segment| {
            let overlaps = |from, to| until.is_none_or(|until| from <= until) && since.is_none_or(|since| since <= to);
            !dated || segment.from.zip(segment.to).is_some_and(|(from, to)| overlaps(from, to))
        },
        event: &|event| {
            filter.statuses.iter().any(|status| status.name() == event.status)
                && event.confidence >= filter.confidence
                && (!dated || event.date.is_some_and(|date| (first..=last).contains(&date)))
                && (filter.types.is_empty() || filter.types.iter().any(|code| event.cameo.starts_with(code)))
        },
        most: MOST_EVENTS,
    };
    Ok(fold(store.events(&wanted)?, store.actors()?).at(level))
}

fn read_graph(path: &Path) -> Result<(String, RelationGraph)> {
    node_link::read(&read(path)?, &path.display().to_string())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}
