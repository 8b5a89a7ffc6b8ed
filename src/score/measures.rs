//! Precision, recall and F1, in percent.

/// Precision, recall and F1 from what is right, wrong and missed.
pub fn prf(right: usize, wrong: usize, missed: usize) -> (f64, f64, f64) {
    let precision = percent(right, right + wrong);
    let recall = percent(right, right + missed);
    (precision, recall, 2.0 * precision * recall / (precision + recall).max(1e-9))
}

/// A share in percent; 0 of nothing is 0.
pub fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

/// How often two rows agree, in percent.
pub fn accuracy<T: PartialEq>(gold: &[T], coded: &[T]) -> f64 {
    percent(gold.iter().zip(coded).filter(|(gold, coded)| gold == coded).count(), gold.len())
}

/// The mean F1 of those labels that the gold has, in percent.
pub fn macro_f1<T: PartialEq + Copy>(gold: &[T], coded: &[T], labels: &[T]) -> f64 {
    let scores: Vec<f64> = labels.iter().filter(|label| gold.contains(label)).map(|&label| f1(gold, coded, label)).collect();
    100.0 * scores.iter().sum::<f64>() / scores.len().max(1) as f64
}

fn f1<T: PartialEq + Copy>(gold: &[T], coded: &[T], label: T) -> f64 {
    let count = |test: &dyn Fn(T, T) -> bool| gold.iter().zip(coded).filter(|&(&gold, &coded)| test(gold, coded)).count();
    let right = count(&|gold, coded| gold == label && coded == label);
    let wrong = count(&|gold, coded| gold != label && coded == label);
    let missed = count(&|gold, coded| gold == label && coded != label);
    2.0 * right as f64 / (2 * right + wrong + missed) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_the_gold_lacks_do_not_count() {
        assert_eq!(macro_f1(&[1, 1, 2], &[1, 3, 2], &[1, 2, 3]), 100.0 * (2.0 / 3.0 + 1.0) / 2.0);
        assert_eq!(prf(1, 1, 0), (50.0, 100.0, 200.0 / 3.0));
        assert_eq!(accuracy::<u8>(&[], &[]), 0.0);
    }
}
