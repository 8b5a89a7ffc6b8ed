//! Names that the directory does not have in full: earlier full names, surnames, title and nationality, unknown organizations.

use crate::actors::agents::RolePhrase;
use crate::actors::coreference::is_speech;
use crate::actors::linking::{Link, Linker, Links};
use crate::actors::reading::{Named, Sense, read};
use crate::actors::scene::{Phrase, Scene};
use crate::actors::titles::{Shape, is_company};
use crate::actors::{Actor, ActorKind, Linked};
use crate::id::{ActorId, slug};
use crate::knowledge::directory::{AgentKind, EntryIndex};
use crate::knowledge::spelling::{key, words};
use crate::text::{Relation, Upos};

/// Links a person's name that the directory does not have as it stands.
pub(super) fn person<'a>(
    linker: &mut Linker<'a>,
    scene: &Scene<'a>,
    phrase: &Phrase,
    named: Named<'a>,
    links: &mut Links,
) -> Option<Link> {
    let role = named.role.clone().or_else(|| apposed_role(linker, scene, phrase));
    let mut nouns: Vec<String> = named.honorific.iter().cloned().collect();
    if let Some(role) = &role {
        nouns.extend([role.agent.words.clone(), role.words.clone()]);
        nouns.extend(role.words.rsplit(' ').next().map(str::to_owned));
        nouns.extend(role.agent.office.clone());
    }
    let nouns: Vec<&str> = nouns.iter().map(String::as_str).collect();
    if role.as_ref().is_some_and(|role| named.role.is_none() && role.agent.kind != AgentKind::Person) {
        return organization(linker, scene, phrase, Named { role, ..named }, links);
    }
    let owner = role.as_ref().and_then(|role| linker.owner(scene, role, links)).or(named.state);
    let pieces: Vec<String> = named.words.iter().flat_map(|word| words(word)).collect();
    if let Some(actor) = earlier_name(linker, &pieces) {
        linker.note(scene, phrase.head, &actor, named.words, &nouns, false);
        return Some(Link::new(actor, Linked::Coreference));
    }
    if let Some(entry) = listed(linker, &pieces, role.as_ref().and_then(|role| role.agent.office.as_deref()), owner) {
        let actor = linker.enter(entry);
        linker.note(scene, phrase.head, &actor, named.words, &nouns, false);
        return Some(Link::new(actor, Linked::Dictionary));
    }
    let known_surname = !linker.directory.surname(&pieces.iter().map(String::as_str).collect::<Vec<_>>()).is_empty();
    if pieces.len() == 1
        && !known_surname
        && role.is_none()
        && named.honorific.is_none()
        && named.state.is_none()
        && !speaks(scene, phrase.head)
    {
        return organization(linker, scene, phrase, named, links);
    }
    let name = name_of(scene, &named);
    // A title without a country is of the article's own, unless there somebody else bears it. A country has many judges.
    let borne = |country: &EntryIndex| {
        let office = role.as_ref().and_then(|role| role.agent.office.as_deref()).filter(|office| is_single(office));
        office.zip(linker.day).is_some_and(|(office, day)| linker.directory.holder(*country, office, day).is_some())
    };
    let stranger = role.as_ref().is_some_and(|role| role.whose.is_some() && role.sector() == "UNK");
    let party = owner.or(linker.main.filter(|country| role.is_some() && !stranger && !borne(country)));
    let sector = role.as_ref().map_or("", RolePhrase::sector).to_owned();
    let code = party.map_or(sector.clone(), |party| linker.directory.code_of(party, &sector));
    let id = match (party, sector.as_str()) {
        (None, "") => ActorId::from(slug(&name)),
        _ => ActorId::from(format!("{}/{}", linker.prefix(party, &sector), slug(&name))),
    };
    let linked = match (owner, party) {
        (Some(_), _) => Linked::Title,
        (None, Some(_)) => Linked::Inferred,
        (None, None) => Linked::None,
    };
    let party = party.map(|party| linker.enter_party(party));
    linker.actors.entry(id.clone()).or_insert(Actor { id: id.clone(), name, code, kind: ActorKind::Person, party });
    linker.note(scene, phrase.head, &id, named.words, &nouns, false);
    Some(Link::new(id, linked))
}

/// Links an unknown name that is no person's: an abbreviation introduced before, or an organization of that name.
pub(super) fn organization<'a>(
    linker: &mut Linker<'a>,
    scene: &Scene<'a>,
    phrase: &Phrase,
    named: Named<'a>,
    links: &mut Links,
) -> Option<Link> {
    let name = name_of(scene, &named);
    if let Some(actor) = linker.abbreviations.get(&name).cloned() {
        linker.note(scene, phrase.head, &actor, Vec::new(), &[], false);
        return Some(Link::new(actor, Linked::Coreference));
    }
    let role = named.role.as_ref().filter(|role| role.agent.kind != AgentKind::Person);
    let owner = role.and_then(|role| linker.owner(scene, role, links)).or(named.state);
    let company = is_company(&named.words) || is_traded(scene, phrase.head);
    let body = named.body.map_or(if company { "BUS" } else { "" }, |body| body.sector.as_str());
    let sector = role.map_or(body, |role| role.sector()).to_owned();
    let code = owner.map_or(sector.clone(), |owner| linker.directory.code_of(owner, &sector));
    let id = match owner {
        None => ActorId::from(slug(&name)),
        Some(_) => ActorId::from(format!("{}/{}", linker.prefix(owner, &sector), slug(&name))),
    };
    let kind = match role.map(|role| role.agent.kind) {
        Some(AgentKind::Group) => ActorKind::Group,
        _ if named.shape == Shape::Person && named.words.len() > 1 => ActorKind::Person,
        _ => ActorKind::Organization,
    };
    let party = owner.map(|owner| linker.enter_party(owner));
    linker.actors.entry(id.clone()).or_insert(Actor { id: id.clone(), name, code, kind, party });
    let mut nouns: Vec<&str> = role.map(|role| role.agent.words.as_str()).into_iter().collect();
    nouns.extend(named.words.last().map(String::as_str));
    linker.note(scene, phrase.head, &id, Vec::new(), &nouns, false);
    Some(Link::new(id, if owner.is_some() { Linked::Title } else { Linked::None }))
}

/// Whether shares of it are spoken of: "shares in Vectura", "a stake in Vectura".
fn is_traded(scene: &Scene, head: usize) -> bool {
    let token = scene.token(head);
    let above = token.head.filter(|_| token.relation == Relation::Nmod).map(|above| scene.token(above).lemma.as_str());
    matches!(above, Some("share" | "stake" | "shareholder" | "subsidiary")) && scene.has_preposition(head)
}

/// Links a surname that qualifies a noun: "the Bush administration", "Putin's" where the parser took it for one.
pub(super) fn surname<'a>(linker: &mut Linker<'a>, scene: &Scene<'a>, at: usize, links: &mut Links) -> Option<Link> {
    if let Some(Some(done)) = links.get(&at) {
        return Some(done.clone());
    }
    let token = scene.token(at);
    let pieces = words(&token.form);
    if token.upos != Upos::Propn || !token.form.starts_with(char::is_uppercase) || scene.agent_at(at).is_some() {
        return None;
    }
    let title = scene.agents.iter().find(|agent| agent.tokens.end == at).map(|agent| agent.agent);
    let actor = match earlier_name(linker, &pieces) {
        Some(actor) => actor,
        None => linker.enter(listed(linker, &pieces, title.and_then(|title| title.office.as_deref()), None)?),
    };
    linker.note(scene, at, &actor, vec![token.form.clone()], &[], true);
    let link = Link::new(actor, Linked::Dictionary);
    links.insert(at, Some(link.clone()));
    Some(link)
}

/// The party of all who ever led one under a surname, or of all who bear it: both Presidents Bush were the United States'.
/// Of several parties the article's own.
pub(super) fn surname_party(linker: &Linker, surname: &str) -> Option<EntryIndex> {
    let pieces = words(surname);
    let bearers = linker.directory.surname(&pieces.iter().map(String::as_str).collect::<Vec<_>>());
    let party = |leading: bool| {
        let bearers = bearers.iter().filter(|person| !leading || linker.directory.has_led(**person, None));
        let mut parties: Vec<EntryIndex> = bearers.filter_map(|person| linker.directory.standing(*person, None).1).collect();
        parties.sort();
        parties.dedup();
        sole(parties.iter().copied()).or(linker.main.filter(|main| parties.contains(main)))
    };
    party(true).or_else(|| party(false))
}

/// The name as the text spells it, hyphens and all.
fn name_of(scene: &Scene, named: &Named) -> String {
    let mut name = String::new();
    let mut end = None;
    for at in named.tokens.clone() {
        let token = scene.token(at);
        if end.is_some_and(|end| end < token.span.start) {
            name.push(' ');
        }
        name.push_str(&token.form);
        end = Some(token.span.end);
    }
    name
}

/// Whether a country has one holder of an office at a time.
fn is_single(office: &str) -> bool {
    let minister = office.ends_with("minister") && office != "minister" && !office.contains("deputy");
    minister
        || matches!(
            office,
            "president" | "vice president" | "chancellor" | "king" | "queen" | "emir" | "sultan" | "supreme leader"
        )
}

/// The one person named before whose name these words end or, alone, begin.
fn earlier_name(linker: &Linker, pieces: &[String]) -> Option<ActorId> {
    let asked = key(pieces.iter().map(String::as_str));
    let mut ending = Vec::new();
    let mut beginning = Vec::new();
    for entity in linker.salience.entities.iter().filter(|entity| !entity.words.is_empty()) {
        let mut names = vec![entity.words.iter().flat_map(|word| words(word)).collect::<Vec<String>>()];
        names.extend(entity.entry.map(|entry| words(&linker.directory.entry(entry).name)));
        let part = |range: fn(&[String], usize) -> &[String]| {
            names
                .iter()
                .any(|name| name.len() >= pieces.len() && key(range(name, pieces.len()).iter().map(String::as_str)) == asked)
        };
        if part(|name, length| &name[name.len() - length..]) {
            ending.push(&entity.actor);
        } else if pieces.len() == 1 && part(|name, length| &name[..length]) {
            beginning.push(&entity.actor);
        }
    }
    match (ending.as_slice(), beginning.as_slice()) {
        ([only], _) | ([], [only]) => Some((*only).clone()),
        _ => None,
    }
}

/// The one person of the directory whom the words can mean: a full name without its middle names, or a surname.
fn listed(linker: &Linker, pieces: &[String], office: Option<&str>, owner: Option<EntryIndex>) -> Option<EntryIndex> {
    let directory = linker.directory;
    let texts: Vec<&str> = pieces.iter().map(String::as_str).collect();
    if let [first, .., last] = texts.as_slice()
        && texts.len() > 2
        && let Some((2, readings)) = directory.name(&[first, last])
        && let [only] = readings.as_slice()
    {
        return Some(only.entry);
    }
    let bearers = directory.surname(&texts);
    let party = |person: EntryIndex| directory.standing(person, linker.day).1;
    let agrees = |person: &EntryIndex| owner.is_none() || party(*person) == owner;
    let began = |person: EntryIndex, office: Option<&str>| {
        let roles = directory.entry(person).roles.iter().filter(|role| office.is_none_or(|office| role.office == office));
        roles.filter_map(|role| role.term.from).filter(|from| linker.day.is_none_or(|day| *from <= day)).max()
    };
    if let Some(office) = office {
        // Who holds the office, else who held it last: a title outlives its office.
        let held = |person: &EntryIndex| {
            let mut roles = directory.entry(*person).roles.iter();
            roles.any(|role| role.office == office && linker.day.is_none_or(|day| role.term.holds(day)))
        };
        let fitting = || bearers.iter().copied().filter(agrees);
        let last = || fitting().filter_map(|person| Some((began(person, Some(office))?, person))).max().map(|(_, person)| person);
        return sole(fitting().filter(held)).or_else(last);
    }
    let active = |person: &EntryIndex| directory.role(*person, linker.day).is_some();
    let fitting: Vec<EntryIndex> = bearers.iter().copied().filter(agrees).filter(active).collect();
    if owner.is_some() {
        return sole(fitting.into_iter());
    }
    // A bare surname is a leader's, or that of somebody of the country that the article is about, or a past or coming leader's.
    let leads = |person: &EntryIndex| directory.leads(*person, linker.day);
    let ours = |person: &EntryIndex| linker.main.is_some() && party(*person) == linker.main;
    // Candidates are in the news before they are in office.
    let soon = linker.day.map(|day| day.saturating_add(jiff::Span::new().years(2)));
    let led = |person: &EntryIndex| directory.has_led(*person, soon);
    // Without a date, the last leader of the name.
    let latest = || bearers.iter().copied().filter(led).filter_map(|person| Some((began(person, None)?, person))).max();
    sole(fitting.iter().copied().filter(leads))
        .or_else(|| latest().filter(|_| linker.day.is_none()).map(|(_, person)| person))
        .or_else(|| sole(fitting.iter().copied().filter(ours)))
        .or_else(|| sole(bearers.iter().copied().filter(led)).filter(|_| fitting.is_empty()))
}

fn sole(mut among: impl Iterator<Item = EntryIndex>) -> Option<EntryIndex> {
    match (among.next(), among.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// The role that an apposition gives: "Andrei Nesterenko, a spokesman for the ministry".
fn apposed_role<'a>(linker: &Linker<'a>, scene: &Scene<'a>, phrase: &Phrase) -> Option<RolePhrase<'a>> {
    let below = scene.dependents(phrase.head, &[Relation::Appos]);
    let above = scene.token(phrase.head).head.filter(|_| scene.token(phrase.head).relation == Relation::Appos);
    below.chain(above).find_map(|other| match read(scene, &scene.phrase(other), linker.directory, linker.day) {
        Sense::Role(role) => Some(role),
        _ => None,
    })
}

/// Whether the phrase is who says something.
fn speaks(scene: &Scene, head: usize) -> bool {
    let token = scene.token(head);
    let verb = token.head.filter(|_| token.relation == Relation::Nsubj).map(|verb| scene.token(verb));
    verb.is_some_and(|verb| verb.upos == Upos::Verb && is_speech(&verb.lemma))
}
