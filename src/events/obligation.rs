//! Obligations told by a speaker: "the minister said that the alliance must do more" is a demand, with "should" an appeal.

use crate::events::Status;
use crate::events::act::Act;
use crate::events::clause::{self, Construction, Frame};
use crate::events::recode;
use crate::events::reported;
use crate::events::scene::{Scene, Side};
use crate::events::senses;
use crate::events::tree::Tree;
use crate::knowledge::lexicon::{Gate, Lexicon, Role};
use crate::text::Relation;

/// The demand or appeal that a verb under "must" or "should" makes, where somebody else says so.
///
/// `below` is the code of the act that the verb names, where it names one.
pub fn obligation(scene: &Scene, frame: &Frame, below: Option<&str>, lexicon: &Lexicon) -> Option<Act> {
    let tree = &scene.tree;
    let modal = told(tree, frame.verb)?;
    let speaker = reported::speaker_of(scene, frame.verb, lexicon)?;
    // "The plans should be put on hold": it is for those whose plans they are.
    let addressee: Vec<Side> = match clause::is_passive(tree, frame.verb) {
        true => frame.objects.iter().filter_map(|&deed| scene.deed_of(deed)).collect(),
        false => senses::sides(scene, frame, &[Role::Subject]),
    };
    let others: Vec<Side> = addressee.into_iter().filter(|side| side.participant.actor != speaker.participant.actor).collect();
    if others.is_empty() {
        return None;
    }
    let below = below.unwrap_or_default();
    let code = match modal {
        Modal::Must => recode::demanded(below),
        Modal::Should => recode::appealed(below),
        // "should have told parliament": blame for what was left undone.
        Modal::ShouldHave => "111",
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
        rules: vec![format!("obligation:{}", modal.name())],
        theme: None,
    })
}

/// How an obligation is told.
#[derive(Debug, Clone, Copy)]
enum Modal {
    Must,
    Should,
    ShouldHave,
}

impl Modal {
    fn name(self) -> &'static str {
        match self {
            Modal::Must => "must",
            Modal::Should => "should",
            Modal::ShouldHave => "should have",
        }
    }
}

/// The obligation under which a verb stands: "must act", "should act", "it is time for her to act".
fn told(tree: &Tree, verb: usize) -> Option<Modal> {
    let aux: Vec<String> = tree.having(verb, &[Relation::Aux]).map(|aux| tree.token(aux).form.to_lowercase()).collect();
    let has = |word: &str| aux.iter().any(|aux| aux == word);
    if has("must") {
        return Some(Modal::Must);
    }
    if has("should") || has("ought") {
        return Some(if has("have") { Modal::ShouldHave } else { Modal::Should });
    }
    let head = tree.token(verb).head.filter(|_| clause::is_infinitive(tree, verb))?;
    match (tree.lemma(head).as_str(), tree.relation(verb)) {
        ("ought", Relation::Xcomp) => Some(Modal::Should),
        ("time" | "duty" | "responsibility", Relation::Acl | Relation::Advcl | Relation::Csubj | Relation::Xcomp) => {
            tree.first(head, &[Relation::Cop]).map(|_| Modal::Should)
        }
        // "must be ready to mediate".
        (_, Relation::Xcomp | Relation::Acl | Relation::Advcl) => {
            tree.first(head, &[Relation::Cop]).and_then(|_| told(tree, head))
        }
        _ => None,
    }
}
