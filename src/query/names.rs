//! Whom a name means: an actor of the graph by id, code, name, alias or a part of the name; else the nearest one.

use petgraph::graph::NodeIndex;

use crate::graph::{Graph, Known};
use crate::id::ActorId;
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::distance;
use crate::knowledge::spelling::{key, words};

/// Whom a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// This actor.
    One(NodeIndex),
    /// One of these, the busiest first.
    Several(Vec<NodeIndex>),
    /// Somebody who stands for this actor here: the graph counts parties.
    StandsFor(String, NodeIndex),
    /// Somebody of whom nothing is told here, by name.
    Silent(String),
    /// Nobody; the nearest name, if one is near.
    Nobody(Option<String>),
}

/// Finds an actor: by id, code or full name; by what the directory knows, aliases too; by words of the name.
///
/// ```
/// use diplograph::graph::{Level, fold};
/// use diplograph::knowledge::{ActorDirectory, DataFiles};
/// use diplograph::query::names::{Meant, find};
///
/// let directory = ActorDirectory::load(&DataFiles::default())?;
/// let empty = fold(Vec::<diplograph::events::Event>::new(), Default::default()).at(Level::Party);
/// assert_eq!(find(&empty, &directory, "Germny"), Meant::Nobody(Some("Germany".to_owned())));
/// assert_eq!(find(&empty, &directory, "Russia"), Meant::Silent("Russia".to_owned()));
/// # Ok::<(), diplograph::Error>(())
/// ```
pub fn find(graph: &dyn Graph, directory: &ActorDirectory, asked: &str) -> Meant {
    let asked = asked.trim();
    if let Some(node) = graph.place(&ActorId::from(asked)) {
        return Meant::One(node);
    }
    let wanted = spelled(asked.trim_start_matches("the "));
    let named = actors(graph).filter(|(_, known)| spelled(known.name) == wanted);
    let coded = actors(graph).filter(|(_, known)| !known.code.is_empty() && known.code.eq_ignore_ascii_case(asked));
    // A code is first of all that of the state or organization itself.
    let (own, others): (Vec<_>, Vec<_>) = coded.partition(|(_, known)| known.party.is_none());
    for found in [named.collect(), own, others] {
        if let Some(meant) = some(graph, found.into_iter().map(|(node, _)| node).collect()) {
            return meant;
        }
    }
    let known = directory.find(asked, None);
    let known: Vec<&crate::knowledge::directory::Entry> = known.iter().map(|found| directory.entry(found.entry)).collect();
    let here: Vec<NodeIndex> = known.iter().filter_map(|entry| graph.place(&entry.id)).collect();
    if let Some(meant) = some(graph, here) {
        return meant;
    }
    let holds = |name: &str| !wanted.is_empty() && format!(" {} ", spelled(name)).contains(&format!(" {wanted} "));
    let partly: Vec<NodeIndex> = actors(graph).filter(|(_, known)| holds(known.name)).map(|(node, _)| node).collect();
    if let Some(meant) = some(graph, partly) {
        return meant;
    }
    elsewhere(graph, &known, &wanted).unwrap_or_else(|| Meant::Nobody(nearest(graph, directory, asked, &wanted)))
}

fn actors(graph: &dyn Graph) -> impl Iterator<Item = (NodeIndex, Known<'_>)> {
    (0..graph.size()).map(NodeIndex::new).map(|node| (node, graph.actor(node)))
}

fn some(graph: &dyn Graph, mut found: Vec<NodeIndex>) -> Option<Meant> {
    match found[..] {
        [] => None,
        [only] => Some(Meant::One(only)),
        _ => {
            found.sort_by_key(|node| std::cmp::Reverse(graph.busy(*node)));
            Some(Meant::Several(found))
        }
    }
}

/// Somebody who is no node: a person in a graph of parties, or one whom only the directory knows.
fn elsewhere(graph: &dyn Graph, known: &[&crate::knowledge::directory::Entry], wanted: &str) -> Option<Meant> {
    let speaks = |id: &ActorId| known.iter().any(|entry| entry.id == *id) || spelled(id.as_str()) == wanted;
    if let Some((id, party)) = graph.stands_for(&speaks) {
        let name = known.iter().find(|entry| entry.id == *id).map_or(id.to_string(), |entry| entry.name.clone());
        return Some(Meant::StandsFor(name, party));
    }
    known.first().map(|entry| Meant::Silent(entry.name.clone()))
}

/// The nearest name: of the graph's actors, else of the directory.
fn nearest(graph: &dyn Graph, directory: &ActorDirectory, asked: &str, wanted: &str) -> Option<String> {
    let allowed = (wanted.chars().count() / 4).min(3);
    let near = actors(graph).filter_map(|(_, known)| Some((distance(wanted, &spelled(known.name), allowed)?, known.name)));
    near.min().map(|(_, name)| name.to_owned()).or_else(|| directory.suggest(asked))
}

fn spelled(name: &str) -> String {
    key(words(name).iter().map(String::as_str))
}
