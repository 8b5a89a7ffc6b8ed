//! A sentence with its actors: who stands at a token, whose a thing is, and what standing they have.

use std::collections::BTreeMap;

use crate::actors::{Actor, ActorKind, Linked, Mention, Resolved};
use crate::events::Participant;
use crate::events::clause::Phrase;
use crate::events::deeds::Deeds;
use crate::events::tree::Tree;
use crate::id::{ActorId, slug};
use crate::span::Span;
use crate::text::{Relation, Upos};

/// A sentence with its actors.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The sentence's tree.
    pub tree: Tree<'a>,
    /// The whole article.
    pub resolved: &'a Resolved,
    /// Index of the sentence.
    pub index: usize,
    mentions: BTreeMap<usize, &'a Mention>,
    deeds: Option<&'a Deeds<'a>>,
}

/// One side of an act, with its standing.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The actor and the words.
    pub participant: Participant,
    /// What sort of actor it is, for the gates.
    pub standing: Standing,
    /// The token at which it stands.
    pub token: usize,
    /// Whether the words are a thing that belongs to the actor ("Russia's proposal") rather than the actor itself.
    pub owned: bool,
}

/// What sort of actor somebody is, from nobody to those who bear arms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Not known to be an actor.
    Unknown,
    /// A company, a newspaper, a private person.
    Private,
    /// Citizens, workers, students, churches, charities.
    Social,
    /// States, organizations, governments, politicians, courts, parties.
    Political,
    /// Armies, police, rebels, militants.
    Armed,
}

impl Side {
    /// Whether it is somebody known, or at least has a name: what has none may be a film or a set of figures.
    pub fn is_named(&self) -> bool {
        self.standing > Standing::Unknown || self.participant.text.starts_with(char::is_uppercase)
    }
}

impl<'a> Scene<'a> {
    /// The scene of one sentence of an article.
    pub fn new(resolved: &'a Resolved, index: usize) -> Self {
        let start = resolved.mentions.partition_point(|mention| mention.sentence < index);
        let here = resolved.mentions[start..].iter().take_while(|mention| mention.sentence == index);
        let mentions = here.map(|mention| (mention.head, mention)).collect();
        Scene { tree: Tree::new(&resolved.document.sentences[index]), resolved, index, mentions, deeds: None }
    }

    /// The same, knowing whose the plans and laws of the article are.
    pub fn knowing(resolved: &'a Resolved, index: usize, deeds: &'a Deeds<'a>) -> Self {
        Scene { deeds: Some(deeds), ..Scene::new(resolved, index) }
    }

    /// The article's text.
    pub fn text(&self) -> &'a str {
        &self.resolved.document.article.text
    }

    /// The mention whose head is this token.
    pub fn mention(&self, token: usize) -> Option<&'a Mention> {
        self.mentions.get(&token).copied()
    }

    /// Whether a token is a place rather than an actor here.
    pub fn is_place(&self, token: usize) -> bool {
        self.mention(token).is_some_and(|mention| mention.place)
    }

    /// The actors that stand at a token: those that it names, else the one to whom the thing it names belongs.
    pub fn sides(&self, token: usize) -> Vec<Side> {
        if self.is_nobody(token) {
            return Vec::new();
        }
        let named = self.named(token);
        if !named.is_empty() {
            return named;
        }
        if self.tree.token(token).upos == Upos::Pron && !self.is_part(token) {
            return Vec::new();
        }
        let owned = self.owned(token, 0);
        // A law does nothing itself: "the ban threatens jobs".
        let suffers = owned.is_empty() && self.tree.relation(token) != Relation::Nsubj;
        if suffers { self.whose_deed(token).into_iter().collect() } else { owned }
    }

    /// "some of the rebels", "none of Ghana's soldiers": a part of those named.
    fn is_part(&self, token: usize) -> bool {
        const PARTS: &[&str] =
            &["some", "none", "many", "most", "all", "both", "one", "any", "few", "several", "each", "neither", "either"];
        let whole =
            || self.tree.having(token, &[Relation::Nmod]).any(|whole| self.tree.preposition(whole).as_deref() == Some("of"));
        PARTS.contains(&self.tree.lemma(token).as_str()) && whole()
    }

    /// The one to whom a plan, a law or a decision belongs by what the article told before.
    pub fn whose_deed(&self, token: usize) -> Option<Side> {
        let owner = self.deeds?.owner(self, token)?;
        let mut side = self.thing(owner, token, self.tree.phrase(token));
        side.participant.linked = Linked::Inferred;
        Some(side)
    }

    /// The same for a deed that tells its owner itself, or was told before whose it is.
    pub fn deed_of(&self, token: usize) -> Option<Side> {
        let own = self.deeds?.told_at(self.index, token);
        own.map(|owner| self.thing(owner, token, self.tree.phrase(token))).or_else(|| self.whose_deed(token))
    }

    /// The actors that a token names, unless it names nobody.
    pub fn actor_at(&self, token: usize) -> Vec<Side> {
        if self.is_nobody(token) { Vec::new() } else { self.named(token) }
    }

    /// "no country": nobody does or suffers it, but "no Georgian soldier" has a party that did not; nor does a time or a
    /// circumstance ("met on Thursday with a focus on Iran").
    pub fn is_nobody(&self, token: usize) -> bool {
        let nobody = matches!(self.tree.lemma(token).as_str(), "nobody" | "none" | "no-one" | "nothing") && !self.is_part(token);
        let of_a_party = || {
            let subject = matches!(self.tree.relation(token), Relation::Nsubj | Relation::NsubjPass);
            subject && self.named(token).iter().any(|side| !side.participant.code.is_empty())
        };
        let none = || self.tree.having(token, &[Relation::Det]).any(|det| self.tree.lemma(det) == "no") && !of_a_party();
        nobody || none() || self.tells_circumstance(token) || self.just_happens(token)
    }

    /// "Argentina's energy crisis forced the president to act": what befalls a country is none of its acts.
    fn just_happens(&self, token: usize) -> bool {
        let subject = matches!(self.tree.relation(token), Relation::Nsubj | Relation::OblAgent);
        subject && self.mention(token).is_none() && BEFALLS.contains(&self.tree.lemma(token).as_str())
    }

    fn tells_circumstance(&self, token: usize) -> bool {
        const CIRCUMSTANCES: &[&str] = &[
            "focus",
            "emphasis",
            "rush",
            "hurry",
            "bid",
            "effort",
            "attempt",
            "aim",
            "hope",
            "view",
            "goal",
            "move",
            "order",
            "exchange",
            "return",
            "interview",
            "statement",
            "speech",
            "address",
            "message",
            "letter",
            "report",
            "article",
            "line",
            "wake",
            "course",
            "absence",
            "presence",
            "case",
            "event",
            "addition",
            "fact",
            "way",
            "manner",
            "detail",
        ];
        let aside = || matches!(self.tree.preposition(token).as_deref(), Some("in" | "with" | "as"));
        let bare = self.mention(token).is_none();
        bare && (self.tree.is_time(token) || CIRCUMSTANCES.contains(&self.tree.lemma(token).as_str()) && aside())
    }

    /// The actors that a token names. "Hungarian and Romanian officials" are those of two states.
    pub fn named(&self, token: usize) -> Vec<Side> {
        if let Some(name) = self.names_after(token) {
            return self.tree.conjuncts(name).into_iter().flat_map(|name| self.named(name)).collect();
        }
        let Some(mention) = self.mention(token) else {
            return Vec::new();
        };
        let states = if mention.members.is_empty() { self.conjoined_nationalities(token) } else { Vec::new() };
        if states.len() > 1 {
            return states.into_iter().map(|side| self.thing(side, token, mention.span)).collect();
        }
        let actors: Vec<&ActorId> =
            if mention.members.is_empty() { vec![&mention.actor] } else { mention.members.iter().collect() };
        let sides = actors.into_iter().filter_map(|id| self.resolved.actors.get(id));
        let span = self.antecedent(token, mention).map_or(mention.span, |antecedent| antecedent.span);
        sides.map(|actor| self.side(actor, token, span, mention.linked, false)).collect()
    }

    /// The first of the names that stand directly after a plural title: "presidents | Chirac of France and Putin of Russia".
    fn names_after(&self, token: usize) -> Option<usize> {
        let name = token + 1;
        let plural = matches!(self.tree.token(token).xpos.as_str(), "NNS" | "NNPS");
        let hangs = |name: usize| {
            let relation = matches!(self.tree.relation(name), Relation::Appos | Relation::Flat | Relation::Nmod);
            self.tree.token(name).head == Some(token) && relation && self.tree.token(name).upos == Upos::Propn
        };
        (plural && name < self.tree.len() && hangs(name) && self.mention(name).is_some() && self.tree.conjuncts(name).len() > 1)
            .then_some(name)
    }

    /// The words of the same sentence that a pronoun stands for: they tell a reader more than "it".
    fn antecedent(&self, token: usize, mention: &Mention) -> Option<&'a Mention> {
        let before = self.mentions.range(..token).map(|(_, mention)| *mention).rev();
        let mut named = before.filter(|other| self.tree.token(other.head).upos != Upos::Pron);
        (self.tree.token(token).upos == Upos::Pron).then(|| named.find(|other| other.actor == mention.actor)).flatten()
    }

    /// Those who speak for an organization have its standing, whatever their own code tells.
    fn standing(&self, actor: &Actor) -> Standing {
        let whole = actor.party.as_ref().filter(|party| **party != actor.id).and_then(|party| self.resolved.actors.get(party));
        match whole {
            Some(whole) if whole.code == actor.code && whole.kind != ActorKind::State => standing(whole),
            _ => standing(actor),
        }
    }

    fn conjoined_nationalities(&self, token: usize) -> Vec<Side> {
        let plural = matches!(self.tree.token(token).xpos.as_str(), "NNS" | "NNPS");
        let of_states = |one: usize| plural && self.tree.preposition(one).is_some_and(|prep| prep == "of" || prep == "from");
        let mut modifiers = self
            .tree
            .having(token, &[Relation::Amod, Relation::Compound, Relation::Nmod])
            .filter(|&one| self.tree.relation(one) != Relation::Nmod || of_states(one));
        let conjoined =
            modifiers.find_map(|first| Some(self.tree.conjuncts(first)).filter(|all| all.len() > 1)).unwrap_or_default();
        let mentions = conjoined.into_iter().filter_map(|one| Some((one, self.mention(one)?)));
        let actors = mentions.filter_map(|(one, mention)| Some((one, mention, self.resolved.actors.get(&mention.actor)?)));
        let bodies =
            actors.filter(|(.., actor)| !matches!(actor.kind, ActorKind::Person | ActorKind::Agent) && !actor.code.is_empty());
        bodies.map(|(one, mention, actor)| self.side(actor, one, mention.span, mention.linked, false)).collect()
    }

    /// The actor to whom the thing named by a token belongs, with the thing's words.
    fn owned(&self, token: usize, depth: usize) -> Vec<Side> {
        let states = self.conjoined_nationalities(token);
        if states.len() > 1 {
            return states.into_iter().map(|side| self.thing(side, token, self.tree.phrase(token))).collect();
        }
        // "a Chinese | government | entity".
        let qualified = |&one: &usize| self.mention(one).is_none() && !self.tree.children(one).is_empty();
        let compounds = self.tree.having(token, &[Relation::Compound]).filter(qualified);
        for owner in self.owners(token).into_iter().chain(compounds) {
            let named = self.named(owner);
            if !named.is_empty() {
                let span = self.tree.phrase(token);
                return named.into_iter().map(|side| self.thing(side, token, span)).collect();
            }
            if depth < 2 {
                let deeper = self.owned(owner, depth + 1);
                if !deeper.is_empty() {
                    let span = self.tree.phrase(token);
                    return deeper.into_iter().map(|side| self.thing(side, token, span)).collect();
                }
            }
        }
        Vec::new()
    }

    fn thing(&self, mut side: Side, token: usize, span: Span) -> Side {
        side.participant.text = span.of(self.text()).to_owned();
        side.participant.span = span;
        side.token = token;
        side.owned = true;
        side
    }

    /// To whom the thing named by a token may belong, the likeliest first: possessor, nationality, maker, place.
    pub fn owners(&self, token: usize) -> Vec<usize> {
        let tree = &self.tree;
        let mut owners: Vec<usize> = tree.having(token, &[Relation::NmodPoss]).collect();
        let before = tree.having(token, &[Relation::Amod, Relation::Compound]);
        owners.extend(before.filter(|&one| self.mention(one).is_some() && !self.is_against(one)));
        // "the US-led invasion", "a Korean-flagged ship".
        let bearing = |&one: &usize| BEARING.contains(&tree.token(one).form.to_lowercase().as_str());
        let bearers = tree.having(token, &[Relation::Amod, Relation::Compound]).filter(bearing);
        owners.extend(bearers.flat_map(|one| tree.children(one).iter().copied().filter(move |&owner| owner < one)));
        for prep in ["by", "of", "from", "in", "against", "with", "for", "on", "to"] {
            let phrases = tree.having(token, &[Relation::Nmod, Relation::Obl]);
            owners.extend(phrases.filter(|&one| tree.preposition(one).as_deref() == Some(prep)));
            if prep == "by" {
                // "an offer made by the Taliban".
                let makers = tree.having(token, &[Relation::Acl]).flat_map(|verb| tree.having(verb, OBLIQUES));
                owners.extend(makers.filter(|&one| tree.preposition(one).as_deref() == Some(prep)));
            }
        }
        owners
    }

    /// "anti-American": against whom it names, and not of him.
    fn is_against(&self, token: usize) -> bool {
        self.tree.token(token).form.to_lowercase().starts_with("anti-")
    }

    /// Against whom a thing is by its adjective: "anti-Japanese protests".
    pub fn opposed(&self, token: usize) -> Vec<Side> {
        let before = self.tree.having(token, &[Relation::Amod, Relation::Compound]);
        before.filter(|&one| self.is_against(one)).flat_map(|one| self.named(one)).collect()
    }

    /// The people of the place where something is told to happen, for whom their state stands: "riots broke out in Rotterdam".
    pub fn people_of_place(&self, phrases: &[Phrase]) -> Vec<Side> {
        let inside =
            phrases.iter().filter(|phrase| matches!(phrase.prep.as_str(), "in" | "at" | "across" | "throughout" | "around"));
        let named = inside.map(|phrase| phrase.noun).filter(|&noun| !self.tree.is_time(noun));
        let sides = named.map(|noun| if self.is_place(noun) { self.named(noun) } else { self.owned(noun, 0) });
        let states = sides.flatten().filter(|side| side.standing == Standing::Political && side.participant.code.len() == 3);
        states.take(1).collect()
    }

    /// A thing without a known owner, as words.
    pub fn words(&self, token: usize) -> Side {
        let span = self.tree.phrase(token);
        let text = span.of(self.text()).to_owned();
        let id = ActorId::from(slug(&text));
        let participant = Participant {
            actor: id.clone(),
            name: text.clone(),
            code: String::new(),
            party: id,
            text,
            span,
            linked: Linked::None,
        };
        Side { participant, standing: Standing::Unknown, token, owned: false }
    }

    fn side(&self, actor: &Actor, token: usize, span: Span, linked: Linked, owned: bool) -> Side {
        let participant = Participant {
            actor: actor.id.clone(),
            name: actor.name.clone(),
            code: actor.code.clone(),
            party: actor.party.clone().unwrap_or_else(|| actor.id.clone()),
            text: span.of(self.text()).to_owned(),
            span,
            linked,
        };
        Side { participant, standing: self.standing(actor), token, owned }
    }
}

const OBLIQUES: &[Relation] = &[Relation::Obl, Relation::OblAgent];

/// What befalls a country, and is not done by it.
const BEFALLS: &[&str] = &[
    "crisis",
    "shortage",
    "economy",
    "deficit",
    "slowdown",
    "recession",
    "growth",
    "inflation",
    "debt",
    "drought",
    "storm",
    "flood",
    "earthquake",
    "weather",
    "climate",
    "disaster",
    "epidemic",
    "disease",
    "price",
    "history",
    "geography",
    "statistic",
    "unemployment",
    "poverty",
    "hurricane",
    "tsunami",
];

/// Participles after a hyphen that say whose a thing is, or who does it.
const BEARING: &[&str] = &["led", "flagged", "owned", "registered", "run", "controlled", "held", "occupied", "operated"];

/// What standing an actor has, by its kind and the sectors of its code.
pub fn standing(actor: &Actor) -> Standing {
    const ARMED: &[&str] = &["MIL", "COP", "REB", "SPY", "UAF", "PRM", "INS", "SEP"];
    const POLITICAL: &[&str] = &["GOV", "JUD", "LEG", "OPP", "PTY", "IGO", "ELI", "PRE"];
    const SOCIAL: &[&str] = &["CVL", "LAB", "EDU", "REF", "REL", "NGO", "SOC", "CRM", "HLH", "AGR"];
    const PRIVATE: &[&str] = &["BUS", "MED", "JRN", "MNC"];
    let has = |sectors: &[&str]| sectors.iter().any(|sector| chunks(&actor.code).any(|chunk| chunk == *sector));
    match actor.kind {
        ActorKind::State => Standing::Political,
        // A central bank is the state's.
        _ if has(PRIVATE) && !has(&["GOV"]) => Standing::Private,
        _ if has(ARMED) => Standing::Armed,
        _ if has(POLITICAL) => Standing::Political,
        _ if has(SOCIAL) => Standing::Social,
        ActorKind::Organization | ActorKind::Group if !actor.code.is_empty() => Standing::Political,
        ActorKind::Institution if !actor.code.is_empty() => Standing::Political,
        _ if !actor.code.is_empty() => Standing::Social,
        _ => Standing::Unknown,
    }
}

/// A code in its groups of three letters.
fn chunks(code: &str) -> impl Iterator<Item = &str> {
    (0..code.len()).step_by(3).filter_map(|start| code.get(start..start + 3))
}
