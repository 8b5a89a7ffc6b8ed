//! Where an act took place, as its clause tells, and in which state that is.

use crate::actors::ActorKind;
use crate::events::details::Found;
use crate::events::scene::Scene;
use crate::text::{Relation, Upos};

/// Prepositions of a place.
const LOCATIVE: &[&str] = &["in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "off"];

/// Nouns that stand before the name of a place.
const SPOTS: &[&str] = &["town", "city", "village", "province", "region", "port", "district", "capital"];

/// The words for the place and the code of its state, where the directory knows it: from the phrases below the act's word, the nearest
/// first, else below the verb that carries it.
pub(super) fn place(scene: &Scene, trigger: usize) -> Option<Found<(String, Option<String>)>> {
    let tree = &scene.tree;
    let mut at = trigger;
    for _ in 0..3 {
        let told: Vec<_> = below(scene, at).into_iter().filter_map(|noun| told(scene, noun)).collect();
        let resolved = told.iter().position(|found| found.value.1.is_some()).unwrap_or(0);
        if let Some(best) = told.into_iter().nth(resolved) {
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

/// The nouns below a word that may tell where: of its phrases, of what it is done to, at last of who does it.
fn below(scene: &Scene, at: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let parts = [Relation::Obl, Relation::Nmod, Relation::Obj, Relation::NsubjPass, Relation::Nsubj];
    let mut nouns: Vec<usize> =
        parts.iter().flat_map(|part| tree.having(at, std::slice::from_ref(part)).collect::<Vec<_>>()).collect();
    let mut next = 0;
    while next < nouns.len() {
        nouns.extend(tree.having(nouns[next], &[Relation::Nmod]).collect::<Vec<_>>());
        next += 1;
    }
    nouns
}

fn told(scene: &Scene, noun: usize) -> Option<Found<(String, Option<String>)>> {
    let tree = &scene.tree;
    // "an attack on the town of Baga": the town is where it was.
    let spot = SPOTS.contains(&tree.lemma(noun).as_str());
    let locative = tree.preposition(noun).is_some_and(|prep| LOCATIVE.contains(&prep.as_str()) || spot && prep == "on");
    if !locative || tree.is_time(noun) {
        return None;
    }
    // "in the Nigerian town of Baga", "in Peshawar, Pakistan"; not "in a strike on Gaza".
    let parts = [Relation::Amod, Relation::Compound, Relation::Flat, Relation::Appos, Relation::NmodUnmarked, Relation::Nmod];
    let of = |&word: &usize| tree.relation(word) != Relation::Nmod || tree.preposition(word).is_none_or(|prep| prep == "of");
    let within = std::iter::once(noun).chain(tree.having(noun, &parts).filter(of));
    let country = within.filter_map(|word| scene.mention(word)).find_map(|mention| {
        let actor = scene.resolved.actors.get(&mention.actor)?;
        (actor.kind == ActorKind::State).then(|| actor.code.get(..3).map(str::to_owned)).flatten()
    });
    let own = tree.token(noun).upos == Upos::Propn || scene.is_place(noun);
    if !own && (!spot || country.is_none()) {
        return None;
    }
    let mut span = tree.phrase(noun);
    if let Some(name) = tree.having(noun, &[Relation::Appos]).find(|&name| spot && name == noun + 1) {
        span = span.join(tree.phrase(name));
    }
    let words = (0..tree.len()).filter(|&word| span.contains(tree.token(word).span)).collect();
    Some(Found { value: (span.of(scene.text()).to_owned(), country), words })
}
