//! When an act happened: the sentence's own words for time against the article's date.

mod calendar;
mod phrase;

use jiff::civil::Date;

use crate::date::{EventDate, Precision};
use crate::events::Status;
use crate::events::scene::Scene;
use crate::text::Relation;
use phrase::{Told, Word, is_time, read};

/// Where words for time hang on what they date.
const TIMES: &[Relation] = &[
    Relation::Obl,
    Relation::OblUnmarked,
    Relation::Nmod,
    Relation::NmodUnmarked,
    Relation::NmodPoss,
    Relation::Advmod,
    Relation::Compound,
    Relation::Amod,
];

/// Prepositions of an occasion, whose time is the act's: "at last month's summit".
const OCCASION: &[&str] = &["at", "during", "in", "on", "amid", "since"];

/// The date of the act that a token names: from the time words nearest to it in its clause; else the article's own day,
/// for what is told as news; none for what did not happen, or where the words leave the time open.
pub fn date(scene: &Scene, trigger: usize, article: Option<Date>, status: Status) -> Option<EventDate> {
    let open = matches!(status, Status::Planned | Status::Possible);
    let day = |date| EventDate { date, precision: Precision::Day };
    match nearest(scene, trigger, article, status) {
        Some((Told::At(date), _)) => possible_then(date, article, open),
        Some((Told::Open, _)) => None,
        None => article.filter(|_| matches!(status, Status::Actual | Status::Planned)).map(day),
    }
}

/// The words that decide the date; none where it is the article's.
pub(super) fn deciding(scene: &Scene, trigger: usize, article: Option<Date>, status: Status) -> Vec<usize> {
    nearest(scene, trigger, article, status).map(|(_, phrase)| tokens(scene, phrase)).unwrap_or_default()
}

/// The time told nearest to an act's word, and the phrase that tells it.
fn nearest(scene: &Scene, trigger: usize, article: Option<Date>, status: Status) -> Option<(Told, usize)> {
    let tree = &scene.tree;
    let open = matches!(status, Status::Planned | Status::Possible);
    let read = |part: usize, ahead: bool| told(scene, part, article, ahead).map(|told| (told, part));
    let mut at = trigger;
    for _ in 0..tree.len() {
        // What hangs on a verb of the past ("agreed on Monday to meet") was said of that, and lies behind.
        let ahead = open && at == trigger && !is_past(scene, at);
        if let Some(found) = times(scene, at).into_iter().find_map(|part| read(part, ahead)) {
            return Some(found);
        }
        if at == trigger && status == Status::Planned {
            let planned = below(scene, at).into_iter().flat_map(|part| times(scene, part));
            if let Some(found) = planned.into_iter().find_map(|part| read(part, true)) {
                return Some(found);
            }
        }
        if matches!(tree.relation(at), Relation::AclRelcl | Relation::Root | Relation::Parataxis) {
            break;
        }
        let Some(head) = tree.token(at).head else { break };
        at = head;
    }
    None
}

/// The phrases that may date a word: its own, and those that a parser hangs on the actor before or after it ("Turkey | on Sunday |
/// expelled him").
fn times(scene: &Scene, at: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let mut parts: Vec<usize> = tree.having(at, TIMES).collect();
    let actors = tree.having(at, &[Relation::Nsubj, Relation::NsubjPass, Relation::Obj]);
    let hung = actors
        .filter(|&noun| !scene.actor_at(noun).is_empty() && tree.is_verb(at))
        .flat_map(|noun| tree.having(noun, &[Relation::Nmod, Relation::NmodUnmarked]).filter(move |&part| part > noun));
    parts.extend(hung.filter(|&part| is_time(tree.token(part)) || is_day_of_month(scene, part)));
    parts
}

/// What is planned below a word: "is set to visit Egypt in May", "a visit in May was announced".
fn below(scene: &Scene, at: usize) -> Vec<usize> {
    let planned = [Relation::Xcomp, Relation::Ccomp, Relation::NsubjPass, Relation::Obj, Relation::Acl];
    let first: Vec<usize> = scene.tree.having(at, &planned).collect();
    let second = first.iter().flat_map(|&part| scene.tree.having(part, &[Relation::Xcomp, Relation::Acl])).collect::<Vec<_>>();
    first.into_iter().chain(second).collect()
}

/// Whether a verb tells what has been done: "agreed", "has agreed"; not "is scheduled".
fn is_past(scene: &Scene, verb: usize) -> bool {
    let passive = scene.tree.first(verb, &[Relation::AuxPass]).is_some();
    let has = || scene.tree.having(verb, &[Relation::Aux]).any(|aux| scene.tree.lemma(aux) == "have");
    match scene.tree.token(verb).xpos.as_str() {
        "VBD" => true,
        "VBN" => !passive && has(),
        _ => false,
    }
}

/// A date after the article's is kept only for what has not happened yet.
fn possible_then(told: EventDate, article: Option<Date>, open: bool) -> Option<EventDate> {
    let future = article.is_some_and(|article| told.date > article);
    (open || !future).then_some(told)
}

/// What a phrase tells of the time: one of time itself, or an occasion that has its time beside it.
fn told(scene: &Scene, phrase: usize, article: Option<Date>, ahead: bool) -> Option<Told> {
    if let Some(told) = beside_another(scene, phrase, article) {
        return Some(told);
    }
    if is_time(scene.tree.token(phrase)) || is_day_of_month(scene, phrase) {
        return read(&words(scene, phrase), article, ahead);
    }
    let prep = scene.tree.preposition(phrase)?;
    if let Some(dated) = scene
        .tree
        .having(phrase, &[Relation::OblUnmarked, Relation::NmodUnmarked, Relation::Nmod, Relation::Obl])
        .find(|&part| is_length(scene, part))
    {
        // "three days after the coup": the day of the coup is not told.
        return matches!(prep.as_str(), "after" | "before" | "following").then_some(Told::Open).filter(|_| dated < phrase);
    }
    let beside = [Relation::NmodPoss, Relation::Compound, Relation::Amod, Relation::NmodUnmarked, Relation::Nmod];
    let time = scene.tree.having(phrase, &beside).find(|&part| is_time(scene.tree.token(part)));
    let time = time.filter(|_| OCCASION.contains(&prep.as_str()))?;
    read(&words(scene, time), article, ahead)
}

/// "the day before yesterday", which trees take for two phrases; "the day after the vote", which is no date.
fn beside_another(scene: &Scene, phrase: usize, article: Option<Date>) -> Option<Told> {
    let word = |at: Option<usize>| at.and_then(|at| scene.tree.sentence.tokens.get(at)).map(|token| token.form.to_lowercase());
    let is = |at: Option<usize>, words: &[&str]| word(at).is_some_and(|word| words.contains(&word.as_str()));
    let back = |by: usize| phrase.checked_sub(by);
    if is(Some(phrase), &["yesterday"]) && is(back(1), &["before"]) && is(back(2), &["day"]) {
        return calendar::moved(article?, -2, calendar::Unit::Day).map(Told::At);
    }
    let unit = calendar::unit(&word(Some(phrase))?).is_some() && is(back(1), &["the"]);
    let after = is(Some(phrase + 1), &["after", "before", "following"]);
    (unit && after && !is(Some(phrase + 2), &["yesterday", "last", "next", "tomorrow"])).then_some(Told::Open)
}

/// Whether a token is the number of a day with its month beside it, as trees have "August 8".
fn is_day_of_month(scene: &Scene, at: usize) -> bool {
    let number = scene.tree.token(at).form.starts_with(|sign: char| sign.is_ascii_digit());
    let month = |child: &usize| {
        is_time(scene.tree.token(*child)) && calendar::month(&scene.tree.token(*child).form.to_lowercase()).is_some()
    };
    number && scene.tree.children(at).iter().any(month)
}

/// Whether a token is a length of time: "three days".
fn is_length(scene: &Scene, at: usize) -> bool {
    calendar::unit(&scene.tree.token(at).form.to_lowercase()).is_some()
        && scene.tree.first(at, &[Relation::Nummod, Relation::Det]).is_some()
}

/// The words of a phrase in order, without its clauses.
fn words(scene: &Scene, phrase: usize) -> Vec<Word> {
    tokens(scene, phrase).into_iter().map(|token| Word::new(&scene.tree.token(token).form)).collect()
}

fn tokens(scene: &Scene, phrase: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let mut tokens = vec![phrase];
    let mut next = 0;
    while next < tokens.len() {
        let clause = |child: usize| {
            matches!(
                tree.relation(child),
                Relation::AclRelcl | Relation::Acl | Relation::Advcl | Relation::Punct | Relation::Parataxis
            )
        };
        tokens.extend(tree.children(tokens[next]).iter().copied().filter(|&child| !clause(child)));
        next += 1;
    }
    tokens.sort_unstable();
    tokens
}
