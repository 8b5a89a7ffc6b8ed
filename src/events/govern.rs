//! Governors: what the words above an act make of it, step by step up the tree (control, raising, refusal, reported speech).

use crate::actors::Linked;
use crate::events::Status;
use crate::events::act::Act;
use crate::events::clause::{self, Attached, Frame, attached};
use crate::events::scene::{Scene, Side};
use crate::events::status::{Mood, mood};
use crate::events::tree::Tree;
use crate::events::{aim, asked, nominal, recode, senses};
use crate::knowledge::lexicon::{Clause, Effect, Gate, Governor, Lexicon, Nouns, Role, Takes};
use crate::text::Relation;

/// An act as the words above it mean it.
#[derive(Debug)]
pub struct Raised {
    /// The act.
    pub act: Act,
    /// The act below, where it is told as a fact of its own ("condemned the attack by X on Y").
    pub below: Option<Act>,
    /// The words that governed it: they name no act of their own.
    pub governors: Vec<usize>,
    /// Every token passed on the way up.
    pub path: Vec<usize>,
    /// The word whose negation made a refusal of it: it is no more denied by that.
    unwilling: Option<usize>,
}

/// Climbs from an act's word to the root of its clause and applies each governor on the way.
pub fn raise(scene: &Scene, mut act: Act, lexicon: &Lexicon) -> Raised {
    if let Some(code) = aim::finer(scene, &act, lexicon) {
        act.code = code;
    }
    let mut raised = Raised { below: None, governors: Vec::new(), path: Vec::new(), unwilling: None, act };
    let mut at = raised.act.trigger;
    apply_mood(&mut raised.act, mood(&scene.tree, at));
    if is_conditional_threat(scene, &raised.act) {
        raised.act.code = recode::threatened(&raised.act.code).to_owned();
        raised.act.status = Status::Actual;
    }
    for _ in 0..scene.tree.len() {
        let Some((head, ways)) = step(scene, at) else { break };
        raised.path.push(head);
        let frame = frame_of(scene, head);
        if tells_itself(scene, &frame, &ways, lexicon) {
            // "sent soldiers to protect the camps", "pledged support for a plan to form a bloc": the sense above tells all.
            raised.act.sources.clear();
            break;
        }
        match governor(scene, lexicon, &frame, &ways) {
            Some((governor, way)) => apply(scene, &mut raised, &frame, governor, way),
            None if ways == [Takes::Prep("of".to_owned())] && scene.tree.is_measure(head) => {}
            None => break,
        }
        // "announced no plans": the "no" has been heard.
        let heard = raised.unwilling.is_some_and(|word| word == head || scene.tree.token(word).head == Some(head));
        if !heard {
            apply_mood(&mut raised.act, mood(&scene.tree, head));
        }
        at = head;
    }
    // What is agreed, offered or promised is yet to be done.
    if recode::root(&raised.act.code) == "03" {
        raised.act.status = worse(raised.act.status, Status::Planned);
    }
    raised
}

/// Whether the sense of a verb has taken up the verb below it; a verb that would take an infinitive, but has the object that its
/// sense asks for, has no need of one.
fn tells_itself(scene: &Scene, frame: &Frame, ways: &[Takes], lexicon: &Lexicon) -> bool {
    let fit = scene.tree.is_verb(frame.verb).then(|| senses::verb_sense(scene, frame, lexicon)).flatten();
    let Some(sense) = fit.map(|fit| fit.sense).filter(|sense| sense.code.is_some()) else { return false };
    let has_object = matches!(sense.object, Some(Nouns::Of(_))) && sense.clause.is_none();
    let would_take = || ways == [Takes::Clause(Clause::Infinitive)] && governor(scene, lexicon, frame, ways).is_some();
    sense.below.is_some() || has_object && would_take()
}

/// The head that a word hangs on, and the ways in which it hangs there.
fn step(scene: &Scene, at: usize) -> Option<(usize, Vec<Takes>)> {
    let tree = &scene.tree;
    let first = tree.first_conjunct(at);
    let head = tree.token(first).head?;
    let relation = tree.relation(first);
    if tree.is_nominal(first) && tree.first(first, &[Relation::Cop]).is_none() {
        return match relation {
            Relation::Obj | Relation::NsubjPass => Some((head, vec![Takes::Object])),
            Relation::Obl | Relation::Nmod => Some((head, vec![Takes::Prep(tree.preposition(first)?)])),
            Relation::Amod | Relation::Compound => None,
            _ => None,
        };
    }
    let way = attached(tree, first)?;
    // "was accused by Israel of arming rebels": the clause may be hung on who accuses.
    let head = match tree.token(head).head.filter(|_| tree.relation(head) == Relation::OblAgent) {
        Some(verb) if matches!(way, Attached::Prep(_)) => verb,
        _ => head,
    };
    Some((
        head,
        match way {
            // "called for the embargo to be lifted".
            Attached::Infinitive if has_for(tree, first) => {
                vec![Takes::Prep("for".to_owned()), Takes::Clause(Clause::Infinitive)]
            }
            Attached::Infinitive => vec![Takes::Clause(Clause::Infinitive)],
            Attached::That if asked::is_subjunctive(tree, first) => {
                vec![Takes::Clause(Clause::Subjunctive), Takes::Clause(Clause::That)]
            }
            Attached::That => vec![Takes::Clause(Clause::That)],
            Attached::Gerund => vec![Takes::Clause(Clause::Gerund)],
            Attached::Prep(prep) => vec![Takes::Prep(prep), Takes::Clause(Clause::Gerund)],
        },
    ))
}

/// Whether an infinitive has a subject of its own, told with "for".
fn has_for(tree: &Tree, clause: usize) -> bool {
    let subjects = tree.having(clause, &[Relation::Nsubj, Relation::NsubjPass]);
    let marks = std::iter::once(clause).chain(subjects).flat_map(|at| tree.having(at, &[Relation::Mark, Relation::Case]));
    marks.into_iter().any(|mark| tree.lemma(mark) == "for")
}

/// "will vote against the bill unless it is changed": what one will do if one does not get one's way is a threat.
fn is_conditional_threat(scene: &Scene, act: &Act) -> bool {
    let tree = &scene.tree;
    let said = mood(tree, act.trigger);
    let refusal = |clause: usize| {
        let marks: Vec<String> = tree.having(clause, &[Relation::Mark]).map(|mark| tree.lemma(mark)).collect();
        marks.iter().any(|mark| mark == "unless") || marks.iter().any(|mark| mark == "if") && mood(tree, clause).negated
    };
    said.future
        && !said.negated
        && !said.possible
        && matches!(recode::root(&act.code), "11" | "12" | "14" | "16" | "17" | "18" | "19" | "20")
        && tree.having(act.trigger, &[Relation::Advcl]).any(refusal)
}

fn frame_of(scene: &Scene, head: usize) -> Frame {
    if scene.tree.is_verb(head) { clause::frame(&scene.tree, head) } else { nominal::frame(scene, head) }
}

fn governor<'a>(scene: &Scene, lexicon: &'a Lexicon, frame: &Frame, ways: &[Takes]) -> Option<(&'a Governor, Takes)> {
    let is_noun = frame.construction == clause::Construction::Nominal;
    let names = || frame.names.iter().filter(|name| !asked::is_of_time(scene, frame, name));
    let governors = || names().flat_map(|name| lexicon.governor(name)).filter(|governor| is_noun || !governor.noun);
    ways.iter().find_map(|way| governors().find(|governor| governor.takes.contains(way)).map(|governor| (governor, way.clone())))
}

fn apply_mood(act: &mut Act, mood: Mood) {
    let future = mood.future && !mood.negated && !mood.possible;
    if let Some(code) = recode::intended(&act.code).filter(|_| future && recode::root(&act.code) != "03") {
        act.code = code.to_owned();
    }
    if let Some(code) = recode::refused(&act.code)
        .filter(|_| mood.future && mood.negated && (recode::root(&act.code) >= "03" || act.code == "010"))
    {
        act.code = code.to_owned();
        return;
    }
    act.status = worse(act.status, mood.status());
}

/// The less certain of two statuses; a denial of a denial stays a denial.
fn worse(one: Status, other: Status) -> Status {
    one.max(other)
}

fn apply(scene: &Scene, raised: &mut Raised, frame: &Frame, governor: &Governor, way: Takes) {
    let act = &mut raised.act;
    if act.targets.is_empty() {
        act.targets = senses::sides(scene, frame, &act.seeks);
    }
    let nominal = matches!(way, Takes::Object | Takes::Prep(_));
    let told = act.clone();
    let who = undoer(scene, frame, governor.effect, act);
    let addressee = senses::sides(scene, frame, &governor.target);
    let doer = act.sources.clone();
    let sufferer = act.targets.clone();
    // "condemned the alleged attack", "rejected proposed changes": the words are said, whatever they answer.
    let own = mood(&scene.tree, told.trigger).status();
    let said = nominal && own == told.status && matches!(own, Status::Planned | Status::Possible);
    // "urged Russia not to attack": the words are said, whatever they ask not to be done.
    let asked_not = told.status == Status::Negated && own == Status::Negated;
    let mut speak = |code: &str, targets: Vec<Side>| {
        act.code = code.to_owned();
        if said || asked_not {
            act.status = Status::Actual;
        }
        act.sources = who.clone();
        act.targets = targets.into_iter().filter(|side| !is_among(side, &who)).collect();
        act.trigger = frame.verb;
        act.both = false;
        // Who speaks need not bear the arms of which is spoken.
        if act.by == Gate::Armed {
            act.by = Gate::Political;
        }
        act.rules.push(governor.origin.clone());
    };
    let first_of = |choices: [&Vec<Side>; 3]| {
        choices.into_iter().find(|sides| sides.iter().any(|side| !is_among(side, &who))).cloned().unwrap_or_default()
    };
    match governor.effect {
        Effect::Actual => take_over(act, who, nominal, governor),
        Effect::Cause => {
            act.sources = who;
            act.rules.push(governor.origin.clone());
        }
        // "announced that it had provided": told, not intended.
        Effect::Intend if way == Takes::Clause(Clause::That) && is_past(scene, told.trigger) => {
            act.attribution = act.attribution.take().or_else(|| who.first().map(|side| side.participant.clone()));
            return;
        }
        // "warned that militants might strike" tells of a danger, not of what the speaker will do.
        Effect::Threaten if way == Takes::Clause(Clause::That) && !is_own_conflict(&told, &who) => {
            act.attribution = act.attribution.take().or_else(|| who.first().map(|side| side.participant.clone()));
            return;
        }
        // "is not prepared to release them", "has no plans to meet": a refusal.
        Effect::Intend if is_unwilling(&scene.tree, frame.verb) && recode::refused(&told.code).is_some() => {
            speak(recode::refused(&told.code).unwrap_or_default(), first_of([&addressee, &sufferer, &doer]));
            act.status = Status::Actual;
            raised.governors.push(frame.verb);
            raised.unwilling = Some(frame.verb);
            return;
        }
        Effect::Intend => {
            take_over(act, who, nominal, governor);
            if act.targets.is_empty() {
                act.targets = addressee;
            }
            act.status = worse(act.status, Status::Planned);
            if let Some(code) = recode::intended(&act.code) {
                act.code = code.to_owned();
                act.trigger = frame.verb;
            }
        }
        // "wants to help Israel" is a wish, "wants Israel to help" an appeal.
        Effect::Appeal if addressee.is_empty() && is_wish(&scene.tree.lemma(frame.verb)) => {
            take_over(act, who, nominal, governor);
            act.status = worse(act.status, Status::Possible);
        }
        Effect::Appeal => speak(recode::appealed(&told.code), first_of([&addressee, &doer, &sufferer])),
        Effect::Demand => speak(recode::demanded(&told.code), first_of([&addressee, &doer, &sufferer])),
        Effect::Threaten => speak(recode::threatened(&told.code), first_of([&addressee, &sufferer, &doer])),
        // "an inquiry into allegations of fraud": who alleges it is not told.
        Effect::Accuse if frame.construction == clause::Construction::Nominal && !is_carried(scene, frame) => {
            act.status = worse(act.status, Status::Possible);
        }
        // "Officers stand accused of torturing refugees": by whom is not told.
        Effect::Accuse if who.is_empty() && !doer.is_empty() => act.status = worse(act.status, Status::Possible),
        Effect::Accuse => {
            let code = if matches!(&way, Takes::Prep(prep) if prep == "of") { recode::accused(&told.code) } else { "111" };
            speak(code, first_of([&addressee, &doer, &sufferer]));
        }
        // "It is feared that Serbia will attack": by whom is not told.
        Effect::Weigh | Effect::Hope | Effect::Fear if who.is_empty() => act.status = worse(act.status, Status::Possible),
        // What is weighed, hoped, feared, denied or owned up to is told as such, and as nothing done.
        Effect::Weigh => speak("014", first_of([&addressee, &sufferer, &sufferer])),
        Effect::Hope => speak("013", first_of([&addressee, &doer, &sufferer])),
        Effect::Fear => speak("012", first_of([&addressee, &doer, &sufferer])),
        Effect::Deny => speak("016", first_of([&addressee, &sufferer, &doer])),
        Effect::Own if way != Takes::Clause(Clause::That) || is_told_of(&told, &who) => {
            speak("015", first_of([&addressee, &sufferer, &sufferer]));
        }
        Effect::Support => speak("051", first_of([&addressee, &doer, &sufferer])),
        // "This forced the government to cancel the contract": it did, whatever made it.
        Effect::Force if who.is_empty() && !doer.is_empty() => act.rules.push(governor.origin.clone()),
        Effect::Force => speak("170", first_of([&addressee, &doer, &sufferer])),
        // "was prevented by storms from sending aid": it was not done, and nobody forbade it.
        Effect::Prevent if who.is_empty() && clause::is_passive(&scene.tree, frame.verb) => {
            act.status = Status::Negated;
            act.rules.push(governor.origin.clone());
        }
        Effect::Prevent => speak("172", first_of([&addressee, &doer, &sufferer])),
        Effect::Stop => speak(recode::stopped(&told.code), first_of([&addressee, &sufferer, &doer])),
        Effect::Refuse => match recode::refused(&told.code) {
            Some(code) => speak(code, first_of([&addressee, &sufferer, &doer])),
            None => act.status = Status::Negated,
        },
        Effect::Negate => {
            take_over(act, who, nominal, governor);
            // "failed to reach agreement": a deal turned down.
            if matches!(act.code.as_str(), "057" | "037") && way == Takes::Clause(Clause::Infinitive) {
                act.code = "120".to_owned();
                act.trigger = frame.verb;
            } else {
                act.status = Status::Negated;
            }
        }
        Effect::Possible => {
            take_over(act, who, nominal, governor);
            act.status = worse(act.status, Status::Possible);
        }
        // "claimed that they had attacked the base": they own up to it.
        Effect::Allege if recode::is_conflict(&told.code) && is_past(scene, told.trigger) && is_told_of(&told, &who) => {
            speak("015", sufferer);
        }
        // What is only talked about is no act of its own.
        Effect::Topic => {
            act.sources.clear();
            return;
        }
        Effect::Report | Effect::Allege | Effect::Own => {
            act.attribution = act.attribution.take().or_else(|| who.first().map(|side| side.participant.clone()));
            if governor.effect == Effect::Allege && !is_told_of(&told, &who) {
                act.status = worse(act.status, Status::Possible);
            }
            return;
        }
    }
    if governor.effect != Effect::Actual || nominal {
        raised.governors.push(frame.verb);
    }
    if raised.below.is_none() {
        raised.below = told_below(told, governor.effect, &way, &raised.act);
    }
}

/// What a governor tells as an act of its own, besides what is said of it: "condemned the attack by X on Y" as a fact, "accused X
/// of attacking Y" as an allegation, "admitted that its troops attacked Y" as the word of those who did it.
fn told_below(mut told: Act, effect: Effect, way: &Takes, said: &Act) -> Option<Act> {
    let speaker = || said.sources.first().map(|side| side.participant.clone());
    match effect {
        Effect::Accuse | Effect::Support if *way == Takes::Object && told.status == Status::Actual => {
            Some(addressed(told, said.sources.clone()))
        }
        Effect::Accuse if *way != Takes::Object && !said.targets.is_empty() && !said.sources.is_empty() => {
            // Who is accused of it is who is said to have done it.
            if matches!(way, Takes::Prep(_)) {
                told.sources.clone_from(&said.targets);
            }
            told.status = worse(told.status, Status::Possible);
            told.attribution = told.attribution.or_else(speaker);
            Some(told)
        }
        Effect::Own if !told.sources.is_empty() => {
            told.attribution = told.attribution.or_else(speaker);
            Some(told)
        }
        _ => None,
    }
}

/// Whether somebody is told not to be ready for what stands below: "not prepared", "no intention", "does not plan".
fn is_unwilling(tree: &Tree, at: usize) -> bool {
    const WILL: &[&str] = &[
        "plan",
        "intend",
        "intention",
        "wish",
        "desire",
        "willingness",
        "readiness",
        "ready",
        "prepared",
        "prepare",
        "willing",
        "disposed",
        "mood",
        "interest",
        "interested",
        "inclined",
        "eager",
        "keen",
    ];
    WILL.contains(&tree.lemma(at).as_str()) && mood(tree, at).negated
}

fn is_wish(verb: &str) -> bool {
    matches!(verb, "want" | "need")
}

/// Whether an act is told by those who did it.
fn is_told_of(told: &Act, who: &[Side]) -> bool {
    // Rebels tell nothing of themselves where the army of their country acts, nor does somebody whose country is only guessed.
    let rebels = |side: &Side| side.participant.code.ends_with("REB");
    let same = |one: &Side, other: &Side| {
        let guessed = other.participant.linked == Linked::Inferred && other.participant.actor != one.participant.actor;
        one.participant.party == other.participant.party && rebels(one) == rebels(other) && !guessed
    };
    told.sources.iter().any(|side| who.iter().any(|other| same(side, other)))
}

/// Whether an act is one of conflict that these themselves may do yet.
fn is_own_conflict(act: &Act, who: &[Side]) -> bool {
    let own = act.sources.iter().any(|side| is_among(side, who));
    own && recode::root(&act.code) >= "12" && matches!(act.status, Status::Planned | Status::Possible)
}

fn is_past(scene: &Scene, token: usize) -> bool {
    matches!(scene.tree.token(token).xpos.as_str(), "VBD" | "VBN")
}

/// Words that nobody is named for are addressed to the one who answers them: "Russia welcomed NATO's call".
fn addressed(mut told: Act, answering: Vec<Side>) -> Act {
    if told.targets.is_empty() && matches!(recode::root(&told.code), "02" | "03" | "10" | "13") {
        told.targets = answering;
    }
    told
}

/// A noun's act gets its doer from the verb that carries it ("launched an attack").
fn take_over(act: &mut Act, who: Vec<Side>, nominal: bool, governor: &Governor) {
    if nominal && act.sources.is_empty() {
        act.sources = who;
    }
    act.rules.push(governor.origin.clone());
}

/// Who does what a governor says. What is ended, and a visit called off, with nobody told, is so by the one who did it:
/// "American aid to Zimbabwe was halted".
fn undoer(scene: &Scene, frame: &Frame, effect: Effect, act: &Act) -> Vec<Side> {
    let who = subjects(scene, frame);
    let undone = effect == Effect::Stop || effect == Effect::Refuse && recode::root(&act.code) == "04";
    if who.is_empty() && undone && clause::is_passive(&scene.tree, frame.verb) { act.sources.clone() } else { who }
}

/// Whether a noun is the object or the subject of a verb, or says whose it is.
fn is_carried(scene: &Scene, frame: &Frame) -> bool {
    let roles = [Role::Owner, Role::Prep("by".to_owned()), Role::Prep("from".to_owned())];
    matches!(scene.tree.relation(frame.verb), Relation::Obj | Relation::NsubjPass | Relation::Root)
        || !nominal::sides(scene, frame.verb, &roles).is_empty()
}

/// Who is named as the one who does what a governor says.
fn subjects(scene: &Scene, frame: &Frame) -> Vec<Side> {
    if frame.construction == clause::Construction::Nominal {
        // A predicate has a subject of its own: "Germany is willing to".
        let predicate = scene.tree.having(frame.verb, &[Relation::Nsubj]).flat_map(|noun| scene.tree.conjuncts(noun));
        let predicate: Vec<Side> = predicate.flat_map(|noun| scene.sides(noun)).collect();
        if !predicate.is_empty() {
            return predicate;
        }
        let roles = [Role::Owner, Role::Prep("by".to_owned()), Role::Prep("from".to_owned()), Role::Prep("of".to_owned())];
        let own = nominal::sides(scene, frame.verb, &roles);
        if !own.is_empty() {
            return own;
        }
        let carrier = scene.tree.token(frame.verb).head.filter(|&verb| scene.tree.is_verb(verb));
        return carrier.map(|verb| senses::sides(scene, &clause::frame(&scene.tree, verb), &[Role::Subject])).unwrap_or_default();
    }
    senses::sides(scene, frame, &[Role::Subject])
}

fn is_among(side: &Side, sides: &[Side]) -> bool {
    sides.iter().any(|other| other.participant.actor == side.participant.actor)
}
