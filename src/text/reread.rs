//! A sentence read again by somebody who has been told which of its words are noun phrases.
//!
//! The tagger takes "strikes" after a long name for a noun. With one plain word in place of each phrase it sees the verb.

use crate::span::Span;
use crate::text::annotate::annotate_sentence;
use crate::text::language::LanguageData;
use crate::text::lemma::lemma;
use crate::text::model::Model;
use crate::text::upos::upos;
use crate::text::{Relation, Sentence, Token, Upos};

/// The sentence with a new tree, in which each phrase, given in bytes of the text, hangs as one on its head.
pub fn reread(sentence: &Sentence, phrases: &[Span], language: &LanguageData, model: &Model) -> Sentence {
    let groups = groups(sentence, phrases);
    let forms: Vec<&str> = groups.iter().map(|group| group.form(sentence)).collect();
    let group_of = |token: usize| groups.iter().position(|group| group.tokens.contains(&token)).unwrap_or_default();
    let tagged = annotate_sentence(model, &forms);
    let token = |(at, old): (usize, &Token)| {
        let group = &groups[group_of(at)];
        let new = &tagged[group_of(at)];
        if at != group.head {
            // Within a phrase its own tree stays; what hung on words outside hangs on the head.
            let inside = old.head.is_some_and(|head| group.tokens.contains(&head));
            let (head, relation) = if inside { (old.head, old.relation) } else { (Some(group.head), Relation::Compound) };
            return Token { head, relation, ..old.clone() };
        }
        let head = new.head.map(|head| groups[head].head);
        if group.given {
            let noun = matches!(old.upos, Upos::Noun | Upos::Propn | Upos::Pron);
            let (upos, xpos) = if noun { (old.upos, old.xpos.clone()) } else { (Upos::Propn, "NNP".to_owned()) };
            return Token { upos, xpos, head, relation: new.relation, ..old.clone() };
        }
        let upos = upos(&old.form, new.xpos, new.relation);
        let lemma = lemma(&old.form, new.xpos, upos, language);
        Token { lemma, upos, xpos: new.xpos.to_owned(), head, relation: new.relation, ..old.clone() }
    };
    Sentence {
        span: sentence.span,
        paragraph: sentence.paragraph,
        tokens: sentence.tokens.iter().enumerate().map(token).collect(),
    }
}

/// Tokens that are read as one.
struct Group {
    tokens: std::ops::Range<usize>,
    head: usize,
    given: bool,
}

impl Group {
    /// The word that stands for the group: for a phrase, a name or a plural that no tagger mistakes.
    fn form<'a>(&self, sentence: &'a Sentence) -> &'a str {
        let plural = |token: &Token| matches!(token.xpos.as_str(), "NNS" | "NNPS" | "CC");
        match self.given {
            false => &sentence.tokens[self.head].form,
            true if plural(&sentence.tokens[self.head]) => "officials",
            true => "Russia",
        }
    }
}

/// The sentence cut into single tokens and phrases, an article before a phrase with it.
fn groups(sentence: &Sentence, phrases: &[Span]) -> Vec<Group> {
    let tokens = &sentence.tokens;
    let phrase_of = |at: usize| phrases.iter().position(|phrase| tokens[at].span.overlaps(*phrase));
    let is_article = |at: usize| matches!(tokens[at].form.to_lowercase().as_str(), "the" | "a" | "an");
    let mut groups = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let first = if phrase_of(at).is_none() && is_article(at) && at + 1 < tokens.len() { at + 1 } else { at };
        let Some(phrase) = phrase_of(first) else {
            groups.push(Group { tokens: at..at + 1, head: at, given: false });
            at += 1;
            continue;
        };
        let end = (first..tokens.len()).find(|&at| phrase_of(at) != Some(phrase)).unwrap_or(tokens.len());
        groups.push(Group { tokens: at..end, head: head(tokens, first..end), given: true });
        at = end;
    }
    groups
}

/// The token of a phrase that hangs on none of its others, a noun before anything else.
fn head(tokens: &[Token], phrase: std::ops::Range<usize>) -> usize {
    let is_top = |at: &usize| tokens[*at].head.is_none_or(|head| !phrase.contains(&head));
    let is_noun = |at: usize| matches!(tokens[at].upos, Upos::Noun | Upos::Propn | Upos::Pron);
    let tops = phrase.clone().filter(is_top);
    tops.min_by_key(|&at| (!is_noun(at), at)).unwrap_or(phrase.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Article;
    use crate::knowledge::{DataFiles, Knowledge};
    use crate::text::annotate;

    #[test]
    fn a_given_phrase_hangs_as_one_and_the_rest_is_read_anew() {
        let knowledge = Knowledge::load(&DataFiles::default()).expect("the data");
        let text = "The Nordic Council of Ministers praised the new government of Italy.".to_owned();
        let article = Article { id: "1".into(), text, title: None, date: None, url: None, source: None };
        let (document, _) = annotate(article, &knowledge.language, &knowledge.model);
        let phrases = [Span::new(4, 31), Span::new(44, 67)];
        let again = reread(&document.sentences[0], &phrases, &knowledge.language, &knowledge.model);
        let verb = again.tokens.iter().position(|token| token.form == "praised").expect("the verb");
        assert_eq!(again.tokens[verb].head, None);
        let hung: Vec<&str> = again
            .tokens
            .iter()
            .filter(|token| token.head == Some(verb) && token.relation != Relation::Punct)
            .map(|token| token.form.as_str())
            .collect();
        assert_eq!(hung, ["Council", "government"]);
        let forms =
            |sentence: &Sentence| sentence.tokens.iter().map(|token| (token.form.clone(), token.span)).collect::<Vec<_>>();
        assert_eq!(forms(&again), forms(&document.sentences[0]), "no word and no place changes");
    }
}
