//! From a relation graph to what is drawn of it.

use std::collections::BTreeMap;

use super::diagram::{Diagram, Line, Node, Party, Quad, Tie};
use crate::events::Status;
use crate::graph::{Edge, RelationGraph};

/// What is drawn of a graph: its actors, and one tie for all events of the same two actors, class, status and words. What is
/// planned or possible is dashed; what is negated did not happen and is not drawn.
pub fn from_graph(graph: &RelationGraph) -> Diagram {
    let party = |id: &crate::id::ActorId| Party { id: id.to_string(), name: graph.party_name(id).to_owned() };
    let node = |node: &crate::graph::Node| Node {
        id: node.id.to_string(),
        name: node.name.clone(),
        kind: node.kind,
        party: node.party.as_ref().filter(|party| **party != node.id).map(party),
    };
    let mut ties = BTreeMap::<(usize, usize, Quad, Line, &str), Tie>::new();
    for edge in graph.edges() {
        let Some(tie) = tie(graph, edge) else { continue };
        let key = (tie.source, tie.target, tie.quad, tie.line, edge.label.as_str());
        let weight = tie.weight;
        let known = ties.entry(key).or_insert(Tie { count: 0, weight: 0.0, ..tie });
        known.count += 1;
        known.weight += weight;
    }
    let dates = || graph.edges().filter_map(|edge| edge.date);
    Diagram {
        nodes: graph.nodes().map(node).collect(),
        ties: ties.into_values().collect(),
        period: dates().min().zip(dates().max()).map(|(first, last)| (first.to_string(), last.to_string())),
    }
}

fn tie(graph: &RelationGraph, edge: &Edge) -> Option<Tie> {
    let line = match edge.status {
        Status::Actual => Line::Solid,
        Status::Planned | Status::Possible => Line::Dashed,
        Status::Negated => return None,
    };
    Some(Tie {
        source: graph.node(&edge.source.actor)?.index(),
        target: graph.node(&edge.target.as_ref()?.actor)?.index(),
        quad: Quad::numbered(edge.event_type.quad)?,
        line,
        label: edge.label.clone(),
        count: 1,
        weight: strength(edge),
    })
}

/// The surer, the more often told and the more intense, the stronger.
fn strength(edge: &Edge) -> f64 {
    edge.confidence * (edge.events.len() as f64).sqrt() * (1.0 + edge.event_type.goldstein.abs() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fold;
    use crate::graph::tests::{actors, event};

    #[test]
    fn events_of_the_same_words_are_one_tie() {
        let events = vec![
            event("a1", 0, "obama", Some("putin"), "040", Some("2009-07-06")),
            event("a1", 1, "obama", Some("putin"), "051", Some("2010-04-08")),
            event("a1", 2, "putin", Some("usa"), "112", None),
            event("a1", 3, "putin", None, "112", None),
        ];
        let diagram = from_graph(&fold(events, actors()));
        assert_eq!(diagram.period, Some(("2009-07-06".to_owned(), "2010-04-08".to_owned())));
        let ties: Vec<_> = diagram.ties.iter().map(|tie| (tie.quad, tie.count)).collect();
        assert_eq!(ties, [(Quad::VerbalCooperation, 2), (Quad::VerbalConflict, 1)]);
        let obama = diagram.nodes.iter().find(|node| node.id == "obama").unwrap();
        assert_eq!(obama.party, Some(Party { id: "usa".to_owned(), name: "usa".to_owned() }));
    }

    #[test]
    fn what_is_negated_is_not_drawn_and_what_is_planned_is_dashed() {
        let told = |status: Status| {
            let mut event = event("a1", 0, "obama", Some("putin"), "040", None);
            event.status = status;
            from_graph(&fold(vec![event], actors())).ties.first().map(|tie| tie.line)
        };
        assert_eq!(told(Status::Actual), Some(Line::Solid));
        assert_eq!(told(Status::Planned), Some(Line::Dashed));
        assert_eq!(told(Status::Negated), None);
    }
}
