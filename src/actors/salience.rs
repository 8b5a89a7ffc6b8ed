//! Who has been mentioned so far, how recently and how prominently: what pronouns and descriptions choose from.

use std::collections::BTreeSet;

use crate::actors::ActorKind;
use crate::id::ActorId;
use crate::knowledge::directory::EntryIndex;

/// Grammatical gender of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// He.
    Masculine,
    /// She.
    Feminine,
}

/// Somebody mentioned.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    /// Whom.
    pub actor: ActorId,
    /// What sort of actor; `None` for a mere thing, which pronouns may mean instead of an actor.
    pub kind: Option<ActorKind>,
    /// The directory's entry.
    pub entry: Option<EntryIndex>,
    /// The state, organization or group that it stands for.
    pub party: Option<EntryIndex>,
    /// Lower-case nouns that may describe it later: "alliance", "ministry", "spokesman".
    pub nouns: BTreeSet<String>,
    /// Its sector.
    pub sector: String,
    /// A person's name words.
    pub words: Vec<String>,
    /// A person's gender, once a word has told it.
    pub gender: Option<Gender>,
    /// Named by a plural.
    pub plural: bool,
    /// Where it was last mentioned.
    pub place: Mentioned,
}

/// Where somebody was mentioned.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mentioned {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the head token.
    pub token: usize,
    /// The verb whose subject it is.
    pub subject_of: Option<usize>,
    /// That verb is the sentence's own: "Nesterenko said" rather than "he declared" within what he said.
    pub main: bool,
    /// The word that it depends on.
    pub governor: Option<usize>,
    /// A mere modifier ("Russian initiative") or a place ("in Moscow").
    pub faint: bool,
}

/// Actors named together: "Russia and the United States".
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// Who.
    pub members: Vec<ActorId>,
    /// Where.
    pub sentence: usize,
}

/// Everybody mentioned so far.
#[derive(Debug, Default)]
pub(super) struct Salience {
    /// In the order of their first mention.
    pub entities: Vec<Entity>,
    /// In the order of the text.
    pub pairs: Vec<Pair>,
}

/// What asks: a pronoun or a description, and where it stands.
pub(super) struct Asker<'s> {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the token.
    pub token: usize,
    /// The words above it in the tree, nearest first.
    pub above: &'s [usize],
    /// It is a possessive, so the subject of its own clause may be meant.
    pub possessive: bool,
    /// How many sentences back it may reach.
    pub reach: usize,
}

impl Salience {
    /// Notes a mention of somebody.
    pub(super) fn note(&mut self, entity: Entity) {
        let Some(known) = self.entities.iter_mut().find(|known| known.actor == entity.actor) else {
            self.entities.push(entity);
            return;
        };
        known.nouns.extend(entity.nouns);
        known.gender = known.gender.or(entity.gender);
        if known.words.len() < entity.words.len() {
            known.words = entity.words;
        }
        let same_sentence = known.place.sentence == entity.place.sentence;
        if entity.place.faint && same_sentence && !known.place.faint {
            return;
        }
        let subject_of = entity.place.subject_of.or(known.place.subject_of.filter(|_| same_sentence));
        known.plural = entity.plural;
        let main = entity.place.main || known.place.main && same_sentence;
        known.place = Mentioned { subject_of, main, ..entity.place };
    }

    /// The one that fits and stands nearest; `None` where two stand equally near.
    pub(super) fn nearest(&self, asker: &Asker, fits: impl Fn(&Entity) -> bool) -> Option<&Entity> {
        let ranked = self.entities.iter().filter(|entity| fits(entity)).filter_map(|entity| Some((rank(entity, asker)?, entity)));
        let ranked: Vec<(usize, &Entity)> = ranked.collect();
        let best = ranked.iter().map(|(rank, _)| *rank).min()?;
        let mut nearest = ranked.iter().filter(|(rank, _)| *rank == best);
        match (nearest.next(), nearest.next()) {
            (Some((_, entity)), None) => Some(entity),
            _ => None,
        }
    }

    /// The last one that fits, whatever its grammar; `None` where its sentence has two and neither alone is a subject.
    pub(super) fn last(&self, asker: &Asker, fits: impl Fn(&Entity) -> bool) -> Option<&Entity> {
        let before = |entity: &&Entity| {
            let place = entity.place;
            (place.sentence < asker.sentence || place.sentence == asker.sentence && place.token < asker.token)
                && asker.sentence - place.sentence <= asker.reach
                && fits(entity)
        };
        let found: Vec<&Entity> = self.entities.iter().filter(before).collect();
        let sentence = found.iter().map(|entity| entity.place.sentence).max()?;
        let latest: Vec<&Entity> = found.into_iter().filter(|entity| entity.place.sentence == sentence).collect();
        let mut subjects = latest.iter().filter(|entity| entity.place.subject_of.is_some());
        match (latest.as_slice(), subjects.next(), subjects.next()) {
            ([only], _, _) => Some(only),
            (_, Some(subject), None) => Some(subject),
            _ => None,
        }
    }
}

/// How far an entity stands from who asks, smallest first; `None` out of reach.
fn rank(entity: &Entity, asker: &Asker) -> Option<usize> {
    let place = entity.place;
    if place.faint {
        return None;
    }
    if place.sentence == asker.sentence {
        if place.token >= asker.token {
            return None;
        }
        let own_clause = asker.above.first().is_some_and(|governor| place.governor == Some(*governor));
        if own_clause && !asker.possessive {
            return None;
        }
        let commands = place.subject_of.and_then(|verb| asker.above.iter().position(|above| *above == verb));
        return Some(match (commands, place.subject_of) {
            (Some(depth), _) => depth.min(8),
            (None, Some(_)) => 9,
            (None, None) => 10,
        });
    }
    let back = asker.sentence.checked_sub(place.sentence).filter(|back| *back <= asker.reach)?;
    Some(
        9 + 3 * back
            + if place.main && entity.kind == Some(ActorKind::Person) { 0 } else { 1 + usize::from(place.subject_of.is_none()) },
    )
}
