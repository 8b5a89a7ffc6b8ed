//! Which tags a word has: what the text shows often enough that the tagger need not guess.

use std::collections::BTreeMap;

use crate::text::tagger::{TAGS, Tag, TagSet, Usage, tag_number};
use crate::text::train::Example;
use crate::text::word::hash;

/// Rarer words may have tags that the text does not show.
const FEWEST: usize = 10;
/// Machine-made tags are wrong now and then: a tag that they give to fewer than one in so many is a mistake.
const RARE: usize = 50;

/// The tags of the words that the text shows often enough, by the hash of the word. Hand-made tags all count. What is shown as a
/// base form may be a finite one, and what is shown as a past tense a participle, and the other way round: they are spelled alike.
pub fn usage(gold: &[Example], silver: &[Example], vocabulary: &[String]) -> Usage {
    let (gold, silver) = (count(gold), count(silver));
    let mut usage = Usage::default();
    for word in vocabulary {
        let word = hash(word);
        let none = [0; TAGS.len()];
        let (gold, silver) = (gold.get(&word).unwrap_or(&none), silver.get(&word).unwrap_or(&none));
        let seen: usize = silver.iter().sum();
        if seen + gold.iter().sum::<usize>() < FEWEST {
            continue;
        }
        let shown = |&tag: &usize| gold[tag] > 0 || silver[tag] >= 2 && silver[tag] * RARE >= seen;
        let tags = (0..TAGS.len()).filter(shown).fold(0, |tags: TagSet, tag| tags | 1 << tag);
        usage.insert(word, spelled_alike(tags));
    }
    usage
}

type Counts = BTreeMap<u64, [usize; TAGS.len()]>;

/// How often each word has each tag; names are left out, for whatever word may be one.
fn count(examples: &[Example]) -> Counts {
    let mut counts = Counts::new();
    for (word, &tag) in examples.iter().flat_map(|example| example.words.iter().zip(&example.tags)) {
        if !TAGS[usize::from(tag)].starts_with("NNP") {
            counts.entry(word.lower).or_insert([0; TAGS.len()])[usize::from(tag)] += 1;
        }
    }
    counts
}

fn spelled_alike(tags: TagSet) -> TagSet {
    let bit = |name: &str| tag_number(name).map_or(0, |tag: Tag| 1 << tag);
    [("VB", "VBP"), ("VBD", "VBN")].iter().fold(tags, |tags, (one, other)| {
        let pair = bit(one) | bit(other);
        if tags & pair > 0 { tags | pair } else { tags }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::word::Word;

    #[test]
    fn a_word_keeps_to_the_tags_that_it_was_seen_with() {
        let example = |tags: &[(&str, &str)]| Example {
            words: tags.iter().map(|(form, _)| Word::of(form)).collect(),
            tags: tags.iter().filter_map(|(_, tag)| tag_number(tag)).collect(),
            ..Example::default()
        };
        let mut silver = vec![example(&[("troops", "NNS"), ("fled", "VBD"), ("Rose", "NNP")]); 60];
        silver.push(example(&[("troops", "VBZ"), ("fled", "NN")]));
        let gold = [example(&[("fled", "JJ")])];
        let words = ["troops", "fled", "rose"].map(str::to_owned);
        let usage = usage(&gold, &silver, &words);
        let tags = |word: &str| -> Vec<&str> {
            let set = usage.get(&hash(word)).copied().unwrap_or_default();
            (0..TAGS.len()).filter(|tag| set & 1 << tag > 0).map(|tag| TAGS[tag]).collect()
        };
        assert_eq!(tags("troops"), ["NNS"]);
        assert_eq!(tags("fled"), ["JJ", "VBD", "VBN"]);
        assert_eq!(tags("rose"), Vec::<&str>::new(), "seen as a name alone");
    }
}
