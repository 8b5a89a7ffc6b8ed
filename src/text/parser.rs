//! The parser: chooses the next transition from the vectors of the tokens around the stack's top.
//!
//! One hidden layer adds up, for each position, the product of its token's vector (computed once a token), and the
//! vectors of labels, distances and numbers of dependents.

use crate::text::Relation;
use crate::text::encoder::{Activations, Dense, WIDTH};
use crate::text::guide::{self, Guide};
use crate::text::kernel::{Matrix, Panels, add_product, add_rows, add_sparse_product};
use crate::text::transition::{Action, State};

/// Width of the hidden layer.
pub const HIDDEN: usize = 160;
/// Tokens looked at.
pub const POSITIONS: usize = 15;
/// Features of the state besides its tokens; a guided model has more.
const FEATURES: usize = 13;
/// Values that a feature can have.
pub const VALUES: usize = 64;

/// The trained parser.
#[derive(Debug, Clone, Default)]
pub struct Parser {
    /// What the outputs mean: shift, then the left arcs, then the right arcs.
    pub actions: Vec<Action>,
    ranks: Vec<usize>,
    /// A row per number of a token's vector and position: what it adds to the hidden layer.
    pub positions: Matrix,
    panels: Panels,
    /// For each position, what is added where no token stands there, then where the root does.
    pub missing: Matrix,
    /// A row per value of each feature.
    pub features: Matrix,
    /// What the hidden layer starts from.
    pub hidden_bias: Matrix,
    /// From the hidden layer to a score per action.
    pub output: Dense,
}

/// What the parser sees of a state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// The token at each position.
    pub tokens: [Option<usize>; POSITIONS],
    /// The rows of the features, and of those from the guide.
    features: [usize; FEATURES],
    guidance: Option<[usize; guide::FEATURES]>,
}

/// Memory that is used again from sentence to sentence.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// What each token would add to the hidden layer, at each position.
    pub products: Vec<f32>,
    /// The hidden layer.
    pub hidden: Vec<f32>,
    /// The units of the hidden layer that are not zero, with their numbers.
    live: Vec<(usize, f32)>,
    /// A score per action.
    pub scores: Vec<f32>,
}

impl Parser {
    /// A parser of zeros whose outputs mean the actions given, not yet packed.
    pub fn zeros(actions: Vec<Action>, guided: bool) -> Parser {
        let features = if guided { FEATURES + guide::FEATURES } else { FEATURES };
        Parser {
            ranks: rank_relations(&actions),
            positions: Matrix::zeros(WIDTH * POSITIONS, HIDDEN),
            panels: Panels::default(),
            missing: Matrix::zeros(2 * POSITIONS, HIDDEN),
            features: Matrix::zeros(features * VALUES, HIDDEN),
            hidden_bias: Matrix::zeros(1, HIDDEN),
            output: Dense::zeros(HIDDEN, actions.len()),
            actions,
        }
    }

    /// Packs the weights anew after they changed.
    pub fn pack(&mut self) {
        self.panels.pack(&self.positions.values, WIDTH, POSITIONS * HIDDEN);
        self.output.pack();
    }

    /// Computes once what each token adds at each position.
    pub fn prepare(&self, activations: &Activations, scratch: &mut Scratch) {
        let rows = activations.last();
        scratch.products.clear();
        scratch.products.resize(rows.count * POSITIONS * HIDDEN, 0.0);
        add_product(rows, &self.panels, &mut scratch.products);
    }

    /// Parses one sentence of the batch that was prepared; `start` is its first row.
    pub fn parse(&self, start: usize, guides: &[Guide], state: &mut State, scratch: &mut Scratch) {
        while !state.is_done() {
            let action = state.forced().unwrap_or_else(|| {
                self.add_hidden(&self.view(state, guides), state.length, start, scratch);
                scratch.hidden.iter_mut().for_each(|value| *value = value.max(0.0));
                self.score(scratch);
                self.actions[self.choose(state, &scratch.scores)]
            });
            state.apply(action);
        }
    }

    /// The hidden layer's sums for a state of a sentence whose first row is `start`.
    pub fn add_hidden(&self, view: &View, length: usize, start: usize, scratch: &mut Scratch) {
        let Scratch { products, hidden, .. } = scratch;
        hidden.clear();
        hidden.extend_from_slice(&self.hidden_bias.values);
        let at_position = |(position, token): (usize, &Option<usize>)| match *token {
            None => self.missing.row(position),
            Some(token) if token == length => self.missing.row(POSITIONS + position),
            Some(token) => &products[((start + token) * POSITIONS + position) * HIDDEN..][..HIDDEN],
        };
        let mut rows = [&[][..]; POSITIONS + FEATURES + guide::FEATURES];
        let mut count = 0;
        let features = view.features().map(|row| self.features.row(row));
        for row in view.tokens.iter().enumerate().map(at_position).chain(features) {
            rows[count] = row;
            count += 1;
        }
        add_rows(&rows[..count], hidden);
    }

    /// Scores the actions from the hidden layer.
    pub fn score(&self, scratch: &mut Scratch) {
        let Scratch { hidden, live, scores, .. } = scratch;
        live.clear();
        live.extend(hidden.iter().copied().enumerate().filter(|(_, value)| *value != 0.0));
        scores.clear();
        scores.extend_from_slice(&self.output.bias.values);
        add_sparse_product(live, &self.output.panels, scores);
    }

    /// The sensible action with the highest score, by its number; the first of equals.
    pub fn choose(&self, state: &State, scores: &[f32]) -> usize {
        let allowed = state.sensible();
        let mut best: Option<usize> = None;
        for (at, action) in self.actions.iter().enumerate() {
            if allowed.of(*action) && best.is_none_or(|best| scores[at] > scores[best]) {
                best = Some(at);
            }
        }
        // A model is checked when it is loaded: it has an action of each kind, so some action is always allowed.
        best.unwrap_or(0)
    }

    /// What the parser looks at in a state.
    pub fn view(&self, state: &State, guides: &[Guide]) -> View {
        let [top, second, third] = [0, 1, 2].map(|depth| state.stacked(depth));
        let ahead = |distance: usize| Some(state.next + distance).filter(|&token| token < state.length);
        let [top_left, top_left_inner] = top.map_or([None; 2], |token| state.left[token]);
        let [top_right, top_right_inner] = top.map_or([None; 2], |token| state.right[token]);
        let [second_left, _] = second.map_or([None; 2], |token| state.left[token]);
        let [second_right, second_right_inner] = second.map_or([None; 2], |token| state.right[token]);
        let [next_left, next_left_inner] = ahead(0).map_or([None; 2], |token| state.left[token]);
        let tokens = [
            top,
            second,
            third,
            Some(state.next),
            ahead(1),
            top_left,
            top_right,
            second_left,
            second_right,
            next_left,
            ahead(2),
            top_left_inner,
            top_right_inner,
            second_right_inner,
            next_left_inner,
        ];
        let label = |token: Option<usize>| token.map_or(0, |token| self.ranks[state.relations[token] as usize]);
        let count = |token: Option<usize>, side: usize| token.map_or(0, |token| state.counts[token][side].min(3));
        let mut features = [
            label(top_left),
            label(top_right),
            label(second_left),
            label(second_right),
            label(next_left),
            label(top_left_inner),
            label(top_right_inner),
            label(second_right_inner),
            label(next_left_inner),
            distance(top, Some(state.next)),
            distance(second, top),
            count(top, 0) * 4 + count(top, 1),
            count(second, 1) * 4 + count(ahead(0), 0),
        ];
        features.iter_mut().enumerate().for_each(|(at, value)| *value += at * VALUES);
        let guidance = (!guides.is_empty()).then(|| {
            let mut rows = guide::state_features(guides, state, |relation| self.ranks[relation as usize]);
            rows.iter_mut().enumerate().for_each(|(at, value)| *value += (FEATURES + at) * VALUES);
            rows
        });
        View { tokens, features, guidance }
    }
}

impl View {
    /// The row of each feature.
    pub fn features(&self) -> impl Iterator<Item = usize> + '_ {
        self.features.iter().chain(self.guidance.iter().flatten()).copied()
    }
}

/// Numbers the relations of the model's actions from 1; 0 is for those that the model does not know.
fn rank_relations(actions: &[Action]) -> Vec<usize> {
    let mut ranks = vec![0; Relation::ALL.len()];
    let mut labels: Vec<&str> = Vec::new();
    for action in actions {
        if let Action::Left(relation) | Action::Right(relation) = action {
            labels.push(relation.label());
        }
    }
    // By label: the order of the enum may change, a model's numbers may not.
    labels.sort_unstable();
    labels.dedup();
    for relation in Relation::ALL {
        ranks[*relation as usize] = labels.iter().position(|&label| label == relation.label()).map_or(0, |at| at + 1);
    }
    ranks
}

fn distance(left: Option<usize>, right: Option<usize>) -> usize {
    let (Some(left), Some(right)) = (left, right) else { return 9 };
    match right - left {
        near @ 0..5 => near,
        5..8 => 5,
        8..12 => 6,
        _ => 7,
    }
}
