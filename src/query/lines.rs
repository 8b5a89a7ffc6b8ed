//! Counts over time as a line of small bars.

use serde::Serialize;

/// A series of counts, one for each period without gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What is counted.
    pub name: String,
    /// The first period.
    pub from: String,
    /// The last one.
    pub to: String,
    /// The counts.
    pub counts: Vec<u64>,
}

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The counts as bars, at most so many: where there are more periods, neighbours are added up, as many to each bar. Nothing is
/// a blank, and anything at all is at least the smallest bar. `highest` is what the tallest bar stands for.
///
/// ```
/// use diplograph::query::lines::bars;
/// assert_eq!(bars(&[0, 1, 4, 8], 80, 8), " ▁▄█");
/// assert_eq!(bars(&[1, 0, 3, 5], 2, 8), "▁█");
/// ```
pub fn bars(counts: &[u64], width: usize, highest: u64) -> String {
    let bar = |sum: u64| match sum {
        0 => ' ',
        sum => BARS[((sum * 8).div_ceil(highest.max(sum)) as usize).clamp(1, 8) - 1],
    };
    gathered(counts, width).into_iter().map(bar).collect()
}

/// The highest sum that a bar of `width` bars stands for.
pub fn highest(counts: &[u64], width: usize) -> u64 {
    gathered(counts, width).into_iter().max().unwrap_or_default()
}

/// How many periods one bar stands for.
pub fn periods_a_bar(counts: &[u64], width: usize) -> usize {
    counts.len().div_ceil(width.max(1)).max(1)
}

fn gathered(counts: &[u64], width: usize) -> Vec<u64> {
    counts.chunks(periods_a_bar(counts, width)).map(|some| some.iter().sum()).collect()
}
