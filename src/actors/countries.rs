//! The country that an article is mostly about: whose "police" are where nothing else tells.

use std::collections::BTreeMap;

use crate::actors::reading::choose;
use crate::actors::scene::Scene;
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::{EntryIndex, Sort};
use crate::knowledge::spelling::words;
use crate::text::Document;

/// The country named at least twice as often as any other; where none is, the dateline's, if the text names it as often
/// as any. The title counts like a sentence.
pub(super) fn main_country(document: &Document, scenes: &[Scene], directory: &ActorDirectory) -> Option<EntryIndex> {
    let day = document.article.date;
    let mut counts: BTreeMap<EntryIndex, usize> = BTreeMap::new();
    let mut count = |entry: EntryIndex| {
        let state = match directory.entry(entry).sort {
            Sort::State => Some(entry),
            Sort::Person => directory.standing(entry, day).1.filter(|party| directory.entry(*party).sort == Sort::State),
            _ => directory.entry(entry).state,
        };
        if let Some(state) = state {
            *counts.entry(state).or_default() += 1;
        }
    };
    for name in scenes.iter().flat_map(|scene| &scene.names) {
        choose(&name.readings, directory, day).into_iter().for_each(|reading| count(reading.entry));
    }
    named_in(document.article.title.as_deref().unwrap_or(""), directory, &document.article.date).into_iter().for_each(count);
    let dateline = document.dateline.map(|span| span.of(&document.article.text));
    let dateline = dateline.and_then(|place| named_in(place, directory, &day).into_iter().next());
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

/// The actors that a piece of text names.
fn named_in(text: &str, directory: &ActorDirectory, day: &Option<crate::date::Date>) -> Vec<EntryIndex> {
    let words = words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match directory.name(&words[at..]) {
            Some((length, readings)) => {
                found.extend(choose(&readings, directory, *day).map(|reading| reading.entry));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}
