//! Whether a name that could be an actor stands as a place ("in Moscow", "arrived in Geneva").

use crate::actors::scene::{Phrase, Scene};
use crate::knowledge::directory::{Entry, Meaning, Sort};
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
