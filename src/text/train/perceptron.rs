//! Trains the tagger: averaged perceptron, then eight bits a weight.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::tagger::{Entry, TAGS, Tag, Tagger, best, code, collect_features};
use crate::text::train::Example;
use crate::text::train::augment::Augmentation;
use crate::text::train::random::Random;

/// Features changed less often than this are noise, in a large text.
const FEWEST_UPDATES: u32 = 4;
/// Fewer tokens than this, all passes together, are a small text.
const SMALL: u32 = 100_000;
/// Weights below this share of the mean are left out.
const SMALLEST_SHARE: f64 = 0.05;

/// Trains a tagger.
pub fn train_tagger(examples: &[&Example], passes: usize, random: &mut Random) -> Tagger {
    let mut perceptron = Perceptron::default();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for _ in 0..passes {
        random.shuffle(&mut order);
        for &at in &order {
            perceptron.learn(&Augmentation::draw(random).apply(examples[at]));
        }
    }
    perceptron.finish()
}

#[derive(Default)]
struct Perceptron {
    rows: HashMap<u32, usize, BuildHasherDefault<KeyHasher>>,
    weights: Vec<Vec<Weight>>,
    time: u32,
}

#[derive(Clone, Copy)]
struct Weight {
    tag: Tag,
    updates: u16,
    since: u32,
    value: f32,
    /// The sum of the values at all times so far, up to `since`.
    total: f64,
}

impl Perceptron {
    fn learn(&mut self, example: &Example) {
        let mut features = Vec::new();
        let mut tags: Vec<Tag> = Vec::with_capacity(example.words.len());
        for (at, &gold) in example.tags.iter().enumerate() {
            self.time += 1;
            collect_features(&example.words, &example.guides, at, &tags, &mut features);
            let mut scores = [0.0; TAGS.len()];
            for row in features.iter().filter_map(|key| self.rows.get(key)) {
                for weight in &self.weights[*row] {
                    scores[usize::from(weight.tag)] += weight.value;
                }
            }
            let guess = best(&scores);
            if guess != gold {
                self.update(&features, gold, guess);
            }
            tags.push(guess);
        }
    }

    fn update(&mut self, features: &[u32], gold: Tag, guess: Tag) {
        for key in features {
            let next = self.weights.len();
            let row = *self.rows.entry(*key).or_insert(next);
            if row == next {
                self.weights.push(Vec::new());
            }
            for (tag, change) in [(gold, 1.0), (guess, -1.0)] {
                let row = &mut self.weights[row];
                match row.iter_mut().find(|weight| weight.tag == tag) {
                    Some(weight) => {
                        weight.total += f64::from(weight.value) * f64::from(self.time - weight.since);
                        weight.since = self.time;
                        weight.value += change;
                        weight.updates = weight.updates.saturating_add(1);
                    }
                    None => row.push(Weight { tag, updates: 1, since: self.time, value: change, total: 0.0 }),
                }
            }
        }
    }

    /// The weights' averages over time, without the smallest.
    fn finish(self) -> Tagger {
        let average = |weight: &Weight| {
            let total = weight.total + f64::from(weight.value) * f64::from(self.time - weight.since);
            (total / f64::from(self.time)) as f32
        };
        let sizes = || self.weights.iter().flatten().map(|weight| average(weight).abs());
        let largest = sizes().fold(f32::MIN_POSITIVE, f32::max);
        let mean = sizes().map(f64::from).sum::<f64>() / sizes().count().max(1) as f64;
        let smallest = (mean * SMALLEST_SHARE) as f32;
        let fewest = if self.time < SMALL { 0 } else { FEWEST_UPDATES };
        let mut entries: Vec<Entry> = Vec::new();
        for (&key, &row) in &self.rows {
            let row = &self.weights[row];
            if row.iter().map(|weight| u32::from(weight.updates)).sum::<u32>() < fewest {
                continue;
            }
            let kept = row.iter().map(|weight| (weight.tag, average(weight))).filter(|(_, value)| value.abs() >= smallest);
            let mut kept: Vec<(Tag, u8)> = kept.map(|(tag, value)| (tag, code(value, largest))).collect();
            kept.sort_unstable();
            if !kept.is_empty() {
                entries.push((key, kept));
            }
        }
        entries.sort();
        let keys: Vec<(u32, u8)> = entries.iter().map(|(key, row)| (*key, row.len() as u8)).collect();
        Tagger::new(largest, &keys, entries.into_iter().flat_map(|(_, row)| row))
    }
}

/// Keys are hashes already.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u32(u32::from(byte)));
    }

    fn write_u32(&mut self, key: u32) {
        self.0 = (self.0 ^ u64::from(key)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
