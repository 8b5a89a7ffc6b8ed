//! Trees for tests: plain text and a short notation become documents.

use crate::date::Date;
use crate::id::ArticleId;
use crate::ingest::Article;
use crate::span::Span;
use crate::text::annotate::annotate_sentence;
use crate::text::language::LanguageData;
use crate::text::lemma::lemma;
use crate::text::model::Model;
use crate::text::segment::segment;
use crate::text::upos::upos;
use crate::text::{Document, Sentence, Token};

/// A document from plain text.
pub(crate) fn annotated_by(text: &str, date: Option<Date>, data: &LanguageData, model: &Model) -> Document {
    let mut document = Document { sentences: Vec::new(), dateline: None, article: article(date) };
    document.article.text = text.to_owned();
    for bare in segment(text, data).sentences {
        let forms: Vec<&str> = bare.tokens.iter().map(|token| token.form.as_str()).collect();
        let tagged = annotate_sentence(model, &forms);
        let tokens = bare.tokens.iter().zip(tagged).map(|(token, tagged)| {
            let upos = upos(&token.form, tagged.xpos, tagged.relation);
            Token {
                span: token.span,
                form: token.form.clone(),
                lemma: lemma(&token.form, tagged.xpos, upos, data),
                upos,
                xpos: tagged.xpos.to_owned(),
                head: tagged.head,
                relation: tagged.relation,
            }
        });
        document.sentences.push(Sentence { span: bare.span, paragraph: bare.paragraph, tokens: tokens.collect() });
    }
    document
}

/// A document from a short notation: a sentence a line, a token `form|UPOS|XPOS|head|relation`, with `_` before a token
/// that follows without a space. The lemma is the form without a plural's `s`, in lower case but for proper nouns.
pub(crate) fn short(text: &str, date: &str) -> Document {
    let mut document = Document { article: article(date.parse().ok()), dateline: None, sentences: Vec::new() };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut tokens = Vec::new();
        for token in line.split(' ') {
            let parts: Vec<&str> = token.trim_start_matches('_').split('|').collect();
            tokens.push((parts[0], parts[1], parts[2], parts[3].parse().unwrap(), parts[4], token.starts_with('_')));
        }
        let lemmas: Vec<String> = tokens
            .iter()
            .map(|(form, _, xpos, ..)| match *xpos {
                "NNS" => form.trim_end_matches('s').to_lowercase(),
                "NNP" | "NNPS" => (*form).to_owned(),
                _ => form.to_lowercase(),
            })
            .collect();
        let glued = |at: usize| tokens.get(at + 1).is_some_and(|next| next.5);
        let full = tokens.iter().enumerate().map(|(at, (form, upos, xpos, head, relation, _))| {
            (*form, lemmas[at].as_str(), *upos, *xpos, *head, *relation, !glued(at))
        });
        add(&mut document, &full.collect::<Vec<_>>());
    }
    document
}

fn article(date: Option<Date>) -> Article {
    Article { id: ArticleId::from("test"), text: String::new(), title: None, date, url: None, source: None }
}

type Row<'a> = (&'a str, &'a str, &'a str, &'a str, usize, &'a str, bool);

fn add(document: &mut Document, rows: &[Row]) {
    let text = &mut document.article.text;
    let begin = text.len();
    let mut tokens = Vec::new();
    for (form, lemma, upos, xpos, head, relation, space) in rows {
        let start = text.len();
        text.push_str(form);
        tokens.push(Token {
            span: Span::new(start, text.len()),
            form: (*form).to_owned(),
            lemma: (*lemma).to_owned(),
            upos: upos.parse().unwrap(),
            xpos: (*xpos).to_owned(),
            head: head.checked_sub(1),
            relation: relation.parse().unwrap(),
        });
        if *space {
            text.push(' ');
        }
    }
    let span = Span::new(begin, text.trim_end().len());
    document.sentences.push(Sentence { span, paragraph: 0, tokens });
}
