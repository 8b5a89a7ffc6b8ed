//! Questions to columns: a pair over time, partners, neighbours by steps, chains, what went on between all pairs month by month.

use std::collections::{BTreeMap, VecDeque};

use rayon::prelude::*;

use crate::graph::Counts;
use crate::graph::columns::{Columns, Packed, Sieve};

/// Somebody with whom an actor has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partner {
    /// Who.
    pub actor: u32,
    /// What the actor does to the partner.
    pub to: Counts,
    /// What the partner does to the actor.
    pub from: Counts,
}

/// Who can be reached, by the number of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hops {
    /// The actor itself, then its neighbours, then theirs.
    pub rings: Vec<Vec<u32>>,
}

/// A step of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Who stands at its beginning.
    pub from: u32,
    /// Who at its end.
    pub to: u32,
    /// What the first does to the second.
    pub counts: Counts,
    /// What the second does to the first.
    pub back: Counts,
}

/// What one actor did to another in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Who acts.
    pub source: u32,
    /// Who is acted on.
    pub target: u32,
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: i8,
    /// What happened.
    pub counts: Counts,
}

impl Columns {
    /// What one actor does to another, year by year; what has no day is left out.
    pub fn pair_by_year(&self, source: u32, target: u32, sieve: &Sieve) -> BTreeMap<i16, Counts> {
        let mut years = BTreeMap::<i16, Counts>::new();
        for edge in self.pair(source, target).iter().filter(|edge| sieve.keeps(edge)) {
            if let Some((year, _)) = edge.month() {
                years.entry(year).or_default().add(self.kind(edge));
            }
        }
        years
    }

    /// Those with whom an actor has most to do, in both directions together; of equals the first by id.
    pub fn partners(&self, actor: u32, most: usize, sieve: &Sieve) -> Vec<Partner> {
        let mut partners = vec![None::<Partner>; self.actors.len()];
        let mut count = |other: u32, edge: &Packed, side: fn(&mut Partner) -> &mut Counts| {
            let new = Partner { actor: other, to: Counts::default(), from: Counts::default() };
            if let Some(place) = partners.get_mut(other as usize) {
                side(place.get_or_insert(new)).add(self.kind(edge));
            }
        };
        for edge in self.outgoing(actor).iter().filter(|edge| edge.target != actor && sieve.keeps(edge)) {
            count(edge.target, edge, |partner| &mut partner.to);
        }
        for edge in self.incoming(actor).filter(|edge| edge.source != actor && sieve.keeps(edge)) {
            count(edge.source, edge, |partner| &mut partner.from);
        }
        let mut partners: Vec<Partner> = partners.into_iter().flatten().collect();
        partners.sort_by_key(|partner| std::cmp::Reverse(partner.to.events + partner.from.events));
        partners.truncate(most);
        partners
    }

    /// Who is how many steps away, in either direction of an event.
    pub fn around(&self, actor: u32, steps: usize, sieve: &Sieve) -> Hops {
        let mut seen = vec![false; self.actors.len()];
        let mut rings = vec![vec![actor]];
        if let Some(place) = seen.get_mut(actor as usize) {
            *place = true;
        }
        for _ in 0..steps {
            let mut ring = Vec::new();
            for at in rings.last().into_iter().flatten() {
                self.neighbours(*at, sieve, |other| {
                    if !std::mem::replace(&mut seen[other as usize], true) {
                        ring.push(other);
                    }
                });
            }
            ring.sort_unstable();
            rings.push(ring);
        }
        Hops { rings }
    }

    /// A shortest chain between two actors; of several the one through the first ids. `None` where there is none.
    pub fn path(&self, from: u32, to: u32, sieve: &Sieve) -> Option<Vec<Step>> {
        let mut before: Vec<Option<u32>> = vec![None; self.actors.len()];
        *before.get_mut(from as usize)? = Some(from);
        let mut queue = VecDeque::from([from]);
        while let Some(at) = queue.pop_front() {
            if at == to {
                break;
            }
            let mut fresh = Vec::new();
            self.neighbours(at, sieve, |other| {
                if before[other as usize].is_none() {
                    before[other as usize] = Some(at);
                    fresh.push(other);
                }
            });
            fresh.sort_unstable();
            queue.extend(fresh);
        }
        let mut steps = Vec::new();
        let mut at = to;
        while at != from {
            let last = (*before.get(at as usize)?)?;
            let counts = |a, b| self.count(self.pair(a, b).iter().filter(|edge| sieve.keeps(edge)));
            steps.push(Step { from: last, to: at, counts: counts(last, at), back: counts(at, last) });
            at = last;
        }
        steps.reverse();
        Some(steps)
    }

    /// What each actor did to each other, month by month, by source, target and month; what has no day is left out.
    pub fn months(&self, sieve: &Sieve) -> Vec<Month> {
        let sources: Vec<u32> = (0..self.starts.len().saturating_sub(1)).filter_map(|at| u32::try_from(at).ok()).collect();
        let of_source = |source: &u32| {
            let mut months: Vec<Month> = Vec::new();
            for edge in self.outgoing(*source).iter().filter(|edge| sieve.keeps(edge)) {
                let Some((year, month)) = edge.month() else { continue };
                match months.last_mut() {
                    Some(last) if (last.target, last.year, last.month) == (edge.target, year, month) => {
                        last.counts.add(self.kind(edge));
                    }
                    _ => {
                        let mut counts = Counts::default();
                        counts.add(self.kind(edge));
                        months.push(Month { source: *source, target: edge.target, year, month, counts });
                    }
                }
            }
            months
        };
        sources.par_iter().flat_map_iter(of_source).collect()
    }

    /// Whoever has to do with an actor, some of them twice. Of a pair's many events the first that is kept is enough: the others are
    /// leapt over.
    fn neighbours(&self, actor: u32, sieve: &Sieve, mut meet: impl FnMut(u32)) {
        let mut rest = self.outgoing(actor);
        while let Some(edge) = rest.first() {
            let of_pair = rest.partition_point(|other| other.target <= edge.target);
            if rest[..of_pair].iter().any(|edge| sieve.keeps(edge)) {
                meet(edge.target);
            }
            rest = &rest[of_pair..];
        }
        let mut rest = self.back_of(actor);
        while let Some(source) = rest.first().map(|edge| self.edges[*edge as usize].source) {
            let of_pair = rest.partition_point(|edge| self.edges[*edge as usize].source <= source);
            if rest[..of_pair].iter().any(|edge| sieve.keeps(&self.edges[*edge as usize])) {
                meet(source);
            }
            rest = &rest[of_pair..];
        }
    }
}

impl Packed {
    /// Its year and month.
    pub(super) fn month(&self) -> Option<(i16, i8)> {
        // The inverse of `days`, without the way through a date.
        let days = (self.day != super::NO_DAY).then_some(self.day + 719_468)?;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era * 400 + year + i32::from(month <= 2);
        Some((i16::try_from(year).ok()?, i8::try_from(month).ok()?))
    }
}
