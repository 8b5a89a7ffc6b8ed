//! The ontology: CAMEO's event types with their PLOVER classes, and the sectors of actors.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::error::Result;
use crate::events::EventType;
use crate::knowledge::{DataFiles, Row, Table};

/// What kinds of events and of actors there are.
#[derive(Debug, Clone)]
pub struct Ontology {
    event_types: BTreeMap<String, EventTypeInfo>,
    /// The same as events have them, made once and shared by all events.
    filled: BTreeMap<String, Arc<EventType>>,
    sectors: BTreeMap<String, Sector>,
}

/// An event type: a CAMEO code and all that is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventTypeInfo {
    /// CAMEO code of two to four digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Quad class, 1 to 4.
    pub quad: u8,
    /// Goldstein intensity, -10 to 10.
    pub goldstein: f64,
    /// PLOVER event; none for CAMEO 01 and 02.
    pub plover: Option<String>,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// A verb phrase for an edge: "imposes sanctions on".
    pub label: String,
    /// What it means, in a line.
    pub description: String,
}

/// A sector: the three letters that follow a country in an actor's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sector {
    /// Three capital letters.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it means, in a line.
    pub description: String,
}

const EVENT_TYPES: &str = "ontology/cameo.tsv";
const EVENT_TYPE_COLUMNS: [&str; 8] = ["code", "name", "goldstein", "plover", "mode", "contexts", "label", "description"];
const SECTORS: &str = "ontology/sectors.tsv";
const SECTOR_COLUMNS: [&str; 3] = ["code", "name", "description"];

/// PLOVER's events with the modes of each.
const PLOVER: [(&str, &str); 16] = [
    ("AGREE", ""),
    ("CONSULT", "visit third-party multilateral phone"),
    ("SUPPORT", ""),
    ("CONCEDE", ""),
    ("COOPERATE", ""),
    ("AID", ""),
    ("RETREAT", "withdraw release disarm ceasefire access resign"),
    ("REQUEST", "assist change yield meet"),
    ("ACCUSE", "disapprove investigate allege"),
    ("REJECT", "assist change yield meet"),
    ("THREATEN", "restrict arrest relations expel territory violence"),
    ("PROTEST", "demo riot strike hunger boycott obstruct vandalize"),
    ("SANCTION", "convict expel withdraw discontinue"),
    ("MOBILIZE", "troops weapons police militia"),
    ("COERCE", "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber ban"),
    (
        "ASSAULT",
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons \
         crowd-control unconventional",
    ),
];

/// PLOVER's contexts.
const CONTEXTS: &str = "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy \
    economic legal reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality \
    diplomatic territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn \
    cyber misinformation crime corruption illegal_drugs trafficking";

impl Ontology {
    /// Reads and checks the tables of `data/ontology/`.
    ///
    /// # Errors
    /// A code twice, malformed or without its parent, a Goldstein value out of range, a PLOVER event, mode or context that
    /// does not exist: with file and line.
    pub fn load(files: &DataFiles) -> Result<Ontology> {
        let event_types = Table::read(files, EVENT_TYPES, &EVENT_TYPE_COLUMNS)?;
        let sectors = Table::read(files, SECTORS, &SECTOR_COLUMNS)?;
        let event_types = read_event_types(&event_types)?;
        if let Some(missing) = (1..=20).map(|root| format!("{root:02}")).find(|root| !event_types.contains_key(root)) {
            return Err(files.mistake(EVENT_TYPES, 0, format!("the root {missing} is missing: add its line")));
        }
        let filled = event_types.iter().map(|(code, info)| (code.clone(), Arc::new(info.fill()))).collect();
        Ok(Ontology { event_types, filled, sectors: read_sectors(&sectors)? })
    }

    /// What is known about exactly this code.
    pub fn event_type(&self, code: &str) -> Option<&EventTypeInfo> {
        self.event_types.get(code)
    }

    /// The event type of a code, or of its longest prefix that is known: other people's codes are sometimes finer. `None`
    /// where not even the root is known.
    ///
    /// ```
    /// use diplograph::knowledge::{DataFiles, Ontology};
    /// let ontology = Ontology::load(&DataFiles::default())?;
    /// let praise = ontology.fill("0519").expect("051 is known");
    /// assert_eq!((praise.cameo.as_str(), praise.root.as_str(), praise.quad), ("051", "05", 1));
    /// # Ok::<(), diplograph::Error>(())
    /// ```
    pub fn fill(&self, code: &str) -> Option<Arc<EventType>> {
        (2..=code.len()).rev().find_map(|end| self.filled.get(code.get(..end)?)).cloned()
    }

    /// Every event type, by code.
    pub fn event_types(&self) -> impl Iterator<Item = &EventTypeInfo> {
        self.event_types.values()
    }

    /// What is known about a sector.
    pub fn sector(&self, code: &str) -> Option<&Sector> {
        self.sectors.get(code)
    }

    /// Every sector, by code.
    pub fn sectors(&self) -> impl Iterator<Item = &Sector> {
        self.sectors.values()
    }
}

impl EventTypeInfo {
    fn fill(&self) -> EventType {
        EventType {
            cameo: self.code.clone(),
            name: self.name.clone(),
            root: self.root().to_owned(),
            plover: self.plover.clone(),
            mode: self.mode.clone(),
            quad: self.quad,
            goldstein: self.goldstein,
        }
    }

    /// Its root, "01" to "20".
    pub fn root(&self) -> &str {
        self.code.get(..2).unwrap_or(&self.code)
    }
}

/// The name of a quad class: "verbal cooperation" for 1.
pub fn quad_name(quad: u8) -> &'static str {
    match quad {
        1 => "verbal cooperation",
        2 => "material cooperation",
        3 => "verbal conflict",
        4 => "material conflict",
        _ => "unknown",
    }
}

fn read_event_types(table: &Table) -> Result<BTreeMap<String, EventTypeInfo>> {
    let mut known = BTreeMap::new();
    for row in &table.rows {
        let info = read_event_type(row)?;
        if known.insert(info.code.clone(), info).is_some() {
            return Err(row.mistake(format!("the code {} stands here a second time: remove one", row.field("code"))));
        }
    }
    for row in &table.rows {
        let parent = row.field("code").split_at(row.field("code").len() - 1).0;
        if parent.len() >= 2 && !known.contains_key(parent) {
            return Err(row.mistake(format!("the code {} has no parent: add {parent}", row.field("code"))));
        }
    }
    Ok(known)
}

fn read_event_type(row: &Row) -> Result<EventTypeInfo> {
    let code = row.field("code");
    let Some(quad) = quad_of(code) else {
        return Err(row.mistake(format!("'{code}' is no CAMEO code: write two to four digits, the first two 01 to 20")));
    };
    for column in ["name", "label", "description"] {
        if row.field(column).is_empty() {
            return Err(row.mistake(format!("the {column} of {code} is empty")));
        }
    }
    let goldstein = row.field("goldstein");
    let Some(goldstein) = goldstein.parse::<f64>().ok().filter(|value| (-10.0..=10.0).contains(value)) else {
        return Err(row.mistake(format!("the Goldstein value '{goldstein}' is not a number from -10 to 10")));
    };
    check_plover(row)?;
    let filled = |column| Some(row.field(column).to_owned()).filter(|field| !field.is_empty());
    Ok(EventTypeInfo {
        code: code.to_owned(),
        name: row.field("name").to_owned(),
        quad,
        goldstein,
        plover: filled("plover"),
        mode: filled("mode"),
        contexts: row.list("contexts").into_iter().map(str::to_owned).collect(),
        label: row.field("label").to_owned(),
        description: row.field("description").to_owned(),
    })
}

fn check_plover(row: &Row) -> Result<()> {
    check_mode(row, row.field("plover"), row.field("mode"))?;
    match row.list("contexts").into_iter().find(|context| !is_context(context)) {
        Some(context) => Err(row.mistake(format!("'{context}' is no PLOVER context: write some of {CONTEXTS}"))),
        None => Ok(()),
    }
}

/// Refuses a row whose PLOVER event is none, or has no such mode.
pub(super) fn check_mode(row: &Row, event: &str, mode: &str) -> Result<()> {
    let modes = PLOVER.iter().find(|(name, _)| *name == event).map(|(_, modes)| *modes);
    if modes.is_none() && !event.is_empty() {
        let names: Vec<&str> = PLOVER.iter().map(|(name, _)| *name).collect();
        return Err(row.mistake(format!("'{event}' is no PLOVER event: write one of {}", names.join(" "))));
    }
    let modes = modes.unwrap_or_default();
    if !mode.is_empty() && !has_word(modes, mode) {
        return Err(row.mistake(format!("'{mode}' is no mode of '{event}': leave it empty or write one of {modes}")));
    }
    Ok(())
}

/// Whether PLOVER has this context.
pub(super) fn is_context(name: &str) -> bool {
    has_word(CONTEXTS, name)
}

fn has_word(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}

/// The quad class of a code by its root; `None` where it is no code.
fn quad_of(code: &str) -> Option<u8> {
    if !(2..=4).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match code.get(..2)?.parse().ok()? {
        1..=5 => Some(1),
        6..=8 => Some(2),
        9..=13 => Some(3),
        14..=20 => Some(4),
        _ => None,
    }
}

fn read_sectors(table: &Table) -> Result<BTreeMap<String, Sector>> {
    let mut known = BTreeMap::new();
    for row in &table.rows {
        let [code, name, description] = SECTOR_COLUMNS.map(|column| row.field(column).to_owned());
        if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Err(row.mistake(format!("'{code}' is no sector: write three capital letters")));
        }
        if name.is_empty() || description.is_empty() {
            return Err(row.mistake(format!("the sector {code} lacks a name or a description")));
        }
        if known.insert(code.clone(), Sector { code, name, description }).is_some() {
            return Err(row.mistake(format!("the sector {} stands here a second time: remove one", row.field("code"))));
        }
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str) -> Result<BTreeMap<String, EventTypeInfo>> {
        let text = format!("{}\n{lines}", EVENT_TYPE_COLUMNS.join("\t"));
        read_event_types(&Table::parse(&text, EVENT_TYPES, &EVENT_TYPE_COLUMNS)?)
    }

    fn check_refused(lines: &str, complaint: &str) {
        let message = read(lines).map(|_| ()).expect_err("refused").to_string();
        assert!(message.contains(complaint), "{message}");
        assert!(message.starts_with("data/ontology/cameo.tsv:"), "{message}");
    }

    #[test]
    fn builtin_tables_are_sound() {
        let ontology = Ontology::load(&DataFiles::default()).expect("sound");
        assert_eq!(ontology.event_types().filter(|info| info.code.len() == 2).count(), 20);
        for info in ontology.event_types() {
            assert_eq!(info.plover.is_none(), matches!(info.root(), "01" | "02"), "{}", info.code);
            assert!(info.label.len() <= 50, "{} is too long for an edge", info.label);
        }
        assert_eq!(ontology.sector("GOV").map(|sector| sector.name.as_str()), Some("Government"));
    }

    #[test]
    fn quad_and_plover_follow_the_root() {
        let ontology = Ontology::load(&DataFiles::default()).expect("sound");
        for (code, quad, plover) in [
            ("01", 1, None),
            ("0831", 2, Some("CONCEDE")),
            ("0874", 2, Some("RETREAT")),
            ("091", 3, Some("ACCUSE")),
            ("1121", 3, Some("ACCUSE")),
            ("100", 3, Some("REQUEST")),
            ("161", 4, Some("SANCTION")),
            ("195", 4, Some("ASSAULT")),
        ] {
            let filled = ontology.fill(code).expect("known");
            assert_eq!((filled.quad, filled.plover.as_deref()), (quad, plover), "{code}");
        }
    }

    #[test]
    fn an_unknown_code_falls_back_to_its_longest_known_prefix() {
        let ontology = Ontology::load(&DataFiles::default()).expect("sound");
        let code = |code| ontology.fill(code).map(|filled| filled.cameo.clone());
        assert_eq!(code("1729").as_deref(), Some("172"));
        assert_eq!(code("179").as_deref(), Some("17"));
        for unknown in ["21", "1", "", "—", "0é"] {
            assert_eq!(code(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn mistakes_are_refused_with_their_line() {
        check_refused("051\tPraise\t3\t\t\t\tpraises\tPraises.", "no parent: add 05");
        check_refused("21\tNone\t3\t\t\t\tdoes\tDoes.", "no CAMEO code");
        check_refused("05\tPraise\t11\t\t\t\tpraises\tPraises.", "not a number from -10 to 10");
        check_refused("05\tPraise\tNaN\t\t\t\tpraises\tPraises.", "not a number from -10 to 10");
        check_refused("05\tPraise\t3\tPRAISE\t\t\tpraises\tPraises.", "no PLOVER event");
        check_refused("05\tPraise\t3\tSUPPORT\tvisit\t\tpraises\tPraises.", "no mode");
        check_refused("05\tPraise\t3\tSUPPORT\t\tjoy\tpraises\tPraises.", "no PLOVER context");
        check_refused("05\tPraise\t3\tSUPPORT\t\t\t\tPraises.", "label of 05 is empty");
        check_refused("05\tA\t3\t\t\t\ta\tA.\n05\tB\t3\t\t\t\tb\tB.", ":3: the code 05 stands here a second time");
    }
}
