//! Records of events with the codes of both actors: PLOVER's, and those of the PETRARCH family.

use std::collections::BTreeSet;

use crate::score::Tally;
use crate::score::classes::Class;
use crate::score::coded::Coded;
use crate::score::gold::{Gold, Marks};
use crate::score::measures::percent;

/// Events as country, country and class; and class, source and target each by itself.
pub fn score(records: &[(usize, &Gold)], tally: &mut Tally) {
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let (mut classes, mut sources, mut targets, mut with_target) = (0, 0, 0, 0);
    for &(at, record) in records {
        let Marks::Record { events, sources: from, targets: to } = &record.marks else { continue };
        let coded: Vec<&Coded> = tally.events(record).iter().filter(|event| event.class.is_some()).collect();
        let told: BTreeSet<(&str, &str, Class)> =
            coded.iter().filter_map(|one| Some((one.source.code.as_str(), one.target.code.as_str(), one.class?))).collect();
        let is_state = tally.is_state;
        let same = |code: &str, gold: &str| is_same_country(code, gold, is_state);
        let class = events.first().map(|(.., class)| *class);
        classes += usize::from(told.iter().any(|(.., coded)| Some(*coded) == class));
        sources += usize::from(told.iter().any(|(source, ..)| from.iter().any(|gold| same(source, gold))));
        targets += usize::from(told.iter().any(|(_, target, _)| to.iter().any(|gold| same(target, gold))));
        with_target += usize::from(!to.is_empty());
        let mut used = BTreeSet::new();
        let mut found = BTreeSet::new();
        for (source, target, class) in events {
            let is_it = |(from, to, coded): &&(&str, &str, Class)| {
                coded == class && same(from, source) && (same(to, target) || target == "---")
            };
            match told.iter().filter(|one| !used.contains(*one)).find(is_it) {
                Some(one) => {
                    right += 1;
                    used.insert(*one);
                    found.insert(*class);
                }
                None => missed += 1,
            }
        }
        wrong += told.len() - used.len();
        let marked: BTreeSet<Class> = events.iter().map(|(.., class)| *class).collect();
        let marked: Vec<Class> = marked.into_iter().collect();
        tally.settle(at, &marked, &coded, |class| Some(found.contains(class)));
    }
    tally.prf("events (country, country, root)", (right, wrong, missed));
    tally.figure("root", percent(classes, records.len()));
    tally.figure("source", percent(sources, records.len()));
    tally.figure("target", percent(targets, with_target));
}

/// The same country, or an organization where the gold has only the kind.
fn is_same_country(code: &str, gold: &str, is_state: &dyn Fn(&str) -> bool) -> bool {
    let country = code.get(..3).unwrap_or(code);
    !code.is_empty() && (country == gold || matches!(gold, "IGO" | "NGO" | "IMG") && !is_state(country))
}
