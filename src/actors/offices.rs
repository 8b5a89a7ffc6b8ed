//! Roles that mean somebody: by apposition ("the NATO chief, Anders Fogh Rasmussen"), by office and date ("the French
//! foreign minister"), or by an earlier mention ("the spokesman").

use crate::actors::agents::RolePhrase;
use crate::actors::linking::{Link, Linker, Links};
use crate::actors::reading::{Sense, read};
use crate::actors::salience::Asker;
use crate::actors::scene::{Phrase, Scene};
use crate::actors::titles::Shape;
use crate::actors::{ActorKind, Linked};
use crate::knowledge::directory::{AgentKind, EntryIndex, Sort};
use crate::text::Relation;

/// The person that a role stands in apposition to, on either side.
pub(super) fn apposition<'a>(linker: &mut Linker<'a>, scene: &Scene<'a>, phrase: &Phrase, links: &mut Links) -> Option<Link> {
    let below = scene.dependents(phrase.head, &[Relation::Appos]);
    let above = scene.token(phrase.head).head.filter(|_| scene.token(phrase.head).relation == Relation::Appos);
    let names_somebody = |other: &usize| match read(scene, &scene.phrase(*other), linker.directory, linker.day) {
        Sense::Known { entry, .. } => matches!(linker.directory.entry(entry).sort, Sort::Person | Sort::Group),
        Sense::Named(named) => named.shape == Shape::Person,
        _ => false,
    };
    let longer = scene.phrases().into_iter().find(|longer| longer.head != phrase.head && longer.core.contains(&phrase.head));
    let other = below.chain(above).chain(longer.map(|longer| longer.head)).find(names_somebody)?;
    let link = linker.link(scene, other, links)?;
    linker.note(scene, phrase.head, &link.actor, Vec::new(), &[], false);
    Some(Link { place: false, ..link })
}

/// Who holds the office at the article's date.
pub(super) fn office<'a>(
    linker: &mut Linker<'a>,
    scene: &Scene<'a>,
    phrase: &Phrase,
    role: &RolePhrase<'a>,
    owner: Option<EntryIndex>,
) -> Option<Link> {
    let indefinite = scene.dependents(phrase.head, &[Relation::Det]).next().is_some() && !role.definite;
    if !role.stands_alone() || role.plural || indefinite {
        return None;
    }
    let directory = linker.directory;
    let party =
        owner.or_else(|| linker.main.filter(|_| role.definite && role.agent.office.is_some() && unowned(linker, role)))?;
    let day = linker.day?;
    let office = role.agent.office.as_deref();
    // The White House's spokesman is the government's; a parliament's president is not the state's.
    let apart = directory.entry(party).sort == Sort::Institution && directory.entry(party).sector != "GOV";
    let whole = directory.standing(party, linker.day).1.filter(|_| owner.is_some() && !apart);
    let holder = office.and_then(|office| {
        let of = |party| directory.holder(party, office, day);
        of(party).or_else(|| whole.and_then(of))
    });
    let heads = matches!(role.agent.words.as_str(), "chief" | "head" | "leader" | "boss");
    // Of those who lead a state, "the Israeli leader" is the one whom the article has named.
    let named = || {
        let leads =
            |entry: &EntryIndex| directory.leads(*entry, Some(day)) && directory.standing(*entry, Some(day)).1 == Some(party);
        let mut named = linker.salience.entities.iter().rev().filter_map(|entity| entity.entry).filter(leads);
        named.next().filter(|_| named.next().is_none())
    };
    let holder = named().filter(|_| heads).or(holder);
    let holder = holder.or_else(|| if heads { directory.leader(party, day) } else { None })?;
    let actor = linker.enter(holder);
    let nouns = [role.agent.words.as_str(), role.words.as_str()];
    linker.note(scene, phrase.head, &actor, vec![directory.entry(holder).name.clone()], &nouns, false);
    Some(Link::new(actor, Linked::Title))
}

/// Whether nobody mentioned so far holds the office, so that it is the article's own country's.
fn unowned(linker: &Linker, role: &RolePhrase) -> bool {
    let office = role.agent.office.as_deref().unwrap_or(&role.agent.words);
    !linker.salience.entities.iter().any(|entity| entity.kind == Some(ActorKind::Person) && entity.nouns.contains(office))
}

/// Somebody mentioned before in the same role: "the spokesman", "police" after "French police".
pub(super) fn earlier_role<'a>(
    linker: &mut Linker<'a>,
    scene: &Scene<'a>,
    phrase: &Phrase,
    role: &RolePhrase<'a>,
) -> Option<Link> {
    let person = role.agent.kind == AgentKind::Person;
    let bare_body = role.agent.kind == AgentKind::Institution && scene.dependents(phrase.head, &[Relation::Det]).next().is_none();
    let named = role.words != role.agent.words && role.words.contains(char::is_uppercase);
    if !(role.definite || bare_body) || person && role.plural || named {
        return None;
    }
    let reach = if person { 6 } else { scene.index + 1 };
    let asker = Asker { sentence: scene.index, token: phrase.head, above: &[], possessive: false, reach };
    let office = role.agent.office.as_deref();
    let fits = |entity: &crate::actors::salience::Entity| {
        let same_sort = person == (entity.kind == Some(ActorKind::Person));
        let noun = entity.nouns.contains(&role.agent.words)
            || entity.nouns.contains(&role.words)
            || office.is_some_and(|office| entity.nouns.contains(office));
        let armed =
            entity.kind == Some(ActorKind::Group) && entity.sector == role.agent.sector && role.agent.kind == AgentKind::Group;
        entity.kind.is_some() && entity.kind != Some(ActorKind::Agent) && same_sort && (noun || armed)
    };
    let actor = linker.salience.last(&asker, fits)?.actor.clone();
    linker.note(scene, phrase.head, &actor, Vec::new(), &[], false);
    Some(Link::new(actor, Linked::Coreference))
}
