//! Betweenness: on which part of the shortest ways between two others an actor lies.
//!
//! Of all pairs of others, as Freeman defines it ("A set of measures of centrality based on betweenness", Sociometry 40, 1977). Ways go
//! along relations in either direction, each of them one step. Brandes's algorithm ("A faster algorithm for betweenness centrality",
//! 2001) goes through all relations once for each actor. Where that is too much, it begins at some actors only, drawn evenly and the
//! same ones in every run, and what they give stands for all (Brandes and Pich, "Centrality estimation in large networks", 2007).
//! The estimate has no bias, and its standard error is told.
//!
//! By hand and not rustworkx's: that one does not sample, and what its threads add up depends on which is first.

use petgraph::csr::Csr;
use rayon::prelude::*;

use crate::query::ties::Ties;

/// So many steps along relations are taken before actors are sampled: some seconds of one core.
const STEPS: usize = 400_000_000;
/// At least so many actors are sampled. The ways of each give a share between 0 and 1, so that the standard error is 0.03 at most.
const LEAST: usize = 256;
/// The actors whose ways are added up on one thread. The sums of these are added in order, so that no rounding depends on threads.
const CHUNK: usize = 32;

/// The betweenness of each actor.
#[derive(Debug, Clone, PartialEq)]
pub struct Betweenness {
    /// Between 0 and 1, in the order of the ties' actors.
    pub shares: Vec<f64>,
    /// From what it is estimated; `None` where it is exact.
    pub sample: Option<Sample>,
}

/// From how much an estimate was made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// How many actors' ways were followed.
    pub pivots: usize,
    /// The standard error of that actor's share for which it is largest.
    pub error: f64,
}

/// The betweenness of the ties' actors, exact where that does not take too many steps.
pub fn betweenness(ties: &Ties) -> Betweenness {
    let near = relations(ties);
    let affordable = (STEPS / near.edge_count().max(1)).max(LEAST);
    from_pivots(&near, affordable)
}

/// The same from so many actors' ways at most.
pub fn sampled(ties: &Ties, pivots: usize) -> Betweenness {
    from_pivots(&relations(ties), pivots)
}

/// Who has a relation with whom, each from both ends.
type Relations = Csr<(), ()>;

fn relations(ties: &Ties) -> Relations {
    let ends = |tie: &petgraph::graph::Edge<_>| [(tie.source(), tie.target()), (tie.target(), tie.source())];
    let mut pairs: Vec<(u32, u32)> =
        ties.raw_edges().iter().flat_map(ends).map(|(a, b)| (a.index() as u32, b.index() as u32)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    // They are sorted and each is there once, which is all that could be wrong with them.
    Csr::from_sorted_edges(&pairs).unwrap_or_default()
}

fn from_pivots(near: &Relations, most: usize) -> Betweenness {
    let actors = near.node_count();
    let pivots = draw(actors, most.min(actors));
    let parts: Vec<Vec<Sums>> = pivots.par_chunks(CHUNK).map(|chunk| dependencies(near, chunk)).collect();
    let mut sums = vec![Sums::default(); actors];
    for part in parts {
        sums.iter_mut().zip(part).for_each(|(sum, part)| {
            sum.plain += part.plain;
            sum.squared += part.squared;
        });
    }
    let (all, drawn) = (actors as f64, pivots.len() as f64);
    let pairs = (all - 1.0) * (all - 2.0);
    if pairs <= 0.0 {
        return Betweenness { shares: vec![0.0; actors], sample: None };
    }
    let scale = all / drawn / pairs;
    // Drawn without putting back: what is known of all is known without error.
    let unknown = drawn * (1.0 - drawn / all) / (drawn - 1.0).max(1.0);
    let error = |sum: &Sums| scale * (unknown * (sum.squared - sum.plain * sum.plain / drawn)).max(0.0).sqrt();
    let sample =
        (pivots.len() < actors).then(|| Sample { pivots: pivots.len(), error: sums.iter().map(error).fold(0.0, f64::max) });
    Betweenness { shares: sums.iter().map(|sum| scale * sum.plain).collect(), sample }
}

/// What the ways of some actors add up to for another.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    plain: f64,
    squared: f64,
}

/// The dependencies of some actors on each of all, added up: on what part of their shortest ways it lies.
fn dependencies(near: &Relations, pivots: &[u32]) -> Vec<Sums> {
    let actors = near.node_count();
    let mut sums = vec![Sums::default(); actors];
    let mut order: Vec<u32> = Vec::with_capacity(actors);
    let (mut distance, mut ways, mut depends) = (vec![u32::MAX; actors], vec![0.0; actors], vec![0.0; actors]);
    for &pivot in pivots {
        order.clear();
        order.push(pivot);
        (distance[pivot as usize], ways[pivot as usize]) = (0, 1.0);
        let mut at = 0;
        while let Some(&here) = order.get(at) {
            at += 1;
            let (next, through) = (distance[here as usize] + 1, ways[here as usize]);
            for &there in near.neighbors_slice(here) {
                let far = &mut distance[there as usize];
                if *far == u32::MAX {
                    *far = next;
                    order.push(there);
                }
                if *far == next {
                    ways[there as usize] += through;
                }
            }
        }
        for &there in order.iter().rev() {
            let (here, each) = (distance[there as usize], (1.0 + depends[there as usize]) / ways[there as usize]);
            for &before in near.neighbors_slice(there) {
                if distance[before as usize] + 1 == here {
                    depends[before as usize] += ways[before as usize] * each;
                }
            }
        }
        for &one in &order {
            let depends = std::mem::take(&mut depends[one as usize]);
            if one != pivot {
                sums[one as usize].plain += depends;
                sums[one as usize].squared += depends * depends;
            }
            (distance[one as usize], ways[one as usize]) = (u32::MAX, 0.0);
        }
    }
    sums
}

/// So many of all actors, drawn evenly, the same in every run: those whose numbers mix to the least (Steele, Lea and Flood, "Fast
/// splittable pseudorandom number generators", 2014).
fn draw(actors: usize, count: usize) -> Vec<u32> {
    let mixed = |actor: &u32| {
        let mut bits = u64::from(*actor).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    };
    let mut drawn: Vec<u32> = (0..actors as u32).collect();
    drawn.sort_unstable_by_key(mixed);
    drawn.truncate(count);
    drawn.sort_unstable();
    drawn
}
