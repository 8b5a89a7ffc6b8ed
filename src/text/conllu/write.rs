//! Writing a document as CoNLL-U.

use std::fmt::Write;

use crate::text::{Document, Sentence};

/// The document with its article's id, date, title, address and source as comments.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    let article = &document.article;
    let mut comment = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "# {name} = {}", flat(value));
        }
    };
    comment("newdoc id", Some(article.id.as_str()));
    comment("title", article.title.as_deref());
    comment("date", article.date.map(|date| date.to_string()).as_deref());
    comment("url", article.url.as_deref());
    comment("source", article.source.as_deref());
    comment("dateline", document.dateline.map(|dateline| dateline.of(&article.text)));
    let mut paragraph = None;
    for (number, sentence) in document.sentences.iter().enumerate() {
        if paragraph != Some(sentence.paragraph) {
            out.push_str("# newpar\n");
            paragraph = Some(sentence.paragraph);
        }
        let _ = writeln!(out, "# sent_id = {}-{}", flat(article.id.as_str()), number + 1);
        let _ = writeln!(out, "# text = {}", flat(sentence.span.of(&article.text)));
        let next = document.sentences.get(number + 1).map(|next| next.span.start);
        write_tokens(sentence, next, &article.text, &mut out);
        out.push('\n');
    }
    out
}

fn write_tokens(sentence: &Sentence, next_start: Option<usize>, text: &str, out: &mut String) {
    let mut ranged_to = 0;
    for (at, token) in sentence.tokens.iter().enumerate() {
        let same = sentence.tokens[at..].iter().take_while(|other| other.span == token.span).count();
        let next = sentence.tokens.get(at + same).map(|next| next.span.start).or(next_start);
        let space = if next == Some(token.span.end) { "SpaceAfter=No" } else { "_" };
        if same > 1 && at >= ranged_to {
            ranged_to = at + same;
            let _ = writeln!(out, "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{space}", at + 1, ranged_to, field(token.span.of(text)));
        }
        let space = if at < ranged_to { "_" } else { space };
        let (form, lemma, xpos) = (field(&token.form), field(&token.lemma), field(&token.xpos));
        let head = token.head.map_or(0, |head| head + 1);
        let _ = writeln!(out, "{}\t{form}\t{lemma}\t{}\t{xpos}\t_\t{head}\t{}\t_\t{space}", at + 1, token.upos, token.relation);
    }
}

fn field(text: &str) -> String {
    let flat = flat(text);
    if flat.is_empty() { "_".to_owned() } else { flat }
}

/// Text on one line: what would break the format becomes a space.
fn flat(text: &str) -> String {
    text.replace(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'), " ")
}
