//! Measures a model on hand-made trees: with the treebank's own tokens and sentences, and from its raw text.

use std::fmt;
use std::time::Instant;

use crate::text::annotate::{Tagged, annotate_guided};
use crate::text::evaluate::{evaluate_text, evaluate_trees};
use crate::text::guide::Guide;
use crate::text::language::LanguageData;
use crate::text::model::Model;
use crate::text::tagger::TAGS;
use crate::text::train::Example;
use crate::text::{Document, Relation};

/// How well a model does, in percent of the tokens, punctuation counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figures {
    /// Tokens measured on.
    pub tokens: usize,
    /// Right Penn tag.
    pub xpos: f64,
    /// Right head.
    pub unlabelled: f64,
    /// Right head and relation, subtypes ignored.
    pub labelled: f64,
    /// F1 of the core arguments: head and relation of subjects, objects, obliques and clausal complements.
    pub core: f64,
    /// Tokens a second on one core, tags and trees.
    pub speed: f64,
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figures { tokens, xpos, unlabelled, labelled, core, speed } = self;
        write!(
            f,
            "XPOS {xpos:.2}  UAS {unlabelled:.2}  LAS {labelled:.2}  core F1 {core:.2}  ({tokens} tokens, {speed:.0} a second)"
        )
    }
}

/// Measures a model from the treebank's raw text (read as documents), in a line. Sentences and tokens are the program's own.
pub fn evaluate_raw(model: &Model, documents: &[Document], data: &LanguageData) -> String {
    let (text, trees) = (evaluate_text(documents, data), evaluate_trees(documents, data, model));
    let (sentences, tokens) = (text.sentences.f1(), text.tokens.f1());
    format!("from raw text: sentences F1 {sentences:.2}  tokens F1 {tokens:.2}  LAS F1 {:.2}", trees.f1())
}

/// Measures a model on the treebank's own tokens.
pub fn evaluate(model: &Model, gold: &[Example]) -> Figures {
    let sentences: Vec<(&[String], &[Guide])> =
        gold.iter().map(|example| (example.forms.as_slice(), example.guides.as_slice())).collect();
    let start = Instant::now();
    let annotated = annotate_guided(model, &sentences);
    let seconds = start.elapsed().as_secs_f64();
    let mut counts = Counts::default();
    for (example, tokens) in gold.iter().zip(&annotated) {
        tokens.iter().enumerate().for_each(|(at, token)| counts.add(example, at, token));
    }
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    Figures {
        tokens: counts.tokens,
        xpos: percent(counts.tags, counts.tokens),
        unlabelled: percent(counts.heads, counts.tokens),
        labelled: percent(counts.arcs, counts.tokens),
        core: percent(2 * counts.core_right, counts.core_gold + counts.core_found),
        speed: counts.tokens as f64 / seconds.max(1e-9),
    }
}

#[derive(Default)]
struct Counts {
    tokens: usize,
    tags: usize,
    heads: usize,
    arcs: usize,
    core_right: usize,
    core_gold: usize,
    core_found: usize,
}

impl Counts {
    fn add(&mut self, example: &Example, at: usize, token: &Tagged) {
        let gold = example.relations[at];
        let head_right = token.head.unwrap_or(example.heads.len()) == example.heads[at];
        let (core_gold, core_found) = (core(gold), core(token.relation));
        self.tokens += 1;
        self.tags += usize::from(token.xpos == TAGS[usize::from(example.tags[at])]);
        self.heads += usize::from(head_right);
        self.arcs += usize::from(head_right && gold.base() == token.relation.base());
        self.core_right += usize::from(head_right && core_gold.is_some() && core_gold == core_found);
        self.core_gold += usize::from(core_gold.is_some());
        self.core_found += usize::from(core_found.is_some());
    }
}

/// The core argument that a relation is, if any; an agent is an oblique.
fn core(relation: Relation) -> Option<Relation> {
    match relation {
        Relation::OblAgent => Some(Relation::Obl),
        Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Iobj => Some(relation),
        Relation::Obl | Relation::Ccomp | Relation::Xcomp => Some(relation),
        _ => None,
    }
}
