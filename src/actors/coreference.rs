//! Pronouns and descriptions: "he", "its", "the alliance", "the two sides", "we" within quotation marks.

use crate::actors::linking::{Link, Linker, Links};
use crate::actors::reading::{choose, definite};
use crate::actors::salience::{Asker, Entity, Gender, Mentioned};
use crate::actors::scene::{Phrase, Scene};
use crate::actors::{Actor, ActorKind, Linked};
use crate::date::Date;
use crate::id::ActorId;
use crate::knowledge::ActorDirectory;
use crate::knowledge::directory::{EntryIndex, Sort};
use crate::knowledge::spelling::words;
use crate::text::{Relation, Upos};

/// Links a pronoun of the third person.
pub(super) fn pronoun<'a>(linker: &mut Linker<'a>, scene: &Scene<'a>, phrase: &Phrase) -> Option<Link> {
    let token = scene.token(phrase.head);
    let above = above(scene, phrase.head);
    let possessive = token.relation == Relation::NmodPoss;
    let asker = |reach| Asker { sentence: scene.index, token: phrase.head, above: &above, possessive, reach };
    let person = |entity: &Entity, gender: Gender| {
        let told = entity.gender.or_else(|| given_name(entity, linker.directory));
        entity.kind == Some(ActorKind::Person) && told.is_none_or(|known| known == gender)
    };
    let body = |entity: &Entity| entity.kind.is_none() || !matches!(entity.kind, Some(ActorKind::Person));
    let form = token.form.to_lowercase();
    // Whom the subject of the clause stands for can be meant no more than the subject: "al-Sisi welcomed it" is not Egypt.
    let subject = subject_party(linker, scene, phrase.head).filter(|_| !possessive && !form.ends_with("self"));
    let spoken = |entity: &Entity| subject.as_ref() == Some(&entity.actor);
    // "He or she" is nobody in particular.
    let either = scene.dependents(phrase.head, &[Relation::Conj]).any(|at| scene.token(at).upos == Upos::Pron);
    if either || token.relation == Relation::Conj {
        return None;
    }
    if matches!(form.as_str(), "they" | "them" | "their" | "theirs" | "themselves") {
        // The subject of its own clause cannot be meant by "them", only by "their" and "themselves".
        let free = possessive || matches!(form.as_str(), "themselves" | "theirs");
        let clauses = if free { &above[..] } else { above.get(1..).unwrap_or(&[]) };
        if let Some(members) = joined_subject(linker, scene, phrase.head, clauses) {
            return Some(together(linker, members));
        }
    }
    // Who said the sentence before goes on speaking: "..., the spokesman said. But he added that ...".
    let goes_on = |gender: Gender| {
        let (said, speaker) = linker.spokesman.as_ref().filter(|_| tells(scene, phrase.head))?;
        let is_speaker = |entity: &Entity| person(entity, gender) && entity.actor == *speaker;
        (said + 1 == scene.index).then(|| linker.salience.nearest(&asker(2), is_speaker)).flatten()
    };
    let said = match form.as_str() {
        "he" => goes_on(Gender::Masculine),
        "she" => goes_on(Gender::Feminine),
        _ => None,
    };
    let found = said.or_else(|| match form.as_str() {
        "he" | "him" | "his" | "himself" => linker.salience.nearest(&asker(2), |entity| person(entity, Gender::Masculine)),
        "she" | "her" | "hers" | "herself" => linker.salience.nearest(&asker(2), |entity| person(entity, Gender::Feminine)),
        "it" | "its" | "itself"
            if !empty(scene, phrase.head) && !of_a_matter(scene, phrase.head) && !bidden(scene, phrase.head) =>
        {
            linker.salience.nearest(&asker(1), |entity| body(entity) && !entity.plural && !spoken(entity))
        }
        "they" | "them" | "their" | "theirs" | "themselves" => {
            let plural = |entity: &Entity| (entity.plural || entity.kind == Some(ActorKind::Group)) && !spoken(entity);
            linker.salience.nearest(&asker(1), plural)
        }
        _ => None,
    });
    let found = found.filter(|entity| entity.kind.is_some())?;
    let actor = found.actor.clone();
    let mut entity = found.clone();
    match form.as_str() {
        "he" | "him" | "his" | "himself" => entity.gender = Some(Gender::Masculine),
        "she" | "her" | "hers" | "herself" => entity.gender = Some(Gender::Feminine),
        _ => {}
    }
    entity.place = mentioned(scene, phrase.head);
    linker.salience.note(entity);
    Some(Link::new(actor, Linked::Coreference))
}

/// Whether a pronoun is the subject of a verb of speech in the main clause.
fn tells(scene: &Scene, pronoun: usize) -> bool {
    let token = scene.token(pronoun);
    let verb = token.head.filter(|_| token.relation == Relation::Nsubj);
    verb.is_some_and(|verb| is_speech(&scene.token(verb).lemma) && is_main(scene, verb))
}

/// Links "we", "I" and "our" within quotation marks to who speaks, and notes who does.
pub(super) fn first_person<'a>(linker: &mut Linker<'a>, scene: &Scene<'a>, links: &mut Links) {
    let speakers = scene.sentence.tokens.iter().enumerate().filter_map(|(at, token)| {
        let says = token.upos == Upos::Verb && is_speech(&token.lemma);
        let subject = || scene.dependents(at, &[Relation::Nsubj]).find_map(|subject| links.get(&subject)?.clone());
        says.then(subject).flatten()
    });
    let speakers: Vec<Link> = speakers.collect();
    if let Some(speaker) = speakers.first() {
        linker.speaker = Some((scene.index, speaker.actor.clone()));
    }
    let is_person = |link: &&Link| linker.actors.get(&link.actor).is_some_and(|actor| actor.kind == ActorKind::Person);
    if let Some(spokesman) = speakers.iter().rfind(is_person) {
        linker.spokesman = Some((scene.index, spokesman.actor.clone()));
    }
    let Some((said, actor)) = linker.speaker.clone() else { return };
    if scene.index > said + 1 {
        return;
    }
    let person = linker.actors.get(&actor).is_some_and(|actor| actor.kind == ActorKind::Person);
    let mut quoted = false;
    for (at, token) in scene.sentence.tokens.iter().enumerate() {
        match token.form.as_str() {
            "“" | "``" => quoted = true,
            "”" | "''" => quoted = false,
            "\"" => quoted = !quoted,
            _ => {}
        }
        let form = token.form.to_lowercase();
        let first =
            matches!(form.as_str(), "we" | "us" | "our" | "ourselves") || person && matches!(form.as_str(), "i" | "me" | "my");
        if first && token.upos == Upos::Pron && quoted && links.get(&at).is_none_or(Option::is_none) {
            links.insert(at, Some(Link::new(actor.clone(), Linked::Coreference)));
        }
    }
}

/// Links a common noun that no table knows, if it describes somebody mentioned before.
pub(super) fn common<'a>(linker: &mut Linker<'a>, scene: &Scene<'a>, phrase: &Phrase, links: &mut Links) -> Option<Link> {
    if let Some(link) = pair(linker, scene, phrase) {
        return Some(link);
    }
    let token = scene.token(phrase.head);
    let lemma = token.lemma.to_lowercase();
    if let Some(measured) = measured(scene, phrase.head, &lemma) {
        return linker.link(scene, measured, links).filter(|link| !link.place && link.members.is_empty());
    }
    let alone =
        scene.dependents(phrase.head, &[Relation::Compound, Relation::Amod, Relation::Nmod, Relation::Nummod]).next().is_none();
    let possessor = scene.dependents(phrase.head, &[Relation::NmodPoss]).find(|at| scene.token(*at).upos == Upos::Pron);
    let country = matches!(lemma.as_str(), "country" | "nation" | "homeland");
    if let Some(possessor) = possessor {
        let owner = linker.link(scene, possessor, links).filter(|_| country && token.xpos == "NN")?;
        let party = linker.actors.get(&owner.actor)?.party.clone()?;
        return Some(Link::new(party, Linked::Coreference));
    }
    if token.xpos != "NN" || !(alone || country) || !definite(scene, phrase) {
        note_thing(linker, scene, phrase.head);
        return None;
    }
    let asker = Asker { sentence: scene.index, token: phrase.head, above: &[], possessive: false, reach: 8 };
    let found = linker.salience.last(&asker, |entity| entity.nouns.contains(&lemma) && entity.kind != Some(ActorKind::Person));
    let Some(actor) = found.filter(|entity| entity.kind.is_some()).map(|entity| entity.actor.clone()) else {
        note_thing(linker, scene, phrase.head);
        return None;
    };
    let place = scene.prepositions(phrase.head).any(|word| word == "in" || word == "across");
    linker.note(scene, phrase.head, &actor, Vec::new(), &[], place);
    Some(Link { place, ..Link::new(actor, Linked::Coreference) })
}

/// Of whom a word only tells how many they are: "a group of thieves", "hundreds of people".
fn measured(scene: &Scene, head: usize, lemma: &str) -> Option<usize> {
    let measures = matches!(
        lemma,
        "group"
            | "number"
            | "dozen"
            | "hundred"
            | "thousand"
            | "score"
            | "million"
            | "couple"
            | "handful"
            | "majority"
            | "band"
            | "team"
    );
    let of = |at: &usize| scene.prepositions(*at).any(|word| word == "of");
    scene.dependents(head, &[Relation::Nmod]).find(of).filter(|of| measures && *of > head && scene.token(*of).xpos == "NNS")
}

/// Links "the two sides", "both countries", "the rivals" to the pair that was named last.
pub(super) fn pair<'a>(linker: &mut Linker<'a>, scene: &Scene<'a>, phrase: &Phrase) -> Option<Link> {
    let token = scene.token(phrase.head);
    if token.xpos != "NNS" {
        return None;
    }
    let lemma = token.lemma.to_lowercase();
    let opposed = matches!(lemma.as_str(), "foe" | "rival" | "adversary" | "side" | "neighbour" | "neighbor" | "counterpart");
    let state = matches!(
        lemma.as_str(),
        "country" | "nation" | "state" | "government" | "capital" | "power" | "superpower" | "neighbour" | "neighbor"
    );
    let person = matches!(lemma.as_str(), "leader" | "president" | "minister" | "man" | "woman" | "diplomat" | "official");
    let any =
        matches!(lemma.as_str(), "party" | "ally" | "enemy" | "partner" | "organization" | "organisation" | "group" | "army");
    let two = scene.dependents(phrase.head, &[Relation::Nummod, Relation::Det, Relation::DetPredet, Relation::Amod]);
    let two = two.map(|at| scene.token(at).form.to_lowercase()).any(|form| form == "two" || form == "both");
    let named = phrase.core.clone().any(|at| scene.name_at(at).is_some());
    let defined = definite(scene, phrase) || lemma == "foe" || lemma == "rival";
    if named || !(two && (state || person || any) || opposed && defined) || two && !definite(scene, phrase) {
        return None;
    }
    let recent = |sentence: usize| sentence <= scene.index && scene.index - sentence <= 3;
    let parties = |linker: &Linker, members: &[ActorId]| -> Vec<ActorId> {
        let mut parties: Vec<ActorId> = members.iter().map(|member| party(linker, member)).collect();
        parties.sort();
        parties.dedup();
        parties
    };
    let noted = linker.salience.pairs.iter().rev().filter(|pair| recent(pair.sentence) && pair.members.len() == 2);
    let of_kind = |members: &[ActorId]| -> Option<Vec<ActorId>> {
        let kinds: Vec<ActorKind> = members.iter().filter_map(|member| Some(linker.actors.get(member)?.kind)).collect();
        match () {
            () if person => kinds.iter().all(|kind| *kind == ActorKind::Person).then(|| members.to_vec()),
            () if state => Some(parties(linker, members)).filter(|parties| parties.len() == 2 && all_states(linker, parties)),
            () if kinds.contains(&ActorKind::Agent) => None,
            () => Some(parties(linker, members)).filter(|parties| parties.len() == 2),
        }
    };
    let members = noted.map(|pair| pair.members.clone()).find_map(|members| of_kind(&members));
    let members = members.or_else(|| of_kind(&only_two(linker, scene, phrase.head, person, state)?))?;
    Some(together(linker, members))
}

/// The two who alone have been mentioned in the last sentences.
fn only_two(linker: &Linker, scene: &Scene, token: usize, person: bool, state: bool) -> Option<Vec<ActorId>> {
    for reach in 0..=2 {
        let near = |entity: &&Entity| {
            let place = entity.place;
            let before = place.sentence < scene.index || place.sentence == scene.index && place.token < token;
            before && scene.index - place.sentence <= reach && entity.kind.is_some()
        };
        let mut members: Vec<ActorId> = Vec::new();
        for entity in linker.salience.entities.iter().filter(near) {
            let member = if person { entity.actor.clone() } else { party(linker, &entity.actor) };
            let kind = linker.actors.get(&member).map(|actor| actor.kind);
            let wanted = match kind {
                Some(ActorKind::Person) => person,
                Some(ActorKind::State) => !person,
                Some(ActorKind::Organization | ActorKind::Group) => !person && !state,
                _ => false,
            };
            if wanted && !members.contains(&member) {
                members.push(member);
            }
        }
        match members.len() {
            0 | 1 => {}
            2 => {
                members.sort();
                return Some(members);
            }
            _ => return None,
        }
    }
    None
}

fn all_states(linker: &Linker, members: &[ActorId]) -> bool {
    members.iter().all(|member| linker.actors.get(member).is_some_and(|actor| actor.kind == ActorKind::State))
}

fn party(linker: &Linker, actor: &ActorId) -> ActorId {
    linker.actors.get(actor).and_then(|known| known.party.clone()).unwrap_or_else(|| actor.clone())
}

/// Whom the subject of a pronoun's own clause stands for.
fn subject_party(linker: &Linker, scene: &Scene, pronoun: usize) -> Option<ActorId> {
    let verb = scene.token(pronoun).head?;
    let subject = scene.dependents(verb, &[Relation::Nsubj, Relation::NsubjPass]).find(|subject| *subject < pronoun)?;
    let here = |entity: &&Entity| entity.place.sentence == scene.index && entity.place.token == subject && entity.kind.is_some();
    linker.salience.entities.iter().find(here).map(|entity| party(linker, &entity.actor))
}

/// The pair that is the subject of a clause above the pronoun, or of the sentence before.
fn joined_subject(linker: &Linker, scene: &Scene, token: usize, above: &[usize]) -> Option<Vec<ActorId>> {
    let pair = linker.salience.pairs.last().filter(|pair| pair.sentence + 1 == scene.index);
    let here = above.iter().find_map(|verb| {
        let subject = scene.dependents(*verb, &[Relation::Nsubj, Relation::NsubjPass]).find(|subject| *subject < token)?;
        scene.dependents(subject, &[Relation::Conj]).next().map(|_| subject)
    });
    // The pairs of this sentence are noted when it is done; until then the parts of the subject are found by their place.
    let members = here.map(|subject| {
        let parts: Vec<usize> = std::iter::once(subject).chain(scene.dependents(subject, &[Relation::Conj])).collect();
        let at = |entity: &&Entity| {
            entity.place.sentence == scene.index && parts.contains(&entity.place.token) && entity.kind.is_some()
        };
        let mut members: Vec<ActorId> = linker.salience.entities.iter().filter(at).map(|entity| entity.actor.clone()).collect();
        members.sort();
        members
    });
    members.or_else(|| pair.map(|pair| pair.members.clone())).filter(|members| members.len() > 1)
}

/// A link to several actors at once, in the order of the text; the id does not depend on it.
pub(super) fn together(linker: &mut Linker, members: Vec<ActorId>) -> Link {
    let mut ids: Vec<&str> = members.iter().map(ActorId::as_str).collect();
    ids.sort_unstable();
    let id = ActorId::from(ids.join("+"));
    let names: Vec<&str> = members.iter().filter_map(|member| Some(linker.actors.get(member)?.name.as_str())).collect();
    let (name, kind) = (names.join(" and "), members.first().and_then(|first| linker.actors.get(first)).map(|first| first.kind));
    let kind = kind.unwrap_or(ActorKind::Agent);
    linker.actors.entry(id.clone()).or_insert(Actor { id: id.clone(), name, code: String::new(), kind, party: None });
    Link { members, ..Link::new(id, Linked::Coreference) }
}

/// The state in which the people of a phrase live, as the phrase says: "Albanians of southern Serbia", "ethnic Serbs in Kosovo".
/// "Americans in Iraq" may be there for a day.
pub(super) fn home(linker: &Linker, scene: &Scene, head: usize, ethnic: bool) -> Option<EntryIndex> {
    let place = |at: usize| scene.prepositions(at).any(|word| word == "of" || ethnic && word == "in");
    let names = scene.dependents(head, &[Relation::Nmod]).filter(|at| place(*at)).filter_map(|at| scene.name_at(at));
    let mut readings = names.filter_map(|name| choose(&name.readings, linker.directory, linker.day));
    readings.find(|reading| linker.directory.entry(reading.entry).sort == Sort::State).map(|reading| reading.entry)
}

/// Notes a thing that acts or is acted on: "it" may mean it.
fn note_thing(linker: &mut Linker, scene: &Scene, head: usize) {
    let token = scene.token(head);
    if !matches!(token.relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj) {
        return;
    }
    linker.salience.note(Entity {
        actor: ActorId::from(format!("thing {}", token.lemma)),
        kind: None,
        entry: None,
        party: None,
        nouns: Default::default(),
        sector: String::new(),
        words: Vec::new(),
        gender: None,
        plural: token.xpos == "NNS",
        place: mentioned(scene, head),
    });
}

fn mentioned(scene: &Scene, head: usize) -> Mentioned {
    let token = scene.token(head);
    let subject = matches!(token.relation, Relation::Nsubj | Relation::NsubjPass);
    let subject_of = token.head.filter(|_| subject);
    let main = subject_of.is_some_and(|verb| is_main(scene, verb));
    Mentioned { sentence: scene.index, token: head, subject_of, main, governor: token.head, faint: false }
}

/// Whether a verb is the sentence's own or tells who speaks in it.
pub(super) fn is_main(scene: &Scene, verb: usize) -> bool {
    let token = scene.token(verb);
    token.relation == Relation::Root || token.relation == Relation::Parataxis && is_speech(&token.lemma)
}

/// The words above a token, nearest first.
fn above(scene: &Scene, token: usize) -> Vec<usize> {
    let climb = std::iter::successors(scene.token(token).head, |above| scene.token(*above).head);
    climb.take(scene.sentence.tokens.len()).collect()
}

/// Whether an "it" stands for nobody: "it is clear that ...".
fn empty(scene: &Scene, head: usize) -> bool {
    let token = scene.token(head);
    let Some(verb) = token.head else { return true };
    let clause =
        scene.dependents(verb, &[Relation::Csubj, Relation::CsubjPass, Relation::Ccomp, Relation::Advcl]).any(|at| at > head);
    let copula = scene.dependents(verb, &[Relation::Cop]).next().is_some();
    token.relation == Relation::Expl || token.relation == Relation::Nsubj && copula && clause
}

/// Whether an "it" is what happened or what was said rather than who did: "called it a victory", "had nothing to do with it".
fn of_a_matter(scene: &Scene, head: usize) -> bool {
    let token = scene.token(head);
    let Some(governor) = token.head.map(|above| scene.token(above)).filter(|_| token.form.eq_ignore_ascii_case("it")) else {
        return false;
    };
    let judged = matches!(
        governor.lemma.as_str(),
        "call"
            | "praise"
            | "welcome"
            | "condemn"
            | "denounce"
            | "criticize"
            | "criticise"
            | "deny"
            | "reject"
            | "accept"
            | "announce"
            | "confirm"
            | "regret"
            | "applaud"
            | "hail"
            | "describe"
            | "consider"
            | "say"
            | "do"
            | "make"
            | "find"
            | "know"
            | "expect"
    );
    match token.relation {
        Relation::Obj => judged,
        Relation::Obl => {
            scene.prepositions(head).any(|word| matches!(word.as_str(), "with" | "by" | "about" | "of" | "at" | "for"))
        }
        Relation::Nmod => true,
        _ => false,
    }
}

/// Whether an "it" is told what to do in reported speech: the speaker, or another? "Beijing said that it must free him".
fn bidden(scene: &Scene, head: usize) -> bool {
    let Some(verb) = scene.token(head).head.filter(|_| scene.token(head).relation == Relation::Nsubj) else { return false };
    let must = scene
        .dependents(verb, &[Relation::Aux])
        .any(|aux| matches!(scene.token(aux).lemma.as_str(), "must" | "should" | "ought"));
    must && scene.token(verb).relation == Relation::Ccomp
}

/// The gender that a person's first name tells.
fn given_name(entity: &Entity, directory: &ActorDirectory) -> Option<Gender> {
    let name = entity.entry.map(|entry| directory.entry(entry).name.as_str());
    let first = name.and_then(|name| name.split(' ').next()).or(entity.words.first().map(String::as_str))?;
    let feminine = directory.is_feminine(first)?;
    Some(if feminine { Gender::Feminine } else { Gender::Masculine })
}

/// Verbs whose subject speaks.
pub(super) fn is_speech(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "tell"
            | "add"
            | "state"
            | "declare"
            | "announce"
            | "ask"
            | "write"
            | "claim"
            | "warn"
            | "insist"
            | "argue"
            | "note"
            | "explain"
            | "stress"
            | "comment"
            | "reply"
            | "respond"
            | "report"
            | "admit"
            | "acknowledge"
            | "confirm"
            | "deny"
            | "suggest"
            | "believe"
            | "think"
            | "tweet"
            | "conclude"
            | "continue"
            | "assert"
            | "vow"
            | "pledge"
    )
}

/// The nouns that may describe an actor of the directory later on.
pub(super) fn nouns(directory: &ActorDirectory, index: EntryIndex, day: Option<Date>) -> Vec<String> {
    let entry = directory.entry(index);
    let sort: &[&str] = match entry.sort {
        Sort::State => &["country", "nation", "state"],
        Sort::Alliance => &["alliance", "organization", "organisation", "bloc"],
        Sort::Bloc => &["bloc", "union", "organization", "organisation"],
        Sort::Intergovernmental => &["organization", "organisation", "body"],
        Sort::NonGovernmental => &["organization", "organisation", "group", "charity"],
        Sort::Agency => &["agency", "body"],
        Sort::Company => &["company", "firm", "group"],
        Sort::Media => &["newspaper", "paper", "agency", "broadcaster"],
        Sort::Group => &["group", "movement", "organization", "organisation"],
        Sort::Institution => &["institution", "agency"],
        Sort::Person => &[],
    };
    let mut nouns: Vec<String> = sort.iter().map(|noun| (*noun).to_owned()).collect();
    match entry.sort {
        Sort::Person => nouns.extend(directory.role(index, day).map(|role| role.office.clone())),
        _ => {
            let names = std::iter::once(&entry.name).chain(&entry.aliases);
            nouns.extend(names.filter_map(|name| words(name).pop()).map(|word| word.to_lowercase()));
        }
    }
    if entry.sector == "PTY" {
        nouns.push("party".to_owned());
    }
    if entry.sort == Sort::State {
        let kingdom = entry.aliases.iter().chain([&entry.name]).any(|name| name.contains("Kingdom"));
        nouns.extend(kingdom.then(|| "kingdom".to_owned()));
    }
    nouns
}

/// The gender that words about a person tell. Titles for either sex come in the masculine ("spokesman" is the office), so
/// the feminine goes before.
pub(super) fn gender(words: &[&str]) -> Option<Gender> {
    let told = |list: &[&str]| {
        let known = |word: &&str| list.contains(&word.trim_end_matches('.').to_lowercase().as_str());
        words.iter().any(known)
    };
    if told(&["mrs", "ms", "miss", "lady", "dame", "madame", "queen", "princess", "spokeswoman", "chairwoman", "congresswoman"]) {
        return Some(Gender::Feminine);
    }
    told(&["mr", "sir", "lord", "king", "prince", "spokesman", "chairman", "businessman", "congressman", "pope"])
        .then_some(Gender::Masculine)
}
