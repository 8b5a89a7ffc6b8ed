//! Actors: mentions in a document are found and linked to people, institutions and states.

mod addressee;
mod agents;
mod ambiguity;
mod coreference;
mod countries;
mod linking;
mod names;
mod offices;
mod places;
mod reading;
mod salience;
mod scene;
#[cfg(test)]
mod tests;
mod titles;
#[cfg(test)]
mod trees;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::actors::countries::main_country;
use crate::actors::linking::Linker;
use crate::actors::scene::Scene;
use crate::id::ActorId;
use crate::knowledge::ActorDirectory;
use crate::span::Span;
use crate::text::Document;

/// Somebody who can act: a person, an institution, a state, an organization, a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// A readable slug.
    pub id: ActorId,
    /// The name to show ("Barack Obama", "Russia", "Russian police").
    pub name: String,
    /// CAMEO-style code: country and sector ("USAGOV"), or an organization's own ("NATO"); empty where unknown.
    pub code: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// The state or organization that the actor stands for at the article's date; `None` for one that stands for itself
    /// or whose party is unknown.
    pub party: Option<ActorId>,
}

/// What sort of actor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A country, present or past, or a territory with a code of its own.
    State,
    /// An intergovernmental or non-governmental organization, a bloc, an alliance.
    Organization,
    /// An armed group, a party, a movement.
    Group,
    /// A named human being.
    Person,
    /// A part of a state or organization: a ministry, an army, a court, "Russian police".
    Institution,
    /// A generic agent whose country is unknown: "police", "protesters".
    Agent,
}

/// How a mention was linked to its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Linked {
    /// By a name in the dictionary.
    Dictionary,
    /// By a rule over title, nationality and name ("Russian Foreign Ministry spokesman Andrei Nesterenko").
    Title,
    /// Through an earlier mention ("the alliance", "he", a surname).
    Coreference,
    /// A role or title without a country, which took that of its sentence or article ("police").
    Inferred,
    /// Not linked: the actor is the words themselves.
    None,
}

/// A noun phrase that names an actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the phrase's head token in the sentence: the token that bears the phrase's relation in the tree.
    pub head: usize,
    /// The full noun phrase without its relative clauses and trailing appositions, in bytes of the article's text.
    pub span: Span,
    /// Whom it means: a key of `Resolved::actors`.
    pub actor: ActorId,
    /// How it was linked.
    pub linked: Linked,
    /// Members where the phrase means several actors ("both sides", "the two countries"); else empty.
    pub members: Vec<ActorId>,
    /// It stands as a place ("in Moscow", "the Geneva talks"), not as somebody who acts.
    pub place: bool,
}

/// A document with its actors.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The document as annotated.
    pub document: Document,
    /// Every mention, by sentence and head. At most one per head token.
    pub mentions: Vec<Mention>,
    /// Every actor mentioned, and the parties that they stand for.
    pub actors: BTreeMap<ActorId, Actor>,
}

/// Finds every mention of an actor and links it, in one pass through the document.
pub fn resolve(document: Document, knowledge: &ActorDirectory) -> Resolved {
    let (mentions, actors) = {
        let mut words = ambiguity::ArticleWords::new(&document);
        let sentences = document.sentences.iter().enumerate();
        let scenes: Vec<Scene> = sentences.map(|(at, sentence)| Scene::new(at, sentence, knowledge, &mut words)).collect();
        let mut linker = Linker {
            directory: knowledge,
            day: document.article.date,
            main: main_country(&document, &scenes, knowledge),
            salience: salience::Salience::default(),
            abbreviations: BTreeMap::new(),
            speaker: None,
            spokesman: None,
            actors: BTreeMap::new(),
            mentions: Vec::new(),
        };
        scenes.iter().for_each(|scene| linker.sentence(scene));
        (linker.mentions, linker.actors)
    };
    let document = addressee::hang(document, &mentions);
    Resolved { document, mentions, actors }
}

impl Resolved {
    /// The mention whose head is this token.
    pub fn mention(&self, sentence: usize, head: usize) -> Option<&Mention> {
        let at = self.mentions.binary_search_by_key(&(sentence, head), |mention| (mention.sentence, mention.head)).ok()?;
        self.mentions.get(at)
    }

    /// An actor and whom it stands for: itself where it stands for nobody else.
    pub fn party<'a>(&'a self, actor: &'a ActorId) -> &'a ActorId {
        self.actors.get(actor).and_then(|known| known.party.as_ref()).unwrap_or(actor)
    }

    /// Whose the thing of a noun is: the mention in the possessor, the adjective, the compound or the phrase with "of"
    /// that hangs on the token ("Russia's plan", "Russian plan", "NATO membership", "the plan of the Kremlin").
    pub fn owner(&self, sentence: usize, token: usize) -> Option<&Mention> {
        use crate::text::Relation as R;
        let tokens = &self.document.sentences.get(sentence)?.tokens;
        let of = |at: usize| {
            let case = |child: &crate::text::Token| child.head == Some(at) && child.relation == R::Case;
            tokens.iter().any(|child| case(child) && matches!(child.form.as_str(), "of" | "by" | "from"))
        };
        let ranked = tokens.iter().enumerate().filter(|(_, child)| child.head == Some(token)).filter_map(|(at, child)| {
            let rank = match child.relation {
                R::NmodPoss => 0,
                R::Amod => 1,
                R::Compound | R::NmodUnmarked => 2,
                R::Nmod if of(at) => 3,
                _ => return None,
            };
            Some((rank, self.mention(sentence, at)?))
        });
        ranked.min_by_key(|(rank, mention)| (*rank, mention.head)).map(|(_, mention)| mention)
    }
}
