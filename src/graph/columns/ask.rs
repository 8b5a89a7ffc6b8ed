//! Questions to columns: a pair over time, partners, neighbours by steps, chains, what went on between all pairs month by month.

use std::collections::{BTreeMap, VecDeque};

use rayon::prelude::*;

use crate::graph::Counts;
use crate::graph::columns::{Columns, Edge, Run, Sieve};

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
        let run = self.pair(source, target).filter(|_| sieve.keeps_ends(source, target));
        for edge in self.kept(run, sieve) {
            if let Some((year, _)) = edge.month() {
                years.entry(year).or_default().add(self.kind(&edge));
            }
        }
        years
    }

    /// Those with whom an actor has most to do, in both directions together; of equals the first by id.
    pub fn partners(&self, actor: u32, most: usize, sieve: &Sieve) -> Vec<Partner> {
        let mut partners = BTreeMap::<u32, Partner>::new();
        let partner = |other| Partner { actor: other, to: Counts::default(), from: Counts::default() };
        for run in self.outgoing(actor).iter().filter(|run| run.target != actor) {
            partners.entry(run.target).or_insert(partner(run.target)).to = self.count(run, sieve);
        }
        for run in self.incoming(actor).filter(|run| run.source != actor) {
            partners.entry(run.source).or_insert(partner(run.source)).from = self.count(run, sieve);
        }
        let mut partners: Vec<Partner> = partners.into_values().filter(|partner| partner.events() > 0).collect();
        partners.sort_by_key(|partner| std::cmp::Reverse(partner.events()));
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
                self.neighbours(*at, sieve, |other, is_kept| {
                    if !seen[other as usize] && is_kept() {
                        seen[other as usize] = true;
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
            if before.get(to as usize)?.is_some() {
                break;
            }
            let mut fresh = Vec::new();
            self.neighbours(at, sieve, |other, is_kept| {
                if before[other as usize].is_none() && is_kept() {
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
            let counts = |a, b| self.pair(a, b).map_or_else(Counts::default, |run| self.count(run, sieve));
            steps.push(Step { from: last, to: at, counts: counts(last, at), back: counts(at, last) });
            at = last;
        }
        steps.reverse();
        Some(steps)
    }

    /// What each actor did to each other, month by month, by source, target and month; what has no day is left out.
    pub fn months(&self, sieve: &Sieve) -> Vec<Month> {
        let of_run = |run: &Run| {
            let mut months: Vec<Month> = Vec::new();
            for edge in self.kept(Some(run).filter(|run| sieve.keeps_ends(run.source, run.target)), sieve) {
                let Some((year, month)) = edge.month() else { continue };
                match months.last_mut() {
                    Some(last) if (last.year, last.month) == (year, month) => last.counts.add(self.kind(&edge)),
                    _ => {
                        let mut counts = Counts::default();
                        counts.add(self.kind(&edge));
                        months.push(Month { source: run.source, target: run.target, year, month, counts });
                    }
                }
            }
            months
        };
        self.runs().par_iter().flat_map_iter(of_run).collect()
    }

    /// Whoever may have to do with an actor, some of them twice, each with the question whether he is kept: it looks at events,
    /// which costs more than to know that somebody was met before.
    fn neighbours(&self, actor: u32, sieve: &Sieve, mut meet: impl FnMut(u32, &dyn Fn() -> bool)) {
        let is_kept = |run: &Run| sieve.keeps_ends(run.source, run.target) && self.edges(run).any(|edge| sieve.keeps(&edge));
        self.outgoing(actor).iter().for_each(|run| meet(run.target, &|| is_kept(run)));
        self.incoming(actor).for_each(|run| meet(run.source, &|| is_kept(run)));
    }

    fn kept<'c>(&'c self, run: Option<&'c Run>, sieve: &'c Sieve) -> impl Iterator<Item = Edge<'c>> {
        run.into_iter().flat_map(|run| self.edges(run)).filter(|edge| sieve.keeps(edge))
    }
}

impl Partner {
    /// The events in both directions.
    pub fn events(&self) -> u64 {
        self.to.events + self.from.events
    }
}
