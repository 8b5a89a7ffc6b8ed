//! Communities of the signed graph: blocs that cooperate within and quarrel without.
//!
//! What is made as large as possible is the modularity of signed graphs (Gómez, Jensen and Arenas, "Analysis of community structure
//! in networks of correlated data", Physical Review E 80, 2009): the part of cooperation that lies within communities, beyond what
//! chance would put there, less the same of conflict, each by its share of all. With w⁺ and w⁻ the sums of all cooperation and
//! conflict, and k⁺ and k⁻ an actor's shares in them,
//!
//! ```text
//! Q = 1/(2w⁺+2w⁻) · Σ over pairs of one community [ w⁺ᵢⱼ − w⁻ᵢⱼ − (k⁺ᵢk⁺ⱼ/2w⁺ − k⁻ᵢk⁻ⱼ/2w⁻) ]
//! ```
//!
//! The way there is Louvain's (Blondel, Guillaume, Lambiotte and Lefebvre, 2008): each actor moves to the community where Q gains
//! most, then communities move as actors did. An actor only joins one with which it cooperates: a common enemy alone makes no bloc.
//! Everything goes in the order of ids, so that the same graph gives the same blocs.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use crate::query::signed::Signed;

/// A partition of the signed graph's actors.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// The members of each, sorted; the larger first.
    pub members: Vec<Vec<NodeIndex>>,
    /// The modularity of the partition.
    pub modularity: f64,
}

/// Finds the communities of a signed graph.
pub fn communities(signed: &Signed) -> Communities {
    let mut actors: Vec<NodeIndex> = signed.keys().flat_map(|&(a, b)| [a, b]).collect();
    actors.sort_unstable();
    actors.dedup();
    let place: BTreeMap<NodeIndex, usize> = actors.iter().enumerate().map(|(at, &actor)| (actor, at)).collect();
    let mut units = Units::new(actors.len());
    for ((a, b), pull) in signed {
        units.link(place[a], place[b], [pull.together as f64, pull.apart as f64]);
    }
    let total = units.total();
    let mut groups: Vec<Vec<NodeIndex>> = actors.into_iter().map(|actor| vec![actor]).collect();
    loop {
        let (home, moved) = settle(&units, total);
        if !moved {
            break;
        }
        (units, groups) = gather(&units, &groups, &home);
    }
    let modularity = modularity(&units, total);
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    Communities { members: groups, modularity }
}

/// A sum of cooperation and one of conflict.
type Both = [f64; 2];

/// A gain below this is a rounding's.
const LEAST: f64 = 1e-9;

/// What moves as one: actors first, then communities of them.
struct Units {
    links: Vec<BTreeMap<usize, Both>>,
    /// The sum of a unit's links, those inside it counted from both ends.
    degrees: Vec<Both>,
    /// What lies within the unit.
    inside: Vec<Both>,
}

impl Units {
    fn new(count: usize) -> Units {
        Units { links: vec![BTreeMap::new(); count], degrees: vec![[0.0; 2]; count], inside: vec![[0.0; 2]; count] }
    }

    fn link(&mut self, a: usize, b: usize, pull: Both) {
        for (from, to) in [(a, b), (b, a)] {
            add(self.links[from].entry(to).or_default(), pull);
            add(&mut self.degrees[from], pull);
        }
    }

    /// 2w⁺ and 2w⁻.
    fn total(&self) -> Both {
        [0, 1].map(|sign| self.degrees.iter().map(|degree| degree[sign]).sum())
    }
}

/// Lets each unit move until none gains; where each is then, and whether any moved.
fn settle(units: &Units, total: Both) -> (Vec<usize>, bool) {
    let mut home: Vec<usize> = (0..units.links.len()).collect();
    let mut degrees = units.degrees.clone();
    let (mut moved, mut goes_on) = (false, true);
    while goes_on {
        goes_on = false;
        for unit in 0..home.len() {
            let own = units.degrees[unit];
            add(&mut degrees[home[unit]], own.map(|sum| -sum));
            let best = best_home(units, unit, &home, &degrees, total);
            add(&mut degrees[best], own);
            if best != home[unit] {
                home[unit] = best;
                (moved, goes_on) = (true, true);
            }
        }
    }
    (home, moved)
}

/// The community where a unit, taken out of its own, adds most to the modularity.
fn best_home(units: &Units, unit: usize, home: &[usize], degrees: &[Both], total: Both) -> usize {
    let own = units.degrees[unit];
    let mut near = BTreeMap::<usize, Both>::from([(home[unit], [0.0; 2])]);
    for (other, pull) in &units.links[unit] {
        add(near.entry(home[*other]).or_default(), *pull);
    }
    let gain = |community: usize, pull: Both| {
        let chance = |sign: usize| if total[sign] > 0.0 { own[sign] * degrees[community][sign] / total[sign] } else { 0.0 };
        (pull[0] - chance(0)) - (pull[1] - chance(1))
    };
    let mut best = (gain(home[unit], near[&home[unit]]), home[unit]);
    if best.0 < -LEAST {
        // Better off alone: in a community that nobody is in.
        let mut lived_in = vec![false; home.len()];
        home.iter().enumerate().filter(|(other, _)| *other != unit).for_each(|(_, &place)| lived_in[place] = true);
        best = (0.0, lived_in.iter().position(|lived_in| !lived_in).unwrap_or(home[unit]));
    }
    for (&community, &pull) in near.iter().filter(|(_, pull)| pull[0] > 0.0) {
        let gain = gain(community, pull);
        if gain > best.0 + LEAST {
            best = (gain, community);
        }
    }
    best.1
}

fn add(sum: &mut Both, more: Both) {
    sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

/// The communities as units, with the actors of each.
fn gather(units: &Units, groups: &[Vec<NodeIndex>], home: &[usize]) -> (Units, Vec<Vec<NodeIndex>>) {
    let mut number = BTreeMap::new();
    for &community in home {
        let next = number.len();
        number.entry(community).or_insert(next);
    }
    let count = number.len();
    let mut gathered = Units::new(count);
    let mut members = vec![Vec::new(); count];
    for (unit, links) in units.links.iter().enumerate() {
        let here = number[&home[unit]];
        members[here].extend(groups[unit].iter().copied());
        add(&mut gathered.degrees[here], units.degrees[unit]);
        add(&mut gathered.inside[here], units.inside[unit]);
        for (&other, pull) in links {
            let there = number[&home[other]];
            if here == there {
                // Each link is met from both ends.
                add(&mut gathered.inside[here], pull.map(|sum| sum / 2.0));
            } else {
                add(gathered.links[here].entry(there).or_default(), *pull);
            }
        }
    }
    (gathered, members)
}

fn modularity(units: &Units, total: Both) -> f64 {
    let all = total[0] + total[1];
    let beyond = |sign: usize| -> f64 {
        let by_chance = |degree: f64| if total[sign] > 0.0 { degree * degree / total[sign] } else { 0.0 };
        units.inside.iter().zip(&units.degrees).map(|(inside, degree)| 2.0 * inside[sign] - by_chance(degree[sign])).sum()
    };
    if all > 0.0 { (beyond(0) - beyond(1)) / all } else { 0.0 }
}
