//! Merging: which edges tell of the same event.
//!
//! Edges of the same source, target, type and status are one event
//! - when their dates are the same, day for day, week for week, month for month or year for year;
//! - when their days follow on each other, they come from different articles, and use the same words: papers date
//!   what happened overnight differently;
//! - when one has no date, and its article tells of just one dated event of the kind.
//!
//! Two undated ones are one within an article, and two across articles. Whatever else is alike stays apart.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::date::{Date, Precision};
use crate::events::Event;
use crate::graph::Edge;
use crate::id::ArticleId;

/// Joins the edges that tell of the same event. Sorted by source, target, type, status, date and id, whatever the order of
/// the input.
pub(crate) fn merge(edges: Vec<Edge>) -> Vec<Edge> {
    let mut groups = BTreeMap::<_, Vec<Edge>>::new();
    for edge in edges {
        let key = (edge.source.clone(), edge.target.clone(), edge.event_type.cameo.clone(), edge.status);
        groups.entry(key).or_default().push(edge);
    }
    let mut edges: Vec<Edge> = groups.into_values().flat_map(merge_alike).map(Edge::settle).collect();
    edges.sort_by(|a, b| a.place_in_graph().cmp(&b.place_in_graph()));
    edges
}

/// Merges edges that differ in nothing but date and words.
fn merge_alike(edges: Vec<Edge>) -> Vec<Edge> {
    let (dated, undated): (Vec<Edge>, Vec<Edge>) = edges.into_iter().partition(|edge| edge.date.is_some());
    let mut merged = join_neighbours(join_by(dated, |edge| (edge.date, edge.date_precision)));
    // For each article the dated edge that it tells of; `None` where it tells of several.
    let mut only = BTreeMap::<ArticleId, Option<usize>>::new();
    for (at, edge) in merged.iter().enumerate() {
        for article in articles(edge) {
            only.entry(article.clone()).and_modify(|found| *found = None).or_insert(Some(at));
        }
    }
    for edge in join_by(undated, first_article) {
        let home = first_article(&edge).and_then(|article| only.get(&article).copied().flatten());
        match home.and_then(|at| merged.get_mut(at)) {
            Some(dated) => dated.join(edge),
            None => merged.push(edge),
        }
    }
    merged
}

fn join_by<K: Ord>(edges: Vec<Edge>, key: impl Fn(&Edge) -> K) -> Vec<Edge> {
    let mut joined = BTreeMap::<K, Edge>::new();
    for edge in edges {
        match joined.entry(key(&edge)) {
            Entry::Occupied(mut other) => other.get_mut().join(edge),
            Entry::Vacant(place) => {
                place.insert(edge);
            }
        }
    }
    joined.into_values().collect()
}

/// Joins each day's edge with the next day's where they tell of one event. The edges come sorted by date.
fn join_neighbours(edges: Vec<Edge>) -> Vec<Edge> {
    let (days, mut joined): (Vec<Edge>, Vec<Edge>) =
        edges.into_iter().partition(|edge| edge.date_precision == Some(Precision::Day));
    let mut days = days.into_iter().peekable();
    while let Some(mut day) = days.next() {
        if let Some(next) = days.next_if(|next| are_neighbours(&day, next)) {
            day.join(next);
        }
        joined.push(day);
    }
    joined
}

fn are_neighbours(day: &Edge, next: &Edge) -> bool {
    let both = || day.events.iter().chain(&next.events);
    // Other people's records say themselves on which day each event was.
    if both().any(|event| event.origin.is_some()) {
        return false;
    }
    // Beyond two days a chain of neighbours would join what is apart.
    let days: BTreeSet<Date> = both().filter_map(|event| event.date).collect();
    let close = match (days.first(), days.last()) {
        (Some(first), Some(last)) => first == last || first.tomorrow().is_ok_and(|tomorrow| tomorrow == *last),
        _ => false,
    };
    // An article that gives two days means two events.
    close && articles(day).is_disjoint(&articles(next)) && !words(day).is_disjoint(&words(next))
}

fn articles(edge: &Edge) -> BTreeSet<&ArticleId> {
    edge.events.iter().map(|event| &event.evidence.article).collect()
}

fn words(edge: &Edge) -> BTreeSet<String> {
    let words = edge.events.iter().flat_map(|event| [&event.evidence.label, &event.evidence.trigger.text]);
    words.map(|word| word.to_lowercase()).filter(|word| !word.is_empty()).collect()
}

/// The article of an undated edge, which has one only: those of several articles have a date.
fn first_article(edge: &Edge) -> Option<ArticleId> {
    edge.events.first().map(|event| event.evidence.article.clone())
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
