//! Which sense of a word stands here: conditions on objects, prepositions, clauses and subjects decide.

use crate::events::clause::{self, Attached, Frame, Phrase, phrases};
use crate::events::gate::may_act;
use crate::events::scene::{Scene, Side};
use crate::knowledge::lexicon::{Clause, Lexicon, Nouns, Role, Sense};
use crate::text::Relation;

/// A sense that fits, with its rank and the nouns that its conditions took up.
#[derive(Debug, Clone)]
pub struct Fit<'a> {
    /// The sense.
    pub sense: &'a Sense,
    /// How well it fits: more conditions, a higher rank.
    pub rank: f32,
    /// The nouns that its conditions named: they are part of this act, and no act of their own.
    pub taken: Vec<usize>,
}

/// The verb sense that fits best; where it has no code, the verb means nothing here.
pub fn verb_sense<'a>(scene: &Scene, frame: &Frame, lexicon: &'a Lexicon) -> Option<Fit<'a>> {
    let sources = sides(scene, frame, &[Role::Subject]);
    let senses = frame.names.iter().flat_map(|name| lexicon.verb(name).map(move |sense| (name, sense)));
    let fits = senses.filter_map(|(name, sense)| {
        let mut fit = fit(scene, frame, sense, parts(name))?;
        // A sense whose gate the subject does not pass gives way to one whose gate it passes.
        if !sources.is_empty() && !may_act(sense.by, &sources) {
            fit.rank -= CLOSED;
        }
        Some(fit)
    });
    fits.fold(None, |best: Option<Fit>, fit| match best {
        Some(best) if best.rank >= fit.rank => Some(best),
        _ => Some(fit),
    })
}

/// What a closed gate takes from a sense's rank.
const CLOSED: f32 = 1.5;

fn parts(name: &str) -> f32 {
    name.matches('_').count() as f32
}

/// A sense whose conditions hold, ranked; a place of its target that is filled makes it better.
fn fit<'a>(scene: &Scene, frame: &Frame, sense: &'a Sense, parts: f32) -> Option<Fit<'a>> {
    let mut fit = conditions(scene, frame, sense)?;
    let filled = sense.target.iter().any(|role| !tokens(scene, frame, role).is_empty());
    fit.rank += 1.2 * parts + if filled || sense.target.is_empty() { 0.5 } else { 0.0 };
    Some(fit)
}

/// Whether a sense's conditions hold, and how well.
pub fn conditions<'a>(scene: &Scene, frame: &Frame, sense: &'a Sense) -> Option<Fit<'a>> {
    let mut rank = sense.weight;
    let mut taken = Vec::new();
    if let Some(nouns) = &sense.object {
        rank += holds(scene, &frame.objects, nouns, &mut taken)?;
    }
    if !sense.prep.is_empty() || sense.noun.is_some() {
        // A phrase that the sense names is often hung on the object: "rejected calls for aid".
        let objects = frame.objects.iter().filter(|_| sense.noun.is_some());
        let of_objects = objects.flat_map(|&object| phrases(&scene.tree, object));
        let all = frame.phrases.iter().cloned().chain(of_objects);
        let heads: Vec<usize> =
            all.filter(|phrase| sense.prep.is_empty() || sense.prep.contains(&phrase.prep)).map(|phrase| phrase.noun).collect();
        rank += 0.6 + holds(scene, &heads, sense.noun.as_ref().unwrap_or(&Nouns::Any), &mut taken)?;
    }
    if let Some(nouns) = &sense.subject {
        rank += holds(scene, &frame.subjects, nouns, &mut Vec::new())?;
    }
    if let Some(clause) = sense.clause {
        frame.complements.iter().find(|complement| is_clause(&complement.kind, clause))?;
        rank += 1.5;
    }
    Some(Fit { sense, rank, taken })
}

/// Whether a condition on nouns holds for these heads, and how much it tells; the nouns that it names are taken up.
pub fn holds(scene: &Scene, heads: &[usize], nouns: &Nouns, taken: &mut Vec<usize>) -> Option<f32> {
    match nouns {
        Nouns::Any => (!heads.is_empty()).then_some(0.4),
        Nouns::Absent => heads.is_empty().then_some(0.6),
        Nouns::Of(_) => {
            let is_one = |head: &usize| nouns.hold(scene.tree.phrase_lemmas(*head).iter().map(String::as_str));
            let found: Vec<usize> = heads.iter().copied().filter(is_one).collect();
            taken.extend(&found);
            (!found.is_empty()).then_some(2.0)
        }
    }
}

/// Whether a clause is attached as a sense asks.
pub fn is_clause(kind: &Attached, wanted: Clause) -> bool {
    matches!(
        (kind, wanted),
        (Attached::Infinitive, Clause::Infinitive)
            | (Attached::That, Clause::That)
            | (Attached::Gerund | Attached::Prep(_), Clause::Gerund)
    )
}

/// The tokens that stand in a place of a frame.
pub fn tokens(scene: &Scene, frame: &Frame, role: &Role) -> Vec<usize> {
    match role {
        Role::Subject => frame.subjects.clone(),
        Role::Object => frame.objects.clone(),
        Role::Recipient => frame.recipients.clone(),
        Role::Owner => frame.objects.iter().flat_map(|&object| scene.owners(object)).collect(),
        Role::Clause => {
            // The head of a clause may pass for a noun: "demanded that the prime minister apologize".
            let subjects = |head: usize| match scene.tree.is_verb(head) {
                true => clause::frame(&scene.tree, head).subjects,
                false => scene.tree.having(head, &[Relation::Nsubj]).collect(),
            };
            frame.complements.iter().flat_map(|complement| subjects(complement.head)).collect()
        }
        Role::Prep(prep) => {
            let own = frame.phrases.iter().filter(|phrase| phrase.prep == *prep).map(|phrase| phrase.noun);
            let of_object = frame.objects.iter().flat_map(|&object| after(scene, object, prep));
            let found: Vec<usize> = own.chain(of_object).collect();
            if !found.is_empty() {
                return found;
            }
            frame.phrases.iter().flat_map(|phrase| after(scene, phrase.noun, prep)).collect()
        }
    }
}

/// What follows a preposition after a noun, or after a noun that stands below it: the nearest.
///
/// A phrase is often hung on the wrong noun of a row ("talks in Geneva with Iran"), so all of the row are asked.
pub fn after(scene: &Scene, noun: usize, prep: &str) -> Vec<usize> {
    let mut level = vec![noun];
    for _ in 0..DEEPEST {
        let phrases: Vec<Phrase> = level.iter().flat_map(|&noun| phrases(&scene.tree, noun)).collect();
        let found: Vec<usize> = phrases.iter().filter(|phrase| phrase.prep == prep).map(|phrase| phrase.noun).collect();
        if !found.is_empty() {
            return found;
        }
        // "restrictions imposed on the former minister", "the ban that they imposed on charities".
        let below = [Relation::Appos, Relation::Nummod, Relation::Compound, Relation::Acl, Relation::AclRelcl];
        let heads = level.iter().flat_map(|&noun| scene.tree.having(noun, &below));
        level = phrases.iter().map(|phrase| phrase.noun).chain(heads).collect();
    }
    Vec::new()
}

/// So many nouns may stand between a word and the phrase that belongs to it.
const DEEPEST: usize = 4;

/// The actors in the first of these places that has any. A named object goes before whose the thing in a phrase is: "met
/// Putin with a focus on Iran".
pub fn sides(scene: &Scene, frame: &Frame, roles: &[Role]) -> Vec<Side> {
    let in_place = |role: &Role| -> Vec<Side> {
        let owner = *role == Role::Owner;
        let at = |token: usize| if owner { scene.actor_at(token) } else { scene.sides(token) };
        tokens_of_actors(scene, frame, role).into_iter().flat_map(at).collect()
    };
    let filled = roles.iter().map(|role| (role, in_place(role))).find(|(_, found)| !found.is_empty());
    let Some((role, found)) = filled else { return Vec::new() };
    if !matches!(role, Role::Prep(_)) || !roles.contains(&Role::Object) || !found.iter().all(|side| side.owned) {
        return found;
    }
    let object: Vec<Side> = frame.objects.iter().flat_map(|&object| scene.actor_at(object)).collect();
    if object.is_empty() { found } else { object }
}

/// The tokens of a place; a place of the map is nobody who acts.
fn tokens_of_actors(scene: &Scene, frame: &Frame, role: &Role) -> Vec<usize> {
    let mut found = tokens(scene, frame, role);
    found.retain(|&token| !matches!(role, Role::Subject) || !scene.is_place(token));
    found
}
