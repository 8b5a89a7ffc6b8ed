//! Columns are made: events come in any order, with numbers as they came; they are renumbered, sorted, folded and indexed.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::actors::{Actor, ActorKind};
use crate::date::{Date, Precision};
use crate::events::{Event, EventType, Status};
use crate::graph::columns::{Columns, NO_DAY, PRECISIONS, Packed, STATUSES, days};
use crate::graph::{Counts, Level};
use crate::id::ActorId;

/// Gathers events for columns.
#[derive(Debug, Default)]
pub struct Builder {
    actors: Vec<Actor>,
    numbers: FxHashMap<ActorId, u32>,
    types: Vec<EventType>,
    kinds: FxHashMap<String, u16>,
    edges: Vec<Packed>,
    solo: Vec<Packed>,
}

impl Builder {
    /// The number of an actor, who is entered where new.
    pub fn actor(&mut self, id: &ActorId, actor: impl FnOnce() -> Actor) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = u32::try_from(self.actors.len()).unwrap_or(u32::MAX);
        self.actors.push(actor());
        self.numbers.insert(id.clone(), number);
        number
    }

    /// The number of a type, which is entered where new.
    pub fn kind(&mut self, event_type: &EventType) -> u16 {
        if let Some(number) = self.kinds.get(&event_type.cameo) {
            return *number;
        }
        let number = u16::try_from(self.types.len()).unwrap_or(u16::MAX);
        self.types.push(event_type.clone());
        self.kinds.insert(event_type.cameo.clone(), number);
        number
    }

    /// The number of a type that was entered before, by its code.
    pub fn known_kind(&self, cameo: &str) -> Option<u16> {
        self.kinds.get(cameo).copied()
    }

    /// Adds an event by numbers that this builder gave. `row` is where it stands in its store.
    #[allow(clippy::too_many_arguments)]
    pub fn add(
        &mut self,
        source: u32,
        target: Option<u32>,
        kind: u16,
        status: Status,
        date: Option<(Date, Precision)>,
        confidence: f64,
        row: u32,
    ) {
        let place = |found: Option<usize>| found.and_then(|at| u8::try_from(at).ok()).unwrap_or_default();
        let status = place(STATUSES.iter().position(|known| *known == status));
        let precision = date.map_or(0, |(_, precision)| place(PRECISIONS.iter().position(|known| *known == precision)));
        let edge = Packed {
            source,
            target: target.unwrap_or(source),
            day: date.map_or(NO_DAY, |(date, _)| days(date)),
            row,
            kind,
            tellings: 1,
            confidence: (confidence.clamp(0.0, 1.0) * 1000.0).round() as u16,
            flags: status | precision << 2,
        };
        if target.is_some() { self.edges.push(edge) } else { self.solo.push(edge) }
    }

    /// Adds an event record at a level. What is known about its actors comes from `known`, else from the record itself.
    pub fn add_event(&mut self, event: &Event, level: Level, row: u32, known: impl Fn(&ActorId) -> Option<Actor>) {
        let mut number = |side: &crate::events::Participant| {
            let id = if level == Level::Person { &side.actor } else { &side.party };
            self.actor(id, || {
                known(id).unwrap_or_else(|| Actor {
                    id: id.clone(),
                    name: if *id == side.actor { side.name.clone() } else { id.0.clone() },
                    code: if *id == side.actor { side.code.clone() } else { String::new() },
                    kind: ActorKind::Agent,
                    party: Some(side.party.clone()).filter(|party| party != id),
                })
            })
        };
        let source = number(&event.source);
        let target = event.target.as_ref().map(number);
        let kind = self.kind(&event.event_type);
        let date = event.date.zip(event.date_precision);
        self.add(source, target, kind, event.status, date, event.confidence, row);
    }

    /// Takes in what another builder gathered.
    pub fn join(&mut self, other: Builder) {
        let Builder { actors, types, mut edges, mut solo, .. } = other;
        let actors: Vec<u32> = actors.into_iter().map(|actor| self.actor(&actor.id.clone(), || actor)).collect();
        let kinds: Vec<u16> = types.iter().map(|kind| self.kind(kind)).collect();
        for edges in [&mut edges, &mut solo] {
            renumber(edges, &actors, &kinds);
        }
        let take = |mine: &mut Vec<Packed>, theirs: Vec<Packed>| {
            // The longer keeps its place, so that the first to come is not copied.
            if mine.is_empty() { *mine = theirs } else { mine.extend(theirs) }
        };
        take(&mut self.edges, edges);
        take(&mut self.solo, solo);
    }

    /// How many events were added.
    pub fn len(&self) -> usize {
        self.edges.len() + self.solo.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The columns. They do not depend on the order in which events and actors came.
    pub fn finish(self, level: Level) -> Columns {
        let Builder { mut actors, mut types, mut edges, mut solo, .. } = self;
        let actor_places = sort(&mut actors, |actor| actor.id.0.clone());
        let type_places: Vec<u16> =
            sort(&mut types, |kind| kind.cameo.clone()).into_iter().map(|at| u16::try_from(at).unwrap_or(u16::MAX)).collect();
        for edges in [&mut edges, &mut solo] {
            renumber(edges, &actor_places, &type_places);
            edges.par_sort_unstable_by_key(|edge| (edge.place(), edge.row));
            fold(edges);
            edges.shrink_to_fit();
        }
        let starts = starts(actors.len(), edges.iter().map(|edge| edge.source));
        let back_starts = starts_of_targets(actors.len(), &edges);
        let back = back(&edges, &back_starts);
        Columns { level: Some(level), actors, types, edges, starts, back, back_starts, solo }
    }
}

/// Sorts values by a key; gives for each old place the new one.
fn sort<T, K: Ord>(values: &mut Vec<T>, key: impl Fn(&T) -> K) -> Vec<u32> {
    let mut keyed: Vec<(K, usize, T)> = std::mem::take(values).into_iter().enumerate().map(|(at, v)| (key(&v), at, v)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut places = vec![0; keyed.len()];
    for (new, (_, old, value)) in (0..).zip(keyed) {
        places[old] = new;
        values.push(value);
    }
    places
}

fn renumber(edges: &mut [Packed], actors: &[u32], kinds: &[u16]) {
    edges.par_iter_mut().for_each(|edge| {
        (edge.source, edge.target) = (actors[edge.source as usize], actors[edge.target as usize]);
        edge.kind = kinds[usize::from(edge.kind)];
    });
}

/// Makes one of the events that tell of the same. Those without a day stay apart.
fn fold(edges: &mut Vec<Packed>) {
    edges.dedup_by(|next, kept| {
        let same = next.day != NO_DAY && next.place() == kept.place();
        if same {
            kept.tellings = kept.tellings.saturating_add(next.tellings);
            kept.confidence = kept.confidence.max(next.confidence);
        }
        same
    });
}

fn starts(actors: usize, sources: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut starts = vec![0; actors + 1];
    sources.for_each(|source| starts[source as usize + 1] += 1);
    for at in 0..actors {
        starts[at + 1] += starts[at];
    }
    starts
}

fn starts_of_targets(actors: usize, edges: &[Packed]) -> Vec<usize> {
    starts(actors, edges.iter().map(|edge| edge.target))
}

/// The numbers of edges by target: counted into place, so that those of a target keep their order.
fn back(edges: &[Packed], starts: &[usize]) -> Vec<u32> {
    let (mut next, mut back) = (starts.to_vec(), vec![0; edges.len()]);
    for (number, edge) in (0..).zip(edges) {
        let place = &mut next[edge.target as usize];
        back[*place] = number;
        *place += 1;
    }
    back
}

impl Columns {
    /// The counts of all edges.
    pub fn counts(&self) -> Counts {
        self.count(&self.edges)
    }
}
