//! Generic agents and titles: "Russian forces", "a Delhi court", "the NATO chief", "militants in Iraq", with whose they are.

use crate::actors::reading::{choose, definite};
use crate::actors::scene::{Phrase, Scene};
use crate::date::Date;
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::{Agent, AgentKind, EntryIndex, Meaning};
use crate::knowledge::spelling::words;
use crate::text::{Relation, Upos};

/// A role with whose it is.
#[derive(Clone)]
pub(super) struct RolePhrase<'a> {
    /// The table's line.
    pub agent: &'a Agent,
    /// Its sector: that of the body whose officer it is ("police chief"), else the table's.
    pub sector: String,
    /// The words that tell one such role from another: "foreign ministry".
    pub words: String,
    /// The state, organization or group that it belongs to, as the phrase itself says.
    pub owner: Option<EntryIndex>,
    /// A phrase of the sentence that would tell whose it is ("its president", "leader of the party"): its head.
    pub whose: Option<usize>,
    /// "former", "ex-", "late".
    pub former: bool,
    /// "the", "this", or owned.
    pub definite: bool,
    /// "deputy", "acting", "would-be": not the holder of the office itself.
    pub lesser: bool,
    /// More than one.
    pub plural: bool,
}

impl RolePhrase<'_> {
    /// Whether a name after the role is a person's.
    pub(super) fn names_person(&self) -> bool {
        self.agent.kind == AgentKind::Person
    }

    /// The sector: that of the elite for who was in office.
    pub(super) fn sector(&self) -> &str {
        let held = self.agent.office.is_some() || self.sector == "GOV";
        if self.former && held { "ELI" } else { &self.sector }
    }
}

/// The role in a phrase that ends before the token `end`: the last one.
pub(super) fn role<'a>(
    scene: &Scene<'a>,
    phrase: &Phrase,
    end: usize,
    directory: &'a ActorDirectory,
    day: Option<Date>,
) -> Option<RolePhrase<'a>> {
    let found = scene.agents.iter().rfind(|agent| phrase.core.start <= agent.tokens.start && agent.tokens.end <= end)?;
    // A role word that merely qualifies another noun is no role ("police station", "army base").
    let tail = found.tokens.end == end;
    if end == phrase.core.end && !tail {
        return None;
    }
    let before =
        || scene.names.iter().filter(|name| phrase.core.start <= name.tokens.start && name.tokens.end <= found.tokens.start);
    let pick = |wanted: fn(&Meaning) -> bool| {
        let reading = |name: &crate::actors::scene::NameMatch<'a>| choose(&name.readings, directory, day);
        before().filter(|name| !name.hyphenated).filter_map(reading).find(|reading| wanted(&reading.meaning))
    };
    let qualifier = pick(|meaning| *meaning != Meaning::Place).or_else(|| pick(|_| true)).map(|reading| reading.entry);
    let inside =
        || scene.name_at(found.tokens.start).and_then(|name| choose(&name.readings, directory, day)).map(|reading| reading.entry);
    let (after, whose_after) = complement(scene, found.tokens.end - 1, phrase, directory, day);
    let possessor = scene
        .dependents(phrase.head, &[Relation::NmodPoss])
        .find(|at| scene.token(*at).upos == Upos::Pron || scene.name_at(*at).is_none());
    // Directly before the title, though the parser has it elsewhere: "Georgia | governor Sonny Perdue".
    let adjacent = || {
        let name = scene.names.iter().find(|name| name.tokens.end == found.tokens.start && !name.hyphenated)?;
        choose(&name.readings, directory, day).map(|reading| reading.entry)
    };
    let owner = qualifier.or_else(inside).or(after).or_else(adjacent);
    let surname = || {
        let of_government = found.agent.sector == "GOV";
        let alone =
            |at: &usize| scene.name_at(*at).is_none() && scene.agent_at(*at).is_none() && scene.token(*at).upos == Upos::Propn;
        (phrase.core.start..found.tokens.start)
            .filter(|_| of_government)
            .filter(alone)
            .find(|at| bears_surname(scene, *at, directory))
    };
    let form = |at: usize| scene.token(at).form.to_lowercase();
    let modifiers: Vec<String> = (phrase.core.start..found.tokens.start).map(form).collect();
    let has = |list: &[&str]| modifiers.iter().any(|word| list.contains(&word.as_str()));
    let last = scene.token(found.tokens.end - 1);
    let body =
        scene.agents.iter().rfind(|agent| agent.tokens.end == found.tokens.start && agent.tokens.start >= phrase.core.start);
    let body = body.filter(|_| found.agent.kind == AgentKind::Person && found.agent.sector == "GOV");
    Some(RolePhrase {
        agent: found.agent,
        sector: body.map_or(&found.agent.sector, |body| &body.agent.sector).clone(),
        words: role_words(scene, phrase, found.tokens.clone(), directory),
        owner,
        whose: if owner.is_none() { surname().or(possessor).or(whose_after) } else { None },
        former: has(&["former", "ex", "ex-", "late", "retired", "ousted", "deposed", "onetime", "one-time", "then"]),
        definite: definite(scene, phrase),
        lesser: has(&[
            "deputy",
            "vice",
            "assistant",
            "acting",
            "would-be",
            "senior",
            "candidate",
            "next",
            "future",
            "first",
            "under",
        ]),
        plural: matches!(last.xpos.as_str(), "NNS" | "NNPS"),
    })
}

/// Whose the role is by a phrase after it: "of Russia", "for the Foreign Ministry", "in Iraq". The second value is the head
/// of such a phrase that names nobody itself.
fn complement(
    scene: &Scene,
    role: usize,
    phrase: &Phrase,
    directory: &ActorDirectory,
    day: Option<Date>,
) -> (Option<EntryIndex>, Option<usize>) {
    let mut whose = None;
    let after: Vec<usize> = [role, phrase.head]
        .iter()
        .flat_map(|head| scene.dependents(*head, &[Relation::Nmod]))
        .filter(|at| *at >= phrase.core.end || *at > role)
        .collect();
    for complement in after {
        let mut prepositions = scene.prepositions(complement);
        if !prepositions.any(|word| matches!(word.as_str(), "of" | "for" | "from" | "in" | "at" | "within" | "across")) {
            continue;
        }
        let core = scene.phrase(complement).core;
        let mut names = scene.names.iter().filter(|name| core.start <= name.tokens.start && name.tokens.end <= core.end);
        if let Some(reading) = names.find_map(|name| choose(&name.readings, directory, day)) {
            return (Some(reading.entry), None);
        }
        let deeper = scene.dependents(complement, &[Relation::Nmod]).find_map(|inner| {
            let name = scene.name_at(inner)?;
            choose(&name.readings, directory, day)
        });
        if let Some(reading) = deeper {
            return (Some(reading.entry), None);
        }
        if scene.prepositions(complement).any(|word| word == "of" || word == "for") {
            whose = whose.or(Some(complement));
        }
    }
    (None, whose)
}

/// Whether a person of the directory has this surname.
fn bears_surname(scene: &Scene, at: usize, directory: &ActorDirectory) -> bool {
    let pieces = words(&scene.token(at).form);
    !directory.surname(&pieces.iter().map(String::as_str).collect::<Vec<_>>()).is_empty()
}

/// The role's own words with the compounds before it, without whose it is: lower case unless it is a name. A name with "of"
/// is taken whole: "University of North Carolina".
fn role_words(scene: &Scene, phrase: &Phrase, role: std::ops::Range<usize>, directory: &ActorDirectory) -> String {
    let compounds = (phrase.core.start..role.start).rev().take_while(|at| {
        let token = scene.token(*at);
        scene.name_at(*at).is_none()
            && (token.relation == Relation::Compound || token.upos == Upos::Propn && token.relation != Relation::NmodPoss)
            && (scene.agent_at(*at).is_some() || !bears_surname(scene, *at, directory))
    });
    // "Palestinian militants" may stand in the table as it is; whose they are is told apart from it.
    let owner = scene.name_at(role.start).map(|name| name.tokens.end).filter(|end| *end < role.end);
    let start = owner.or_else(|| compounds.last()).unwrap_or(role.start);
    let head = scene.token(role.end - 1);
    let whole = scene.dependents(role.end - 1, &[Relation::Nmod]).next().filter(|of| {
        head.upos == Upos::Propn
            && *of == scene.phrase(*of).core.end - 1
            && scene.token(*of).upos == Upos::Propn
            && scene.prepositions(*of).any(|word| word == "of")
            && scene.agent_at(role.end - 1).is_some_and(|agent| agent.agent.kind == AgentKind::Institution)
    });
    let named = whole.is_some() || start < role.start && scene.token(start).upos == Upos::Propn;
    let form = |at: usize| if named { scene.token(at).form.clone() } else { scene.token(at).form.to_lowercase() };
    (start..whole.map_or(role.end, |of| of + 1)).map(form).collect::<Vec<_>>().join(" ").replace(" - ", "-")
}
