//! Which data set's format a file has: told by its content alone.

use std::fmt;
use std::str::FromStr;

use crate::records::columns::plain;
use crate::records::fields::{Fields, compact_day};
use crate::records::lines::decode;
use crate::records::{gdelt, icews, json, phoenix, polecat, terrier};

/// A format of event records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GDELT 1.0: 57 columns, and 58 since April 2013.
    Gdelt1,
    /// GDELT 2.0: 61 columns.
    Gdelt2,
    /// ICEWS, with a header.
    Icews,
    /// POLECAT, with a header.
    Polecat,
    /// Phoenix: the daily files, and Cline's historical ones.
    Phoenix,
    /// TERRIER.
    Terrier,
    /// PLOVER's JSON.
    Plover,
    /// Our own event records, as in `events.jsonl`.
    Events,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 8] = [
        Format::Gdelt1,
        Format::Gdelt2,
        Format::Icews,
        Format::Polecat,
        Format::Phoenix,
        Format::Terrier,
        Format::Plover,
        Format::Events,
    ];

    /// The name on the command line and in records.
    ///
    /// ```
    /// use diplograph::records::Format;
    /// assert!(Format::ALL.iter().all(|format| format.name().parse() == Ok(*format)));
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Format::Gdelt1 => "gdelt1",
            Format::Gdelt2 => "gdelt2",
            Format::Icews => "icews",
            Format::Polecat => "polecat",
            Format::Phoenix => "phoenix",
            Format::Terrier => "terrier",
            Format::Plover => "plover",
            Format::Events => "events",
        }
    }

    /// The columns in their order; none for JSON. Other names of a column stand behind `|`.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Format::Gdelt1 | Format::Gdelt2 => &gdelt::COLUMNS,
            Format::Icews => &icews::COLUMNS,
            Format::Polecat => &polecat::COLUMNS,
            Format::Phoenix => &phoenix::COLUMNS,
            Format::Terrier => &terrier::COLUMNS,
            Format::Plover | Format::Events => &[],
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Format::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or_else(|| format!("no format {name:?}; the formats are {}", Format::ALL.map(Format::name).join(", ")))
    }
}

/// The format of a file, from its first bytes; `None` where it holds no event records that are known.
///
/// ```
/// use diplograph::records::{Format, sniff};
/// assert_eq!(sniff(b"Event ID\tEvent Date\tSource Name\tSource Sectors\tTarget Name\n"), Some(Format::Icews));
/// assert_eq!(sniff(b"{\"text\": \"Norway met Italy.\"}\n"), None);
/// ```
pub fn sniff(head: &[u8]) -> Option<Format> {
    let (head, _) = decode(head);
    let start = head.trim_start();
    if start.starts_with(['{', '[']) {
        return by_keys(&json::first_keys(start));
    }
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next()?;
    by_header(first).or_else(|| by_values(first)).or_else(|| by_values(lines.next()?))
}

/// What a file of tables or JSON of other people's has in its first record.
fn by_keys(keys: &[String]) -> Option<Format> {
    let has = |name: &str| keys.iter().any(|key| key == name);
    if has("evidence") && has("type") && has("source") && has("status") {
        return Some(Format::Events);
    }
    let sides = has("actor") || has("recipient") || (has("source") || has("target")) && (has("eventText") || has("event_text"));
    (has("event") && sides).then_some(Format::Plover)
}

fn by_header(line: &str) -> Option<Format> {
    let delimiter = if line.contains('\t') { '\t' } else { ',' };
    let names: Vec<String> = line.split(delimiter).map(|name| plain(name.trim_matches('"'))).collect();
    let has = |name: &str| names.iter().any(|column| column == name);
    if has("globaleventid") && has("actor1code") {
        return Some(if has("actor1geoadm2code") { Format::Gdelt2 } else { Format::Gdelt1 });
    }
    if has("eventtype") && has("actorname") && has("recipientname") {
        return Some(Format::Polecat);
    }
    if has("eventid") && has("sourcename") && has("targetname") {
        return Some(Format::Icews);
    }
    if has("eid") && has("storydate") && has("sourceroot") {
        return Some(Format::Phoenix);
    }
    (has("srcactor") && has("tgtactor") && has("code")).then_some(Format::Terrier)
}

/// What a line without a header says, by the number of its fields and what stands where.
fn by_values(line: &str) -> Option<Format> {
    let fields = Fields::cut(line.trim_end_matches('\r'), b'\t');
    let code = |at: usize| {
        let field = fields.at(at);
        (2..=4).contains(&field.len()) && field.starts_with(|first: char| first.is_ascii_digit())
    };
    let digits = |at: usize| !fields.at(at).is_empty() && fields.at(at).bytes().all(|byte| byte.is_ascii_digit());
    let day = |at: usize| compact_day(fields.at(at)).is_some();
    match fields.count {
        57 | 58 if digits(0) && day(1) && code(26) => Some(Format::Gdelt1),
        61 if digits(0) && day(1) && code(26) => Some(Format::Gdelt2),
        25 | 26 if day(1) && code(13) => Some(Format::Phoenix),
        20 if code(0) && (day(13) || fields.at(13).is_empty()) && code(1) => Some(Format::Terrier),
        _ => None,
    }
}
