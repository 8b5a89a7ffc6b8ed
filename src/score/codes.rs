//! Texts with one CAMEO code each, and phrases that name an actor.

use crate::score::coded::Coded;
use crate::score::gold::{Gold, Marks};
use crate::score::measures::percent;
use crate::score::{Tally, whole};

/// Whether some event has the code, and the root of it.
pub fn score(records: &[(usize, &Gold)], tally: &mut Tally) {
    let (mut full, mut roots) = (0, 0);
    for &(at, record) in records {
        let Marks::Code { code, .. } = &record.marks else { continue };
        let events = tally.events(record);
        let root = code.get(..2).unwrap_or(code);
        full += usize::from(events.iter().any(|event| event.cameo == *code));
        roots += usize::from(events.iter().any(|event| event.cameo.get(..2) == Some(root)));
        let coded: Vec<&Coded> = events.iter().filter(|event| event.class.is_some()).collect();
        tally.settle(at, &whole(&record.marks), &coded, |_| None);
    }
    tally.figure("some event has the full code", percent(full, records.len()));
    tally.figure("some event has the root code", percent(roots, records.len()));
}

/// Whether a phrase has the country and the sector that it should have.
pub fn score_phrases(records: &[(usize, &Gold)], tally: &mut Tally) {
    let (mut countries, mut sectors, mut both) = (0, 0, 0);
    for &(_, record) in records {
        let Marks::Phrase { country, sector } = &record.marks else { continue };
        let code = tally.answers.actors.get(&record.id).map_or("", String::as_str);
        let chunks: Vec<&str> = (0..code.len()).step_by(3).filter_map(|at| code.get(at..at + 3)).collect();
        let state = chunks.first().copied().filter(|first| (tally.is_state)(first)).unwrap_or_default();
        let is_country = country.as_ref().is_none_or(|country| country == state || chunks.first() == Some(&country.as_str()));
        let is_sector = sector.as_ref().is_none_or(|sector| chunks.contains(&sector.as_str()));
        countries += usize::from(is_country);
        sectors += usize::from(is_sector);
        both += usize::from(is_country && is_sector);
    }
    tally.figure("country", percent(countries, records.len()));
    tally.figure("sector", percent(sectors, records.len()));
    tally.figure("country and sector", percent(both, records.len()));
}
