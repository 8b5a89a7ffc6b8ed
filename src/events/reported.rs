//! Reported speech: who says so, where the saying stands beside the act rather than above it.

use crate::events::Participant;
use crate::events::clause;
use crate::events::scene::Scene;
use crate::events::senses;
use crate::knowledge::lexicon::{Effect, Lexicon, Role};
use crate::text::Relation;

/// The speaker of the clause that an act stands in: "..., the minister said", "according to the UN".
pub fn attribution(scene: &Scene, trigger: usize, lexicon: &Lexicon) -> Option<Participant> {
    let tree = &scene.tree;
    let mut at = trigger;
    for _ in 0..tree.len() {
        for child in tree.having(at, &[Relation::Parataxis]).filter(|&child| tree.is_verb(child) && child != trigger) {
            if is_report(lexicon, &tree.lemma(child)) {
                return speaker(scene, child);
            }
        }
        let source = tree
            .having(at, &[Relation::Obl, Relation::Nmod])
            .find(|&noun| tree.preposition(noun).as_deref() == Some("according_to"));
        if let Some(side) = source.and_then(|noun| scene.sides(noun).into_iter().next()) {
            return Some(side.participant);
        }
        let head = tree.token(at).head?;
        if matches!(tree.relation(at), Relation::Ccomp | Relation::Parataxis)
            && is_report(lexicon, &tree.lemma(head))
            && at != trigger
        {
            return speaker(scene, head);
        }
        at = head;
    }
    None
}

fn speaker(scene: &Scene, verb: usize) -> Option<Participant> {
    let frame = clause::frame(&scene.tree, verb);
    senses::sides(scene, &frame, &[Role::Subject]).into_iter().next().map(|side| side.participant)
}

fn is_report(lexicon: &Lexicon, verb: &str) -> bool {
    lexicon.governor(verb).any(|governor| matches!(governor.effect, Effect::Report | Effect::Allege))
}
