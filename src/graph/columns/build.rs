//! Columns are made: events come in any order, with numbers as they came; they are renumbered, counted into place and indexed.

use bytemuck::Zeroable;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::actors::{Actor, ActorKind};
use crate::date::{Date, Precision};
use crate::events::{Event, EventType, Status};
use crate::graph::columns::edge::{NO_DAY, NO_SUM, PRECISIONS, STATUSES, Sum};
use crate::graph::columns::{Columns, Run, Telling, days, edge};
use crate::graph::{Counts, Level};
use crate::id::ActorId;

/// Gathers events for columns.
#[derive(Debug, Default)]
pub struct Builder {
    actors: Vec<Actor>,
    numbers: FxHashMap<ActorId, u32>,
    types: Vec<EventType>,
    kinds: FxHashMap<String, u16>,
    entries: Vec<Entry>,
    /// Full parts, and those of builders that joined, renumbered and not copied.
    joined: Vec<Vec<Entry>>,
}

/// An event whose actors have the numbers of a builder.
#[derive(Debug, Clone, Copy)]
struct Entry {
    source: u32,
    /// `NOBODY` for an event without a target.
    target: u32,
    telling: Telling,
}

const NOBODY: u32 = u32::MAX;

/// So many entries are kept in one piece: a list that grows without end is copied each time it grows.
const PART: usize = 1 << 16;

/// Runs of as many tellings have a sum.
const LONG: usize = 64;

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
        self.types.push(EventType::clone(event_type));
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
        let place = |found: Option<usize>| found.and_then(|at| u16::try_from(at).ok()).unwrap_or_default();
        let telling = Telling {
            day: date.map_or(NO_DAY, |(date, _)| days(date)),
            row,
            kind,
            status: place(STATUSES.iter().position(|known| *known == status)),
            precision: date.map_or(0, |(_, precision)| place(PRECISIONS.iter().position(|known| *known == precision))),
            confidence: (confidence.clamp(0.0, 1.0) * 1000.0).round() as u16,
        };
        if self.entries.len() == PART {
            self.joined.push(std::mem::replace(&mut self.entries, Vec::with_capacity(PART)));
        }
        self.entries.push(Entry { source, target: target.unwrap_or(NOBODY), telling });
    }

    /// Adds an event record at a level. What is known about its actors comes from `known`, else from the record itself.
    pub fn add_event(&mut self, event: &Event, level: Level, row: u32, known: impl Fn(&ActorId) -> Option<Actor>) {
        let mut number = |side: &crate::events::Participant| {
            let id = if level == Level::Person { &side.actor } else { &side.party };
            self.actor(id, || {
                known(id).unwrap_or_else(|| Actor {
                    id: id.clone(),
                    name: if *id == side.actor { side.name.clone() } else { id.to_string() },
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
        let Builder { actors, types, entries, mut joined, .. } = other;
        let actors: Vec<u32> = actors.into_iter().map(|actor| self.actor(&actor.id.clone(), || actor)).collect();
        let kinds: Vec<u16> = types.iter().map(|kind| self.kind(kind)).collect();
        joined.push(entries);
        joined.par_iter_mut().for_each(|entries| renumber(entries, &actors, &kinds));
        self.joined.append(&mut joined);
    }

    /// How many events were added.
    pub fn len(&self) -> usize {
        self.entries.len() + self.joined.iter().map(Vec::len).sum::<usize>()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The columns. They do not depend on the order in which events and actors came.
    pub fn finish(self, level: Level) -> Columns {
        let Builder { mut actors, mut types, entries, mut joined, .. } = self;
        joined.push(entries);
        let actor_places = sort(&mut actors, |actor| actor.id.to_string());
        let type_places: Vec<u16> =
            sort(&mut types, |kind| kind.cameo.clone()).into_iter().map(|at| u16::try_from(at).unwrap_or(u16::MAX)).collect();
        joined.par_iter_mut().for_each(|entries| renumber(entries, &actor_places, &type_places));
        let (mut runs, tellings) = place(joined);
        // What has no target comes last of each source: it is taken out, run by run.
        let (mut kept, mut solo, mut solo_starts) = (Vec::with_capacity(tellings.len()), Vec::new(), vec![0; actors.len() + 1]);
        for run in &mut runs {
            let told = &tellings[run.start as usize..run.end as usize];
            let into = if run.target == NOBODY { &mut solo } else { &mut kept };
            (run.start, run.end) = (number(into.len()), number(into.len() + told.len()));
            into.extend_from_slice(told);
            if run.target == NOBODY {
                solo_starts[run.source as usize + 1] = number(told.len());
            }
        }
        runs.retain(|run| run.target != NOBODY);
        sum_up(&mut solo_starts);
        let starts = starts(actors.len(), runs.iter().map(|run| run.source));
        let back_starts = starts_of_targets(actors.len(), &runs);
        let back = back(&runs, &back_starts);
        let sums = sums(&mut runs, &kept, &types);
        Columns {
            level: Some(level),
            actors,
            types,
            tellings: kept.into(),
            runs: runs.into(),
            starts: starts.into(),
            back: back.into(),
            back_starts: back_starts.into(),
            sums: sums.into(),
            solo: solo.into(),
            solo_starts: solo_starts.into(),
        }
    }
}

/// Counts entries into runs, by source and target, and sorts each run: that is far less to compare than all of them at once.
fn place(parts: Vec<Vec<Entry>>) -> (Vec<Run>, Vec<Telling>) {
    let key = |entry: &Entry| u64::from(entry.source) << 32 | u64::from(entry.target);
    let count = |mut sizes: FxHashMap<u64, u32>, part: &Vec<Entry>| {
        part.iter().for_each(|entry| *sizes.entry(key(entry)).or_default() += 1);
        sizes
    };
    let add = |mut all: FxHashMap<u64, u32>, some: FxHashMap<u64, u32>| {
        some.into_iter().for_each(|(key, size)| *all.entry(key).or_default() += size);
        all
    };
    let mut sizes = parts.par_iter().fold(FxHashMap::default, count).reduce(FxHashMap::default, add);
    let mut pairs: Vec<(u64, u32)> = sizes.iter().map(|(key, size)| (*key, *size)).collect();
    pairs.par_sort_unstable();
    let (mut runs, mut start) = (Vec::with_capacity(pairs.len()), 0);
    for (key, size) in pairs {
        let end = start + size;
        runs.push(Run { source: (key >> 32) as u32, target: key as u32, start, end, sum: NO_SUM });
        sizes.insert(key, start);
        start = end;
    }
    let mut tellings = vec![Telling::zeroed(); start as usize];
    for entry in parts.into_iter().flatten() {
        let next = sizes.entry(key(&entry)).or_default();
        tellings[*next as usize] = entry.telling;
        *next += 1;
    }
    let (mut rest, mut slices) = (&mut tellings[..], Vec::with_capacity(runs.len()));
    for run in &runs {
        let (slice, behind) = rest.split_at_mut((run.end - run.start) as usize);
        slices.push(slice);
        rest = behind;
    }
    slices.into_par_iter().for_each(|run| run.sort_unstable_by_key(Telling::place));
    (runs, tellings)
}

/// Gives each long run its sum.
fn sums(runs: &mut [Run], tellings: &[Telling], types: &[EventType]) -> Vec<Sum> {
    let mut sums = Vec::new();
    for run in runs.iter_mut().filter(|run| (run.end - run.start) as usize >= LONG) {
        let mut sum = Sum::default();
        for edge in edge::edges(&tellings[run.start as usize..run.end as usize], run.start, run.source, Some(run.target)) {
            let (status, kind) = (usize::from(edge.tellings[0].status), &types[usize::from(edge.tellings[0].kind)]);
            let mut counts = Counts::default();
            counts.add(kind);
            sum.tenths[status] += counts.goldstein_tenths;
            sum.quads[status][counts.quads.iter().position(|count| *count > 0).unwrap_or(counts.quads.len())] += 1;
        }
        run.sum = number(sums.len());
        sums.push(sum);
    }
    sums
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

fn renumber(entries: &mut [Entry], actors: &[u32], kinds: &[u16]) {
    for entry in entries {
        entry.source = actors[entry.source as usize];
        if entry.target != NOBODY {
            entry.target = actors[entry.target as usize];
        }
        entry.telling.kind = kinds[usize::from(entry.telling.kind)];
    }
}

/// Places are of four bytes: more than fit are never read.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn starts(actors: usize, ends: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0; actors + 1];
    ends.for_each(|end| starts[end as usize + 1] += 1);
    sum_up(&mut starts);
    starts
}

fn sum_up(counts: &mut [u32]) {
    for at in 1..counts.len() {
        counts[at] += counts[at - 1];
    }
}

fn starts_of_targets(actors: usize, runs: &[Run]) -> Vec<u32> {
    starts(actors, runs.iter().map(|run| run.target))
}

/// The numbers of runs by target: counted into place, so that those of a target keep their order.
fn back(runs: &[Run], starts: &[u32]) -> Vec<u32> {
    let (mut next, mut back) = (starts.to_vec(), vec![0; runs.len()]);
    for (number, run) in (0..).zip(runs) {
        let place = &mut next[run.target as usize];
        back[*place as usize] = number;
        *place += 1;
    }
    back
}
