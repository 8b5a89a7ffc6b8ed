//! The relation between two given spans: both are taken for actors, whatever the dictionary says, and what the coder finds
//! between them is ranked; where it finds nothing between exactly these two, weaker answers follow, step by step.

use serde::{Deserialize, Serialize};

use std::sync::Arc;

use crate::actors::{Actor, ActorKind, Linked, Mention, Resolved, resolve};
use crate::events::act::Act;
use crate::events::clause::Construction;
use crate::events::coder::{Considered, code_article};
use crate::events::govern::raise;
use crate::events::misses::misses;
use crate::events::scene::Scene;
use crate::events::tree::Tree;
use crate::events::{Event, EventType, Participant, Status, Trigger, recode};
use crate::id::ActorId;
use crate::knowledge::Knowledge;
use crate::knowledge::lexicon::Effect;
use crate::span::Span;
use crate::text::reread::reread;
use crate::text::{Document, Sentence};

/// What one actor does to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relation {
    /// What sort of act it is.
    #[serde(rename = "type")]
    pub event_type: Arc<EventType>,
    /// Whether it happened.
    pub status: Status,
    /// Which step answered.
    pub how: How,
    /// The word that names the act.
    pub trigger: Trigger,
    /// The lexicon's lines that made it.
    pub rule: String,
}

/// The steps, from the surest to the weakest: which of them answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// The coder finds this act of the source on the target.
    Pair,
    /// The coder finds it the other way round.
    Reverse,
    /// An act of the source, on whomever.
    Source,
    /// An act whose word stands on the way between the two in the tree, or is part of either.
    Path,
    /// An act on the target, of whomever.
    Target,
    /// A sense of a word on the way between the two, its conditions aside.
    Sense,
    /// Another act of the sentence.
    Sentence,
}

/// The relation that the text tells between the source and the target, each named by one span or more.
///
/// Pure; none where no word of the sentence has a sense that names an act.
pub fn relate(document: Document, sources: &[Span], targets: &[Span], knowledge: &Knowledge) -> Option<Relation> {
    let again = again(&document, sources, targets, knowledge);
    let first = answer(&resolve(document, &knowledge.actors), sources, targets, knowledge);
    if let Some(Relation { how: How::Pair, .. }) = &first {
        return first;
    }
    let second = answer(&resolve(again, &knowledge.actors), sources, targets, knowledge);
    let step = |relation: &Relation| (recode::root(&relation.event_type.cameo) == "01", relation.how);
    [first, second].into_iter().flatten().min_by_key(step)
}

/// The document with the sentences of the given spans read again, now that these are known to be noun phrases.
fn again(document: &Document, sources: &[Span], targets: &[Span], knowledge: &Knowledge) -> Document {
    let phrases: Vec<Span> = sources.iter().chain(targets).copied().collect();
    let mut again = document.clone();
    for sentence in &mut again.sentences {
        if phrases.iter().any(|phrase| phrase.overlaps(sentence.span)) {
            *sentence = reread(sentence, &phrases, &knowledge.language, &knowledge.model);
        }
    }
    again
}

fn answer(resolved: &Resolved, sources: &[Span], targets: &[Span], knowledge: &Knowledge) -> Option<Relation> {
    let places = |spans: &[Span]| spans.iter().filter_map(|&span| place(resolved, span)).collect::<Vec<Place>>();
    let (sources, targets) = (places(sources), places(targets));
    let at = sources.iter().find(|source| targets.iter().any(|target| target.sentence == source.sentence));
    let source = at.or(sources.first());
    let target = targets.iter().find(|target| source.is_none_or(|source| source.sentence == target.sentence));
    let sentence = source.or(target)?.sentence;
    let marked = mark(resolved, &sources, &targets);
    let scene = Scene::new(&marked, sentence);
    let heads: Vec<usize> = [source, target].into_iter().flatten().map(|place| place.head).collect();
    let path = Path::between(&scene.tree, &heads);
    let (events, considered) = code_article(&marked, knowledge);
    let coded = events.iter().filter(|event| event.evidence.sentence == sentence).filter_map(|event| coded(&scene, &path, event));
    let tried = considered.iter().filter(|tried| tried.sentence == sentence).filter_map(|tried| tried_act(&scene, &path, tried));
    let bare = path.tokens.iter().chain(&path.above).filter_map(|&token| bare_sense(&scene, &path, token, &heads, knowledge));
    let all: Vec<Candidate> = coded.chain(tried).chain(bare).collect();
    let best = all.into_iter().min_by(|one, other| one.order().cmp(&other.order()).then(other.sure.total_cmp(&one.sure)))?;
    let token = scene.tree.token(best.token);
    Some(Relation {
        event_type: knowledge.ontology.fill(&best.code)?,
        status: best.status,
        how: best.how,
        trigger: Trigger { text: token.form.clone(), span: token.span },
        rule: best.rule,
    })
}

/// An answer that competes.
struct Candidate {
    how: How,
    code: String,
    status: Status,
    token: usize,
    rule: String,
    /// Steps in the tree from the way between the two.
    far: usize,
    /// Of two on the same step, the surer wins.
    sure: f64,
}

impl Candidate {
    /// Statements tell nothing between two: any act goes before them.
    fn order(&self) -> (bool, How, usize) {
        (recode::root(&self.code) == "01", self.how, self.far)
    }
}

fn coded(scene: &Scene, path: &Path, event: &Event) -> Option<Candidate> {
    let is = |side: &Participant, id: &str| side.actor.as_str() == id;
    let target = |id: &str| event.target.as_ref().is_some_and(|side| is(side, id));
    let token = scene.tree.sentence.tokens.iter().position(|token| token.span == event.evidence.trigger.span)?;
    let far = path.far(&scene.tree, token);
    let how = match () {
        () if is(&event.source, SOURCE) && target(TARGET) => How::Pair,
        () if is(&event.source, TARGET) && target(SOURCE) => How::Reverse,
        () if is(&event.source, SOURCE) => How::Source,
        () if path.has(token) => How::Path,
        () if target(TARGET) => How::Target,
        () => How::Sentence,
    };
    let (code, rule) = (event.event_type.cameo.clone(), event.evidence.rule.clone());
    Some(Candidate { how, code, status: event.status, token, rule, far, sure: event.confidence })
}

/// An act that the coder tried and did not let through, for want of an actor for instance.
fn tried_act(scene: &Scene, path: &Path, tried: &Considered) -> Option<Candidate> {
    use crate::events::coder::Outcome;
    let code = tried.code.clone()?;
    let far = path.far(&scene.tree, tried.token);
    let how = match tried.outcome {
        Outcome::Coded(_) | Outcome::Quiet => return None,
        _ if path.has(tried.token) => How::Path,
        _ => How::Sentence,
    };
    let sure = match tried.outcome {
        Outcome::Governs | Outcome::Taken => 0.0,
        _ => 0.5,
    };
    Some(Candidate { how, code, status: Status::Actual, token: tried.token, rule: tried.rules.join(" < "), far, sure })
}

/// The nearest sense of a word on the way, though its conditions do not all hold; or what a word that governs another act
/// means by itself ("urged", "refused"). What stands above is applied as the coder applies it.
fn bare_sense(scene: &Scene, path: &Path, token: usize, heads: &[usize], knowledge: &Knowledge) -> Option<Candidate> {
    let sides = |at: usize| heads.get(at).map(|&head| scene.named(head)).unwrap_or_default();
    let (code, by, both, rule, lacks) = match misses(scene, token, &knowledge.lexicon).into_iter().next() {
        Some(miss) => {
            // Who acts on whom is given: only conditions on the words count against a sense.
            let lacks = miss.lacks.iter().filter(|lack| lack.is_of_words()).count();
            (miss.sense.code.clone()?, miss.sense.by, miss.sense.both, miss.sense.origin.clone(), lacks)
        }
        None => {
            let governor = knowledge.lexicon.governor(&scene.tree.lemma(token)).next()?;
            (alone(governor.effect)?.to_owned(), Default::default(), false, governor.origin.clone(), 2)
        }
    };
    let act = Act {
        trigger: token,
        code,
        sources: sides(0),
        targets: sides(1),
        seeks: Vec::new(),
        status: Status::Actual,
        both,
        by,
        rank: 0.0,
        construction: Construction::Active,
        attribution: None,
        rules: vec![rule],
        theme: None,
    };
    let act = raise(scene, act, &knowledge.lexicon).act;
    let far = path.far(&scene.tree, token) + lacks;
    let rule = act.rules.join(" < ");
    Some(Candidate { how: How::Sense, code: act.code, status: act.status, token: act.trigger, rule, far, sure: 0.0 })
}

/// What a governor means where the act below it is unknown.
fn alone(effect: Effect) -> Option<&'static str> {
    match effect {
        Effect::Appeal => Some(recode::appealed("")),
        Effect::Demand => Some(recode::demanded("")),
        Effect::Threaten => Some(recode::threatened("")),
        Effect::Refuse => recode::refused(""),
        Effect::Accuse => Some(recode::accused("")),
        Effect::Force => Some("170"),
        Effect::Prevent => Some("172"),
        Effect::Support => Some("051"),
        Effect::Intend => Some("030"),
        _ => None,
    }
}

/// The ids of the two given actors while they are related; no slug begins with a sign.
const SOURCE: &str = "=source";
const TARGET: &str = "=target";

/// Where a given span stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    span: Span,
    sentence: usize,
    head: usize,
}

fn place(resolved: &Resolved, span: Span) -> Option<Place> {
    let sentences = &resolved.document.sentences;
    let sentence = sentences.iter().position(|sentence| sentence.span.overlaps(span))?;
    Some(Place { span, sentence, head: head(&sentences[sentence], span)? })
}

/// The head of a span: the token that hangs on none of the others, a noun before anything else.
fn head(sentence: &Sentence, span: Span) -> Option<usize> {
    let tree = Tree::new(sentence);
    let inside = |at: usize| tree.token(at).span.overlaps(span);
    let tops = (0..tree.len()).filter(|&at| inside(at) && tree.token(at).head.is_none_or(|head| !inside(head)));
    tops.min_by_key(|&at| (!tree.is_nominal(at), at))
}

/// The same article, in which the given spans are two states, named by them and by whatever meant the same before.
fn mark(resolved: &Resolved, sources: &[Place], targets: &[Place]) -> Resolved {
    let mut marked = resolved.clone();
    let given: Vec<(&str, &Place)> =
        sources.iter().map(|place| (SOURCE, place)).chain(targets.iter().map(|place| (TARGET, place))).collect();
    let meant = |id: &str| {
        let own = given.iter().filter(|(one, _)| *one == id);
        own.filter_map(|(_, place)| resolved.mention(place.sentence, place.head)).map(|mention| mention.actor.clone()).collect()
    };
    let (source, target): (Vec<ActorId>, Vec<ActorId>) = (meant(SOURCE), meant(TARGET));
    for mention in &mut marked.mentions {
        let sentence = &resolved.document.sentences[mention.sentence];
        let Some(head) = sentence.tokens.get(mention.head).map(|token| token.span) else { continue };
        let around = given.iter().filter(|(_, place)| place.span.overlaps(head));
        let smallest = around.min_by_key(|(_, place)| place.span.end - place.span.start).map(|(id, _)| *id);
        let same = match (source.contains(&mention.actor), target.contains(&mention.actor)) {
            (true, false) => Some(SOURCE),
            (false, true) => Some(TARGET),
            _ => None,
        };
        if let Some(id) = smallest.or(same) {
            mention.actor = ActorId::from(id);
            mention.members.clear();
            mention.place &= smallest.is_none();
        }
    }
    for (id, place) in &given {
        let at = marked.mentions.binary_search_by_key(&(place.sentence, place.head), |mention| (mention.sentence, mention.head));
        let own = Mention {
            sentence: place.sentence,
            head: place.head,
            span: place.span,
            actor: ActorId::from(*id),
            linked: Linked::Dictionary,
            members: Vec::new(),
            place: false,
        };
        match at {
            Ok(at) => marked.mentions[at] = own,
            Err(at) => marked.mentions.insert(at, own),
        }
        let code = resolved.mention(place.sentence, place.head).and_then(|mention| resolved.actors.get(&mention.actor));
        let actor = Actor {
            id: ActorId::from(*id),
            name: place.span.of(&resolved.document.article.text).to_owned(),
            code: code.map(|actor| actor.code.clone()).unwrap_or_default(),
            kind: ActorKind::State,
            party: None,
        };
        marked.actors.insert(actor.id.clone(), actor);
    }
    marked
}

/// The way between two heads in the tree, and what stands above it.
struct Path {
    /// From one head to the other, and the words of both phrases.
    tokens: Vec<usize>,
    /// From the top of the way to the root.
    above: Vec<usize>,
}

impl Path {
    /// With one head the way leads to the root.
    fn between(tree: &Tree, heads: &[usize]) -> Path {
        let up =
            |at: usize| -> Vec<usize> { std::iter::successors(Some(at), |&at| tree.token(at).head).take(tree.len()).collect() };
        let ways: Vec<Vec<usize>> = heads.iter().map(|&head| up(head)).collect();
        let [one, other] = &ways[..] else {
            return Path { tokens: ways.into_iter().flatten().collect(), above: Vec::new() };
        };
        let Some(top) = one.iter().find(|token| other.contains(token)) else {
            return Path { tokens: Vec::new(), above: Vec::new() };
        };
        let below = |way: &[usize]| way.iter().copied().take_while(|token| token != top).collect::<Vec<usize>>();
        let mut tokens = vec![*top];
        tokens.extend(below(one));
        tokens.extend(below(other));
        Path { tokens, above: one.iter().copied().skip_while(|token| token != top).skip(1).collect() }
    }

    fn has(&self, token: usize) -> bool {
        self.tokens.contains(&token)
    }

    /// How far a word stands from the top of the way: steps up or down the tree.
    fn far(&self, tree: &Tree, token: usize) -> usize {
        if let Some(above) = self.above.iter().position(|&one| one == token) {
            return above + 1;
        }
        let up = std::iter::successors(Some(token), |&at| tree.token(at).head).take(tree.len());
        up.take_while(|at| self.tokens.first() != Some(at)).count()
    }
}
