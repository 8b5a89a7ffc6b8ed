//! Trees for tests: CoNLL-U and a short notation become documents.

use crate::date::Date;
use crate::id::ArticleId;
use crate::ingest::Article;
use crate::span::Span;
use crate::text::{Document, Sentence, Token};

/// A document from CoNLL-U.
pub(crate) fn conllu(text: &str, date: Option<Date>) -> Document {
    let mut document = empty(date);
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let rows: Vec<Vec<&str>> = block
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect::<Vec<_>>())
            .filter(|row| row.len() == 10 && row[0].parse::<usize>().is_ok())
            .collect();
        let tokens = rows.iter().map(|row| (row[1], row[2], row[3], row[4], row[6].parse().unwrap(), row[7], !row[9].contains("SpaceAfter=No")));
        add(&mut document, &tokens.collect::<Vec<_>>());
    }
    document
}

/// A document from a short notation: a sentence a line, a token `form|UPOS|XPOS|head|relation`, with `_` before a token
/// that follows without a space. The lemma is the form without a plural's `s`, in lower case but for proper nouns.
pub(crate) fn short(text: &str, date: &str) -> Document {
    let mut document = empty(date.parse().ok());
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

fn empty(date: Option<Date>) -> Document {
    let article = Article { id: ArticleId::from("test"), text: String::new(), title: None, date, url: None, source: None };
    Document { article, dateline: None, sentences: Vec::new() }
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
