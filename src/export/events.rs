//! `events.jsonl`: one coded event on each line, by article and place in it.

use crate::events::Event;
use crate::export::json_lines;
use crate::graph::RelationGraph;

/// The events as JSON lines, sorted by article, sentence, trigger and id.
pub fn events<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<u8> {
    let mut events: Vec<&Event> = events.into_iter().collect();
    events.sort_by(|a, b| a.place_of_telling().cmp(&b.place_of_telling()));
    json_lines(events)
}

impl RelationGraph {
    /// Every event that the graph holds, those without a target too.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.edges().chain(&self.solo).flat_map(|edge| &edge.events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fold;
    use crate::graph::tests::{actors, event};

    #[test]
    fn lines_come_in_the_order_of_the_text_and_read_back() {
        let told = vec![
            event("b", 0, "putin", Some("obama"), "051", None),
            event("a", 2, "putin", None, "010", Some("2009-09-20")),
            event("a", 1, "obama", Some("putin"), "051", None),
        ];
        let bytes = events(fold(told.clone(), actors()).events());
        let read: Vec<Event> =
            String::from_utf8(bytes).expect("UTF-8").lines().map(|line| serde_json::from_str(line).expect("an event")).collect();
        assert_eq!(read, [told[2].clone(), told[1].clone(), told[0].clone()]);
    }
}
