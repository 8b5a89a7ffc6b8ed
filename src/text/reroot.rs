//! The main verb of a sentence that a greedy parser has hung on its own subject: "Mr Brown | issued a call", where the name
//! passes for the root and the verb for a clause that tells more of it.

use crate::text::Relation;
use crate::text::annotate::Tagged;
use crate::text::finite::is_finite;
use crate::text::rehang::bare_root;

/// Makes a finite verb the root that hangs, with no mark, relative word or comma between, on a noun that passes for the root.
pub fn reroot(sentence: &mut [Tagged]) {
    let Some(root) = bare_root(sentence).filter(|&root| sentence[root].xpos.starts_with("NN")) else { return };
    let hangs = |&verb: &usize| {
        sentence[verb].head == Some(root)
            && matches!(sentence[verb].relation, Relation::Parataxis | Relation::Acl | Relation::AclRelcl | Relation::Ccomp)
            && has_tense(sentence, verb)
    };
    let Some(verb) = (root + 1..sentence.len()).find(hangs) else { return };
    let subject = (root + 1..verb).find(|&at| sentence[at].head == Some(verb) && is_subject(sentence[at].relation));
    let bare = |at: usize| match sentence[at].xpos {
        "," | ":" | "-LRB-" | "``" | "''" | "WDT" | "WP" | "WP$" | "WRB" | "IN" => false,
        // "the film she made": what has a subject of its own, pointed out by itself, is a clause of its own.
        "DT" | "PRP" | "PRP$" | "EX" => subject.is_none(),
        _ => true,
    };
    if !(root + 1..verb).all(bare) {
        return;
    }
    let passive = sentence.iter().any(|token| token.head == Some(verb) && token.relation == Relation::AuxPass);
    let host = subject.unwrap_or(verb);
    for (at, token) in sentence.iter_mut().enumerate() {
        // What stands before the noun is part of the name; what follows the verb is told of the verb.
        if token.head == Some(root) && at > verb {
            token.head = Some(verb);
        } else if token.head == Some(root) && at < root && subject.is_some() {
            token.head = Some(host);
        }
    }
    sentence[root].head = Some(host);
    sentence[root].relation = match subject {
        Some(_) => Relation::Compound,
        None if passive => Relation::NsubjPass,
        None => Relation::Nsubj,
    };
    (sentence[verb].head, sentence[verb].relation) = (None, Relation::Root);
}

fn is_subject(relation: Relation) -> bool {
    matches!(relation, Relation::Nsubj | Relation::NsubjPass)
}

/// Whether a verb, or an auxiliary of its own, has a tense.
fn has_tense(sentence: &[Tagged], verb: usize) -> bool {
    let tensed = |token: &Tagged| is_finite(token.xpos);
    let aux = |token: &Tagged| matches!(token.relation, Relation::Aux | Relation::AuxPass | Relation::Cop);
    sentence[verb].xpos.starts_with("VB")
        && (tensed(&sentence[verb]) || sentence.iter().any(|token| token.head == Some(verb) && aux(token) && tensed(token)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(xpos: &'static str, head: Option<usize>, relation: Relation) -> Tagged {
        Tagged { xpos, head, relation }
    }

    #[test]
    fn a_main_verb_is_the_root() {
        // "Mr Brown also issued a call ."
        let mut sentence = vec![
            token("NNP", Some(1), Relation::Nmod),
            token("NNP", None, Relation::Root),
            token("RB", Some(3), Relation::Advmod),
            token("VBD", Some(1), Relation::Acl),
            token("DT", Some(5), Relation::Det),
            token("NN", Some(3), Relation::Obj),
            token(".", Some(1), Relation::Punct),
        ];
        reroot(&mut sentence);
        assert_eq!((sentence[3].head, sentence[1].head, sentence[1].relation), (None, Some(3), Relation::Nsubj));
        assert_eq!(sentence[6].head, Some(3));
    }

    #[test]
    fn a_name_is_put_together() {
        // "Boko suicide bombers have killed people ."
        let mut sentence = vec![
            token("NNP", None, Relation::Root),
            token("NN", Some(2), Relation::Compound),
            token("NNS", Some(4), Relation::Nsubj),
            token("VBP", Some(4), Relation::Aux),
            token("VBN", Some(0), Relation::AclRelcl),
            token("NNS", Some(4), Relation::Obj),
            token(".", Some(4), Relation::Punct),
        ];
        reroot(&mut sentence);
        assert_eq!((sentence[0].head, sentence[0].relation, sentence[4].head), (Some(2), Relation::Compound, None));
    }

    #[test]
    fn a_clause_that_tells_more_stays() {
        // "The films that won ." and "The film she made ."
        let that = [
            token("DT", Some(1), Relation::Det),
            token("NNS", None, Relation::Root),
            token("WDT", Some(3), Relation::Nsubj),
            token("VBD", Some(1), Relation::AclRelcl),
            token(".", Some(1), Relation::Punct),
        ];
        let bare = [
            token("DT", Some(1), Relation::Det),
            token("NN", None, Relation::Root),
            token("PRP", Some(3), Relation::Nsubj),
            token("VBD", Some(1), Relation::AclRelcl),
            token(".", Some(1), Relation::Punct),
        ];
        for clause in [&that, &bare] {
            let mut sentence = clause.to_vec();
            reroot(&mut sentence);
            assert_eq!(sentence, clause.to_vec());
        }
    }
}
