//! Finds actors by name, alias, code or surname for somebody who asks, and suggests what may have been meant.

use crate::date::Date;
use crate::knowledge::directory::{ActorDirectory, EntryIndex, Meaning, Reading, Role};
use crate::knowledge::spelling::{lower, spelled};

/// An actor found, with its standing on the day asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which entry.
    pub entry: EntryIndex,
    /// Its code on that day: `USAGOV`.
    pub code: String,
    /// Whom it stands for on that day.
    pub party: Option<EntryIndex>,
    /// The office that a person holds on that day.
    pub role: Option<Role>,
}

impl ActorDirectory {
    /// The actors of that name, alias, code, id or surname, in the order of the tables. Case and accents do not matter.
    pub fn find(&self, name: &str, on: Option<Date>) -> Vec<Found> {
        let asked = lower(&spelled(name.trim().trim_start_matches("the ")));
        let named = self.names.values.get(&asked).into_iter().flatten();
        let mut entries: Vec<EntryIndex> =
            named.filter(|reading| reading.meaning != Meaning::Place).map(|reading| reading.entry).collect();
        entries.extend(self.by_code(name.trim()).or_else(|| self.by_code(&name.trim().to_uppercase())));
        entries.extend(self.surnames.get(&asked).into_iter().flatten());
        entries.sort_unstable();
        entries.dedup();
        entries.into_iter().map(|entry| self.found(entry, on)).collect()
    }

    /// The actors that have exactly that name or alias, places among them: of those that exist on the day, and of all where
    /// none does.
    pub fn named(&self, name: &str, on: Option<Date>) -> Vec<Found> {
        let asked = lower(&spelled(name.trim().trim_start_matches("the ").trim_start_matches("The ")));
        let readings = self.names.values.get(&asked).map_or(&[][..], Vec::as_slice);
        let exists = |reading: &&Reading| on.is_none_or(|day| self.entry(reading.entry).term.holds(day));
        let mut kept: Vec<&Reading> = readings.iter().filter(exists).collect();
        if kept.is_empty() {
            kept = readings.iter().collect();
        }
        kept.into_iter().map(|reading| self.found(reading.entry, on)).collect()
    }

    /// What a name means, and in which way. Case and accents do not matter.
    pub fn meanings(&self, name: &str) -> impl Iterator<Item = (EntryIndex, Meaning)> {
        let readings = self.names.values.get(&lower(&spelled(name.trim().trim_start_matches("the "))));
        readings.into_iter().flatten().map(|reading| (reading.entry, reading.meaning))
    }

    /// The name in the directory that is nearest to one that was not found, if it is near at all.
    pub fn suggest(&self, name: &str) -> Option<String> {
        let asked = lower(&spelled(name));
        let allowed = (asked.chars().count() / 4).min(3);
        let known = self.names.values.keys().chain(self.surnames.keys());
        // A whole name is likelier meant than a surname.
        let partial = |known: &str| self.names.values.get(known).is_none();
        let near = known.filter_map(|known| Some((distance(&asked, known, allowed)?, partial(known), known)));
        let (.., best) = near.min()?;
        let reading = self.names.values.get(best).and_then(|readings| readings.first());
        match (reading, self.surnames.get(best).and_then(|bearers| bearers.first())) {
            (Some(reading), _) => Some(self.name_of(reading.entry, best)),
            (None, Some(bearer)) => Some(self.entry(*bearer).name.clone()),
            (None, None) => None,
        }
    }

    fn found(&self, entry: EntryIndex, on: Option<Date>) -> Found {
        let (code, party) = self.standing(entry, on);
        Found { entry, code, party, role: self.role(entry, on).cloned() }
    }

    /// The name or alias of the entry that has this key; else its name.
    fn name_of(&self, index: EntryIndex, wanted: &str) -> String {
        let entry = self.entry(index);
        let mut names = std::iter::once(&entry.name).chain(&entry.aliases);
        names.find(|name| lower(&spelled(name)) == wanted).unwrap_or(&entry.name).clone()
    }
}

/// Levenshtein distance, `None` above `allowed`.
pub fn distance(a: &str, b: &str, allowed: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let cost = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().filter(|distance| *distance <= allowed)
}
