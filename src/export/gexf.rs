//! GEXF 1.3, for Gephi: dynamic, each edge with the time in which its event lies.

use std::io;

use quick_xml::events::BytesText;

use crate::date::{Date, Precision};
use crate::export::flat::{self, Flat, Value};
use crate::export::xml::{Document, allowed, document};
use crate::graph::{Edge, RelationGraph};
use crate::knowledge::ontology::quad_name;

/// The graph as GEXF. An event of a week, a month or a year lasts from its first day to its last; one without a date always.
pub fn gexf(graph: &RelationGraph, title: &str) -> Vec<u8> {
    document(|out| {
        let root = out.create_element("gexf").with_attributes([("xmlns", "http://gexf.net/1.3"), ("version", "1.3")]);
        root.write_inner_content(|out| {
            out.create_element("meta").write_inner_content(|out| {
                out.create_element("creator").write_text_content(BytesText::new("diplograph"))?;
                out.create_element("description").write_text_content(BytesText::new(&allowed(title)))?;
                Ok(())
            })?;
            let dynamic = [
                ("defaultedgetype", "directed"),
                ("mode", "dynamic"),
                ("timeformat", "date"),
                ("timerepresentation", "interval"),
            ];
            out.create_element("graph").with_attributes(dynamic).write_inner_content(|out| {
                attributes(out, "node", graph.nodes().next().map(flat::node))?;
                attributes(out, "edge", graph.edges().next().map(flat::edge))?;
                out.create_element("nodes").write_inner_content(|out| nodes(out, graph))?;
                out.create_element("edges").write_inner_content(|out| edges(out, graph))?;
                Ok(())
            })?;
            Ok(())
        })?;
        Ok(())
    })
}

fn attributes(out: &mut Document, class: &str, row: Option<Flat>) -> io::Result<()> {
    let Some(row) = row else { return Ok(()) };
    let list = out.create_element("attributes").with_attributes([("class", class), ("mode", "static")]);
    list.write_inner_content(|out| {
        for (name, value) in row {
            let kind = match value {
                Value::Text(_) => "string",
                Value::Whole(_) => "long",
                Value::Real(_) => "double",
            };
            out.create_element("attribute").with_attributes([("id", name), ("title", name), ("type", kind)]).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn nodes(out: &mut Document, graph: &RelationGraph) -> io::Result<()> {
    for node in graph.nodes() {
        let (id, label) = (allowed(node.id.as_str()), allowed(&node.name));
        let element = out.create_element("node").with_attributes([("id", id.as_str()), ("label", label.as_str())]);
        element.write_inner_content(|out| values(out, flat::node(node)))?;
    }
    Ok(())
}

fn edges(out: &mut Document, graph: &RelationGraph) -> io::Result<()> {
    for edge in graph.edges() {
        let Some(target) = &edge.target else { continue };
        let [id, source, target, label] =
            [edge.id.as_str(), edge.source.actor.as_str(), target.actor.as_str(), edge.label.as_str()].map(allowed);
        // Gephi lays parallel edges on one another unless they are of different kinds.
        let mut attributes = vec![("id", id), ("source", source), ("target", target), ("label", label)];
        attributes.push(("kind", quad_name(edge.event_type.quad).to_owned()));
        if let Some((start, end)) = time(edge) {
            attributes.extend([("start", start.to_string()), ("end", end.to_string())]);
        }
        let attributes = attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let element = out.create_element("edge").with_attributes(attributes);
        element.write_inner_content(|out| values(out, flat::edge(edge)))?;
    }
    Ok(())
}

/// The first and the last day on which it may have been.
fn time(edge: &Edge) -> Option<(Date, Date)> {
    let start = edge.date?;
    let end = match edge.date_precision {
        Some(Precision::Week) => start.checked_add(jiff::Span::new().days(6)).unwrap_or(start),
        Some(Precision::Month) => start.last_of_month(),
        Some(Precision::Year) => start.last_of_year(),
        Some(Precision::Day) | None => start,
    };
    Some((start, end))
}

fn values(out: &mut Document, row: Flat) -> io::Result<()> {
    let list = out.create_element("attvalues");
    list.write_inner_content(|out| {
        for (name, value) in row {
            let shown = allowed(&value.shown());
            if !shown.is_empty() {
                out.create_element("attvalue").with_attributes([("for", name), ("value", shown.as_str())]).write_empty()?;
            }
        }
        Ok(())
    })?;
    Ok(())
}
