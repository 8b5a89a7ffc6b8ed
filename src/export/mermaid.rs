//! Mermaid, for pictures in Markdown documents: a flowchart with one arrow an event.

use std::fmt::Write;

use crate::events::Status;
use crate::graph::{Edge, RelationGraph};

/// So many arrows Mermaid draws, unless its `maxEdges` is set higher.
pub const MOST_ARROWS: usize = 500;

/// The graph as a Mermaid flowchart. Blue and green are cooperation, amber and red conflict; dotted is planned or possible, a cross
/// denied. Above [`MOST_ARROWS`]: filter first.
pub fn mermaid(graph: &RelationGraph, title: &str) -> Vec<u8> {
    let mut text = format!("%% {}\nflowchart LR\n", title.replace(char::is_control, " "));
    for (at, node) in graph.nodes().enumerate() {
        let _ = writeln!(text, "  n{at}[\"{}\"]", escaped(&node.name));
    }
    let mut arrows: [Vec<String>; 4] = Default::default();
    let places = graph.edges().filter_map(|edge| {
        let place = |id| graph.node(id).map(|node| node.index());
        Some((place(&edge.source.actor)?, place(&edge.target.as_ref()?.actor)?, edge))
    });
    for (number, (source, target, edge)) in places.enumerate() {
        let _ = writeln!(text, "  n{source} {}|\"{}\"| n{target}", arrow(edge), told(edge));
        let quad = usize::from(edge.event_type.quad).checked_sub(1);
        if let Some(class) = quad.and_then(|quad| arrows.get_mut(quad)) {
            class.push(number.to_string());
        }
    }
    for (numbers, color) in
        arrows.iter().zip(["#1f6fc4", "#0b7a5b", "#b96a00", "#b3142d"]).filter(|(numbers, _)| !numbers.is_empty())
    {
        let _ = writeln!(text, "  linkStyle {} stroke:{color},color:{color}", numbers.join(","));
    }
    text.into_bytes()
}

fn arrow(edge: &Edge) -> &'static str {
    match edge.status {
        Status::Actual => "-->",
        Status::Planned | Status::Possible => "-.->",
        Status::Negated => "--x",
    }
}

fn told(edge: &Edge) -> String {
    let date = edge.date.map(|date| format!("{date} ")).unwrap_or_default();
    format!("{date}{} ({})", escaped(&edge.label), edge.event_type.cameo)
}

/// What Mermaid would read as markup is written as its entities; `#` begins them.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' | '#' | '<' | '>' | '&' | '`' | '*' | '_' | '\\' | '|' | '[' | ']' | '{' | '}' | '(' | ')' | '%' | '~' | '$' => {
                let _ = write!(escaped, "#{};", u32::from(letter));
            }
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    // An empty label is a mistake to Mermaid.
    if escaped.trim().is_empty() { "#160;".to_owned() } else { escaped }
}
