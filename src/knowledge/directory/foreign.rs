//! Enters the actors and agents of PETRARCH's files. What our own tables know stays as it is: the files add to it.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::Result;
use crate::id::{ActorId, slug};
use crate::knowledge::DataFiles;
use crate::knowledge::directory::codes::Translated;
use crate::knowledge::directory::{ActorDirectory, AgentKind, Entry, EntryIndex, Meaning, Reading, Role, Sort, Term};
use crate::knowledge::petrarch::{ListedActor, ListedAgent, Listing, Spelling, read, spelling};
use crate::knowledge::spelling::{lower, spelled};

/// What a file named so may hold.
const NAMED: &[&str] = &["actors", "agents"];

impl ActorDirectory {
    /// Reads what lies in the user's folder in PETRARCH's format: the files of `actors/` that end in `.txt`, and those beside
    /// it whose name tells that they hold actors or agents.
    pub(super) fn add_petrarch(&mut self, files: &DataFiles) -> Result<()> {
        let text = |path: &String| path.ends_with(".txt");
        let within = files.list("actors").into_iter().filter(|path| text(path) && path.matches('/').count() == 1);
        let beside = files.list("").into_iter().filter(|path| text(path) && NAMED.iter().any(|named| path.contains(named)));
        for path in within.chain(beside).collect::<Vec<_>>() {
            let listing = read(&files.bytes(&path)?, &files.shown(&path));
            self.add_listing(&listing);
        }
        Ok(())
    }

    /// Enters all that a file lists; its notes are kept with the directory.
    pub fn add_listing(&mut self, listing: &Listing) {
        self.notes.extend(listing.notes.iter().cloned());
        for actor in &listing.actors {
            if let Some(note) = self.add_listed(actor, &listing.file) {
                self.notes.push(note);
            }
        }
        listing.agents.iter().for_each(|agent| self.add_listed_agent(agent));
    }

    fn add_listed(&mut self, actor: &ListedActor, file: &str) -> Option<Diagnostic> {
        let names: Vec<Spelling> = actor.names.iter().map(|name| spelling(name)).collect();
        let (names, words): (Vec<Spelling>, Vec<Spelling>) = names.into_iter().partition(|name| !self.is_agent(&name.matched));
        let codes: Vec<Translated> = actor.codes.iter().map(|code| self.translate(&code.code)).collect();
        let person = actor.codes.len() > 1 || actor.codes.iter().any(|code| code.from.or(code.to).is_some());
        let state = codes.iter().rev().find(|code| code.sort == Sort::State).and_then(|code| code.party);
        let known = names.iter().find_map(|name| self.known(&name.matched));
        let index = match (known, state, names.first(), codes.first()) {
            (Some(known), ..) => Some(known),
            (None, Some(state), ..) => Some(state),
            (None, None, Some(name), Some(code)) => self.add_foreign(name, code, person),
            _ => None,
        };
        if let Some(index) = index {
            self.add_roles(index, actor, &codes);
            names.iter().for_each(|name| self.add_spelling(index, name));
        }
        let word = words.first()?;
        let place = Place { file: Some(file.to_owned()), line: Some(actor.line), ..Place::default() };
        let message = format!("`{}` is a common word, and so no name", word.name);
        Some(Diagnostic::new(Severity::Note, "petrarch-word", place, message))
    }

    /// Whether a name is one word that means anybody: "police".
    fn is_agent(&self, name: &str) -> bool {
        !name.contains(' ') && self.agent(&[name]).is_some()
    }

    /// The actor that has a name already.
    fn known(&self, name: &str) -> Option<EntryIndex> {
        let readings = self.names.values.get(&lower(name))?;
        readings.iter().find(|reading| reading.meaning == Meaning::Name).map(|reading| reading.entry)
    }

    fn add_foreign(&mut self, name: &Spelling, code: &Translated, person: bool) -> Option<EntryIndex> {
        let plain = slug(&name.name);
        let id = (1..100)
            .map(|at| if at == 1 { plain.clone() } else { format!("{plain}-{at}") })
            .find(|id| self.by_code(id).is_none())?;
        let sort = if person { Sort::Person } else { code.sort };
        let state = code.party.filter(|_| matches!(sort, Sort::Institution | Sort::Group));
        let entry = Entry {
            id: ActorId::from(id),
            name: name.name.clone(),
            sort,
            code: if person { String::new() } else { code.code.clone() },
            sector: if person { String::new() } else { code.sector.clone() },
            state,
            adjective: name.name.clone(),
            aliases: Vec::new(),
            term: Term::default(),
            roles: Vec::new(),
        };
        self.place(entry)
    }

    /// A name that nobody has yet. A surname alone is found by rule.
    fn add_spelling(&mut self, index: EntryIndex, name: &Spelling) {
        if self.names.values.get(&lower(&name.matched)).is_some() {
            return;
        }
        let entry = &mut self.entries[index.0];
        if entry.sort == Sort::Person && entry.name.ends_with(&name.name) && !name.name.contains(' ') {
            return;
        }
        if entry.name != name.name {
            entry.aliases.push(name.name.clone());
        }
        let reading = Reading { entry: index, meaning: Meaning::Name, spelled: name.matched.as_str().into() };
        self.names.insert(&name.matched, reading);
    }

    /// A person's offices, where nothing is known of that time.
    fn add_roles(&mut self, index: EntryIndex, actor: &ListedActor, codes: &[Translated]) {
        if self.entry(index).sort != Sort::Person {
            return;
        }
        let ours = self.entry(index).roles.len();
        for (dated, code) in actor.codes.iter().zip(codes) {
            let term = Term { from: dated.from, to: dated.to };
            let Some(party) = code.party else { continue };
            let entry = &mut self.entries[index.0];
            if !entry.roles[..ours].iter().any(|role| meet(role.term, term)) {
                entry.roles.push(Role { party, office: String::new(), sector: code.sector.clone(), term });
            }
        }
    }

    fn add_listed_agent(&mut self, agent: &ListedAgent) {
        let sector = self.translate(&format!("---{}", agent.code)).sector;
        let spelled = spelled(&agent.words);
        if sector.is_empty() || self.agents.values.get(&lower(&spelled)).is_some() {
            return;
        }
        let kind = self.kind_of(&spelled);
        self.add_agent(&agent.words, &sector, kind, None);
    }

    /// What sort of agent a phrase names: by its head where that is known, else by the head's ending.
    fn kind_of(&self, phrase: &str) -> AgentKind {
        let words: Vec<&str> = phrase.split(' ').collect();
        let small = words.iter().position(|word| matches!(*word, "of" | "for" | "in" | "on" | "to"));
        let head = words[..small.unwrap_or(words.len())].last().copied().unwrap_or(phrase);
        if let Some((_, agent)) = self.agent(&[head]) {
            return agent.kind;
        }
        let person = ["er", "or", "ist", "man", "woman", "ian", "ant", "ent", "ee"].iter().any(|end| head.ends_with(end));
        match head.ends_with('s') && !head.ends_with("ss") {
            true => AgentKind::Group,
            false if person => AgentKind::Person,
            false => AgentKind::Institution,
        }
    }
}

/// Whether two stretches of time have a day in common.
fn meet(a: Term, b: Term) -> bool {
    let before = |end: Option<crate::date::Date>, start: Option<crate::date::Date>| {
        end.zip(start).is_some_and(|(end, start)| end <= start)
    };
    !before(a.to, b.from) && !before(b.to, a.from)
}
