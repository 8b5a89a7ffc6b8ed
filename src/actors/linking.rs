//! Links phrases to actors, sentence by sentence in one pass: what a phrase says by itself first, then apposition, office
//! and date, earlier mentions, and last the article's country.

use std::collections::BTreeMap;

use crate::actors::agents::{RolePhrase, role};
use crate::actors::places::{first_conjunct, is_local, is_place, scene_country};
use crate::actors::reading::{Named, Sense, choose, read};
use crate::actors::salience::{Entity, Mentioned, Salience};
use crate::actors::scene::{NameMatch, Phrase, Scene};
use crate::actors::titles::Shape;
use crate::actors::{Actor, ActorKind, Linked, Mention};
use crate::actors::{coreference, names, offices};
use crate::date::Date;
use crate::id::{ActorId, slug};
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::{AgentKind, EntryIndex, Meaning, Sort};
use crate::text::Relation;

/// The state of the pass.
pub(super) struct Linker<'a> {
    pub directory: &'a ActorDirectory,
    /// The article's date.
    pub day: Option<Date>,
    /// The country that the article is mostly about.
    pub main: Option<EntryIndex>,
    pub salience: Salience,
    /// Abbreviations that the article has introduced in brackets.
    pub abbreviations: BTreeMap<String, ActorId>,
    /// In which sentence somebody spoke last, and who.
    pub speaker: Option<(usize, ActorId)>,
    /// The person who spoke last, and the sentence.
    pub spokesman: Option<(usize, ActorId)>,
    pub actors: BTreeMap<ActorId, Actor>,
    pub mentions: Vec<Mention>,
}

/// Whom a phrase means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub actor: ActorId,
    pub linked: Linked,
    pub members: Vec<ActorId>,
    pub place: bool,
    /// The phrase is a name: what follows it is no part of it.
    pub name: bool,
}

impl Link {
    pub(super) fn new(actor: ActorId, linked: Linked) -> Self {
        Link { actor, linked, members: Vec::new(), place: false, name: false }
    }
}

/// What the phrases of one sentence were linked to, by their heads.
pub(super) type Links = BTreeMap<usize, Option<Link>>;

impl<'a> Linker<'a> {
    /// Links everything in a sentence.
    pub(super) fn sentence(&mut self, scene: &Scene<'a>) {
        let mut links = Links::new();
        let mut swallowed = Vec::new();
        for phrase in scene.phrases() {
            self.link(scene, phrase.head, &mut links);
            if let Sense::Named(named) = read(scene, &phrase, self.directory, self.day) {
                swallowed.push(named.tokens);
            }
        }
        self.modifiers(scene, &swallowed, &mut links);
        for at in 0..scene.sentence.tokens.len() {
            let free = !links.contains_key(&at) && !swallowed.iter().any(|range| range.contains(&at));
            if free && scene.token(at).relation == Relation::Compound && scene.name_at(at).is_none() {
                names::surname(self, scene, at, &mut links);
            }
        }
        coreference::first_person(self, scene, &mut links);
        self.note_pairs(scene, &links);
        let sentence = scene.index;
        for (head, link) in links {
            if let Some(Link { actor, linked, members, place, name }) = link {
                let phrase = scene.phrase(head);
                let core = scene.token(phrase.core.start).span.join(scene.token(phrase.core.end - 1).span);
                let span = if name { core } else { phrase.span };
                self.mentions.push(Mention { sentence, head, span, actor, linked, members, place });
            }
        }
    }

    /// Links the phrase of a head, once.
    pub(super) fn link(&mut self, scene: &Scene<'a>, head: usize, links: &mut Links) -> Option<Link> {
        if let Some(done) = links.get(&head) {
            return done.clone();
        }
        links.insert(head, None);
        let phrase = scene.phrase(head);
        let sense = read(scene, &phrase, self.directory, self.day);
        let name = matches!(sense, Sense::Known { .. } | Sense::Named(_));
        let link = match sense {
            Sense::Known { entry, meaning, words } => self.known(scene, &phrase, entry, meaning, words),
            Sense::Citizens { state, noun, definite } => self.citizens(scene, &phrase, state, &noun, definite),
            Sense::Named(named) => self.named(scene, &phrase, named, links),
            Sense::Role(role) => self.role(scene, &phrase, &role, links),
            Sense::Pronoun => coreference::pronoun(self, scene, &phrase),
            Sense::Common => coreference::common(self, scene, &phrase, links),
            Sense::Nothing => None,
        };
        let link = link.map(|link| Link { name, ..link });
        links.insert(head, link.clone());
        if let Some(link) = &link {
            self.introduce_abbreviation(scene, &phrase, &link.actor);
        }
        link
    }

    fn known(
        &mut self,
        scene: &Scene<'a>,
        phrase: &Phrase,
        entry: EntryIndex,
        meaning: Meaning,
        words: Vec<String>,
    ) -> Option<Link> {
        let place = is_place(scene, phrase, self.directory.entry(entry), meaning);
        let sort = self.directory.entry(entry).sort;
        let actor = self.enter(entry);
        if sort == Sort::Person {
            self.titled(scene, phrase, entry, &actor);
        }
        let words = if sort == Sort::Person { words } else { Vec::new() };
        self.note(scene, phrase.head, &actor, words, &[], place);
        Some(Link { place, ..Link::new(actor, Linked::Dictionary) })
    }

    /// Somebody whose first known office is yet to come, or without a date, but called by a title: the title tells the sector.
    fn titled(&mut self, scene: &Scene<'a>, phrase: &Phrase, entry: EntryIndex, actor: &ActorId) {
        let (code, party) = self.directory.standing(entry, self.day);
        let (Some(party), Some(name)) = (party, scene.name_at(phrase.core.end - 1)) else { return };
        let mut roles = self.directory.entry(entry).roles.iter();
        let past = roles.any(|role| self.day.is_some_and(|day| role.term.to.is_some_and(|to| to < day)));
        let unknown = !past && code == self.directory.code_of(party, "ELI");
        let title = unknown.then(|| role(scene, phrase, name.tokens.start, self.directory, self.day)).flatten();
        if let (Some(title), Some(known)) =
            (title.filter(|title| !title.former && !title.sector.is_empty()), self.actors.get_mut(actor))
        {
            known.code = self.directory.code_of(party, title.sector());
        }
    }

    /// "The Russians agreed" are Russia; "two Russians" are not.
    fn citizens(&mut self, scene: &Scene<'a>, phrase: &Phrase, state: EntryIndex, noun: &str, definite: bool) -> Option<Link> {
        let counted = scene.dependents(phrase.head, &[Relation::Nummod, Relation::Amod]).next().is_some();
        // "Ethnic Albanians", "the Albanians of Serbia" are of the state where they live.
        let ethnic =
            scene.dependents(phrase.head, &[Relation::Amod]).any(|at| scene.token(at).form.eq_ignore_ascii_case("ethnic"));
        let home = coreference::home(self, scene, phrase.head, ethnic);
        if ethnic || home.is_some_and(|home| home != state) {
            let here = || scene_country(scene, phrase.head, self.directory, self.day);
            let home = home.or_else(|| here().filter(|here| *here != state)).or(self.main.filter(|main| *main != state));
            return self.minority(scene, phrase, home, noun);
        }
        if definite && !counted {
            let actor = self.enter(state);
            self.note(scene, phrase.head, &actor, Vec::new(), &[], false);
            return Some(Link::new(actor, Linked::Dictionary));
        }
        let code = self.directory.code_of(state, "CVL");
        let id = ActorId::from(format!("{}/{}", self.prefix(Some(state), "CVL"), slug(noun)));
        self.enter(state);
        let party = Some(self.directory.entry(state).id.clone());
        self.actors.entry(id.clone()).or_insert(Actor {
            id: id.clone(),
            name: noun.to_owned(),
            code,
            kind: ActorKind::Group,
            party,
        });
        self.note(scene, phrase.head, &id, Vec::new(), &["people", "citizen"], false);
        Some(Link::new(id, Linked::Dictionary))
    }

    /// People of one nation who live in another's state, or nobody knows where.
    fn minority(&mut self, scene: &Scene<'a>, phrase: &Phrase, home: Option<EntryIndex>, noun: &str) -> Option<Link> {
        let code = home.map_or_else(|| "CVL".to_owned(), |home| self.directory.code_of(home, "CVL"));
        let id = ActorId::from(format!("{}/{}", self.prefix(home, "CVL"), slug(&format!("ethnic {noun}"))));
        let kind = if home.is_some() { ActorKind::Group } else { ActorKind::Agent };
        let party = home.map(|home| self.enter_party(home));
        let name = format!("ethnic {noun}");
        self.actors.entry(id.clone()).or_insert(Actor { id: id.clone(), name, code, kind, party });
        self.note(scene, phrase.head, &id, Vec::new(), &["people", "minority"], false);
        Some(Link::new(id, if home.is_some() { Linked::Title } else { Linked::None }))
    }

    fn named(&mut self, scene: &Scene<'a>, phrase: &Phrase, named: Named<'a>, links: &mut Links) -> Option<Link> {
        match named.shape {
            Shape::Person => names::person(self, scene, phrase, named, links),
            Shape::Organization => names::organization(self, scene, phrase, named, links),
        }
    }

    /// A role without a name of its own.
    fn role(&mut self, scene: &Scene<'a>, phrase: &Phrase, role: &RolePhrase<'a>, links: &mut Links) -> Option<Link> {
        if let Some(link) = coreference::pair(self, scene, phrase) {
            return Some(link);
        }
        if let Some(link) = offices::apposition(self, scene, phrase, links) {
            return Some(link);
        }
        if !role.owners.is_empty() {
            let members: Vec<ActorId> = role.owners.iter().map(|owner| self.of_owner(role, *owner)).collect();
            return Some(coreference::together(self, members));
        }
        let owner = self.owner(scene, role, links);
        if let Some(link) = offices::office(self, scene, phrase, role, owner) {
            return Some(link);
        }
        if owner.is_none()
            && let Some(link) = offices::earlier_role(self, scene, phrase, role)
        {
            return Some(link);
        }
        let party = owner.or_else(|| self.inferred(scene, phrase.head, role));
        let id = self.role_actor(role, party);
        let linked = match (owner, party) {
            (Some(_), _) => Linked::Title,
            (None, Some(_)) => Linked::Inferred,
            (None, None) => Linked::None,
        };
        let nouns = [role.agent.words.as_str(), role.words.rsplit(' ').next().unwrap_or("")];
        self.note(scene, phrase.head, &id, Vec::new(), &nouns, false);
        Some(Link::new(id, linked))
    }

    /// The country of a role that tells none: that of the place where its people act, else the article's own.
    fn inferred(&self, scene: &Scene<'a>, head: usize, role: &RolePhrase<'a>) -> Option<EntryIndex> {
        // "Western powers" and "allies" are several states; "its members" are of a body that nobody knows, and "the Smith
        // administration" is of whoever Smith is: they are not the article's own country.
        let of_somebody =
            role.whose.is_some_and(|whose| role.sector() == "UNK" || scene.token(whose).relation == Relation::Compound);
        if role.sector() == "IGO" || of_somebody {
            return None;
        }
        let local = is_local(role.sector()).then(|| scene_country(scene, head, self.directory, self.day)).flatten();
        local.or_else(|| self.main.filter(|state| !self.is_other_side(scene, head, role, *state)))
    }

    /// Whether all that the article has told of a state so far is that an authority does something to it: "the new government pledged
    /// to work with the United States" is none of theirs.
    fn is_other_side(&self, scene: &Scene<'a>, head: usize, role: &RolePhrase<'a>, state: EntryIndex) -> bool {
        let token = scene.token(head);
        let acts = matches!(role.sector(), "GOV" | "MIL" | "COP" | "JUD" | "LEG") && token.relation == Relation::Nsubj;
        let known = self.salience.entities.iter().any(|entity| entity.entry == Some(state) || entity.party == Some(state));
        let Some(verb) = token.head.filter(|_| acts && !known) else { return false };
        let of_state = |name: &&NameMatch| {
            choose(&name.readings, self.directory, self.day)
                .is_some_and(|reading| reading.entry == state || self.directory.entry(reading.entry).state == Some(state))
        };
        let below = |at: usize| std::iter::successors(Some(at), |&at| scene.token(at).head).take(64).any(|at| at == verb);
        let mut named = scene.names.iter().filter(of_state).peekable();
        named.peek().is_some() && named.all(|name| name.tokens.start > verb && below(name.tokens.start))
    }

    /// One of several: who holds the office in a state, else those of the role there.
    fn of_owner(&mut self, role: &RolePhrase<'a>, owner: EntryIndex) -> ActorId {
        let office = role.agent.office.as_deref().filter(|_| role.stands_alone());
        let holder = office.zip(self.day).and_then(|(office, day)| self.directory.holder(owner, office, day));
        match holder {
            Some(holder) => self.enter(holder),
            None => self.role_actor(role, Some(owner)),
        }
    }

    /// The actor of a role without a name, entered where it is new.
    fn role_actor(&mut self, role: &RolePhrase<'a>, party: Option<EntryIndex>) -> ActorId {
        let id = ActorId::from(format!("{}/{}", self.prefix(party, role.sector()), slug(&role.words)));
        if !self.actors.contains_key(&id) {
            let kind = match (party, role.agent.kind) {
                (None, _) => ActorKind::Agent,
                (_, AgentKind::Group) => ActorKind::Group,
                (_, AgentKind::Institution | AgentKind::Person) => ActorKind::Institution,
            };
            let name = match party {
                Some(party) => format!("{} {}", self.directory.entry(party).adjective, role.words),
                None => capitalized(&role.words),
            };
            let code = party.map_or(role.sector().to_owned(), |party| self.directory.code_of(party, role.sector()));
            let party = party.map(|party| self.enter_party(party));
            self.actors.insert(id.clone(), Actor { id: id.clone(), name, code, kind, party });
        }
        id
    }

    /// Whose a role is: as the phrase says, or as its possessor or complement is linked.
    pub(super) fn owner(&mut self, scene: &Scene<'a>, role: &RolePhrase<'a>, links: &mut Links) -> Option<EntryIndex> {
        if let Some(owner) = role.owner {
            return self.party_of(owner);
        }
        let whose = role.whose?;
        let link = match scene.token(whose).relation {
            Relation::Compound | Relation::Amod => match names::surname(self, scene, whose, links) {
                Some(link) => link,
                None => return names::surname_party(self, &scene.token(whose).form),
            },
            _ => self.link(scene, whose, links)?,
        };
        let entity = self.salience.entities.iter().find(|entity| entity.actor == link.actor)?;
        match entity.kind {
            Some(ActorKind::Person | ActorKind::Agent) => entity.party,
            _ => entity.entry.or(entity.party),
        }
    }

    /// A person stands for their party; everybody else for themselves.
    fn party_of(&self, entry: EntryIndex) -> Option<EntryIndex> {
        match self.directory.entry(entry).sort {
            Sort::Person => self.directory.standing(entry, self.day).1,
            _ => Some(entry),
        }
    }

    /// The first part of the id of an actor that the directory does not know: `rus-mil`, `nato`, `cop`.
    pub(super) fn prefix(&self, party: Option<EntryIndex>, sector: &str) -> String {
        let Some(party) = party else { return sector.to_lowercase() };
        let entry = self.directory.entry(party);
        match (entry.sort, sector) {
            (Sort::State, "") => entry.code.to_lowercase(),
            (Sort::State, sector) => format!("{}-{}", entry.code.to_lowercase(), sector.to_lowercase()),
            _ => entry.id.to_string(),
        }
    }

    /// Enters an entry of the directory, with whom it stands for, among the actors.
    pub(super) fn enter(&mut self, index: EntryIndex) -> ActorId {
        let entry = self.directory.entry(index);
        if !self.actors.contains_key(&entry.id) {
            let (code, party) = self.directory.standing(index, self.day);
            let kind = match entry.sort {
                Sort::State => ActorKind::State,
                Sort::Group => ActorKind::Group,
                Sort::Institution => ActorKind::Institution,
                Sort::Person => ActorKind::Person,
                _ => ActorKind::Organization,
            };
            let (id, name) = (entry.id.clone(), entry.name.clone());
            let party = party.map(|party| self.enter(party));
            self.actors.insert(id.clone(), Actor { id, name, code, kind, party });
        }
        entry.id.clone()
    }

    /// The id of whom an actor of a party stands for: the state of an institution, else the party itself.
    pub(super) fn enter_party(&mut self, party: EntryIndex) -> ActorId {
        let entry = self.directory.entry(party);
        match entry.state.filter(|_| entry.sort == Sort::Institution) {
            Some(state) => self.enter(state),
            None => self.enter(party),
        }
    }

    /// Notes a mention for what comes later.
    pub(super) fn note(
        &mut self,
        scene: &Scene<'a>,
        head: usize,
        actor: &ActorId,
        words: Vec<String>,
        nouns: &[&str],
        faint: bool,
    ) {
        let first = first_conjunct(scene, head);
        let token = scene.token(first);
        let subject = matches!(token.relation, Relation::Nsubj | Relation::NsubjPass);
        let place = Mentioned {
            sentence: scene.index,
            token: head,
            subject_of: token.head.filter(|_| subject),
            main: token.head.is_some_and(|verb| subject && coreference::is_main(scene, verb)),
            governor: token.head,
            faint,
        };
        let entry = self.directory.by_code(actor.as_str());
        let Some(known) = self.actors.get(actor) else { return };
        let party = known.party.as_ref().and_then(|party| self.directory.by_code(party.as_str()));
        let mut all: std::collections::BTreeSet<String> = nouns.iter().map(|noun| noun.to_lowercase()).collect();
        let mut sector = known.code.get(3..).unwrap_or("").to_owned();
        if let Some(entry) = entry {
            all.extend(coreference::nouns(self.directory, entry, self.day));
            sector = self.directory.entry(entry).sector.clone();
        }
        let plural = matches!(scene.token(head).xpos.as_str(), "NNS" | "NNPS");
        let gender = coreference::gender(nouns);
        let stands_for = party.filter(|_| known.kind == ActorKind::Person).map(|party| (party, self.directory.entry(party)));
        if let Some((party, entry)) = stands_for
            && let Some(represented) = self.actors.get(&entry.id)
        {
            self.salience.note(Entity {
                actor: entry.id.clone(),
                kind: Some(represented.kind),
                entry: Some(party),
                party: None,
                nouns: coreference::nouns(self.directory, party, self.day).into_iter().collect(),
                sector: entry.sector.clone(),
                words: Vec::new(),
                gender: None,
                plural: false,
                place: Mentioned { subject_of: None, main: false, faint: true, ..place },
            });
        }
        self.salience.note(Entity {
            actor: actor.clone(),
            kind: Some(known.kind),
            entry,
            party,
            nouns: all,
            sector,
            words,
            gender,
            plural,
            place,
        });
    }

    /// Names within phrases that are mentions of their own: "Russian initiative", "NATO membership".
    fn modifiers(&mut self, scene: &Scene<'a>, swallowed: &[std::ops::Range<usize>], links: &mut Links) {
        for name in &scene.names {
            let outside = |at: &usize| scene.token(*at).head.is_none_or(|above| !name.tokens.contains(&above));
            let head = name.tokens.clone().rev().find(outside).unwrap_or(name.tokens.start);
            let taken = name.tokens.clone().any(|at| links.get(&at).is_some_and(Option::is_some));
            let adjective =
                |name: &crate::actors::scene::NameMatch| name.readings.iter().any(|r| r.meaning == Meaning::Adjective);
            let inside = swallowed.iter().any(|range| range.contains(&head) && (head != range.start || !adjective(name)));
            if taken || inside {
                continue;
            }
            let Some(reading) = choose(&name.readings, self.directory, self.day) else { continue };
            let phrase = scene.phrase(head);
            let sort = self.directory.entry(reading.entry).sort;
            let place = matches!(reading.meaning, Meaning::Place | Meaning::Capital) && sort == Sort::State;
            let actor = self.enter(reading.entry);
            self.note(scene, phrase.head, &actor, Vec::new(), &[], true);
            links.insert(head, Some(Link { place, ..Link::new(actor, Linked::Dictionary) }));
        }
    }

    /// "The African Union (AU)": the letters in brackets mean the same from now on.
    fn introduce_abbreviation(&mut self, scene: &Scene<'a>, phrase: &Phrase, actor: &ActorId) {
        let tokens = &scene.sentence.tokens;
        let form = |at: usize| tokens.get(at).map_or("", |token| token.form.as_str());
        let after = tokens.partition_point(|token| token.span.start < phrase.span.end);
        let initial =
            phrase.core.clone().map(form).find(|form| form.starts_with(char::is_uppercase)).and_then(|form| form.chars().next());
        for end in [phrase.core.end, after] {
            let letters = form(end + 1);
            let capitals = letters.len() >= 2 && letters.chars().all(char::is_uppercase) && letters.chars().next() == initial;
            if form(end) == "(" && form(end + 2) == ")" && capitals {
                self.abbreviations.insert(letters.to_owned(), actor.clone());
            }
        }
    }

    /// Actors joined by "and" are a pair.
    fn note_pairs(&mut self, scene: &Scene<'a>, links: &Links) {
        for (head, link) in links {
            let Some(link) = link.as_ref().filter(|link| !link.place && link.members.is_empty()) else { continue };
            let others = scene.dependents(*head, &[Relation::Conj]).filter_map(|other| links.get(&other)?.as_ref());
            let mut members = vec![link.actor.clone()];
            members.extend(others.map(|other| other.actor.clone()));
            members.sort();
            members.dedup();
            if members.len() > 1 {
                self.salience.pairs.push(crate::actors::salience::Pair { members, sentence: scene.index });
            }
        }
    }
}

/// A name to show: its first letter large.
fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
