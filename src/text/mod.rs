//! Language: an article becomes a document of sentences, tokens, tags, lemmas and dependencies.

pub mod annotate;
pub mod conllu;
pub mod dateline;
pub mod document;
pub mod doubled;
pub mod encoder;
pub mod evaluate;
mod finite;
pub mod guide;
pub mod kernel;
pub mod language;
pub mod lemma;
pub mod model;
pub mod paragraph;
pub mod parser;
mod rehang;
pub mod relation;
pub mod reread;
mod reroot;
pub mod segment;
pub mod split;
mod sums;
pub mod tagger;
pub mod tokenize;
pub mod train;
pub mod transition;
pub mod upos;
pub mod word;

pub use document::annotate;
pub use relation::{Relation, Upos};

use crate::ingest::Article;
use crate::span::Span;

/// An article with its sentences.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The article as read.
    pub article: Article,
    /// Where the report was filed, from a dateline such as "MOSCOW, Sept. 21 (Reuters) -": the place's words.
    pub dateline: Option<Span>,
    /// The sentences in order. A dateline, a byline and bare markup are in none.
    pub sentences: Vec<Sentence>,
}

/// One sentence: its tokens and their dependency tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// From the first token to the last.
    pub span: Span,
    /// The paragraph that it stands in, from 0.
    pub paragraph: usize,
    /// The tokens in order.
    pub tokens: Vec<Token>,
}

/// One token, after Universal Dependencies for English.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Where it stands in the article's text.
    pub span: Span,
    /// The word as written.
    pub form: String,
    /// The word's dictionary form, lower case but for proper names.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: String,
    /// Index of the head within the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub relation: Relation,
}

impl Token {
    /// Whether the word names a day or a stretch of time: "Thursday", "week".
    pub fn tells_time(&self) -> bool {
        matches!(self.upos, Upos::Noun | Upos::Propn) && is_time(&self.lemma.to_lowercase())
    }
}

/// Whether a word in lower case names a day or a stretch of time. "May" and "March" may be something else.
pub(crate) fn is_time(word: &str) -> bool {
    const TIMES: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "weekend",
        "fortnight",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "morning",
        "noon",
        "midday",
        "afternoon",
        "evening",
        "night",
        "midnight",
        "spring",
        "summer",
        "autumn",
        "winter",
        "moment",
        "eve",
        "anniversary",
    ];
    TIMES.contains(&word) || matches!(word, "jan." | "feb." | "apr." | "aug." | "sept." | "oct." | "nov." | "dec.")
}
