//! Acts that a noun or a predicate adjective names: "NATO's call for ties", "talks between A and B", "hostile to C".

use crate::events::clause::{self, Construction, Frame, complements, phrases};
use crate::events::scene::{Scene, Side};
use crate::events::senses::{self, after, conditions};
use crate::knowledge::lexicon::{Lexicon, Role, Sense};
use crate::text::{Relation, Upos};

/// The sense of a noun that names an act whose conditions fit best, the first of equals: "a *hunger* strike" is none of arms.
pub fn noun_sense<'a>(scene: &Scene, noun: usize, lexicon: &'a Lexicon) -> Option<&'a Sense> {
    let adjective = scene.tree.token(noun).upos == Upos::Adj;
    if !adjective && !matches!(scene.tree.token(noun).upos, Upos::Noun | Upos::Propn) {
        return None;
    }
    let frame = frame(scene, noun);
    let lemma = scene.tree.lemma(noun);
    let senses = lexicon.noun(&lemma).filter(|sense| !adjective || sense.source.contains(&Role::Subject));
    let fits = senses.filter_map(|sense| conditions(scene, &frame, sense));
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
            Role::Clause => {
                senses::tokens(scene, &frame(scene, noun), role).into_iter().flat_map(|token| scene.sides(token)).collect()
            }
            Role::Subject => predicated(scene, noun).into_iter().flat_map(|token| scene.sides(token)).collect(),
            Role::Prep(prep) => after(scene, noun, prep).into_iter().flat_map(|token| scene.sides(token)).collect(),
            _ => Vec::new(),
        };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Of whom a noun or adjective is said: "Germany is hostile to", "is one of the largest donors to", "remained loyal to".
fn predicated(scene: &Scene, noun: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let above = tree.token(noun).head.filter(|&head| tree.relation(noun) == Relation::Nmod && tree.is_measure(head));
    let predicate = above.unwrap_or(noun);
    let own = tree.having(predicate, &[Relation::Nsubj]).flat_map(|subject| tree.conjuncts(subject)).collect::<Vec<usize>>();
    match tree.token(predicate).head {
        Some(verb) if own.is_empty() && tree.relation(predicate) == Relation::Xcomp && tree.is_verb(verb) => {
            clause::frame(tree, verb).subjects
        }
        _ => own,
    }
}

/// Whether an owner stands before its noun: a possessor, a nationality or a compound.
fn is_owner(scene: &Scene, owner: usize) -> bool {
    scene.tree.preposition(owner).is_none() && scene.tree.token(owner).head.is_some_and(|noun| owner < noun)
}
