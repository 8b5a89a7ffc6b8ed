//! Acts that a noun or a predicate adjective names: "NATO's call for ties", "talks between A and B", "hostile to C".

use crate::events::clause::{Construction, Frame, complements, phrases};
use crate::events::scene::{Scene, Side};
use crate::events::senses::{after, conditions};
use crate::knowledge::lexicon::{Lexicon, Role, Sense};
use crate::text::{Relation, Upos};

/// The sense of a noun that names an act whose conditions fit best, the first of equals: "a *hunger* strike" is none of arms.
pub fn noun_sense<'a>(scene: &Scene, noun: usize, lexicon: &'a Lexicon) -> Option<&'a Sense> {
    let predicate = scene.tree.token(noun).upos == Upos::Adj && scene.tree.first(noun, &[Relation::Cop]).is_some();
    if !predicate && !matches!(scene.tree.token(noun).upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    let frame = frame(scene, noun);
    let lemma = scene.tree.lemma(noun);
    let fits = lexicon.noun(&lemma).filter_map(|sense| conditions(scene, &frame, sense));
    let best = fits.reduce(|best, fit| if fit.rank > best.rank { fit } else { best });
    best.map(|fit| fit.sense)
}

/// A noun as a frame, so that governors may ask it for its phrases and clauses.
pub fn frame(scene: &Scene, noun: usize) -> Frame {
    Frame {
        verb: noun,
        names: vec![scene.tree.lemma(noun)],
        subjects: Vec::new(),
        objects: vec![noun],
        recipients: Vec::new(),
        phrases: phrases(&scene.tree, noun),
        complements: complements(&scene.tree, noun),
        construction: Construction::Nominal,
    }
}

/// The actors in the first of these places around a noun that has any.
pub fn sides(scene: &Scene, noun: usize, roles: &[Role]) -> Vec<Side> {
    for role in roles {
        let found: Vec<Side> = match role {
            Role::Owner => scene
                .owners(noun)
                .into_iter()
                .filter(|&owner| is_owner(scene, owner))
                .flat_map(|owner| scene.tree.conjuncts(owner))
                .flat_map(|owner| scene.named(owner))
                .collect(),
            Role::Subject if scene.tree.first(noun, &[Relation::Cop]).is_some() => {
                let subjects = scene.tree.having(noun, &[Relation::Nsubj]).flat_map(|subject| scene.tree.conjuncts(subject));
                subjects.flat_map(|subject| scene.sides(subject)).collect()
            }
            Role::Prep(prep) => after(scene, noun, prep).into_iter().flat_map(|token| scene.sides(token)).collect(),
            _ => Vec::new(),
        };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Whether an owner stands before its noun: a possessor, a nationality or a compound.
fn is_owner(scene: &Scene, owner: usize) -> bool {
    scene.tree.preposition(owner).is_none() && scene.tree.token(owner).head.is_some_and(|noun| owner < noun)
}
