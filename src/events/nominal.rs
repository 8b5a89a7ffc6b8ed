//! Acts that a noun names: "NATO's call for ties", "talks between A and B", "an attack on C by D".

use crate::events::clause::{self, Construction, Frame, complements, phrases};
use crate::events::scene::{Scene, Side};
use crate::events::senses::{after, conditions};
use crate::knowledge::lexicon::{Lexicon, Role, Sense};
use crate::text::{Relation, Upos};

/// The sense of a noun that names an act whose conditions fit best, the first of equals: "a *hunger* strike" is none of arms.
pub fn noun_sense<'a>(scene: &Scene, noun: usize, lexicon: &'a Lexicon) -> Option<&'a Sense> {
    if !matches!(scene.tree.token(noun).upos, Upos::Noun | Upos::Propn) {
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
            Role::Owner => owners(scene, noun),
            Role::Subject => subjects(scene, noun),
            Role::Prep(prep) => after(scene, noun, prep).into_iter().flat_map(|token| scene.sides(token)).collect(),
            _ => Vec::new(),
        };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Whose an act is: the possessor, nationality or compound before its noun, or before its compound ("Saudi air raids"). Where
/// "his" means nobody named before, it means who acts in the words around: "during his visit to Angola, the president".
fn owners(scene: &Scene, noun: usize) -> Vec<Side> {
    let tree = &scene.tree;
    let compounds = tree.having(noun, &[Relation::Compound]).filter(|&part| scene.mention(part).is_none());
    let nouns = std::iter::once(noun).chain(compounds);
    let owners = nouns.flat_map(|noun| scene.owners(noun)).filter(|&owner| is_owner(scene, owner));
    let found: Vec<Side> = owners.flat_map(|owner| tree.conjuncts(owner)).flat_map(|owner| scene.named(owner)).collect();
    let pronoun = |owner: usize| tree.token(owner).upos == Upos::Pron;
    if found.is_empty() && tree.having(noun, &[Relation::NmodPoss]).any(pronoun) { subjects(scene, noun) } else { found }
}

/// Who acts in the words that a noun stands in: the subject of which it is said ("is in talks"), or of the verb whose
/// circumstances it tells ("after a visit to Cuba, the minister said").
fn subjects(scene: &Scene, noun: usize) -> Vec<Side> {
    const WITH: &[&str] = &["during", "after", "on", "for", "following", "from"];
    let tree = &scene.tree;
    let said = tree.first(noun, &[Relation::Cop]).map(|_| noun);
    let verb = tree.token(noun).head.filter(|&verb| tree.relation(noun) == Relation::Obl && tree.is_verb(verb));
    let around = verb.filter(|_| tree.preposition(noun).is_some_and(|prep| WITH.contains(&prep.as_str())));
    let Some(predicate) = said.or(around) else { return Vec::new() };
    clause::surface_subject(tree, predicate, 0)
        .0
        .into_iter()
        .filter(|&token| !scene.is_place(token))
        .flat_map(|token| scene.sides(token))
        .collect()
}

/// Whether an owner stands before its noun: a possessor, a nationality or a compound.
fn is_owner(scene: &Scene, owner: usize) -> bool {
    scene.tree.preposition(owner).is_none() && scene.tree.token(owner).head.is_some_and(|noun| owner < noun)
}
