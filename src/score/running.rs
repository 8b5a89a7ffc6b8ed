//! Whole texts in which every event is marked, sentence by sentence.

use std::collections::BTreeSet;

use crate::score::classes::{Class, is_mutual, of_code};
use crate::score::coded::{Coded, Side};
use crate::score::gold::{Gold, Mark, Marks, Unit};
use crate::score::measures::percent;
use crate::score::words::overlap;
use crate::score::{Outcome, Tally};

/// An event held for actual or planned is right where a mark of its sentence has its class (`roots`), and also its actors
/// (`whole`). Optional marks neither reward nor punish; one act towards several parties is one act.
pub fn score(records: &[(usize, &Gold)], tally: &mut Tally) {
    let mut sum = Counts::default();
    for &(at, record) in records {
        let Marks::Sentences(units) = &record.marks else { continue };
        for unit in units {
            let inside = |event: &&Coded| {
                event.class.is_some() && matches!(event.status.as_str(), "actual" | "planned") && unit.holds(event)
            };
            let coded: Vec<&Coded> = tally.events(record).iter().filter(inside).collect();
            sum.quiet += usize::from(unit.marks.is_empty());
            sum.alarms += usize::from(unit.marks.is_empty() && !coded.is_empty());
            sentence(at, unit, coded, &mut sum, &mut tally.outcomes);
        }
    }
    tally.prf("roots", (sum.roots, sum.wrong, sum.wanted - sum.roots));
    tally.prf("whole", (sum.whole, sum.wrong + sum.roots - sum.whole, sum.wanted - sum.whole));
    tally.figure("false alarms on quiet sentences", percent(sum.alarms, sum.quiet));
}

#[derive(Default)]
struct Counts {
    quiet: usize,
    alarms: usize,
    wanted: usize,
    roots: usize,
    whole: usize,
    wrong: usize,
}

fn sentence(record: usize, unit: &Unit, mut coded: Vec<&Coded>, sum: &mut Counts, outcomes: &mut Vec<Outcome>) {
    let (mut optional, mut wanted): (Vec<&Mark>, Vec<&Mark>) = unit.marks.iter().partition(|mark| mark.optional);
    sum.wanted += wanted.len();
    let outcome = |marked: Option<Class>, event: Option<&Coded>, actors: Option<bool>| Outcome {
        record,
        unit: Some((unit.start, unit.end)),
        marked,
        coded: event.and_then(|event| event.class),
        confidence: event.map(|event| event.confidence),
        actors,
    };
    let mut seen: BTreeSet<(Option<usize>, Option<Class>)> = BTreeSet::new();
    let mut take = |marks: &mut Vec<&Mark>, with_actors: bool, found: &mut dyn FnMut(&Coded)| {
        marks.retain(|mark| {
            let is_it = |event: &&Coded| {
                event.class == of_code(&mark.cameo) && event.class.is_some() && (!with_actors || has_actors(event, mark))
            };
            let Some(at) = coded.iter().position(is_it) else { return true };
            let event = coded.remove(at);
            seen.insert((event.at, event.class));
            found(event);
            false
        });
    };
    take(&mut wanted, true, &mut |event| {
        sum.roots += 1;
        sum.whole += 1;
        outcomes.push(outcome(event.class, Some(event), Some(true)));
    });
    take(&mut wanted, false, &mut |event| {
        sum.roots += 1;
        outcomes.push(outcome(event.class, Some(event), Some(false)));
    });
    take(&mut optional, false, &mut |_| {});
    let mut wrong: Vec<&Coded> = Vec::new();
    for event in coded {
        if seen.insert((event.at, event.class)) {
            wrong.push(event);
        }
    }
    sum.wrong += wrong.len();
    let mut wrong = wrong.into_iter();
    outcomes.extend(wanted.iter().map(|mark| outcome(of_code(&mark.cameo), wrong.next(), None)));
    outcomes.extend(wrong.map(|event| outcome(None, Some(event), None)));
}

/// Whether both actors are those of the mark, in either order where each side acts on the other.
fn has_actors(event: &Coded, mark: &Mark) -> bool {
    let straight = is_same(&event.source, &mark.source) && (mark.target.text.is_empty() || is_same(&event.target, &mark.target));
    let swapped = is_same(&event.source, &mark.target) && is_same(&event.target, &mark.source);
    straight || event.class.is_some_and(is_mutual) && swapped
}

fn is_same(coded: &Side, marked: &Side) -> bool {
    let country = |code: &str| code.chars().take(3).collect::<String>();
    overlap(&coded.text, &marked.text) || !coded.code.is_empty() && country(&coded.code) == country(&marked.code)
}
