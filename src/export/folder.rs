//! What `build` wrote, read back: the graph that was drawn, and on demand every event at either level.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::actors::Actor;
use crate::error::{Error, Result};
use crate::export::{actors, events, node_link};
use crate::graph::{Filter, Level, Node, RelationGraph, fold};
use crate::id::ActorId;

/// The output of a run.
#[derive(Debug)]
pub struct Output {
    /// The graph's title.
    pub title: String,
    /// The graph as it was drawn: of one level, and of the events that the default filter keeps.
    pub graph: RelationGraph,
    /// The folder, where there is one and not a `graph.json` alone.
    folder: Option<PathBuf>,
}

/// Reads the graph of an output folder, of a `graph.json` or of an answer as JSON; an `events.jsonl` is folded to a graph of parties.
///
/// # Errors
/// Where it does not exist, is cut, of another version or no graph of ours.
pub fn open(path: &Path) -> Result<Output> {
    if path.is_dir() {
        let file = path.join("graph.json");
        if !file.exists() {
            let message = format!("{} has no graph.json; write one with 'diplograph build PATHS -o {0}'", path.display());
            return Err(Error::Input(message));
        }
        let (title, graph) = read_graph(&file)?;
        return Ok(Output { title, graph, folder: Some(path.to_owned()) });
    }
    if path.extension().is_some_and(|ending| ending == "jsonl") {
        let graph = fold(events::read(&read(path)?, &path.display().to_string())?, BTreeMap::new()).at(Level::Party);
        return Ok(Output { title: "Who did what to whom".to_owned(), graph, folder: None });
    }
    let (title, graph) = read_graph(path)?;
    Ok(Output { title, graph, folder: None })
}

impl Output {
    /// A graph at a level in which a filter can find all that it asks for: the one that was drawn, if that is enough, else one of
    /// every event in the folder.
    ///
    /// # Errors
    /// Where the folder's events cannot be read.
    pub fn at(&self, level: Level, filter: &Filter) -> Result<Cow<'_, RelationGraph>> {
        let is_enough = level == self.graph.level && (!filter.is_wide() || self.folder.is_none());
        if is_enough { Ok(Cow::Borrowed(&self.graph)) } else { self.everything(level).map(Cow::Owned) }
    }

    /// Every event in the folder at a level; of a `graph.json` alone, those that it holds.
    ///
    /// # Errors
    /// Where the folder's events cannot be read.
    pub fn everything(&self, level: Level) -> Result<RelationGraph> {
        let told = match self.file("events.jsonl") {
            Some(path) => events::read(&read(&path)?, &path.display().to_string())?,
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
        if let Some(path) = self.file("actors.jsonl") {
            known.extend(actors::read(&read(&path)?, &path.display().to_string())?);
        }
        Ok(known)
    }

    fn file(&self, name: &str) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(name)).filter(|file| file.exists())
    }
}

fn read_graph(path: &Path) -> Result<(String, RelationGraph)> {
    node_link::read(&read(path)?, &path.display().to_string())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}
