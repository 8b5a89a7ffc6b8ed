//! Obligations told by a speaker: "the minister said that the alliance must do more" is a demand, with "should" an appeal.

use crate::events::Status;
use crate::events::act::Act;
use crate::events::clause::{self, Construction, Frame};
use crate::events::recode;
use crate::events::reported;
use crate::events::scene::{Scene, Side};
use crate::events::senses;
use crate::knowledge::lexicon::{Gate, Lexicon, Role};
use crate::text::Relation;

/// The demand or appeal that a verb under "must" or "should" makes, where somebody else says so.
///
/// `below` is the code of the act that the verb names, where it names one.
pub fn obligation(scene: &Scene, frame: &Frame, below: Option<&str>, lexicon: &Lexicon) -> Option<Act> {
    let tree = &scene.tree;
    let modal =
        tree.having(frame.verb, &[Relation::Aux]).map(|aux| tree.token(aux).form.to_lowercase()).find_map(|aux| {
            match aux.as_str() {
                "must" => Some(true),
                "should" => Some(false),
                _ => None,
            }
        })?;
    if clause::is_passive(tree, frame.verb) {
        return None;
    }
    let speaker = reported::speaker_of(scene, frame.verb, lexicon)?;
    let addressee: Vec<Side> = senses::sides(scene, frame, &[Role::Subject]);
    let others: Vec<Side> = addressee.into_iter().filter(|side| side.participant.actor != speaker.participant.actor).collect();
    if others.is_empty() {
        return None;
    }
    let code = match (modal, below) {
        (true, below) => recode::demanded(below.unwrap_or_default()),
        (false, below) => recode::appealed(below.unwrap_or_default()),
    };
    Some(Act {
        trigger: frame.verb,
        code: code.to_owned(),
        sources: vec![speaker],
        targets: others,
        seeks: Vec::new(),
        status: Status::Actual,
        both: false,
        by: Gate::Political,
        rank: 1.0,
        construction: Construction::Active,
        attribution: None,
        rules: vec![format!("obligation:{}", if modal { "must" } else { "should" })],
        theme: None,
    })
}
