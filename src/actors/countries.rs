//! The country that an article is mostly about: whose "police" are where nothing else tells.

use std::collections::BTreeMap;

use crate::actors::reading::choose;
use crate::actors::scene::Scene;
use crate::date::Date;
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::{EntryIndex, Meaning, Reading, Sort};
use crate::knowledge::spelling::words;
use crate::text::Document;

/// The country named at least twice as often as any other; where none is, the dateline's, if the text names it as often
/// as any, or names none. The title counts like a sentence.
pub(super) fn main_country(document: &Document, scenes: &[Scene], directory: &ActorDirectory) -> Option<EntryIndex> {
    let day = document.article.date;
    let mut counts: BTreeMap<EntryIndex, usize> = BTreeMap::new();
    let mut count = |entry: EntryIndex, meaning: Meaning| {
        let state = match directory.entry(entry).sort {
            Sort::State => Some(entry),
            Sort::Person => directory.standing(entry, day).1.filter(|party| directory.entry(*party).sort == Sort::State),
            _ => directory.entry(entry).state,
        };
        // A state that is named, or its leader, says more than a city or an institution: one of these alone says nothing.
        let sure = matches!(directory.entry(entry).sort, Sort::State | Sort::Person)
            && !matches!(meaning, Meaning::Place | Meaning::Capital);
        if let Some(state) = state {
            *counts.entry(state).or_default() += if sure { 2 } else { 1 };
        }
    };
    for name in scenes.iter().flat_map(|scene| &scene.names) {
        choose(&name.readings, directory, day).into_iter().for_each(|reading| count(reading.entry, reading.meaning));
    }
    named_in(document.article.title.as_deref().unwrap_or(""), directory, &document.article.date)
        .into_iter()
        .for_each(|reading| count(reading.entry, reading.meaning));
    let dateline = document.dateline.map(|span| span.of(&document.article.text));
    let dateline = dateline.and_then(|place| named_in(place, directory, &day).into_iter().next().map(|reading| reading.entry));
    let most = counts.values().max().copied().unwrap_or(0);
    let clear = counts
        .iter()
        .find(|(state, named)| **named == most && counts.iter().all(|(other, count)| other == *state || 2 * count <= most));
    match (clear, dateline) {
        (Some((state, _)), _) => Some(*state),
        (None, Some(dateline)) if counts.get(&dateline).copied().unwrap_or(0) == most => Some(dateline),
        _ => None,
    }
}

/// The names in a piece of text.
fn named_in<'a>(text: &str, directory: &'a ActorDirectory, day: &Option<Date>) -> Vec<&'a Reading> {
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match directory.name(&words[at..]) {
            Some((length, readings)) => {
                found.extend(choose(&readings, directory, *day));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}
