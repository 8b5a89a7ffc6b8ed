//! The finite verb that a tagger overlooked: a full sentence without one has its past tense read as a participle ("Troops
//! shelled the town."), or its present as an infinitive.

use crate::text::tagger::{TAGS, Tag, tag_number};

/// A sentence shorter than this may well have no verb.
const SHORTEST: usize = 6;

/// Turns one participle or infinitive of a full sentence without any finite verb into its finite verb: the first that
/// follows a noun or pronoun. Everything else stays as it is.
pub fn restore_finite<F: AsRef<str>>(forms: &[F], tags: &mut [Tag]) {
    let names: Vec<&str> = tags.iter().map(|&tag| TAGS[usize::from(tag)]).collect();
    let is_full = forms.len() >= SHORTEST && forms.last().is_some_and(|last| matches!(last.as_ref(), "." | "!" | "?"));
    if !is_full || names.iter().any(|name| matches!(*name, "VBD" | "VBZ" | "VBP" | "MD")) {
        return;
    }
    let found = ["VBN", "VB"].iter().find_map(|&lost| {
        let at = (0..names.len()).find(|&at| names[at] == lost && follows_noun(&names, at))?;
        Some((at, if lost == "VBN" { "VBD" } else { "VBP" }))
    });
    if let Some((at, tag)) = found.and_then(|(at, name)| Some((at, tag_number(name)?))) {
        tags[at] = tag;
    }
}

/// Whether the word before, adverbs and marks aside, is a noun, a pronoun or a number.
fn follows_noun(names: &[&str], at: usize) -> bool {
    let before = names[..at].iter().rev().find(|name| !matches!(**name, "RB" | "," | "-RRB-" | "''"));
    before.is_some_and(|name| matches!(*name, "NN" | "NNS" | "NNP" | "NNPS" | "PRP" | "CD" | "DT"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored(tagged: &str) -> String {
        let (forms, names): (Vec<&str>, Vec<&str>) = tagged.split(' ').filter_map(|token| token.rsplit_once('/')).unzip();
        let mut tags: Vec<Tag> = names.iter().filter_map(|name| tag_number(name)).collect();
        restore_finite(&forms, &mut tags);
        tags.iter().map(|&tag| TAGS[usize::from(tag)]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_sentence_gets_its_verb() {
        assert_eq!(restored("Reinforced/VBN troops/NNS shelled/VBN the/DT old/JJ town/NN ./."), "VBN NNS VBD DT JJ NN .");
        assert_eq!(restored("Both/DT sides/NNS attend/VB talks/NNS in/IN Oslo/NNP ./."), "DT NNS VBP NNS IN NNP .");
    }

    #[test]
    fn a_sentence_with_a_verb_and_a_caption_stay() {
        let whole = "Troops/NNS stormed/VBD the/DT town/NN held/VBN by/IN rebels/NNS ./.";
        assert_eq!(restored(whole), "NNS VBD DT NN VBN IN NNS .");
        let caption = "Troops/NNS killed/VBN in/IN the/DT old/JJ town/NN";
        assert_eq!(restored(caption), "NNS VBN IN DT JJ NN");
    }
}
