//! Texts with one relation between two marked actors.

use crate::score::classes::{CLASSES, Class, quad};
use crate::score::coded::Coded;
use crate::score::gold::{Gold, Marks};
use crate::score::measures::{accuracy, macro_f1, percent};
use crate::score::words::overlap;
use crate::score::{Outcome, Tally};

/// `pair` takes the surest event between the two actors, `first` the surest at all, `given` what `relate` answers, where
/// that was asked.
pub fn score(records: &[(usize, &Gold)], tally: &mut Tally) {
    let (mut gold, mut pair, mut first, mut given) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for &(at, record) in records {
        let Marks::Relation { class, source, target } = &record.marks else { continue };
        let coded: Vec<&Coded> = tally.events(record).iter().filter(|event| event.class.is_some()).collect();
        let hit = between(&coded, source, target);
        let top = coded.first();
        gold.push(Some(*class));
        pair.push(hit.and_then(|event| event.class));
        first.push(top.and_then(|event| event.class));
        given.push(tally.answers.relations.get(&record.id).copied().flatten());
        let actors = top.filter(|event| event.class == Some(*class)).map(|event| is_between(event, source, target));
        tally.outcomes.push(Outcome {
            record: at,
            unit: None,
            marked: Some(*class),
            coded: top.and_then(|event| event.class),
            confidence: top.map(|event| event.confidence),
            actors,
        });
    }
    figures("pair", &gold, &pair, tally);
    figures("first", &gold, &first, tally);
    if !tally.answers.relations.is_empty() {
        figures("given", &gold, &given, tally);
    }
    tally.figure("pair: coverage", percent(pair.iter().flatten().count(), gold.len()));
}

fn figures(name: &str, gold: &[Option<Class>], coded: &[Option<Class>], tally: &mut Tally) {
    let labels: Vec<Option<Class>> = CLASSES.iter().map(|(class, _)| Some(*class)).collect();
    let quads = |classes: &[Option<Class>]| classes.iter().map(|class| class.and_then(quad)).collect::<Vec<_>>();
    let sides = |quads: &[Option<u8>]| quads.iter().map(|quad| quad.map(|quad| quad > 2)).collect::<Vec<_>>();
    let (gold_quads, coded_quads) = (quads(gold), quads(coded));
    tally.figure(format!("{name}: root macro-F1"), macro_f1(gold, coded, &labels));
    tally.figure(format!("{name}: accuracy"), accuracy(gold, coded));
    tally.figure(format!("{name}: quad macro-F1"), macro_f1(&gold_quads, &coded_quads, &[1, 2, 3, 4].map(Some)));
    let binary = macro_f1(&sides(&gold_quads), &sides(&coded_quads), &[Some(true), Some(false)]);
    tally.figure(format!("{name}: binary macro-F1"), binary);
}

/// The surest event from the source to the target; a mutual one the other way round.
fn between<'a>(coded: &[&'a Coded], source: &str, target: &str) -> Option<&'a Coded> {
    let forth = coded.iter().find(|event| overlap(&event.source.text, source) && overlap(&event.target.text, target));
    forth.or_else(|| coded.iter().find(|event| is_back(event, source, target))).copied()
}

fn is_between(event: &Coded, source: &str, target: &str) -> bool {
    overlap(&event.source.text, source) && overlap(&event.target.text, target) || is_back(event, source, target)
}

fn is_back(event: &Coded, source: &str, target: &str) -> bool {
    let mutual = matches!(event.class, Some("CONSULT" | "AGREE" | "COOPERATE"));
    mutual && overlap(&event.source.text, target) && overlap(&event.target.text, source)
}
