//! What a noun phrase says by itself, before the rest of the article is asked: a name of the directory, an unknown name
//! with or without a title, a role ("Russian forces"), or nothing of its own.

use crate::actors::agents::{RolePhrase, role};
use crate::actors::ambiguity::is_direction;
use crate::actors::scene::{AgentMatch, NameMatch, Phrase, Scene};
use crate::actors::titles::{Shape, is_company_form, is_honorific, is_post_nominal, names_thoroughfare, shape};
use crate::date::Date;
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::{Agent, AgentKind, EntryIndex, Meaning, Reading, Sort};
use crate::text::{Relation, Upos};

/// What a phrase says by itself.
pub(super) enum Sense<'a> {
    /// A name of the directory, with the title before it.
    Known { entry: EntryIndex, meaning: Meaning, words: Vec<String> },
    /// Citizens: "Russians", "the French".
    Citizens { state: EntryIndex, noun: String, definite: bool },
    /// A name that the directory does not know.
    Named(Named<'a>),
    /// A role without a name.
    Role(RolePhrase<'a>),
    /// A pronoun.
    Pronoun,
    /// A common noun: only an earlier mention can tell whom it means.
    Common,
    /// No actor: a day, a sea, a prize.
    Nothing,
}

/// A name that the directory does not know.
pub(super) struct Named<'a> {
    /// The words of the name.
    pub words: Vec<String>,
    /// The tokens that it covers: names within it mean nothing of their own.
    pub tokens: std::ops::Range<usize>,
    /// A person or something else.
    pub shape: Shape,
    /// The title before it.
    pub role: Option<RolePhrase<'a>>,
    /// The kind of body that its words tell: "LAUSD Union of Teachers".
    pub body: Option<&'a Agent>,
    /// The state that its words or its adjective tell.
    pub state: Option<EntryIndex>,
    /// "Mr", "Mrs".
    pub honorific: Option<String>,
}

/// Reads a phrase.
pub(super) fn read<'a>(scene: &Scene<'a>, phrase: &Phrase, directory: &'a ActorDirectory, day: Option<Date>) -> Sense<'a> {
    let head = scene.token(phrase.head);
    if head.upos == Upos::Pron {
        return Sense::Pronoun;
    }
    // A title with its own preposition ends behind the phrase's core: "member of parliament".
    if let Some(title) = scene.agent_at(phrase.head).filter(|title| title.tokens.end > phrase.core.end) {
        let core = phrase.core.start..title.tokens.end;
        let whole = Phrase { core: core.clone(), ..phrase.clone() };
        return role(scene, &whole, core.end, directory, day).map_or(Sense::Common, Sense::Role);
    }
    let last = phrase.core.end - 1;
    let goes_on = |name: &&NameMatch| {
        name.tokens.end < phrase.core.end && (scene.token(last).upos == Upos::Propn || tail_is_role(scene, phrase))
    };
    let at_head = || scene.name_at(phrase.head).filter(|name| !goes_on(name));
    let name = scene.name_at(last).or_else(at_head).filter(|name| !name.hyphenated);
    if let Some(name) = name.filter(|name| !part_of_longer_name(scene, phrase, name)) {
        return known(scene, phrase, name, directory, day);
    }
    if name.is_none()
        && tail_is_role(scene, phrase)
        && let Some(role) = role(scene, phrase, phrase.core.end, directory, day)
    {
        return Sense::Role(role);
    }
    if scene.token(last).upos == Upos::Propn || ends_company(scene, phrase, last) {
        return named(scene, phrase, directory, day);
    }
    match role(scene, phrase, phrase.core.end, directory, day) {
        Some(role) => Sense::Role(role),
        None if head.upos == Upos::Noun || head.upos == Upos::Num || head.upos == Upos::Det => Sense::Common,
        None => Sense::Nothing,
    }
}

/// The reading that a name has on a day: what exists then before what does not, the actor before the place.
pub(super) fn choose<'a>(readings: &[&'a Reading], directory: &ActorDirectory, day: Option<Date>) -> Option<&'a Reading> {
    let rank = |reading: &&&Reading| {
        let entry = directory.entry(reading.entry);
        let current = match (day, entry.sort) {
            (None, _) => true,
            (Some(_), Sort::Person) => directory.role(reading.entry, day).is_some(),
            (Some(day), _) => entry.term.holds(day),
        };
        let began = entry.roles.iter().filter_map(|role| role.term.from).filter(|from| day.is_none_or(|day| *from <= day)).max();
        (!current, reading.meaning, std::cmp::Reverse(began), reading.entry)
    };
    readings.iter().min_by_key(rank).copied()
}

fn known<'a>(
    scene: &Scene<'a>,
    phrase: &Phrase,
    name: &NameMatch<'a>,
    directory: &'a ActorDirectory,
    day: Option<Date>,
) -> Sense<'a> {
    let Some(reading) = choose(&name.readings, directory, day) else { return Sense::Nothing };
    let words: Vec<String> = name.tokens.clone().map(|at| scene.token(at).form.clone()).collect();
    match reading.meaning {
        Meaning::Adjective | Meaning::People => {
            let definite = definite(scene, phrase);
            Sense::Citizens { state: reading.entry, noun: words.join(" "), definite }
        }
        meaning => Sense::Known { entry: reading.entry, meaning, words },
    }
}

/// Whether the phrase ends in a word for a role: no unknown name follows it.
fn tail_is_role(scene: &Scene, phrase: &Phrase) -> bool {
    scene.agent_at(phrase.core.end - 1).is_some_and(|agent| {
        // "Mervyn King": a role word that follows a first name is part of the name.
        let before = agent.tokens.start.checked_sub(1).filter(|before| phrase.core.contains(before));
        let first_name = before.is_some_and(|before| scene.name_at(before).is_none() && scene.token(before).upos == Upos::Propn);
        !(agent.tokens.len() == 1 && first_name && scene.token(agent.tokens.start).relation == Relation::Flat)
    })
}

/// Whether a state's or a city's name is but a part of an unknown name: "New England", "Denzel Washington".
fn part_of_longer_name(scene: &Scene, phrase: &Phrase, name: &NameMatch) -> bool {
    let Some(before) = name.tokens.start.checked_sub(1).filter(|at| phrase.core.contains(at)) else { return false };
    let token = scene.token(before);
    name.tokens.len() == 1
        && name.readings.iter().all(|reading| reading.meaning != Meaning::Adjective)
        && token.upos == Upos::Propn
        && !is_direction(&token.form)
        && !is_honorific(&token.form)
        && scene.name_at(before).is_none()
        && scene.agent_at(before).is_none()
}

/// Whether a word after a proper noun makes it a company: "Vectura plc".
fn ends_company(scene: &Scene, phrase: &Phrase, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|before| phrase.core.contains(before));
    is_company_form(&scene.token(at).form) && before.is_some_and(|before| scene.token(before).upos == Upos::Propn)
}

/// The phrase without an office or an honour that follows a full name: "Tom McCabe | MSP".
fn without_post_nominal(scene: &Scene, phrase: &Phrase) -> Phrase {
    let last = phrase.core.end - 1;
    let name = |at: usize| scene.token(at).upos == Upos::Propn && scene.name_at(at).is_none() && scene.agent_at(at).is_none();
    let follows = phrase.core.len() > 2 && is_post_nominal(&scene.token(last).form) && name(last - 1) && name(last - 2);
    Phrase { core: phrase.core.start..phrase.core.end - usize::from(follows), ..phrase.clone() }
}

/// A name that the directory does not know: the proper nouns at the phrase's end, with what stands before them.
fn named<'a>(scene: &Scene<'a>, whole: &Phrase, directory: &'a ActorDirectory, day: Option<Date>) -> Sense<'a> {
    let phrase = &without_post_nominal(scene, whole);
    let after = phrase.core.end < whole.core.end;
    let mut start = phrase.core.end;
    while start > phrase.core.start && continues(scene, start - 1, phrase) {
        start -= 1;
    }
    if start == phrase.core.end {
        return Sense::Nothing;
    }
    let honorific = (start..phrase.core.end).find(|at| is_honorific(&scene.token(*at).form));
    let title_end = honorific.unwrap_or(start);
    start = honorific.map_or(start, |at| at + 1).min(phrase.core.end - 1);
    let follows = || role(scene, whole, whole.core.end, directory, day).filter(|_| after);
    let role = role(scene, phrase, title_end, directory, day).or_else(follows);
    let before = title_end.checked_sub(1).filter(|at| phrase.core.contains(at)).and_then(|at| scene.name_at(at));
    let before = before.and_then(|name| Some((name, choose(&name.readings, directory, day)?)));
    let mut state = None;
    if let (Some((name, reading)), None) = (before, honorific) {
        state = directory.entry(reading.entry).state.or(Some(reading.entry));
        let possessive = scene.token(name.tokens.end - 1).relation == Relation::NmodPoss;
        let person = matches!(shape(scene, start..phrase.core.end, phrase), Some(Shape::Person)) && phrase.core.end - start > 1;
        if role.is_none() && !possessive && !(reading.meaning == Meaning::Adjective && person) {
            start = name.tokens.start;
        }
    }
    let tokens = start..phrase.core.end;
    let shape = match (&role, honorific) {
        _ if names_thoroughfare(&scene.token(phrase.core.end - 1).form) => None,
        _ if after => Some(Shape::Person),
        (Some(role), _) if role.names_person() => Some(Shape::Person),
        (_, Some(_)) => Some(Shape::Person),
        _ => shape(scene, tokens.clone(), phrase),
    };
    let Some(shape) = shape else { return Sense::Nothing };
    let state = state.or_else(|| {
        let inside = scene.names.iter().find(|name| tokens.start <= name.tokens.start && name.tokens.end <= tokens.end)?;
        let reading = choose(&inside.readings, directory, day).filter(|_| shape == Shape::Organization)?;
        (directory.entry(reading.entry).sort == Sort::State).then_some(reading.entry)
    });
    let words = tokens.clone().map(|at| scene.token(at).form.clone()).collect();
    let within = |agent: &&AgentMatch| tokens.start <= agent.tokens.start && agent.tokens.end <= tokens.end;
    let body = scene.agents.iter().rfind(within).map(|found| found.agent).filter(|agent| agent.kind == AgentKind::Institution);
    let honorific = honorific.map(|at| scene.token(at).form.clone());
    Sense::Named(Named { words, tokens, shape, role, body, state, honorific })
}

/// Whether a token belongs to the run of proper nouns at the phrase's end.
fn continues(scene: &Scene, at: usize, phrase: &Phrase) -> bool {
    let token = scene.token(at);
    let within = |at: usize| phrase.core.contains(&at);
    match token.upos {
        // A role word ends the run to the left, unless it is the name's own tail.
        Upos::Propn if at + 1 < phrase.core.end && scene.agent_at(at).is_some() && !is_initial(&token.form) => false,
        Upos::Propn => scene.name_at(at).is_none_or(|name| part_of_longer_name(scene, phrase, name)) || at + 1 == phrase.core.end,
        _ if ends_company(scene, phrase, at) => true,
        _ if token.form == "-" => at + 1 < phrase.core.end && within(at.wrapping_sub(1)),
        _ => {
            let small = matches!(
                token.form.as_str(),
                "al" | "el" | "bin" | "ibn" | "van" | "von" | "der" | "de" | "da" | "dos" | "del" | "&"
            );
            (small || is_initial(&token.form)) && at + 1 < phrase.core.end
        }
    }
}

fn is_initial(word: &str) -> bool {
    word.len() == 2 && word.ends_with('.') && word.starts_with(char::is_uppercase)
}

/// Whether the phrase is definite: "the", "this", "both", or owned.
pub(super) fn definite(scene: &Scene, phrase: &Phrase) -> bool {
    scene.dependents(phrase.head, &[Relation::Det, Relation::DetPredet, Relation::NmodPoss]).any(|det| {
        let form = scene.token(det).form.to_lowercase();
        !matches!(form.as_str(), "a" | "an" | "some" | "any" | "no" | "another" | "every" | "each" | "many" | "several")
    })
}
