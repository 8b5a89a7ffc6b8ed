//! Who is judged by a word: the subject of what is said, whose policy that is, or who stands behind a pronoun.

use crate::events::clause;
use crate::events::scene::{Scene, Side, Standing};
use crate::events::status::mood;
use crate::events::tree::Tree;
use crate::knowledge::lexicon::{Judged, Lexicon};
use crate::text::{Relation, Upos};

/// The nouns of which a word says how they are; none where it stands for no judgement of its own.
pub fn subjects(scene: &Scene, token: usize, lexicon: &Lexicon) -> Option<Vec<usize>> {
    let tree = &scene.tree;
    if tree.is_verb(token) && tree.first(token, &[Relation::Cop]).is_none() {
        return of_verb(scene, token, lexicon);
    }
    if tree.first(token, &[Relation::Cop]).is_some() {
        return Some(extraposed(scene, token).unwrap_or_else(|| clause::surface_subject(tree, token, 0).0));
    }
    let head = tree.token(token).head?;
    match tree.relation(token) {
        // "this dodgy government", "his desperate bid": a thing pointed out, with what is thought of it.
        Relation::Amod if is_pointed_out(tree, head) => Some(vec![head]),
        // "seems unfair", "has become a shambles".
        Relation::Xcomp if tree.is_verb(head) && lexicon.judgements().is_light(&tree.lemma(head)) => {
            Some(clause::surface_subject(tree, head, 0).0)
        }
        // "made a mistake", "has a black hole in his finances".
        Relation::Obj if lexicon.judgements().is_light(&tree.lemma(head)) && !clause::is_passive(tree, head) => {
            Some(clause::surface_subject(tree, head, 0).0)
        }
        // "there is a lack of transparency in government spending".
        Relation::Nsubj if tree.first(head, &[Relation::Expl]).is_some() => {
            let of = |&noun: &usize| matches!(tree.preposition(noun).as_deref(), Some("in" | "of" | "at" | "within" | "on"));
            let phrases = [token, head].into_iter().flat_map(|at| tree.having(at, &[Relation::Nmod, Relation::Obl]));
            Some(phrases.filter(of).collect())
        }
        Relation::Conj => {
            let first = tree.first_conjunct(token);
            (tree.first(first, &[Relation::Cop]).is_some()).then(|| clause::surface_subject(tree, first, 0).0)
        }
        // "is typical of the party's hypocrisy".
        _ if tree.is_nominal(token) && !lexicon.judgements().is_resisting(&tree.lemma(head)) => {
            let is_fault = lexicon.judgements().of(&tree.lemma(token)) == Some(Judged::Blame);
            Some(scene.owners(token)).filter(|owners| is_fault && !owners.is_empty())
        }
        _ => None,
    }
}

/// What "it" stands for in "it is wrong to propose such a law", "it was shameful of the party to do so": the deeds that the clause
/// tells of, or who is told to do it.
fn extraposed(scene: &Scene, token: usize) -> Option<Vec<usize>> {
    let tree = &scene.tree;
    tree.having(token, &[Relation::Expl, Relation::Nsubj]).find(|&subject| tree.lemma(subject) == "it")?;
    let clauses = [Relation::Csubj, Relation::Xcomp, Relation::Advcl, Relation::Acl, Relation::Ccomp];
    let clause = tree.having(token, &clauses).find(|&clause| tree.is_verb(clause) && clause::is_infinitive(tree, clause))?;
    let subjects: Vec<usize> = tree.having(clause, &[Relation::Nsubj]).collect();
    if !subjects.is_empty() {
        return Some(subjects);
    }
    let frame = clause::frame(tree, clause);
    let nouns = frame.objects.iter().copied().chain(frame.phrases.iter().map(|phrase| phrase.noun));
    Some(nouns.filter(|&noun| scene.mention(noun).is_none() && scene.deed_of(noun).is_some()).collect())
}

/// Whom a verb judges: who does it; in a passive who is told to have done it, else the deed that it is done to
/// ("the money was misdirected").
fn of_verb(scene: &Scene, verb: usize, lexicon: &Lexicon) -> Option<Vec<usize>> {
    let tree = &scene.tree;
    if tree.relation(verb) == Relation::Amod {
        return tree.token(verb).head.filter(|&noun| is_pointed_out(tree, noun)).map(|noun| vec![noun]);
    }
    let frame = clause::frame(tree, verb);
    if !clause::is_passive(tree, verb) {
        return Some(frame.subjects);
    }
    if !frame.subjects.is_empty() {
        return Some(frame.subjects);
    }
    let is_deed = |&object: &usize| lexicon.judgements().is_deed(&tree.lemma(object)) || pronoun_deed(scene, object).is_some();
    Some(frame.objects.into_iter().filter(is_deed).collect())
}

/// A rival of the speaker who acts in the clause that a word of blame stands in: what the opposition tells of a government
/// with such a word ("is using this climate of fear") is meant to blame it.
pub fn rivals(scene: &Scene, token: usize, speaker: &Side, lexicon: &Lexicon) -> Option<Vec<Side>> {
    let tree = &scene.tree;
    let above = std::iter::successors(Some(token), |&at| tree.token(at).head).take(tree.len());
    let mut clauses = above.filter(|&at| tree.first(at, &[Relation::Nsubj]).is_some());
    let clause = clauses.next()?;
    let on_the_way = std::iter::successors(tree.token(token).head, |&at| tree.token(at).head).take_while(|&at| at != clause);
    let resisted = on_the_way.chain([clause]).any(|at| lexicon.judgements().is_resisting(&tree.lemma(at)));
    if resisted || is_hypothetical(scene, clause) || mood(tree, clause).negated {
        return None;
    }
    let sides = tree.having(clause, &[Relation::Nsubj]).flat_map(|subject| whose(scene, subject));
    let rivals: Vec<Side> = sides.filter(|side| is_rival(speaker, side)).collect();
    (!rivals.is_empty()).then_some(rivals)
}

/// Whether two stand against each other in the politics of one country: a government and its opposition, parties, unions and
/// pressure groups.
fn is_rival(speaker: &Side, other: &Side) -> bool {
    let (own, theirs) = (&speaker.participant.code, &other.participant.code);
    let sector = |code: &str| code.get(3..6).unwrap_or_default().to_owned();
    let apart = sector(own) != sector(theirs) || sector(own) == "PTY" && speaker.participant.party != other.participant.party;
    let political = |code: &str| matches!(sector(code).as_str(), "GOV" | "OPP" | "PTY" | "LEG");
    let critic = political(own) || matches!(sector(own).as_str(), "LAB" | "NGO" | "SOC" | "CVL" | "REL");
    own.get(..3).is_some_and(|country| theirs.starts_with(country)) && apart && critic && political(theirs)
}

fn is_pointed_out(tree: &Tree, noun: usize) -> bool {
    let this = |det: usize| matches!(tree.lemma(det).as_str(), "this" | "these" | "that" | "those" | "such");
    tree.first(noun, &[Relation::NmodPoss]).is_some() || tree.having(noun, &[Relation::Det]).any(this)
}

/// Whose what is judged is: an actor, the owner of a thing, who acts in its clause ("the way the government handled it"), or
/// whose the deed is that a pronoun stands for.
pub fn whose(scene: &Scene, noun: usize) -> Vec<Side> {
    let sides = scene.sides(noun);
    if sides.iter().any(|side| side.standing >= Standing::Political) {
        return sides;
    }
    let tree = &scene.tree;
    if let Some(deed) = pronoun_deed(scene, noun).or_else(|| scene.deed_of(noun)) {
        return vec![deed];
    }
    // "the party, which he called a joke".
    if matches!(tree.token(noun).xpos.as_str(), "WDT" | "WP") {
        let above = std::iter::successors(tree.token(noun).head, |&at| tree.token(at).head).take(tree.len());
        let clause = above.into_iter().find(|&at| tree.relation(at) == Relation::AclRelcl);
        return clause.and_then(|clause| tree.token(clause).head).map(|noun| scene.sides(noun)).unwrap_or_default();
    }
    let below = tree.having(noun, &[Relation::AclRelcl, Relation::Acl]).flat_map(|verb| clause::frame(tree, verb).subjects);
    let doers = below.filter(|&subject| subject != noun).flat_map(|subject| scene.sides(subject));
    let doer: Vec<Side> = doers.filter(|side| side.standing >= Standing::Political).take(1).collect();
    if doer.is_empty() { sides } else { doer }
}

/// The deed that "it", "this" or "that" stands for, with its owner: the last one named before in the sentence.
fn pronoun_deed(scene: &Scene, token: usize) -> Option<Side> {
    let tree = &scene.tree;
    let points = matches!(tree.lemma(token).as_str(), "it" | "this" | "that" | "they" | "these");
    if !points || !matches!(tree.token(token).upos, Upos::Pron | Upos::Det) || scene.mention(token).is_some() {
        return None;
    }
    let deeds = (0..token).rev().filter(|&noun| tree.is_nominal(noun) && scene.mention(noun).is_none());
    let mut owned = deeds.filter_map(|noun| scene.deed_of(noun));
    owned.next()
}

/// Whether what a word says is only supposed: under "if", "may" and "might"; under "would" and "could", save of a policy
/// ("the plan would damage trade").
pub fn is_hypothetical(scene: &Scene, token: usize) -> bool {
    let tree = &scene.tree;
    let clause = predicate(tree, token);
    let aux = |words: &[&str]| {
        tree.having(clause, &[Relation::Aux]).any(|aux| words.contains(&tree.token(aux).form.to_lowercase().as_str()))
    };
    let marked =
        tree.having(clause, &[Relation::Mark]).any(|mark| matches!(tree.lemma(mark).as_str(), "if" | "unless" | "whether"));
    if marked || aux(&["may", "might", "should", "must", "ought"]) {
        return true;
    }
    let mood = mood(tree, clause);
    if !mood.possible && !mood.future {
        return tree.relation(clause) == Relation::Xcomp && tree.is_verb(clause) && clause::is_infinitive(tree, clause);
    }
    let subjects = clause::surface_subject(tree, clause, 0).0;
    subjects.iter().any(|&subject| !scene.named(subject).is_empty()) || subjects.is_empty()
}

/// Whether the clause of a word is denied.
pub fn is_denied(scene: &Scene, token: usize) -> bool {
    let clause = predicate(&scene.tree, token);
    clause != token && mood(&scene.tree, clause).negated
}

/// The predicate of the clause that a word stands in as its complement.
fn predicate(tree: &Tree, token: usize) -> usize {
    if tree.is_verb(token) || tree.first(token, &[Relation::Cop]).is_some() {
        return token;
    }
    match (tree.relation(token), tree.token(token).head) {
        (Relation::Obj | Relation::Xcomp | Relation::Nsubj, Some(head)) => head,
        _ => token,
    }
}
