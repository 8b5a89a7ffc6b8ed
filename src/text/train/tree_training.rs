//! Trains encoder and parser: the parser walks with its own guesses, and a dynamic oracle says at each state which actions
//! still reach the best tree.

use crate::text::encoder::{Activations, Encoder};
use crate::text::model::Model;
use crate::text::parser::{Parser, Scratch, View};
use crate::text::tagger::{Tag, Tagger};
use crate::text::train::Example;
use crate::text::train::gradients::{back_through_encoder, back_through_parser};
use crate::text::train::optimizer::Optimizer;
use crate::text::train::random::Random;
use crate::text::transition::{Action, State};

/// Share of words that are taken for unknown, so that the vector of unknown words is learned.
const UNKNOWN_WORDS: f32 = 0.06;
/// Share of the numbers of a token's vector that are left out.
const INPUT_DROPOUT: f32 = 0.15;
/// Share of the hidden layer that is left out.
pub const HIDDEN_DROPOUT: f32 = 0.25;
/// How often a wrong guess is followed, in the first epoch and later: else the parser would never learn to go on after one.
const FOLLOWED: (f32, f32) = (0.5, 0.9);
/// Steps until the step size has grown to its full size; a tenth of all tokens where that is sooner.
const WARM_UP: f32 = 100.0;
/// Keeps the gradients near the size of one; Adam does not mind their scale.
const SCALE: f32 = 1.0 / 50.0;

/// A model that is being trained.
pub struct TreeTrainer {
    model: Model,
    gradients: Model,
    optimizer: Optimizer,
    activations: Activations,
    scratch: Scratch,
    learning_rate: f32,
    tokens_in_all: usize,
    tokens_seen: usize,
    steps: usize,
    report: (f64, usize, usize),
}

/// The states that a batch came through.
#[derive(Default)]
pub struct Walk {
    /// What the parser saw, the sentence's length and its first row.
    pub views: Vec<(View, usize, usize)>,
    /// The hidden layers, after dropout.
    pub hidden: Vec<f32>,
    /// The loss's slope for each score.
    pub slopes: Vec<f32>,
}

impl TreeTrainer {
    /// Begins with random weights in the model's shape, for so many tokens in all.
    pub fn new(mut model: Model, learning_rate: f32, tokens_in_all: usize, random: &mut Random) -> TreeTrainer {
        let mut gradients = Model {
            tagger: Tagger::new(1.0, &[], std::iter::empty()),
            encoder: Encoder::zeros(model.encoder.vocabulary.clone(), model.encoder.is_guided()),
            parser: Parser::zeros(model.parser.actions.clone(), model.encoder.is_guided()),
        };
        gradients.matrices_mut().into_iter().for_each(|matrix| matrix.values.fill(0.0));
        randomize(&mut model, random);
        TreeTrainer {
            optimizer: Optimizer::new(&model.matrices()),
            model,
            gradients,
            activations: Activations::default(),
            scratch: Scratch::default(),
            learning_rate,
            tokens_in_all,
            tokens_seen: 0,
            steps: 0,
            report: (0.0, 0, 0),
        }
    }

    /// One step on some sentences, with the tags that the parser is to see.
    pub fn learn(&mut self, batch: &[(Example, Vec<Tag>)], first_epoch: bool, random: &mut Random) {
        let kept = self.encode(batch, random);
        let followed = if first_epoch { FOLLOWED.0 } else { FOLLOWED.1 };
        let mut walk = Walk::default();
        for (at, (example, _)) in batch.iter().enumerate() {
            self.walk(example, self.activations.starts[at], followed, random, &mut walk);
        }
        if walk.views.is_empty() {
            return;
        }
        let slopes = back_through_parser(&self.model.parser, &self.activations, &walk, &mut self.gradients.parser);
        back_through_encoder(&self.model.encoder, &self.activations, slopes, &kept, &mut self.gradients.encoder);
        self.step(&walk);
    }

    /// Loss and share of wrong guesses since the last report.
    pub fn take_report(&mut self) -> String {
        let (loss, wrong, states) = std::mem::take(&mut self.report);
        let states = states.max(1) as f64;
        format!("loss {:.4}, wrong actions {:.2}%", loss / states, 100.0 * wrong as f64 / states)
    }

    /// The model with averaged weights.
    pub fn averaged(&self) -> Model {
        let mut model = self.model.clone();
        self.optimizer.write_averages(model.matrices_mut());
        model.pack();
        model
    }

    /// Encodes the batch; gives back what each input was multiplied with.
    fn encode(&mut self, batch: &[(Example, Vec<Tag>)], random: &mut Random) -> Vec<f32> {
        let encoder = &self.model.encoder;
        self.activations.clear();
        for (example, tags) in batch {
            let ids = example.words.iter().zip(tags).enumerate().map(|(at, (word, &tag))| {
                let mut ids = encoder.ids(word, tag, example.guides.get(at));
                if random.chance(UNKNOWN_WORDS) {
                    ids[0] = 0;
                }
                ids
            });
            self.activations.push_sentence(ids);
            self.tokens_seen += tags.len();
        }
        encoder.look_up(&mut self.activations);
        let scale = 1.0 / (1.0 - INPUT_DROPOUT);
        let mut keep = || if random.chance(INPUT_DROPOUT) { 0.0 } else { scale };
        let kept: Vec<f32> = self.activations.inputs.iter().map(|_| keep()).collect();
        self.activations.inputs.iter_mut().zip(&kept).for_each(|(input, kept)| *input *= kept);
        encoder.propagate(&mut self.activations);
        self.model.parser.prepare(&self.activations, &mut self.scratch);
        kept
    }

    fn walk(&mut self, example: &Example, start: usize, followed: f32, random: &mut Random, walk: &mut Walk) {
        let parser = &self.model.parser;
        let mut state = State::new(example.words.len());
        while !state.is_done() {
            if let Some(action) = state.forced() {
                state.apply(action);
                continue;
            }
            let view = parser.view(&state, &example.guides);
            parser.add_hidden(&view, state.length, start, &mut self.scratch);
            drop_out(&mut self.scratch.hidden, random);
            parser.score(&mut self.scratch);
            let costs = action_costs(parser, &state, example);
            let guess = parser.choose(&state, &self.scratch.scores);
            let least = costs.iter().flatten().min().copied();
            let loss = add_slopes(&self.scratch.scores, &costs, least, &mut walk.slopes);
            walk.views.push((view, state.length, start));
            walk.hidden.extend_from_slice(&self.scratch.hidden);
            let wrong = costs[guess] != least;
            self.report.0 += loss;
            self.report.1 += usize::from(wrong);
            self.report.2 += 1;
            let next = if wrong && !random.chance(followed) { best_of(&self.scratch.scores, &costs, least) } else { guess };
            state.apply(parser.actions[next]);
        }
    }

    fn step(&mut self, walk: &Walk) {
        self.steps += 1;
        let done = self.tokens_seen as f32 / self.tokens_in_all.max(1) as f32;
        let rate = self.learning_rate * (1.0 - done).max(0.02) * (self.steps as f32 / WARM_UP).max(10.0 * done).min(1.0);
        let tables = self.model.encoder.tables.len();
        let mut touched: Vec<Option<Vec<usize>>> = vec![None; self.model.matrices().len()];
        for (table, touched) in touched.iter_mut().enumerate().take(tables) {
            *touched = Some(distinct(self.activations.ids.iter().flatten().map(|ids| ids[table]).collect()));
        }
        // The features of the state are the last table but one of the file's order.
        let features = touched.len() - 2;
        touched[features] = Some(distinct(walk.views.iter().flat_map(|(view, ..)| view.features()).collect()));
        self.optimizer.step(self.model.matrices_mut(), self.gradients.matrices_mut(), &touched, rate);
        self.model.pack();
    }
}

fn distinct(mut rows: Vec<usize>) -> Vec<usize> {
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// Random weights, in sizes that keep the vectors' size from layer to layer.
fn randomize(model: &mut Model, random: &mut Random) {
    let mut fill =
        |values: &mut [f32], size: f32| values.iter_mut().for_each(|value| *value = (random.unit() * 2.0 - 1.0) * size);
    let glorot = |inputs: usize, outputs: usize| (6.0 / (inputs + outputs) as f32).sqrt();
    let encoder = &mut model.encoder;
    encoder.tables.iter_mut().for_each(|table| fill(&mut table.values, 0.3));
    let mix = &mut encoder.mix.weights;
    fill(&mut mix.values, glorot(mix.rows, mix.columns / 2));
    for convolution in &mut encoder.convolutions {
        let weights = &mut convolution.weights;
        fill(&mut weights.values, 0.7 * glorot(weights.rows, weights.columns / 2));
    }
    let parser = &mut model.parser;
    fill(&mut parser.positions.values, 0.087);
    fill(&mut parser.missing.values, 0.05);
    fill(&mut parser.features.values, 0.1);
    let output = &mut parser.output.weights;
    fill(&mut output.values, glorot(output.rows, output.columns));
    model.pack();
}

/// ReLU and dropout.
fn drop_out(hidden: &mut [f32], random: &mut Random) {
    for value in hidden {
        *value = if *value <= 0.0 || random.chance(HIDDEN_DROPOUT) { 0.0 } else { *value / (1.0 - HIDDEN_DROPOUT) };
    }
}

/// What each action would cost, `None` where it is not allowed: two for each arc lost or with a wrong label, one for the
/// wrong label of an arc that is wrong anyway.
fn action_costs(parser: &Parser, state: &State, example: &Example) -> Vec<Option<usize>> {
    let (allowed, costs) = (state.allowed(), state.costs(&example.heads));
    let Some(top) = state.stacked(0) else { return vec![None; parser.actions.len()] };
    let label_cost = |relation, head: Option<usize>| match (relation == example.relations[top], head == Some(example.heads[top]))
    {
        (true, _) => 0,
        (false, true) => 2,
        (false, false) => 1,
    };
    let cost = |&action: &Action| {
        let label = match action {
            Action::Shift => 0,
            Action::Left(relation) => label_cost(relation, Some(state.next)),
            Action::Right(relation) => label_cost(relation, state.stacked(1)),
        };
        allowed.of(action).then(|| 2 * costs.of(action) + label)
    };
    parser.actions.iter().map(cost).collect()
}

/// Adds the slopes of minus the logarithm of the best actions' joint probability; gives back that loss.
fn add_slopes(scores: &[f32], costs: &[Option<usize>], least: Option<usize>, slopes: &mut Vec<f32>) -> f64 {
    let allowed = || scores.iter().zip(costs).filter(|(_, cost)| cost.is_some());
    let largest = allowed().fold(f32::MIN, |largest, (score, _)| largest.max(*score));
    let weight = |score: f32| (score - largest).exp();
    let all: f32 = allowed().map(|(score, _)| weight(*score)).sum();
    let good: f32 = allowed().filter(|(_, cost)| **cost == least).map(|(score, _)| weight(*score)).sum();
    slopes.extend(scores.iter().zip(costs).map(|(score, cost)| match cost {
        None => 0.0,
        Some(_) if *cost == least => SCALE * (weight(*score) / all - weight(*score) / good.max(1e-20)),
        Some(_) => SCALE * weight(*score) / all,
    }));
    -f64::from(good / all).max(1e-12).ln()
}

fn best_of(scores: &[f32], costs: &[Option<usize>], least: Option<usize>) -> usize {
    let good = (0..scores.len()).filter(|&at| costs[at] == least);
    good.reduce(|best, at| if scores[at] > scores[best] { at } else { best }).unwrap_or(0)
}
