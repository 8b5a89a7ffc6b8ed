//! The PLOVER mode of an act, by the words of its clause: "by telephone", "tear gas", "drone".

use crate::events::EventType;
use crate::events::details::{Found, distance, is_of_act};
use crate::events::scene::Scene;
use crate::knowledge::Details;
use crate::knowledge::phrases::Spelled;

/// The mode that the words tell, where the type has none of its own or theirs goes before it.
pub(super) fn mode(
    scene: &Scene,
    trigger: usize,
    kind: &EventType,
    words: &[Spelled],
    details: &Details,
) -> Option<Found<String>> {
    let plover = kind.plover.as_deref()?;
    let tree = &scene.tree;
    let told = (0..tree.len()).filter(|&word| is_of_act(tree, word, trigger)).flat_map(|word| {
        let lines = details.modes.at(&words[word..]).filter(|(_, line)| line.plover == plover);
        let steps = distance(tree, word, trigger);
        lines.map(move |(length, line)| (steps, line.rank, word, length, line))
    });
    let fits = |over: &[String]| kind.mode.as_ref().is_none_or(|own| over.contains(own));
    let (_, _, word, length, line) =
        told.filter(|(.., line)| fits(&line.over)).min_by_key(|(steps, rank, word, ..)| (*steps, *rank, *word))?;
    Some(Found { value: line.mode.clone(), words: (word..word + length).collect() })
}
