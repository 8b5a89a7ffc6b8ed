//! The tables that every shape of gold has: classes, confusions, and how far the confidence is to be believed.

use serde::Serialize;

use crate::score::Outcome;
use crate::score::classes::{CLASSES, Class, QUADS, quad};
use crate::score::measures::{percent, prf};

/// What was marked, coded and right of one class; precision, recall and F1 in percent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The class.
    pub class: String,
    /// How often it was marked.
    pub marked: usize,
    /// How often it was coded.
    pub coded: usize,
    /// How often both.
    pub right: usize,
    /// Right of coded.
    pub precision: f64,
    /// Right of marked.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// The classes that were marked or coded, in the order of the ontology.
pub fn classes(outcomes: &[Outcome]) -> Vec<Row> {
    let names = CLASSES.iter().map(|(class, _)| *class).chain(QUADS);
    rows(outcomes, names, |class| Some(class))
}

/// The same by quad class.
pub fn quads(outcomes: &[Outcome]) -> Vec<Row> {
    rows(outcomes, QUADS.into_iter(), |class| QUADS.get(usize::from(quad(class)?) - 1).copied())
}

/// The same for cooperation and conflict.
pub fn binary(outcomes: &[Outcome]) -> Vec<Row> {
    rows(outcomes, ["cooperation", "conflict"].into_iter(), |class| {
        quad(class).map(|quad| if quad > 2 { "conflict" } else { "cooperation" })
    })
}

fn rows(outcomes: &[Outcome], names: impl Iterator<Item = Class>, group: impl Fn(Class) -> Option<Class>) -> Vec<Row> {
    let pairs: Vec<(Option<Class>, Option<Class>)> =
        outcomes.iter().map(|one| (one.marked.and_then(&group), one.coded.and_then(&group))).collect();
    let row = |class: Class| {
        let marked = pairs.iter().filter(|(marked, _)| *marked == Some(class)).count();
        let coded = pairs.iter().filter(|(_, coded)| *coded == Some(class)).count();
        let right = pairs.iter().filter(|(marked, coded)| *marked == Some(class) && marked == coded).count();
        let (precision, recall, f1) = prf(right, coded - right, marked - right);
        Row { class: class.to_owned(), marked, coded, right, precision, recall, f1 }
    };
    names.map(row).filter(|row| row.marked + row.coded > 0).collect()
}

/// Of the events with the right class whose actors the gold names, how many have the right actors too.
pub fn actors(outcomes: &[Outcome]) -> Option<(usize, usize)> {
    let known: Vec<bool> = outcomes.iter().filter_map(|one| one.actors).collect();
    (!known.is_empty()).then(|| (known.iter().filter(|right| **right).count(), known.len()))
}

/// How often one class was marked and another (or none) coded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// The class marked; none where nothing was.
    pub marked: Option<Class>,
    /// The class coded; none where nothing was.
    pub coded: Option<Class>,
    /// How often.
    pub count: usize,
}

/// Where a class stands among all: in the order of the ontology, none last.
pub fn rank(class: Option<Class>) -> usize {
    let mut names = CLASSES.iter().map(|(class, _)| *class).chain(QUADS);
    class.and_then(|class| names.position(|name| name == class)).unwrap_or(usize::MAX)
}

/// Every pair of classes that occurs, in the order of the ontology, none last.
pub fn confusions(outcomes: &[Outcome]) -> Vec<Confusion> {
    let names = || CLASSES.iter().map(|(class, _)| *class).chain(QUADS).map(Some).chain([None]);
    let pairs = names().flat_map(|marked| names().map(move |coded| (marked, coded)));
    let count = |(marked, coded)| {
        let count = outcomes.iter().filter(|one| one.marked == marked && one.coded == coded).count();
        Confusion { marked, coded, count }
    };
    pairs.map(count).filter(|pair| pair.count > 0).collect()
}

/// How far the confidence is to be believed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// Ten bins of confidence; those without an event too.
    pub bins: Vec<Bin>,
    /// The expected calibration error: the mean distance of a bin's confidence from its share of right events, weighed by
    /// its events; 0 to 1.
    pub error: f64,
}

/// The events with a confidence between two tenths.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bin {
    /// From this confidence on.
    pub from: f64,
    /// Up to this one.
    pub to: f64,
    /// How many events.
    pub events: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// How many of them are right, in percent.
    pub right: f64,
}

/// The reliability of the events whose class the gold can tell right or wrong; none where nothing was coded.
pub fn reliability(outcomes: &[Outcome]) -> Option<Reliability> {
    let told: Vec<(f64, bool)> =
        outcomes.iter().filter(|one| one.coded.is_some()).filter_map(|one| Some((one.confidence?, one.is_right()))).collect();
    if told.is_empty() {
        return None;
    }
    let bin = |at: usize| {
        let here: Vec<(f64, bool)> = told.iter().copied().filter(|(sure, _)| ((sure * 10.0) as usize).min(9) == at).collect();
        let sum: f64 = here.iter().map(|(sure, _)| sure).sum();
        let right = here.iter().filter(|(_, right)| *right).count();
        Bin {
            from: at as f64 / 10.0,
            to: (at + 1) as f64 / 10.0,
            events: here.len(),
            confidence: sum / here.len().max(1) as f64,
            right: percent(right, here.len()),
        }
    };
    let bins: Vec<Bin> = (0..10).map(bin).collect();
    let off = |bin: &Bin| bin.events as f64 * (bin.confidence - bin.right / 100.0).abs();
    let error = bins.iter().map(off).sum::<f64>() / told.len() as f64;
    Some(Reliability { bins, error })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(marked: Option<Class>, coded: Option<Class>, confidence: f64) -> Outcome {
        Outcome { record: 0, unit: None, marked, coded, confidence: coded.map(|_| confidence), actors: None }
    }

    #[test]
    fn classes_quads_and_confusions_are_counted() {
        let outcomes = [
            outcome(Some("AID"), Some("AID"), 0.9),
            outcome(Some("AID"), Some("YIELD"), 0.7),
            outcome(Some("ACCUSE"), None, 0.0),
            outcome(None, Some("AID"), 0.2),
        ];
        let rows = classes(&outcomes);
        assert_eq!(rows.iter().map(|row| row.class.as_str()).collect::<Vec<_>>(), ["AID", "YIELD", "ACCUSE"]);
        assert_eq!((rows[0].marked, rows[0].coded, rows[0].right, rows[0].f1), (2, 2, 1, 50.0));
        assert_eq!(quads(&outcomes)[0].right, 2, "AID and YIELD are both material cooperation");
        assert_eq!(binary(&outcomes)[1].recall, 0.0);
        assert_eq!(confusions(&outcomes).iter().map(|pair| pair.count).sum::<usize>(), 4);
    }

    #[test]
    fn a_coder_that_is_as_right_as_it_says_has_no_error() {
        let mut outcomes = vec![outcome(Some("AID"), Some("AID"), 0.5), outcome(None, Some("AID"), 0.5)];
        assert_eq!(reliability(&outcomes).map(|told| told.error), Some(0.0));
        outcomes.push(outcome(None, Some("AID"), 1.0));
        let told = reliability(&outcomes).expect("events");
        assert_eq!((told.bins[5].events, told.bins[9].events), (2, 1));
        assert!((told.error - 1.0 / 3.0).abs() < 1e-9);
        assert_eq!(reliability(&[outcome(Some("AID"), None, 0.0)]), None);
    }
}
