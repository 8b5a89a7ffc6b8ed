//! The coder: every word that may name an act is tried, governed, gated and made an event.

use std::collections::BTreeSet;

use crate::actors::{Linked, Resolved};
use crate::events::act::Act;
use crate::events::clause;
use crate::events::deeds::Deeds;
use crate::events::gate::{is_home_affair, is_open};
use crate::events::govern::{Raised, raise};
use crate::events::judgement::{self, judgement};
use crate::events::obligation::{self, obligation};
use crate::events::scene::{Scene, Side};
use crate::events::senses;
use crate::events::topic::Topic;
use crate::events::tree::Tree;
use crate::events::{
    Event, Evidence, Participant, Sizes, Status, Trigger, confidence, details, label, nominal, predicate, recode, reported,
    status, verbal, when,
};
use crate::id::{ActorId, EventId, digest, slug};
use crate::knowledge::lexicon::Lexicon;
use crate::knowledge::{Details, Knowledge, Ontology};
use crate::text::Relation;

/// A word that was tried, and what came of it: what `explain` shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Considered {
    /// Index of the sentence.
    pub sentence: usize,
    /// The word.
    pub token: usize,
    /// The lexicon's lines that spoke, the sense first; empty where it has none.
    pub rules: Vec<String>,
    /// The code that they gave, where they gave one.
    pub code: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a word that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It made this many events.
    Coded(usize),
    /// Its sense means no event.
    Quiet,
    /// It only governs the act of another word.
    Governs,
    /// It is part of another word's act.
    Taken,
    /// Nobody acts.
    NoSource,
    /// Nobody is acted on.
    NoTarget,
    /// Who acts may not be the source of this sense.
    Gated,
    /// The article is about something else (sport, film ...).
    OffTopic,
}

/// The events of an article, in the order of its sentences. Pure: the same article and knowledge give the same events.
pub fn code(resolved: &Resolved, knowledge: &Knowledge) -> Vec<Event> {
    code_article(resolved, knowledge).0
}

/// The same with every word that was tried, for `explain`.
pub fn code_article(resolved: &Resolved, knowledge: &Knowledge) -> (Vec<Event>, Vec<Considered>) {
    let topic = Topic::of(&resolved.document, knowledge.lexicon.topics());
    let deeds = Deeds::of(resolved, &knowledge.lexicon);
    let coder =
        Coder { resolved, lexicon: &knowledge.lexicon, ontology: &knowledge.ontology, details: &knowledge.details, topic, deeds };
    let mut events = Vec::new();
    let mut considered = Vec::new();
    for index in 0..resolved.document.sentences.len() {
        coder.sentence(index, &mut events, &mut considered);
    }
    // A side that is named twice gives the same event twice.
    let mut seen = BTreeSet::new();
    events.retain(|event: &Event| seen.insert(event.id.clone()));
    (events, considered)
}

struct Coder<'a> {
    resolved: &'a Resolved,
    lexicon: &'a Lexicon,
    ontology: &'a Ontology,
    details: &'a Details,
    topic: Topic,
    deeds: Deeds<'a>,
}

impl Coder<'_> {
    fn sentence(&self, index: usize, events: &mut Vec<Event>, considered: &mut Vec<Considered>) {
        let scene = Scene::knowing(self.resolved, index, &self.deeds);
        let (mut acts, mut told, mut taken) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut note = |token: usize, act: Option<&Act>, outcome: Outcome| {
            let (rules, code) = act.map(|act| (act.rules.clone(), Some(act.code.clone()))).unwrap_or_default();
            considered.push(Considered { sentence: index, token, rules, code, outcome });
        };
        let predicates = predicate::frames(&scene.tree, self.lexicon);
        let said: BTreeSet<usize> =
            predicates.iter().flat_map(|predicate| predicate.copula.into_iter().chain([predicate.frame.verb])).collect();
        let verbs = (0..scene.tree.len())
            .filter(|&token| scene.tree.is_verb(token) && !said.contains(&token) && !is_quality(&scene.tree, token));
        let verbs = verbs.map(|verb| (clause::frame(&scene.tree, verb), Vec::new()));
        for (frame, said) in verbs.chain(predicates.into_iter().map(|predicate| (predicate.frame, predicate.taken))) {
            let verb = frame.verb;
            let fit = senses::verb_sense(&scene, &frame, self.lexicon);
            let act = fit.as_ref().and_then(|fit| verbal::verb_act(&scene, &frame, fit));
            // A noun that a verb takes up is silent, unless nobody is told to do what the verb says.
            if act.as_ref().is_none_or(|act| !act.sources.is_empty()) {
                taken.extend(fit.iter().flat_map(|fit| fit.taken.iter().chain(&said).copied()));
            }
            if let Some(judged) = judgement::naming(&scene, verb, self.lexicon) {
                told.push(judged);
            } else if let Some(asked) = obligation(&scene, &frame, act.as_ref().map(|act| act.code.as_str()), self.lexicon) {
                told.push(asked);
            } else if let Some(judged) = judgement(&scene, verb, self.lexicon).filter(|_| act.is_none()) {
                judgement::add(&mut told, judged);
            } else if let Some(act) = act {
                acts.push(act);
            } else if fit.is_some() {
                note(verb, None, Outcome::Quiet);
            }
        }
        let predicates = (0..scene.tree.len()).filter(|&token| !scene.tree.is_verb(token));
        predicates
            .filter_map(|token| judgement(&scene, token, self.lexicon))
            .for_each(|judged| judgement::add(&mut told, judged));
        for noun in 0..scene.tree.len() {
            let Some(act) = nominal::noun_act(&scene, noun, self.lexicon) else { continue };
            match taken.contains(&noun) {
                true => note(noun, Some(&act), Outcome::Taken),
                false => acts.push(act),
            }
        }
        let raised: Vec<Raised> =
            acts.into_iter().map(|act| raise(&scene, act, self.lexicon)).filter(|raised| !passes(raised, &taken)).collect();
        // "failed to reach agreement, the ministry said": the act that a word governs goes before a judgement by it.
        let is_asked = |judged: &Act| judged.rules.iter().any(|rule| rule.starts_with(obligation::RULE));
        let governed =
            |judged: &Act| raised.iter().find(|raised| raised.governors.contains(&judged.trigger) && is_whole(&raised.act));
        // "the government had failed to help, the opposition said": what was not done is told as blame.
        let done = |judged: &Act, raised: &Raised| {
            raised.governors.contains(&judged.trigger) && is_whole(&raised.act) && raised.act.status != Status::Negated
        };
        told.retain(|judged| is_asked(judged) || !raised.iter().any(|raised| done(judged, raised)));
        // "must stop attacking": what is to be stopped is part of the demand.
        for asked in told.iter_mut().filter(|act| is_asked(act)) {
            if let Some(act) = governed(asked).map(|raised| &raised.act) {
                asked.code = obligation::of(&asked.code, &act.code);
            }
        }
        let part = |raised: &Raised| told.iter().any(|asked| is_asked(asked) && asked.trigger == raised.act.trigger);
        let (parts, raised): (Vec<Raised>, Vec<Raised>) = raised.into_iter().partition(part);
        for Raised { act, below, .. } in parts {
            note(act.trigger, Some(&act), Outcome::Governs);
            told.extend(below);
        }
        let governs =
            |act: &Act| raised.iter().any(|other| other.governors.contains(&act.trigger) && tells_more(&other.act, act));
        let governing: Vec<bool> =
            raised.iter().map(|own| !own.governors.contains(&own.act.trigger) && governs(&own.act)).collect();
        let mut whole = Vec::new();
        let mut acts: Vec<Act> = told;
        for (Raised { act, below, .. }, governing) in raised.into_iter().zip(governing) {
            match governing {
                true => note(act.trigger, Some(&act), Outcome::Governs),
                false => acts.push(act),
            }
            acts.extend(below);
        }
        acts.iter().filter(|act| !act.targets.is_empty()).for_each(|act| whole.extend(parties(act)));
        for act in acts {
            let aside = act.targets.is_empty() && is_aside(&act) && parties(&act).iter().any(|party| whole.contains(party));
            let outcome = if aside { Outcome::NoTarget } else { self.emit(&scene, act.clone(), events) };
            note(act.trigger, Some(&act), outcome);
        }
    }

    /// Gates an act and writes an event for each pair of its sides.
    fn emit(&self, scene: &Scene, mut act: Act, events: &mut Vec<Event>) -> Outcome {
        if act.both && act.targets.is_empty() && act.sources.len() >= 2 {
            act.targets = act.sources.split_off(1);
        }
        if act.sources.is_empty() {
            return Outcome::NoSource;
        }
        if !is_open(act.by, &act.code, act.rank >= PLAIN, &act.sources, &act.targets) {
            return Outcome::Gated;
        }
        if is_with_somebody(&act) {
            // Nobody meets a plan, or trades with a sum.
            act.targets.retain(Side::is_named);
        }
        if act.targets.is_empty() && needs_target(&act) {
            return Outcome::NoTarget;
        }
        if self.topic.silences(&act) {
            return Outcome::OffTopic;
        }
        if act.targets.is_empty() && !act.both {
            act.targets = act.theme.map(|theme| verbal::about(scene, theme, &act.sources)).unwrap_or_default();
        }
        if status::is_question(&scene.tree) {
            act.status = act.status.max(Status::Possible);
        }
        let relayed_by = reported::attribute(scene, &mut act, self.lexicon);
        let before = events.len();
        let mut pairs = BTreeSet::new();
        for source in act.sources.iter().take(MOST_SIDES) {
            let others = act.targets.iter().filter(|target| !is_praise_of_own(&act, target, source));
            let others: Vec<Side> = others.filter_map(|target| other(target, source)).take(MOST_SIDES).collect();
            if others.is_empty() && !act.targets.is_empty() && needs_target(&act) {
                continue;
            }
            let targets: Vec<Option<&Side>> = if others.is_empty() { vec![None] } else { others.iter().map(Some).collect() };
            for target in targets {
                if is_home_affair(&act.code, source, target) || is_within(&scene.tree, source, target) {
                    continue;
                }
                // What both sides do is told once.
                let of = |side: &Side| side.participant.actor.clone();
                if act.both
                    && target.is_some_and(|target| {
                        !pairs.insert([of(source), of(target)]) || pairs.contains(&[of(target), of(source)])
                    })
                {
                    continue;
                }
                events.extend(self.event(scene, &act, &relayed_by, source, target));
            }
        }
        match events.len() - before {
            0 => Outcome::NoTarget,
            made => Outcome::Coded(made),
        }
    }

    fn event(&self, scene: &Scene, act: &Act, relayed_by: &[Participant], source: &Side, target: Option<&Side>) -> Option<Event> {
        let article = &self.resolved.document.article;
        let sentence = &self.resolved.document.sentences[scene.index];
        let token = scene.tree.token(act.trigger);
        let event_type = self.ontology.fill(&act.code)?;
        let happened = when::date(scene, act.trigger, article.date, act.status);
        let participant = target.map(|side| side.participant.clone());
        let parts = [
            article.id.as_str(),
            &token.span.start.to_string(),
            &act.code,
            source.participant.actor.as_str(),
            participant.as_ref().map_or("", |target: &Participant| target.actor.as_str()),
        ];
        let mut event = Event {
            id: EventId::from(digest(parts)),
            date: happened.map(|known| known.date),
            date_precision: happened.map(|known| known.precision),
            source: source.participant.clone(),
            target: participant,
            event_type,
            status: act.status,
            attribution: act.attribution.clone(),
            relayed_by: relayed_by.to_vec(),
            place: None,
            country: None,
            contexts: Vec::new(),
            sizes: Sizes::default(),
            confidence: confidence::confidence(act, source, target, embedded(&scene.tree, act.trigger)),
            origin: None,
            evidence: Evidence {
                article: article.id.clone(),
                title: article.title.clone(),
                url: article.url.clone(),
                publisher: article.source.clone(),
                sentence: scene.index,
                text: sentence.span.of(&article.text).to_owned(),
                trigger: Trigger { text: token.form.clone(), span: token.span },
                rule: format!("{} {}", act.rules.join(" < "), act.construction.name()),
                label: label::label(scene, act, target, self.ontology),
            },
        };
        details::fill(&mut event, scene, act.trigger, self.ontology, self.details);
        Some(event)
    }
}

/// Whether a participle before its noun says what that is like: "demanding users". Of visits and wars it tells an act.
fn is_quality(tree: &Tree, verb: usize) -> bool {
    let before = tree.relation(verb) == Relation::Amod && tree.token(verb).xpos == "VBG";
    before
        && !matches!(
            tree.lemma(verb).as_str(),
            "visit" | "war" | "invade" | "attack" | "occupy" | "retreat" | "advance" | "protest" | "strike"
        )
}

/// How many clauses stand above a token that tell more than the sentence's own: adverbial and relative ones.
fn embedded(tree: &Tree, token: usize) -> usize {
    let path = std::iter::successors(Some(token), |&at| tree.token(at).head).take(tree.len());
    path.filter(|&at| matches!(tree.relation(at), Relation::Advcl | Relation::Acl | Relation::AclRelcl)).count()
}

/// At most so many sources and so many targets of one act are written out.
const MOST_SIDES: usize = 5;

/// Whether a target only says whose the source is: "General Motors of the US is to pay".
fn is_within(tree: &Tree, source: &Side, target: Option<&Side>) -> bool {
    let of = |target: &&Side| tree.preposition(target.token).as_deref() == Some("of");
    target.filter(of).is_some_and(|target| {
        tree.relation(target.token) == Relation::Nmod && tree.token(target.token).head == Some(source.token)
    })
}

/// A target that is not the source itself. A thing of the source's own, told in words of its own, stands for itself: "Iraq
/// bombed its villages".
fn other(target: &Side, source: &Side) -> Option<Side> {
    if target.participant.actor != source.participant.actor {
        return Some(target.clone());
    }
    if !target.owned || target.participant.span.overlaps(source.participant.span) {
        return None;
    }
    let mut thing = target.clone();
    thing.participant.actor = ActorId::from(slug(&thing.participant.text));
    thing.participant.name = thing.participant.text.clone();
    thing.participant.linked = Linked::None;
    Some(thing)
}

/// Whether an act was raised through a noun that another verb's sense took up.
fn passes(raised: &Raised, taken: &BTreeSet<usize>) -> bool {
    raised.path.iter().any(|token| taken.contains(token))
}

fn is_whole(act: &Act) -> bool {
    !act.sources.is_empty() && !act.targets.is_empty() || act.both && act.sources.len() > 1
}

/// Whether an act that a word governs tells more than the word's own act: "agreed to resign" is one act, not two.
fn tells_more(governed: &Act, own: &Act) -> bool {
    let lacks = governed.targets.is_empty() && needs_target(governed);
    is_whole(governed) || !governed.sources.is_empty() && !is_whole(own) && !lacks
}

/// Whether an act stands aside from its sentence's own: a means, a purpose, a participle, a noun that does not say plainly
/// what it is about.
fn is_aside(act: &Act) -> bool {
    use clause::Construction::{Adverbial, Nominal, Participle, Relative};
    match act.construction {
        Adverbial | Participle | Relative => true,
        Nominal => act.rank < PLAIN,
        _ => false,
    }
}

/// For whom an act is done.
fn parties(act: &Act) -> Vec<ActorId> {
    act.sources.iter().map(|side| side.participant.party.clone()).collect()
}

/// Whether an act is one with somebody: a meeting, a plan to meet, cooperation.
fn is_with_somebody(act: &Act) -> bool {
    matches!(recode::root(&act.code), "04" | "06") || act.code == "036"
}

/// Whether an act appeals to, intends or praises what is the source's own: "the White House backs its policy" is no tie between two.
fn is_praise_of_own(act: &Act, target: &Side, source: &Side) -> bool {
    target.participant.actor == source.participant.actor && ("02"..="06").contains(&recode::root(&act.code))
}

/// A meeting or cooperation needs somebody with whom, always. Acts of these roots need an addressee, unless an object of theirs says plainly what they are ("suspended aid
/// deliveries"); protests, deployments and the like do not. A noun needs one unless its sense is as plain ("the Kremlin's
/// proposal for a treaty").
fn needs_target(act: &Act) -> bool {
    let directed = matches!(recode::root(&act.code), "01" | "05" | "07" | "16" | "18");
    is_with_somebody(act) || act.rank < PLAIN && (directed || act.construction == clause::Construction::Nominal)
}

/// The rank of a sense whose conditions on its object or phrases hold.
const PLAIN: f32 = 2.0;
