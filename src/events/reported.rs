//! Reported speech: who says so, and who passes it on; in one clause, around it, or before and after a quotation of several
//! sentences.

use crate::events::Participant;
use crate::events::act::Act;
use crate::events::clause;
use crate::events::scene::{Scene, Side};
use crate::events::senses;
use crate::knowledge::lexicon::{Effect, Lexicon, Role};
use crate::text::Relation;

/// Somebody who says so, and the word that tells it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Speaker {
    /// Who.
    pub side: Side,
    /// "said", "according"; none where it stands in another sentence.
    pub word: Option<usize>,
}

/// Attributes an act that is not attributed yet; tells who passes on what its speaker says, from the inside out.
pub(super) fn attribute(scene: &Scene, act: &mut Act, lexicon: &Lexicon) -> Vec<Participant> {
    let mut speakers: Vec<Participant> =
        speakers(scene, act.trigger, lexicon).into_iter().map(|speaker| speaker.side.participant).collect();
    act.attribution = act.attribution.take().or_else(|| speakers.first().cloned());
    let Some(first) = &act.attribution else { return Vec::new() };
    let after = speakers.iter().rposition(|speaker| speaker.actor == first.actor).map_or(0, |at| at + 1);
    speakers.split_off(after)
}

/// Everybody who says what an act's clause tells, the innermost first.
pub(super) fn speakers(scene: &Scene, token: usize, lexicon: &Lexicon) -> Vec<Speaker> {
    let mut found = chain(scene, token, lexicon);
    if found.is_empty() {
        found.extend(quoted(scene, token, lexicon).map(|side| Speaker { side, word: None }));
    }
    found
}

/// The speaker of the clause that a token stands in.
pub fn speaker_of(scene: &Scene, token: usize, lexicon: &Lexicon) -> Option<Side> {
    chain(scene, token, lexicon).into_iter().next().map(|speaker| speaker.side)
}

/// The speakers whom the sentence itself names, on the way from a token to its root.
fn chain(scene: &Scene, token: usize, lexicon: &Lexicon) -> Vec<Speaker> {
    let tree = &scene.tree;
    let mut found: Vec<Speaker> = Vec::new();
    let mut at = token;
    for _ in 0..tree.len() {
        let asides = aside(scene, at, token, lexicon).into_iter().chain(above(scene, at, lexicon));
        for speaker in asides {
            if found.iter().all(|known| known.side.participant.actor != speaker.side.participant.actor) {
                found.push(speaker);
            }
        }
        let Some(head) = tree.token(at).head else { break };
        at = head;
    }
    found
}

/// Who says so beside a clause: "..., the minister said", "as the minister put it", "according to the UN".
fn aside(scene: &Scene, at: usize, token: usize, lexicon: &Lexicon) -> Option<Speaker> {
    let tree = &scene.tree;
    let as_told = |&clause: &usize| tree.having(clause, &[Relation::Mark]).any(|mark| tree.lemma(mark) == "as");
    let mut beside = tree.having(at, &[Relation::Parataxis]).chain(tree.having(at, &[Relation::Advcl]).filter(as_told));
    let put_so =
        |&verb: &usize| verb != token && (is_report(lexicon, &tree.lemma(verb)) || as_told(&verb) && tree.lemma(verb) == "put");
    if let Some(verb) = beside.find(put_so) {
        return speaker(scene, verb);
    }
    let phrases = tree.having(at, &[Relation::Obl, Relation::Nmod]);
    phrases.filter(|&noun| noun != token).find_map(|noun| {
        let prep = tree.preposition(noun)?;
        let case = tree.first(noun, &[Relation::Case]);
        match prep.as_str() {
            "according_to" | "accord_to" => Some(Speaker { side: scene.sides(noun).into_iter().next()?, word: case }),
            "in" if matches!(tree.lemma(noun).as_str(), "view" | "opinion" | "word" | "account") => {
                Some(Speaker { side: owner(scene, noun)?, word: Some(noun) })
            }
            _ => None,
        }
    })
}

/// Who says so above a clause: "the minister said that ...", "Russian claims that ...".
fn above(scene: &Scene, at: usize, lexicon: &Lexicon) -> Option<Speaker> {
    let tree = &scene.tree;
    let head = tree.token(at).head?;
    let lemma = tree.lemma(head);
    match tree.relation(at) {
        _ if clause::is_quoted_saying(tree, at, head) => speaker(scene, head),
        // "That Russia had attacked was confirmed by NATO."
        Relation::Ccomp | Relation::Parataxis | Relation::Csubj | Relation::CsubjPass if is_report(lexicon, &lemma) => {
            speaker(scene, head)
        }
        Relation::Acl | Relation::AclRelcl | Relation::Ccomp
            if is_claim(&lemma) && !tree.is_verb(head) && has_that(scene, at) =>
        {
            // "said in a statement that ...".
            let carrier = || tree.token(head).head.filter(|&verb| tree.is_verb(verb) && is_report(lexicon, &tree.lemma(verb)));
            let own = owner(scene, head).map(|side| Speaker { side, word: Some(head) });
            own.or_else(|| speaker(scene, carrier()?))
        }
        _ => None,
    }
}

/// Whose a claim, a report or a view is.
fn owner(scene: &Scene, noun: usize) -> Option<Side> {
    let owners = scene.owners(noun).into_iter();
    owners
        .filter(|&owner| owner < noun || scene.tree.preposition(owner).is_some_and(|prep| prep != "in"))
        .find_map(|owner| scene.sides(owner).into_iter().next())
}

/// Whether a clause tells what somebody claims: "claims that he fled", "claims he fled".
fn has_that(scene: &Scene, clause: usize) -> bool {
    let tree = &scene.tree;
    let subject = tree.first(clause, &[Relation::Nsubj]).filter(|_| tree.relation(clause) != Relation::AclRelcl);
    subject.is_some() || tree.children(clause).iter().any(|&word| tree.lemma(word) == "that")
}

fn speaker(scene: &Scene, verb: usize) -> Option<Speaker> {
    let frame = clause::frame(&scene.tree, verb);
    let side = interjected(scene, verb).or_else(|| senses::sides(scene, &frame, &[Role::Subject]).into_iter().next())?;
    Some(Speaker { side, word: Some(verb) })
}

/// Who speaks between commas after the verb: "Poland, | said Lavrov, | has expelled ...", where the parser takes Poland for the one
/// who says it.
fn interjected(scene: &Scene, verb: usize) -> Option<Side> {
    let comma =
        |at: usize| scene.tree.sentence.tokens.get(at).is_some_and(|word| matches!(word.form.as_str(), "," | "\"" | "”" | "''"));
    let opens = verb.checked_sub(1).is_some_and(comma);
    let name = (verb + 1..(verb + 8).min(scene.tree.len())).take_while(|&at| !comma(at)).last()?;
    let closes = comma(name + 1) && scene.tree.len() > name + 2;
    let inside = (verb + 1..=name).find_map(|at| scene.actor_at(at).into_iter().next());
    inside.filter(|_| opens && closes)
}

fn is_report(lexicon: &Lexicon, verb: &str) -> bool {
    lexicon.governor(verb).any(|governor| matches!(governor.effect, Effect::Report | Effect::Allege))
}

fn is_claim(noun: &str) -> bool {
    matches!(
        noun,
        "claim" | "allegation" | "report" | "assertion" | "statement" | "contention" | "suggestion" | "charge" | "accusation"
    )
}

/// A quotation goes over at most so many sentences.
const LONGEST: usize = 6;

/// The speaker of a quotation that goes over several sentences, where a token stands in one.
fn quoted(scene: &Scene, token: usize, lexicon: &Lexicon) -> Option<Side> {
    let quote = Quote::around(scene, token)?;
    let speaker_in = |index: usize| {
        let other = Scene::new(scene.resolved, index);
        let tree = &other.tree;
        let says = |&verb: &usize| tree.is_verb(verb) && is_report(lexicon, &tree.lemma(verb)) && !Quote::holds(&other, verb);
        let verb = (0..tree.len()).find(says)?;
        speaker(&other, verb).map(|speaker| speaker.side)
    };
    let quotes = |index: usize| scene.resolved.document.sentences[index].tokens.iter().any(|word| is_mark(&word.form));
    let sentences = scene.resolved.document.sentences.len();
    let before = (scene.index.saturating_sub(LONGEST)..scene.index).rev();
    let before = before.take_while(|&index| quotes(index) || quote.opened_before);
    let after = (scene.index + 1..sentences.min(scene.index + LONGEST)).take_while(|_| quote.open_after);
    let mut tried = before.filter(|&index| quotes(index)).find_map(speaker_in);
    if tried.is_none() {
        tried = after.filter(|&index| quotes(index)).find_map(speaker_in);
    }
    tried
}

/// Where the quotation around a word begins and ends.
#[derive(Debug, Clone, Copy)]
struct Quote {
    opened_before: bool,
    open_after: bool,
}

impl Quote {
    fn around(scene: &Scene, token: usize) -> Option<Quote> {
        let opened_before = Quote::is_open_before(scene);
        let open =
            |words: usize| scene.tree.sentence.tokens[..words].iter().fold(opened_before, |open, word| turned(open, &word.form));
        open(token).then(|| Quote { opened_before, open_after: open(scene.tree.len()) })
    }

    /// Whether a word stands in a quotation.
    fn holds(scene: &Scene, token: usize) -> bool {
        Quote::around(scene, token).is_some()
    }

    /// Whether a quotation is open where the sentence begins: a paragraph begins with none.
    fn is_open_before(scene: &Scene) -> bool {
        let sentences = &scene.resolved.document.sentences;
        let paragraph = sentences[scene.index].paragraph;
        let before = sentences[..scene.index].iter().rev().take_while(|sentence| sentence.paragraph == paragraph).count();
        let words = sentences[scene.index - before..scene.index].iter().flat_map(|sentence| &sentence.tokens);
        words.fold(false, |open, word| turned(open, &word.form))
    }
}

fn is_mark(form: &str) -> bool {
    matches!(form, "\"" | "“" | "”" | "``" | "''")
}

/// Whether a quotation is open after a word.
fn turned(open: bool, form: &str) -> bool {
    match form {
        "\"" => !open,
        "“" | "``" => true,
        "”" | "''" => false,
        _ => open,
    }
}
