//! Acts that a noun names: "NATO's call for ties", "talks between A and B", "an attack on C by D".

use crate::events::Status;
use crate::events::act::Act;
use crate::events::clause::{self, Construction, Frame, Phrase, complements, phrases};
use crate::events::recode;
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
    if recode::root(&code) == "14" {
        targets = Some(scene.opposed(noun)).filter(|opposed| !opposed.is_empty()).unwrap_or(targets);
        if sources.is_empty() {
            sources = scene.people_of_place(&around(scene, noun));
        }
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
            Role::Prep(prep) => {
                let own = after(scene, noun, prep);
                let found = if own.is_empty() && prep == "between" { between(scene, noun) } else { own };
                found.into_iter().flat_map(|token| scene.sides(token)).collect()
            }
            _ => Vec::new(),
        };
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The phrases of a noun, and of the verb whose subject it is: "protests | erupted | in Marseille".
fn around(scene: &Scene, noun: usize) -> Vec<Phrase> {
    phrases(&scene.tree, noun).into_iter().chain(of_its_verb(scene, noun)).collect()
}

/// Between whom it is said of an act that it happens: "a firefight | broke out | between rebels and soldiers".
fn between(scene: &Scene, noun: usize) -> Vec<usize> {
    of_its_verb(scene, noun).into_iter().filter(|phrase| phrase.prep == "between").map(|phrase| phrase.noun).collect()
}

/// The phrases of the verb whose subject a noun is.
fn of_its_verb(scene: &Scene, noun: usize) -> Vec<Phrase> {
    let subject = matches!(scene.tree.relation(noun), Relation::Nsubj | Relation::NsubjPass);
    let verb = scene.tree.token(noun).head.filter(|_| subject);
    verb.map(|verb| phrases(&scene.tree, verb)).unwrap_or_default()
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
    const WITH: &[&str] = &["during", "after", "on", "for", "following", "from", "in"];
    let tree = &scene.tree;
    let said = tree.first(noun, &[Relation::Cop]).map(|_| noun);
    let verb = tree.token(noun).head.filter(|&verb| tree.relation(noun) == Relation::Obl && tree.is_verb(verb));
    // "in defiance of", "in retaliation for"; but "were killed in an attack", "in their struggle" are of others.
    let bare = tree.first(noun, &[Relation::Det, Relation::NmodPoss]).is_none();
    let verb = verb.filter(|&verb| tree.preposition(noun).as_deref() != Some("in") || bare && !clause::is_passive(tree, verb));
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
