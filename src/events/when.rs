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
const OCCASION: &[&str] = &["at", "during", "in", "on", "amid"];

/// The date of the act that a token names: from the time words nearest to it in its clause; else the article's own day,
/// for what is told as news; none for what did not happen, or where the words leave the time open.
pub fn date(scene: &Scene, trigger: usize, article: Option<Date>, status: Status) -> Option<EventDate> {
    let open = matches!(status, Status::Planned | Status::Possible);
    let mut at = trigger;
    for _ in 0..scene.tree.len() {
        // What hangs on the verb above ("agreed on Monday to meet") was said of that, and lies behind.
        let ahead = open && at == trigger;
        match scene.tree.having(at, TIMES).find_map(|part| told(scene, part, article, ahead)) {
            Some(Told::At(date)) => return possible_then(date, article, open),
            Some(Told::Open) => return None,
            None => {}
        }
        if matches!(scene.tree.relation(at), Relation::AclRelcl | Relation::Root | Relation::Parataxis) {
            break;
        }
        let Some(head) = scene.tree.token(at).head else { break };
        at = head;
    }
    let day = |date| EventDate { date, precision: Precision::Day };
    article.filter(|_| matches!(status, Status::Actual | Status::Planned)).map(day)
}

/// A date after the article's is kept only for what has not happened yet.
fn possible_then(told: EventDate, article: Option<Date>, open: bool) -> Option<EventDate> {
    let future = article.is_some_and(|article| told.date > article);
    (open || !future).then_some(told)
}

/// What a phrase tells of the time: one of time itself, or an occasion that has its time beside it.
fn told(scene: &Scene, phrase: usize, article: Option<Date>, ahead: bool) -> Option<Told> {
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
    tokens.into_iter().map(|token| Word::new(&tree.token(token).form)).collect()
}
