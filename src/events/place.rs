//! Where an act took place, as its clause tells, and in which state that is.

use crate::actors::ActorKind;
use crate::events::details::Found;
use crate::events::scene::Scene;
use crate::text::{Relation, Upos};

/// Prepositions of a place.
const LOCATIVE: &[&str] = &["in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "off"];

/// The words for the place and the code of its state, where the directory knows it: from the phrases of the act's word, else of what
/// it is done to, else of the verb that carries it.
pub(super) fn place(scene: &Scene, trigger: usize) -> Option<Found<(String, Option<String>)>> {
    let tree = &scene.tree;
    let phrases = [Relation::Obl, Relation::Nmod];
    let mut at = trigger;
    for _ in 0..3 {
        let things = tree.having(at, &[Relation::Obj, Relation::NsubjPass]).flat_map(|thing| tree.having(thing, &phrases));
        let told = tree.having(at, &phrases).chain(things).filter_map(|noun| told(scene, noun));
        if let Some(best) = told.max_by_key(|found| found.value.1.is_some()) {
            return Some(best);
        }
        let hangs = matches!(
            tree.relation(at),
            Relation::Obj | Relation::Obl | Relation::Nmod | Relation::NsubjPass | Relation::Nsubj | Relation::Xcomp
        );
        at = tree.token(at).head.filter(|_| hangs)?;
    }
    None
}

fn told(scene: &Scene, noun: usize) -> Option<Found<(String, Option<String>)>> {
    let tree = &scene.tree;
    let locative = tree.preposition(noun).is_some_and(|prep| LOCATIVE.contains(&prep.as_str()));
    if !locative || tree.is_time(noun) {
        return None;
    }
    let below = [Relation::Nmod, Relation::Appos, Relation::Compound, Relation::Flat, Relation::NmodUnmarked];
    let within = std::iter::once(noun).chain(tree.having(noun, &below));
    let country = within.filter_map(|word| scene.mention(word)).find_map(|mention| {
        let actor = scene.resolved.actors.get(&mention.actor)?;
        (actor.kind == ActorKind::State).then(|| actor.code.get(..3).map(str::to_owned)).flatten()
    });
    let named = scene.mention(noun).is_none() && tree.token(noun).upos == Upos::Propn;
    if !named && country.is_none() {
        return None;
    }
    let span = tree.phrase(noun);
    let words = (0..tree.len()).filter(|&word| span.contains(tree.token(word).span)).collect();
    Some(Found { value: (span.of(scene.text()).to_owned(), country), words })
}
