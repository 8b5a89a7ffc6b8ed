//! `between A B`: what two actors do to one another, on one timeline.

use petgraph::graph::{EdgeIndex, NodeIndex};
use rustc_hash::FxHashSet;

use crate::graph::{Asked, Counts, Scope};
use crate::query::answer::{Answer, Cell, Table};
use crate::query::events::Events;

/// More events than this are counted and not listed.
const MOST_LISTED: usize = 100_000;

/// Both directions: counted, then event by event.
pub fn between(asked: &dyn Asked, a: NodeIndex, b: NodeIndex) -> Answer {
    let name = |node: NodeIndex| asked.actors().actor(node).name.to_owned();
    let (mut found, mut both) = (Vec::new(), [Counts::default(); 2]);
    asked.events(Scope::Between(a, b), &mut |event| {
        both[usize::from(event.source != a)].add(event.event_type);
        found.push((event.date.is_none(), event.date, event.at));
    });
    let mut edges: Vec<EdgeIndex> = found.iter().map(|(_, _, at)| EdgeIndex::new(*at)).collect();
    let mut notes = Vec::new();
    if found.len() > MOST_LISTED {
        notes.push(format!("the first {MOST_LISTED} of {} events are listed", found.len()));
        found.select_nth_unstable(MOST_LISTED);
        found.truncate(MOST_LISTED);
    }
    let listed: FxHashSet<usize> = found.into_iter().map(|(_, _, at)| at).collect();
    let mut events = Events::default();
    asked.events(Scope::Between(a, b), &mut |event| {
        if listed.contains(&event.at) {
            events.add(asked, &event);
        }
    });
    let mut sides = Table::new("directions", ["source", "target", "events", "v.coop", "m.coop", "v.conf", "m.conf", "Goldstein"]);
    for ((source, target), counts) in [(a, b), (b, a)].into_iter().zip(both).filter(|(_, counts)| counts.events > 0) {
        let mut cells = vec![Cell::actor(asked, source), Cell::actor(asked, target), Cell::Count(counts.events)];
        cells.extend(counts.quads.map(Cell::Count));
        cells.push(Cell::mean(&counts));
        sides.push(cells);
    }
    edges.sort_unstable();
    let tables = vec![events.table(), sides];
    Answer { tables, notes, edges, ..Answer::to(format!("between {} and {}", name(a), name(b))) }
}
