//! Texts with one quad class each, or with none: five classes.

use crate::score::Tally;
use crate::score::classes::{Class, QUADS, quad};
use crate::score::coded::Coded;
use crate::score::gold::{Gold, Marks};
use crate::score::measures::{accuracy, macro_f1, percent};
use crate::score::words::overlap;

/// The surest event that is no appeal, against the class of the text; none stands for a statement.
pub fn score(records: &[(usize, &Gold)], tally: &mut Tally) {
    let (mut gold, mut first) = (Vec::new(), Vec::new());
    let (mut statements, mut alarms, mut marked, mut sources, mut targets) = (0, 0, 0, 0, 0);
    for &(at, record) in records {
        let Marks::Quad { quad, spans } = &record.marks else { continue };
        let events = tally.events(record).iter().filter(|event| event.class.is_some());
        let coded: Vec<&Coded> = events.filter(|event| !event.cameo.starts_with("02")).collect();
        let told = coded.first().and_then(|event| five(event.class?)).unwrap_or(0);
        gold.push(*quad);
        first.push(told);
        match spans {
            _ if *quad == 0 => {
                statements += 1;
                alarms += usize::from(!coded.is_empty());
            }
            Some((source, target)) => {
                marked += 1;
                sources += usize::from(coded.iter().any(|event| overlap(&event.source.text, source)));
                targets += usize::from(coded.iter().any(|event| overlap(&event.target.text, target)));
            }
            None => {}
        }
        tally.outcome(at, name(*quad), name(told), coded.first().map(|event| event.confidence));
    }
    tally.figure("five classes: accuracy", accuracy(&gold, &first));
    tally.figure("five classes: macro-F1", macro_f1(&gold, &first, &[0, 1, 2, 3, 4]));
    tally.figure("false alarms on statements", percent(alarms, statements));
    tally.figure("source overlap", percent(sources, marked));
    tally.figure("target overlap", percent(targets, marked));
}

/// These texts count sanctions, CAMEO 16, as words.
fn five(class: Class) -> Option<u8> {
    if class == "SANCTION" { Some(3) } else { quad(class) }
}

fn name(quad: u8) -> Option<Class> {
    QUADS.get(usize::from(quad).checked_sub(1)?).copied()
}
