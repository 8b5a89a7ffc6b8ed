//! Counting: events by quad class and their intensity, in whole numbers so that sums do not depend on order.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::events::EventType;
use crate::graph::RelationGraph;
use crate::id::ActorId;

/// How many events of which quad class, and how intense.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// All events.
    pub events: u64,
    /// Those of quad class 1, 2, 3 and 4.
    pub quads: [u64; 4],
    /// The sum of their Goldstein values, times ten.
    pub goldstein_tenths: i64,
}

/// The events from one actor to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// Who acts.
    pub source: ActorId,
    /// Who is acted on.
    pub target: ActorId,
    /// What happened between them, in this direction.
    pub counts: Counts,
}

impl Counts {
    /// Counts one event. A quad class that is none of the four is counted in `events` alone.
    pub fn add(&mut self, event_type: &EventType) {
        self.events += 1;
        if let Some(count) = usize::from(event_type.quad).checked_sub(1).and_then(|quad| self.quads.get_mut(quad)) {
            *count += 1;
        }
        self.goldstein_tenths += (event_type.goldstein * 10.0).round() as i64;
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.events += other.events;
        self.goldstein_tenths += other.goldstein_tenths;
        for (mine, theirs) in self.quads.iter_mut().zip(other.quads) {
            *mine += theirs;
        }
    }
}

impl RelationGraph {
    /// The events between actors, each counted once however often it is told. Those without a target are not in it.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.edges().for_each(|edge| counts.add(&edge.event_type));
        counts
    }

    /// The ordered pairs of actors, those with most events first, then by id.
    pub fn pairs(&self) -> Vec<Pair> {
        let mut pairs = BTreeMap::<(&ActorId, &ActorId), Counts>::new();
        for edge in self.edges() {
            if let Some(target) = &edge.target {
                pairs.entry((&edge.source.actor, &target.actor)).or_default().add(&edge.event_type);
            }
        }
        let pair = |((source, target), counts): ((&ActorId, &ActorId), Counts)| Pair {
            source: source.clone(),
            target: target.clone(),
            counts,
        };
        let mut pairs: Vec<Pair> = pairs.into_iter().map(pair).collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.counts.events));
        pairs
    }
}
