//! Merging: which edges tell of the same event.
//!
//! Edges between the same parties are one event where their status is the same, their types are of one root, their days are
//! the same or follow on each other, and their sentences share words, numbers and places as far as they have them
//! (`alike.rs`). Who meets whom does not matter. A week, month or year is one with the same week, month or year only.
//! What has no date joins the dated event of its article, where that tells of just one of its type; two undated ones are one
//! within an article, and two across articles. When in doubt, edges stay apart.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::date::{Date, Precision};
use crate::events::Event;
use crate::graph::Edge;
use crate::graph::alike::Profile;
use crate::id::ArticleId;

/// With at most so many events of its day an edge is compared: those that share most of its words.
const COMPARED: usize = 12;
/// Of a word that many events of a day share, so many are looked at.
const LISTED: usize = 48;

/// Joins the edges that tell of the same event. Sorted by source, target, type, status, date and id, whatever the order of
/// the input.
pub(crate) fn merge(edges: Vec<Edge>) -> Vec<Edge> {
    let mut groups = BTreeMap::<_, Vec<Edge>>::new();
    for edge in edges {
        let (mut source, mut target) = (edge.source.clone(), edge.target.clone());
        // Data sets record a meeting once for each side, and as they record it they are kept.
        let told = edge.events.iter().all(|event| event.origin.is_none());
        if told
            && edge.event_type.root == MEETING
            && let Some(other) = target.as_mut().filter(|other| **other < source)
        {
            std::mem::swap(&mut source, other);
        }
        groups.entry((source, target, edge.event_type.root.clone(), edge.status)).or_default().push(edge);
    }
    let mut edges: Vec<Edge> = groups.into_values().flat_map(merge_group).map(Edge::settle).collect();
    edges.sort_by(|a, b| a.place_in_graph().cmp(&b.place_in_graph()));
    edges
}

/// The root of meetings and talks, which both sides hold.
const MEETING: &str = "04";

/// Merges edges of the same sides, root and status.
fn merge_group(edges: Vec<Edge>) -> Vec<Edge> {
    if edges.len() < 2 {
        return edges;
    }
    let (mut dated, undated): (Vec<Edge>, Vec<Edge>) = edges.into_iter().partition(|edge| edge.date.is_some());
    dated.sort_by_cached_key(|edge| (edge.date, edge.date_precision, edge.id.clone()));
    let mut merged = Clusters::default();
    dated.into_iter().for_each(|edge| merged.add(edge));
    let mut merged = merged.edges;
    // For each article and type the dated edge that it tells of; `None` where it tells of several.
    let mut only = BTreeMap::<(ArticleId, String), Option<usize>>::new();
    for (at, edge) in merged.iter().enumerate() {
        let told: BTreeSet<_> = edge.told().map(place_of).collect();
        for place in told {
            only.entry(place).and_modify(|found| *found = None).or_insert(Some(at));
        }
    }
    for edge in join_undated(undated) {
        let home = edge.told().next().and_then(|event| only.get(&place_of(event)).copied().flatten());
        match home.and_then(|at| merged.get_mut(at)) {
            Some(dated) => dated.join(edge),
            None => merged.push(edge),
        }
    }
    merged
}

fn place_of(event: &Event) -> (ArticleId, String) {
    (event.evidence.article.clone(), event.event_type.cameo.clone())
}

/// Undated edges of one article and type are one.
fn join_undated(mut edges: Vec<Edge>) -> Vec<Edge> {
    edges.sort_by_cached_key(|edge| edge.id.clone());
    let mut joined = BTreeMap::new();
    for edge in edges {
        let place = edge.told().next().map(place_of);
        match joined.entry(place) {
            Entry::Vacant(place) => drop(place.insert(edge)),
            Entry::Occupied(mut other) => other.get_mut().join(edge),
        }
    }
    joined.into_values().collect()
}

/// Events found so far, of one group, with what finds the ones to compare with: never every edge with every other.
#[derive(Default)]
struct Clusters {
    edges: Vec<Edge>,
    profiles: Vec<Profile>,
    days: BTreeMap<(Date, Precision), Day>,
}

/// The events of a day.
#[derive(Default)]
struct Day {
    all: Vec<usize>,
    by_word: FxHashMap<u64, Vec<usize>>,
}

impl Clusters {
    fn add(&mut self, edge: Edge) {
        let profile = Profile::of(&edge);
        let place = edge.date.zip(edge.date_precision);
        let best = place.and_then(|place| {
            let alike = |at: usize| Some((self.profiles[at].alike(&profile)?, std::cmp::Reverse(at)));
            self.candidates(place, &profile).into_iter().filter_map(alike).max()
        });
        let at = match best {
            Some((_, std::cmp::Reverse(at))) => {
                self.edges[at].join(edge);
                self.profiles[at].join(profile.clone());
                at
            }
            None => {
                self.edges.push(edge);
                self.profiles.push(profile.clone());
                self.edges.len() - 1
            }
        };
        if let Some(place) = place {
            self.days.entry(place).or_default().add(at, &profile);
        }
    }

    /// The events of the day, and of the day before, that are worth comparing.
    fn candidates(&self, (date, precision): (Date, Precision), profile: &Profile) -> BTreeSet<usize> {
        let before = (precision == Precision::Day).then(|| date.yesterday().ok()).flatten();
        let days = [Some(date), before].into_iter().flatten();
        days.filter_map(|day| self.days.get(&(day, precision))).flat_map(|day| day.candidates(profile)).collect()
    }
}

impl Day {
    fn add(&mut self, at: usize, profile: &Profile) {
        if !self.all.contains(&at) {
            self.all.push(at);
        }
        for word in &profile.words {
            let listed = self.by_word.entry(*word).or_default();
            if listed.len() < LISTED && listed.last() != Some(&at) {
                listed.push(at);
            }
        }
    }

    fn candidates(&self, profile: &Profile) -> Vec<usize> {
        if self.all.len() <= COMPARED {
            return self.all.clone();
        }
        let mut shared = BTreeMap::<usize, usize>::new();
        for listed in profile.words.iter().filter_map(|word| self.by_word.get(word)) {
            listed.iter().for_each(|at| *shared.entry(*at).or_default() += 1);
        }
        let mut found: Vec<(std::cmp::Reverse<usize>, usize)> =
            shared.into_iter().map(|(at, count)| (std::cmp::Reverse(count), at)).collect();
        found.sort_unstable();
        // Those of few words share none and are alike all the same.
        let plain = self.all.iter().take(2).copied();
        found.into_iter().take(COMPARED).map(|(_, at)| at).chain(plain).collect()
    }
}

impl Event {
    /// Where it is told: what events are sorted by.
    pub(crate) fn place_of_telling(&self) -> impl Ord {
        (&self.evidence.article, self.evidence.sentence, self.evidence.trigger.span, &self.id)
    }
}

impl Edge {
    /// What the edges of a graph are sorted by.
    pub(crate) fn place_in_graph(&self) -> impl Ord {
        (&self.source, &self.target, &self.event_type.cameo, self.status, self.date, self.date_precision, &self.id)
    }

    fn join(&mut self, other: Edge) {
        let earlier = other.date.is_some_and(|date| self.date.is_none_or(|mine| date < mine));
        if earlier {
            (self.date, self.date_precision) = (other.date, other.date_precision);
        }
        self.events.extend(other.events);
    }

    /// Brings what an edge says about its events as a whole in line with them, whatever the order in which they came.
    fn settle(mut self) -> Edge {
        self.events.sort_by(|a, b| a.place_of_telling().cmp(&b.place_of_telling()));
        if let Some(first) = self.events.first() {
            self.id = first.id.clone();
            self.event_type = first.event_type.clone();
        }
        self.confidence = self.events.iter().map(|event| event.confidence).fold(0.0, f64::max);
        self.label = self.most_used_label();
        self
    }

    /// The label used most, of several the surest event's, of several the first in the alphabet.
    fn most_used_label(&self) -> String {
        let mut labels = BTreeMap::<&str, (usize, f64)>::new();
        for event in &self.events {
            let (uses, confidence) = labels.entry(&event.evidence.label).or_default();
            *uses += 1;
            *confidence = confidence.max(event.confidence);
        }
        let better = |a: &(usize, f64), b: &(usize, f64)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1));
        let best = labels.into_iter().rev().max_by(|(_, a), (_, b)| better(a, b));
        let label = best.map(|(label, _)| label).filter(|label| !label.is_empty());
        label.unwrap_or(&self.event_type.name).to_owned()
    }
}
