//! Codes of other dictionaries (CAMEO's, TABARI's, PETRARCH's) and what they are here.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::knowledge::directory::{ActorDirectory, EntryIndex, Sort};
use crate::knowledge::{DataFiles, Table};

/// The table of codes, and the sectors that there are.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    parties: BTreeMap<String, String>,
    sectors: BTreeMap<String, String>,
}

/// A code of another dictionary in our terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// The state or the organization that it begins with.
    pub party: Option<EntryIndex>,
    /// Up to two sectors: `GOV`, `GOVMIL`, or nothing.
    pub sector: String,
    /// Our code for both.
    pub code: String,
    /// What sort of actor has such a code.
    pub sort: Sort,
}

impl Codes {
    /// Reads `actors/codes.tsv` and the sectors.
    ///
    /// # Errors
    /// A broken table, a kind that there is not, a code given twice.
    pub fn load(files: &DataFiles) -> Result<Codes> {
        let sectors = Table::read(files, "ontology/sectors.tsv", &["code", "name", "description"])?;
        let mut codes = Codes::default();
        codes.sectors.extend(sectors.rows.iter().map(|row| (row.field("code").to_owned(), row.field("code").to_owned())));
        for row in &Table::read(files, "actors/codes.tsv", &["kind", "code", "ours"])?.rows {
            let kind = match row.field("kind") {
                "party" => &mut codes.parties,
                "sector" => &mut codes.sectors,
                other => return Err(row.mistake(format!("unknown kind `{other}`: party or sector"))),
            };
            if kind.insert(row.field("code").to_owned(), row.field("ours").to_owned()).is_some() {
                return Err(row.mistake(format!("`{}` is there already: delete one of the lines", row.field("code"))));
            }
        }
        Ok(codes)
    }

    /// The first two sectors that are known, without their repetition.
    fn sectors(&self, triples: &str) -> String {
        let mut seen = BTreeSet::new();
        let parts = triples.as_bytes().chunks(3).filter_map(|part| self.sectors.get(std::str::from_utf8(part).ok()?));
        parts.filter(|part| seen.insert(part.as_str())).take(2).map(String::as_str).collect()
    }
}

impl ActorDirectory {
    /// What a code of another dictionary is here. One of neither a state nor an organization keeps its letters.
    ///
    /// ```
    /// # use diplograph::knowledge::{ActorDirectory, DataFiles};
    /// let directory = ActorDirectory::load(&DataFiles::default())?;
    /// assert_eq!(directory.translate("KSVGOV").code, "KOSGOV");
    /// assert_eq!(directory.translate("IGOWSTNAT").code, "NATO");
    /// assert_eq!(directory.translate("NGOUSAHRI").code, "USANGO");
    /// # Ok::<(), diplograph::error::Error>(())
    /// ```
    pub fn translate(&self, code: &str) -> Translated {
        let whole = |length: usize| code.get(..length).and_then(|head| self.foreign.parties.get(head));
        let listed = (3..=code.len()).rev().find_map(|length| Some((whole(length)?.as_str(), length)));
        let head = code.get(..3).unwrap_or(code);
        match (listed, head) {
            (Some((ours, length)), _) => self.of_party(ours, code.get(length..).unwrap_or_default()),
            (None, "IGO") => {
                Translated { party: None, sector: String::new(), code: "IGO".to_owned(), sort: Sort::Intergovernmental }
            }
            (None, "NGO") => self.of_kind(code, "NGO", Sort::NonGovernmental),
            (None, "MNC") => self.of_kind(code, "BUS", Sort::Company),
            _ => self.of_party(head, code.get(3..).unwrap_or_default()),
        }
    }

    fn of_party(&self, party: &str, rest: &str) -> Translated {
        let sector = self.foreign.sectors(rest);
        let Some(index) = self.by_code(party) else {
            let sort = if party == "IGO" { Sort::Intergovernmental } else { Sort::Group };
            return Translated { party: None, code: format!("{party}{sector}"), sector, sort };
        };
        let state = self.entry(index).sort == Sort::State;
        let part = matches!(sector.get(..3), Some("GOV" | "MIL" | "COP" | "JUD" | "LEG" | "SPY"));
        let sort = match (state, part) {
            (true, _) if sector.is_empty() => Sort::State,
            (true, true) => Sort::Institution,
            (true, false) => Sort::Group,
            (false, _) => Sort::Agency,
        };
        Translated { party: Some(index), code: self.code_of(index, &sector), sector, sort }
    }

    /// `NGO` or `MNC`, then perhaps a country, then what it does.
    fn of_kind(&self, code: &str, kind: &str, sort: Sort) -> Translated {
        let country = code.get(3..6).map(|country| self.foreign.parties.get(country).map_or(country, String::as_str));
        let party = country.and_then(|country| self.by_code(country)).filter(|index| self.entry(*index).sort == Sort::State);
        let place = party.map_or("", |party| self.entry(party).code.as_str());
        let code = if place.is_empty() && kind == "BUS" { "MNC".to_owned() } else { format!("{place}{kind}") };
        Translated { party, sector: kind.to_owned(), code, sort }
    }

    /// The state of which three letters are another spelling.
    pub fn respelled(&self, code: &str) -> Option<EntryIndex> {
        let ours = self.foreign.parties.get(code).filter(|_| code.len() == 3)?;
        self.by_code(ours).filter(|entry| self.entry(*entry).sort == Sort::State)
    }

    /// A code of ours in two: the state or the organization, and the first sector. By this two codes are compared.
    pub fn halves<'a>(&self, code: &'a str) -> (&'a str, &'a str) {
        let known = |length: &usize| code.get(..*length).is_some_and(|head| self.by_code(head).is_some());
        let length = (2..=code.len()).rev().find(known).unwrap_or(3.min(code.len()));
        let (party, rest) = code.split_at_checked(length).unwrap_or((code, ""));
        (party, rest.get(..3).unwrap_or(rest))
    }
}
