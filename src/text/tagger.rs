//! The tagger: an averaged perceptron that gives each token its Penn Treebank tag, from left to right.

use crate::text::guide::Guide;
use crate::text::word::{Word, mix};

/// The tags of English Web Treebank, which the models number in this order.
pub const TAGS: [&str; 50] = [
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ", "JJR",
    "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO",
    "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "XX", "``",
];

/// A tag's number: its place in [`TAGS`].
pub type Tag = u8;

/// Stands for the tag before a sentence's first.
const START: Tag = 127;
/// How many features one token has at most.
const FEATURES: usize = 36;

/// The number of a tag as the treebank writes it.
pub fn tag_number(name: &str) -> Option<Tag> {
    TAGS.iter().position(|&tag| tag == name).and_then(|at| Tag::try_from(at).ok())
}

/// The weights of one feature: for each tag that has one, its number and the weight's code.
pub type Entry = (u32, Vec<(Tag, u8)>);

/// A trained tagger.
#[derive(Debug, Clone)]
pub struct Tagger {
    /// The largest weight: with a code it gives back the weight.
    pub largest: f32,
    /// Open addressing: a feature's key (0 where free) and where its weights begin. Twice as many slots as features.
    slots: Vec<(u32, u32)>,
    /// Per feature a count, then as many pairs of tag and code.
    weights: Vec<[u8; 2]>,
    values: Vec<f32>,
}

impl Tagger {
    /// Builds the table: for each key (odd, and each another) the number of its weights, and then the weights of all.
    pub fn new(largest: f32, keys: &[(u32, u8)], mut rows: impl Iterator<Item = (Tag, u8)>) -> Tagger {
        let mut slots = vec![(0, 0); 2 * keys.len().max(1)];
        let mut weights = Vec::with_capacity(keys.len() * 5);
        for (key, count) in keys {
            let mut at = slot(*key, slots.len());
            while slots[at].0 != 0 {
                at = next(at, slots.len());
            }
            slots[at] = (*key, weights.len() as u32);
            weights.push([*count, 0]);
            weights.extend(rows.by_ref().take(usize::from(*count)).map(|(tag, code)| [tag, code]));
        }
        Tagger { largest, slots, weights, values: (0..=255).map(|code| weight(code, largest)).collect() }
    }

    /// The features with their weights, by key.
    pub fn entries(&self) -> Vec<Entry> {
        let taken = self.slots.iter().filter(|slot| slot.0 != 0);
        let row = |at: u32| {
            let count = usize::from(self.weights[at as usize][0]);
            self.weights[at as usize + 1..][..count].iter().map(|&[tag, code]| (tag, code)).collect()
        };
        let mut entries: Vec<Entry> = taken.map(|&(key, at)| (key, row(at))).collect();
        entries.sort();
        entries
    }

    /// Tags a sentence. `guides` is empty but for a guided model.
    pub fn tag(&self, words: &[Word], guides: &[Guide], tags: &mut Vec<Tag>) {
        tags.clear();
        self.tag_on(words, guides, tags);
    }

    /// Tags the rest of a sentence whose first tags are given.
    pub fn tag_on(&self, words: &[Word], guides: &[Guide], tags: &mut Vec<Tag>) {
        for at in tags.len()..words.len() {
            tags.push(best(&self.scores(words, guides, at, tags)));
        }
    }

    /// The scores of all tags for a token, given those before it.
    pub fn scores(&self, words: &[Word], guides: &[Guide], at: usize, before: &[Tag]) -> [f32; TAGS.len()] {
        let (mut features, mut scores) = (Vec::with_capacity(FEATURES), [0.0; TAGS.len()]);
        collect_features(words, guides, at, before, &mut features);
        self.score(&features, &mut scores);
        scores
    }

    fn score(&self, features: &[u32], scores: &mut [f32; TAGS.len()]) {
        // In passes without branches, so that the memory of all features is fetched at once and none waits for another.
        let mut firsts = [(0, 0); FEATURES];
        for (first, &key) in firsts.iter_mut().zip(features) {
            *first = self.slots[slot(key, self.slots.len())];
        }
        let mut found = [0u32; FEATURES];
        let mut count = 0;
        for (&first, &key) in firsts.iter().zip(features) {
            if let Some(at) = self.find(key, first) {
                found[count] = at;
                count += 1;
            }
        }
        let mut lengths = [0; FEATURES];
        for (length, &at) in lengths.iter_mut().zip(&found[..count]) {
            *length = usize::from(self.weights[at as usize][0]);
        }
        for (&at, &length) in found[..count].iter().zip(&lengths) {
            for &[tag, code] in &self.weights[at as usize + 1..][..length] {
                scores[usize::from(tag)] += self.values[usize::from(code)];
            }
        }
    }

    /// Where a key's weights begin; `first` is what its first slot holds.
    fn find(&self, key: u32, first: (u32, u32)) -> Option<u32> {
        let (mut at, mut slot) = (slot(key, self.slots.len()), first);
        while slot.0 != key {
            if slot.0 == 0 {
                return None;
            }
            at = next(at, self.slots.len());
            slot = self.slots[at];
        }
        Some(slot.1)
    }
}

/// The tag with the highest score; the first of equals.
pub fn best(scores: &[f32]) -> Tag {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best as Tag
}

/// A weight in eight bits. Small weights are many and matter, so the code is of the square root.
pub fn code(weight: f32, largest: f32) -> u8 {
    let size = ((weight.abs() / largest).sqrt() * 127.0).round().min(127.0) as u8;
    if weight < 0.0 { 128 - size } else { 128 + size }
}

/// The weight of a code.
pub fn weight(code: u8, largest: f32) -> f32 {
    let root = (f32::from(code) - 128.0) / 127.0;
    root * root.abs() * largest
}

/// The keys of a token's features, given the tags before it. Each key is odd, and so never that of a free slot.
pub fn collect_features(words: &[Word], guides: &[Guide], at: usize, before: &[Tag], features: &mut Vec<u32>) {
    features.clear();
    let mut kind = 1000;
    let mut add = |parts: &[u64]| {
        kind += 1;
        features.push((parts.iter().fold(kind, |sum, &part| mix(sum, part)) >> 32) as u32 | 1);
    };
    let lower = |offset: isize| match at.checked_add_signed(offset) {
        None => 1,
        Some(at) => words.get(at).map_or(2, |word| word.lower),
    };
    let tag = |back: usize| u64::from(at.checked_sub(back).map_or(START, |at| before[at]));
    let word = &words[at];
    let (one, two) = (tag(1), tag(2));
    add(&[1]);
    add(&[word.lower]);
    add(&[word.form]);
    add(&[word.shape, u64::from(at == 0)]);
    word.suffixes.iter().for_each(|&suffix| add(&[suffix]));
    word.prefixes.iter().for_each(|&prefix| add(&[prefix]));
    add(&[one]);
    add(&[two, one]);
    add(&[one, word.lower]);
    add(&[one, word.suffixes[2]]);
    add(&[lower(-1)]);
    add(&[lower(-2)]);
    add(&[lower(1)]);
    add(&[lower(2)]);
    add(&[lower(-1), word.lower]);
    add(&[lower(1), word.lower]);
    add(&[one, lower(1)]);
    let following = words.get(at + 1);
    add(&[following.map_or(0, |following| following.suffixes[2])]);
    add(&[following.map_or(0, |following| following.shape)]);
    add(&[following.map_or(0, |following| following.suffixes[1]), one]);
    let previous = at.checked_sub(1).map(|at| &words[at]);
    add(&[previous.map_or(0, |previous| previous.suffixes[2])]);
    add(&[previous.map_or(0, |previous| previous.shape)]);
    if let Some(guide) = guides.get(at) {
        let (tag, relation) = (u64::from(guide.tag), guide.relation as u64);
        add(&[tag]);
        add(&[tag, word.lower]);
        add(&[tag, relation]);
        add(&[tag, one]);
        add(&[tag, relation, word.suffixes[2]]);
    }
}

/// Where a key's slot is looked for first. Larger keys come later, so that a table in the keys' order is filled from one end
/// to the other.
fn slot(key: u32, slots: usize) -> usize {
    ((u64::from(key) * slots as u64) >> 32) as usize
}

fn next(slot: usize, slots: usize) -> usize {
    if slot + 1 == slots { 0 } else { slot + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_survive_their_codes() {
        for weight_in in [-2.0, -0.5, -0.01, 0.0, 0.02, 1.0, 2.0] {
            let out = weight(code(weight_in, 2.0), 2.0);
            assert!((out - weight_in).abs() <= 0.02 * weight_in.abs() + 0.001, "{weight_in} came back as {out}");
        }
    }

    #[test]
    fn table_gives_back_its_entries_and_scores_them() {
        let words = [Word::of("Moscow"), Word::of("agreed")];
        let mut features = Vec::new();
        collect_features(&words, &[], 1, &[24], &mut features);
        assert!(features.len() <= FEATURES);
        let mut entries: Vec<Entry> = features.iter().map(|&key| (key, vec![(39, 200), (41, 90)])).collect();
        entries.sort();
        let keys: Vec<(u32, u8)> = entries.iter().map(|(key, row)| (*key, row.len() as u8)).collect();
        let tagger = Tagger::new(1.0, &keys, entries.iter().flat_map(|(_, row)| row.iter().copied()));
        assert_eq!(tagger.entries(), entries);
        let mut tags = Vec::new();
        tagger.tag(&words, &[], &mut tags);
        assert_eq!(TAGS[usize::from(tags[1])], "VBD");
    }

    #[test]
    fn tags_are_sorted_and_found() {
        assert!(TAGS.is_sorted());
        assert_eq!(tag_number("VBD").map(|tag| TAGS[usize::from(tag)]), Some("VBD"));
        assert_eq!(tag_number("VERB"), None);
    }
}
