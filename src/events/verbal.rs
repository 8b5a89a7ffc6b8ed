//! The act of a verb: who does it, whom it is done to or concerns, where the sense's own places are empty too.

use crate::events::Status;
use crate::events::act::Act;
use crate::events::clause::{self, Frame};
use crate::events::recode;
use crate::events::scene::{Scene, Side, Standing};
use crate::events::senses::{self, Fit};
use crate::knowledge::lexicon::Role;
use crate::text::{Relation, Upos};

/// The act that a verb's sense names, with its sides; none where the sense means no event.
pub fn verb_act(scene: &Scene, frame: &Frame, fit: &Fit) -> Option<Act> {
    let code = fit.sense.code.clone()?;
    let mut sources = senses::sides(scene, frame, &fit.sense.source);
    if sources.is_empty() && is_of_authority(&code) {
        sources = authority(scene, frame);
    }
    let mut targets = others_first(scene, frame, &fit.sense.target, &sources);
    if fit.sense.both && sources.is_empty() && targets.len() > 1 {
        sources.push(targets.remove(0));
    }
    let mut both = fit.sense.both;
    let mut parties = senses::sides(scene, frame, &[Role::Prep("between".to_owned())]);
    if sources.is_empty() && clause::is_passive(&scene.tree, frame.verb) && parties.len() > 1 {
        // "A ceasefire was agreed between Sudan and the rebels."
        sources.push(parties.remove(0));
        targets = parties;
        both = true;
    }
    let mutual = fit.sense.both && among_themselves(scene, frame, &sources);
    if mutual {
        targets.clear();
    }
    if sources.is_empty() && fit.sense.source.contains(&Role::Subject) {
        let subjects: Vec<usize> =
            frame.subjects.iter().map(|&subject| clause::speaker_meant(&scene.tree, frame.verb, subject)).collect();
        sources = subjects.iter().flat_map(|&subject| scene.sides(subject)).collect();
        if sources.is_empty() {
            sources = words(scene, &subjects);
        }
    }
    if targets.is_empty() && matches!(recode::root(&code), "02" | "10") {
        targets = spoken_to(scene, frame.verb, &sources);
    }
    if targets.is_empty() && !mutual {
        targets = purpose(scene, frame, &sources);
    }
    if targets.is_empty() && !mutual {
        targets = things(scene, frame, fit, &sources);
    }
    if recode::root(&code) == "14" {
        let opposed = || frame.objects.iter().flat_map(|&object| scene.opposed(object)).collect::<Vec<Side>>();
        targets = if targets.is_empty() { opposed() } else { targets };
        if sources.is_empty() && frame.subjects.is_empty() {
            sources = scene.people_of_place(&frame.phrases);
        }
    }
    if targets.is_empty() && !mutual && fit.sense.source.contains(&Role::Subject) {
        targets = done_to(scene, frame, &fit.sense.target);
        // "put its police on alert", "exports its oil": what is one's own has nothing done to it.
        if matches!(recode::root(&code), "06" | "10" | "15") {
            targets.retain(|side| !is_of_party(side, &sources));
        }
    }
    if targets.is_empty() && !fit.sense.both {
        targets = scenes_of(scene, frame, &code);
    }
    if code.starts_with("08") {
        targets = pleased(scene, frame).unwrap_or(targets);
    }
    let theme = frame.objects.first().copied().filter(|&object| targets.iter().all(|side| side.token != object));
    Some(Act {
        trigger: frame.verb,
        code,
        sources,
        targets,
        seeks: Vec::new(),
        status: Status::Actual,
        both,
        by: fit.sense.by,
        rank: fit.rank,
        construction: frame.construction,
        attribution: None,
        rules: vec![fit.sense.origin.clone()],
        theme,
    })
}

/// The target in the first of its places that names somebody else than the source does: "dropped its claims against Peru" are
/// Chile's own, and dropped for Peru.
fn others_first(scene: &Scene, frame: &Frame, roles: &[Role], sources: &[Side]) -> Vec<Side> {
    let first = senses::sides(scene, frame, roles);
    if sources.is_empty() || !first.iter().all(|side| side.owned && is_of_party(side, sources)) {
        return first;
    }
    let mut later = roles.iter().map(|role| senses::sides(scene, frame, std::slice::from_ref(role)));
    later.find(|sides| sides.iter().any(|side| !is_of_party(side, sources))).unwrap_or(first)
}

/// Whether the parties of a reciprocal act stand all in the subject: "Spain and Peru signed a treaty in Lima".
fn among_themselves(scene: &Scene, frame: &Frame, sources: &[Side]) -> bool {
    let several = sources.iter().any(|side| side.participant.party != sources[0].participant.party);
    let with = |noun: usize| clause::phrases(&scene.tree, noun).iter().any(|phrase| phrase.prep == "with");
    several && !with(frame.verb) && !frame.objects.iter().any(|&object| with(object))
}

/// Whether somebody stands for the same party as one of these.
fn is_of_party(side: &Side, sources: &[Side]) -> bool {
    sources.iter().any(|source| source.participant.party == side.participant.party)
}

/// To whom a concession is made that is told as a means: "pleased the Kremlin by scrapping plans".
fn pleased(scene: &Scene, frame: &Frame) -> Option<Vec<Side>> {
    let tree = &scene.tree;
    let above = tree.token(frame.verb).head.filter(|&head| tree.is_verb(head) && tree.relation(frame.verb) == Relation::Advcl)?;
    let by = tree.having(frame.verb, &[Relation::Mark, Relation::Case]).any(|mark| tree.lemma(mark) == "by");
    let sides = senses::sides(scene, &clause::frame(tree, above), &[Role::Object]);
    (by && !sides.is_empty()).then_some(sides)
}

/// Arrests, trials, bans, releases, expulsions and inquiries are acts of authorities.
fn is_of_authority(code: &str) -> bool {
    ["17", "084", "166", "09"].iter().any(|prefix| code.starts_with(prefix)) || matches!(code, "115" | "116" | "1823")
}

/// Who stands behind a passive without an agent ("was arrested in Rwanda", "was expelled from North Korea"): the state of
/// the place.
fn authority(scene: &Scene, frame: &Frame) -> Vec<Side> {
    if !clause::is_passive(&scene.tree, frame.verb) {
        return Vec::new();
    }
    let place = |prep: &str| {
        let nouns = frame.phrases.iter().filter(|phrase| phrase.prep == prep).map(|phrase| phrase.noun);
        let nearer = nouns.flat_map(|noun| [vec![noun], senses::after(scene, noun, "in")].concat());
        let states = nearer.flat_map(|noun| scene.named(noun)).filter(|side| side.standing == Standing::Political);
        states.take(1).collect::<Vec<Side>>()
    };
    ["from", "in", "at"].into_iter().map(place).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Who is asked, where the verb before tells it: "summoned the envoy and | demanded an answer", "wrote to Putin | asking for gas".
fn spoken_to(scene: &Scene, verb: usize, sources: &[Side]) -> Vec<Side> {
    let tree = &scene.tree;
    let shares = match tree.relation(verb) {
        Relation::Conj => tree.first(verb, &[Relation::Nsubj, Relation::NsubjPass]).is_none(),
        Relation::Advcl | Relation::Xcomp => tree.token(verb).xpos == "VBG",
        _ => false,
    };
    let Some(above) = tree.token(verb).head.filter(|&above| shares && above < verb && tree.is_verb(above)) else {
        return Vec::new();
    };
    let places = [Role::Recipient, Role::Object, Role::Prep("to".to_owned()), Role::Prep("with".to_owned())];
    let sides = senses::sides(scene, &clause::frame(tree, above), &places);
    sides.into_iter().filter(|side| side.standing >= Standing::Political && !side.owned && !is_of_party(side, sources)).collect()
}

/// Whom the act is for, where it is told by a purpose ("gave 5 million euros to promote growth in Kenya"): the first actor
/// after the verb in an infinitive below it.
fn purpose(scene: &Scene, frame: &Frame, sources: &[Side]) -> Vec<Side> {
    let tree = &scene.tree;
    let kinds = [Relation::Advcl, Relation::Xcomp, Relation::Acl];
    let below = frame.objects.iter().copied().chain([frame.verb]).flat_map(|head| tree.having(head, &kinds).collect::<Vec<_>>());
    let infinitives: Vec<usize> = below.filter(|&verb| clause::is_infinitive(tree, verb)).collect();
    let tokens = (frame.verb + 1..tree.len()).filter(|&token| infinitives.iter().any(|&verb| tree.is_under(token, verb)));
    let others = tokens.flat_map(|token| scene.named(token)).filter(|side| side.standing >= Standing::Political);
    others.filter(|side| !is_of_party(side, sources)).take(1).collect()
}

/// The object, where the sense's own places are empty and it is somebody: "extradited a militant" is done to him, "to India"
/// untold.
fn done_to(scene: &Scene, frame: &Frame, places: &[Role]) -> Vec<Side> {
    if places.is_empty() || places.contains(&Role::Object) {
        return Vec::new();
    }
    let sides = senses::sides(scene, frame, &[Role::Object]);
    sides.into_iter().filter(|side| side.standing >= Standing::Social).collect()
}

/// Where no actor stands in the target's places, the thing that stands there, as words.
fn things(scene: &Scene, frame: &Frame, fit: &Fit, sources: &[Side]) -> Vec<Side> {
    // "scrambled fighter jets": one's own, with which nothing is done to them.
    if fit.sense.code.as_deref().is_some_and(|code| recode::root(code) == "15") {
        return Vec::new();
    }
    let tokens: Vec<usize> = fit.sense.target.iter().flat_map(|role| senses::tokens(scene, frame, role)).collect();
    let things = words(scene, &tokens);
    // "rejected the resolution proposed by Britain", "dismissed the complaint of Francis Moore".
    things.into_iter().flat_map(|thing| about(scene, thing.token, sources)).collect()
}

/// Where it was done, as the one to whom it was done: force, coercion, aid and retreat are done to the place that they
/// are told of ("suspended aid deliveries in Borno", "a curfew in Bangkok"). Stances are on what they judge.
fn scenes_of(scene: &Scene, frame: &Frame, code: &str) -> Vec<Side> {
    if matches!(recode::root(code), "05" | "11" | "12") {
        return words(scene, &frame.objects);
    }
    if !matches!(recode::root(code), "07" | "08" | "15" | "16" | "17" | "18" | "19" | "20") {
        return Vec::new();
    }
    let own = |prep: &str| {
        let phrases = frame.phrases.iter().filter(|phrase| phrase.prep == prep).map(|phrase| phrase.noun);
        let below = frame.objects.iter().chain(frame.phrases.iter().map(|phrase| &phrase.noun));
        let deeper = below.flat_map(|&noun| senses::after(scene, noun, prep));
        phrases.chain(deeper).filter(|&noun| scene.is_place(noun)).collect::<Vec<usize>>()
    };
    let places = ["in", "at", "near", "across", "to", "from"].into_iter().map(own).find(|found| !found.is_empty());
    places.unwrap_or_default().into_iter().flat_map(|noun| scene.named(noun)).take(1).collect()
}

/// Whom a thing concerns to which something is done, where no place of the sense tells: the first other actor that its phrase
/// names ("reversed a decision to exclude migrants"), else the thing itself ("lifted the curfew").
pub fn about(scene: &Scene, theme: usize, sources: &[Side]) -> Vec<Side> {
    let below = (theme + 1..scene.tree.len()).take_while(|&token| scene.tree.is_under(token, theme));
    // "praised the report that angered Italy" does nothing to Italy.
    let suffers = |token: usize| {
        let clause = scene.tree.token(token).head.is_some_and(|head| scene.tree.relation(head) == Relation::AclRelcl);
        clause && scene.tree.relation(token) == Relation::Obj
    };
    let named = below.filter(|&token| !scene.is_place(token) && !suffers(token)).flat_map(|token| scene.actor_at(token));
    let others: Vec<Side> = named.into_iter().filter(|side| !is_of_party(side, sources)).collect();
    let known = others.iter().find(|side| side.standing >= Standing::Social);
    let person = || others.iter().find(|side| scene.tree.token(side.token).upos == Upos::Propn);
    let other = known.or_else(person).cloned();
    other.map(|side| vec![side]).unwrap_or_else(|| words(scene, &[theme]))
}

/// The first noun phrase among these tokens, as words.
fn words(scene: &Scene, tokens: &[usize]) -> Vec<Side> {
    const THINGS: &[Upos] = &[Upos::Noun, Upos::Propn, Upos::Num, Upos::Sym];
    let is_thing =
        |token: usize| THINGS.contains(&scene.tree.token(token).upos) && !scene.is_nobody(token) && !scene.tree.is_time(token);
    tokens.iter().find(|&&token| is_thing(token)).map(|&token| scene.words(token)).into_iter().collect()
}
