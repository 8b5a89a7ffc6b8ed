//! Which sense of a word stands here: conditions on objects, prepositions, clauses and subjects decide.

use crate::events::asked::{is_asked, is_of_time, is_subjunctive};
use crate::events::clause::{self, Attached, Complement, Frame, Phrase, phrases};
use crate::events::gate::may_act;
use crate::events::issuer::issuer;
use crate::events::scene::{Scene, Side};
use crate::events::tree::Tree;
use crate::knowledge::lexicon::{Clause, Gate, Lexicon, Nouns, Role, Sense};
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
    let asked = is_asked(scene, frame.verb, lexicon);
    let names = frame.names.iter().filter(|name| !is_of_time(scene, frame, name));
    let senses = names.flat_map(|name| lexicon.verb(name).map(move |sense| (name, sense)));
    let fits = senses.filter(|(_, sense)| asked || !sense.asked).filter_map(|(name, sense)| {
        let mut fit = fit(scene, frame, sense, parts(name))?;
        // A sense whose gate the subject does not pass gives way to one whose gate it passes.
        if sense.code.is_some() && !sources.is_empty() && !may_act(sense.by, &sources) {
            fit.rank -= if sense.by == Gate::Armed { UNARMED } else { CLOSED };
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
/// The same where the sense asks for arms: without them there is no such act.
const UNARMED: f32 = 5.0;

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
        let told = holds(scene, &frame.objects, nouns, &mut taken);
        // "told reporters that": whom nothing is done to may stand as the indirect object.
        let quiet = sense.code.is_none() && matches!(nouns, Nouns::Of(_));
        // "warned Poland it could lose billions": whoever is told has no other object.
        let alone = sense.code.is_some() && matches!(nouns, Nouns::Any) && frame.objects.is_empty();
        rank += told.or_else(|| (quiet || alone).then(|| holds(scene, &frame.recipients, nouns, &mut taken)).flatten())?;
    }
    if !sense.prep.is_empty() || sense.noun.is_some() {
        // A phrase that the sense names is often hung on the object: "rejected calls for aid".
        let below = |noun: usize| if sense.noun.is_some() { phrases(&scene.tree, noun) } else { Vec::new() };
        let of_objects = frame.objects.iter().flat_map(|&object| below(object));
        let own = frame.phrases.iter().cloned().chain(of_objects).collect::<Vec<Phrase>>();
        let deeper = own.iter().flat_map(|phrase| {
            let of = phrase.prep == "of";
            below(phrase.noun).into_iter().filter(move |deeper| of || deeper.prep == "of")
        });
        let deeper = deeper.collect::<Vec<Phrase>>();
        let all = own.into_iter().chain(deeper);
        let heads: Vec<usize> =
            all.filter(|phrase| sense.prep.is_empty() || sense.prep.contains(&phrase.prep)).map(|phrase| phrase.noun).collect();
        rank += 0.6 + holds(scene, &heads, sense.noun.as_ref().unwrap_or(&Nouns::Any), &mut taken)?;
    }
    if let Some(nouns) = &sense.subject {
        rank += holds(scene, &frame.subjects, nouns, &mut Vec::new())?;
    }
    if let Some(clause) = sense.clause {
        let mut clauses = frame.complements.iter().filter(|complement| is_clause(&scene.tree, complement, clause));
        match &sense.below {
            Some(verbs) => clauses.find(|complement| verbs.contains(&scene.tree.lemma(complement.head)))?,
            None => clauses.next()?,
        };
        rank += 1.5 + if sense.below.is_some() { 1.0 } else { 0.0 };
    }
    if sense.asked {
        rank += 1.0;
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
pub fn is_clause(tree: &Tree, complement: &Complement, wanted: Clause) -> bool {
    match (&complement.kind, wanted) {
        (Attached::Infinitive, Clause::Infinitive) | (Attached::That, Clause::That) => true,
        (Attached::That, Clause::Subjunctive) => is_subjunctive(tree, complement.head),
        (Attached::Gerund | Attached::Prep(_), Clause::Gerund) => true,
        _ => false,
    }
}

/// The tokens that stand in a place of a frame.
pub fn tokens(scene: &Scene, frame: &Frame, role: &Role) -> Vec<usize> {
    let lasting = |&noun: &usize| !scene.tree.is_time(noun);
    match role {
        Role::Subject => frame.subjects.clone(),
        Role::Object if frame.objects.is_empty() => frame.recipients.clone(),
        Role::Object => frame.objects.clone(),
        Role::Recipient => frame.recipients.clone(),
        Role::Owner if frame.objects.is_empty() => {
            frame.phrases.iter().flat_map(|phrase| scene.owners(phrase.noun)).filter(|&owner| lasting(&owner)).collect()
        }
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
            let found: Vec<usize> = own.chain(of_object).filter(lasting).collect();
            if !found.is_empty() {
                return found;
            }
            frame.phrases.iter().flat_map(|phrase| after(scene, phrase.noun, prep)).filter(lasting).collect()
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
        if let Some(issuer) = issuer(scene, frame).filter(|_| *role == Role::Subject) {
            return issuer;
        }
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
