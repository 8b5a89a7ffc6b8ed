//! Training: a treebank becomes a model. Used by `diplograph train`, never when articles are read.

pub mod augment;
pub mod conllu;
pub mod gradients;
pub mod measure;
pub mod optimizer;
pub mod perceptron;
pub mod random;
#[cfg(test)]
mod tests;
pub mod tree_training;

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Result};
use crate::text::Relation;
use crate::text::encoder::Encoder;
use crate::text::guide::Guide;
use crate::text::model::Model;
use crate::text::parser::Parser;
use crate::text::tagger::{Tag, Tagger};
use crate::text::train::augment::Augmentation;
use crate::text::train::random::Random;
use crate::text::train::tree_training::TreeTrainer;
use crate::text::transition::Action;
use crate::text::word::{Word, normalize};

/// How to train.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Passes of the parser over the text.
    pub epochs: usize,
    /// Where the random numbers begin: the same seed and text give the same model.
    pub seed: u64,
    /// How many times the gold text is read for once that the silver is.
    pub gold_repeats: usize,
    /// The optimizer's largest step size.
    pub learning_rate: f32,
    /// Tokens per step of the optimizer.
    pub batch: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { epochs: 8, seed: 1, gold_repeats: 2, learning_rate: 0.002, batch: 400 }
    }
}

/// A sentence to learn from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Example {
    /// The tokens as written.
    pub forms: Vec<String>,
    /// The tokens as the models see them.
    pub words: Vec<Word>,
    /// Their tags.
    pub tags: Vec<Tag>,
    /// Their heads; the number of tokens for the root's.
    pub heads: Vec<usize>,
    /// The relations to their heads.
    pub relations: Vec<Relation>,
    /// Another parser's opinion of each token; empty where there is none.
    pub guides: Vec<Guide>,
}

/// Passes of the tagger over a large text, and over a small one.
const TAGGER_PASSES: (usize, usize) = (4, 6);
/// More sentences than this are a large text.
const LARGE: usize = 20_000;
/// Passes of the taggers that give the parser its tags.
const FOLD_PASSES: usize = 2;
/// More words than this get no vector of their own.
const LONGEST_VOCABULARY: usize = 20_000;

/// Trains a model on hand-made trees and, where given, on many machine-made ones. `check` is called after each epoch with
/// what it did and the model so far.
///
/// # Errors
/// Where there is too little text to learn a tree from.
pub fn train(
    options: &Options,
    gold: &[Example],
    silver: &[Example],
    progress: &mut dyn FnMut(&str),
    check: &mut dyn FnMut(&Model) -> String,
) -> Result<Model> {
    let examples: Vec<&Example> = gold.iter().chain(silver).collect();
    let mut random = Random::new(options.seed);
    let mut model = new_model(&examples)?;
    progress(&format!("{} sentences; training the tagger", examples.len()));
    let large = examples.len() > LARGE;
    let passes = if large { TAGGER_PASSES.0 } else { TAGGER_PASSES.1 };
    model.tagger = perceptron::train_tagger(&examples, passes, &mut random);
    let folds = train_folds(&examples, if large { 2 } else { 4 }, progress, &mut random);

    progress(&format!("training the parser: {} words, {} actions", model.encoder.vocabulary.len(), model.parser.actions.len()));
    let repeated = (0..options.gold_repeats).flat_map(|_| 0..gold.len());
    let mut order: Vec<usize> = repeated.chain(gold.len()..examples.len()).collect();
    let tokens: usize = order.iter().map(|&at| examples[at].words.len()).sum();
    let mut trainer = TreeTrainer::new(model, options.learning_rate, options.epochs * tokens, &mut random);
    for epoch in 1..=options.epochs {
        random.shuffle(&mut order);
        let mut batch = Vec::new();
        for &at in &order {
            let example = Augmentation::draw(&mut random).apply(examples[at]);
            let mut tags = Vec::new();
            folds[at % folds.len()].tag(&example.words, &example.guides, &mut tags);
            batch.push((example, tags));
            if batch.iter().map(|(_, tags)| tags.len()).sum::<usize>() >= options.batch {
                trainer.learn(&batch, epoch == 1, &mut random);
                batch.clear();
            }
        }
        trainer.learn(&batch, epoch == 1, &mut random);
        let report = trainer.take_report();
        progress(&format!("epoch {epoch}: {report}; {}", check(&trainer.averaged())));
    }
    Ok(trainer.averaged())
}

/// A model of zeros in the shape that the text asks for.
fn new_model(examples: &[&Example]) -> Result<Model> {
    let actions = collect_actions(examples);
    if !actions.iter().any(|action| matches!(action, Action::Right(_))) {
        return Err(Error::Input("the text to train on has too few trees to learn from; give more CoNLL-U files".to_owned()));
    }
    let guided = examples.iter().filter(|example| !example.guides.is_empty()).count();
    if guided > 0 && guided < examples.len() {
        return Err(Error::Input("some sentences have a guide and some do not; train on the one kind or the other".to_owned()));
    }
    let vocabulary = collect_vocabulary(examples, if examples.len() > LARGE { 4 } else { 2 });
    let (encoder, parser) = (Encoder::zeros(vocabulary, guided > 0), Parser::zeros(actions, guided > 0));
    Ok(Model { tagger: Tagger::new(1.0, &[], std::iter::empty()), encoder, parser })
}

/// Taggers that have not seen the sentences that they tag: number `n` has seen all but each sentence `n` of the folds. The
/// parser must learn with tags as wrong as those that it will get.
fn train_folds(examples: &[&Example], folds: usize, progress: &mut dyn FnMut(&str), random: &mut Random) -> Vec<Tagger> {
    let mut taggers = Vec::new();
    for fold in 0..folds {
        progress(&format!("training the tagger on all but part {} of {folds}", fold + 1));
        let seen = examples.iter().enumerate().filter(|(at, _)| at % folds != fold);
        let seen: Vec<&Example> = seen.map(|(_, example)| *example).collect();
        taggers.push(perceptron::train_tagger(&seen, FOLD_PASSES, random));
    }
    taggers
}

/// The actions that the gold trees need.
fn collect_actions(examples: &[&Example]) -> Vec<Action> {
    let mut actions = BTreeSet::from([Action::Shift]);
    for example in examples {
        for (token, (&head, &relation)) in example.heads.iter().zip(&example.relations).enumerate() {
            // The root's arc is never chosen, it is the last that remains.
            if head < example.heads.len() && relation != Relation::Root {
                actions.insert(if head > token { Action::Left(relation) } else { Action::Right(relation) });
            }
        }
    }
    actions.into_iter().collect()
}

/// The words that get a vector of their own, the most frequent first.
fn collect_vocabulary(examples: &[&Example], least: usize) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for form in examples.iter().flat_map(|example| &example.forms) {
        *counts.entry(normalize(form)).or_default() += 1;
    }
    let mut words: Vec<(usize, String)> =
        counts.into_iter().filter(|(_, count)| *count >= least).map(|(word, count)| (count, word)).collect();
    words.sort_by(|one, other| other.cmp(one));
    words.truncate(LONGEST_VOCABULARY);
    words.into_iter().map(|(_, word)| word).collect()
}
