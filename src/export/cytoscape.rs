//! Cytoscape.js JSON, which Cytoscape, its JavaScript library and NetworkX's `cytoscape_graph` read. One element a line.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::export::flat::{self, Flat};
use crate::export::json;
use crate::graph::RelationGraph;

/// The graph as Cytoscape.js JSON.
pub fn cytoscape(graph: &RelationGraph, title: &str) -> Vec<u8> {
    let nodes = graph.nodes().map(|node| {
        let ids = vec![("id", node.id.as_str()), ("value", node.id.as_str())];
        json(&Element { data: Data { ids, row: flat::node(node) } })
    });
    let edges = graph.edges().filter_map(|edge| {
        let target = edge.target.as_ref()?;
        let id = edge.id.as_str();
        let ids = vec![("id", id), ("key", id), ("source", edge.source.actor.as_str()), ("target", target.actor.as_str())];
        Some(json(&Element { data: Data { ids, row: flat::edge(edge) } }))
    });
    let (nodes, edges): (Vec<String>, Vec<String>) = (nodes.collect(), edges.collect());
    let text = format!(
        "{{\"directed\":true,\"multigraph\":true,\"data\":{{\"name\":{}}},\"elements\":{{\n\"nodes\":[\n{}\n],\n\"edges\":[\n{}\n]}}}}\n",
        json(&title),
        nodes.join(",\n"),
        edges.join(",\n")
    );
    text.into_bytes()
}

#[derive(serde::Serialize)]
struct Element<'a> {
    data: Data<'a>,
}

struct Data<'a> {
    ids: Vec<(&'static str, &'a str)>,
    row: Flat,
}

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, id) in &self.ids {
            map.serialize_entry(name, id)?;
        }
        for (name, value) in &self.row {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
