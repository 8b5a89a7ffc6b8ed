//! GraphML, for yEd, igraph, NetworkX and others: flat attributes with their types.

use std::io;

use quick_xml::events::BytesText;

use crate::export::flat::{self, Flat, Value};
use crate::export::xml::{Document, allowed, document};
use crate::graph::RelationGraph;

/// The graph as GraphML; each event an edge with its id.
pub fn graphml(graph: &RelationGraph, title: &str) -> Vec<u8> {
    document(|out| {
        let root = out.create_element("graphml").with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
        root.write_inner_content(|out| {
            key(out, "title", "graph", "title", "string")?;
            keys(out, "node", graph.nodes().next().map(flat::node))?;
            keys(out, "edge", graph.edges().next().map(flat::edge))?;
            let whole = out.create_element("graph").with_attributes([("id", "G"), ("edgedefault", "directed")]);
            whole.write_inner_content(|out| content(out, graph, title))?;
            Ok(())
        })?;
        Ok(())
    })
}

fn keys(out: &mut Document, class: &str, row: Option<Flat>) -> io::Result<()> {
    for (name, value) in row.into_iter().flatten() {
        let kind = match value {
            Value::Text(_) => "string",
            Value::Whole(_) => "long",
            Value::Real(_) => "double",
        };
        key(out, &format!("{class}_{name}"), class, name, kind)?;
    }
    Ok(())
}

fn key(out: &mut Document, id: &str, class: &str, name: &str, kind: &str) -> io::Result<()> {
    let attributes = [("id", id), ("for", class), ("attr.name", name), ("attr.type", kind)];
    out.create_element("key").with_attributes(attributes).write_empty().map(|_| ())
}

fn content(out: &mut Document, graph: &RelationGraph, title: &str) -> io::Result<()> {
    data(out, "title", title)?;
    for node in graph.nodes() {
        let element = out.create_element("node").with_attribute(("id", allowed(node.id.as_str()).as_str()));
        element.write_inner_content(|out| values(out, "node", flat::node(node)))?;
    }
    for edge in graph.edges() {
        let Some(target) = &edge.target else { continue };
        let ends = [edge.id.as_str(), edge.source.actor.as_str(), target.actor.as_str()].map(allowed);
        let ends = ["id", "source", "target"].into_iter().zip(ends.iter().map(String::as_str));
        let element = out.create_element("edge").with_attributes(ends);
        element.write_inner_content(|out| values(out, "edge", flat::edge(edge)))?;
    }
    Ok(())
}

fn values(out: &mut Document, class: &str, row: Flat) -> io::Result<()> {
    for (name, value) in row {
        let shown = value.shown();
        if !shown.is_empty() {
            data(out, &format!("{class}_{name}"), &shown)?;
        }
    }
    Ok(())
}

fn data(out: &mut Document, key: &str, text: &str) -> io::Result<()> {
    out.create_element("data").with_attribute(("key", key)).write_text_content(BytesText::new(&allowed(text))).map(|_| ())
}
