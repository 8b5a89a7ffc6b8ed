//! Mends what a greedy parser leaves when it decides too early: a preposition that bears its own noun phrase.
//!
//! In Universal Dependencies a preposition hangs on its noun as `case`, and the noun on what the phrase tells of.

use crate::text::Relation;
use crate::text::annotate::Tagged;

/// Hangs the noun phrase below a preposition on the word that it tells of, and the preposition on the noun.
pub fn rehang(sentence: &mut [Tagged]) {
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
