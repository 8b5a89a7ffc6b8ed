//! The directory of actors: states, organizations, groups, institutions, people with dated offices, offices and
//! generic agents, with fast lookup by name, surname, office and date.

use rustc_hash::FxHashMap;

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::id::ActorId;
use crate::knowledge::spelling::{self, fits, key, lower};

mod codes;
mod find;
mod foreign;
pub(crate) mod load;
mod text_map;

pub use codes::{Codes, Translated};
pub use find::{Found, distance};
use text_map::TextMap;

/// Position of an entry in its directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryIndex(usize);

/// What is known of one actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// A readable slug, unique in the directory.
    pub id: ActorId,
    /// The name to show.
    pub name: String,
    /// What sort of actor it is.
    pub sort: Sort,
    /// Its own code: the country's, the organization's, country and sector for groups and institutions; empty for people,
    /// whose code depends on the date.
    pub code: String,
    /// Three letters such as `REB`; empty where none.
    pub sector: String,
    /// The state that it belongs to.
    pub state: Option<EntryIndex>,
    /// A state's adjective ("Russian"), else the name.
    pub adjective: String,
    /// Other names and spellings.
    pub aliases: Vec<String>,
    /// When it exists.
    pub term: Term,
    /// A person's offices, in the order of the table.
    pub roles: Vec<Role>,
}

/// What sort of actor an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Sort {
    State,
    Intergovernmental,
    Alliance,
    Bloc,
    NonGovernmental,
    Agency,
    Company,
    Media,
    Group,
    Institution,
    Person,
}

/// A stretch of time; open where an end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Term {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Term {
    /// Whether the day lies within.
    pub fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// An office that a person holds for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The state, organization or group that the person acts for.
    pub party: EntryIndex,
    /// The title in lower case.
    pub office: String,
    /// What the title makes of the person: `GOV`, `MIL`, ...
    pub sector: String,
    /// When.
    pub term: Term,
}

/// How a name stands for an actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// It is the actor's name.
    Name,
    /// A seat of power that stands for the actor ("the Kremlin").
    Seat,
    /// A state's capital: its government, or the place.
    Capital,
    /// A nationality: "Russian".
    Adjective,
    /// Citizens: "Swedes".
    People,
    /// A city, region or province: tells the country, does not stand for it.
    Place,
}

/// One thing that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Whom.
    pub entry: EntryIndex,
    /// In which way.
    pub meaning: Meaning,
    /// The name as it is spelled: with its capitals.
    spelled: Box<str>,
}

/// A word or title that makes anybody an actor: "police", "foreign minister".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    /// The words as the table has them, in lower case.
    pub words: String,
    /// Its sector.
    pub sector: String,
    /// A body, a crowd or a single human being.
    pub kind: AgentKind,
    /// The office's title where it is one ("secretary of state" has the title "foreign minister").
    pub office: Option<String>,
}

/// What sort of agent a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum AgentKind {
    Institution,
    Group,
    Person,
}

/// Who is who: read from the tables of `data/actors/`.
#[derive(Debug, Clone, Default)]
pub struct ActorDirectory {
    entries: Vec<Entry>,
    names: Phrases<Reading>,
    agents: Phrases<Agent>,
    surnames: TextMap<Vec<EntryIndex>>,
    codes: TextMap<Option<EntryIndex>>,
    holders: FxHashMap<EntryIndex, Vec<Holding>>,
    ambiguous: FxHashMap<String, Ambiguity>,
    given_names: FxHashMap<String, bool>,
    foreign: Codes,
    notes: Vec<Diagnostic>,
}

/// That a person holds an office: which of the person's roles it is.
#[derive(Debug, Clone, Copy)]
struct Holding {
    person: EntryIndex,
    role: usize,
}

/// A name that is also something else, with what tells the two apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguity {
    /// What it means as a rule; `None` for no actor of the directory.
    pub first: Option<Reading>,
    /// What it means otherwise.
    pub second: Option<Reading>,
    /// Whether it may also be a part of a person's name: then another name beside it speaks for that.
    pub person: bool,
    /// Words or `@classes` directly before the name that speak for the second.
    pub not_after: Vec<String>,
    /// Words or `@classes` directly after it that do.
    pub not_before: Vec<String>,
    /// Words or phrases anywhere in the article that do, as keys.
    pub near: Vec<String>,
}

/// Values by sequences of words, with the longest sequence that begins with a word.
#[derive(Debug, Clone)]
struct Phrases<T> {
    values: TextMap<Vec<T>>,
    longest: TextMap<usize>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { values: TextMap::default(), longest: TextMap::default() }
    }
}

impl<T> Phrases<T> {
    /// Enters a value under a phrase that is spelled as [`spelled`](crate::knowledge::spelling::spelled) does.
    fn insert(&mut self, spelled: &str, value: T) {
        let key = lower(spelled);
        let mut words = key.split(' ');
        let Some(first) = words.next().filter(|first| !first.is_empty()) else { return };
        let longest = self.longest.entry(first);
        *longest = (*longest).max(1 + words.count());
        let values = self.values.entry(&key);
        // Nearly every phrase has one value: room for more would only cost.
        values.reserve_exact(usize::from(values.is_empty()));
        values.push(value);
    }

    /// The longest sequence at the start of `words` of which `accept` keeps something.
    fn longest<'a, R>(&'a self, words: &[&str], accept: impl Fn(&'a [T], &[&str]) -> Option<R>) -> Option<(usize, R)> {
        let longest = *self.longest.get(&key(words.iter().take(1).copied()))?;
        (1..=longest.min(words.len())).rev().find_map(|length| {
            let values = self.values.get(&key(words[..length].iter().copied()))?;
            accept(values, &words[..length]).map(|kept| (length, kept))
        })
    }
}

impl ActorDirectory {
    /// An entry by its position.
    pub fn entry(&self, index: EntryIndex) -> &Entry {
        &self.entries[index.0]
    }

    /// All entries in the order of the tables.
    pub fn entries(&self) -> impl Iterator<Item = (EntryIndex, &Entry)> {
        self.entries.iter().enumerate().map(|(at, entry)| (EntryIndex(at), entry))
    }

    /// What was not understood in dictionaries of other formats, with the reason.
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// An entry by its code or id.
    pub fn by_code(&self, code: &str) -> Option<EntryIndex> {
        self.codes.get(code).copied().flatten()
    }

    /// The longest name at the start of the words (of [`words`](crate::knowledge::spelling::words); case matters), and what it may mean.
    pub fn name<'a>(&'a self, text: &[&str]) -> Option<(usize, Vec<&'a Reading>)> {
        self.names.longest(text, |readings, text| {
            let fit = |reading: &&Reading| reading.spelled.split(' ').zip(text).all(|(name, text)| fits(text, name));
            let kept: Vec<&Reading> = readings.iter().filter(fit).collect();
            (!kept.is_empty()).then_some(kept)
        })
    }

    /// The longest generic agent or title at the start of the words, in any case.
    pub fn agent(&self, text: &[&str]) -> Option<(usize, &Agent)> {
        self.agents.longest(text, |agents, _| agents.first())
    }

    /// The people who bear a surname: the last word of a name or its last words, or the first one of an East Asian name.
    pub fn surname(&self, text: &[&str]) -> &[EntryIndex] {
        self.surnames.get(&key(text.iter().copied())).map_or(&[], Vec::as_slice)
    }

    /// Who holds an office of a party on a day, if the directory knows exactly one.
    pub fn holder(&self, party: EntryIndex, office: &str, day: Date) -> Option<EntryIndex> {
        let mut active: Vec<(EntryIndex, Term)> = self.terms(party, office).filter(|(_, term)| term.holds(day)).collect();
        if active.len() > 1 {
            // On the day of a handover it is the one who comes.
            active.retain(|(_, term)| term.to != Some(day));
        }
        active.sort_unstable_by_key(|(person, _)| *person);
        active.dedup_by_key(|(person, _)| *person);
        (active.len() == 1).then(|| active[0].0)
    }

    /// Who leads a party on a day, if the directory knows exactly one: its president, prime minister, secretary-general.
    pub fn leader(&self, party: EntryIndex, day: Date) -> Option<EntryIndex> {
        LEADING.iter().find_map(|office| self.holder(party, office, day))
    }

    /// Who has held an office of a party, and when.
    fn terms(&self, party: EntryIndex, office: &str) -> impl Iterator<Item = (EntryIndex, Term)> {
        let holdings = self.holders.get(&party).into_iter().flatten();
        let roles = holdings.map(|holding| (holding.person, &self.entry(holding.person).roles[holding.role]));
        roles.filter(move |(_, role)| role.office == office).map(|(person, role)| (person, role.term))
    }

    /// Whether a person leads a party on a day.
    pub fn leads(&self, person: EntryIndex, day: Option<Date>) -> bool {
        self.role(person, day).is_some_and(|role| LEADING.contains(&role.office.as_str()))
    }

    /// A person's office on a day: the one that began last. Without a day, the one that began last of all.
    pub fn role(&self, person: EntryIndex, day: Option<Date>) -> Option<&Role> {
        let held = |role: &&Role| day.is_none_or(|day| role.term.holds(day));
        let rank = |role: &&Role| (LEADING.contains(&role.office.as_str()), role.term.from);
        self.entry(person).roles.iter().filter(held).max_by_key(rank)
    }

    /// Whether a person has led a party by some day.
    pub fn has_led(&self, person: EntryIndex, by: Option<Date>) -> bool {
        let led = |role: &Role| LEADING.contains(&role.office.as_str());
        let begun = |role: &Role| by.is_none_or(|by| role.term.from.is_none_or(|from| from <= by));
        self.entry(person).roles.iter().any(|role| led(role) && begun(role))
    }

    /// The code and the party that an entry has on a day. People out of office are `ELI` of their last party.
    pub fn standing(&self, index: EntryIndex, day: Option<Date>) -> (String, Option<EntryIndex>) {
        let entry = self.entry(index);
        match entry.sort {
            Sort::Person => {}
            Sort::Agency => return (entry.code.clone(), self.by_code(&entry.code).filter(|whole| *whole != index)),
            Sort::Institution => return (entry.code.clone(), entry.state),
            _ => return (entry.code.clone(), None),
        }
        let role = self.role(index, day);
        let past = || entry.roles.iter().max_by_key(|role| role.term.from);
        let Some(Role { party, .. }) = role.or_else(past) else { return (String::new(), None) };
        let sector = role.map_or("ELI", |role| role.sector.as_str());
        (self.code_of(*party, sector), Some(*party))
    }

    /// The code of somebody who acts for a party in a sector.
    pub fn code_of(&self, party: EntryIndex, sector: &str) -> String {
        let entry = self.entry(party);
        // "Members" of something are coded as it is.
        let sector = if sector == "UNK" { "" } else { sector };
        match entry.sort {
            Sort::State => format!("{}{sector}", entry.code),
            // Members of a parliament are of it, whatever their party.
            Sort::Group if sector == "LEG" && entry.state.is_some() => format!("{}LEG", entry.code.get(..3).unwrap_or_default()),
            Sort::Institution if !matches!(sector, "GOV" | "") => {
                format!("{}{sector}", entry.code.get(..3).unwrap_or(&entry.code))
            }
            Sort::Bloc if matches!(sector, "GOV" | "LEG" | "JUD") && entry.sector.is_empty() => format!("{}{sector}", entry.code),
            _ if matches!(sector, "MIL" | "COP") && !entry.code.contains(sector) && entry.sort != Sort::Group => {
                format!("{}{sector}", entry.code)
            }
            _ => entry.code.clone(),
        }
    }

    /// Whether a first name is a woman's; `None` where it is not known, or either's.
    pub fn is_feminine(&self, first: &str) -> Option<bool> {
        self.given_names.get(&lower(&spelling::spelled(first))).copied()
    }

    /// What is known of a name that is also something else.
    pub fn ambiguity(&self, name: &[&str]) -> Option<&Ambiguity> {
        self.ambiguous.get(&key(name.iter().copied()))
    }
}

/// The offices that lead a party: of several at once the one that counts.
const LEADING: &[&str] = &[
    "president",
    "prime minister",
    "chancellor",
    "premier",
    "taoiseach",
    "king",
    "emir",
    "sultan",
    "secretary-general",
    "secretary general",
    "director-general",
    "managing director",
    "leader",
    "supreme leader",
    "pope",
    "chairman",
];
