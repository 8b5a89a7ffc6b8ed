//! The finite verb that a tagger overlooked: a full sentence without one has its past tense read as a participle ("Troops
//! shelled the town."), or its present as an infinitive.

use crate::text::guide::Guide;
use crate::text::tagger::{TAGS, Tag, Tagger, tag_number};
use crate::text::word::Word;

/// A sentence shorter than this may well have no verb.
const SHORTEST: usize = 6;

/// A finite verb may score so much less than what the tagger chose, in the tagger's own units: a participle or an infinitive,
/// and any other word. Looked up in 700 such sentences of news: above it stand captions and teams of players.
const DEAREST: [f32; 2] = [40.0, 25.0];

/// Gives a full sentence without any finite verb the one that costs least by the tagger's scores, where it costs little: a word
/// after a noun or pronoun. What follows it is tagged anew.
pub fn restore_finite<F: AsRef<str>>(tagger: &Tagger, forms: &[F], words: &[Word], guides: &[Guide], tags: &mut Vec<Tag>) {
    let is_full = forms.len() >= SHORTEST && forms.last().is_some_and(|last| matches!(last.as_ref(), "." | "!" | "?"));
    if !is_full || tags.iter().any(|&tag| is_finite(TAGS[usize::from(tag)])) {
        return;
    }
    if let Some((at, tag)) = cheapest(tagger, words, guides, tags) {
        tags.truncate(at);
        tags.push(tag);
        tagger.tag_on(words, guides, tags);
    }
}

/// Whether a tag is that of a verb with a tense, or of a modal.
pub(super) fn is_finite(name: &str) -> bool {
    matches!(name, "VBD" | "VBZ" | "VBP" | "MD")
}

fn is_verbal(name: &str) -> bool {
    matches!(name, "VBN" | "VB")
}

/// Which word becomes a finite verb at the least cost, and which tag it gets.
fn cheapest(tagger: &Tagger, words: &[Word], guides: &[Guide], tags: &[Tag]) -> Option<(usize, Tag)> {
    let names: Vec<&str> = tags.iter().map(|&tag| TAGS[usize::from(tag)]).collect();
    let finite: Vec<Tag> = ["VBD", "VBZ", "VBP"].iter().filter_map(|name| tag_number(name)).collect();
    let open = |name: &str| name.starts_with("VB") || name.starts_with("NN") || name == "JJ";
    let places = (1..names.len()).filter(|&at| open(names[at]) && follows_noun(&names, at));
    let costs = places.flat_map(|at| {
        let scores = tagger.scores(words, guides, at, &tags[..at]);
        finite.iter().map(move |&tag| (scores[usize::from(tags[at])] - scores[usize::from(tag)], at, tag)).collect::<Vec<_>>()
    });
    let (cost, at, tag) = costs.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)))?;
    (cost <= DEAREST[usize::from(!is_verbal(names[at]))]).then_some((at, tag))
}

/// Whether the word before, adverbs and marks aside, is a noun, a pronoun or a number.
fn follows_noun(names: &[&str], at: usize) -> bool {
    let before = names[..at].iter().rev().find(|name| !matches!(**name, "RB" | "," | "-RRB-" | "''"));
    before.is_some_and(|name| matches!(*name, "NN" | "NNS" | "NNP" | "NNPS" | "PRP" | "CD" | "DT"))
}

#[cfg(test)]
mod tests {
    use crate::knowledge::DataFiles;
    use crate::text::annotate::annotate_sentence;
    use crate::text::model::{Model, PATH};

    fn tags(text: &str) -> Vec<&'static str> {
        let model = Model::load(&DataFiles::default().bytes(PATH).expect("there")).expect("sound");
        annotate_sentence(&model, &text.split(' ').collect::<Vec<_>>()).into_iter().map(|token| token.xpos).collect()
    }

    #[test]
    fn a_full_sentence_gets_its_verb() {
        assert_eq!(tags("Reinforced Serb troops shelled the town .")[3], "VBD");
        assert_eq!(tags("Saudi Arabia lifts blockade of Qatar in breakthrough agreement .")[2], "VBZ");
    }

    #[test]
    fn a_caption_stays() {
        assert!(tags("Troops killed in the old town").iter().all(|tag| !matches!(*tag, "VBZ" | "VBP")));
        assert!(!tags("Subs : Poole , Jaidi , Taylor , Adams .").iter().any(|tag| tag.starts_with("VB")));
    }
}
