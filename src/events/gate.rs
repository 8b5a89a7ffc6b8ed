//! Gates: who may be the source of a sense, and which pairs of sides belong into a graph of political relations.

use crate::actors::Linked;
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
    // Traders may shut their shops in protest as workers strike.
    let protests = recode::root(code) == "14" && sources.iter().any(|side| side.participant.code.len() > 3);
    let on_politics = targets.iter().any(|side| side.standing >= Standing::Political);
    // Whoever has a name may praise or blame a government; what has none may be a film or a set of figures.
    let speaks = (plain || matches!(recode::root(code), "02" | "05" | "10" | "11")) && sources.iter().any(Side::is_named);
    // Shoppers who pass through a city and parents who meet at home make no relation between two.
    let private = sources.iter().all(|side| side.standing <= Standing::Social && side.participant.linked == Linked::Inferred);
    let body = |side: &Side| side.standing >= Standing::Political && !is_state(side);
    if private && matches!(recode::root(code), "03" | "04" | "06") && !targets.iter().any(body) {
        return false;
    }
    let may = may_act(gate, sources) || protests || gate == Gate::Political && (social || speaks) && on_politics;
    may && (is_political(sources, targets) || protests)
}

/// Whether a side is a state itself, and none of those who act for it.
fn is_state(side: &Side) -> bool {
    side.participant.code.len() == 3 && side.participant.actor == side.participant.party
}

/// Whether an act is a state's or a party's affair at home, and no relation between two: what a government pays and builds at home
/// is no aid (CAMEO 07), what it and parties promise to their people and of their plans is no intent to cooperate (03), and a
/// warning there no threat (130). Rebels and refugees are others, and so are rival parties and unions where something is promised.
pub fn is_home_affair(code: &str, source: &Side, target: Option<&Side>) -> bool {
    const OTHERS: [&str; 4] = ["REF", "REB", "MIL", "COP"];
    const RIVALS: [&str; 7] = ["OPP", "PTY", "LAB", "LEG", "SEP", "INS", "PRE"];
    let sector = |side: &Side| side.participant.code.get(3..6).unwrap_or_default().to_owned();
    let home = |side: &Side| side.participant.code.get(..3).unwrap_or_default().to_owned();
    let known = target.filter(|target| !target.participant.code.is_empty());
    let is_one_of = |list: &[&str]| known.is_some_and(|target| list.contains(&sector(target).as_str()));
    let yields = ["034", "035", "036"].iter().any(|kind| code.starts_with(kind));
    let at_home = source.standing >= Standing::Political && known.is_some_and(|target| home(source) == home(target));
    match recode::root(code) {
        "07" => at_home && !is_one_of(&OTHERS),
        "03" if known.is_none() => match sector(source).as_str() {
            "PTY" => true,
            "OPP" | "LEG" => !yields,
            "GOV" => code == "030" && target.is_none(),
            _ => false,
        },
        "03" => at_home && source.standing == Standing::Political && !is_one_of(&OTHERS) && !is_one_of(&RIVALS),
        "13" if code == "130" => {
            at_home && source.standing == Standing::Political && !is_one_of(&["REB", "SEP", "INS", "MIL", "PRE"])
        }
        _ => false,
    }
}

/// Whether two sides make a political event: one of them at least is a political actor, or a social one that acts.
fn is_political(sources: &[Side], targets: &[Side]) -> bool {
    let highest = |sides: &[Side]| sides.iter().map(|side| side.standing).max().unwrap_or(Standing::Unknown);
    highest(sources) >= Standing::Social || highest(targets) >= Standing::Political
}
