//! The coder: every word that may name an act is tried, governed, gated and made an event.

use std::collections::BTreeSet;

use crate::actors::{Linked, Resolved};
use crate::events::act::Act;
use crate::events::clause::{self, Frame};
use crate::events::gate::is_open;
use crate::events::govern::{Raised, raise};
use crate::events::judgement::judgement;
use crate::events::obligation::obligation;
use crate::events::scene::{Scene, Side, Standing};
use crate::events::senses::{self, Fit};
use crate::events::topic::Topic;
use crate::events::tree::Tree;
use crate::events::{Event, Evidence, Participant, Status, Trigger, confidence, label, nominal, recode, reported, status, when};
use crate::id::{ActorId, EventId, digest, slug};
use crate::knowledge::lexicon::{Lexicon, Role};
use crate::knowledge::{Knowledge, Ontology};
use crate::text::{Relation, Upos};

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
    let coder = Coder { resolved, lexicon: &knowledge.lexicon, ontology: &knowledge.ontology, topic };
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
    topic: Topic,
}

impl Coder<'_> {
    fn sentence(&self, index: usize, events: &mut Vec<Event>, considered: &mut Vec<Considered>) {
        let scene = Scene::new(self.resolved, index);
        let (mut acts, mut told, mut taken) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut note = |token: usize, act: Option<&Act>, outcome: Outcome| {
            let (rules, code) = act.map(|act| (act.rules.clone(), Some(act.code.clone()))).unwrap_or_default();
            considered.push(Considered { sentence: index, token, rules, code, outcome });
        };
        for verb in (0..scene.tree.len()).filter(|&token| scene.tree.is_verb(token)) {
            let frame = clause::frame(&scene.tree, verb);
            let fit = senses::verb_sense(&scene, &frame, self.lexicon);
            let act = fit.as_ref().and_then(|fit| verb_act(&scene, &frame, fit));
            // A noun that a verb takes up is silent, unless nobody is told to do what the verb says.
            if act.as_ref().is_none_or(|act| !act.sources.is_empty()) {
                taken.extend(fit.iter().flat_map(|fit| fit.taken.iter().copied()));
            }
            if let Some(asked) = obligation(&scene, &frame, act.as_ref().map(|act| act.code.as_str()), self.lexicon) {
                told.push(asked);
            } else if let Some(judged) = judgement(&scene, verb, self.lexicon).filter(|_| act.is_none()) {
                told.push(judged);
            } else if let Some(act) = act {
                acts.push(act);
            } else if fit.is_some() {
                note(verb, None, Outcome::Quiet);
            }
        }
        let predicates = (0..scene.tree.len()).filter(|&token| !scene.tree.is_verb(token));
        told.extend(predicates.filter_map(|token| judgement(&scene, token, self.lexicon)));
        for noun in 0..scene.tree.len() {
            let Some(act) = self.noun_act(&scene, noun) else { continue };
            match taken.contains(&noun) {
                true => note(noun, Some(&act), Outcome::Taken),
                false => acts.push(act),
            }
        }
        let raised: Vec<Raised> =
            acts.into_iter().map(|act| raise(&scene, act, self.lexicon)).filter(|raised| !passes(raised, &taken)).collect();
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

    fn noun_act(&self, scene: &Scene, noun: usize) -> Option<Act> {
        let sense = nominal::noun_sense(scene, noun, self.lexicon)?;
        let code = sense.code.clone()?;
        let mut targets = nominal::sides(scene, noun, &sense.target);
        let mut sources = nominal::sides(scene, noun, &sense.source);
        if sources.is_empty() && scene.tree.first(noun, &[Relation::Cop]).is_some() && scene.tree.preposition(noun).is_some() {
            // "Argentina is in talks with the company".
            sources = scene.tree.having(noun, &[Relation::Nsubj]).flat_map(|subject| scene.sides(subject)).collect();
        }
        if sense.both && sources.is_empty() && targets.len() >= 2 {
            sources.push(targets.remove(0));
        }
        if sense.both && sources.is_empty() && !targets.is_empty() {
            sources = context(scene, noun);
        }
        Some(Act {
            trigger: noun,
            code,
            sources,
            targets,
            seeks: sense.target.clone(),
            status: Status::Actual,
            both: sense.both,
            by: sense.by,
            rank: 1.0 + sense.weight,
            construction: clause::Construction::Nominal,
            attribution: None,
            rules: vec![sense.origin.clone()],
            theme: None,
        })
    }

    /// Gates an act and writes an event for each pair of its sides.
    fn emit(&self, scene: &Scene, mut act: Act, events: &mut Vec<Event>) -> Outcome {
        if act.both && act.targets.is_empty() && act.sources.len() >= 2 {
            act.targets = act.sources.split_off(1);
        }
        if act.sources.is_empty() {
            return Outcome::NoSource;
        }
        if !is_open(act.by, &act.sources, &act.targets) {
            return Outcome::Gated;
        }
        if act.targets.is_empty() && needs_target(&act) {
            return Outcome::NoTarget;
        }
        if self.topic.silences(&act) {
            return Outcome::OffTopic;
        }
        if act.targets.is_empty() && !act.both {
            act.targets = act.theme.map(|theme| about(scene, theme, &act.sources)).unwrap_or_default();
        }
        if status::is_question(&scene.tree) {
            act.status = act.status.max(Status::Possible);
        }
        act.attribution = act.attribution.take().or_else(|| reported::attribution(scene, act.trigger, self.lexicon));
        let before = events.len();
        let mut pairs = BTreeSet::new();
        for source in act.sources.iter().take(MOST_SIDES) {
            let others: Vec<Side> = act.targets.iter().filter_map(|target| other(target, source)).take(MOST_SIDES).collect();
            if others.is_empty() && !act.targets.is_empty() && needs_target(&act) {
                continue;
            }
            let targets: Vec<Option<&Side>> = if others.is_empty() { vec![None] } else { others.iter().map(Some).collect() };
            for target in targets {
                // What both sides do is told once.
                let of = |side: &Side| side.participant.actor.clone();
                if act.both
                    && target.is_some_and(|target| {
                        !pairs.insert([of(source), of(target)]) || pairs.contains(&[of(target), of(source)])
                    })
                {
                    continue;
                }
                events.extend(self.event(scene, &act, source, target));
            }
        }
        match events.len() - before {
            0 => Outcome::NoTarget,
            made => Outcome::Coded(made),
        }
    }

    fn event(&self, scene: &Scene, act: &Act, source: &Side, target: Option<&Side>) -> Option<Event> {
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
        Some(Event {
            id: EventId(digest(parts)),
            date: happened.map(|known| known.date),
            date_precision: happened.map(|known| known.precision),
            source: source.participant.clone(),
            target: participant,
            event_type,
            status: act.status,
            attribution: act.attribution.clone(),
            place: None,
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
        })
    }
}

/// How many clauses stand above a token that tell more than the sentence's own: adverbial and relative ones.
fn embedded(tree: &Tree, token: usize) -> usize {
    let path = std::iter::successors(Some(token), |&at| tree.token(at).head).take(tree.len());
    path.filter(|&at| matches!(tree.relation(at), Relation::Advcl | Relation::Acl | Relation::AclRelcl)).count()
}

/// At most so many sources and so many targets of one act are written out.
const MOST_SIDES: usize = 5;

/// The first side of a war, a meeting or a deal of which only the other is named: whose the thing is, or who acts, in the
/// words that it hangs on ("the status of Georgia after the war with Russia").
fn context(scene: &Scene, noun: usize) -> Vec<Side> {
    let tree = &scene.tree;
    let Some(head) = tree.token(noun).head else { return Vec::new() };
    let above = match tree.relation(noun) {
        Relation::Nmod => scene.sides(head),
        Relation::Obl if tree.is_verb(head) => senses::sides(scene, &clause::frame(tree, head), &[Role::Subject]),
        _ => Vec::new(),
    };
    if above.is_empty() && tree.relation(noun) == Relation::Nmod { just_before(scene, noun) } else { above }
}

/// The state or group that is named last before a noun, no verb between: a phrase such as "after the war" is often hung on
/// another noun of its row.
fn just_before(scene: &Scene, noun: usize) -> Vec<Side> {
    let before = (0..noun).rev().take(REACH).take_while(|&token| !scene.tree.is_verb(token));
    let named = before.map(|token| scene.named(token));
    named.into_iter().find(|sides| sides.iter().any(|side| side.standing >= Standing::Political)).unwrap_or_default()
}

/// So many words before a noun are asked for the other side of its act.
const REACH: usize = 8;

/// Whether the parties of a reciprocal act stand all in the subject: "Spain and Peru signed a treaty in Lima".
fn among_themselves(scene: &Scene, frame: &Frame, sources: &[Side]) -> bool {
    let several = sources.iter().any(|side| side.participant.party != sources[0].participant.party);
    let with = |noun: usize| clause::phrases(&scene.tree, noun).iter().any(|phrase| phrase.prep == "with");
    several && !with(frame.verb) && !frame.objects.iter().any(|&object| with(object))
}

fn verb_act(scene: &Scene, frame: &Frame, fit: &Fit) -> Option<Act> {
    let code = fit.sense.code.clone()?;
    let mut sources = senses::sides(scene, frame, &fit.sense.source);
    if sources.is_empty() && is_of_authority(&code) {
        sources = authority(scene, frame);
    }
    let mut targets = senses::sides(scene, frame, &fit.sense.target);
    if fit.sense.both && sources.is_empty() && targets.len() > 1 {
        sources.push(targets.remove(0));
    }
    let mutual = fit.sense.both && among_themselves(scene, frame, &sources);
    if mutual {
        targets.clear();
    }
    if sources.is_empty() && fit.sense.source.contains(&Role::Subject) {
        let subjects: Vec<usize> =
            frame.subjects.iter().map(|&subject| clause::speaker_meant(&scene.tree, frame.verb, subject)).collect();
        sources = subjects.iter().flat_map(|&subject| scene.sides(subject)).collect();
        if sources.is_empty() {
            sources = words(scene, &subjects);
        }
    }
    if targets.is_empty() && !mutual {
        targets = purpose(scene, frame, &sources);
    }
    if targets.is_empty() && !mutual {
        targets = things(scene, frame, fit);
    }
    if targets.is_empty() && !mutual && fit.sense.source.contains(&Role::Subject) {
        targets = done_to(scene, frame, &fit.sense.target, &sources);
    }
    if targets.is_empty() && !fit.sense.both {
        targets = scenes_of(scene, frame, &code);
    }
    if code.starts_with("08") {
        targets = pleased(scene, frame).unwrap_or(targets);
    }
    let theme = frame.objects.first().copied().filter(|&object| targets.iter().all(|side| side.token != object));
    Some(Act {
        trigger: frame.verb,
        code,
        sources,
        targets,
        seeks: Vec::new(),
        status: Status::Actual,
        both: fit.sense.both,
        by: fit.sense.by,
        rank: fit.rank,
        construction: frame.construction,
        attribution: None,
        rules: vec![fit.sense.origin.clone()],
        theme,
    })
}

/// To whom a concession is made that is told as a means: "pleased the Kremlin by scrapping plans".
fn pleased(scene: &Scene, frame: &Frame) -> Option<Vec<Side>> {
    let tree = &scene.tree;
    let above = tree.token(frame.verb).head.filter(|&head| tree.is_verb(head) && tree.relation(frame.verb) == Relation::Advcl)?;
    let by = tree.having(frame.verb, &[Relation::Mark, Relation::Case]).any(|mark| tree.lemma(mark) == "by");
    let sides = senses::sides(scene, &clause::frame(tree, above), &[Role::Object]);
    (by && !sides.is_empty()).then_some(sides)
}

/// Arrests, trials, bans, releases, expulsions and inquiries are acts of authorities.
fn is_of_authority(code: &str) -> bool {
    ["17", "084", "166", "09"].iter().any(|prefix| code.starts_with(prefix)) || matches!(code, "115" | "116" | "1823")
}

/// Who stands behind a passive without an agent ("was arrested in Rwanda", "was expelled from North Korea"): the state of
/// the place.
fn authority(scene: &Scene, frame: &Frame) -> Vec<Side> {
    if !clause::is_passive(&scene.tree, frame.verb) {
        return Vec::new();
    }
    let place = |prep: &str| {
        let nouns = frame.phrases.iter().filter(|phrase| phrase.prep == prep).map(|phrase| phrase.noun);
        let nearer = nouns.flat_map(|noun| [vec![noun], senses::after(scene, noun, "in")].concat());
        let states = nearer.flat_map(|noun| scene.named(noun)).filter(|side| side.standing == Standing::Political);
        states.take(1).collect::<Vec<Side>>()
    };
    ["from", "in", "at"].into_iter().map(place).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whom the act is for, where it is told by a purpose ("gave 5 million euros to promote growth in Kenya"): the first actor
/// after the verb in an infinitive below it.
fn purpose(scene: &Scene, frame: &Frame, sources: &[Side]) -> Vec<Side> {
    let tree = &scene.tree;
    let kinds = [Relation::Advcl, Relation::Xcomp, Relation::Acl];
    let below = frame.objects.iter().copied().chain([frame.verb]).flat_map(|head| tree.having(head, &kinds).collect::<Vec<_>>());
    let infinitives: Vec<usize> = below.filter(|&verb| clause::is_infinitive(tree, verb)).collect();
    let tokens = (frame.verb + 1..tree.len()).filter(|&token| infinitives.iter().any(|&verb| tree.is_under(token, verb)));
    let others = tokens.flat_map(|token| scene.named(token)).filter(|side| side.standing >= Standing::Political);
    let known = |side: &Side| sources.iter().any(|source| source.participant.party == side.participant.party);
    others.filter(|side| !known(side)).take(1).collect()
}

/// The object, where the sense's own places are empty and it is somebody: "extradited a militant" is done to him, "to India"
/// untold.
fn done_to(scene: &Scene, frame: &Frame, places: &[Role], sources: &[Side]) -> Vec<Side> {
    if places.is_empty() || places.contains(&Role::Object) {
        return Vec::new();
    }
    let sides = senses::sides(scene, frame, &[Role::Object]);
    // "put its police on alert": what is the source's own has nothing done to it.
    let own = |side: &Side| sources.iter().any(|source| source.participant.party == side.participant.party);
    sides.into_iter().filter(|side| side.standing >= Standing::Social && !own(side)).collect()
}

/// Where no actor stands in the target's places, the thing that stands there, as words.
fn things(scene: &Scene, frame: &Frame, fit: &Fit) -> Vec<Side> {
    let tokens: Vec<usize> = fit.sense.target.iter().flat_map(|role| senses::tokens(scene, frame, role)).collect();
    words(scene, &tokens)
}

/// Where it was done, as the one to whom it was done: force, coercion, aid and retreat are done to the place that they
/// are told of ("suspended aid deliveries in Borno", "a curfew in Bangkok"). Stances are on what they judge.
fn scenes_of(scene: &Scene, frame: &Frame, code: &str) -> Vec<Side> {
    if matches!(recode::root(code), "05" | "11" | "12") {
        return words(scene, &frame.objects);
    }
    if !matches!(recode::root(code), "07" | "08" | "15" | "16" | "17" | "18" | "19" | "20") {
        return Vec::new();
    }
    let own = |prep: &str| {
        let phrases = frame.phrases.iter().filter(|phrase| phrase.prep == prep).map(|phrase| phrase.noun);
        let below = frame.objects.iter().chain(frame.phrases.iter().map(|phrase| &phrase.noun));
        let deeper = below.flat_map(|&noun| senses::after(scene, noun, prep));
        phrases.chain(deeper).filter(|&noun| scene.is_place(noun)).collect::<Vec<usize>>()
    };
    let places = ["in", "at", "near", "across", "to", "from"].into_iter().map(own).find(|found| !found.is_empty());
    places.unwrap_or_default().into_iter().flat_map(|noun| scene.named(noun)).take(1).collect()
}

/// Whom a thing concerns to which something is done, where no place of the sense tells: the first other actor that its phrase
/// names ("reversed a decision to exclude migrants"), else the thing itself ("lifted the curfew").
fn about(scene: &Scene, theme: usize, sources: &[Side]) -> Vec<Side> {
    let below = (theme + 1..scene.tree.len()).take_while(|&token| scene.tree.is_under(token, theme));
    let named = below.filter(|&token| !scene.is_place(token)).flat_map(|token| scene.actor_at(token));
    let known = |side: &Side| sources.iter().any(|source| source.participant.party == side.participant.party);
    let other = named.into_iter().find(|side| side.standing >= Standing::Social && !known(side));
    other.map(|side| vec![side]).unwrap_or_else(|| words(scene, &[theme]))
}

/// The first noun phrase among these tokens, as words.
fn words(scene: &Scene, tokens: &[usize]) -> Vec<Side> {
    const THINGS: &[Upos] = &[Upos::Noun, Upos::Propn, Upos::Num, Upos::Sym];
    let is_thing =
        |token: usize| THINGS.contains(&scene.tree.token(token).upos) && !scene.is_nobody(token) && !scene.tree.is_time(token);
    tokens.iter().find(|&&token| is_thing(token)).map(|&token| scene.words(token)).into_iter().collect()
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
    thing.participant.actor = ActorId(slug(&thing.participant.text));
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

/// Acts of these roots need an addressee, unless an object of theirs says plainly what they are ("suspended aid
/// deliveries"); protests, deployments and the like do not. A noun needs one unless its sense is as plain ("the Kremlin's
/// proposal for a treaty").
fn needs_target(act: &Act) -> bool {
    let directed = matches!(recode::root(&act.code), "01" | "04" | "05" | "06" | "07" | "16" | "18");
    act.rank < PLAIN && (directed || act.construction == clause::Construction::Nominal)
}

/// The rank of a sense whose conditions on its object or phrases hold.
const PLAIN: f32 = 2.0;
