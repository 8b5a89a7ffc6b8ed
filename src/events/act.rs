//! An act on its way from a word to an event.

use crate::events::clause::Construction;
use crate::events::scene::Side;
use crate::events::{Participant, Status};
use crate::knowledge::lexicon::{Gate, Role};

/// An act as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// The token that names it.
    pub trigger: usize,
    /// CAMEO code.
    pub code: String,
    /// Who acts.
    pub sources: Vec<Side>,
    /// Who is acted on.
    pub targets: Vec<Side>,
    /// Where its addressee stands: asked again of the verb that carries a noun's act ("gave support to rebels").
    pub seeks: Vec<Role>,
    /// Whether it happened.
    pub status: Status,
    /// Whether each side acts on the other.
    pub both: bool,
    /// Who may be its source.
    pub by: Gate,
    /// How well its sense fits.
    pub rank: f32,
    /// How its arguments came to it.
    pub construction: Construction,
    /// Who says so.
    pub attribution: Option<Participant>,
    /// The lexicon's lines that made it, the sense first.
    pub rules: Vec<String>,
    /// The thing that it is about, where that is not its target ("scrapped plans").
    pub theme: Option<usize>,
}
