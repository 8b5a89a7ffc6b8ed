//! Whether an act happened: negation, modality, condition, question and future, as the words of one clause tell it.

use crate::events::Status;
use crate::events::tree::Tree;
use crate::text::Relation;

/// What the words around a predicate say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mood {
    /// "not", "never", "no longer"; "no" before a noun.
    pub negated: bool,
    /// "will", "is to", "is going to".
    pub future: bool,
    /// "may", "could", "would", "should"; under "if" or "unless"; in a question.
    pub possible: bool,
}

impl Mood {
    /// The status that the mood gives by itself.
    pub fn status(self) -> Status {
        match self {
            Mood { negated: true, .. } => Status::Negated,
            Mood { possible: true, .. } => Status::Possible,
            Mood { future: true, .. } => Status::Planned,
            _ => Status::Actual,
        }
    }
}

/// What one word says of a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Negated,
    Future,
    Possible,
}

/// The mood of a verb, or of a noun or adjective that is the predicate.
pub fn mood(tree: &Tree, at: usize) -> Mood {
    let mut mood = Mood::default();
    for (_, cue) in cues(tree, at, 0) {
        match cue {
            Cue::Negated => mood.negated = true,
            Cue::Future => mood.future = true,
            Cue::Possible => mood.possible = true,
        }
    }
    mood
}

/// The words that give a predicate its mood.
pub(super) fn words(tree: &Tree, at: usize) -> Vec<usize> {
    cues(tree, at, 0).into_iter().map(|(word, _)| word).collect()
}

/// Adverbs that leave open whether something is so.
const DOUBTS: &[&str] = &[
    "perhaps",
    "possibly",
    "allegedly",
    "reportedly",
    "supposedly",
    "maybe",
    "apparently",
    "purportedly",
    "presumably",
    "conceivably",
];

fn cues(tree: &Tree, at: usize, depth: usize) -> Vec<(usize, Cue)> {
    let own = tree.children(at).iter().flat_map(|&child| cue(tree, at, child).map(|cue| (child, cue)));
    let mut cues: Vec<(usize, Cue)> = own.collect();
    let subject = tree.first(at, &[Relation::Nsubj, Relation::NsubjPass]);
    let parts = [Relation::Det, Relation::CcPreconj, Relation::Cc];
    // "no soldier", "none of the soldiers", "neither side".
    let none =
        subject.and_then(|noun| std::iter::once(noun).chain(tree.having(noun, &parts)).find(|&word| is_none(&tree.lemma(word))));
    // "held no talks".
    let object = tree.first(at, &[Relation::Obj]).filter(|_| tree.is_verb(at));
    let nothing = object.and_then(|noun| tree.having(noun, &[Relation::Det]).find(|&word| tree.lemma(word) == "no"));
    cues.extend(nothing.map(|word| (word, Cue::Negated)));
    cues.extend(none.or_else(|| fronted_negation(tree, at, subject?)).map(|word| (word, Cue::Negated)));
    if let Some(inverted) = inversion(tree, at, subject) {
        cues.push((inverted, Cue::Possible));
    } else if let Some(word) = about_to(tree, at).or_else(|| planned_by_time(tree, at)) {
        cues.push((word, Cue::Future));
    }
    cues.extend(has_to(tree, at).map(|word| (word, Cue::Possible)));
    cues.extend(yet_to(tree, at).map(|word| (word, Cue::Negated)));
    cues.extend(article_of_what_would_be(tree, at).map(|word| (word, Cue::Possible)));
    if let Some(head) = tree.token(at).head.filter(|_| depth < 4) {
        cues.extend(shared(tree, at, head, depth));
    }
    cues
}

/// Whether the clause above an "until" tells of the present or the future, where what is waited for is still to come.
fn is_awaited(tree: &Tree, at: usize) -> bool {
    let past = |word: usize| matches!(tree.token(word).xpos.as_str(), "VBD");
    let above = tree.token(at).head.filter(|_| tree.relation(at) == Relation::Advcl);
    above.is_some_and(|above| !past(at) && !past(above) && !tree.having(above, &[Relation::Aux, Relation::Cop]).any(past))
}

fn is_none(word: &str) -> bool {
    matches!(word, "no" | "none" | "neither" | "nobody")
}

/// A negation before its auxiliary and subject: "not once have Bahamian police fired", "under no circumstances will Peru".
fn fronted_negation(tree: &Tree, at: usize, subject: usize) -> Option<usize> {
    let inverted = tree.having(at, &[Relation::Aux, Relation::Cop, Relation::AuxPass]).find(|&aux| aux < subject)?;
    let fronted = tree.having(at, &[Relation::Advmod, Relation::Obl, Relation::OblUnmarked]).filter(|&word| word < inverted);
    // "not only did they train rebels", "no sooner had they met": they did.
    let affirms = |word: usize| matches!(tree.lemma(word).as_str(), "only" | "just" | "soon" | "sooner");
    let parts = fronted.flat_map(|word| std::iter::once(word).chain(tree.children(word).iter().copied()));
    let parts: Vec<usize> = parts.collect();
    if parts.iter().any(|&word| affirms(word) || word + 1 < inverted && affirms(word + 1)) {
        return None;
    }
    parts.into_iter().find(|&word| matches!(tree.lemma(word).as_str(), "no" | "not" | "never" | "neither" | "nor" | "nowhere"))
}

/// Reports that nobody stands for: "according to unconfirmed reports".
fn is_rumour(tree: &Tree, noun: usize) -> bool {
    let told = matches!(tree.lemma(noun).as_str(), "report" | "rumour" | "rumor" | "claim" | "account" | "speculation");
    let doubtful =
        |part: usize| matches!(tree.lemma(part).as_str(), "unconfirmed" | "unverified" | "unsubstantiated" | "conflicting");
    let rumour = matches!(tree.lemma(noun).as_str(), "rumour" | "rumor" | "speculation");
    tree.preposition(noun).is_some_and(|prep| prep.ends_with("_to"))
        && told
        && (rumour || tree.having(noun, &[Relation::Amod]).any(doubtful))
}

/// What a word below a predicate says of it.
fn cue(tree: &Tree, at: usize, child: usize) -> Option<Cue> {
    let lemma = tree.lemma(child);
    match tree.relation(child) {
        // "not only trained but also armed": it did both.
        Relation::Advmod
            if lemma == "not" && tree.children(at).iter().any(|&word| word == child + 1 && tree.lemma(word) == "only") =>
        {
            None
        }
        // "rather than recall its envoy": it did not.
        Relation::Advmod if lemma == "rather" && tree.having(child, &[Relation::Fixed]).next().is_some() => Some(Cue::Negated),
        Relation::Obl if is_rumour(tree, child) => Some(Cue::Possible),
        Relation::Advmod if matches!(lemma.as_str(), "not" | "never" | "hardly" | "barely" | "n't") => Some(Cue::Negated),
        Relation::Advmod if DOUBTS.contains(&lemma.as_str()) => Some(Cue::Possible),
        // "at no time".
        Relation::Obl | Relation::OblUnmarked if tree.having(child, &[Relation::Det]).any(|det| tree.lemma(det) == "no") => {
            matches!(lemma.as_str(), "time" | "way" | "circumstance" | "point").then_some(Cue::Negated)
        }
        Relation::Amod => adjective(&tree.token(child).form.to_lowercase()),
        Relation::Det if lemma == "no" => Some(Cue::Negated),
        Relation::Cc | Relation::CcPreconj if matches!(lemma.as_str(), "neither" | "nor") => Some(Cue::Negated),
        Relation::Aux if is_would(tree, child) => {
            Some(if is_backshifted(tree, at) || is_unwilling(tree, at) { Cue::Future } else { Cue::Possible })
        }
        Relation::Aux => match lemma.as_str() {
            "will" | "shall" | "'ll" | "wo" if is_present(tree, child) => Some(Cue::Future),
            "may" | "might" | "can" | "could" | "should" | "must" | "ought" | "ca" => Some(Cue::Possible),
            _ => None,
        },
        Relation::Mark | Relation::Case if matches!(lemma.as_str(), "without" | "instead" | "rather") => Some(Cue::Negated),
        Relation::Mark if matches!(lemma.as_str(), "if" | "unless" | "whether" | "lest" | "provide" | "assume") => {
            Some(Cue::Possible)
        }
        // "will not lift sanctions until Iran stops enrichment": what is waited for has not happened.
        Relation::Mark if matches!(lemma.as_str(), "until" | "till") && is_awaited(tree, at) => Some(Cue::Possible),
        _ => None,
    }
}

/// What an adjective says of the act that a noun names: "an alleged attack", "the planned visit".
fn adjective(form: &str) -> Option<Cue> {
    match form {
        "alleged" | "supposed" | "suspected" | "purported" | "possible" | "potential" | "likely" | "hypothetical" | "feared"
        | "threatened" | "attempted" | "would-be" => Some(Cue::Possible),
        "planned" | "scheduled" | "upcoming" | "forthcoming" | "impending" | "proposed" | "envisaged" => Some(Cue::Future),
        "foiled" | "thwarted" | "averted" | "aborted" => Some(Cue::Negated),
        _ => None,
    }
}

/// "has | to withdraw", "needs to sign": it is still to be done; "had to withdraw" tells that it was.
pub(super) fn has_to(tree: &Tree, at: usize) -> Option<usize> {
    let infinitive = tree.relation(at) == Relation::Xcomp && crate::events::clause::is_infinitive(tree, at);
    let head = tree.token(at).head.filter(|&head| infinitive && matches!(tree.lemma(head).as_str(), "have" | "need"))?;
    let bare = tree.first(head, &[Relation::Obj]).is_none() && !matches!(tree.token(head).xpos.as_str(), "VBD" | "VBN");
    bare.then_some(head)
}

/// "has | yet | to visit".
fn yet_to(tree: &Tree, at: usize) -> Option<usize> {
    let infinitive = crate::events::clause::is_infinitive(tree, at) && tree.relation(at) == Relation::Xcomp;
    let head = tree.token(at).head.filter(|&head| infinitive && matches!(tree.lemma(head).as_str(), "have" | "be"))?;
    tree.having(head, &[Relation::Advmod]).find(|&word| tree.lemma(word) == "yet")
}

fn is_would(tree: &Tree, aux: usize) -> bool {
    matches!(tree.token(aux).form.to_lowercase().as_str(), "would" | "'d" | "’d")
}

/// Whether "would" is the future seen from the past: "announced that he would visit Egypt", no condition being told.
fn is_backshifted(tree: &Tree, at: usize) -> bool {
    let told = tree.token(at).head.is_some_and(|head| matches!(tree.token(head).xpos.as_str(), "VBD" | "VBN"));
    let conditions =
        |clause: usize| tree.having(clause, &[Relation::Mark]).any(|mark| matches!(tree.lemma(mark).as_str(), "if" | "unless"));
    tree.relation(at) == Relation::Ccomp && told && !tree.having(at, &[Relation::Advcl]).any(conditions)
}

/// "Kenya would not release the prisoners": it refused to, where no condition is told.
fn is_unwilling(tree: &Tree, at: usize) -> bool {
    let not = tree.having(at, &[Relation::Advmod]).any(|word| matches!(tree.lemma(word).as_str(), "not" | "n't" | "never"));
    let alone = tree.first(at, &[Relation::Advcl]).is_none() && tree.first(at, &[Relation::AuxPass, Relation::Cop]).is_none();
    let perfect = tree.having(at, &[Relation::Aux]).any(|aux| tree.lemma(aux) == "have");
    // "under the plan, Turkey would not join".
    let terms = tree
        .having(at, &[Relation::Obl])
        .any(|noun| matches!(tree.preposition(noun).as_deref(), Some("under" | "without" | "in")));
    not && alone && !terms && !perfect && matches!(tree.relation(at), Relation::Root | Relation::Conj)
}

/// "would" is lemmatized to "will" by some parsers.
fn is_present(tree: &Tree, aux: usize) -> bool {
    !matches!(tree.token(aux).form.to_lowercase().as_str(), "would" | "'d" | "should" | "’d")
}

/// "were Japan to attack", "had Iran fired": an auxiliary before the subject of a clause that depends on another.
fn inversion(tree: &Tree, at: usize, subject: Option<usize>) -> Option<usize> {
    let auxiliaries = [Relation::Aux, Relation::Cop, Relation::AuxPass];
    let first = tree.having(at, &auxiliaries).find(|&aux| matches!(tree.lemma(aux).as_str(), "be" | "have" | "should"))?;
    let condition =
        matches!(tree.relation(at), Relation::Advcl) && tree.first(at, &[Relation::Mark]).is_none_or(|mark| mark > first);
    (condition && subject.is_some_and(|subject| first < subject)).then_some(first)
}

/// "is to visit", "is going to visit", "is about to visit" (others as governors of their own).
fn about_to(tree: &Tree, at: usize) -> Option<usize> {
    if !crate::events::clause::is_infinitive(tree, at) {
        return None;
    }
    // The parser may take "is" for an auxiliary: "is to open an embassy".
    let is = |aux: &usize| matches!(tree.token(*aux).form.to_lowercase().as_str(), "is" | "are" | "'s" | "was" | "were");
    if let Some(be) = tree.having(at, &[Relation::Aux, Relation::Cop]).find(is) {
        return Some(be);
    }
    let head = tree.token(at).head.filter(|_| tree.relation(at) == Relation::Xcomp)?;
    let lemma = tree.lemma(head);
    let going = lemma == "go" && tree.token(head).xpos == "VBG";
    let about = lemma == "about" && tree.first(head, &[Relation::Cop]).is_some();
    (lemma == "be" && tree.having(head, &[Relation::Advmod]).all(|word| tree.lemma(word) != "yet") || going || about)
        .then_some(head)
}

/// "is sending jets next month", "flies to Cairo tomorrow": a present that a time to come makes future.
fn planned_by_time(tree: &Tree, at: usize) -> Option<usize> {
    let present = |token: usize| matches!(tree.token(token).xpos.as_str(), "VBZ" | "VBP");
    let progressive = tree.token(at).xpos == "VBG" && tree.having(at, &[Relation::Aux]).any(present);
    if !progressive && !present(at) {
        return None;
    }
    let times = [Relation::Obl, Relation::OblUnmarked, Relation::NmodUnmarked, Relation::Advmod];
    tree.having(at, &times).find(|&time| {
        let next = || tree.children(time).iter().any(|&word| matches!(tree.lemma(word).as_str(), "next" | "coming"));
        // "flies to La Paz on Wednesday": of what went on that day one would say "flew". A headline's present needs no "on".
        let dated = progressive || tree.preposition(time).as_deref() == Some("on");
        let weekday = || dated && tree.lemma(time).ends_with("day") && tree.token(time).xpos.starts_with("NNP");
        tree.lemma(time) == "tomorrow" || tree.is_time(time) && (next() || weekday())
    })
}

/// "a Russian attack would be answered": none has been made. "The attack would have consequences" tells of one that was.
fn article_of_what_would_be(tree: &Tree, at: usize) -> Option<usize> {
    let verb = tree
        .token(at)
        .head
        .filter(|_| !tree.is_verb(at) && matches!(tree.relation(at), Relation::Nsubj | Relation::NsubjPass))?;
    let would = tree.having(verb, &[Relation::Aux]).find(|&aux| is_would(tree, aux))?;
    let open = |det: usize| matches!(tree.lemma(det).as_str(), "a" | "an" | "any");
    tree.having(at, &[Relation::Det]).any(open).then_some(would)
}

/// What a clause shares with the one above it: "will fly to Cairo to hold talks", "would not train or arm rebels".
fn shared(tree: &Tree, at: usize, head: usize, depth: usize) -> Vec<(usize, Cue)> {
    let above = || cues(tree, head, depth + 1);
    match tree.relation(at) {
        Relation::Advcl if crate::events::clause::is_infinitive(tree, at) && tree.is_verb(head) => {
            above().into_iter().map(|(word, cue)| (word, if cue == Cue::Negated { Cue::Possible } else { cue })).collect()
        }
        Relation::Conj if tree.is_verb(head) && tree.token(at).xpos == tree.token(head).xpos => {
            let own = [Relation::Nsubj, Relation::NsubjPass, Relation::Aux];
            if tree.first(at, &own).is_some() {
                return Vec::new();
            }
            let either = tree.having(at, &[Relation::Cc]).any(|cc| matches!(tree.lemma(cc).as_str(), "or" | "nor"));
            let auxiliary = |word: usize| tree.relation(word) == Relation::Aux;
            above().into_iter().filter(|&(word, cue)| if cue == Cue::Negated { either } else { auxiliary(word) }).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether the sentence is a question.
pub fn is_question(tree: &Tree) -> bool {
    tree.sentence.tokens.iter().rev().take(2).any(|token| token.form == "?")
}
