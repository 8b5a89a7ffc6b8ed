//! The summary at the end of `build`: what was read, what was found, between whom, and what went wrong.

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Table};

use crate::export::manifest::Totals;
use crate::graph::{Counts, RelationGraph};
use crate::knowledge::ontology::quad_name;

/// The pairs that the summary shows.
const SHOWN_PAIRS: usize = 10;

/// The summary as text: the totals, then the busiest pairs of the graph, then the diagnostics by code.
pub fn summary(totals: &Totals, graph: &RelationGraph) -> String {
    let mut parts = vec![counted(totals)];
    if graph.graph.edge_count() > 0 {
        parts.push(busiest_pairs(graph));
    }
    if !totals.diagnostics.is_empty() {
        let rows = totals.diagnostics.iter().map(|(code, count)| vec![code.clone(), count.to_string()]);
        parts.push(table(&["diagnostic", "count"], rows));
    }
    parts.join("\n\n") + "\n"
}

fn counted(totals: &Totals) -> String {
    let row = |name: &str, count: u64| vec![name.to_owned(), count.to_string()];
    let mut rows = vec![row("articles", totals.articles), row("sentences", totals.sentences)];
    rows.extend((totals.records > 0).then(|| row("records", totals.records)));
    rows.extend([row("actors", totals.actors), row("events", totals.events.events)]);
    rows.extend((1..).zip(totals.events.quads).map(|(quad, count)| row(&format!("  {}", quad_name(quad)), count)));
    rows.push(row("  without a target", totals.without_target));
    table(&["found", "count"], rows)
}

fn busiest_pairs(graph: &RelationGraph) -> String {
    // What a party does to its own people is no tie between two.
    let mut pairs = graph.pairs();
    pairs.retain(|pair| pair.source != pair.target);
    let name = |id| graph.node(id).map_or(id.as_str(), |node| graph.graph[node].name.as_str()).to_owned();
    let rows = pairs.iter().take(SHOWN_PAIRS).map(|pair| {
        let mut row = vec![name(&pair.source), name(&pair.target), pair.counts.events.to_string()];
        row.extend(pair.counts.quads.map(|count| count.to_string()));
        row.push(mean_goldstein(&pair.counts));
        row
    });
    let header = ["source", "target", "events", "verbal coop.", "material coop.", "verbal conf.", "material conf.", "Goldstein"];
    let text = table(&header, rows);
    match pairs.len().saturating_sub(SHOWN_PAIRS) {
        0 => text,
        more => format!("{text}\n and {more} more pairs"),
    }
}

/// The mean intensity to one decimal.
fn mean_goldstein(counts: &Counts) -> String {
    format!("{:+.1}", counts.goldstein_tenths as f64 / 10.0 / counts.events.max(1) as f64)
}

/// A table whose first column is words and whose others are numbers, but for columns of names.
pub fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(header.to_vec());
    rows.into_iter().for_each(|row| {
        // Names come from articles: a control character must not reach the terminal.
        table.add_row(row.into_iter().map(|cell| cell.replace(char::is_control, " ")).collect::<Vec<_>>());
    });
    for column in table.column_iter_mut() {
        let is_number = header.get(column.index).is_some_and(|name| {
            !matches!(
                *name,
                "found" | "source" | "target" | "diagnostic" | "figure" | "class" | "confidence" | "marked, coded as"
            )
        });
        column.set_cell_alignment(if is_number { CellAlignment::Right } else { CellAlignment::Left });
    }
    table.trim_fmt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::Event;
    use crate::graph::fold;
    use crate::graph::tests::{actors, event};
    use crate::{Diagnostic, Place, Severity};

    const EXPECTED: &str = "
 found                   count
 articles                    1
 sentences                  12
 actors                      3
 events                      4
   verbal cooperation        2
   material cooperation      0
   verbal conflict           0
   material conflict         2
   without a target          1

 source  target  events  verbal coop.  material coop.  verbal conf.  material conf.  Goldstein
 putin   obama        2             1               0             0               1       -1.9
 obama   putin        1             0               0             0               1       -7.2

 diagnostic   count
 broken-json      1
";

    #[test]
    fn tells_what_was_found() {
        let events = vec![
            event("a", 0, "putin", Some("obama"), "051", None),
            event("a", 1, "putin", Some("obama"), "190", None),
            event("a", 2, "obama", Some("putin"), "190", None),
            event("a", 3, "obama\u{1b}[31m", None, "010", None),
        ];
        let graph = fold(events, actors());
        let broken = Diagnostic::new(Severity::Error, "broken-json", Place::default(), "broken");
        let text = summary(&Totals::of(1, 12, &graph, &[broken]), &graph);
        assert_eq!(format!("\n{text}"), EXPECTED);
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn nothing_found_is_short() {
        let graph = fold(Vec::<Event>::new(), actors());
        let text = summary(&Totals::of(0, 0, &graph, &[]), &graph);
        assert!(!text.contains("source") && !text.contains("diagnostic"), "{text}");
    }
}
