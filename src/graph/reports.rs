//! How many reports tell of an event: a wire story that several papers print is one.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::graph::Edge;
use crate::id::ArticleId;

/// How many words make a shingle.
const SHINGLE: usize = 3;
/// How many bands of how many smallest hashes: texts of which 60% is the same nearly always share a band.
const BANDS: usize = 8;
const ROWS: usize = 2;
/// Of the shingles of two copies of one story at least so many in a hundred are the same.
const SAME: usize = 60;

impl Edge {
    /// How many articles tell of it, those that do so in nearly the same words counted once.
    pub fn reports(&self) -> usize {
        let mut told = BTreeMap::<&ArticleId, Vec<&str>>::new();
        for event in &self.events {
            told.entry(&event.evidence.article).or_default().push(&event.evidence.text);
        }
        if told.len() < 2 {
            return told.len();
        }
        let texts: Vec<FxHashSet<u64>> = told.values().map(|texts| shingles(texts)).collect();
        let mut first = FxHashMap::<(usize, [u64; ROWS]), usize>::default();
        let mut stories = BTreeSet::new();
        let mut story: Vec<usize> = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            // Only with the first of each band is it compared: never every article with every other.
            let bands = bands(text);
            let copied = bands.iter().filter_map(|band| first.get(band)).find(|other| alike(text, &texts[**other])).copied();
            let own = copied.map_or(at, |other| story[other]);
            story.push(own);
            stories.insert(own);
            for band in bands {
                first.entry(band).or_insert(at);
            }
        }
        stories.len()
    }
}

/// Hashes of all runs of three words; of a shorter text the text itself.
fn shingles(texts: &[&str]) -> FxHashSet<u64> {
    let mut all = FxHashSet::default();
    for text in texts {
        let words: Vec<String> =
            text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
        all.extend(words.windows(SHINGLE.min(words.len()).max(1)).map(hash));
    }
    all
}

fn bands(shingles: &FxHashSet<u64>) -> Vec<(usize, [u64; ROWS])> {
    let smallest = |seed: usize| shingles.iter().map(|shingle| hash(&(seed, shingle))).min().unwrap_or_default();
    (0..BANDS).map(|band| (band, std::array::from_fn(|row| smallest(band * ROWS + row)))).collect()
}

fn alike(one: &FxHashSet<u64>, other: &FxHashSet<u64>) -> bool {
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    all == 0 || common * 100 >= all * SAME
}

fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    // The hasher's own low bits are poor, and the smallest is asked for.
    hasher.finish().rotate_left(23).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::graph::fold;
    use crate::graph::tests::event;

    fn reports(texts: &[&str]) -> usize {
        let told = |(at, text): (usize, &&str)| {
            let mut told = event(&format!("a{at}"), 0, "russia", Some("georgia"), "111", Some("2011-03-02"));
            told.evidence.text = (*text).to_owned();
            told
        };
        let graph = fold(texts.iter().enumerate().map(told).collect(), BTreeMap::new());
        let edges: Vec<usize> = graph.edges().map(crate::graph::Edge::reports).collect();
        assert_eq!(edges.len(), 1, "one event");
        edges[0]
    }

    #[test]
    fn a_wire_story_in_three_papers_is_one_report() {
        let wire = "Russia condemned Georgia on Wednesday for holding naval exercises with NATO ships in the harbour of Batumi.";
        let cut =
            "MOSCOW: Russia condemned Georgia on Wednesday for holding naval exercises with NATO ships in the harbour of Batumi";
        let own = "Naval exercises with NATO ships in Batumi led Moscow to condemn its neighbour, which it called reckless.";
        assert_eq!(reports(&[wire, cut, wire]), 1);
        assert_eq!(reports(&[wire, own, cut]), 2);
        assert_eq!(reports(&["Short.", "Short."]), 1);
    }
}
