//! `graph.dot`: the graph for Graphviz.
//!
//! People and institutions stand in a box with whom they represent; an edge's colour tells its quad class, its dash
//! whether it happened.

use std::collections::{BTreeMap, BTreeSet};

use graphviz_rust::dot_structures::{Attribute, Edge as DotEdge, EdgeTy, Graph, GraphAttributes, Id, Node as DotNode};
use graphviz_rust::dot_structures::{NodeId, Stmt, Subgraph, Vertex};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use crate::actors::ActorKind;
use crate::events::Status;
use crate::graph::{Edge, Node, RelationGraph};
use crate::id::{ActorId, digest};
use crate::knowledge::ontology::quad_name;

/// The bytes that a string may take: Graphviz 2.43 fails at some 20,000.
const LONGEST_STRING: usize = 8_000;
/// The characters that a node's or an edge's label may take.
const LONGEST_LABEL: usize = 80;

/// The graph in the DOT language. What is to be drawn is for the caller to filter.
pub fn dot(graph: &RelationGraph, title: &str) -> String {
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(vec![
            attribute("label", title),
            attribute("labelloc", "t"),
            attribute("rankdir", "LR"),
            // Without it the labels of parallel edges between two clusters lie on each other.
            attribute("newrank", "true"),
            attribute("fontname", "Helvetica"),
            attribute("fontsize", "18"),
            attribute("nodesep", "0.3"),
            attribute("ranksep", "1.2"),
        ])),
        Stmt::GAttribute(GraphAttributes::Node(vec![
            attribute("fontname", "Helvetica"),
            attribute("fontsize", "12"),
            attribute("style", "filled,rounded"),
            attribute("shape", "box"),
        ])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![attribute("fontname", "Helvetica"), attribute("fontsize", "10")])),
    ];
    stmts.extend(actors(graph));
    stmts.extend(graph.edges().filter_map(event));
    stmts.extend(legend(graph));
    let whole = Graph::DiGraph { id: quote("diplograph"), strict: false, stmts };
    whole.print(&mut PrinterContext::default()) + "\n"
}

/// The one way in which a string enters a DOT file: as a quoted identifier that shows the string as it is.
///
/// Control characters and what XML forbids are left out, as `dot` would put them into its SVG; so is what follows after
/// some thousand characters. An `&` that `dot` would take for the beginning of an entity is spelled out.
fn quote(text: &str) -> Id {
    let mut quoted = String::from("\"");
    for (at, letter) in text.char_indices() {
        if quoted.len() > LONGEST_STRING {
            quoted.push('…');
            break;
        }
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push(' '),
            '&' if begins_entity(&text[at + 1..]) => quoted.push_str("&amp;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    Id::Escaped(quoted)
}

/// Whether what follows an `&` makes it an entity for `dot`: `amp;`, `#38;`, `#x26;`, and in titles even `;`.
fn begins_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    name.as_bytes().get(length) == Some(&b';')
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), quote(value))
}

/// A node's identifier: the actor's, and a digest of it where quoting would take something away, so that two actors never
/// become one.
fn node_id(id: &ActorId) -> NodeId {
    let lossy =
        id.as_str().len() > LONGEST_STRING / 8 || id.as_str().chars().any(|letter| letter.is_control() || letter > '\u{fffd}');
    if lossy { NodeId(quote(&format!("actor {}", digest([id.as_str()]))), None) } else { NodeId(quote(id.as_str()), None) }
}

/// The nodes; those of one party in a cluster, where it has more than one.
fn actors(graph: &RelationGraph) -> Vec<Stmt> {
    let mut groups = BTreeMap::<&ActorId, Vec<&Node>>::new();
    for node in graph.nodes() {
        groups.entry(node.party.as_ref().unwrap_or(&node.id)).or_default().push(node);
    }
    let mut stmts = Vec::new();
    for (party, nodes) in groups {
        let is_alone = nodes.iter().all(|node| node.id == *party);
        let nodes = nodes.into_iter().map(actor);
        if is_alone {
            stmts.extend(nodes);
            continue;
        }
        let mut inside = vec![
            Stmt::Attribute(attribute("label", &shorten(graph.party_name(party)))),
            Stmt::Attribute(attribute("fontsize", "13")),
            Stmt::Attribute(attribute("style", "filled,rounded")),
            Stmt::Attribute(attribute("color", "#cfd3cd")),
            Stmt::Attribute(attribute("fillcolor", "#f0f1ee")),
        ];
        inside.extend(nodes);
        // Graphviz draws a box only around subgraphs whose names begin with "cluster".
        stmts.push(Stmt::Subgraph(Subgraph { id: quote(&format!("cluster/{party}")), stmts: inside }));
    }
    stmts
}

fn actor(node: &Node) -> Stmt {
    let (fill, ink) = match node.kind {
        ActorKind::State => ("#253246", "#ffffff"),
        ActorKind::Organization => ("#4d6380", "#ffffff"),
        ActorKind::Group => ("#ece4d6", "#1f2937"),
        ActorKind::Institution => ("#dfe6ee", "#1f2937"),
        ActorKind::Person | ActorKind::Agent => ("#ffffff", "#1f2937"),
    };
    let known_as = if node.code.is_empty() { node.name.clone() } else { format!("{} ({})", node.name, node.code) };
    let attributes = vec![
        attribute("label", &shorten(&node.name)),
        attribute("tooltip", &known_as),
        attribute("fillcolor", fill),
        attribute("fontcolor", ink),
    ];
    Stmt::Node(DotNode::new(node_id(&node.id), attributes))
}

fn event(edge: &Edge) -> Option<Stmt> {
    let target = edge.target.as_ref()?;
    let told = match edge.events.len() {
        0 | 1 => String::new(),
        times => format!(" ×{times}"),
    };
    let mut attributes = look(edge.event_type.quad, edge.status);
    attributes.push(attribute("label", &format!("{}{told}", shorten(&edge.label))));
    let tooltip = explanation(edge);
    attributes.push(attribute("tooltip", &tooltip));
    attributes.push(attribute("labeltooltip", &tooltip));
    if let Some(link) = edge.events.iter().find_map(|event| link(event.evidence.url.as_deref()?)) {
        attributes.push(Attribute(Id::Plain("URL".to_owned()), link));
    }
    Some(arrow(node_id(&edge.source.actor), node_id(&target.actor), attributes))
}

/// The type, the date, the status and the first sentence that tells of it.
fn explanation(edge: &Edge) -> String {
    let date = edge.date.map(|date| format!(", {date}")).unwrap_or_default();
    let sentence = edge.events.first().map(|event| event.evidence.text.as_str()).unwrap_or_default();
    format!("{} {}{date}, {}\n{sentence}", edge.event_type.cameo, edge.event_type.name, edge.status.name())
}

/// An address as a link. None for one that is not of the web: a `javascript:` in somebody's feed must not become a link.
///
/// The exception to `quote`: dot 2.43 copies a link into its SVG as it stands, where later ones mend it. So what does not
/// belong into an address is written in per cent, and every `&` as an entity.
fn link(url: &str) -> Option<Id> {
    if !(url.starts_with("https://") || url.starts_with("http://")) || url.len() > LONGEST_STRING / 5 {
        return None;
    }
    let write = |byte: u8| match byte {
        b'&' => "&amp;".to_owned(),
        byte if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$()*+,;=%".contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    Some(Id::Escaped(format!("\"{}\"", url.bytes().map(write).collect::<String>())))
}

fn arrow(source: NodeId, target: NodeId, attributes: Vec<Attribute>) -> Stmt {
    Stmt::Edge(DotEdge { ty: EdgeTy::Pair(Vertex::N(source), Vertex::N(target)), attributes })
}

fn look(quad: u8, status: Status) -> Vec<Attribute> {
    let color = match quad {
        1 => "#1f6fc4",
        2 => "#0b7a5b",
        3 => "#b96a00",
        4 => "#b3142d",
        _ => "#5b6472",
    };
    let style = match status {
        Status::Actual => "solid",
        Status::Planned => "dashed",
        Status::Possible | Status::Negated => "dotted",
    };
    let mut look = vec![attribute("color", color), attribute("fontcolor", color), attribute("style", style)];
    if status == Status::Negated {
        look.push(attribute("arrowhead", "tee"));
    }
    look
}

/// A cluster with one arrow for each quad class and each status that the graph has.
fn legend(graph: &RelationGraph) -> Option<Stmt> {
    let quads: BTreeSet<u8> = graph.edges().map(|edge| edge.event_type.quad).collect();
    let statuses: BTreeSet<Status> = graph.edges().map(|edge| edge.status).collect();
    let quads = quads.into_iter().map(|quad| (quad_name(quad), look(quad, Status::Actual)));
    let statuses = statuses.into_iter().map(|status| (status.name(), look(0, status)));
    let rows: Vec<(&str, Vec<Attribute>)> = quads.chain(statuses).collect();
    if rows.is_empty() {
        return None;
    }
    let mut stmts = vec![Stmt::Attribute(attribute("label", "")), Stmt::Attribute(attribute("style", "invis"))];
    for (name, mut look) in rows {
        let [from, to] = ["from", "to"].map(|end| NodeId(quote(&format!("legend: {name}, {end}")), None));
        let point = |id: &NodeId| {
            let attributes = vec![attribute("shape", "point"), attribute("style", "invis"), attribute("width", "0.05")];
            Stmt::Node(DotNode::new(id.clone(), attributes))
        };
        stmts.extend([point(&from), point(&to)]);
        look.push(attribute("label", name));
        stmts.push(arrow(from, to, look));
    }
    Some(Stmt::Subgraph(Subgraph { id: quote("cluster legend"), stmts }))
}

fn shorten(label: &str) -> String {
    match label.char_indices().nth(LONGEST_LABEL) {
        Some((end, _)) => format!("{}…", &label[..end]),
        None => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::*;
    use crate::graph::fold;
    use crate::graph::tests::{actors, event};

    /// What breaks a careless writer of DOT, SVG or HTML.
    const NASTY: [&str; 18] = [
        "",
        "\"quoted\"",
        "back\\slash \\N \\G \\",
        "two\nlines\r\nthree",
        "nul \0 bell \u{7} escape \u{1b} next \u{85}",
        "\u{fffe} and \u{ffff}",
        "R&D &amp; &lt;b&gt; &#38; &#x26; &; & co",
        "<b>bold</b>",
        "</svg><script>alert(1)</script>",
        "graph",
        "node",
        "a -> b",
        "// comment /* more */ # and more",
        "Владимир Путин — 普京 🇷🇺 é\u{301}",
        "\u{202e}right to left \u{2028} line",
        "[x=1]; {y}",
        "a:b:ne",
        "\ttab",
    ];

    /// What `dot` makes of the text; `None` where it is not installed.
    fn draw(text: &str) -> Option<String> {
        let mut child = match Command::new("dot").args(["-Tsvg"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() {
            Ok(child) => child,
            Err(_) => {
                eprintln!("skipped: no dot; install graphviz");
                return None;
            }
        };
        let mut stdin = child.stdin.take().expect("piped");
        let text = text.to_owned();
        let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
        let out = child.wait_with_output().expect("dot ends");
        writer.join().expect("joined").expect("dot reads all");
        assert!(out.status.success());
        Some(String::from_utf8(out.stdout).expect("UTF-8"))
    }

    fn nasty_graph() -> RelationGraph {
        let named = |(at, name): (usize, &&str)| {
            let mut event = event("a", at, name, Some("nobody"), "051", None);
            event.evidence.label = (*name).to_owned();
            event.evidence.text = (*name).to_owned();
            event.evidence.url = Some(format!("https://example.org/?a=1&amp=2&b={name}"));
            event.source.party = ActorId::from(format!("party of {name}"));
            event
        };
        let long = event("a", 99, &"long & \"".repeat(4_000), Some("nobody"), "051", None);
        fold(NASTY.iter().enumerate().map(named).chain([long]).collect(), BTreeMap::new())
    }

    #[test]
    fn nasty_strings_are_drawn_as_they_are() {
        let graph = nasty_graph();
        let Some(svg) = draw(&dot(&graph, "\"nasty\" & <b>\\")) else { return };
        let rows_of_legend = 2;
        assert_eq!(svg.matches("class=\"edge\"").count(), graph.graph.edge_count() + rows_of_legend);
        assert_eq!(svg.matches("class=\"node\"").count(), graph.graph.node_count());
        let forbidden = |letter: char| (letter.is_control() && letter != '\n') || letter > '\u{fffd}' && letter < '\u{10000}';
        assert!(!svg.contains(forbidden));
        assert!(!svg.contains("<script"));
        for shown in [
            "R&amp;D &amp;amp; &amp;lt;b&amp;gt; &amp;#38; &amp;#x26; &amp;; &amp; co",
            "back\\slash \\N \\G \\",
            "Владимир Путин",
        ] {
            assert!(svg.contains(&format!(">{shown}")), "{shown} is not in {svg}");
        }
        check_xml(&svg);
    }

    /// Python's parser judges the XML, where there is Python.
    fn check_xml(svg: &str) {
        let file = tempfile::NamedTempFile::new().expect("a file");
        crate::export::write_whole(file.path(), svg.as_bytes()).expect("written");
        let script = "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])";
        match Command::new("python3").args(["-c", script]).arg(file.path()).output() {
            Ok(out) => assert!(out.status.success(), "{}\n{svg}", String::from_utf8_lossy(&out.stderr)),
            Err(_) => eprintln!("skipped: no python3"),
        }
    }

    #[test]
    fn quotes_what_dot_would_read_otherwise() {
        for (text, expected) in [
            ("plain", "\"plain\""),
            ("a\"b\\", "\"a\\\"b\\\\\""),
            ("a\r\nb\0", "\"a\\nb\""),
            ("a & b &c &amp; &#1;", "\"a & b &c &amp;amp; &amp;#1;\""),
        ] {
            assert_eq!(quote(text), Id::Escaped(expected.to_owned()));
        }
        let Id::Escaped(long) = quote(&"\"".repeat(50_000)) else { panic!("quoted") };
        assert!(long.len() < LONGEST_STRING + 10);
    }

    #[test]
    fn people_stand_with_their_party_and_edges_tell_class_and_status() {
        let mut visit = event("a", 1, "obama", Some("putin"), "042", None);
        visit.status = Status::Planned;
        let events =
            vec![event("a", 0, "putin", Some("usa"), "190", None), event("a", 2, "clinton", Some("russia"), "111", None), visit];
        let text = dot(&fold(events, actors()), "Title");
        for expected in
            ["subgraph \"cluster/usa\"", "subgraph \"cluster/russia\"", "#b3142d", "\"dashed\"", "label=\"material conflict\""]
        {
            assert!(text.contains(expected), "{expected} is not in {text}");
        }
        assert!(!text.contains("material cooperation"));
        draw(&text);
    }

    #[test]
    fn only_web_addresses_become_links() {
        let mut event = event("a", 0, "putin", Some("obama"), "051", None);
        event.evidence.url = Some("javascript:alert(1)".to_owned());
        assert!(!dot(&fold(vec![event], actors()), "").contains("javascript"));
        let expected = "\"http://a.b/c?d=%3Ce%3E&amp;f=%22%5C%C3%A9\"".to_owned();
        assert_eq!(link("http://a.b/c?d=<e>&f=\"\\é"), Some(Id::Escaped(expected)));
    }
}
