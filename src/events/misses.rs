//! Near misses: the senses that a word could have had, and what each of them lacked here.

use std::collections::BTreeSet;
use std::fmt;

use crate::actors::Resolved;
use crate::events::clause::{self, Frame};
use crate::events::gate::{is_open, may_act};
use crate::events::nominal;
use crate::events::scene::{Scene, Side};
use crate::events::senses::{holds, is_clause, sides};
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::{Clause, Gate, Lexicon, Nouns, Sense};

/// A sense of a word and what it lacked.
#[derive(Debug, Clone)]
pub struct Miss<'a> {
    /// The word.
    pub token: usize,
    /// The sense; it has a code.
    pub sense: &'a Sense,
    /// What it asked for and did not find; empty where it holds.
    pub lacks: Vec<Lack>,
    /// The nouns that the conditions which hold took up, and the parts of the sense's name: of two senses that lack the
    /// same, the one that found more is nearer.
    found: usize,
}

/// What a sense asked for and did not find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// An object, or one of these nouns as object.
    Object(Nouns),
    /// A subject that is one of these nouns.
    Subject(Nouns),
    /// A phrase with one of these prepositions; with any, where none is named.
    Phrase(Vec<String>),
    /// One of these nouns after the preposition.
    Noun(Nouns),
    /// A clause of this kind.
    Clause(Clause),
    /// An actor who does it.
    Source,
    /// An actor to whom it is done.
    Target,
    /// A source of this kind, or any side that is a political actor.
    Gate(Gate),
}

impl Lack {
    /// Whether it is a condition on the words rather than on the actors.
    pub fn is_of_words(&self) -> bool {
        !matches!(self, Lack::Source | Lack::Target | Lack::Gate(_))
    }
}

/// The senses of a verb or noun that name an act, those that lack least first.
pub fn misses<'a>(scene: &Scene, token: usize, lexicon: &'a Lexicon) -> Vec<Miss<'a>> {
    let mut misses: Vec<Miss> = if scene.tree.is_verb(token) {
        let frame = clause::frame(&scene.tree, token);
        let senses = frame.names.iter().flat_map(|name| lexicon.verb(name).map(move |sense| (name, sense)));
        senses.filter(|(_, sense)| sense.code.is_some()).map(|(name, sense)| verb(scene, &frame, name, sense)).collect()
    } else {
        let lemma = scene.tree.lemma(token);
        let senses = lexicon.noun(&lemma).filter(|sense| sense.code.is_some());
        senses.map(|sense| noun(scene, token, sense)).collect()
    };
    misses.sort_by(|one, other| {
        let key = |miss: &Miss| (miss.lacks.len(), std::cmp::Reverse(miss.found));
        key(one).cmp(&key(other)).then(other.sense.weight.total_cmp(&one.sense.weight))
    });
    // One sense can have several names here: the best of them is told.
    let mut seen = BTreeSet::new();
    misses.retain(|miss| seen.insert(miss.sense.origin.as_str()));
    misses
}

/// The senses that came closest in a sentence, the nearest first: of each word the one that lacks least.
pub fn closest<'a>(resolved: &Resolved, sentence: usize, knowledge: &'a Knowledge) -> Vec<Miss<'a>> {
    let scene = Scene::new(resolved, sentence);
    let best = |token: usize| misses(&scene, token, &knowledge.lexicon).into_iter().next();
    let mut near: Vec<Miss> = (0..scene.tree.len()).filter_map(best).filter(|miss| miss.lacks.len() <= FARTHEST).collect();
    near.sort_by_key(|miss| (miss.lacks.len(), miss.token));
    near.truncate(NEAREST);
    near
}

/// A sense that lacks more than this is no near miss.
const FARTHEST: usize = 2;

/// So many near misses are told.
const NEAREST: usize = 3;

fn verb<'a>(scene: &Scene, frame: &Frame, name: &str, sense: &'a Sense) -> Miss<'a> {
    let mut taken = Vec::new();
    let mut lacks = Vec::new();
    if let Some(nouns) = sense.object.as_ref().filter(|nouns| holds(scene, &frame.objects, nouns, &mut taken).is_none()) {
        lacks.push(Lack::Object(nouns.clone()));
    }
    let phrases = frame.phrases.iter().filter(|phrase| sense.prep.is_empty() || sense.prep.contains(&phrase.prep));
    let heads: Vec<usize> = phrases.map(|phrase| phrase.noun).collect();
    match &sense.noun {
        _ if !sense.prep.is_empty() && heads.is_empty() => lacks.push(Lack::Phrase(sense.prep.clone())),
        Some(nouns) if holds(scene, &heads, nouns, &mut taken).is_none() => lacks.push(Lack::Noun(nouns.clone())),
        _ => {}
    }
    if let Some(nouns) = sense.subject.as_ref().filter(|nouns| holds(scene, &frame.subjects, nouns, &mut taken).is_none()) {
        lacks.push(Lack::Subject(nouns.clone()));
    }
    let has = |clause: Clause| frame.complements.iter().any(|complement| is_clause(&scene.tree, complement, clause));
    lacks.extend(sense.clause.filter(|&clause| !has(clause)).map(Lack::Clause));
    lack_actors(sense, &sides(scene, frame, &sense.source), &sides(scene, frame, &sense.target), &mut lacks);
    Miss { token: frame.verb, sense, lacks, found: taken.len() + name.matches('_').count() }
}

fn noun<'a>(scene: &Scene, token: usize, sense: &'a Sense) -> Miss<'a> {
    let mut lacks = Vec::new();
    lack_actors(sense, &nominal::sides(scene, token, &sense.source), &nominal::sides(scene, token, &sense.target), &mut lacks);
    Miss { token, sense, lacks, found: 0 }
}

/// What the sense lacks of actors. A reciprocal act may have both on one side.
fn lack_actors(sense: &Sense, sources: &[Side], targets: &[Side], lacks: &mut Vec<Lack>) {
    let both = sense.both && sources.len() + targets.len() > 1;
    if sources.is_empty() && !both {
        lacks.push(Lack::Source);
    } else if !sources.is_empty()
        && (!may_act(sense.by, sources) || !is_open(sense.by, sense.code.as_deref().unwrap_or_default(), false, sources, targets))
    {
        lacks.push(Lack::Gate(sense.by));
    }
    if targets.is_empty() && !sense.target.is_empty() && !both {
        lacks.push(Lack::Target);
    }
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Lack::Object(nouns) => write!(f, "as its object {}", Words(nouns)),
            Lack::Subject(nouns) => write!(f, "as its subject {}", Words(nouns)),
            Lack::Phrase(preps) => write!(f, "a phrase with {}", preps.join(" or ")),
            Lack::Noun(nouns) => write!(f, "after its preposition {}", Words(nouns)),
            Lack::Clause(Clause::Infinitive) => f.write_str("an infinitive"),
            Lack::Clause(Clause::That) => f.write_str("a clause with that"),
            Lack::Clause(Clause::Subjunctive) => f.write_str("a clause that tells what is to be done"),
            Lack::Clause(Clause::Gerund) => f.write_str("a gerund"),
            Lack::Source => f.write_str("an actor who does it"),
            Lack::Target => f.write_str("an actor to whom it is done"),
            Lack::Gate(Gate::Armed) => f.write_str("someone armed who does it"),
            Lack::Gate(_) => f.write_str("a political actor who does it"),
        }
    }
}

/// A condition on nouns in words, cut where it is long.
struct Words<'a>(&'a Nouns);

/// So many of a condition's nouns are shown.
const SHOWN: usize = 5;

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Nouns::Any => f.write_str("any noun"),
            Nouns::Absent => f.write_str("nothing"),
            Nouns::Of(words) => {
                let shown: Vec<&str> = words.iter().take(SHOWN).map(String::as_str).collect();
                let more = if words.len() > SHOWN { ", ..." } else { "" };
                write!(f, "{}{more}", shown.join(", "))
            }
        }
    }
}
