//! The words by which a speaker judges another, and the nouns for what politicians do and others judge: `judgements.txt`.

use super::reader::{Classes, named_lists};
use crate::error::Result;
use crate::knowledge::DataFiles;

/// How a word judges whom it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// "fail", "illegal", "a disgrace".
    Blame,
    /// "right", "courageous", "a breakthrough".
    Praise,
}

/// The lists of `judgements.txt` by their names.
#[derive(Debug, Default)]
pub struct Judgements {
    lists: Classes,
}

const PATH: &str = "lexicon/judgements.txt";
const NAMES: [&str; 9] = ["blame", "praise", "naming", "negative", "light", "resisting", "deed", "law", "maker"];

impl Judgements {
    /// Reads the lists.
    ///
    /// # Errors
    /// A list with another name.
    pub(super) fn load(files: &DataFiles) -> Result<Judgements> {
        let lists = named_lists(files, PATH)?;
        if let Some(name) = lists.keys().find(|name| !NAMES.contains(&name.as_str())) {
            return Err(files.mistake(PATH, 1, format!("@{name} is not known: write one of @{}", NAMES.join(", @"))));
        }
        Ok(Judgements { lists })
    }

    /// How a word judges, where it does.
    pub fn of(&self, word: &str) -> Option<Judged> {
        match (self.has("blame", word), self.has("praise", word)) {
            (true, _) => Some(Judged::Blame),
            (false, true) => Some(Judged::Praise),
            (false, false) => None,
        }
    }

    /// Whether a noun names what politicians do and others judge: a plan, a law.
    pub fn is_deed(&self, noun: &str) -> bool {
        self.has("deed", noun) || self.is_law(noun)
    }

    /// Whether a deed is a government's, whoever else speaks of it: a law, a ban.
    pub fn is_law(&self, noun: &str) -> bool {
        self.has("law", noun)
    }

    /// Whether a verb's subject is the one whose deed its object is: announce a plan.
    pub fn is_maker(&self, verb: &str) -> bool {
        self.has("maker", verb)
    }

    /// Whether a verb says what its object is: call, brand; `dismiss_as`.
    pub fn is_naming(&self, verb: &str) -> bool {
        self.has("naming", verb)
    }

    /// Whether one speaks ill of a rival with a word, though it judges nobody by itself: "fear", "hide".
    pub fn is_negative(&self, word: &str) -> bool {
        self.has("negative", word)
    }

    /// Whether a verb says of its subject what its object or complement is: "made a mistake", "seems unfair".
    pub fn is_light(&self, verb: &str) -> bool {
        self.has("light", verb)
    }

    /// Whether a verb's subject is against what its object names: fighting racism is no fault.
    pub fn is_resisting(&self, verb: &str) -> bool {
        self.has("resisting", verb)
    }

    fn has(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|words| words.contains(word))
    }
}
