//! What an article is about: where it is sport, film or games, everyday verbs mean no politics.

use std::collections::{BTreeMap, BTreeSet};

use crate::events::act::Act;
use crate::events::scene::Standing;
use crate::text::Document;

/// The topics of an article, as shares of its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Topic {
    shares: BTreeMap<String, f64>,
}

/// From this share of its words on, an article is about sport, film or games: nine in ten of the BBC's sport articles have more,
/// one in a hundred of its politics articles has 0.02. One word of a short text is no topic (it counts as one of 40).
const ABOUT: f64 = 0.026;

impl Topic {
    /// The topics of a document.
    pub fn of(document: &Document, topics: &BTreeMap<String, BTreeSet<String>>) -> Topic {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut words = 0;
        for token in document
            .sentences
            .iter()
            .flat_map(|sentence| &sentence.tokens)
            .filter(|token| token.form.starts_with(char::is_alphabetic))
        {
            words += 1;
            let lemma = token.lemma.to_lowercase();
            for (topic, _) in topics.iter().filter(|(_, members)| members.contains(&lemma)) {
                *counts.entry(topic.clone()).or_default() += 1;
            }
        }
        let shares = counts.into_iter().map(|(topic, count)| (topic, count as f64 / (words.max(40)) as f64)).collect();
        Topic { shares }
    }

    /// Whether the article is about sport, film or games, and the act is not one of governments.
    pub fn silences(&self, act: &Act) -> bool {
        let about = |topic: &str| self.shares.get(topic).is_some_and(|&share| share >= ABOUT);
        let official = |side: &crate::events::scene::Side| {
            side.standing >= Standing::Political && side.participant.actor != side.participant.party
        };
        ["sport", "film", "game"].into_iter().any(about)
            && !(act.sources.iter().any(official) && act.targets.iter().any(|side| side.standing >= Standing::Political))
    }
}
