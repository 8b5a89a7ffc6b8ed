//! `events.jsonl`: one coded event on each line, by article and place in it.

use std::io::{self, Write};
use std::sync::Arc;

use crate::error::Result;
use crate::events::Event;
use crate::export::read_json_lines;
use crate::graph::RelationGraph;

/// The events as JSON lines, sorted by article, sentence, trigger and id.
pub fn events<'a>(events: impl IntoIterator<Item = &'a Event>) -> Vec<u8> {
    let mut lines = Vec::new();
    // Memory takes what it is given.
    let _ = write(events, &mut lines);
    lines
}

/// Writes the same line by line.
///
/// # Errors
/// Where `out` takes no more.
pub fn write<'a>(events: impl IntoIterator<Item = &'a Event>, out: &mut dyn Write) -> io::Result<()> {
    let mut events: Vec<&Event> = events.into_iter().collect();
    events.sort_by(|a, b| a.place_of_telling().cmp(&b.place_of_telling()));
    for event in events {
        serde_json::to_writer(&mut *out, event)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Reads events back. `name` is what errors call the file.
///
/// # Errors
/// Where a line is no event or the last one is cut.
pub fn read(text: &[u8], name: &str) -> Result<Vec<Event>> {
    read_json_lines(text, name, "an event")
}

impl RelationGraph {
    /// Every event that the graph holds, those without a target too.
    pub fn events(&self) -> impl Iterator<Item = &Arc<Event>> {
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
        let bytes = events(fold(told.clone(), actors()).events().map(AsRef::as_ref));
        assert_eq!(read(&bytes, "events.jsonl").expect("sound"), [told[2].clone(), told[1].clone(), told[0].clone()]);
        let cut = read(&bytes[..bytes.len() - 9], "my.jsonl").expect_err("refused").to_string();
        assert!(cut.starts_with("my.jsonl:3: the line ends in the middle"), "{cut}");
        let strange = read(b"{}\n", "my.jsonl").expect_err("refused").to_string();
        assert!(strange.starts_with("my.jsonl:1: not an event of ours: missing field"), "{strange}");
    }
}
