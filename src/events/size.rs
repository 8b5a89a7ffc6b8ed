//! How many were killed, wounded, arrested or displaced, as the act's own clause tells.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::actors::ActorKind;
use crate::events::clause;
use crate::events::details::{Found, distance, is_of_act};
use crate::events::number;
use crate::events::scene::Scene;
use crate::knowledge::Details;
use crate::knowledge::details::{Counted, Harm};
use crate::knowledge::phrases::Spelled;
use crate::text::Relation;

/// A number or a range. Open on one side: "at least 26", "up to 300".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// At least so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
}

/// How many were killed, wounded, arrested or displaced in an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// The dead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub killed: Option<Size>,
    /// The wounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wounded: Option<Size>,
    /// Those taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrested: Option<Size>,
    /// Those who had to leave their homes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub displaced: Option<Size>,
}

impl Sizes {
    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        *self == Sizes::default()
    }

    fn of(&mut self, harm: Harm) -> &mut Option<Size> {
        match harm {
            Harm::Killed => &mut self.killed,
            Harm::Wounded => &mut self.wounded,
            Harm::Arrested => &mut self.arrested,
            Harm::Displaced => &mut self.displaced,
        }
    }
}

/// "26", "26+", "10-20"; "0-300" for "up to 300".
impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (Some(least), Some(most)) if least == most => write!(f, "{least}"),
            (Some(least), None) => write!(f, "{least}+"),
            (least, Some(most)) => write!(f, "{}-{most}", least.unwrap_or(0)),
            (None, None) => Ok(()),
        }
    }
}

/// Roots of acts that harm: of others ("condemned the attack that killed ten") the sizes are not theirs.
const HARMING: &[&str] = &["14", "15", "17", "18", "19", "20"];

/// The sizes of the act that a token names. Of several words that count the same, the nearest to it decides.
pub(super) fn sizes(scene: &Scene, trigger: usize, root: &str, words: &[Spelled], details: &Details) -> Found<Sizes> {
    if !HARMING.contains(&root) {
        return Found::default();
    }
    let (mut sizes, mut told) = (Sizes::default(), Vec::new());
    let tree = &scene.tree;
    let mut near: Vec<usize> = (0..tree.len()).filter(|&word| is_of_act(tree, word, trigger)).collect();
    near.sort_by_key(|&word| (distance(tree, word, trigger), word));
    for word in near {
        let names = if tree.is_verb(word) { clause::frame(tree, word).names } else { vec![tree.lemma(word)] };
        let harms = names.iter().find_map(|name| details.harms.get(name));
        for &(harm, counted) in harms.into_iter().flatten() {
            let place = sizes.of(harm);
            if let Some(size) = place.is_none().then(|| counted_by(scene, word, counted, words, details)).flatten() {
                *place = Some(size);
                told.push((harm, word));
            }
        }
    }
    told.sort_unstable();
    Found { value: sizes, words: told.into_iter().map(|(_, word)| word).collect() }
}

/// How many a word counts.
fn counted_by(scene: &Scene, word: usize, counted: Counted, words: &[Spelled], details: &Details) -> Option<Size> {
    let tree = &scene.tree;
    let frame = clause::frame(tree, word);
    let heads = match counted {
        Counted::Object if tree.is_verb(word) => frame.objects,
        Counted::Subject if tree.is_verb(word) => frame.subjects,
        Counted::Own if !tree.is_verb(word) => own(scene, word, words, details),
        _ => return None,
    };
    let known: Vec<Size> = heads.iter().filter_map(|&head| many(scene, head, words, details)).collect();
    let all = known.len() == heads.len();
    let sum = |of: fn(&Size) -> Option<u64>| known.iter().map(of).sum::<Option<u64>>();
    let (least, most) = (sum(|size| size.least), sum(|size| size.most).filter(|_| all));
    (!known.is_empty()).then_some(Size { least, most }).filter(|size| size.least.is_some() || size.most.is_some())
}

/// Whom a noun or adjective counts: "26 dead", "the death of 26 people", "26 people were dead".
fn own(scene: &Scene, word: usize, words: &[Spelled], details: &Details) -> Vec<usize> {
    let tree = &scene.tree;
    let of = tree
        .having(word, &[Relation::Nmod, Relation::NmodPoss])
        .filter(|&noun| tree.relation(noun) == Relation::NmodPoss || tree.preposition(noun).as_deref() == Some("of"));
    let mut heads: Vec<usize> = of.flat_map(|noun| tree.conjuncts(noun)).collect();
    let head = tree.token(word).head;
    heads.extend(tree.having(word, &[Relation::Nsubj]));
    match tree.relation(word) {
        Relation::Amod | Relation::Acl => heads.extend(head),
        // "left 26 people dead".
        Relation::Xcomp => heads.extend(head.and_then(|verb| tree.first(verb, &[Relation::Obj]))),
        _ => {}
    }
    if number::read(&words[start(scene, word)..word], details).is_some() {
        heads = vec![word];
    }
    heads
}

/// How many a noun phrase means.
fn many(scene: &Scene, head: usize, words: &[Spelled], details: &Details) -> Option<Size> {
    let tree = &scene.tree;
    let of = tree.having(head, &[Relation::Nmod]).filter(|&noun| tree.preposition(noun).as_deref() == Some("of"));
    let first = start(scene, head);
    let counts = tree.is_measure(head) || number::read(words.get(head..=head)?, details).is_some();
    let last = if counts { of.last().unwrap_or(head) } else { head };
    let phrase = words.get(first..=last)?;
    number::read(phrase, details).or_else(|| is_one(scene, head, details).then_some(Size { least: Some(1), most: Some(1) }))
}

/// "a soldier", "a third soldier", "another policeman", "Navalny".
fn is_one(scene: &Scene, head: usize, details: &Details) -> bool {
    let tree = &scene.tree;
    let person = scene
        .mention(head)
        .filter(|mention| mention.members.is_empty())
        .and_then(|mention| scene.resolved.actors.get(&mention.actor))
        .is_some_and(|actor| actor.kind == ActorKind::Person);
    let singular = matches!(tree.token(head).xpos.as_str(), "NN" | "NNP");
    let one = tree.having(head, &[Relation::Det]).any(|det| matches!(tree.lemma(det).as_str(), "a" | "an" | "another"));
    singular && (person || one && !details.groups.contains(&tree.lemma(head)))
}

/// Where a noun phrase begins.
fn start(scene: &Scene, head: usize) -> usize {
    let tree = &scene.tree;
    let before = [
        Relation::Nummod,
        Relation::Det,
        Relation::Amod,
        Relation::Compound,
        Relation::Advmod,
        Relation::Case,
        Relation::NmodPoss,
        Relation::Nmod,
        Relation::DetPredet,
    ];
    let mut first = head;
    let mut open = vec![head];
    while let Some(at) = open.pop() {
        for child in tree.having(at, &before).filter(|&child| child < head) {
            first = first.min(child);
            open.push(child);
        }
    }
    first
}
