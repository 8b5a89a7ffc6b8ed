//! Mends what a greedy parser leaves when it decides too early: a preposition that bears its own noun phrase, a past tense
//! that passes for an adjective, a broken quotation, a lone object.
//!
//! In Universal Dependencies a preposition hangs on its noun as `case`, and the noun on what the phrase tells of.

use crate::text::Relation;
use crate::text::annotate::Tagged;

/// Hangs the noun phrase below a preposition on the word that it tells of, and the preposition on the noun; gives a sentence
/// without a verb the one that hangs on its object.
pub fn rehang(sentence: &mut [Tagged]) {
    if let Some((verb, root)) = verb_on_its_object(sentence) {
        raise(sentence, verb, root);
    }
    give_subjects(sentence);
    join_quotation(sentence);
    unburden(sentence);
    give_objects(sentence);
    join_names(sentence);
    for preposition in 0..sentence.len() {
        if let Some((noun, host)) = misplaced(sentence, preposition) {
            let below = |token: &Tagged| token.head == Some(preposition);
            sentence.iter_mut().filter(|token| below(token)).for_each(|token| token.head = Some(noun));
            let relation = if is_noun(&sentence[host]) { Relation::Nmod } else { Relation::Obl };
            (sentence[noun].head, sentence[noun].relation) = (Some(host), relation);
            (sentence[preposition].head, sentence[preposition].relation) = (Some(noun), Relation::Case);
        }
    }
}

/// A finite verb is no part of a compound: the noun before it that hangs on it so is its subject ("Peru | lifts sanctions").
fn give_subjects(sentence: &mut [Tagged]) {
    let clauses = [Relation::Root, Relation::Ccomp, Relation::Advcl, Relation::Parataxis, Relation::Conj];
    for verb in 1..sentence.len() {
        if !matches!(sentence[verb].xpos, "VBD" | "VBZ" | "VBP") || !clauses.contains(&sentence[verb].relation) {
            continue;
        }
        let own = |token: &Tagged, relation| token.head == Some(verb) && token.relation == relation;
        if sentence.iter().any(|token| own(token, Relation::Nsubj) || own(token, Relation::NsubjPass)) {
            continue;
        }
        let name = (0..verb).rev().find(|&at| is_noun(&sentence[at]) && own(&sentence[at], Relation::Compound));
        let Some(name) = name else { continue };
        sentence[name].relation = Relation::Nsubj;
        for token in &mut sentence[verb + 1..] {
            if token.head == Some(verb) && token.relation == Relation::Acl {
                token.relation = Relation::Advcl;
            }
        }
    }
}

/// Who is given nothing is the object itself: "gave | sanctuary | to a dissident".
fn give_objects(sentence: &mut [Tagged]) {
    let taken = |sentence: &[Tagged], verb: usize| {
        let others = [Relation::Obj, Relation::Ccomp, Relation::Xcomp];
        sentence.iter().any(|token| token.head == Some(verb) && others.contains(&token.relation))
    };
    for at in 0..sentence.len() {
        let Some(verb) = sentence[at].head.filter(|_| sentence[at].relation == Relation::Iobj) else { continue };
        let alone = sentence.iter().filter(|token| token.head == Some(verb) && token.relation == Relation::Iobj).count() == 1;
        if alone && !taken(sentence, verb) {
            sentence[at].relation = Relation::Obj;
        }
    }
}

/// A quotation that is broken off after its subject: "“Chile,” | said the minister, | “has expelled our envoy.”" Chile did, and the
/// minister says so.
fn join_quotation(sentence: &mut [Tagged]) {
    let is_mark = |token: &Tagged| matches!(token.xpos, "``" | "''");
    let finite = |token: &Tagged| matches!(token.xpos, "VBD" | "VBZ" | "VBP");
    let breaks = |&at: &usize| at > 1 && finite(&sentence[at]) && is_mark(&sentence[at - 1]) && sentence[at].head.is_none();
    let Some(says) = (0..sentence.len()).find(breaks) else { return };
    let subject_of = |verb: usize, from: usize| {
        let is = |&at: &usize| sentence[at].head == Some(verb) && sentence[at].relation == Relation::Nsubj;
        (from..verb).find(is)
    };
    let Some(quoted) = subject_of(says, 0) else { return };
    let Some(verb) =
        (says + 1..sentence.len()).find(|&at| sentence[at].head == Some(says) && sentence[at].relation == Relation::Ccomp)
    else {
        return;
    };
    let Some(speaker) = subject_of(verb, says + 1) else { return };
    if sentence[speaker..verb].iter().any(is_mark) {
        sentence[quoted].head = Some(verb);
        sentence[speaker].head = Some(says);
    }
}

/// An auxiliary bears nothing: what hangs on it hangs on its verb ("Peru | has once again rejected").
fn unburden(sentence: &mut [Tagged]) {
    let bears = |token: &Tagged| matches!(token.relation, Relation::Aux | Relation::AuxPass | Relation::Cop);
    for at in 0..sentence.len() {
        let above = sentence[at].head.filter(|&head| bears(&sentence[head])).and_then(|head| sentence[head].head);
        if let Some(verb) = above.filter(|&verb| verb != at) {
            sentence[at].head = Some(verb);
        }
    }
}

/// Two names before a headline's verb did it together: "Putin, Erdogan discuss Syria", where the parser takes the first for
/// one who is called.
fn join_names(sentence: &mut [Tagged]) {
    for at in 0..sentence.len().saturating_sub(2) {
        let called =
            sentence[at].relation == Relation::Vocative && sentence[at].xpos.starts_with("NNP") && sentence[at + 1].xpos == ",";
        let verb = sentence[at].head.filter(|&verb| called && sentence[verb].xpos.starts_with('V'));
        let Some(verb) = verb else { continue };
        let subject =
            (at + 2..verb).find(|&other| sentence[other].head == Some(verb) && sentence[other].relation == Relation::Nsubj);
        if let Some(subject) = subject.filter(|&subject| sentence[subject].xpos.starts_with("NNP")) {
            (sentence[subject].head, sentence[subject].relation) = (Some(at), Relation::Conj);
            sentence[at].relation = Relation::Nsubj;
        }
    }
}

/// A finite verb that hangs on the noun after it as an adjective would ("Peru relaxed visa rules"), and the noun that passes
/// for the root.
fn verb_on_its_object(sentence: &[Tagged]) -> Option<(usize, usize)> {
    let root = bare_root(sentence).filter(|&root| is_noun(&sentence[root]))?;
    let finite = |&token: &usize| match sentence[token].relation {
        Relation::Amod => matches!(sentence[token].xpos, "VBD" | "VBZ" | "VBP"),
        Relation::Compound => matches!(sentence[token].xpos, "VBZ" | "VBP"),
        _ => false,
    };
    let verb = (1..sentence.len()).filter(finite).find(|&verb| sentence[verb].head.is_some_and(|object| object > verb))?;
    let object = sentence[verb].head?;
    (object == root || root < verb && sentence[object].head == Some(root)).then_some((verb, root))
}

/// The root of a tree, unless "to be" makes a predicate of it.
pub(super) fn bare_root(sentence: &[Tagged]) -> Option<usize> {
    let root = sentence.iter().position(|token| token.head.is_none())?;
    let copula = sentence.iter().any(|token| token.head == Some(root) && token.relation == Relation::Cop);
    (!copula).then_some(root)
}

/// Makes a verb the root, the noun after it its object and the noun before it its subject.
fn raise(sentence: &mut [Tagged], verb: usize, root: usize) {
    let Some(object) = sentence[verb].head else { return };
    for token in &mut sentence[..verb] {
        if token.head == Some(object) && token.relation == Relation::Nsubj {
            token.head = Some(verb);
        }
    }
    if root != object {
        // "Peru 's president and Chile 's premier exchanged views": two who did it.
        let own = (0..verb).find(|&at| sentence[at].head == Some(verb) && sentence[at].relation == Relation::Nsubj);
        if let Some(own) = own {
            (sentence[own].head, sentence[own].relation) = (Some(root), Relation::Conj);
        }
        (sentence[root].head, sentence[root].relation) = (Some(verb), Relation::Nsubj);
    }
    (sentence[object].head, sentence[object].relation) = (Some(verb), Relation::Obj);
    (sentence[verb].head, sentence[verb].relation) = (None, Relation::Root);
}

/// The noun that hangs on a preposition before it, and the word that both belong to.
fn misplaced(sentence: &[Tagged], preposition: usize) -> Option<(usize, usize)> {
    const PHRASES: &[Relation] = &[Relation::Nmod, Relation::Obl, Relation::Obj];
    if !matches!(sentence[preposition].xpos, "IN" | "TO") {
        return None;
    }
    let hangs = |&token: &usize| sentence[token].head == Some(preposition) && PHRASES.contains(&sentence[token].relation);
    let noun = (preposition + 1..sentence.len()).filter(hangs).find(|&token| is_noun(&sentence[token]))?;
    let head = sentence[preposition].head?;
    let host = if is_noun(&sentence[head]) || sentence[head].xpos.starts_with(['V', 'J']) {
        head
    } else {
        (0..preposition).rev().find(|&token| is_noun(&sentence[token]) || sentence[token].xpos.starts_with('V'))?
    };
    (!is_under(sentence, host, preposition)).then_some((noun, host))
}

fn is_noun(token: &Tagged) -> bool {
    token.xpos.starts_with("NN") || matches!(token.xpos, "PRP" | "CD" | "$")
}

fn is_under(sentence: &[Tagged], below: usize, above: usize) -> bool {
    std::iter::successors(Some(below), |&token| sentence[token].head).take(sentence.len() + 1).any(|token| token == above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_tense_is_the_verb() {
        let token = |xpos, head, relation| Tagged { xpos, head, relation };
        // "Peru relaxed visa rules ."
        let mut sentence = vec![
            token("NNP", Some(3), Relation::Nsubj),
            token("VBD", Some(3), Relation::Amod),
            token("NN", Some(3), Relation::Compound),
            token("NNS", None, Relation::Root),
            token(".", Some(3), Relation::Punct),
        ];
        rehang(&mut sentence);
        let hung: Vec<_> = sentence.iter().map(|token| (token.head, token.relation)).collect();
        assert_eq!(hung[..2], [(Some(1), Relation::Nsubj), (None, Relation::Root)]);
        assert_eq!(hung[3], (Some(1), Relation::Obj));
    }

    #[test]
    fn an_auxiliary_bears_nothing() {
        let token = |xpos, head, relation| Tagged { xpos, head, relation };
        // "Peru has again refused ."
        let mut sentence = vec![
            token("NNP", Some(1), Relation::Nsubj),
            token("VBZ", Some(3), Relation::Aux),
            token("RB", Some(3), Relation::Advmod),
            token("VBN", None, Relation::Root),
            token(".", Some(3), Relation::Punct),
        ];
        rehang(&mut sentence);
        assert_eq!(sentence[0].head, Some(3));
    }

    #[test]
    fn a_phrase_hangs_on_what_it_tells_of() {
        let token = |xpos, head, relation| Tagged { xpos, head, relation };
        // "talks with Ireland .": "with" hung on the full stop, "Ireland" on "with".
        let mut sentence = vec![
            token("NNS", None, Relation::Root),
            token("IN", Some(3), Relation::Case),
            token("NNP", Some(1), Relation::Nmod),
            token(".", Some(0), Relation::Punct),
        ];
        rehang(&mut sentence);
        assert_eq!((sentence[1].head, sentence[1].relation), (Some(2), Relation::Case));
        assert_eq!((sentence[2].head, sentence[2].relation), (Some(0), Relation::Nmod));
    }
}
