//! Whether a name that could be an actor stands as a place ("in Moscow", "arrived in Geneva"), and where a clause takes place.

use crate::actors::reading::choose;
use crate::actors::scene::{Phrase, Scene};
use crate::date::Date;
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::{Entry, EntryIndex, Meaning, Sort};
use crate::text::Relation;

/// Whether a geographic name stands as a place: under a locative preposition, or a city that is neither subject, nor
/// object, nor possessor.
pub(super) fn is_place(scene: &Scene, phrase: &Phrase, entry: &Entry, meaning: Meaning) -> bool {
    // A territory that few recognize is a group of its own, and a place like a state.
    if entry.sort != Sort::State && entry.sector != "PRE" {
        return false;
    }
    match meaning {
        Meaning::Place => true,
        _ if locative(scene, phrase.head) => true,
        Meaning::Capital => !acts(scene, phrase.head),
        _ => false,
    }
}

fn locative(scene: &Scene, head: usize) -> bool {
    let head = first_conjunct(scene, head);
    scene.prepositions(head).any(|word| {
        matches!(
            word.as_str(),
            "in" | "at"
                | "near"
                | "outside"
                | "across"
                | "inside"
                | "around"
                | "throughout"
                | "into"
                | "within"
                | "via"
                | "through"
        )
    })
}

/// Whether people of a sector are at home where they act: demonstrators, police, gunmen; not soldiers, ministers, diplomats.
pub(super) fn is_local(sector: &str) -> bool {
    matches!(sector, "COP" | "CVL" | "OPP" | "UAF" | "CRM" | "LAB" | "EDU" | "HLH" | "REL")
}

/// The one state in which the clause of a noun takes place: "police | arrested a man in Lyon", "prisoners | rioted at a jail in
/// Dili".
pub(super) fn scene_country(scene: &Scene, noun: usize, directory: &ActorDirectory, day: Option<Date>) -> Option<EntryIndex> {
    use Relation as R;
    let first = scene.token(first_conjunct(scene, noun));
    let verb = first.head.filter(|_| matches!(first.relation, R::Nsubj | R::NsubjPass | R::Obj | R::OblAgent))?;
    let here = |at: usize| locative(scene, at) && !moves(scene, at);
    // A phrase with whether it tells the place itself, or only what stands below it may.
    let mut open: Vec<(usize, bool)> = scene.dependents(verb, &[R::Obl]).filter(|at| here(*at)).map(|at| (at, true)).collect();
    open.extend(scene.dependents(verb, &[R::Obj, R::NsubjPass]).map(|at| (at, false)));
    let mut states: Vec<EntryIndex> = Vec::new();
    while let Some((at, place)) = open.pop() {
        let core = scene.phrase(at).core;
        let mut names = scene.names.iter().filter(|name| core.start <= name.tokens.start && name.tokens.end <= core.end);
        let reading = names.find_map(|name| choose(&name.readings, directory, day)).filter(|_| place);
        states.extend(reading.filter(|reading| directory.entry(reading.entry).sort == Sort::State).map(|reading| reading.entry));
        // "At a jail in Dili", "in the streets of Dili", "in Somalia and Kenya".
        let within = |below: usize| scene.token(below).relation == R::Conj || scene.prepositions(below).any(|word| word == "of");
        let below = scene.dependents(at, &[R::Nmod, R::Conj]).filter(|below| *below > at);
        open.extend(below.filter(|below| place && within(*below) || here(*below)).map(|below| (below, true)));
    }
    states.sort();
    states.dedup();
    match states.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Whether the phrase tells where something goes, not where it is.
fn moves(scene: &Scene, head: usize) -> bool {
    scene.prepositions(head).any(|word| matches!(word.as_str(), "into" | "via" | "through"))
}

fn acts(scene: &Scene, head: usize) -> bool {
    use Relation as R;
    let relation = scene.token(first_conjunct(scene, head)).relation;
    let argument = matches!(relation, R::Nsubj | R::NsubjPass | R::Obj | R::Iobj | R::NmodPoss | R::OblAgent | R::Root);
    let party =
        scene.prepositions(head).any(|word| matches!(word.as_str(), "by" | "with" | "between" | "against" | "of" | "for"));
    argument || party
}

/// The first of the phrases that are joined by "and" to the one of this head.
pub(super) fn first_conjunct(scene: &Scene, head: usize) -> usize {
    let mut head = head;
    for _ in 0..scene.sentence.tokens.len() {
        match scene.token(head).head.filter(|_| scene.token(head).relation == Relation::Conj) {
            Some(above) => head = above,
            None => break,
        }
    }
    head
}
