//! What words tell of an act besides who, what and whom: PLOVER's modes and contexts, numbers and what they count. Loads and checks
//! `data/lexicon/modes.tsv`, `contexts.tsv`, `sizes.tsv` and `numbers.tsv`.

use std::collections::{BTreeSet, HashMap};

use crate::error::Result;
use crate::knowledge::ontology::{self, is_context};
use crate::knowledge::phrases::Phrases;
use crate::knowledge::{DataFiles, Row, Table};

/// The tables.
#[derive(Debug, Default)]
pub struct Details {
    /// By words: the modes of events, in the file's order.
    pub modes: Phrases<ModeLine>,
    /// By words: contexts.
    pub contexts: Phrases<String>,
    /// By sector: contexts.
    pub sectors: HashMap<String, String>,
    /// By the lexicon's name of a word ("gun_down"): what it counts, and where those counted stand.
    pub harms: HashMap<String, Vec<(Harm, Counted)>>,
    /// Nouns of which "a" is not one ("a crowd").
    pub groups: BTreeSet<String>,
    /// By words: numbers.
    pub numbers: Phrases<Numeral>,
}

/// A mode that words tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModeLine {
    /// The PLOVER event that may have it.
    pub plover: String,
    /// The mode.
    pub mode: String,
    /// Modes of a code that it goes before.
    pub over: Vec<String>,
    /// Where it stands in the file, from the top.
    pub rank: usize,
}

/// What becomes of those counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Harm {
    /// They die.
    Killed,
    /// They are hurt.
    Wounded,
    /// They are taken.
    Arrested,
    /// They have to leave their homes.
    Displaced,
}

/// Where those counted stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// The object, or the subject of a passive.
    Object,
    /// The subject.
    Subject,
    /// The word itself, or what hangs on it.
    Own,
}

/// A word of a number, or one that bounds the number after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numeral {
    /// Added: from the least to the most that it may mean.
    Number(u64, u64),
    /// Multiplies what stands before it.
    Scale(u64),
    /// A scale in the plural: alone at least two of it, up to the second number.
    Many(u64, u64),
    /// "at least".
    Least,
    /// "more than".
    Above,
    /// "up to".
    Most,
    /// "fewer than".
    Below,
}

impl Details {
    /// Reads and checks the tables.
    ///
    /// # Errors
    /// An unknown event, mode, context, size or number: with file and line.
    pub fn load(files: &DataFiles) -> Result<Details> {
        let mut details = Details::default();
        for (rank, row) in Table::read(files, "lexicon/modes.tsv", &["plover", "mode", "over", "words"])?.rows.iter().enumerate()
        {
            let line = mode(row, rank)?;
            words(row)?.into_iter().for_each(|word| details.modes.insert(word, line.clone()));
        }
        for row in &Table::read(files, "lexicon/contexts.tsv", &["context", "sectors", "words"])?.rows {
            let context = context(row)?;
            words(row)?.into_iter().for_each(|word| details.contexts.insert(word, context.clone()));
            details.sectors.extend(row.list("sectors").into_iter().map(|sector| (sector.to_owned(), context.clone())));
        }
        for row in &Table::read(files, "lexicon/sizes.tsv", &["size", "counted", "words"])?.rows {
            match size(row)? {
                Some(size) => {
                    words(row)?.into_iter().for_each(|word| details.harms.entry(word.to_owned()).or_default().push(size))
                }
                None => details.groups.extend(words(row)?.into_iter().map(str::to_owned)),
            }
        }
        for row in &Table::read(files, "lexicon/numbers.tsv", &["words", "value", "most", "as"])?.rows {
            details.numbers.insert(row.field("words"), numeral(row)?);
        }
        Ok(details)
    }
}

fn words(row: &Row) -> Result<Vec<&str>> {
    let words = row.list("words");
    if words.is_empty() { Err(row.mistake("no words: write them into the last column, parted by '; '")) } else { Ok(words) }
}

fn mode(row: &Row, rank: usize) -> Result<ModeLine> {
    let (plover, mode) = (row.field("plover"), row.field("mode"));
    for mode in row.list("over").into_iter().chain([mode]) {
        ontology::check_mode(row, plover, mode)?;
    }
    if mode.is_empty() {
        return Err(row.mistake("the mode is empty: write one"));
    }
    let over = row.list("over").into_iter().map(str::to_owned).collect();
    Ok(ModeLine { plover: plover.to_owned(), mode: mode.to_owned(), over, rank })
}

fn context(row: &Row) -> Result<String> {
    let context = row.field("context");
    match is_context(context) {
        true => Ok(context.to_owned()),
        false => Err(row.mistake(format!("'{context}' is no PLOVER context: see data/ontology/cameo.tsv for their names"))),
    }
}

/// What a row counts; none for the row of groups.
fn size(row: &Row) -> Result<Option<(Harm, Counted)>> {
    let harm = match row.field("size") {
        "killed" => Harm::Killed,
        "wounded" => Harm::Wounded,
        "arrested" => Harm::Arrested,
        "displaced" => Harm::Displaced,
        "many" => return Ok(None),
        other => return Err(row.mistake(format!("'{other}' is no size: write killed, wounded, arrested, displaced or many"))),
    };
    let counted = match row.field("counted") {
        "object" => Counted::Object,
        "subject" => Counted::Subject,
        "own" => Counted::Own,
        other => return Err(row.mistake(format!("'{other}' is no place of those counted: write object, subject or own"))),
    };
    Ok(Some((harm, counted)))
}

fn numeral(row: &Row) -> Result<Numeral> {
    let number = |column: &str| {
        let field = row.field(column);
        field.parse::<u64>().map_err(|_| row.mistake(format!("'{field}' is no whole number: write digits into '{column}'")))
    };
    match row.field("as") {
        "number" => Ok(Numeral::Number(number("value")?, number("most")?)),
        "scale" => Ok(Numeral::Scale(number("value")?)),
        "many" => Ok(Numeral::Many(number("value")?, number("most")?)),
        "least" => Ok(Numeral::Least),
        "above" => Ok(Numeral::Above),
        "most" => Ok(Numeral::Most),
        "below" => Ok(Numeral::Below),
        other => {
            Err(row.mistake(format!("'{other}' is no part of a number: write number, scale, many, least, above, most or below")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builtin_tables_are_sound() {
        let details = Details::load(&DataFiles::default()).expect("sound");
        assert_eq!(details.sectors.get("JUD").map(String::as_str), Some("legal"));
        assert_eq!(details.harms["gun_down"], [(Harm::Killed, Counted::Object)]);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let refused = |file: &str, text: &str, told: &str| {
            let dir = tempfile::tempdir().expect("a folder");
            std::fs::create_dir(dir.path().join("lexicon")).expect("made");
            std::fs::write(dir.path().join("lexicon").join(file), text).expect("written");
            let error = Details::load(&DataFiles::new(Some(dir.path()))).expect_err("refused").to_string();
            assert!(error.contains(&format!("{file}:2: ")) && error.contains(told), "{error}");
        };
        refused("modes.tsv", "plover\tmode\tover\twords\nCONSULT\triot\t\triot\n", "'riot' is no mode of 'CONSULT'");
        refused("modes.tsv", "plover\tmode\tover\twords\nMEET\tvisit\t\tvisit\n", "no PLOVER event");
        refused("modes.tsv", "plover\tmode\tover\twords\nCONSULT\tvisit\t\t\n", "no words");
        refused("contexts.tsv", "context\tsectors\twords\nsport\t\tmatch\n", "'sport' is no PLOVER context");
        refused("sizes.tsv", "size\tcounted\twords\nlost\tobject\tlose\n", "'lost' is no size");
        refused("sizes.tsv", "size\tcounted\twords\nkilled\tabove\tkill\n", "no place of those counted");
        refused("numbers.tsv", "words\tvalue\tmost\tas\nten\tX\t10\tnumber\n", "'X' is no whole number");
        refused("numbers.tsv", "words\tvalue\tmost\tas\nten\t10\t10\tdigit\n", "'digit' is no part of a number");
    }
}
