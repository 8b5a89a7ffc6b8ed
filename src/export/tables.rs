//! Two tables of comma-separated values, one of nodes and one of edges: with the headers that Gephi reads, or Neo4j's import.

use crate::export::flat::{self, Flat, Value};
use crate::graph::{Edge, RelationGraph};

/// Files by name.
pub type Files = Vec<(&'static str, Vec<u8>)>;

/// `nodes.csv` and `edges.csv` for Gephi's "Import spreadsheet".
pub fn gephi(graph: &RelationGraph, _: &str) -> Files {
    let nodes = graph.nodes().map(|node| (vec![("Id", node.id.to_string()), ("Label", node.name.clone())], flat::node(node)));
    let edges = graph.edges().filter_map(|edge| {
        let ends = [("Source", edge.source.actor.to_string()), ("Target", edge.target.as_ref()?.actor.to_string())];
        let ids = ends.into_iter().chain([("Type", "Directed".to_owned()), ("Id", edge.id.to_string())]).collect::<Vec<_>>();
        Some((ids, flat::edge(edge)))
    });
    // Gephi reads headers without their case, and `Type` is its own.
    let plain = |name: &str, _: &Value| if name == "type" { "event_type".to_owned() } else { name.to_owned() };
    let nodes = table(&["Id", "Label"], nodes, plain);
    let edges = table(&["Source", "Target", "Type", "Id"], edges, plain);
    vec![("nodes.csv", nodes), ("edges.csv", edges)]
}

/// `nodes.csv` and `relationships.csv` for `neo4j-admin database import`.
pub fn neo4j(graph: &RelationGraph, _: &str) -> Files {
    let nodes =
        graph.nodes().map(|node| (vec![("id:ID", node.id.to_string()), (":LABEL", "Actor".to_owned())], flat::node(node)));
    let edges = graph.edges().filter_map(|edge| {
        let ends = [(":START_ID", edge.source.actor.to_string()), (":END_ID", edge.target.as_ref()?.actor.to_string())];
        let ids = ends.into_iter().chain([(":TYPE", relationship(edge)), ("id", edge.id.to_string())]).collect::<Vec<_>>();
        Some((ids, flat::edge(edge)))
    });
    let typed = |name: &str, value: &Value| match value {
        _ if name == "date" => format!("{name}:date"),
        Value::Text(_) => name.to_owned(),
        Value::Whole(_) => format!("{name}:long"),
        Value::Real(_) => format!("{name}:double"),
    };
    let nodes = table(&["id:ID", ":LABEL"], nodes, typed);
    let edges = table(&[":START_ID", ":END_ID", ":TYPE", "id"], edges, typed);
    vec![("nodes.csv", nodes), ("relationships.csv", edges)]
}

/// The PLOVER event; the two roots that have none are statements and appeals.
fn relationship(edge: &Edge) -> String {
    let without = if edge.event_type.root == "02" { "APPEAL" } else { "STATEMENT" };
    edge.event_type.plover.clone().unwrap_or_else(|| without.to_owned())
}

fn table(
    ids: &[&str],
    rows: impl Iterator<Item = (Vec<(&'static str, String)>, Flat)>,
    header: impl Fn(&str, &Value) -> String,
) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut rows = rows.peekable();
    let names = rows.peek().map(|(_, row)| row.iter().map(|(name, value)| header(name, value)).collect::<Vec<_>>());
    // Writing to memory does not fail.
    let _ = writer.write_record(ids.iter().map(|id| (*id).to_owned()).chain(names.unwrap_or_default()));
    for (ids, row) in rows {
        let ids = ids.into_iter().map(|(_, id)| id);
        let _ = writer.write_record(ids.chain(row.into_iter().map(|(_, value)| value.shown())));
    }
    writer.into_inner().unwrap_or_default()
}
