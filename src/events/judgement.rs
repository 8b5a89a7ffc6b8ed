//! Judgements told by a speaker: "the minister said that the alliance had failed", "called the sale illegal".

use crate::events::Status;
use crate::events::act::Act;
use crate::events::clause::{self, Construction};
use crate::events::reported;
use crate::events::scene::{Scene, Side, Standing};
use crate::events::status::mood;
use crate::knowledge::lexicon::{Gate, Judged, Lexicon};
use crate::text::Relation;

/// What a speaker makes of another by the word at a token: blame (CAMEO 111) or praise (051); none where the word judges
/// nobody, or nobody says so.
pub fn judgement(scene: &Scene, token: usize, lexicon: &Lexicon) -> Option<Act> {
    let (judged, speakers, targets) = named_so(scene, token, lexicon).or_else(|| said_of(scene, token, lexicon))?;
    let is_speaker = |side: &Side| speakers.iter().any(|speaker| speaker.participant.actor == side.participant.actor);
    let others: Vec<Side> = targets.into_iter().filter(|side| !is_speaker(side)).collect();
    if others.is_empty() {
        return None;
    }
    let (code, rule) = match judged {
        Judged::Blame => ("111", "judgement:blame"),
        Judged::Praise => ("051", "judgement:praise"),
    };
    Some(Act {
        trigger: token,
        code: code.to_owned(),
        sources: speakers,
        targets: others,
        seeks: Vec::new(),
        status: Status::Actual,
        both: false,
        by: Gate::Political,
        rank: 1.0,
        construction: Construction::Active,
        attribution: None,
        rules: vec![rule.to_owned()],
        theme: None,
    })
}

type Found = (Judged, Vec<Side>, Vec<Side>);

/// "called the sale illegal", "described him as a dictator": the word is the naming verb.
fn named_so(scene: &Scene, verb: usize, lexicon: &Lexicon) -> Option<Found> {
    const NAMING: &[&str] =
        &["call", "brand", "label", "term", "deem", "dub", "describe", "denounce", "portray", "depict", "consider"];
    let tree = &scene.tree;
    if !tree.is_verb(verb) || !NAMING.contains(&tree.lemma(verb).as_str()) {
        return None;
    }
    let frame = clause::frame(tree, verb);
    let object = *frame.objects.iter().find(|&&object| !judges(scene, object, lexicon))?;
    let as_what = frame.phrases.iter().filter(|phrase| phrase.prep == "as").map(|phrase| phrase.noun);
    let rest = frame.objects.iter().copied().filter(|&other| other != object);
    let names = tree
        .having(verb, &[Relation::Xcomp])
        .chain(as_what)
        .chain(rest)
        .chain(tree.having(object, &[Relation::Amod, Relation::Appos]).filter(|&part| part > object));
    let judged = names.filter_map(|name| polar(scene, name, lexicon)).next()?;
    let speakers: Vec<Side> = frame.subjects.iter().flat_map(|&subject| scene.sides(subject)).collect();
    let political = speakers.iter().any(|side| side.standing >= Standing::Political);
    let mut targets = scene.sides(object);
    if targets.is_empty() && political && tree.is_nominal(object) && scene.mention(object).is_none() {
        targets = vec![scene.words(object)];
    }
    Some((judged, speakers, targets))
}

/// "said that the government had failed", "the plan is a disgrace, she said": the word is the predicate of what is said.
fn said_of(scene: &Scene, token: usize, lexicon: &Lexicon) -> Option<Found> {
    let tree = &scene.tree;
    let judged = polar(scene, token, lexicon)?;
    let predicate = tree.first(token, &[Relation::Cop]).is_some();
    let subjects = match tree.is_verb(token) && !predicate {
        // "would not let a row damage the party": not what the party does.
        true if mood(tree, token).possible || clause::is_passive(tree, token) || tree.relation(token) == Relation::Xcomp => {
            return None;
        }
        true => clause::frame(tree, token).subjects,
        false if predicate => tree.having(token, &[Relation::Nsubj]).collect(),
        false => return None,
    };
    let mut targets: Vec<Side> = subjects.iter().flat_map(|&subject| scene.sides(subject)).collect();
    let speaker = reported::speaker_of(scene, token, lexicon)?;
    if targets.is_empty() && predicate && speaker.standing >= Standing::Political {
        // "The plan is a disgrace, the minister said": whose plan it is stands elsewhere.
        let deeds = subjects.iter().filter(|&&subject| lexicon.is_deed(&tree.lemma(subject)));
        targets = deeds.map(|&subject| scene.words(subject)).collect();
    } else if targets.iter().all(|side| side.standing < Standing::Political) {
        return None;
    }
    Some((judged, vec![speaker], targets))
}

fn judges(scene: &Scene, token: usize, lexicon: &Lexicon) -> bool {
    lexicon.judgement(&scene.tree.lemma(token)).is_some()
}

/// How a word judges, with its negation: what is not right is blamed; what is not wrong is not judged.
fn polar(scene: &Scene, token: usize, lexicon: &Lexicon) -> Option<Judged> {
    if scene.tree.token(token).xpos == "JJR" {
        return None;
    }
    let judged = names(scene, token).iter().find_map(|name| lexicon.judgement(name))?;
    match (judged, mood(&scene.tree, token).negated) {
        (judged, false) => Some(judged),
        (Judged::Praise, true) => Some(Judged::Blame),
        (Judged::Blame, true) => None,
    }
}

/// The names under which a word may judge: "let_down", "break_promise", "out_of_touch", "disgrace".
fn names(scene: &Scene, token: usize) -> Vec<String> {
    let tree = &scene.tree;
    if tree.is_verb(token) {
        return clause::frame(tree, token).names;
    }
    let lemma = tree.lemma(token);
    let phrase = tree.preposition(token).map(|prep| format!("{prep}_{lemma}"));
    phrase.into_iter().chain([lemma]).collect()
}
