//! How sure an event is: from the sense's fit, how its sides were found, and whether it happened.

use crate::actors::Linked;
use crate::events::Status;
use crate::events::act::Act;
use crate::events::clause::Construction;
use crate::events::scene::{Side, Standing};

/// A confidence from 0 to 1.
///
/// `embedded` is how many clauses stand between the act and the sentence's own verb.
pub fn confidence(act: &Act, source: &Side, target: Option<&Side>, embedded: usize) -> f64 {
    let mut score = 0.2 + 0.25 * f64::from(act.rank).clamp(-1.0, 4.0);
    score += side(source) + target.map_or(-0.7, side);
    score -= 0.35 * embedded.min(3) as f64;
    score += match act.construction {
        Construction::Active | Construction::Passive => 0.5,
        Construction::Control | Construction::Conjoined | Construction::Relative => 0.2,
        Construction::Participle | Construction::Adverbial => 0.0,
        Construction::Nominal => -0.2,
    };
    score += match act.status {
        Status::Actual => 0.3,
        Status::Planned => 0.2,
        Status::Possible => -0.8,
        Status::Negated => -1.5,
    };
    let sure = 1.0 / (1.0 + (-score).exp());
    (sure * 1000.0).round() / 1000.0
}

fn side(side: &Side) -> f64 {
    let standing = match side.standing {
        Standing::Political | Standing::Armed => 0.3,
        Standing::Social => 0.1,
        Standing::Private => -0.2,
        Standing::Unknown => -0.6,
    };
    let linked = match side.participant.linked {
        Linked::Dictionary | Linked::Title => 0.0,
        Linked::Coreference => -0.1,
        Linked::Inferred | Linked::None => -0.2,
    };
    standing + linked - if side.owned { 0.2 } else { 0.0 }
}
