//! A title and its name that a parser made two subjects of one verb ("Premier | Li Keqiang signed"): the name is the subject,
//! the title hangs on it.

use crate::text::Relation;
use crate::text::annotate::Tagged;

/// Hangs each subject that stands directly before another subject of the same verb on that one.
pub fn join_doubled(sentence: &mut [Tagged]) {
    for name in 1..sentence.len() {
        let (title, rest) = sentence.split_at_mut(name);
        let (Some(title), Some(name_token)) = (title.last_mut(), rest.first()) else { continue };
        let subject = matches!(title.relation, Relation::Nsubj | Relation::NsubjPass);
        let same = title.head.is_some() && title.head == name_token.head && title.relation == name_token.relation;
        if subject && same && title.xpos.starts_with("NN") && name_token.xpos.starts_with("NN") {
            (title.head, title.relation) = (Some(name), Relation::Nmod);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_hangs_on_its_name() {
        let token = |xpos, head, relation| Tagged { xpos, head, relation };
        let mut sentence = vec![
            token("NN", Some(2), Relation::Nsubj),
            token("NNP", Some(2), Relation::Nsubj),
            token("VBD", None, Relation::Root),
        ];
        join_doubled(&mut sentence);
        assert_eq!((sentence[0].head, sentence[0].relation), (Some(1), Relation::Nmod));
        assert_eq!((sentence[1].head, sentence[1].relation), (Some(2), Relation::Nsubj));
    }
}
