//! Gates: who may be the source of a sense, and which pairs of sides belong into a graph of political relations.

use crate::events::recode;
use crate::events::scene::{Side, Standing};
use crate::knowledge::lexicon::Gate;

/// Whether any of these sides may be the source of a sense. A state stands for those who bear its arms; a party or a court
/// attacks with words.
pub fn may_act(gate: Gate, sources: &[Side]) -> bool {
    let unarmed = |code: &str| ["PTY", "LEG", "JUD"].iter().any(|sector| code.ends_with(sector));
    let state = |side: &Side| side.participant.actor == side.participant.party && !unarmed(&side.participant.code);
    match gate {
        Gate::Anyone => true,
        Gate::Political => sources.iter().any(|side| side.standing >= Standing::Political),
        Gate::Armed => {
            sources.iter().any(|side| side.standing == Standing::Armed || side.standing == Standing::Political && state(side))
        }
    }
}

/// Whether an act may stand (`plain`: its object says what it is, "expelled the *diplomat*"): its source passes the gate, or is a church, a union, a charity that acts on a political actor;
/// and its sides make a political event.
pub fn is_open(gate: Gate, code: &str, plain: bool, sources: &[Side], targets: &[Side]) -> bool {
    let social = sources.iter().any(|side| side.standing == Standing::Social);
    let on_politics = targets.iter().any(|side| side.standing >= Standing::Political);
    // Whoever has a name may praise or blame a government; what has none may be a film or a set of figures.
    let named = |side: &Side| side.standing > Standing::Unknown || side.participant.text.starts_with(char::is_uppercase);
    let speaks = (plain || matches!(recode::root(code), "02" | "05" | "10" | "11")) && sources.iter().any(named);
    is_political(sources, targets) && (may_act(gate, sources) || gate == Gate::Political && (social || speaks) && on_politics)
}

/// Whether a state provides for its own: what a government pays, builds and gives at home is no aid (CAMEO 07 is given to
/// others; refugees are others).
pub fn is_own_provision(code: &str, source: &Side, target: Option<&Side>) -> bool {
    let home = |code: &str| code.get(..3).unwrap_or_default().to_owned();
    let Some(target) = target.filter(|_| recode::root(code) == "07") else { return false };
    let own = source.standing >= Standing::Political && !target.participant.code.is_empty();
    own && home(&source.participant.code) == home(&target.participant.code)
        && !["REF", "REB", "MIL", "COP"].iter().any(|sector| target.participant.code.ends_with(sector))
}

/// Whether two sides make a political event: one of them at least is a political actor, or a social one that acts.
fn is_political(sources: &[Side], targets: &[Side]) -> bool {
    let highest = |sides: &[Side]| sides.iter().map(|side| side.standing).max().unwrap_or(Standing::Unknown);
    highest(sources) >= Standing::Social || highest(targets) >= Standing::Political
}
