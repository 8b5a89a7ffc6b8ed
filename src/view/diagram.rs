//! What is to be drawn: actors and the ties between them, no more than the picture shows of a graph.

pub use super::convert::from_graph;
pub use crate::actors::ActorKind;

/// Actors, and what they do to one another.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagram {
    /// The actors.
    pub nodes: Vec<Node>,
    /// What they do; those whose source or target is no node are not drawn.
    pub ties: Vec<Tie>,
    /// The first and the last date of what is told, for the title.
    pub period: Option<(String, String)>,
}

/// An actor.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// What sort of actor it is: the shape of the node.
    pub kind: ActorKind,
    /// Whom it stands for, where that is not itself: actors of one party are drawn in one box.
    pub party: Option<Party>,
}

/// The state or organization that an actor stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One or several events of the same sort from one actor to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// Index of the actor that acts.
    pub source: usize,
    /// Index of the actor that is acted on.
    pub target: usize,
    /// The class of the act: the colour and the arrowhead.
    pub quad: Quad,
    /// Whether it happened.
    pub line: Line,
    /// What happened, in a few words: "praises", "scraps missile shield".
    pub label: String,
    /// How many times it is told of.
    pub count: usize,
    /// How strong it is: where there is no room for all, the strongest are drawn.
    pub weight: f64,
}

/// The four classes of acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quad {
    /// Words for somebody.
    VerbalCooperation,
    /// Deeds for somebody.
    MaterialCooperation,
    /// Words against somebody.
    VerbalConflict,
    /// Deeds against somebody.
    MaterialConflict,
}

impl Quad {
    /// The four, in the order of their numbers.
    pub const ALL: [Quad; 4] = [Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict];

    /// The class of a number from 1 to 4.
    ///
    /// ```
    /// use diplograph::view::diagram::Quad;
    ///
    /// assert_eq!(Quad::numbered(3), Some(Quad::VerbalConflict));
    /// assert_eq!(Quad::numbered(0), None);
    /// ```
    pub fn numbered(number: u8) -> Option<Quad> {
        Quad::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }
}

/// How a tie is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// It happened.
    Solid,
    /// It is planned or possible.
    Dashed,
}
