//! A title and its name that a parser made two subjects of one verb ("Premier | Li Keqiang signed"): the name is the subject,
//! the title hangs on it. A day that stands there is no subject ("rebels | Friday attacked").

use crate::text::Relation;
use crate::text::annotate::Tagged;
use crate::text::is_time;

/// Hangs each subject that stands directly before another subject of the same verb on that one.
pub fn join_doubled<F: AsRef<str>>(forms: &[F], sentence: &mut [Tagged]) {
    for name in 1..sentence.len() {
        let (title, rest) = sentence.split_at_mut(name);
        let (Some(title), Some(name_token)) = (title.last_mut(), rest.first_mut()) else { continue };
        let subject = matches!(title.relation, Relation::Nsubj | Relation::NsubjPass);
        let same = title.head.is_some() && title.head == name_token.head && title.relation == name_token.relation;
        if !(subject && same && title.xpos.starts_with("NN") && name_token.xpos.starts_with("NN")) {
            continue;
        }
        match forms.get(name).is_some_and(|form| is_time(&form.as_ref().to_lowercase())) {
            true => name_token.relation = Relation::OblUnmarked,
            false => (title.head, title.relation) = (Some(name), Relation::Nmod),
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
        join_doubled(&["Premier", "Li", "signed"], &mut sentence);
        assert_eq!((sentence[0].head, sentence[0].relation), (Some(1), Relation::Nmod));
        assert_eq!((sentence[1].head, sentence[1].relation), (Some(2), Relation::Nsubj));
    }

    #[test]
    fn a_day_is_no_subject() {
        let token = |xpos, head, relation| Tagged { xpos, head, relation };
        let mut sentence = vec![
            token("NNS", Some(2), Relation::Nsubj),
            token("NNP", Some(2), Relation::Nsubj),
            token("VBD", None, Relation::Root),
        ];
        join_doubled(&["Rebels", "Friday", "attacked"], &mut sentence);
        assert_eq!((sentence[0].head, sentence[0].relation), (Some(2), Relation::Nsubj));
        assert_eq!(sentence[1].relation, Relation::OblUnmarked);
    }
}
