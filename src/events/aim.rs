//! What an act is about: a march for a resignation, a call for aid that is rejected. The finer code follows from it.

use crate::events::act::Act;
use crate::events::recode;
use crate::events::scene::Scene;
use crate::events::tree::Tree;
use crate::knowledge::lexicon::Lexicon;
use crate::text::{Relation, Upos};

/// The finer code of a protest or a refusal, where the words below it tell what it is about.
pub fn finer(scene: &Scene, act: &Act, lexicon: &Lexicon) -> Option<String> {
    match recode::root(&act.code) {
        "12" if act.code == "120" => refused(&scene.tree, act.trigger, lexicon),
        "14" if act.code.len() == 3 => {
            let aim = first(&scene.tree, below(&scene.tree, act.trigger), lexicon)?;
            recode::protested(&act.code, aim)
        }
        _ => None,
    }
}

/// "rejected calls for reform": what is asked for, and refused, stands below the asking.
fn refused(tree: &Tree, trigger: usize, lexicon: &Lexicon) -> Option<String> {
    let objects = tree.having(trigger, &[Relation::Obj, Relation::NsubjPass]).chain(is_asking(tree, trigger).then_some(trigger));
    let asking: Vec<usize> = objects.filter(|&noun| is_asking(tree, noun)).collect();
    let asked = asking.iter().flat_map(|&noun| below(tree, noun)).collect();
    let aim = first(tree, asked, lexicon)?;
    recode::refused(aim).map(str::to_owned)
}

fn is_asking(tree: &Tree, at: usize) -> bool {
    const ASKING: &[&str] =
        &["call", "request", "demand", "appeal", "plea", "bid", "pressure", "offer", "petition", "proposal", "suggestion"];
    ASKING.contains(&tree.lemma(at).as_str()) && tree.token(at).upos == Upos::Noun
}

/// What stands below a word and may tell what it is about: not who does it, nor when.
fn below(tree: &Tree, at: usize) -> Vec<usize> {
    const ABOUT: &[Relation] = &[
        Relation::Obl,
        Relation::Nmod,
        Relation::Obj,
        Relation::Acl,
        Relation::Advcl,
        Relation::Xcomp,
        Relation::Ccomp,
        Relation::Compound,
        Relation::Amod,
        Relation::Conj,
        Relation::NmodPoss,
        Relation::NsubjPass,
    ];
    tree.having(at, ABOUT).filter(|&part| tree.preposition(part).is_none_or(|prep| prep != "by")).collect()
}

/// The aim that stands nearest, level by level.
fn first<'a>(tree: &Tree, mut level: Vec<usize>, lexicon: &'a Lexicon) -> Option<&'a str> {
    for _ in 0..DEEPEST {
        if let Some(aim) = level.iter().find_map(|&token| aim(tree, token, lexicon)) {
            return Some(aim);
        }
        level = level.iter().flat_map(|&token| below(tree, token)).collect();
    }
    None
}

/// The aim that a word names by itself or with its particle: "step down".
fn aim<'a>(tree: &Tree, at: usize, lexicon: &'a Lexicon) -> Option<&'a str> {
    let lemma = tree.lemma(at);
    let particles = tree.having(at, &[Relation::CompoundPrt, Relation::Advmod, Relation::Amod, Relation::Compound]);
    let pairs = particles.map(|part| match tree.is_verb(at) {
        true => format!("{lemma}_{}", tree.lemma(part)),
        false => format!("{}_{lemma}", tree.lemma(part)),
    });
    pairs.chain([lemma.clone()]).find_map(|name| lexicon.aim(&name))
}

/// So many steps below an act its aim may stand.
const DEEPEST: usize = 4;
