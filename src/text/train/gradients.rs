//! Back through the layers: from the slopes of the scores to those of every weight.

use crate::text::encoder::{Activations, Encoder, SUMS, WIDTH, windows};
use crate::text::kernel::{Panels, Rows, add_product};
use crate::text::parser::{HIDDEN, POSITIONS, Parser};
use crate::text::train::tree_training::{HIDDEN_DROPOUT, Walk};

/// Adds the parser's gradients; gives back the slopes of the encoder's last vectors.
pub fn back_through_parser(parser: &Parser, activations: &Activations, walk: &Walk, gradients: &mut Parser) -> Vec<f32> {
    let (states, actions) = (walk.views.len(), parser.actions.len());
    let hidden = Rows { values: &walk.hidden, stride: HIDDEN, count: states };
    add_weight_slopes(hidden, HIDDEN, &walk.slopes, actions, &mut gradients.output.weights.values);
    add_rows(&walk.slopes, &mut gradients.output.bias.values);
    let slopes = Rows { values: &walk.slopes, stride: actions, count: states };
    let mut hidden_slopes = input_slopes(slopes, &parser.output.weights.values, actions, HIDDEN);
    for (slope, hidden) in hidden_slopes.iter_mut().zip(&walk.hidden) {
        // What is above zero came through ReLU and dropout, scaled by the latter.
        *slope = if *hidden > 0.0 { *slope / (1.0 - HIDDEN_DROPOUT) } else { 0.0 };
    }
    add_rows(&hidden_slopes, &mut gradients.hidden_bias.values);

    let rows = activations.last();
    let mut product_slopes = vec![0.0; rows.count * POSITIONS * HIDDEN];
    for (slopes, (view, length, start)) in hidden_slopes.chunks_exact(HIDDEN).zip(&walk.views) {
        for (position, token) in view.tokens.iter().enumerate() {
            let sums = match *token {
                None => gradients.missing.row_mut(position),
                Some(token) if token == *length => gradients.missing.row_mut(POSITIONS + position),
                Some(token) => &mut product_slopes[((start + token) * POSITIONS + position) * HIDDEN..][..HIDDEN],
            };
            add(sums, slopes);
        }
        view.features().for_each(|row| add(gradients.features.row_mut(row), slopes));
    }
    add_weight_slopes(rows, WIDTH, &product_slopes, POSITIONS * HIDDEN, &mut gradients.positions.values);
    let slopes = Rows { values: &product_slopes, stride: POSITIONS * HIDDEN, count: rows.count };
    input_slopes(slopes, &parser.positions.values, POSITIONS * HIDDEN, WIDTH)
}

/// Adds the encoder's gradients, from the slopes of its last vectors; `kept` is what the inputs were multiplied with.
pub fn back_through_encoder(
    encoder: &Encoder,
    activations: &Activations,
    mut slopes: Vec<f32>,
    kept: &[f32],
    gradients: &mut Encoder,
) {
    clear_gaps(activations, &mut slopes);
    for (at, convolution) in encoder.convolutions.iter().enumerate().rev() {
        let inner = &slopes[WIDTH..slopes.len() - WIDTH];
        let sum_slopes = back_through_maxout(inner, &activations.sums[at + 1]);
        let gradient = &mut gradients.convolutions[at];
        add_weight_slopes(windows(&activations.vectors[at]), 3 * WIDTH, &sum_slopes, SUMS, &mut gradient.weights.values);
        add_rows(&sum_slopes, &mut gradient.bias.values);
        let rows = Rows { values: &sum_slopes, stride: SUMS, count: sum_slopes.len() / SUMS };
        let window_slopes = input_slopes(rows, &convolution.weights.values, SUMS, 3 * WIDTH);
        for (row, window) in window_slopes.chunks_exact(3 * WIDTH).enumerate() {
            add(&mut slopes[row * WIDTH..][..3 * WIDTH], window);
        }
        clear_gaps(activations, &mut slopes);
    }
    let sum_slopes = back_through_maxout(&slopes, &activations.sums[0]);
    let width = encoder.input_width();
    let inputs = Rows { values: &activations.inputs, stride: width, count: activations.ids.len() };
    add_weight_slopes(inputs, width, &sum_slopes, SUMS, &mut gradients.mix.weights.values);
    add_rows(&sum_slopes, &mut gradients.mix.bias.values);
    let rows = Rows { values: &sum_slopes, stride: SUMS, count: activations.ids.len() };
    let mut inputs = input_slopes(rows, &encoder.mix.weights.values, SUMS, width);
    inputs.iter_mut().zip(kept).for_each(|(slope, kept)| *slope *= kept);
    for (ids, slopes) in activations.ids.iter().zip(inputs.chunks_exact(width)) {
        let Some(ids) = ids else { continue };
        let mut from = 0;
        for (table, &row) in gradients.tables.iter_mut().zip(ids) {
            let to = from + table.columns;
            add(table.row_mut(row), &slopes[from..to]);
            from = to;
        }
    }
}

/// The rows between sentences are zero whatever the weights are.
fn clear_gaps(activations: &Activations, slopes: &mut [f32]) {
    for (row, _) in activations.ids.iter().enumerate().filter(|(_, ids)| ids.is_none()) {
        slopes[row * WIDTH..][..WIDTH].fill(0.0);
    }
}

/// Each slope goes to the sum that was the larger.
fn back_through_maxout(slopes: &[f32], sums: &[f32]) -> Vec<f32> {
    let mut sum_slopes = vec![0.0; sums.len()];
    for (row, slopes) in slopes.chunks_exact(WIDTH).enumerate() {
        let sums = &sums[row * SUMS..][..SUMS];
        for (at, &slope) in slopes.iter().enumerate() {
            let winner = if sums[at] >= sums[WIDTH + at] { at } else { WIDTH + at };
            sum_slopes[row * SUMS + winner] = slope;
        }
    }
    sum_slopes
}

/// Adds the transposed inputs times the slopes of the outputs: the slopes of the weights.
fn add_weight_slopes(inputs: Rows<'_>, width: usize, slopes: &[f32], outputs: usize, weights: &mut [f32]) {
    let mut transposed = vec![0.0; width * inputs.count];
    for row in 0..inputs.count {
        for (at, &value) in inputs.values[row * inputs.stride..][..width].iter().enumerate() {
            transposed[at * inputs.count + row] = value;
        }
    }
    let mut panels = Panels::default();
    panels.pack(slopes, inputs.count, outputs);
    add_product(Rows { values: &transposed, stride: inputs.count, count: width }, &panels, weights);
}

/// The slopes of the outputs times the transposed weights: the slopes of the inputs.
fn input_slopes(slopes: Rows<'_>, weights: &[f32], outputs: usize, inputs: usize) -> Vec<f32> {
    let mut panels = Panels::default();
    panels.pack_transposed(weights, outputs, inputs);
    let mut sums = vec![0.0; slopes.count * inputs];
    add_product(slopes, &panels, &mut sums);
    sums
}

/// Adds every row to one.
fn add_rows(rows: &[f32], sums: &mut [f32]) {
    rows.chunks_exact(sums.len()).for_each(|row| add(sums, row));
}

fn add(sums: &mut [f32], values: &[f32]) {
    sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
}
