//! Loads the tables of `data/actors/` and checks them.

use rustc_hash::FxHashMap;

use crate::date::Date;
use crate::error::Result;
use crate::id::{ActorId, slug};
use crate::knowledge::directory::{
    ActorDirectory, Agent, AgentKind, Ambiguity, Codes, Entry, EntryIndex, Holding, Meaning, Reading, Role, Sort, Term,
};
use crate::knowledge::spelling::{lower, spelled, words};
use crate::knowledge::{DataFiles, Row, Table};

const STATES: &[&str] = &["code", "name", "aliases", "adjectives", "people", "capital", "seats", "places", "from", "to"];
const ORGANIZATIONS: &[&str] = &["code", "id", "name", "aliases", "kind", "sector", "seats", "from", "to"];
const GROUPS: &[&str] = &["id", "name", "aliases", "country", "sector", "from", "to"];
const INSTITUTIONS: &[&str] = &["id", "name", "aliases", "country", "sector"];
const PEOPLE: &[&str] = &["name", "aliases", "party", "office", "sector", "from", "to"];
const OFFICES: &[&str] = &["office", "sector", "aliases"];
const AGENTS: &[&str] = &["words", "sector", "kind"];
const AMBIGUOUS: &[&str] = &["name", "readings", "not_after", "not_before", "near"];

impl ActorDirectory {
    /// Reads `data/actors/`.
    ///
    /// # Errors
    /// A missing table, a broken row, an unknown party or country, an id given twice: with file and line.
    pub fn load(files: &DataFiles) -> Result<ActorDirectory> {
        let mut directory = ActorDirectory::default();
        let table = |name: &str, columns| Table::read(files, &format!("actors/{name}.tsv"), columns);
        directory.add_states(&table("states", STATES)?)?;
        directory.add_organizations(&table("organizations", ORGANIZATIONS)?)?;
        directory.add_groups(&table("groups", GROUPS)?)?;
        directory.add_institutions(&table("institutions", INSTITUTIONS)?)?;
        directory.add_offices(&table("offices", OFFICES)?)?;
        directory.add_agents(&table("agents", AGENTS)?)?;
        let paths = files.list("actors/people").into_iter().filter(|path| path.ends_with(".tsv"));
        let people = paths.map(|path| Table::read(files, &path, PEOPLE)).collect::<Result<Vec<Table>>>()?;
        directory.entries.reserve(people.iter().map(|table| table.rows.len()).sum());
        people.iter().try_for_each(|table| directory.add_people(table))?;
        directory.add_ambiguous(&table("ambiguous", AMBIGUOUS)?)?;
        directory.add_given_names(&table("given-names", &["name", "gender"])?)?;
        directory.foreign = Codes::load(files)?;
        directory.add_petrarch(files)?;
        directory.index_people();
        Ok(directory)
    }

    fn add_states(&mut self, table: &Table) -> Result<()> {
        for row in &table.rows {
            let name = required(row, "name")?;
            let adjectives = row.list("adjectives");
            let entry = Entry {
                adjective: adjectives.first().map_or(name, |adjective| *adjective).to_owned(),
                term: term(row)?,
                ..entry(&slug(name), name, Sort::State, required(row, "code")?, &row.list("aliases"))
            };
            let index = self.add(row, entry)?;
            let columns = [
                ("capital", Meaning::Capital),
                ("seats", Meaning::Seat),
                ("people", Meaning::People),
                ("places", Meaning::Place),
            ];
            for (column, meaning) in columns {
                row.list(column).into_iter().for_each(|name| self.add_name(name, index, meaning));
            }
            adjectives.into_iter().for_each(|name| self.add_name(name, index, Meaning::Adjective));
        }
        Ok(())
    }

    fn add_organizations(&mut self, table: &Table) -> Result<()> {
        for row in &table.rows {
            let sort = match row.field("kind") {
                "igo" => Sort::Intergovernmental,
                "alliance" => Sort::Alliance,
                "bloc" => Sort::Bloc,
                "ngo" => Sort::NonGovernmental,
                "agency" => Sort::Agency,
                "company" => Sort::Company,
                "media" => Sort::Media,
                other => {
                    return Err(
                        row.mistake(format!("unknown kind `{other}`: igo, alliance, bloc, ngo, agency, company or media"))
                    );
                }
            };
            let code = required(row, "code")?;
            let entry = Entry {
                sector: row.field("sector").to_owned(),
                term: term(row)?,
                ..entry(required(row, "id")?, required(row, "name")?, sort, code, &row.list("aliases"))
            };
            let index = self.add(row, entry)?;
            row.list("seats").into_iter().for_each(|name| self.add_name(name, index, Meaning::Seat));
        }
        Ok(())
    }

    fn add_groups(&mut self, table: &Table) -> Result<()> {
        for row in &table.rows {
            self.add_part(row, Sort::Group, term(row)?)?;
        }
        Ok(())
    }

    fn add_institutions(&mut self, table: &Table) -> Result<()> {
        for row in &table.rows {
            self.add_part(row, Sort::Institution, Term::default())?;
        }
        Ok(())
    }

    /// An actor within a state: its code is country and sector.
    fn add_part(&mut self, row: &Row, sort: Sort, term: Term) -> Result<()> {
        let (country, sector) = (row.field("country"), row.field("sector"));
        let state = match country {
            "" => None,
            code => {
                Some(self.by_code(code).ok_or_else(|| row.mistake(format!("no state has the code `{code}`: see states.tsv")))?)
            }
        };
        let code = format!("{country}{sector}");
        let entry = Entry {
            sector: sector.to_owned(),
            state,
            term,
            ..entry(required(row, "id")?, required(row, "name")?, sort, &code, &row.list("aliases"))
        };
        self.add(row, entry).map(|_| ())
    }

    fn add_offices(&mut self, table: &Table) -> Result<()> {
        for row in &table.rows {
            let office = required(row, "office")?;
            let sector = required(row, "sector")?.to_owned();
            for words in std::iter::once(office).chain(row.list("aliases")) {
                self.add_agent(words, &sector, AgentKind::Person, Some(office));
            }
        }
        Ok(())
    }

    fn add_agents(&mut self, table: &Table) -> Result<()> {
        for row in &table.rows {
            let kind = match row.field("kind") {
                "institution" => AgentKind::Institution,
                "group" => AgentKind::Group,
                "person" => AgentKind::Person,
                other => return Err(row.mistake(format!("unknown kind `{other}`: institution, group or person"))),
            };
            self.add_agent(required(row, "words")?, required(row, "sector")?, kind, None);
        }
        Ok(())
    }

    fn add_people(&mut self, table: &Table) -> Result<()> {
        let mut sectors: FxHashMap<String, Option<String>> = FxHashMap::default();
        for row in &table.rows {
            let (name, party) = (required(row, "name")?, required(row, "party")?);
            let party = self.party(party).ok_or_else(|| {
                row.mistake(format!(
                    "unknown party `{party}`: a state's code, or the code, id or name of an organization or a group"
                ))
            })?;
            let office = required(row, "office")?.to_lowercase();
            let sector = match row.field("sector") {
                "" => {
                    let known = sectors.entry(office.clone()).or_insert_with(|| self.sector_of(&office)).clone();
                    known.ok_or_else(|| {
                        row.mistake(format!("the office `{office}` is not in offices.tsv: give its sector here"))
                    })?
                }
                sector => sector.to_owned(),
            };
            let role = Role { party, office, sector, term: term(row)? };
            // A person may be called like a group (Abu Nidal).
            let person = |id: &str| self.by_code(id).filter(|index| self.entry(*index).sort == Sort::Person);
            let plain = slug(name);
            let taken = self.by_code(&plain).is_some() && person(&plain).is_none();
            let id = if taken { format!("{plain}-person") } else { plain };
            let known = person(&id);
            let index = match known {
                Some(index) => index,
                None => self.add(row, entry(&id, name, Sort::Person, "", &[]))?,
            };
            for alias in row.list("aliases") {
                if !self.entries[index.0].aliases.iter().any(|known| known == alias) {
                    self.entries[index.0].aliases.push(alias.to_owned());
                    self.add_name(alias, index, Meaning::Name);
                }
            }
            self.entries[index.0].roles.push(role);
        }
        Ok(())
    }

    /// What a title makes of who bears it.
    fn sector_of(&self, office: &str) -> Option<String> {
        let words = words(office);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        self.agent(&words).map(|(_, agent)| agent.sector.clone())
    }

    fn add_given_names(&mut self, table: &Table) -> Result<()> {
        for row in &table.rows {
            let feminine = match row.field("gender") {
                "feminine" => true,
                "masculine" => false,
                other => return Err(row.mistake(format!("unknown gender `{other}`: feminine or masculine"))),
            };
            self.given_names.insert(lower(&spelled(required(row, "name")?)), feminine);
        }
        Ok(())
    }

    fn add_ambiguous(&mut self, table: &Table) -> Result<()> {
        for row in &table.rows {
            let name = spelled(required(row, "name")?);
            let mut readings = Vec::new();
            for reading in row.list("readings") {
                readings.push(self.reading(row, reading, &name)?);
            }
            let owned = |column: &str| row.list(column).into_iter().map(str::to_owned).collect();
            let mut readings = readings.into_iter();
            let ambiguity = Ambiguity {
                person: row.list("readings").contains(&"person"),
                first: readings.next().flatten(),
                second: readings.next().flatten(),
                not_after: owned("not_after"),
                not_before: owned("not_before"),
                near: row.list("near").into_iter().map(|near| lower(&spelled(near))).collect(),
            };
            self.ambiguous.insert(lower(&name), ambiguity);
        }
        Ok(())
    }

    /// A reading as the table of ambiguous names writes it: `state:GEO`, `place:USA`, `group:hamas`, `person`, `other`.
    fn reading(&self, row: &Row, text: &str, name: &str) -> Result<Option<Reading>> {
        if matches!(text, "person" | "other") {
            return Ok(None);
        }
        let entry = text.split_once(':').and_then(|(_, code)| self.by_code(code));
        let entry = entry.ok_or_else(|| row.mistake(format!("unknown reading `{text}`: state:CODE, org:id, person or other")))?;
        if text.starts_with("place:") {
            return Ok(Some(Reading { entry, meaning: Meaning::Place, spelled: name.into() }));
        }
        let known = self.names.values.get(&lower(name)).into_iter().flatten();
        let meaning = known.filter(|reading| reading.entry == entry).map(|reading| reading.meaning).min();
        Ok(Some(Reading { entry, meaning: meaning.unwrap_or(Meaning::Name), spelled: name.into() }))
    }

    /// The actor of a code, an id or a name; of several of one name the first in the tables.
    fn party(&self, text: &str) -> Option<EntryIndex> {
        let named = || {
            let readings = self.names.values.get(&lower(&spelled(text)))?;
            let named = |reading: &&Reading| reading.meaning == Meaning::Name && self.entry(reading.entry).sort != Sort::Person;
            readings.iter().find(named).map(|reading| reading.entry)
        };
        self.by_code(text).or_else(named)
    }

    /// Enters an actor under its id, its code and its names.
    fn add(&mut self, row: &Row, entry: Entry) -> Result<EntryIndex> {
        let (id, code, sort) = (entry.id.clone(), entry.code.clone(), entry.sort);
        let names: Vec<String> = std::iter::once(&entry.name).chain(&entry.aliases).cloned().collect();
        let index = self
            .place(entry)
            .ok_or_else(|| row.mistake(format!("`{id}` is there already: each actor has one line, and an id of its own")))?;
        if !matches!(sort, Sort::Person | Sort::Group | Sort::Institution) {
            self.codes.entry(&code).get_or_insert(index);
        }
        names.iter().for_each(|name| self.add_name(name, index, Meaning::Name));
        Ok(index)
    }

    /// Enters an actor under its id, unless that is taken.
    pub(super) fn place(&mut self, entry: Entry) -> Option<EntryIndex> {
        let index = EntryIndex(self.entries.len());
        let place = self.codes.entry(entry.id.as_str());
        if place.is_some() {
            return None;
        }
        *place = Some(index);
        self.entries.push(entry);
        Some(index)
    }

    fn add_name(&mut self, name: &str, entry: EntryIndex, meaning: Meaning) {
        let spelled = spelled(name.strip_prefix("the ").unwrap_or(name));
        self.names.insert(&spelled, Reading { entry, meaning, spelled: spelled.as_str().into() });
    }

    pub(super) fn add_agent(&mut self, text: &str, sector: &str, kind: AgentKind, office: Option<&str>) {
        let text = text.to_lowercase();
        let spelled = spelled(&text);
        self.agents.insert(&spelled, Agent { words: text, sector: sector.to_owned(), kind, office: office.map(str::to_owned) });
    }

    fn index_people(&mut self) {
        for (at, entry) in self.entries.iter().enumerate().filter(|(_, entry)| entry.sort == Sort::Person) {
            let person = EntryIndex(at);
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                let spelled = spelled(name);
                let key = lower(&spelled);
                let family_first =
                    family_name_first(&spelled, entry.roles.iter().map(|role| self.entry(role.party).code.as_str()));
                let first = key.split_once(' ').map(|(first, _)| first).filter(|_| family_first);
                for part in key.match_indices(' ').map(|(at, _)| &key[at + 1..]).chain(first) {
                    let bearers = self.surnames.entry(part);
                    if !bearers.contains(&person) {
                        bearers.push(person);
                    }
                }
            }
            for (role, held) in entry.roles.iter().enumerate() {
                self.holders.entry(held.party).or_default().push(Holding { person, role });
            }
        }
    }
}

/// Whether the family name stands first: by country, or by the shape of the name ("Ban Ki-moon").
fn family_name_first<'a>(spelled: &str, mut parties: impl Iterator<Item = &'a str>) -> bool {
    let words: Vec<&str> = spelled.split(' ').collect();
    let hyphenated = words.len() == 3 && words[2].starts_with(char::is_lowercase);
    words.len() > 1 && (hyphenated || parties.any(|code| matches!(code, "CHN" | "PRK" | "KOR" | "TWN" | "HKG" | "VNM")))
}

fn entry(id: &str, name: &str, sort: Sort, code: &str, aliases: &[&str]) -> Entry {
    Entry {
        id: ActorId::from(id),
        name: name.to_owned(),
        sort,
        code: code.to_owned(),
        sector: String::new(),
        state: None,
        adjective: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        term: Term::default(),
        roles: Vec::new(),
    }
}

fn required<'a>(row: &'a Row, column: &str) -> Result<&'a str> {
    match row.field(column) {
        "" => Err(row.mistake(format!("the column `{column}` is empty"))),
        value => Ok(value),
    }
}

/// The columns `from` and `to`.
fn term(row: &Row) -> Result<Term> {
    let day = |column: &str, last: bool| match row.field(column) {
        "" => Ok(None),
        text => {
            let found = date(text, last);
            found.map(Some).ok_or_else(|| row.mistake(format!("`{text}` is no date: write 2009-08-01, 2009-08 or 2009")))
        }
    };
    let term = Term { from: day("from", false)?, to: day("to", true)? };
    match (term.from, term.to) {
        (Some(from), Some(to)) if from > to => Err(row.mistake(format!("from {from} is after to {to}"))),
        _ => Ok(term),
    }
}

/// A date that may lack its day or its month: the first day meant, or the last.
fn date(text: &str, last: bool) -> Option<Date> {
    let mut parts = text.split('-').map(str::parse::<i16>);
    let year = parts.next()?.ok()?;
    let month = parts.next().transpose().ok()?;
    let day = parts.next().transpose().ok()?;
    let month_or = month.unwrap_or(if last { 12 } else { 1 });
    let first = Date::new(year, i8::try_from(month_or).ok()?, i8::try_from(day.unwrap_or(1)).ok()?).ok()?;
    Some(if last && day.is_none() { first.last_of_month() } else { first })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A directory of a few actors, for tests.
    pub(crate) fn small() -> ActorDirectory {
        let mut directory = ActorDirectory::default();
        let table = |columns: &[&str], rows: &str| {
            let rows = rows.replace('|', "\t");
            Table::parse(&format!("{}\n{rows}", columns.join("\t")), "actors/test.tsv", columns).unwrap()
        };
        let states = "RUS|Russia||Russian||Moscow|the Kremlin|Grozny\nUSA|United States|U.S.; US|American; U.S.; US||Washington|the White House|Georgia; Texas\n\
                      FRA|France||French|Frenchman; Frenchmen|Paris||Lyon\nIRQ|Iraq||Iraqi||Baghdad\nGEO|Georgia||Georgian||Tbilisi\nPSE|Palestine||Palestinian||Ramallah";
        directory.add_states(&table(STATES, states)).unwrap();
        let organizations =
            "NATO|nato|NATO||alliance|||\nAFU|african-union|African Union||igo\nBUS|british-airways|British Airways||company|BUS";
        directory.add_organizations(&table(ORGANIZATIONS, organizations)).unwrap();
        directory.add_groups(&table(GROUPS, "hamas|Hamas||PSE|REB||\npp|People's Party||FRA|PTY||")).unwrap();
        directory.add_institutions(&table(INSTITUTIONS, "pentagon|Pentagon||USA|MIL")).unwrap();
        let offices = "president|GOV|\nsecretary-general|GOV|chief; secretary general\nspokesman|GOV|spokeswoman\nforeign minister|GOV|\nleader|GOV|\nprime minister|GOV|";
        directory.add_offices(&table(OFFICES, offices)).unwrap();
        let agents = "police|COP|institution\nforces|MIL|institution\ntroop|MIL|group\nforeign ministry|GOV|institution\ngovernment|GOV|institution\nmilitant|REB|group\nuniversity|EDU|institution\nparty|PTY|institution\nmember of parliament|LEG|person\nofficer|MIL|person\nlawmaker|LEG|person\nmp|LEG|person";
        directory.add_agents(&table(AGENTS, agents)).unwrap();
        let people = "Anders Fogh Rasmussen||NATO|secretary-general||2009-08-01|2014-09-30\nBarack Obama||USA|president||2009-01-20|2017-01-20\n\
                      Dmitry Medvedev||RUS|president||2008-05-07|2012-05-07\nVladimir Putin||RUS|president||2000-05-07|2008-05-07\n\
                      Vladimir Putin||RUS|president||2012-05-07|\nKhaled Meshaal||hamas|leader|REB|1996|2017-05\nHu Jintao||FRA|foreign minister||2030|\n\
                      George Bush|George W. Bush|USA|president||2001-01-20|2009-01-20";
        directory.add_people(&table(PEOPLE, people)).unwrap();
        directory.add_ambiguous(&table(AMBIGUOUS, "Georgia|state:GEO; place:USA|@first-name|@surname|Atlanta")).unwrap();
        directory.index_people();
        directory
    }

    #[test]
    fn the_shipped_tables_load() {
        let directory = ActorDirectory::load(&DataFiles::default()).unwrap();
        let russia = directory.by_code("RUS").unwrap();
        assert_eq!(directory.entry(russia).adjective, "Russian");
    }

    #[test]
    fn offices_have_their_holder_at_a_date() {
        let directory = small();
        let day = |text: &str| text.parse::<Date>().unwrap();
        let russia = directory.by_code("RUS").unwrap();
        let name = |holder: Option<EntryIndex>| holder.map(|holder| directory.entry(holder).name.as_str());
        assert_eq!(name(directory.holder(russia, "president", day("2009-09-21"))), Some("Dmitry Medvedev"));
        assert_eq!(name(directory.holder(russia, "president", day("2012-05-07"))), Some("Vladimir Putin"));
        assert_eq!(name(directory.leader(russia, day("1999-01-01"))), None);
    }

    #[test]
    fn standing_depends_on_the_date() {
        let directory = small();
        let putin = directory.find("putin", None)[0].entry;
        assert_eq!(directory.standing(putin, "2013-01-01".parse().ok()).0, "RUSGOV");
        assert_eq!(directory.standing(putin, "2010-01-01".parse().ok()).0, "RUSELI");
    }

    #[test]
    fn names_are_found_by_surname_alias_and_code_and_suggested() {
        let directory = small();
        let found = |name: &str| -> Vec<String> {
            directory.find(name, None).iter().map(|found| directory.entry(found.entry).name.clone()).collect()
        };
        assert_eq!(found("fogh rasmussen"), ["Anders Fogh Rasmussen"]);
        assert_eq!(found("usa"), ["United States"]);
        assert_eq!(found("RASMUSSEN"), ["Anders Fogh Rasmussen"]);
        assert!(found("Rasmusen").is_empty());
        assert_eq!(directory.suggest("Rasmusen").as_deref(), Some("Anders Fogh Rasmussen"));
        assert_eq!(directory.suggest("zzzzzzzz"), None);
    }

    #[test]
    fn mistakes_name_the_line() {
        let mut directory = small();
        let table =
            Table::parse("name\taliases\tparty\toffice\tsector\tfrom\tto\nA B\t\tXXX\tpresident\t\t\t", "p.tsv", PEOPLE).unwrap();
        let error = directory.add_people(&table).unwrap_err().to_string();
        assert!(error.starts_with("data/p.tsv:2: unknown party `XXX`"), "{error}");
    }

    #[test]
    fn dates_may_lack_day_and_month() {
        assert_eq!(date("2009-02", true).unwrap().to_string(), "2009-02-28");
        assert_eq!(date("2009", false).unwrap().to_string(), "2009-01-01");
        assert_eq!(date("2009-13", false), None);
    }
}
