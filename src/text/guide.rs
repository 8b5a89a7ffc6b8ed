//! Another parser's opinion, which a guided model corrects. Used to make training text, never to read articles.

use crate::text::Relation;
use crate::text::tagger::Tag;
use crate::text::transition::State;

/// How many features of a state come from the guide.
pub const FEATURES: usize = 5;

/// What the other parser says of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guide {
    /// Its tag.
    pub tag: Tag,
    /// Its head; the number of tokens for the root's.
    pub head: usize,
    /// The relation to its head.
    pub relation: Relation,
}

/// What the guide says of the two arcs that are to be decided, as small numbers; `rank` numbers the relations.
pub fn state_features(guides: &[Guide], state: &State, rank: impl Fn(Relation) -> usize) -> [usize; FEATURES] {
    let (top, second, next) = (state.stacked(0), state.stacked(1), Some(state.next));
    let (next_label, next_kind) = arc(guides, top, next, &rank);
    let (second_label, second_kind) = arc(guides, second, top, &rank);
    let waits = top.is_some_and(|top| guides.iter().skip(state.next).any(|guide| guide.head == top));
    let (of_top, of_next) = (head_place(guides, state, top), head_place(guides, state, next));
    [
        next_label,
        second_label,
        next_kind * 16 + second_kind * 4 + of_top.min(3),
        of_top * 6 + of_next,
        usize::from(waits) * 16 + next_kind * 4 + second_kind,
    ]
}

/// The guide's arc between two tokens: its label, and 1 where the right one is the head, 2 where the left one is, else 0.
fn arc(guides: &[Guide], left: Option<usize>, right: Option<usize>, rank: impl Fn(Relation) -> usize) -> (usize, usize) {
    let (Some(left), Some(right)) = (left, right) else { return (0, 3) };
    let hangs = |token: usize, head: usize| guides.get(token).filter(|guide| guide.head == head);
    match (hangs(left, right), hangs(right, left)) {
        (Some(guide), _) => (rank(guide.relation), 1),
        (_, Some(guide)) => (rank(guide.relation), 2),
        _ => (0, 0),
    }
}

/// Where the guide has a token's head: at the buffer's front, behind it, under the stack's top, deeper, or elsewhere.
fn head_place(guides: &[Guide], state: &State, token: Option<usize>) -> usize {
    let Some(guide) = token.and_then(|token| guides.get(token)) else { return 5 };
    match guide.head {
        head if head == state.next => 0,
        head if head > state.next => 1,
        head if state.stacked(1) == Some(head) => 2,
        head if state.stack.contains(&head) => 3,
        _ => 4,
    }
}
