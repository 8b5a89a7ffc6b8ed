//! The codes of other people's event records: what the parts of an actor's code, the names of sectors and old event types mean.

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::knowledge::directory::{EntryIndex, Meaning, Sort};
use crate::knowledge::{ActorDirectory, DataFiles, Ontology, Table};

/// What other people's codes mean: read from the tables of `data/codes/`.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    parts: FxHashMap<String, Part>,
    sectors: FxHashMap<(SectorSet, String), (String, u8)>,
    countries: FxHashMap<String, EntryIndex>,
    plover: FxHashMap<String, (String, Option<String>)>,
}

/// What a three-letter part of an actor's code says about the actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Its country.
    State(EntryIndex),
    /// That it is this organization or group, or belongs to it.
    Actor(EntryIndex),
    /// What it does.
    Sector(String),
    /// A part of the world, by its name.
    Region(String),
    /// A sort of organization, by its name: "IGO".
    Body(String),
    /// That it is of a religion.
    Religion,
    /// Nothing that counts here.
    Nothing,
}

/// Whose names of sectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectorSet {
    /// The words of ICEWS.
    Icews,
    /// The letters of PLOVER.
    Plover,
}

const PARTS: &str = "codes/parts.tsv";
const SECTORS: &str = "codes/sectors.tsv";
const COUNTRIES: &str = "codes/countries.tsv";
const PLOVER: &str = "codes/plover.tsv";

impl Codes {
    /// Reads and checks the tables.
    ///
    /// # Errors
    /// A state, actor, sector or event type that does not exist, or a line twice: with file and line.
    pub fn load(files: &DataFiles, actors: &ActorDirectory, ontology: &Ontology) -> Result<Codes> {
        Ok(Codes {
            parts: parts(files, actors, ontology)?,
            sectors: sectors(files, ontology)?,
            countries: countries(files, actors)?,
            plover: plover(files, ontology)?,
        })
    }

    /// What a part of an actor's code means: by the table, else as a country's code, as a sector, as another spelling of a country's.
    ///
    /// ```
    /// use diplograph::knowledge::{ActorDirectory, Codes, DataFiles, Ontology, codes::Part};
    /// let files = DataFiles::default();
    /// let (actors, ontology) = (ActorDirectory::load(&files)?, Ontology::load(&files)?);
    /// let codes = Codes::load(&files, &actors, &ontology)?;
    /// assert_eq!(codes.part("GOV", &actors, &ontology), Some(Part::Sector("GOV".to_owned())));
    /// assert_eq!(codes.part("ROM", &actors, &ontology), codes.part("ROU", &actors, &ontology));
    /// assert_eq!(codes.part("qqq", &actors, &ontology), None);
    /// # Ok::<(), diplograph::Error>(())
    /// ```
    pub fn part(&self, code: &str, actors: &ActorDirectory, ontology: &Ontology) -> Option<Part> {
        if let Some(part) = self.parts.get(code) {
            return Some(part.clone());
        }
        let state = actors.by_code(code).filter(|entry| actors.entry(*entry).sort == Sort::State);
        let sector = || ontology.sector(code).map(|sector| Part::Sector(sector.code.clone()));
        state.map(Part::State).or_else(sector).or_else(|| actors.respelled(code).map(Part::State))
    }

    /// The sector that a name of a set means, and its rank: of an actor's several sectors the smallest counts. The sector is
    /// empty where the name says that nothing is known.
    pub fn sector(&self, set: SectorSet, name: &str) -> Option<(&str, u8)> {
        self.sectors.get(&(set, name.trim().to_lowercase())).map(|(sector, rank)| (sector.as_str(), *rank))
    }

    /// The state that a record names: by code, by a name of the table, else by a name of the directory.
    pub fn country(&self, name: &str, actors: &ActorDirectory) -> Option<EntryIndex> {
        let is_state = |entry: &EntryIndex| actors.entry(*entry).sort == Sort::State;
        let coded = || actors.by_code(name).filter(is_state).or_else(|| actors.respelled(name));
        let named =
            || actors.meanings(name).find(|(entry, how)| *how == Meaning::Name && is_state(entry)).map(|(entry, _)| entry);
        self.countries.get(&name.to_lowercase()).copied().or_else(coded).or_else(named)
    }

    /// The code and name of a part of the world.
    pub fn region(&self, name: &str) -> Option<(String, String)> {
        let region = |(code, part): (&String, &Part)| match part {
            Part::Region(region) if region.eq_ignore_ascii_case(name) => Some((code.clone(), region.clone())),
            _ => None,
        };
        // Of two codes of one name the first in the alphabet.
        self.parts.iter().filter_map(region).min()
    }

    /// The event and mode that stand for an old name of PLOVER's.
    pub fn plover(&self, name: &str) -> Option<(&str, Option<&str>)> {
        self.plover.get(name).map(|(event, mode)| (event.as_str(), mode.as_deref()))
    }
}

fn parts(files: &DataFiles, actors: &ActorDirectory, ontology: &Ontology) -> Result<FxHashMap<String, Part>> {
    let mut known = FxHashMap::default();
    for row in &Table::read(files, PARTS, &["code", "name", "means"])?.rows {
        let (code, name, means) = (row.field("code"), row.field("name"), row.field("means"));
        let entry = |id: &str| actors.by_code(id).ok_or_else(|| row.mistake(format!("there is no actor `{id}` in data/actors")));
        let part = match means.split_once(':').unwrap_or((means, "")) {
            ("actor", id) => Part::Actor(entry(id)?),
            ("sector", id) if ontology.sector(id).is_some() => Part::Sector(id.to_owned()),
            ("region", "") => Part::Region(name.to_owned()),
            ("body", "") => Part::Body(name.to_owned()),
            ("religion", "") => Part::Religion,
            ("nothing", "") => Part::Nothing,
            _ => return Err(row.mistake(format!("`{means}` is none of the meanings that the head of the table names"))),
        };
        if actors.respelled(code).is_some() {
            return Err(row.mistake(format!("`{code}` is a country in actors/codes.tsv: remove one of the lines")));
        }
        if code.len() != 3 || known.insert(code.to_owned(), part).is_some() {
            return Err(row.mistake(format!("`{code}` is not of three letters, or stands here a second time")));
        }
    }
    Ok(known)
}

fn sectors(files: &DataFiles, ontology: &Ontology) -> Result<FxHashMap<(SectorSet, String), (String, u8)>> {
    let mut known = FxHashMap::default();
    for row in &Table::read(files, SECTORS, &["set", "name", "sector", "rank"])?.rows {
        let (name, sector) = (row.field("name"), row.field("sector"));
        let set = match row.field("set") {
            "icews" => SectorSet::Icews,
            "plover" => SectorSet::Plover,
            other => return Err(row.mistake(format!("`{other}` is no set: write icews or plover"))),
        };
        let letters = |range| sector.get(range).unwrap_or_default();
        let is_sector = sector.is_empty() || sector == "IGO" || ontology.sector(letters(0..3)).is_some();
        if !is_sector || sector.len() > 3 && ontology.sector(letters(3..6)).is_none() {
            return Err(row.mistake(format!("`{sector}` is no sector of data/ontology/sectors.tsv")));
        }
        let rank: u8 = row.field("rank").parse().map_err(|_| row.mistake("the rank is no number"))?;
        if known.insert((set, name.to_lowercase()), (sector.to_owned(), rank)).is_some() {
            return Err(row.mistake(format!("`{name}` stands here a second time: remove one")));
        }
    }
    Ok(known)
}

fn countries(files: &DataFiles, actors: &ActorDirectory) -> Result<FxHashMap<String, EntryIndex>> {
    let mut known = FxHashMap::default();
    for row in &Table::read(files, COUNTRIES, &["name", "state"])?.rows {
        let state = actors.by_code(row.field("state"));
        let state = state.ok_or_else(|| row.mistake(format!("there is no state `{}`", row.field("state"))))?;
        known.insert(row.field("name").to_lowercase(), state);
    }
    Ok(known)
}

fn plover(files: &DataFiles, ontology: &Ontology) -> Result<FxHashMap<String, (String, Option<String>)>> {
    let mut known = FxHashMap::default();
    for row in &Table::read(files, PLOVER, &["name", "event", "mode"])?.rows {
        let (event, mode) = (row.field("event"), row.field("mode"));
        if !ontology.event_types().any(|info| info.plover.as_deref() == Some(event)) {
            return Err(row.mistake(format!("`{event}` is no PLOVER event")));
        }
        let mode = Some(mode.to_owned()).filter(|mode| !mode.is_empty());
        known.insert(row.field("name").to_owned(), (event.to_owned(), mode));
    }
    Ok(known)
}
