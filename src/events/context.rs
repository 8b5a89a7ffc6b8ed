//! The PLOVER contexts of an event: of its code, of the sectors of its parties, and of the words near it.

use std::ops::Range;

use crate::events::Event;
use crate::events::details::distance;
use crate::events::scene::Scene;
use crate::knowledge::phrases::Spelled;
use crate::knowledge::{Details, Ontology};

/// At most so many contexts.
const MOST: usize = 3;
/// Words that stand further off in the tree tell of something else.
const NEAR: usize = 5;

/// The contexts with the word that decided each; none for those of the code or of a party.
pub(super) fn contexts(
    scene: &Scene,
    trigger: usize,
    event: &Event,
    words: &[Spelled],
    ontology: &Ontology,
    details: &Details,
) -> Vec<(String, Option<usize>)> {
    let of_code = ontology.event_type(&event.event_type.cameo).map(|info| info.contexts.clone()).unwrap_or_default();
    let mut found: Vec<(String, Option<usize>)> = of_code.into_iter().map(|context| (context, None)).collect();
    let parties = [Some(&event.source), event.target.as_ref()].into_iter().flatten();
    let sectors = parties.flat_map(|side| (0..side.code.len()).step_by(3).filter_map(|start| side.code.get(start..start + 3)));
    found.extend(sectors.filter_map(|sector| details.sectors.get(sector)).map(|context| (context.clone(), None)));
    let tree = &scene.tree;
    let told = (0..tree.len())
        .flat_map(|word| details.contexts.at(&words[word..]).map(move |(length, context)| (word..word + length, context)));
    let told: Vec<(Range<usize>, &String)> = told.collect();
    // "tear gas" is no gas.
    let part = |place: &Range<usize>| {
        told.iter().any(|(other, _)| other.len() > place.len() && other.start <= place.start && place.end <= other.end)
    };
    let near = told
        .iter()
        .filter(|(place, _)| !part(place))
        .map(|(place, context)| (distance(tree, place.start, trigger), place.start, *context));
    let mut near: Vec<(usize, usize, &String)> = near.filter(|(steps, ..)| *steps <= NEAR).collect();
    near.sort();
    found.extend(near.into_iter().map(|(_, word, context)| (context.clone(), Some(word))));
    let mut kept: Vec<(String, Option<usize>)> = Vec::new();
    for (context, word) in found {
        if kept.len() < MOST && kept.iter().all(|(known, _)| *known != context) {
            kept.push((context, word));
        }
    }
    kept
}
