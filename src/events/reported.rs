//! Reported speech: who says so, where the saying stands beside the act rather than above it.

use crate::events::Participant;
use crate::events::clause;
use crate::events::nominal;
use crate::events::scene::{Scene, Side};
use crate::events::senses;
use crate::knowledge::lexicon::{Clause, Effect, Lexicon, Role, Takes};
use crate::text::Relation;

/// Who says what an act's clause tells: "..., the minister said", "according to the UN".
pub fn attribution(scene: &Scene, trigger: usize, lexicon: &Lexicon) -> Option<Participant> {
    speaker_of(scene, trigger, lexicon).map(|side| side.participant)
}

/// The speaker of the clause that a token stands in.
pub fn speaker_of(scene: &Scene, token: usize, lexicon: &Lexicon) -> Option<Side> {
    let tree = &scene.tree;
    let mut at = token;
    for _ in 0..tree.len() {
        let mut beside = tree.having(at, &[Relation::Parataxis]).filter(|&child| child != token);
        if let Some(verb) = beside.find(|&child| is_report(lexicon, &tree.lemma(child))) {
            return speaker(scene, verb);
        }
        let mut phrases = tree.having(at, &[Relation::Obl, Relation::Nmod]);
        let source = phrases.find(|&noun| tree.preposition(noun).as_deref() == Some("according_to"));
        if let Some(side) = source.and_then(|noun| scene.sides(noun).into_iter().next()) {
            return Some(side);
        }
        let head = tree.token(at).head?;
        if matches!(tree.relation(at), Relation::Ccomp | Relation::Parataxis) && is_report(lexicon, &tree.lemma(head)) {
            return speaker(scene, head);
        }
        // "opposition claims that he was too weak".
        if tree.is_nominal(head)
            && matches!(tree.relation(at), Relation::Acl | Relation::Ccomp)
            && is_claim(lexicon, &tree.lemma(head))
        {
            return nominal::sides(scene, head, &[Role::Owner, Role::Prep("by".to_owned()), Role::Prep("from".to_owned())])
                .into_iter()
                .next();
        }
        at = head;
    }
    None
}

/// Whether a noun says that somebody says so: the noun of an alleging verb ("claim", "allegation").
fn is_claim(lexicon: &Lexicon, noun: &str) -> bool {
    lexicon
        .governor(noun)
        .any(|governor| governor.takes.contains(&Takes::Clause(Clause::That)) && governor.effect == Effect::Allege)
}

fn speaker(scene: &Scene, verb: usize) -> Option<Side> {
    let frame = clause::frame(&scene.tree, verb);
    senses::sides(scene, &frame, &[Role::Subject]).into_iter().next()
}

fn is_report(lexicon: &Lexicon, verb: &str) -> bool {
    lexicon.governor(verb).any(|governor| matches!(governor.effect, Effect::Report | Effect::Allege))
}
