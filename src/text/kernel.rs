//! The matrix product, written so that every machine gets the same bits: each output is a chain of fused
//! multiply-adds over the inputs in order, whatever the blocking and the instructions.

/// Outputs computed together: two vectors of eight.
const LANES: usize = 16;
/// Rows computed together: twelve independent sums keep the units busy, and with two weights and a value fit the registers.
const BLOCK: usize = 6;
/// Panels computed together for a single row.
const WIDE: usize = 3;
/// Groups of weights that stay in the nearest memory while the rows pass.
const NEAR: usize = 640;

/// A matrix of numbers, row after row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    /// The numbers.
    pub values: Vec<f32>,
}

impl Matrix {
    /// A matrix of zeros.
    pub fn zeros(rows: usize, columns: usize) -> Matrix {
        Matrix { rows, columns, values: vec![0.0; rows * columns] }
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..(row + 1) * self.columns]
    }

    /// One row, to be changed.
    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.values[row * self.columns..(row + 1) * self.columns]
    }
}

/// A matrix to multiply with: its columns in groups of sixteen, each group's numbers side by side.
#[derive(Debug, Clone, Default)]
pub struct Panels {
    inputs: usize,
    outputs: usize,
    groups: Vec<[f32; LANES]>,
}

impl Panels {
    /// Packs a row-major matrix of `inputs` rows and `outputs` columns.
    pub fn pack(&mut self, values: &[f32], inputs: usize, outputs: usize) {
        self.inputs = inputs;
        self.outputs = outputs;
        self.groups.clear();
        for first in (0..outputs).step_by(LANES) {
            let width = LANES.min(outputs - first);
            for input in 0..inputs {
                let mut lane = [0.0; LANES];
                lane[..width].copy_from_slice(&values[input * outputs + first..][..width]);
                self.groups.push(lane);
            }
        }
    }

    /// Packs the transpose of a row-major matrix of `outputs` rows and `inputs` columns.
    pub fn pack_transposed(&mut self, values: &[f32], inputs: usize, outputs: usize) {
        self.inputs = inputs;
        self.outputs = outputs;
        self.groups.clear();
        for first in (0..outputs).step_by(LANES) {
            let start = self.groups.len();
            self.groups.resize(start + inputs, [0.0; LANES]);
            for lane in 0..LANES.min(outputs - first) {
                let row = &values[(first + lane) * inputs..][..inputs];
                for (group, &value) in self.groups[start..].iter_mut().zip(row) {
                    group[lane] = value;
                }
            }
        }
    }
}

/// The left side of a product: row `i` begins at `i * stride`. Rows may overlap, which makes a window of rows one row.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// The numbers.
    pub values: &'a [f32],
    /// From one row's start to the next.
    pub stride: usize,
    /// Number of rows.
    pub count: usize,
}

/// Adds `left` times `right` to `sums` (row-major, as wide as `right` has outputs).
pub fn add_product(left: Rows<'_>, right: &Panels, sums: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx512f") {
        // SAFETY: the feature that the function is compiled for has just been found.
        unsafe { add_product_faster(left, right, sums) };
        return;
    }
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
        // SAFETY: the two features that the function is compiled for have just been found.
        unsafe { add_product_fast(left, right, sums) };
        return;
    }
    add_product_plain(left, right, sums);
}

/// The same in the instructions of every machine, for those that lack the fast ones and for the test that both agree.
pub fn add_product_plain(left: Rows<'_>, right: &Panels, sums: &mut [f32]) {
    add_blocks(left, right, sums);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn add_product_faster(left: Rows<'_>, right: &Panels, sums: &mut [f32]) {
    add_blocks(left, right, sums);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn add_product_fast(left: Rows<'_>, right: &Panels, sums: &mut [f32]) {
    add_blocks(left, right, sums);
}

/// Adds one row times `right` to `sums`, given the row's numbers that are not zero with their places. What is left out would add
/// zeros: the sums are the same but for the sign of a zero.
pub fn add_sparse_product(row: &[(usize, f32)], right: &Panels, sums: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
        // SAFETY: the two features that the function is compiled for have just been found.
        unsafe { add_sparse_fast(row, right, sums) };
        return;
    }
    add_sparse_plain(row, right, sums);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn add_sparse_fast(row: &[(usize, f32)], right: &Panels, sums: &mut [f32]) {
    add_sparse_plain(row, right, sums);
}

#[inline(always)]
fn add_sparse_plain(row: &[(usize, f32)], right: &Panels, sums: &mut [f32]) {
    let panels = right.groups.chunks(WIDE * right.inputs.max(1));
    for (panels, sums) in panels.zip(sums.chunks_mut(WIDE * LANES)) {
        let panel = |at: usize| panels.get(at * right.inputs..(at + 1) * right.inputs).unwrap_or(&panels[..right.inputs]);
        let (a, b, c) = (panel(0), panel(1), panel(2));
        let mut lanes = sums.chunks_mut(LANES);
        let mut place = || lanes.next().unwrap_or_default();
        let (first, second, third) = (place(), place(), place());
        let (mut one, mut two, mut three) = (read_lanes(first), read_lanes(second), read_lanes(third));
        for &(at, value) in row {
            one = multiply_add(value, &a[at], one);
            two = multiply_add(value, &b[at], two);
            three = multiply_add(value, &c[at], three);
        }
        write_lanes(&one, first);
        write_lanes(&two, second);
        write_lanes(&three, third);
    }
}

/// Adds rows to `sums`, each of its width, one after the other.
pub fn add_rows(rows: &[&[f32]], sums: &mut [f32]) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the feature that the function is compiled for has just been found.
        unsafe { add_rows_fast(rows, sums) };
        return;
    }
    add_rows_plain(rows, sums);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn add_rows_fast(rows: &[&[f32]], sums: &mut [f32]) {
    add_rows_plain(rows, sums);
}

/// A few sums at a time stay in the registers while all rows pass.
#[inline(always)]
fn add_rows_plain(rows: &[&[f32]], sums: &mut [f32]) {
    for (at, sums) in sums.chunks_mut(2 * LANES).enumerate() {
        let first = at * 2 * LANES;
        let Some(full) = sums.first_chunk_mut::<{ 2 * LANES }>() else {
            for row in rows {
                sums.iter_mut().zip(&row[first..]).for_each(|(sum, value)| *sum += value);
            }
            continue;
        };
        let mut lanes = *full;
        for row in rows {
            let Some(values) = row[first..].first_chunk::<{ 2 * LANES }>() else { continue };
            for (sum, value) in lanes.iter_mut().zip(values) {
                *sum += value;
            }
        }
        *full = lanes;
    }
}

#[inline(always)]
fn add_blocks(left: Rows<'_>, right: &Panels, sums: &mut [f32]) {
    if right.inputs == 0 {
        return;
    }
    let in_blocks = left.count - left.count % BLOCK;
    let near = (NEAR / right.inputs).max(1);
    for (at, panels) in right.groups.chunks(near * right.inputs).enumerate() {
        for row in (0..in_blocks).step_by(BLOCK) {
            let sums = &mut sums[row * right.outputs..][..BLOCK * right.outputs];
            for (panel, first) in panels.chunks_exact(right.inputs).zip((at * near * LANES..).step_by(LANES)) {
                add_block(left, row, panel, sums, first);
            }
        }
    }
    for row in in_blocks..left.count {
        let inputs = &left.values[row * left.stride..][..right.inputs];
        let sums = &mut sums[row * right.outputs..][..right.outputs];
        for (panels, sums) in right.groups.chunks(WIDE * right.inputs).zip(sums.chunks_mut(WIDE * LANES)) {
            add_row(inputs, panels, sums);
        }
    }
}

/// Six rows times one panel. The sums are six variables and not an array of arrays: so the compiler keeps each of them in
/// registers while the inputs pass.
#[inline(always)]
fn add_block(left: Rows<'_>, row: usize, panel: &[[f32; LANES]], sums: &mut [f32], first: usize) {
    let outputs = sums.len() / BLOCK;
    let inputs = |at: usize| left.values[(row + at) * left.stride..][..panel.len()].iter();
    let start = |at: usize| read_lanes(&sums[at * outputs + first..(at + 1) * outputs]);
    let (mut one, mut two, mut three, mut four, mut five, mut six) = (start(0), start(1), start(2), start(3), start(4), start(5));
    let values = inputs(0).zip(inputs(1)).zip(inputs(2)).zip(inputs(3)).zip(inputs(4)).zip(inputs(5));
    for (weights, (((((a, b), c), d), e), f)) in panel.iter().zip(values) {
        one = multiply_add(*a, weights, one);
        two = multiply_add(*b, weights, two);
        three = multiply_add(*c, weights, three);
        four = multiply_add(*d, weights, four);
        five = multiply_add(*e, weights, five);
        six = multiply_add(*f, weights, six);
    }
    for (at, lanes) in [one, two, three, four, five, six].iter().enumerate() {
        write_lanes(lanes, &mut sums[at * outputs + first..(at + 1) * outputs]);
    }
}

/// One row times up to three panels: enough independent sums to keep the units busy.
#[inline(always)]
fn add_row(inputs: &[f32], panels: &[[f32; LANES]], sums: &mut [f32]) {
    if panels.len() < WIDE * inputs.len() {
        for (panel, sums) in panels.chunks_exact(inputs.len()).zip(sums.chunks_mut(LANES)) {
            let mut lanes = read_lanes(sums);
            for (weights, value) in panel.iter().zip(inputs) {
                lanes = multiply_add(*value, weights, lanes);
            }
            write_lanes(&lanes, sums);
        }
        return;
    }
    let panel = |at: usize| &panels[at * inputs.len()..][..inputs.len()];
    let start = |at: usize| read_lanes(&sums[at * LANES..]);
    let (mut one, mut two, mut three) = (start(0), start(1), start(2));
    for (((value, a), b), c) in inputs.iter().zip(panel(0)).zip(panel(1)).zip(panel(2)) {
        one = multiply_add(*value, a, one);
        two = multiply_add(*value, b, two);
        three = multiply_add(*value, c, three);
    }
    for (at, lanes) in [one, two, three].iter().enumerate() {
        write_lanes(lanes, &mut sums[at * LANES..]);
    }
}

/// A bare loop: a closure here is not always compiled with the caller's instructions, and then each step is a call.
#[inline(always)]
#[allow(clippy::needless_range_loop)]
fn multiply_add(value: f32, weights: &[f32; LANES], mut sums: [f32; LANES]) -> [f32; LANES] {
    for lane in 0..LANES {
        sums[lane] = value.mul_add(weights[lane], sums[lane]);
    }
    sums
}

/// The first numbers, with zeros where there are fewer than the lanes.
#[inline(always)]
fn read_lanes(sums: &[f32]) -> [f32; LANES] {
    if let Some(lanes) = sums.first_chunk() {
        return *lanes;
    }
    let mut lanes = [0.0; LANES];
    lanes[..sums.len()].copy_from_slice(sums);
    lanes
}

#[inline(always)]
fn write_lanes(lanes: &[f32; LANES], sums: &mut [f32]) {
    match sums.first_chunk_mut() {
        Some(full) => *full = *lanes,
        None => sums.copy_from_slice(&lanes[..sums.len()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(count: usize, mut seed: u32) -> Vec<f32> {
        let next = |seed: &mut u32| {
            *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (*seed >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(|_| next(&mut seed)).collect()
    }

    #[test]
    fn fast_path_equals_the_plain_one_bit_for_bit() {
        for (rows, inputs, outputs) in [(1, 1, 1), (5, 7, 16), (6, 80, 33), (1, 160, 48), (13, 184, 160), (7, 240, 95)] {
            let (left, right) = (numbers(rows * inputs, 1), numbers(inputs * outputs, 2));
            let mut panels = Panels::default();
            panels.pack(&right, inputs, outputs);
            let start = numbers(rows * outputs, 3);
            let (mut fast, mut plain) = (start.clone(), start.clone());
            let left_rows = Rows { values: &left, stride: inputs, count: rows };
            add_product(left_rows, &panels, &mut fast);
            add_product_plain(left_rows, &panels, &mut plain);
            let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&fast), bits(&plain));
            for row in 0..rows {
                for output in 0..outputs {
                    let chain = (0..inputs).fold(start[row * outputs + output], |sum, input| {
                        left[row * inputs + input].mul_add(right[input * outputs + output], sum)
                    });
                    assert_eq!(chain.to_bits(), fast[row * outputs + output].to_bits());
                }
            }
        }
    }

    #[test]
    fn a_sparse_row_gives_the_same_numbers() {
        for (inputs, outputs) in [(1, 1), (7, 40), (160, 81), (160, 96)] {
            let (mut row, weights, start) = (numbers(inputs, 1), numbers(inputs * outputs, 2), numbers(outputs, 3));
            row.iter_mut().for_each(|value| *value = value.max(0.0));
            let mut panels = Panels::default();
            panels.pack(&weights, inputs, outputs);
            let (mut dense, mut sparse) = (start.clone(), start);
            add_product(Rows { values: &row, stride: inputs, count: 1 }, &panels, &mut dense);
            let kept: Vec<(usize, f32)> = row.iter().copied().enumerate().filter(|(_, value)| *value != 0.0).collect();
            assert!(inputs < 7 || kept.len() < inputs);
            add_sparse_product(&kept, &panels, &mut sparse);
            assert_eq!(dense, sparse);
        }
    }

    #[test]
    fn rows_are_added_in_their_order() {
        for width in [1, 32, 47, 160] {
            let rows: Vec<Vec<f32>> = (5..17).map(|seed| numbers(width, seed)).collect();
            let rows: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
            let (start, mut sums) = (numbers(width, 4), numbers(width, 4));
            add_rows(&rows, &mut sums);
            for at in 0..width {
                let chain = rows.iter().fold(start[at], |sum, row| sum + row[at]);
                assert_eq!(chain.to_bits(), sums[at].to_bits());
            }
        }
    }

    #[test]
    fn packing_the_transpose_is_packing_transposed_values() {
        let (inputs, outputs) = (5, 19);
        let values = numbers(inputs * outputs, 4);
        let transposed: Vec<f32> = (0..inputs * outputs).map(|at| values[(at % outputs) * inputs + at / outputs]).collect();
        let (mut one, mut other) = (Panels::default(), Panels::default());
        one.pack_transposed(&values, inputs, outputs);
        other.pack(&transposed, inputs, outputs);
        assert_eq!(one.groups, other.groups);
    }
}
