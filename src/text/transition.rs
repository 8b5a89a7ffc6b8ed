//! The arc-hybrid transition system: shift, left and right arcs build a projective tree from left to right.
//!
//! The root stands behind the last token, at the buffer's end: token numbers run from 0, and the sentence's length is
//! the root's number. The last token on the stack takes the root's arc, so a finished tree has one root.

use crate::text::Relation;

/// One step of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// The buffer's first token goes on the stack.
    Shift,
    /// The stack's top becomes a dependent of the buffer's first token, and leaves.
    Left(Relation),
    /// The stack's top becomes a dependent of the token under it, and leaves.
    Right(Relation),
}

/// Which kinds of action a state allows, or what each would cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PerKind<T> {
    /// Of [`Action::Shift`].
    pub shift: T,
    /// Of [`Action::Left`].
    pub left: T,
    /// Of [`Action::Right`].
    pub right: T,
}

impl<T: Copy> PerKind<T> {
    /// The value for an action's kind.
    pub fn of(&self, action: Action) -> T {
        match action {
            Action::Shift => self.shift,
            Action::Left(_) => self.left,
            Action::Right(_) => self.right,
        }
    }
}

/// A tree that is being built.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Number of tokens, and the number of the root.
    pub length: usize,
    /// Tokens that wait for their head or for more dependents.
    pub stack: Vec<usize>,
    /// The buffer's first token; the length when only the root is left.
    pub next: usize,
    /// The head of each token that has one; the length for the root's dependent.
    pub heads: Vec<Option<usize>>,
    /// The relation to the head.
    pub relations: Vec<Relation>,
    /// The outermost and the second outermost dependent to the left of each token.
    pub left: Vec<[Option<usize>; 2]>,
    /// The same to the right.
    pub right: Vec<[Option<usize>; 2]>,
    /// How many dependents each token has to the left and to the right.
    pub counts: Vec<[usize; 2]>,
    /// The tokens that are mere punctuation: nothing hangs on them where it can be helped. Empty where that is not asked.
    pub marks: Vec<bool>,
}

impl State {
    /// The first state of a sentence.
    pub fn new(length: usize) -> State {
        let mut state = State::default();
        state.reset(length);
        state
    }

    /// Begins a new sentence in the same memory.
    pub fn reset(&mut self, length: usize) {
        self.length = length;
        self.next = 0;
        self.stack.clear();
        refill(&mut self.heads, length, None);
        refill(&mut self.relations, length, Relation::Dep);
        refill(&mut self.left, length + 1, [None; 2]);
        refill(&mut self.right, length + 1, [None; 2]);
        refill(&mut self.counts, length + 1, [0; 2]);
        self.marks.clear();
    }

    /// Whether every token has its head.
    pub fn is_done(&self) -> bool {
        self.next == self.length && self.stack.is_empty()
    }

    /// The token on the stack at a depth from its top.
    pub fn stacked(&self, depth: usize) -> Option<usize> {
        self.stack.len().checked_sub(depth + 1).map(|at| self.stack[at])
    }

    /// The only action possible, where there is no choice.
    pub fn forced(&self) -> Option<Action> {
        match (self.stack.len(), self.next == self.length) {
            (0, false) => Some(Action::Shift),
            (1, true) => Some(Action::Left(Relation::Root)),
            _ => None,
        }
    }

    /// Which kinds of action are possible. The root takes no arc but the forced one.
    pub fn allowed(&self) -> PerKind<bool> {
        let words_left = self.next < self.length;
        PerKind { shift: words_left, left: words_left && !self.stack.is_empty(), right: self.stack.len() >= 2 }
    }

    /// Which of the possible kinds of action hang nothing on a punctuation mark; all that are possible, where each does.
    pub fn sensible(&self) -> PerKind<bool> {
        let possible = self.allowed();
        let is_mark = |token: Option<usize>| token.and_then(|token| self.marks.get(token)).is_some_and(|mark| *mark);
        let left = possible.left && !is_mark(Some(self.next));
        let right = possible.right && !is_mark(self.stacked(1));
        match possible.shift || left || right {
            true => PerKind { shift: possible.shift, left, right },
            false => possible,
        }
    }

    /// Does one allowed action; an action that is not possible changes nothing.
    pub fn apply(&mut self, action: Action) {
        let (head, relation) = match action {
            Action::Shift if self.next < self.length => {
                self.stack.push(self.next);
                self.next += 1;
                return;
            }
            Action::Shift => return,
            Action::Left(relation) => (Some(self.next), relation),
            Action::Right(relation) => (self.stacked(1), relation),
        };
        let (Some(head), Some(dependent)) = (head, self.stacked(0)) else { return };
        self.stack.pop();
        self.attach(head, dependent, relation);
    }

    fn attach(&mut self, head: usize, dependent: usize, relation: Relation) {
        self.heads[dependent] = Some(head);
        self.relations[dependent] = relation;
        // Dependents on one side come from the inside out, so the newest is the outermost.
        let side = if dependent < head { &mut self.left[head] } else { &mut self.right[head] };
        *side = [Some(dependent), side[0]];
        self.counts[head][usize::from(dependent > head)] += 1;
    }

    /// How many arcs of the gold tree (the root's number as head of its root) each kind of action makes unreachable,
    /// given what is built so far: the dynamic oracle of Goldberg and Nivre (2013).
    pub fn costs(&self, gold: &[usize]) -> PerKind<usize> {
        let Some(top) = self.stacked(0) else { return PerKind { shift: 0, left: 0, right: 0 } };
        let below = self.stacked(1);
        let waiting = (self.next..self.length).filter(|&token| gold[token] == top).count();
        let head_is_below = below == Some(gold[top]);
        let mut shift = 0;
        if self.next < self.length {
            let under = &self.stack[..self.stack.len() - 1];
            shift = usize::from(under.contains(&gold[self.next]));
            shift += self.stack.iter().filter(|&&token| gold[token] == self.next).count();
        }
        PerKind {
            shift,
            left: waiting + usize::from(head_is_below || gold[top] > self.next),
            right: waiting + usize::from(gold[top] >= self.next),
        }
    }
}

fn refill<T: Clone>(list: &mut Vec<T>, length: usize, value: T) {
    list.clear();
    list.resize(length, value);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Heads of a random projective tree: the tokens of a span on one side of a head hang on it or on each other.
    fn grow(choices: &mut impl Iterator<Item = usize>, from: usize, to: usize, head: usize, heads: &mut [usize]) {
        if from >= to {
            return;
        }
        // The first dependent's span, and the rest for the dependents after it.
        let split = from + choices.next().unwrap_or(0) % (to - from) + 1;
        let dependent = from + choices.next().unwrap_or(0) % (split - from);
        heads[dependent] = head;
        grow(choices, from, dependent, dependent, heads);
        grow(choices, dependent + 1, split, dependent, heads);
        grow(choices, split, to, head, heads);
    }

    fn tree(length: usize, choices: Vec<usize>) -> Vec<usize> {
        let mut choices = choices.into_iter();
        let mut heads = vec![length; length];
        if length > 0 {
            let root = choices.next().unwrap_or(0) % length;
            grow(&mut choices, 0, root, root, &mut heads);
            grow(&mut choices, root + 1, length, root, &mut heads);
        }
        heads
    }

    fn relation(token: usize) -> Relation {
        let others: Vec<Relation> = Relation::ALL.iter().copied().filter(|&relation| relation != Relation::Root).collect();
        others[token % others.len()]
    }

    proptest! {
        #[test]
        fn oracle_gives_back_any_projective_tree(length in 1usize..24, choices in prop::collection::vec(0usize..1000, 120)) {
            let gold = tree(length, choices);
            prop_assert_eq!(gold.iter().filter(|&&head| head == length).count(), 1);
            let mut state = State::new(length);
            while !state.is_done() {
                let action = state.forced().unwrap_or_else(|| {
                    let (allowed, costs) = (state.allowed(), state.costs(&gold));
                    let label = relation(state.stack[state.stack.len() - 1]);
                    let free = [Action::Shift, Action::Left(label), Action::Right(label)]
                        .into_iter().find(|&action| allowed.of(action) && costs.of(action) == 0);
                    free.expect("a zero-cost action on the way to the gold tree")
                });
                state.apply(action);
            }
            for (token, &head) in gold.iter().enumerate() {
                prop_assert_eq!(state.heads[token], Some(head));
                let expected = if head == length { Relation::Root } else { relation(token) };
                prop_assert_eq!(state.relations[token], expected);
            }
        }

        #[test]
        fn some_action_is_free_from_any_state(length in 1usize..16, choices in prop::collection::vec(0usize..1000, 200)) {
            let gold = tree(length, choices[..100].to_vec());
            let mut state = State::new(length);
            let mut steps = choices[100..].iter();
            while !state.is_done() {
                if let Some(action) = state.forced() { state.apply(action); continue; }
                let (allowed, costs) = (state.allowed(), state.costs(&gold));
                let possible: Vec<Action> = [Action::Shift, Action::Left(Relation::Obj), Action::Right(Relation::Obj)]
                    .into_iter().filter(|&action| allowed.of(action)).collect();
                if state.next < state.length {
                    prop_assert!(possible.iter().any(|&action| costs.of(action) == 0));
                }
                state.apply(possible[steps.next().copied().unwrap_or(0) % possible.len()]);
            }
            prop_assert_eq!(state.heads.iter().filter(|&&head| head == Some(length)).count(), 1);
        }
    }
}
