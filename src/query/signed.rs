//! The signed graph: what pulls two actors together and what drives them apart.
//!
//! Each event pulls by its Goldstein value: a positive one together, a negative one apart, zero not at all. Directions
//! are not told apart. A relation's sign is that of the sum (Heider, "Attitudes and cognitive organization", 1946, for the idea;
//! Cartwright and Harary, "Structural balance", Psychological Review 63, 1956, for the graph).

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use crate::graph::{Asked, Scope, Told};

/// What is between two actors, in tenths of Goldstein's scale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pull {
    /// The sum of the positive values.
    pub together: u64,
    /// The sum of the negative values, without their sign.
    pub apart: u64,
}

impl Pull {
    /// The sum: above zero for friends.
    pub fn net(self) -> i64 {
        self.together as i64 - self.apart as i64
    }
}

/// Relations by their actors, the one first in the graph first.
pub type Signed = BTreeMap<(NodeIndex, NodeIndex), Pull>;

/// The signed graph of what is kept.
pub fn signed(asked: &dyn Asked) -> Signed {
    signed_where(asked, |_| true)
}

/// The same of the events of which something is true.
pub fn signed_where(asked: &dyn Asked, is_meant: impl Fn(&Told<'_>) -> bool) -> Signed {
    let mut signed = Signed::new();
    asked.events(Scope::All, &mut |event| {
        let Some(target) = event.target.filter(|target| *target != event.source) else { return };
        let tenths = (event.event_type.goldstein * 10.0).round() as i64;
        if tenths == 0 || !is_meant(&event) {
            return;
        }
        let pull = signed.entry((event.source.min(target), event.source.max(target))).or_default();
        let side = if tenths > 0 { &mut pull.together } else { &mut pull.apart };
        *side += tenths.unsigned_abs();
    });
    signed
}
