//! Acts that a noun or a predicate adjective names: "NATO's call for ties", "talks between A and B", "hostile to C".

use crate::events::Status;
use crate::events::act::Act;
use crate::events::clause::{self, Construction, Frame, complements, phrases};
use crate::events::scene::{Scene, Side, Standing};
use crate::events::senses::{self, after, conditions};
use crate::knowledge::lexicon::{Lexicon, Role, Sense};
use crate::text::{Relation, Upos};

/// The act that a noun or a predicate names, with its sides.
pub fn noun_act(scene: &Scene, noun: usize, lexicon: &Lexicon) -> Option<Act> {
    let sense = noun_sense(scene, noun, lexicon)?;
    let code = sense.code.clone()?;
    let mut targets = sides(scene, noun, &sense.target);
    let mut sources = sides(scene, noun, &sense.source);
    if sources.is_empty() && scene.tree.first(noun, &[Relation::Cop]).is_some() && scene.tree.preposition(noun).is_some() {
        // "Argentina is in talks with the company".
        sources = scene.tree.having(noun, &[Relation::Nsubj]).flat_map(|subject| scene.sides(subject)).collect();
    }
    if sense.both && sources.is_empty() && targets.len() >= 2 {
        sources.push(targets.remove(0));
    }
    if sense.both && sources.is_empty() && !targets.is_empty() {
        sources = context(scene, noun);
    }
    Some(Act {
        trigger: noun,
        code,
        sources,
        targets,
        seeks: sense.target.clone(),
        status: Status::Actual,
        both: sense.both,
        by: sense.by,
        rank: 1.0 + sense.weight,
        construction: Construction::Nominal,
        attribution: None,
        rules: vec![sense.origin.clone()],
        theme: None,
    })
}

/// The first side of a war, a meeting or a deal of which only the other is named: whose the thing is, or who acts, in the
/// words that it hangs on ("the status of Georgia after the war with Russia").
fn context(scene: &Scene, noun: usize) -> Vec<Side> {
    let tree = &scene.tree;
    let Some(head) = tree.token(noun).head else { return Vec::new() };
    let above = match tree.relation(noun) {
        Relation::Nmod => scene.sides(head),
        Relation::Obl if tree.is_verb(head) => senses::sides(scene, &clause::frame(tree, head), &[Role::Subject]),
        _ => Vec::new(),
    };
    if above.is_empty() && tree.relation(noun) == Relation::Nmod { just_before(scene, noun) } else { above }
}

/// The state or group that is named last before a noun, no verb between: a phrase such as "after the war" is often hung on
/// another noun of its row.
fn just_before(scene: &Scene, noun: usize) -> Vec<Side> {
    let before = (0..noun).rev().take(REACH).take_while(|&token| !scene.tree.is_verb(token));
    let named = before.map(|token| scene.named(token));
    named.into_iter().find(|sides| sides.iter().any(|side| side.standing >= Standing::Political)).unwrap_or_default()
}

/// So many words before a noun are asked for the other side of its act.
const REACH: usize = 8;

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
