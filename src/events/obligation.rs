//! Obligations told by a speaker: "the minister said that the alliance must do more" is a demand, with "should" an appeal.

use crate::events::Status;
use crate::events::act::Act;
use crate::events::clause::{self, Construction, Frame};
use crate::events::recode;
use crate::events::reported;
use crate::events::scene::{Scene, Side, Standing};
use crate::events::senses;
use crate::events::status::{has_to, mood};
use crate::events::tree::Tree;
use crate::knowledge::lexicon::{Gate, Lexicon, Role};
use crate::text::Relation;

/// What the rule of such an act begins with.
pub const RULE: &str = "obligation:";

/// The code of a demand or an appeal for an act.
pub fn of(asking: &str, act: &str) -> String {
    match recode::root(asking) {
        "10" => recode::demanded(act).to_owned(),
        "02" => recode::appealed(act).to_owned(),
        _ => asking.to_owned(),
    }
}

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
    // "The fund told Argentina that it must pay": it is the one who was told.
    let told_to = || spoken_to(scene, frame.verb);
    let is_speaker = |side: &Side| side.participant.actor == speaker.participant.actor;
    let addressee = if !addressee.is_empty() && addressee.iter().all(is_speaker) { told_to() } else { addressee };
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
        rules: vec![format!("{RULE}{}", modal.name())],
        theme: None,
    })
}

/// To whom the clause is said that a verb heads.
fn spoken_to(scene: &Scene, verb: usize) -> Vec<Side> {
    let tree = &scene.tree;
    let says = tree.token(verb).head.filter(|_| tree.relation(verb) == Relation::Ccomp);
    let whom = says.and_then(|says| tree.first(says, &[Relation::Iobj, Relation::Obj]));
    let sides = whom.map(|whom| scene.sides(whom)).unwrap_or_default();
    sides.into_iter().filter(|side| side.standing >= Standing::Political).collect()
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
    // "Should Pakistan show us evidence, we will act."
    let first = tree.first(verb, &[Relation::Aux, Relation::AuxPass]);
    let subject = tree.first(verb, &[Relation::Nsubj, Relation::NsubjPass]);
    if subject.zip(first).is_some_and(|(subject, aux)| aux < subject) {
        return None;
    }
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
        // "has to withdraw", but not "does not have to".
        (lemma @ ("have" | "need"), Relation::Xcomp) => {
            has_to(tree, verb).filter(|&head| !mood(tree, head).negated)?;
            Some(if lemma == "have" { Modal::Must } else { Modal::Should })
        }
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
