//! Deeds: plans, laws, decisions and whatever else politicians do and others judge, and whose they are in an article.

use std::collections::BTreeMap;

use crate::actors::Resolved;
use crate::events::clause;
use crate::events::scene::{Scene, Side, Standing};
use crate::knowledge::lexicon::{Judgements, Lexicon};
use crate::text::Relation;

/// Whose the deeds of an article are: "the government's plan" tells whose "the plan" is afterwards.
#[derive(Debug)]
pub struct Deeds<'a> {
    judgements: &'a Judgements,
    told: Vec<Told>,
    government: Option<Side>,
}

/// A place at which the article tells whose a deed is.
#[derive(Debug, Clone)]
struct Told {
    noun: String,
    owner: Side,
    sentence: usize,
    token: usize,
}

impl<'a> Deeds<'a> {
    /// The deeds of an article, in the order of its text.
    pub fn of(resolved: &Resolved, lexicon: &'a Lexicon) -> Deeds<'a> {
        let mut told = Vec::new();
        let mut officials: BTreeMap<String, (usize, Side)> = BTreeMap::new();
        for sentence in 0..resolved.document.sentences.len() {
            let scene = Scene::new(resolved, sentence);
            for token in 0..scene.tree.len() {
                for side in scene.named(token).into_iter().filter(|side| side.participant.code.ends_with("GOV")) {
                    officials.entry(side.participant.code.clone()).or_insert((0, side)).0 += 1;
                }
                let noun = scene.tree.lemma(token);
                if scene.tree.is_nominal(token) && lexicon.judgements().is_deed(&noun) {
                    let owner = owner(&scene, token, lexicon);
                    told.extend(owner.map(|owner| Told { noun, owner, sentence, token }));
                }
            }
        }
        let most = officials.into_values().reduce(|most, next| if next.0 > most.0 { next } else { most });
        Deeds { judgements: lexicon.judgements(), told, government: most.map(|(_, side)| side) }
    }

    /// Whose a deed is that a word names as known ("the plan", "this move"): the last who was told to have one of that name;
    /// a law is the government's of which the article speaks most.
    pub fn owner(&self, scene: &Scene, token: usize) -> Option<Side> {
        let tree = &scene.tree;
        let known = |det: usize| matches!(tree.lemma(det).as_str(), "the" | "this" | "that" | "these" | "those" | "such");
        if !tree.is_nominal(token) || !tree.having(token, &[Relation::Det]).any(known) {
            return None;
        }
        let noun = tree.lemma(token);
        let before = |told: &&Told| (told.sentence, told.token) < (scene.index, token) && told.noun == noun;
        let told = self.told.iter().rev().find(before).map(|told| told.owner.clone());
        told.or_else(|| self.government.clone().filter(|_| self.judgements.is_law(&noun)))
    }

    /// Whose a deed is told to be at this very word.
    pub fn told_at(&self, sentence: usize, token: usize) -> Option<Side> {
        self.told.iter().find(|told| told.sentence == sentence && told.token == token).map(|told| told.owner.clone())
    }
}

/// Whose a deed is by the words around it: a possessor, a nationality, "by" and "of", or who announces it.
fn owner(scene: &Scene, noun: usize, lexicon: &Lexicon) -> Option<Side> {
    let tree = &scene.tree;
    let by = |&one: &usize| matches!(tree.preposition(one).as_deref(), Some("by" | "of" | "from"));
    let owners = tree
        .having(noun, &[Relation::NmodPoss])
        .chain(tree.having(noun, &[Relation::Amod, Relation::Compound]))
        .chain(tree.having(noun, &[Relation::Nmod]).filter(by));
    let maker = tree
        .token(noun)
        .head
        .filter(|&verb| tree.relation(noun) == Relation::Obj && lexicon.judgements().is_maker(&tree.lemma(verb)));
    let makers = maker.map(|verb| clause::frame(tree, verb).subjects).unwrap_or_default();
    let sides = owners.chain(makers).flat_map(|owner| scene.named(owner));
    sides.into_iter().find(|side| side.standing >= Standing::Political)
}
