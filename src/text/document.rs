//! The stage: an article becomes a document.

use crate::diagnostic::Diagnostic;
use crate::ingest::Article;
use crate::text::annotate::annotate_sentences;
use crate::text::language::LanguageData;
use crate::text::lemma::lemma;
use crate::text::model::Model;
use crate::text::segment::{BareSentence, segment};
use crate::text::upos::upos;
use crate::text::{Document, Sentence, Token};

/// Cuts an article into sentences and tokens, tags and parses them.
///
/// Never fails; what had to be cut or left out is told in the diagnostics.
pub fn annotate(article: Article, language: &LanguageData, model: &Model) -> (Document, Vec<Diagnostic>) {
    let segmented = segment(&article.text, language);
    let mut diagnostics = segmented.diagnostics;
    for diagnostic in &mut diagnostics {
        diagnostic.place.article = Some(article.id.to_string());
    }
    let forms: Vec<Vec<&str>> =
        segmented.sentences.iter().map(|one| one.tokens.iter().map(|token| token.form.as_str()).collect()).collect();
    let tagged = annotate_sentences(model, &forms);
    let sentences = segmented.sentences.iter().zip(tagged).map(|(bare, tags)| sentence(bare, tags, language)).collect();
    let dateline = segmented.dateline.map(|dateline| dateline.place);
    (Document { article, dateline, sentences }, diagnostics)
}

fn sentence(bare: &BareSentence, tags: Vec<crate::text::annotate::Tagged>, language: &LanguageData) -> Sentence {
    let tokens = bare.tokens.iter().zip(tags).map(|(token, tag)| {
        let upos = upos(&token.form, tag.xpos, tag.relation);
        Token {
            span: token.span,
            form: token.form.clone(),
            lemma: lemma(&token.form, tag.xpos, upos, language),
            upos,
            xpos: tag.xpos.to_owned(),
            head: tag.head,
            relation: tag.relation,
        }
    });
    Sentence { span: bare.span, paragraph: bare.paragraph, tokens: tokens.collect() }
}
