//! MUC (Vilain and others 1995), B-cubed (Bagga and Baldwin 1998) and CEAF-e (Luo 2005): precision, recall and F1.

use std::collections::{BTreeMap, BTreeSet};

/// A chain: its mentions.
pub type Chain = BTreeSet<(usize, usize)>;
/// Precision, recall, F1.
pub type Score = (f64, f64, f64);

fn score(precision: f64, recall: f64) -> Score {
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    (precision, recall, f1)
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Links: a chain of n mentions needs n - 1, and loses one for each part into which the other side cuts it.
pub fn muc(keys: &[Chain], responses: &[Chain]) -> Score {
    let kept = |chains: &[Chain], others: &[Chain]| {
        let mut sums = (0.0, 0.0);
        for chain in chains {
            let touched: Vec<&Chain> = others.iter().filter(|other| !other.is_disjoint(chain)).collect();
            let covered: usize = touched.iter().map(|other| other.intersection(chain).count()).sum();
            let parts = touched.len() + chain.len() - covered;
            sums = (sums.0 + (chain.len() - parts) as f64, sums.1 + (chain.len() - 1) as f64);
        }
        ratio(sums.0, sums.1)
    };
    score(kept(responses, keys), kept(keys, responses))
}

/// For each mention the share of its chain that is also in its chain on the other side.
pub fn b_cubed(keys: &[Chain], responses: &[Chain]) -> Score {
    let share = |chains: &[Chain], others: &[Chain]| {
        let of: BTreeMap<&(usize, usize), &Chain> =
            others.iter().flat_map(|chain| chain.iter().map(move |one| (one, chain))).collect();
        let (mut sum, mut count) = (0.0, 0.0);
        for chain in chains {
            for mention in chain {
                let same = of.get(mention).map_or(0, |other| other.intersection(chain).count());
                sum += same as f64 / chain.len() as f64;
                count += 1.0;
            }
        }
        ratio(sum, count)
    };
    score(share(responses, keys), share(keys, responses))
}

/// The best matching of chains one to one, by 2|a and b| / (|a| + |b|).
pub fn ceaf_e(keys: &[Chain], responses: &[Chain]) -> Score {
    let common = |a: &Chain, b: &Chain| 2.0 * a.intersection(b).count() as f64 / (a.len() + b.len()) as f64;
    // Chains of different openings have nothing in common: each opening is matched for itself.
    let mut by_opening = BTreeMap::<usize, (Vec<&Chain>, Vec<&Chain>)>::new();
    let opening = |chain: &Chain| chain.first().map_or(0, |first| first.0);
    keys.iter().for_each(|chain| by_opening.entry(opening(chain)).or_default().0.push(chain));
    responses.iter().for_each(|chain| by_opening.entry(opening(chain)).or_default().1.push(chain));
    let total: f64 =
        by_opening.values().map(|(keys, responses)| best(keys, responses, &mut vec![false; responses.len()], &common)).sum();
    score(ratio(total, responses.len() as f64), ratio(total, keys.len() as f64))
}

/// By trying all: an opening has a handful of chains that touch.
fn best(keys: &[&Chain], responses: &[&Chain], used: &mut [bool], common: &impl Fn(&Chain, &Chain) -> f64) -> f64 {
    let Some((key, rest)) = keys.split_first() else { return 0.0 };
    let mut most = best(rest, responses, used, common);
    for at in 0..responses.len() {
        if used[at] || responses[at].is_disjoint(key) {
            continue;
        }
        used[at] = true;
        most = most.max(common(key, responses[at]) + best(rest, responses, used, common));
        used[at] = false;
    }
    most
}

/// The example of the B-cubed and CEAF papers' kind, counted by hand.
#[test]
fn measures_give_what_is_counted_by_hand() {
    let chain = |mentions: &[usize]| mentions.iter().map(|mention| (0, *mention)).collect::<Chain>();
    let keys = [chain(&[1, 2, 3, 4, 5]), chain(&[6, 7]), chain(&[8, 9, 10, 11, 12])];
    let responses = [chain(&[1, 2, 3, 4, 5]), chain(&[6, 7, 8, 9, 10, 11, 12])];
    let near = |found: f64, wanted: f64| assert!((found - wanted).abs() < 1e-3, "{found} is not {wanted}");
    near(muc(&keys, &responses).0, 0.9);
    near(muc(&keys, &responses).1, 1.0);
    near(b_cubed(&keys, &responses).0, 0.762);
    near(b_cubed(&keys, &responses).1, 1.0);
    near(ceaf_e(&keys, &responses).0, 0.917);
    near(ceaf_e(&keys, &responses).1, 0.611);
}
