//! Judgements told by a speaker: "the minister said that the alliance had failed", "called the sale illegal".

use crate::events::Status;
use crate::events::act::Act;
use crate::events::clause::{self, Construction};
use crate::events::judged;
use crate::events::reported;
use crate::events::scene::{Scene, Side, Standing};
use crate::events::status::mood;
use crate::knowledge::lexicon::{Gate, Judged, Lexicon};
use crate::text::Relation;

/// What a speaker makes of another by the word at a token: blame (CAMEO 111) or praise (051); none where the word judges
/// nobody, or nobody says so.
pub fn judgement(scene: &Scene, token: usize, lexicon: &Lexicon) -> Option<Act> {
    act(token, said_of(scene, token, lexicon)?)
}

/// The judgement of a verb that names what it judges: "called the sale illegal", "dismissed the plan as desperate".
pub fn naming(scene: &Scene, verb: usize, lexicon: &Lexicon) -> Option<Act> {
    act(verb, named_so(scene, verb, lexicon)?)
}

/// Adds a judgement, unless it tells of the same two sides as another: "a shameful betrayal" judges once.
pub fn add(told: &mut Vec<Act>, judged: Act) {
    let actors = |sides: &[Side]| sides.iter().map(|side| side.participant.actor.clone()).collect::<Vec<_>>();
    let is_same = |other: &Act| {
        other.code == judged.code
            && actors(&other.sources) == actors(&judged.sources)
            && actors(&other.targets) == actors(&judged.targets)
    };
    if !told.iter().any(is_same) {
        told.push(judged);
    }
}

struct Found {
    judged: Judged,
    speakers: Vec<Side>,
    targets: Vec<Side>,
}

fn act(token: usize, found: Found) -> Option<Act> {
    let is_speaker = |side: &Side| found.speakers.iter().any(|speaker| speaker.participant.actor == side.participant.actor);
    let others: Vec<Side> = found.targets.iter().filter(|side| !is_speaker(side)).cloned().collect();
    if others.is_empty() {
        return None;
    }
    let (code, rule) = match found.judged {
        Judged::Blame => ("111", "judgement:blame"),
        Judged::Praise => ("051", "judgement:praise"),
    };
    Some(Act {
        trigger: token,
        code: code.to_owned(),
        sources: found.speakers,
        targets: others,
        seeks: Vec::new(),
        status: Status::Actual,
        both: false,
        by: Gate::Anyone,
        rank: 1.0,
        construction: Construction::Active,
        attribution: None,
        rules: vec![rule.to_owned()],
        theme: None,
    })
}

/// "called the sale illegal", "described him as a dictator", "a move branded a retreat by the Tories".
fn named_so(scene: &Scene, verb: usize, lexicon: &Lexicon) -> Option<Found> {
    let tree = &scene.tree;
    let lemma = tree.lemma(verb);
    if !tree.is_verb(verb) || !lexicon.judgements().is_naming(&lemma) && !lexicon.judgements().is_naming(&format!("{lemma}_as")) {
        return None;
    }
    let frame = clause::frame(tree, verb);
    let as_what = frame.phrases.iter().filter(|phrase| phrase.prep == "as").map(|phrase| phrase.noun);
    let plain = lexicon.judgements().is_naming(&lemma);
    let below = tree.having(verb, &[Relation::Xcomp, Relation::Ccomp]).filter(|_| plain).chain(as_what);
    let judges = |name: usize| polar(scene, name, lexicon).map(|judged| (name, judged));
    let beside = frame.objects.iter().skip(1).copied().filter(|_| plain);
    let within = frame.objects.iter().flat_map(|&object| {
        tree.having(object, &[Relation::Amod, Relation::Appos, Relation::Nmod]).filter(move |&part| plain && part > object)
    });
    let (name, judged) = below.chain(beside).chain(within).flat_map(|name| tree.conjuncts(name)).find_map(judges)?;
    let object = *frame.objects.iter().find(|&&object| object != name)?;
    let speakers: Vec<Side> = frame.subjects.iter().flat_map(|&subject| scene.sides(subject)).collect();
    let political = speakers.iter().any(|side| side.standing >= Standing::Political);
    let mut targets = judged::whose(scene, object);
    if targets.is_empty() && political && tree.is_nominal(object) && scene.mention(object).is_none() {
        targets = vec![scene.words(object)];
    }
    Some(Found { judged, speakers, targets })
}

/// "said that the government had failed", "the plan is a disgrace, she said", "'this dodgy government', he said".
fn said_of(scene: &Scene, token: usize, lexicon: &Lexicon) -> Option<Found> {
    let tree = &scene.tree;
    let judged = polar(scene, token, lexicon);
    let subjects = judged.and_then(|_| judged::subjects(scene, token, lexicon));
    let (Some(judged), Some(subjects)) = (judged, subjects) else {
        return ill_spoken(scene, token, lexicon, judged);
    };
    if judged::is_hypothetical(scene, token) {
        return None;
    }
    let speaker = reported::speaker_of(scene, token, lexicon)?;
    let mut targets: Vec<Side> = subjects.iter().flat_map(|&subject| judged::whose(scene, subject)).collect();
    if targets.is_empty() && speaker.standing >= Standing::Political {
        // "The plan is a disgrace, the minister said": whose plan it is stands elsewhere.
        let deeds = subjects.iter().filter(|&&subject| lexicon.judgements().is_deed(&tree.lemma(subject)));
        targets = deeds.map(|&subject| scene.words(subject)).collect();
    } else if targets.iter().all(|side| side.standing < Standing::Political) {
        return None;
    }
    Some(Found { judged, speakers: vec![speaker], targets })
}

/// "The government is using this climate of fear, said the Liberal leader": ill said of a rival.
fn ill_spoken(scene: &Scene, token: usize, lexicon: &Lexicon, judged: Option<Judged>) -> Option<Found> {
    let lemma = scene.tree.lemma(token);
    if judged != Some(Judged::Blame) && !lexicon.judgements().is_negative(&lemma) {
        return None;
    }
    let speaker = reported::speaker_of(scene, token, lexicon)?;
    let targets = judged::rivals(scene, token, &speaker, lexicon)?;
    Some(Found { judged: Judged::Blame, speakers: vec![speaker], targets })
}

/// How a word judges, with its negation: what is not right is blamed; what is not wrong is not judged.
fn polar(scene: &Scene, token: usize, lexicon: &Lexicon) -> Option<Judged> {
    if scene.tree.token(token).xpos == "JJR" {
        return None;
    }
    let tree = &scene.tree;
    let own = names(scene, token).iter().find_map(|name| lexicon.judgements().of(name));
    let epithets = tree.having(token, &[Relation::Amod]).filter(|_| tree.is_nominal(token));
    let judged = own.or_else(|| epithets.filter_map(|epithet| lexicon.judgements().of(&tree.lemma(epithet))).next())?;
    let no = || tree.having(token, &[Relation::Det]).any(|det| tree.lemma(det) == "no");
    match (judged, judged::is_denied(scene, token) || no() || mood(tree, token).negated) {
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
