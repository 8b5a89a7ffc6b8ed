//! `graph.json`: NetworkX's node-link form, written and read back.
//!
//! `networkx.node_link_graph(data, edges="edges")` reads it as it is. One node or edge on each line, so that two runs can
//! be compared line by line.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::actors::{Actor, ActorKind};
use crate::date::{Date, Precision};
use crate::error::{Error, Result};
use crate::events::{Event, EventType, Status};
use crate::export::{json, write_json};
use crate::graph::{Counts, Edge, Level, Node, RelationGraph, Represents, Side};
use crate::id::{ActorId, EventId};

/// The version of the form; another one is not read.
pub const VERSION: u32 = 1;

/// What the file says of the graph as a whole.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    version: u32,
    title: String,
    level: Level,
    /// The first and the last day of the dated events.
    from: Option<Date>,
    to: Option<Date>,
    counts: Counts,
    parties: Vec<Actor>,
    represents: Vec<Represents>,
    /// Events without a target: node-link form has no place for them among the edges.
    solo: Vec<EdgeRecord>,
}

#[derive(Debug, Serialize, Deserialize)]
struct NodeRecord {
    id: ActorId,
    name: String,
    code: String,
    kind: ActorKind,
    party: Option<ActorId>,
    solo: Counts,
}

#[derive(Debug, Serialize, Deserialize)]
struct EdgeRecord {
    source: ActorId,
    target: Option<ActorId>,
    key: EventId,
    source_party: ActorId,
    target_party: Option<ActorId>,
    label: String,
    #[serde(rename = "type")]
    event_type: Arc<EventType>,
    status: Status,
    date: Option<Date>,
    date_precision: Option<Precision>,
    confidence: f64,
    /// How many articles tell of it, copies of one text counted once; counted anew from the events, never read.
    #[serde(default)]
    reports: usize,
    events: Vec<Arc<Event>>,
}

#[derive(Deserialize)]
struct File {
    graph: Header,
    nodes: Vec<NodeRecord>,
    edges: Vec<EdgeRecord>,
}

/// The version alone, so that a file of another version is refused for that and not for a field.
#[derive(Deserialize)]
struct Versioned {
    graph: VersionedHeader,
}

#[derive(Deserialize)]
struct VersionedHeader {
    version: u32,
}

/// The graph in node-link form.
pub fn node_link(graph: &RelationGraph, title: &str) -> Vec<u8> {
    write(graph, title, "")
}

/// The graph of an answer's events, with the answer beside it: whatever reads the one reads the other.
pub fn node_link_with(graph: &RelationGraph, title: &str, answer: &impl Serialize) -> Vec<u8> {
    write(graph, title, &format!("\"answer\":{},\n", json(answer)))
}

fn write(graph: &RelationGraph, title: &str, answer: &str) -> Vec<u8> {
    let dates = || graph.edges().filter_map(|edge| edge.date);
    let header = Header {
        version: VERSION,
        title: title.to_owned(),
        level: graph.level,
        from: dates().min(),
        to: dates().max(),
        counts: graph.counts(),
        parties: graph.parties.values().cloned().collect(),
        represents: graph.represents.clone(),
        solo: graph.solo.iter().map(EdgeRecord::from).collect(),
    };
    let mut out = b"{\"directed\":true,\"multigraph\":true,\"graph\":".to_vec();
    write_json(&mut out, &header);
    out.extend_from_slice(format!(",\n{answer}\"nodes\":[\n").as_bytes());
    write_rows(&mut out, graph.nodes().map(NodeRecord::from));
    out.extend_from_slice(b"\n],\n\"edges\":[\n");
    write_rows(&mut out, graph.edges().map(EdgeRecord::from));
    out.extend_from_slice(b"\n]}\n");
    out
}

/// One record on each line, with commas between.
fn write_rows<T: Serialize>(out: &mut Vec<u8>, records: impl Iterator<Item = T>) {
    for (at, record) in records.enumerate() {
        if at > 0 {
            out.extend_from_slice(b",\n");
        }
        write_json(out, &record);
    }
}

/// Reads a graph and its title back. `name` is what errors call the file.
///
/// # Errors
/// Where the file is cut, is no node-link JSON of ours, is of another version, or contradicts itself.
pub fn read(bytes: &[u8], name: &str) -> Result<(String, RelationGraph)> {
    let refuse = |reason: String| Error::Input(format!("{name}: {reason}; write it anew with 'diplograph build'"));
    let explain = |error: serde_json::Error| {
        if error.is_eof() {
            refuse("the file ends in the middle".to_owned())
        } else {
            refuse(format!("{}: {error}", if error.is_syntax() { "no JSON" } else { "not a graph of ours" }))
        }
    };
    let versioned = |error: serde_json::Error| {
        if error.is_data() { refuse("not a graph of ours: it has no graph.version".to_owned()) } else { explain(error) }
    };
    let found = serde_json::from_slice::<Versioned>(bytes).map_err(versioned)?.graph.version;
    if found != VERSION {
        return Err(refuse(format!("the graph is of version {found}, but this program reads version {VERSION}")));
    }
    let file: File = serde_json::from_slice(bytes).map_err(explain)?;
    check(&file).map_err(refuse)?;
    let parties = file.graph.parties.into_iter().map(|party| (party.id.clone(), party));
    let nodes = file.nodes.into_iter().map(|node| (node.id.clone(), Actor::from(node)));
    let actors = parties.chain(nodes).collect();
    let edges = file.edges.into_iter().map(Edge::from).collect();
    let solo = file.graph.solo.into_iter().map(Edge::from).collect();
    Ok((file.graph.title, RelationGraph::assemble(file.graph.level, edges, solo, &actors)))
}

/// What would make a graph that is not one, in words.
fn check(file: &File) -> std::result::Result<(), String> {
    let nodes: BTreeSet<&ActorId> = file.nodes.iter().map(|node| &node.id).collect();
    let mut keys = BTreeSet::new();
    for edge in &file.edges {
        let Some(target) = &edge.target else {
            return Err(format!("the edge {} has no target", edge.key));
        };
        if let Some(missing) = [&edge.source, target].into_iter().find(|end| !nodes.contains(*end)) {
            return Err(format!("the edge {} ends at {missing}, which is no node", edge.key));
        }
        if !keys.insert(&edge.key) {
            return Err(format!("two edges have the key {}", edge.key));
        }
    }
    let untold = file.edges.iter().chain(&file.graph.solo).find(|edge| edge.events.is_empty());
    untold.map_or(Ok(()), |edge| Err(format!("nothing tells of the edge {}", edge.key)))
}

impl From<&Node> for NodeRecord {
    fn from(node: &Node) -> NodeRecord {
        let Node { id, name, code, kind, party, solo } = node.clone();
        NodeRecord { id, name, code, kind, party, solo }
    }
}

impl From<NodeRecord> for Actor {
    fn from(node: NodeRecord) -> Actor {
        let NodeRecord { id, name, code, kind, party, solo: _ } = node;
        Actor { id, name, code, kind, party }
    }
}

impl From<&Edge> for EdgeRecord {
    fn from(edge: &Edge) -> EdgeRecord {
        let Edge { id, source, target, event_type, status, date, date_precision, confidence, label, events } = edge.clone();
        let (target, target_party) = target.map(|side| (side.actor, side.party)).unzip();
        let (source, source_party, key) = (source.actor, source.party, id);
        EdgeRecord {
            source,
            target,
            key,
            source_party,
            target_party,
            label,
            event_type,
            status,
            date,
            date_precision,
            confidence,
            reports: edge.reports(),
            events,
        }
    }
}

impl From<EdgeRecord> for Edge {
    fn from(record: EdgeRecord) -> Edge {
        let party = record.target_party;
        let target = record.target.map(|actor| Side { party: party.unwrap_or_else(|| actor.clone()), actor });
        Edge {
            id: record.key,
            source: Side { actor: record.source, party: record.source_party },
            target,
            event_type: record.event_type,
            status: record.status,
            date: record.date,
            date_precision: record.date_precision,
            confidence: record.confidence,
            label: record.label,
            events: record.events,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::graph::fold;
    use crate::graph::tests::{actors, event};

    fn sample() -> RelationGraph {
        let events = vec![
            event("a", 0, "putin", Some("obama"), "051", Some("2009-09-20")),
            event("b", 0, "putin", Some("obama"), "051", Some("2009-09-21")),
            event("a", 1, "putin", Some("obama"), "190", None),
            event("a", 2, "clinton", Some("obama"), "111", Some("2009-09-18")),
            event("a", 3, "china", None, "010", None),
        ];
        fold(events, actors())
    }

    #[test]
    fn reads_back_what_it_wrote() {
        for graph in [sample(), sample().at(Level::Party), fold(Vec::<Event>::new(), actors())] {
            let bytes = node_link(&graph, "A \"title\"");
            let (title, read) = read(&bytes, "graph.json").expect("sound");
            assert_eq!(title, "A \"title\"");
            assert_eq!(String::from_utf8(node_link(&read, &title)), String::from_utf8(bytes));
            assert_eq!(read.solo, graph.solo);
        }
    }

    #[test]
    fn a_broken_file_is_refused_with_the_reason() {
        let good = String::from_utf8(node_link(&sample(), "")).expect("UTF-8");
        let check = |text: &str, reason: &str| {
            let message = read(text.as_bytes(), "my.json").map(|_| ()).expect_err("refused").to_string();
            assert!(message.starts_with("my.json: ") && message.contains(reason), "{message}");
        };
        check(&good[..good.len() / 2], "ends in the middle");
        check(&good[..good.len() - 2], "ends in the middle");
        check("", "ends in the middle");
        check("{\"nodes\": []}", "not a graph of ours: it has no graph.version");
        check("[1, 2]", "not a graph of ours: it has no graph.version");
        check("<html>", "no JSON: expected value at line 1 column 1");
        check(&good.replace("\"version\":1", "\"version\":2"), "of version 2, but this program reads version 1");
        check(&good.replace("{\"id\":\"clinton\"", "{\"id\":\"kerry\""), "ends at clinton, which is no node");
    }

    #[test]
    fn networkx_reads_it() {
        let script = "import json, sys, networkx\n\
                      g = networkx.node_link_graph(json.load(open(sys.argv[1])), edges='edges')\n\
                      print(type(g).__name__, g.number_of_nodes(), g.number_of_edges(), g.nodes['putin']['kind'],\n\
                      g.graph['counts']['events'], sorted(d['type']['cameo'] for _, _, d in g.edges(data=True)))";
        if !Command::new("python3").args(["-c", "import networkx"]).output().is_ok_and(|out| out.status.success()) {
            eprintln!("skipped: no python3 with networkx");
            return;
        }
        let file = tempfile::NamedTempFile::new().expect("a file");
        crate::export::write_whole(file.path(), &node_link(&sample(), "title")).expect("written");
        let out = Command::new("python3").args(["-c", script]).arg(file.path()).output().expect("python runs");
        let told = String::from_utf8_lossy(&out.stdout).into_owned();
        assert_eq!(told.trim(), "MultiDiGraph 4 3 person 3 ['051', '111', '190']", "{}", String::from_utf8_lossy(&out.stderr));
    }
}
