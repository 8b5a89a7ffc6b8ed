//! Generic agents and titles: "Russian forces", "a Delhi court", "the NATO chief", "militants in Iraq", with whose they are.

use crate::actors::reading::{Sense, choose, definite, read};
use crate::actors::scene::{AgentMatch, NameMatch, Phrase, Scene};
use crate::actors::titles::{Shape, is_company};
use crate::date::Date;
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::{Agent, AgentKind, EntryIndex, Meaning, Sort};
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
    /// Every state named before it where there are several: "French and Egyptian warships".
    pub owners: Vec<EntryIndex>,
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

    /// Nothing but the title, so that its holder is meant: neither "former" nor "deputy".
    pub(super) fn stands_alone(&self) -> bool {
        let words = self.words.to_lowercase();
        let own_words = words == self.agent.words || self.plural && words.strip_suffix('s') == Some(self.agent.words.as_str());
        own_words && self.agent.kind == AgentKind::Person && !self.former && !self.lesser
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
        let reading = |name: &NameMatch<'a>| choose(&name.readings, directory, day);
        before().filter(|name| !name.hyphenated).filter_map(reading).find(|reading| wanted(&reading.meaning))
    };
    let qualifier = pick(|meaning| *meaning != Meaning::Place).or_else(|| pick(|_| true)).map(|reading| reading.entry);
    let inside = || {
        let mut names =
            scene.names.iter().filter(|name| found.tokens.start <= name.tokens.start && name.tokens.end <= found.tokens.end);
        // "Governor of the Bank of England"; an "ambassador to the United Nations" is not theirs.
        let form = |at: usize| scene.token(at).form.as_str();
        let of = |at: usize| at >= found.tokens.start && form(at) == "of";
        let owns = |name: &&NameMatch| {
            let before = name.tokens.start.checked_sub(1).filter(|at| form(*at) == "the").or(Some(name.tokens.start));
            name.tokens.start == found.tokens.start || before.and_then(|at| at.checked_sub(1)).is_some_and(of)
        };
        let name = names.find(owns)?;
        choose(&name.readings, directory, day).map(|reading| reading.entry)
    };
    let of = complement(scene, found.tokens.end - 1, phrase, directory, day);
    let possessor = scene
        .dependents(phrase.head, &[Relation::NmodPoss])
        .find(|at| scene.token(*at).upos == Upos::Pron || scene.name_at(*at).is_none());
    // Directly before the title, though the parser has it elsewhere: "Georgia | governor Sonny Perdue".
    let adjacent = || {
        let name = scene.names.iter().find(|name| name.tokens.end == found.tokens.start && !name.hyphenated)?;
        choose(&name.readings, directory, day).map(|reading| reading.entry)
    };
    let last = scene.token(found.tokens.end - 1);
    let plural = matches!(last.xpos.as_str(), "NNS" | "NNPS");
    let owners =
        if plural || found.agent.kind != AgentKind::Person { joined(scene, before(), directory, day) } else { Vec::new() };
    let owner = qualifier.or_else(inside).or(of.owner).or_else(adjacent);
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
    let body = scene.agents.iter().rfind(|body| body.tokens.end == found.tokens.start && body.tokens.start >= phrase.core.start);
    let body = body.filter(|body| body.agent.kind != AgentKind::Person).map(|body| &body.agent.sector);
    let owner = owner.map(|owner| governed(owner, found.agent, directory));
    let stranger = stranger(scene, phrase, found, of.whose, directory).filter(|_| owner.is_none() && of_any_body(found.agent));
    let sector = match body.or(of.sector.as_ref()).filter(|_| serves(found.agent)).unwrap_or(&found.agent.sector) {
        sector if has(&["shadow"]) && sector.starts_with("GOV") => "OPP",
        sector if stranger.is_some() && sector == "GOV" => "UNK",
        sector => sector,
    };
    Some(RolePhrase {
        agent: found.agent,
        sector: sector.to_owned(),
        words: role_words(scene, phrase, found.tokens.clone(), directory),
        owner,
        owners,
        whose: if owner.is_none() { surname().or(possessor).or(of.whose).or(stranger) } else { None },
        former: has(&["former", "ex", "ex-", "late", "retired", "ousted", "deposed", "onetime", "one-time", "then"]),
        definite: definite(scene, phrase),
        lesser: has(&[
            "deputy",
            "shadow",
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
        plural,
    })
}

/// The states, organizations and groups whose names "and" or commas join; none where there are fewer than two.
fn joined<'s, 'a: 's>(
    scene: &Scene,
    names: impl Iterator<Item = &'s NameMatch<'a>>,
    directory: &ActorDirectory,
    day: Option<Date>,
) -> Vec<EntryIndex> {
    let mut states: Vec<EntryIndex> = Vec::new();
    let mut end = None;
    for name in names.filter(|name| !name.hyphenated) {
        let between = end.map(|end| (end..name.tokens.start).map(|at| scene.token(at).form.as_str()));
        let apart = between.is_some_and(|mut words| words.len() == 0 || !words.all(|word| matches!(word, "and" | "," | "&")));
        let party = |sort| !matches!(sort, Sort::Person | Sort::Company | Sort::Media);
        let reading = choose(&name.readings, directory, day).filter(|reading| party(directory.entry(reading.entry).sort));
        match reading {
            Some(reading) if !apart && reading.meaning != Meaning::Place => states.push(reading.entry),
            _ => return Vec::new(),
        }
        end = Some(name.tokens.end);
    }
    states.dedup();
    if states.len() > 1 { states } else { Vec::new() }
}

/// Whether somebody with this role acts for the body that it belongs to: a police chief is of the police, a committee's chairman
/// of the parliament; a minister is of the government whatever stands beside.
fn serves(agent: &Agent) -> bool {
    agent.kind == AgentKind::Person
        && matches!(agent.sector.as_str(), "GOV" | "UNK" | "BUS" | "LAB" | "MIL")
        && !agent.words.contains("minister")
}

/// Whether any body has somebody of this role, a company or a club as well as a state.
fn of_any_body(agent: &Agent) -> bool {
    agent.kind == AgentKind::Person
        && (agent.sector == "UNK" || matches!(agent.office.as_deref(), Some("spokesman" | "deputy spokesman")))
}

/// The name of a body that nobody knows, whose the role is: "a spokesman for Crossrail", "a Crossrail spokesman".
fn stranger(
    scene: &Scene,
    phrase: &Phrase,
    role: &AgentMatch,
    whose: Option<usize>,
    directory: &ActorDirectory,
) -> Option<usize> {
    let before = role.tokens.start.checked_sub(1).filter(|at| phrase.core.contains(at));
    let before = before.filter(|at| scene.token(*at).relation == Relation::Compound);
    before.or(whose).filter(|at| {
        let known = scene.name_at(*at).is_some() || scene.agent_at(*at).is_some() || bears_surname(scene, *at, directory);
        // "The Darlington Council spokesman" is of a government all the same.
        scene.token(*at).upos == Upos::Propn && scene.token(*at).form != "Council" && !known
    })
}

/// The government and the ministers of a party are the state's: "the Labour government".
fn governed(owner: EntryIndex, agent: &Agent, directory: &ActorDirectory) -> EntryIndex {
    let entry = directory.entry(owner);
    let office =
        agent.words.ends_with("minister") || matches!(agent.office.as_deref(), Some("chancellor" | "mayor" | "governor"));
    let rules = agent.sector.starts_with("GOV") && (agent.kind == AgentKind::Institution || office);
    let party = entry.sort == Sort::Group && entry.sector == "PTY";
    entry.state.filter(|_| rules && party).unwrap_or(owner)
}

/// What a phrase after a role says of it.
#[derive(Default)]
struct Complement {
    /// The actor that it names.
    owner: Option<EntryIndex>,
    /// The head of one that names nobody itself.
    whose: Option<usize>,
    /// The sector of the body that it names.
    sector: Option<String>,
}

/// Whose the role is by a phrase after it: "of Russia", "for the Foreign Ministry", "in Iraq".
fn complement(scene: &Scene, role: usize, phrase: &Phrase, directory: &ActorDirectory, day: Option<Date>) -> Complement {
    let mut found = Complement::default();
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
        let belongs = scene.prepositions(complement).any(|word| matches!(word.as_str(), "of" | "for" | "at"));
        let inner = scene.phrase(complement);
        // Only what stands behind is read, so that no phrase is read for its own sake.
        let body = Some(&inner)
            .filter(|inner| belongs && inner.head > phrase.head)
            .and_then(|inner| body_sector(scene, inner, directory, day));
        if let Some(sector) = body {
            return Complement { owner: None, whose: Some(complement), sector: Some(sector) };
        }
        let core = inner.core;
        let mut names = scene.names.iter().filter(|name| core.start <= name.tokens.start && name.tokens.end <= core.end);
        if let Some(reading) = names.find_map(|name| choose(&name.readings, directory, day)) {
            return Complement { owner: Some(reading.entry), ..Complement::default() };
        }
        let deeper = scene.dependents(complement, &[Relation::Nmod]).find_map(|inner| {
            let name = scene.name_at(inner)?;
            choose(&name.readings, directory, day)
        });
        if let Some(reading) = deeper {
            return Complement { owner: Some(reading.entry), ..Complement::default() };
        }
        if scene.prepositions(complement).any(|word| word == "of" || word == "for") {
            found.whose = found.whose.or(Some(complement));
        }
    }
    found
}

/// The sector of a phrase that names a body without being in the directory: "the Iraqi police", "the Chadian Rights League".
fn body_sector(scene: &Scene, phrase: &Phrase, directory: &ActorDirectory, day: Option<Date>) -> Option<String> {
    match read(scene, phrase, directory, day) {
        Sense::Role(role) if role.agent.kind != AgentKind::Person => Some(role.sector),
        Sense::Named(named) if named.shape == Shape::Organization && named.words.len() > 1 => {
            let unknown = if is_company(&named.words) { "BUS" } else { "SOC" };
            Some(named.body.map_or(unknown, |body| &body.sector).to_owned())
        }
        _ => None,
    }
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
