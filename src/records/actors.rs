//! Other people's codes and names of actors become our actors, with the ids that articles give them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::actors::{Actor, ActorKind, Linked};
use crate::events::Event;
use crate::id::{ActorId, slug};
use crate::knowledge::codes::{Part, SectorSet};
use crate::knowledge::directory::{AgentKind, EntryIndex, Meaning, Sort};
use crate::knowledge::spelling::words;
use crate::knowledge::{ActorDirectory, Codes, Ontology};
use crate::records::Who;
use crate::records::fields::known;

/// Finds actors, each once.
pub struct Resolver<'a> {
    directory: &'a ActorDirectory,
    codes: &'a Codes,
    ontology: &'a Ontology,
    places: FxHashMap<String, usize>,
    found: Vec<Whom>,
    actors: BTreeMap<ActorId, Actor>,
    key: String,
}

/// Whom a record means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whom {
    /// The actor.
    pub actor: Actor,
    /// How it was found: by name in the directory, by its country or organization, or not.
    pub linked: Linked,
}

/// What a record says about an actor, whatever the manner.
#[derive(Default)]
struct Told<'t> {
    /// The state, organization or group that it is or belongs to.
    owner: Option<EntryIndex>,
    /// A part of the world or a sort of organization, in place of that: its code and name.
    broad: Option<(String, String)>,
    /// Sectors, three letters each.
    sectors: String,
    /// A name of its own, or the words for its role.
    name: &'t str,
    /// What to show where the name is not found.
    shown: Option<String>,
}

impl<'a> Resolver<'a> {
    /// A resolver that has found nobody yet.
    pub fn new(directory: &'a ActorDirectory, codes: &'a Codes, ontology: &'a Ontology) -> Resolver<'a> {
        Resolver {
            directory,
            codes,
            ontology,
            places: FxHashMap::default(),
            found: Vec::new(),
            actors: BTreeMap::new(),
            key: String::new(),
        }
    }

    /// The actor that a side of a row means; "unknown" where the row names nobody.
    pub fn whom(&mut self, who: Option<&Who<'_>>) -> &Whom {
        let at = self.place(who);
        &self.found[at]
    }

    /// The same by its number among those found.
    pub fn place(&mut self, who: Option<&Who<'_>>) -> usize {
        let parts: [&str; 4] = match who {
            None => [""; 4],
            Some(Who::Coded { code, name }) => ["c", code, name, ""],
            Some(Who::Named { name, country, sectors }) => ["n", name, country, sectors],
            Some(Who::Lettered { name, country, sector }) => ["l", name, country, sector],
        };
        self.key.clear();
        for part in parts {
            self.key.push_str(part);
            self.key.push('\u{1f}');
        }
        if let Some(at) = self.places.get(&self.key) {
            return *at;
        }
        let whom = match who {
            None => unknown("", "unknown"),
            Some(Who::Coded { code, name }) => self.coded(code.trim(), name.trim()),
            Some(Who::Named { name, country, sectors }) => self.named(name, country, sectors),
            Some(Who::Lettered { name, country, sector }) => self.lettered(name, country, sector),
        };
        self.actors.entry(whom.actor.id.clone()).or_insert_with(|| whom.actor.clone());
        self.found.push(whom);
        self.places.insert(self.key.clone(), self.found.len() - 1);
        self.found.len() - 1
    }

    /// Those found, in the order in which they came.
    pub fn found(&self) -> &[Whom] {
        &self.found
    }

    /// Somebody who was found, or for whom somebody found stands.
    pub fn actor(&self, id: &ActorId) -> Option<&Actor> {
        self.actors.get(id)
    }

    /// Everybody who was found, and whom they stand for.
    pub fn actors(&self) -> BTreeMap<ActorId, Actor> {
        self.actors.clone()
    }

    /// Enters the actors of an event record of our own, as far as the directory knows them.
    pub(super) fn enter_event(&mut self, event: &Event) {
        for side in [Some(&event.source), event.target.as_ref()].into_iter().flatten() {
            for id in [&side.actor, &side.party] {
                if !self.actors.contains_key(id)
                    && let Some(entry) =
                        self.directory.by_code(id.as_str()).filter(|entry| self.directory.entry(*entry).id == *id)
                {
                    self.enter(entry);
                }
            }
        }
    }

    /// A chain of codes: "USAGOV", "IGOEUREEC", "PSEREBHMS".
    fn coded(&mut self, code: &str, name: &str) -> Whom {
        let (mut told, mut religious, mut state) = (Told { name, ..Told::default() }, false, None);
        for part in (0..code.len()).step_by(3).filter_map(|at| code.get(at..at + 3)) {
            match self.codes.part(part, self.directory, self.ontology) {
                // Behind a religion stands its branch: SUN is Sunni there, and not the Soviet Union.
                Some(Part::State(entry)) if !religious && state.is_none() => state = Some(entry),
                // Of several the last is the narrowest: IGO, UNO, WHO.
                Some(Part::Actor(entry)) => {
                    told.owner = Some(entry);
                    told.sectors.clear();
                }
                Some(Part::Sector(sector)) => add_sector(&mut told.sectors, &sector),
                Some(Part::Region(name)) => told.broad = Some((part.to_owned(), name)),
                Some(Part::Body(name)) => {
                    let sector = match part {
                        "MNC" => "BUS",
                        "NGO" | "NGM" => "NGO",
                        _ => "",
                    };
                    add_sector(&mut told.sectors, sector);
                    told.broad = Some((part.to_owned(), name));
                }
                Some(Part::Religion) => religious = true,
                Some(Part::State(_) | Part::Nothing) | None => {}
            }
        }
        told.owner = told.owner.or(state);
        if told.owner.is_none()
            && let Some((body, _)) = &told.broad
        {
            // "NGOHLH" begins with its body's own letters.
            told.sectors = told.sectors.strip_prefix(body.as_str()).unwrap_or(&told.sectors).to_owned();
        }
        if religious && told.owner.is_none() && told.broad.is_none() && told.sectors.is_empty() {
            told.sectors = "REL".to_owned();
        }
        if told.owner.is_none() && told.broad.is_none() && told.sectors.is_empty() {
            return self.by_name_alone(name).unwrap_or_else(|| unknown(code, if name.is_empty() { code } else { name }));
        }
        self.settle(told)
    }

    /// A name with a country and sectors in words. "Police (India)" names a role, and whose it is.
    fn named(&mut self, name: &str, country: &str, sectors: &str) -> Whom {
        let (role, place) = match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
            Some((role, place)) => (role, Some(place)),
            None => (name, None),
        };
        let by_place = |place: &str| self.codes.country(place, self.directory).or_else(|| self.only(place, None));
        let owner = self.codes.country(country, self.directory).or_else(|| place.and_then(by_place));
        let ranked = sectors.split(',').filter_map(|sector| self.codes.sector(SectorSet::Icews, sector.trim_matches('"')));
        // The order of the list says nothing.
        let best = ranked.min_by_key(|(sector, rank)| (*rank, *sector)).map_or("", |(sector, _)| sector).to_owned();
        // Of an organization between states it says nothing new, and a state's code does not end so.
        let best = if best == "IGO" && owner.is_some() { String::new() } else { best };
        let told = Told { owner, sectors: best, name: role, shown: Some(name.to_owned()), ..Told::default() };
        self.found_or_settled(told, place.is_some())
    }

    /// A name with a country's code and the letters of a sector.
    fn lettered(&mut self, name: &str, country: &str, sector: &str) -> Whom {
        let mut told = Told { name, shown: Some(name.to_owned()).filter(|name| !name.is_empty()), ..Told::default() };
        let sector = sector.split([',', ' ']).map(known).find(|sector| !sector.is_empty()).unwrap_or_default();
        let ours = self.codes.sector(SectorSet::Plover, sector).map(|(sector, _)| sector);
        let ours = ours.or_else(|| self.ontology.sector(sector).map(|sector| sector.code.as_str()));
        told.sectors = ours.unwrap_or_default().to_owned();
        told.owner = self.codes.country(country, self.directory);
        if told.owner.is_none() {
            match self.codes.part(country, self.directory, self.ontology) {
                Some(Part::Actor(entry)) => told.owner = Some(entry),
                Some(Part::Region(name) | Part::Body(name)) => told.broad = Some((country.to_owned(), name)),
                _ if country.len() > 3 => return self.coded(country, name),
                _ => {}
            }
        }
        self.found_or_settled(told, false)
    }

    fn found_or_settled(&mut self, told: Told<'_>, is_role: bool) -> Whom {
        let mut told = told;
        if told.owner.is_none() && !is_role {
            if let Some(whom) = self.by_name_alone(told.name) {
                return whom;
            }
            told.broad = told.broad.or_else(|| self.codes.region(told.name));
            if told.broad.is_none() && told.sectors.is_empty() {
                return unknown("", told.name);
            }
        }
        self.settle(told)
    }

    /// The actor of what is told.
    fn settle(&mut self, told: Told<'_>) -> Whom {
        let Some(owner) = told.owner else { return self.ownerless(told) };
        let entry = self.directory.entry(owner);
        let code = match entry.sort {
            Sort::State => format!("{}{}", entry.code, told.sectors),
            _ => self.directory.code_of(owner, told.sectors.get(..3).unwrap_or_default()),
        };
        if let Some(named) = self.only(told.name, Some(owner)).or_else(|| self.shorter(told.name, owner)) {
            let mut actor = self.enter(named);
            if self.directory.entry(named).sort == Sort::Person {
                // Of a person's offices over the years the record tells which it means.
                (actor.code, actor.party) = (code, Some(self.enter_party(owner)));
            }
            return Whom { actor, linked: Linked::Dictionary };
        }
        let means_owner = told.name.is_empty() || self.directory.meanings(told.name).any(|(entry, _)| entry == owner);
        let no_role = told.sectors.is_empty() || code == entry.code && entry.sort != Sort::State;
        if no_role && (means_owner || told.shown.is_none()) {
            return Whom { actor: self.enter(owner), linked: Linked::Dictionary };
        }
        let (adjective, prefix) = match (entry.sort, told.sectors.as_str()) {
            (Sort::State, "") => (entry.adjective.clone(), entry.code.to_lowercase()),
            (Sort::State, sectors) => {
                (entry.adjective.clone(), format!("{}-{}", entry.code.to_lowercase(), sectors.to_lowercase()))
            }
            _ => (entry.name.clone(), entry.id.to_string()),
        };
        let party = Some(self.enter_party(owner));
        let (id, name, kind) = if means_owner {
            (prefix, format!("{adjective} {}", self.sector_names(&told.sectors)), ActorKind::Institution)
        } else {
            let (name, kind) = self.shown(&told, Some(&adjective));
            (format!("{prefix}/{}", slug(told.name)), name, kind)
        };
        Whom { actor: Actor { id: ActorId::from(id), name, code, kind, party }, linked: Linked::Title }
    }

    /// Somebody of no state or organization.
    fn ownerless(&mut self, told: Told<'_>) -> Whom {
        let (head, broad) = told.broad.clone().unwrap_or_default();
        let code = format!("{head}{}", told.sectors);
        let prefix = match (head.is_empty(), told.sectors.is_empty()) {
            (_, true) => head.to_lowercase(),
            (true, false) => told.sectors.to_lowercase(),
            (false, false) => format!("{}-{}", head.to_lowercase(), told.sectors.to_lowercase()),
        };
        let plain = match (broad.as_str(), told.sectors.as_str()) {
            ("", sectors) => capitalized(&self.sector_names(sectors)),
            (broad, "") => broad.to_owned(),
            (broad, sectors) => format!("{broad}: {}", self.sector_names(sectors)),
        };
        let is_plain = told.name.is_empty() || slug(told.name) == slug(&plain);
        let (id, name) = match is_plain {
            true => (prefix, plain),
            false => (format!("{prefix}/{}", slug(told.name)), self.shown(&told, None).0),
        };
        let kind = if head.is_empty() { ActorKind::Agent } else { ActorKind::Organization };
        Whom { actor: Actor { id: ActorId::from(id), name, code, kind, party: None }, linked: Linked::None }
    }

    /// The name to show for a name or role that the directory does not have, and what sort of actor it seems to be.
    fn shown(&self, told: &Told<'_>, adjective: Option<&str>) -> (String, ActorKind) {
        let spelled = words(told.name);
        let pieces: Vec<&str> = spelled.iter().map(String::as_str).collect();
        let whole = self.directory.agent(&pieces).filter(|(length, _)| *length == pieces.len());
        let within = (0..pieces.len()).filter_map(|at| self.directory.agent(&pieces[at..])).next_back();
        let kind = match whole.or(within).map(|(_, agent)| agent.kind) {
            Some(AgentKind::Group) => ActorKind::Group,
            Some(_) => ActorKind::Institution,
            None if pieces.len() > 1 => ActorKind::Person,
            None => ActorKind::Institution,
        };
        let name = match (&told.shown, whole, adjective) {
            (Some(shown), ..) => shown.clone(),
            (None, Some(_), Some(adjective)) => format!("{adjective} {}", told.name.to_lowercase()),
            (None, ..) => told.name.split_whitespace().map(capitalized).collect::<Vec<_>>().join(" "),
        };
        (name, kind)
    }

    fn sector_names(&self, sectors: &str) -> String {
        let codes = (0..sectors.len()).step_by(3).filter_map(|at| sectors.get(at..at + 3));
        let names = codes.map(|code| self.ontology.sector(code).map_or(code.to_owned(), |sector| sector.name.to_lowercase()));
        names.collect::<Vec<_>>().join(", ")
    }

    /// Who alone has a name, without anything else to go by: not a person, for many share names.
    fn by_name_alone(&mut self, name: &str) -> Option<Whom> {
        let entry = self.only(name, None)?;
        Some(Whom { actor: self.enter(entry), linked: Linked::Dictionary })
    }

    /// The only actor of a name, or of those of the name the only one who belongs to the owner. Without an owner, only what is
    /// no person counts.
    fn only(&self, name: &str, owner: Option<EntryIndex>) -> Option<EntryIndex> {
        if name.is_empty() {
            return None;
        }
        let meant = self.directory.meanings(name).filter(|(_, how)| matches!(how, Meaning::Name | Meaning::Seat));
        let fitting = meant.map(|(entry, _)| entry).filter(|entry| match owner {
            Some(owner) => *entry != owner && self.belongs(*entry, owner),
            None => self.directory.entry(*entry).sort != Sort::Person,
        });
        let mut all: Vec<EntryIndex> = fitting.collect();
        all.sort_unstable();
        all.dedup();
        (all.len() == 1).then(|| all[0])
    }

    /// Who belongs to the owner and has the name without what stands within or behind it: "Sergey Viktorovich Lavrov", "Mariano
    /// Rajoy Brey".
    fn shorter(&self, name: &str, owner: EntryIndex) -> Option<EntryIndex> {
        let words: Vec<&str> = name.split(' ').collect();
        let [first, .., last] = words[..] else { return None };
        if words.len() != 3 {
            return None;
        }
        let is_person = |entry: &EntryIndex| self.directory.entry(*entry).sort == Sort::Person;
        let find = |other: &str| self.only(&format!("{first} {other}"), Some(owner)).filter(is_person);
        find(last).or_else(|| find(words[1]))
    }

    fn belongs(&self, index: EntryIndex, owner: EntryIndex) -> bool {
        let entry = self.directory.entry(index);
        let of = |party: EntryIndex| party == owner || self.directory.entry(party).state == Some(owner);
        match entry.sort {
            Sort::Person => entry.roles.iter().any(|role| of(role.party)),
            Sort::Agency => self.directory.by_code(&entry.code) == Some(owner),
            _ => entry.state == Some(owner),
        }
    }

    /// Enters an entry of the directory, with whom it stands for, among the actors.
    fn enter(&mut self, index: EntryIndex) -> Actor {
        let entry = self.directory.entry(index);
        if let Some(actor) = self.actors.get(&entry.id) {
            return actor.clone();
        }
        let (code, party) = self.directory.standing(index, None);
        let kind = match entry.sort {
            Sort::State => ActorKind::State,
            Sort::Group => ActorKind::Group,
            Sort::Institution => ActorKind::Institution,
            Sort::Person => ActorKind::Person,
            _ => ActorKind::Organization,
        };
        let party = party.map(|party| self.enter(party).id);
        let actor = Actor { id: entry.id.clone(), name: entry.name.clone(), code, kind, party };
        self.actors.insert(actor.id.clone(), actor.clone());
        actor
    }

    /// The id of whom an actor of an owner stands for: the state of an institution, else the owner itself.
    fn enter_party(&mut self, owner: EntryIndex) -> ActorId {
        let entry = self.directory.entry(owner);
        self.enter(entry.state.filter(|_| entry.sort == Sort::Institution).unwrap_or(owner)).id
    }
}

/// Two sectors say what an actor is; a third would only blur it.
fn add_sector(sectors: &mut String, sector: &str) {
    if sectors.len() < 6 && !(0..sectors.len()).step_by(3).any(|at| sectors.get(at..at + 3) == Some(sector)) {
        sectors.push_str(sector);
    }
}

/// Somebody of whom nothing is known but a name; without one, "unknown".
fn unknown(code: &str, name: &str) -> Whom {
    let name = if name.is_empty() { "unknown" } else { name };
    let name = if name.to_uppercase() == name {
        name.split(' ').map(capitalized).collect::<Vec<_>>().join(" ")
    } else {
        name.to_owned()
    };
    // Letters that mean nothing here still tell one such actor from another of the same name.
    let id = if code.is_empty() { slug(&name) } else { format!("{}/{}", slug(code), slug(&name)) };
    let actor = Actor { id: ActorId::from(id), name, code: String::new(), kind: ActorKind::Agent, party: None };
    Whom { actor, linked: Linked::None }
}

/// A word with its first letter large and the others small.
fn capitalized(word: &str) -> String {
    let lower = word.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
