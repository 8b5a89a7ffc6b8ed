//! Actor and agent files in PETRARCH's own format (TABARI's and CAMEO's too): what they list, and each line not understood.
//!
//! A name in capitals with `_` for spaces, its code in brackets; below it `+` and another name, or a further code with its
//! dates (`[ARGGOV 070801-071231]`, `<` before, `>` after). An agent's code begins with `~`, for the country to come.

mod dates;
mod line;
mod names;
mod sets;

pub use names::{Spelling, spelling};

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::knowledge::petrarch::line::{Line, decode, parse};
use crate::knowledge::petrarch::sets::Sets;

/// What a file lists.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The path as told in notes.
    pub file: String,
    /// Actors with their codes.
    pub actors: Vec<ListedActor>,
    /// Generic agents.
    pub agents: Vec<ListedAgent>,
    /// Every line that was not understood, with the reason.
    pub notes: Vec<Diagnostic>,
}

/// An actor as listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListedActor {
    /// The line of its first name, from 1.
    pub line: usize,
    /// Its names as they are written: `UN_SECRETARY_GENERAL`.
    pub names: Vec<String>,
    /// Its codes in the order of the file.
    pub codes: Vec<DatedCode>,
}

/// A code and when it holds; open where an end is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedCode {
    /// `USAGOV`.
    pub code: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// A generic agent as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAgent {
    /// The line, from 1.
    pub line: usize,
    /// The words in lower case.
    pub words: String,
    /// The code without its `~`: `GOVMIL`.
    pub code: String,
}

/// The code of a name that is told to be no actor.
const NOBODY: &str = "---";

/// Reads a file of actors, of agents, or of both.
///
/// ```
/// use diplograph::knowledge::petrarch::read;
/// let listing = read(b"ADA_NOVAK_ [SVNELI]\n+A._NOVAK_\n\t[SVNGOV 100101-141231]\nBAKER [~BUS]\nNOBODY_\n", "own.actors.txt");
/// assert_eq!(listing.actors[0].names, ["ADA_NOVAK", "A._NOVAK"]);
/// assert_eq!(listing.actors[0].codes[1].from.unwrap().to_string(), "2010-01-01");
/// assert_eq!(listing.agents[0].words, "baker");
/// assert_eq!(listing.notes[0].to_string(), "own.actors.txt:5: `NOBODY` has no code, neither here nor below [petrarch-no-code]; write it in brackets: NAME_ [USAGOV]");
/// ```
pub fn read(bytes: &[u8], file: &str) -> Listing {
    let mut reader = Reader { listing: Listing { file: file.to_owned(), ..Listing::default() }, ..Reader::default() };
    for (at, bytes) in bytes.split(|byte| *byte == b'\n').enumerate() {
        reader.line = at + 1;
        reader.take(&decode(bytes));
    }
    reader.close();
    reader.listing.notes.sort();
    reader.listing
}

#[derive(Debug, Default)]
struct Reader {
    listing: Listing,
    line: usize,
    open: Option<Open>,
    /// Whether the line before was no empty one: names one below the other, and then a code, are one actor's.
    run: bool,
    sets: Sets,
}

/// An actor whose lines are being read.
#[derive(Debug, Default)]
struct Open {
    actor: ListedActor,
    /// Whether anything was said of its codes, right or wrong.
    coded: bool,
}

impl Reader {
    fn take(&mut self, text: &str) {
        if self.sets.define(text) {
            return;
        }
        let line = match parse(text) {
            Ok(Some(line)) => line,
            Ok(None) => {
                // A comment keeps an actor together, an empty line ends a run of names.
                self.run = self.run && !text.trim().is_empty();
                return;
            }
            Err((line, reason)) => {
                self.note("petrarch-line", &reason, "");
                line
            }
        };
        if line.codes.iter().any(|code| code.contains('~')) {
            self.close();
            return self.agent(&line);
        }
        let uncoded = self.open.as_ref().is_some_and(|open| !open.coded);
        let another = self.run && uncoded && line.codes.is_empty() && !line.broken;
        self.run = true;
        if !line.indented && !line.alias && !another && !line.names.is_empty() {
            self.close();
            self.open = Some(Open { actor: ListedActor { line: self.line, ..ListedActor::default() }, coded: false });
        }
        if self.open.is_none() {
            return self.note(
                "petrarch-line",
                "belongs to no name above it",
                "begin an actor with its name at the start of a line",
            );
        }
        line.names.iter().for_each(|name| self.name(name));
        line.codes.iter().for_each(|code| self.code(code));
        if line.broken
            && let Some(open) = &mut self.open
        {
            open.coded = true;
        }
    }

    fn name(&mut self, name: &str) {
        if let Some(reason) = names::unreadable(name) {
            return self.note("petrarch-name", &format!("`{}` {reason}: the name is left out", names::shown(name)), "");
        }
        let name = names::plain(name);
        if let Some(open) = self.open.as_mut().filter(|open| !open.actor.names.contains(&name)) {
            open.actor.names.push(name);
        }
    }

    fn code(&mut self, text: &str) {
        if let Some(open) = &mut self.open {
            open.coded = true;
        }
        if text.split_whitespace().next() == Some(NOBODY) {
            return self.note("petrarch-nobody", "`[---]` tells that a name is no actor: such a line is passed over", "");
        }
        match (dates::dated(text), &mut self.open) {
            (Ok(code), Some(open)) => open.actor.codes.push(code),
            (Ok(_), None) => {}
            (Err(reason), _) => self.note("petrarch-code", &format!("`[{text}]`: {reason}"), dates::MEND),
        }
    }

    fn agent(&mut self, line: &Line) {
        for code in &line.codes {
            let Some(sectors) = code.strip_prefix('~').filter(|code| dates::is_code(code)) else {
                self.note("petrarch-code", &format!("`[{code}]` is no agent's code"), "write `~` and sectors: [~GOVMIL]");
                continue;
            };
            for name in line.names.iter().chain(&line.plurals) {
                match self.sets.expand(name) {
                    Ok(all) => {
                        let agent = |words: String| ListedAgent {
                            line: self.line,
                            words: names::plain(&words).replace('_', " ").to_lowercase(),
                            code: sectors.to_owned(),
                        };
                        self.listing.agents.extend(all.into_iter().map(agent));
                    }
                    Err(reason) => self.note("petrarch-set", &format!("`{name}`: {reason}"), ""),
                }
            }
        }
    }

    /// The actor whose lines have ended.
    fn close(&mut self) {
        let Some(Open { actor, coded }) = self.open.take() else { return };
        if !coded && let Some(name) = actor.names.first() {
            let message = format!("`{name}` has no code, neither here nor below");
            let place = Place { file: Some(self.listing.file.clone()), line: Some(actor.line), ..Place::default() };
            let note = Diagnostic::new(Severity::Warning, "petrarch-no-code", place, message);
            self.listing.notes.push(note.hint("write it in brackets: NAME_ [USAGOV]"));
        }
        if !actor.codes.is_empty() && !actor.names.is_empty() {
            self.listing.actors.push(actor);
        }
    }

    fn note(&mut self, code: &str, message: &str, hint: &str) {
        let place = Place { file: Some(self.listing.file.clone()), line: Some(self.line), ..Place::default() };
        let note = Diagnostic::new(Severity::Warning, code, place, message);
        self.listing.notes.push(if hint.is_empty() { note } else { note.hint(hint) });
    }
}
