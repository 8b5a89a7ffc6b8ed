//! Texts as they come with the classes that most readers saw in them, mostly none.

use std::collections::BTreeSet;

use crate::score::classes::Class;
use crate::score::coded::Coded;
use crate::score::gold::Gold;
use crate::score::measures::percent;
use crate::score::{Tally, whole};

/// The set of classes coded, appeals aside, against the set marked.
pub fn score(records: &[(usize, &Gold)], tally: &mut Tally) {
    let (mut right, mut wrong, mut missed, mut quiet, mut alarms) = (0, 0, 0, 0, 0);
    for &(at, record) in records {
        let wanted = whole(&record.marks);
        let events = tally.events(record).iter().filter(|event| event.class.is_some());
        let coded: Vec<&Coded> = events.filter(|event| !event.cameo.starts_with("02")).collect();
        let told: BTreeSet<Class> = coded.iter().filter_map(|event| event.class).collect();
        if wanted.is_empty() {
            quiet += 1;
            alarms += usize::from(!told.is_empty());
        }
        let found = wanted.iter().filter(|class| told.contains(*class)).count();
        right += found;
        wrong += told.len() - found;
        missed += wanted.len() - found;
        tally.settle(at, &wanted, &coded, |_| None);
    }
    tally.prf("roots", (right, wrong, missed));
    tally.figure("false alarms on texts without an event", percent(alarms, quiet));
}
