//! A verb with its arguments, whatever the construction: active, passive, relative, participle, control, conjunction.

use crate::events::tree::Tree;
use crate::text::{Relation, Upos};

/// A verb with its arguments.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The verb.
    pub verb: usize,
    /// Its names in the lexicon, the longest first: `crack_down_on`, `crack_down`, `crack`.
    pub names: Vec<String>,
    /// Who does it.
    pub subjects: Vec<usize>,
    /// What it is done to.
    pub objects: Vec<usize>,
    /// For or to whom (the indirect object).
    pub recipients: Vec<usize>,
    /// Phrases with a preposition.
    pub phrases: Vec<Phrase>,
    /// Clauses below.
    pub complements: Vec<Complement>,
    /// How its arguments came to it.
    pub construction: Construction,
}

/// A phrase with its preposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// `on`, `because_of`.
    pub prep: String,
    /// The head of the noun phrase.
    pub noun: usize,
}

/// A clause below a verb, noun or adjective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complement {
    /// How it is attached.
    pub kind: Attached,
    /// Its head.
    pub head: usize,
}

/// How a clause is attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attached {
    /// An infinitive.
    Infinitive,
    /// A gerund.
    Gerund,
    /// A finite clause.
    That,
    /// A gerund after a preposition.
    Prep(String),
}

/// How a frame's arguments came to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Construction {
    /// Subject before, object after.
    Active,
    /// The object is the grammatical subject.
    Passive,
    /// In a relative clause.
    Relative,
    /// A participle after or before its noun.
    Participle,
    /// The subject is that of the governor, or its object.
    Control,
    /// The subject is shared with the verb before.
    Conjoined,
    /// A gerund or infinitive of means, purpose or time.
    Adverbial,
    /// A noun that names the act.
    Nominal,
}

impl Construction {
    /// Its name, as rules are reported.
    pub fn name(self) -> &'static str {
        match self {
            Construction::Active => "active",
            Construction::Passive => "passive",
            Construction::Relative => "relative",
            Construction::Participle => "participle",
            Construction::Control => "control",
            Construction::Conjoined => "conjoined",
            Construction::Adverbial => "adverbial",
            Construction::Nominal => "nominal",
        }
    }
}

const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass];
const OBLIQUES: &[Relation] = &[Relation::Obl, Relation::OblAgent, Relation::Nmod, Relation::OblUnmarked];

/// The frame of a verb.
pub fn frame(tree: &Tree, verb: usize) -> Frame {
    let passive = is_passive(tree, verb);
    let (surface, construction) = surface_subject(tree, verb, 0);
    let mut phrases = phrases(tree, verb);
    // "walked | away | from the talks": a phrase may hang on the adverb.
    phrases.extend(
        tree.having(verb, &[Relation::Advmod]).filter(|&adverb| adverb > verb).flat_map(|adverb| self::phrases(tree, adverb)),
    );
    let mut objects = conjoined(tree, tree.having(verb, &[Relation::Obj]).collect());
    let subjects = if passive {
        objects.splice(0..0, surface);
        let mut agents: Vec<usize> = phrases.iter().filter(|phrase| phrase.prep == "by").map(|phrase| phrase.noun).collect();
        if agents.is_empty() {
            agents = misplaced_agents(tree, verb);
        }
        phrases.retain(|phrase| phrase.prep != "by");
        agents
    } else {
        surface
    };
    if let Some(antecedent) = object_gap(tree, verb, passive, &objects, &subjects) {
        objects.push(antecedent);
    }
    if objects.is_empty() && !passive {
        objects = shared_object(tree, verb);
    }
    let mut recipients = conjoined(tree, tree.having(verb, &[Relation::Iobj]).collect());
    if passive && tree.first(verb, &[Relation::Obj]).is_some() {
        // "was granted asylum": to whom it was given.
        recipients.extend(tree.having(verb, &[Relation::NsubjPass]).flat_map(|subject| tree.conjuncts(subject)));
    }
    let construction = if passive && construction == Construction::Active { Construction::Passive } else { construction };
    Frame {
        verb,
        names: names(tree, verb, &phrases),
        subjects,
        objects,
        recipients,
        phrases,
        complements: complements(tree, verb),
        construction,
    }
}

/// The object that a verb shares with the one joined to it: "pardoned and freed the journalist".
fn shared_object(tree: &Tree, verb: usize) -> Vec<usize> {
    let alone = tree.children(verb).iter().all(|&child| {
        child < verb || matches!(tree.relation(child), Relation::Conj | Relation::Punct | Relation::Cc | Relation::Advmod)
    });
    let next = tree.having(verb, &[Relation::Conj]).next().filter(|&next| alone && next <= verb + 3 && tree.is_verb(next));
    let active = next.filter(|&next| !is_passive(tree, next) && tree.first(next, SUBJECTS).is_none());
    active.map(|next| conjoined(tree, tree.having(next, &[Relation::Obj]).collect())).unwrap_or_default()
}

/// The agents of a passive that the parser hung on what was given, on a time or on another phrase: "were sent letters by the
/// commission", "was welcomed at the time by Beijing", "were admitted to the palaces by Iraq".
fn misplaced_agents(tree: &Tree, verb: usize) -> Vec<usize> {
    let below = tree.having(verb, &[Relation::Xcomp]).flat_map(|clause| tree.having(clause, &[Relation::Obj]));
    let times = tree.having(verb, OBLIQUES).filter(|&noun| tree.is_time(noun));
    let given = tree.having(verb, &[Relation::Obj, Relation::Xcomp]).chain(below).chain(times);
    let given = given.flat_map(|object| phrases_of(tree, object));
    let way = |&noun: &usize| {
        matches!(tree.preposition(noun).as_deref(), Some("to" | "as" | "into" | "from" | "on" | "upon" | "against"))
    };
    let others = tree.having(verb, OBLIQUES).filter(way).flat_map(|noun| tree.having(noun, OBLIQUES));
    let given = given.chain(others);
    given.filter(|&noun| tree.preposition(noun).as_deref() == Some("by")).flat_map(|noun| tree.conjuncts(noun)).collect()
}

fn phrases_of(tree: &Tree, noun: usize) -> Vec<usize> {
    let own: Vec<usize> = tree.having(noun, OBLIQUES).collect();
    own.iter().flat_map(|&phrase| [vec![phrase], tree.having(phrase, OBLIQUES).collect()].concat()).collect()
}

/// Whether the verb stands in the passive: with its auxiliary, or as a bare past participle beside its noun.
pub fn is_passive(tree: &Tree, verb: usize) -> bool {
    if tree.first(verb, &[Relation::AuxPass, Relation::NsubjPass]).is_some() {
        return true;
    }
    // "is investigating abuses by militias" is none.
    let participle = matches!(tree.token(verb).xpos.as_str(), "VBN" | "VBD");
    if participle && tree.having(verb, &[Relation::OblAgent]).any(|agent| !is_means(tree, agent)) {
        return true;
    }
    let bare = tree.token(verb).xpos == "VBN" && tree.first(verb, &[Relation::Aux, Relation::Nsubj]).is_none();
    match tree.relation(verb) {
        Relation::Acl if is_main_clause(tree, verb) => false,
        Relation::Acl | Relation::Amod | Relation::Advcl => bare && tree.first(verb, &[Relation::Obj]).is_none(),
        Relation::Conj => bare && tree.token(verb).head.is_some_and(|first| tree.is_verb(first) && is_passive(tree, first)),
        Relation::Xcomp => bare,
        _ => false,
    }
}

/// "spoke by telephone", "hit the school by mistake": nobody who acts.
fn is_means(tree: &Tree, noun: usize) -> bool {
    const MEANS: &[&str] =
        &["telephone", "phone", "mistake", "accident", "error", "train", "car", "plane", "sea", "air", "land", "letter", "video"];
    MEANS.contains(&tree.lemma(noun).as_str())
}

/// Whether a participle is really the past tense of a sentence that would have no verb otherwise: "X, a former minister,
/// called for talks.", which the parser hangs on the name.
fn is_main_clause(tree: &Tree, verb: usize) -> bool {
    let Some(noun) = tree.token(verb).head else { return false };
    let after_comma = verb > 0 && tree.token(verb - 1).form == ",";
    let full_stop = tree.sentence.tokens.last().is_some_and(|last| last.form == ".");
    tree.relation(noun) == Relation::Root
        && tree.is_nominal(noun)
        && after_comma
        && full_stop
        && tree.first(noun, &[Relation::Cop]).is_none()
}

/// The grammatical subject, found through relative clauses, participles, control, raising and conjunction.
pub fn surface_subject(tree: &Tree, verb: usize, depth: usize) -> (Vec<usize>, Construction) {
    if let Some(own) = tree.first(verb, SUBJECTS) {
        // "It was Guinea that cut off supplies."
        let cleft = tree.token(verb).head.filter(|&noun| points_back(tree, own) && is_cleft(tree, noun));
        if let Some(noun) = cleft {
            return (vec![noun], Construction::Relative);
        }
        if is_relative_pronoun(tree, own) {
            let antecedent = antecedent(tree, verb).map(|noun| vec![noun]);
            return (antecedent.unwrap_or_default(), Construction::Relative);
        }
        return (conjoined(tree, tree.having(verb, SUBJECTS).collect()), Construction::Active);
    }
    let Some(head) = tree.token(verb).head.filter(|_| depth < 12) else {
        return (Vec::new(), Construction::Active);
    };
    let of = |verb: usize| surface_subject(tree, verb, depth + 1).0;
    if let Some(punished) = punished_for(tree, verb, head) {
        return (punished, Construction::Adverbial);
    }
    match tree.relation(verb) {
        Relation::Advcl | Relation::Xcomp | Relation::Acl if is_quoted_saying(tree, verb, head) && !is_passive(tree, head) => {
            (conjoined(tree, tree.having(head, &[Relation::Obj]).collect()), Construction::Control)
        }
        Relation::Conj => (of(head), Construction::Conjoined),
        Relation::Xcomp | Relation::Ccomp if !tree.is_nominal(head) || tree.first(head, &[Relation::Cop]).is_some() => {
            (controller(tree, head).unwrap_or_else(|| of(head)), Construction::Control)
        }
        Relation::Advcl if tree.is_nominal(head) && tree.first(head, &[Relation::Cop]).is_none() => {
            (tree.conjuncts(head), Construction::Participle)
        }
        Relation::Advcl if tree.token(verb).xpos != "VBD" => (of(head), Construction::Adverbial),
        Relation::Acl if tree.is_verb(head) => (of(head), Construction::Adverbial),
        Relation::Acl if is_infinitive(tree, verb) => (holder(tree, head, depth), Construction::Control),
        Relation::Acl => (tree.conjuncts(head), Construction::Participle),
        Relation::Amod if matches!(tree.token(verb).xpos.as_str(), "VBN" | "VBG") => (vec![head], Construction::Participle),
        Relation::AclRelcl => (vec![head], Construction::Relative),
        Relation::Parataxis => (Vec::new(), Construction::Active),
        _ => (Vec::new(), Construction::Active),
    }
}

/// "quoted the general | as saying": he says it.
pub fn is_quoted_saying(tree: &Tree, saying: usize, quoting: usize) -> bool {
    let marked = tree.having(saying, &[Relation::Mark, Relation::Case]).any(|mark| tree.lemma(mark) == "as");
    marked && tree.token(saying).xpos == "VBG" && matches!(tree.lemma(quoting).as_str(), "quote" | "cite" | "report")
}

/// Whether a noun is what "it" is said to be.
fn is_cleft(tree: &Tree, noun: usize) -> bool {
    let it = tree.having(noun, &[Relation::Nsubj, Relation::Expl]).any(|subject| tree.lemma(subject) == "it");
    it && tree.is_nominal(noun) && tree.first(noun, &[Relation::Cop]).is_some()
}

fn points_back(tree: &Tree, subject: usize) -> bool {
    matches!(tree.lemma(subject).as_str(), "that" | "who" | "which")
}

/// Who is made to suffer for what a gerund tells: "imposed sanctions on firms *for selling* missiles".
fn punished_for(tree: &Tree, gerund: usize, verb: usize) -> Option<Vec<usize>> {
    let hangs = matches!(tree.relation(gerund), Relation::Advcl | Relation::Acl) && tree.is_verb(verb);
    let marked = tree.having(gerund, &[Relation::Mark, Relation::Case]).any(|mark| tree.lemma(mark) == "for");
    if !hangs || !marked || tree.token(gerund).xpos != "VBG" {
        return None;
    }
    let object = tree.having(verb, &[Relation::Obj]).flat_map(|object| tree.having(object, OBLIQUES));
    let mut whom = tree.having(verb, OBLIQUES).chain(object);
    let whom = whom.find(|&noun| matches!(tree.preposition(noun).as_deref(), Some("on" | "against")))?;
    (!tree.is_time(whom)).then(|| tree.conjuncts(whom))
}

/// Whom an infinitive below this verb is about: its object ("urged Israel to withdraw"), or what follows its preposition
/// ("called on Israel to withdraw"); none where the subject itself acts.
fn controller(tree: &Tree, governor: usize) -> Option<Vec<usize>> {
    if is_passive(tree, governor) {
        return None;
    }
    // "promised the union to disband the rebels": who promises is to do it.
    if matches!(tree.lemma(governor).as_str(), "promise" | "vow" | "swear" | "threaten") {
        return None;
    }
    if let Some(object) = tree.first(governor, &[Relation::Iobj, Relation::Obj]) {
        return Some(tree.conjuncts(object));
    }
    let addressee = tree.having(governor, &[Relation::Obl]).find(|&noun| {
        matches!(tree.preposition(noun).as_deref(), Some("on" | "upon" | "to" | "for")) && tree.token(noun).upos != Upos::Num
    })?;
    let appeals = ["call", "appeal", "plead", "prevail", "depend", "rely", "count", "lean", "wait", "shout"];
    appeals.contains(&tree.lemma(governor).as_str()).then(|| tree.conjuncts(addressee))
}

/// Who holds what a noun with an infinitive names: "Obama's decision to", "the decision by Obama to", "Iran made a decision to".
fn holder(tree: &Tree, noun: usize, depth: usize) -> Vec<usize> {
    if let Some(owner) = tree.first(noun, &[Relation::NmodPoss]) {
        return tree.conjuncts(owner);
    }
    let by =
        tree.having(noun, &[Relation::Nmod]).find(|&one| matches!(tree.preposition(one).as_deref(), Some("by" | "of" | "from")));
    if let Some(owner) = by {
        return tree.conjuncts(owner);
    }
    let nationality = tree
        .having(noun, &[Relation::Amod, Relation::Compound])
        .find(|&one| tree.token(one).form.starts_with(char::is_uppercase));
    if let Some(owner) = nationality {
        return vec![owner];
    }
    match tree.token(noun).head {
        Some(verb) if tree.relation(noun) == Relation::Obj => surface_subject(tree, verb, depth + 1).0,
        _ => Vec::new(),
    }
}

/// The noun that a relative clause is about.
fn antecedent(tree: &Tree, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..tree.len() {
        let head = tree.token(at).head?;
        if tree.relation(at) == Relation::AclRelcl {
            return Some(head);
        }
        at = head;
    }
    None
}

/// In a relative clause with a subject of its own and no object, the noun that it is about is the object.
fn object_gap(tree: &Tree, verb: usize, passive: bool, objects: &[usize], subjects: &[usize]) -> Option<usize> {
    let head = tree.token(verb).head?;
    let own_subject = tree.first(verb, SUBJECTS).is_some_and(|subject| !is_relative_pronoun(tree, subject));
    let open = tree.relation(verb) == Relation::AclRelcl && !passive && own_subject && !subjects.is_empty();
    let relative = objects.iter().all(|&object| is_relative_pronoun(tree, object));
    (open && relative && complements(tree, verb).is_empty()).then_some(head)
}

/// The speaker, where a pronoun in what is said means nobody else: "the group announced that it would disarm".
pub fn speaker_meant(tree: &Tree, verb: usize, subject: usize) -> usize {
    let third = matches!(tree.lemma(subject).as_str(), "he" | "she" | "it" | "they") && tree.token(subject).upos == Upos::Pron;
    let above = tree.token(verb).head.filter(|&head| third && tree.relation(verb) == Relation::Ccomp && tree.is_verb(head));
    above.and_then(|head| tree.first(head, SUBJECTS)).unwrap_or(subject)
}

fn is_relative_pronoun(tree: &Tree, at: usize) -> bool {
    matches!(tree.token(at).xpos.as_str(), "WDT" | "WP" | "WP$")
        || (tree.lemma(at) == "that" && tree.token(at).upos == Upos::Pron && tree.relation(at) != Relation::Obj)
}

fn conjoined(tree: &Tree, heads: Vec<usize>) -> Vec<usize> {
    heads.into_iter().flat_map(|head| tree.conjuncts(head)).collect()
}

/// The phrases with a preposition after a verb or noun.
pub fn phrases(tree: &Tree, at: usize) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for noun in tree.having(at, OBLIQUES) {
        let prep = match (tree.preposition(noun), tree.relation(noun)) {
            (Some(prep), _) => prep,
            (None, Relation::OblAgent) => "by".to_owned(),
            (None, _) => continue,
        };
        for noun in tree.conjuncts(noun) {
            let own = tree.preposition(noun).unwrap_or_else(|| prep.clone());
            phrases.push(Phrase { prep: own, noun });
        }
    }
    phrases
}

/// The clauses below a verb, noun or adjective.
pub fn complements(tree: &Tree, at: usize) -> Vec<Complement> {
    let kinds = [Relation::Xcomp, Relation::Ccomp, Relation::Advcl, Relation::Acl];
    tree.having(at, &kinds).filter_map(|head| attached(tree, head).map(|kind| Complement { kind, head })).collect()
}

/// How a clause is attached to its head; none for an adverbial clause that is no complement.
pub fn attached(tree: &Tree, clause: usize) -> Option<Attached> {
    let marks: Vec<String> = tree.having(clause, &[Relation::Mark, Relation::Case]).map(|mark| tree.lemma(mark)).collect();
    let mark = marks.iter().find(|mark| *mark != "that");
    let gerund = tree.token(clause).xpos == "VBG" && tree.first(clause, &[Relation::Aux]).is_none();
    match (mark.map(String::as_str), tree.relation(clause)) {
        _ if !gerund && marks.iter().any(|mark| mark == "to") => Some(Attached::Infinitive),
        // "after meeting Merkel" tells when, not what.
        (Some(prep), Relation::Advcl) if is_circumstance(prep) => None,
        (Some(prep), Relation::Advcl | Relation::Acl | Relation::Ccomp | Relation::Xcomp) if gerund => {
            Some(Attached::Prep(prep.to_owned()))
        }
        // "It is not true that Ukraine shelled Russia."
        (None, Relation::Acl | Relation::Csubj | Relation::CsubjPass) if has_that(tree, clause) => Some(Attached::That),
        (_, Relation::Advcl | Relation::Acl) => None,
        (_, Relation::Xcomp | Relation::Ccomp) if gerund => Some(Attached::Gerund),
        (_, Relation::Xcomp) => Some(Attached::Infinitive),
        (_, Relation::Ccomp) => Some(Attached::That),
        _ => None,
    }
}

/// Whether a conjunction before a gerund tells the time or the circumstances of what stands above.
fn is_circumstance(mark: &str) -> bool {
    matches!(
        mark,
        "after"
            | "before"
            | "since"
            | "while"
            | "when"
            | "despite"
            | "without"
            | "upon"
            | "following"
            | "until"
            | "amid"
            | "instead"
            | "rather"
    )
}

fn has_that(tree: &Tree, clause: usize) -> bool {
    tree.having(clause, &[Relation::Mark]).any(|mark| tree.lemma(mark) == "that")
}

/// Whether a verb stands as an infinitive with "to".
pub fn is_infinitive(tree: &Tree, verb: usize) -> bool {
    tree.having(verb, &[Relation::Mark, Relation::Aux]).any(|mark| tree.token(mark).xpos == "TO")
}

/// The names under which the lexicon may have the verb, the longest first.
fn names(tree: &Tree, verb: usize, phrases: &[Phrase]) -> Vec<String> {
    let lemma = tree.lemma(verb);
    let mut particles: Vec<String> = tree.having(verb, &[Relation::CompoundPrt]).map(|part| tree.lemma(part)).collect();
    particles.extend(tree.having(verb, &[Relation::Advmod]).map(|part| tree.lemma(part)).filter(|part| is_particle(part)));
    let mut names = Vec::new();
    for particle in &particles {
        for phrase in phrases {
            names.push(format!("{lemma}_{particle}_{}", phrase.prep));
        }
        names.push(format!("{lemma}_{particle}"));
    }
    let adjectives = tree.having(verb, &[Relation::Xcomp, Relation::Advmod]).filter(|&part| !tree.is_verb(part));
    names.extend(adjectives.map(|part| format!("{lemma}_{}", tree.lemma(part))));
    names.extend(tree.having(verb, &[Relation::Obj]).map(|part| format!("{lemma}_{}", tree.lemma(part))));
    names.extend(phrases.iter().map(|phrase| format!("{lemma}_{}", phrase.prep)));
    names.push(lemma);
    names.dedup();
    names
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "up", "down", "off", "out", "in", "on", "over", "back", "away", "through", "aside", "apart", "together", "forward",
        "ahead", "by",
    ];
    PARTICLES.contains(&word)
}
