//! Measuring against a treebank: sentence ends, tokens and trees from raw text in the way of the CoNLL 2018 task, lemmas and
//! parts of speech on gold tags.

use std::collections::BTreeSet;
use std::fmt;

use crate::text::language::LanguageData;
use crate::text::lemma::lemma;
use crate::text::model::Model;
use crate::text::segment::segment;
use crate::text::tokenize::is_blank;
use crate::text::upos::upos;
use crate::text::{Document, Sentence, Token, annotate};

/// How many were right, of those found and of those sought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Found and sought.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Sought.
    pub gold: usize,
}

impl Count {
    /// The F1 measure in percent; 0 where nothing was found or sought.
    ///
    /// ```
    /// use diplograph::text::evaluate::Count;
    /// assert_eq!(Count { right: 1, found: 2, gold: 2 }.f1(), 50.0);
    /// ```
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }

    fn add<T: Ord>(&mut self, found: &BTreeSet<T>, gold: &BTreeSet<T>) {
        self.right += found.intersection(gold).count();
        self.found += found.len();
        self.gold += gold.len();
    }
}

/// How well raw text is cut, and how well lemmas and parts of speech follow from gold tags and trees.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextFigures {
    /// Sentences with both ends right.
    pub sentences: Count,
    /// Tokens with both ends right.
    pub tokens: Count,
    /// Lemmas, compared without regard to case.
    pub lemmas: Count,
    /// Universal parts of speech.
    pub upos: Count,
}

impl fmt::Display for TextFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TextFigures { sentences, tokens, lemmas, upos } = self;
        write!(f, "sentences F1 {:.1}, tokens F1 {:.1}, ", sentences.f1(), tokens.f1())?;
        write!(f, "lemmas {:.1}, UPOS {:.1} on gold tags ({} tokens)", lemmas.f1(), upos.f1(), tokens.gold)
    }
}

/// Measures on gold documents as [`conllu::read`](crate::text::conllu::read) gives them.
pub fn evaluate_text(documents: &[Document], data: &LanguageData) -> TextFigures {
    let mut figures = TextFigures::default();
    for document in documents {
        evaluate_segmentation(document, data, &mut figures);
        for token in document.sentences.iter().flat_map(|sentence| &sentence.tokens).filter(|token| token.lemma != "_") {
            let found = lemma(&token.form, &token.xpos, token.upos, data);
            count(&mut figures.lemmas, found.to_lowercase() == token.lemma.to_lowercase());
            count(&mut figures.upos, upos(&token.form, &token.xpos, token.relation) == token.upos);
        }
    }
    figures
}

fn count(count: &mut Count, right: bool) {
    *count = Count { right: count.right + usize::from(right), found: count.found + 1, gold: count.gold + 1 };
}

fn evaluate_segmentation(document: &Document, data: &LanguageData, figures: &mut TextFigures) {
    let text = &document.article.text;
    let places = Places::of(text);
    let place = |span: crate::Span| places.place(span);
    let segmented = segment(text, data);
    let found = segmented.sentences.iter().map(|sentence| place(sentence.span)).collect();
    let gold = document.sentences.iter().map(|sentence| place(sentence.span)).collect();
    figures.sentences.add(&found, &gold);
    let found = segmented.sentences.iter().flat_map(|sentence| &sentence.tokens).map(|token| place(token.span)).collect();
    let tokens = |sentence: &Sentence| sentence.tokens.iter().map(|token| place(token.span)).collect::<Vec<_>>();
    let gold = document.sentences.iter().flat_map(tokens).collect();
    figures.tokens.add(&found, &gold);
}

/// Measures trees from raw text: the text of the gold documents is cut, tagged and parsed anew. An arc is right where its
/// token, its head and its relation (without the subtype) are.
pub fn evaluate_trees(documents: &[Document], data: &LanguageData, model: &Model) -> Count {
    let mut count = Count::default();
    for document in documents {
        let places = Places::of(&document.article.text);
        let (found, _) = annotate(document.article.clone(), data, model);
        count.add(&arcs(&found, &places), &arcs(document, &places));
    }
    count
}

type Arc = (Place, Option<Place>, &'static str);

fn arcs(document: &Document, places: &Places) -> BTreeSet<Arc> {
    let arcs = |sentence: &Sentence| {
        let place = |at: usize| places.place(sentence.tokens[at].span);
        let arc = |(at, token): (usize, &Token)| (place(at), token.head.map(place), token.relation.base());
        sentence.tokens.iter().enumerate().map(arc).collect::<Vec<Arc>>()
    };
    document.sentences.iter().flat_map(arcs).collect()
}

/// A span, told by the characters that are not blank: those before the start, and those before the end.
type Place = (usize, usize);

/// How many characters that are not blank stand before each byte of a text.
struct Places(Vec<usize>);

impl Places {
    fn of(text: &str) -> Places {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut seen = 0;
        for (at, c) in text.char_indices() {
            before.resize(at + 1, seen);
            seen += usize::from(!is_blank(c));
            before.resize(at + c.len_utf8(), seen);
        }
        before.push(seen);
        Places(before)
    }

    fn place(&self, span: crate::Span) -> Place {
        (self.0[span.start], self.0[span.end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::DataFiles;
    use crate::text::conllu;

    /// Where treebanks lie that are too large for the repository; the tests that measure are skipped without them.
    fn treebank(name: &str, data: &LanguageData) -> Option<Vec<Document>> {
        let Some(folder) = std::env::var_os("DIPLOGRAPH_TREEBANKS") else {
            eprintln!("skipped: set DIPLOGRAPH_TREEBANKS to a folder with {name}");
            return None;
        };
        let text = std::fs::read_to_string(std::path::Path::new(&folder).join(name)).unwrap();
        Some(conllu::read(&text, name, data).0)
    }

    #[test]
    fn figures_count_what_is_wrong() {
        let data = LanguageData::load(&DataFiles::new(None)).unwrap();
        let text = "# text = He left. no\n1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tleft.\tleft\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                    3\tno\tno\tADV\tDT\t_\t2\tdet\t_\t_\n";
        let figures = evaluate_text(&conllu::read(text, "x", &data).0, &data);
        assert_eq!(figures.tokens, Count { right: 2, found: 4, gold: 3 });
        assert_eq!(figures.sentences, Count { right: 1, found: 1, gold: 1 });
        assert_eq!(figures.lemmas, Count { right: 2, found: 3, gold: 3 });
        assert_eq!(figures.upos.right, 2);
    }

    #[test]
    fn an_arc_is_right_with_its_token_its_head_and_its_relation() {
        let files = DataFiles::new(None);
        let data = LanguageData::load(&files).unwrap();
        let model = Model::load(&files.bytes(crate::text::model::PATH).unwrap()).unwrap();
        // The tree of the model itself, but for one relation and for the full stop, which is another token here.
        let text = "1\tMinisters\t_\tNOUN\tNNS\t_\t2\tobj\t_\t_\n2\tpraised\t_\tVERB\tVBD\t_\t0\troot\t_\t_\n\
                    3\tthe\t_\tDET\tDT\t_\t4\tdet\t_\t_\n4\tdeal.\t_\tNOUN\tNN\t_\t2\tobj\t_\t_\n";
        let count = evaluate_trees(&conllu::read(text, "x", &data).0, &data, &model);
        assert_eq!(count, Count { right: 1, found: 5, gold: 4 });
    }

    #[test]
    fn treebanks_are_met() {
        let data = LanguageData::load(&DataFiles::new(None)).unwrap();
        for (name, sentences, tokens, lemmas, upos) in [
            ("gum_news-train.conllu", 96.5, 99.4, 99.0, 99.5),
            ("gum_news-test.conllu", 94.0, 99.8, 99.0, 99.5),
            ("pud_news.conllu", 99.0, 99.8, 99.3, 99.2),
            ("en_ewt-ud-test.conllu", 77.5, 98.5, 99.0, 99.5),
        ] {
            let Some(documents) = treebank(name, &data) else { return };
            let figures = evaluate_text(&documents, &data);
            eprintln!("{name}: {figures}");
            assert!(figures.sentences.f1() >= sentences && figures.tokens.f1() >= tokens, "{name}: {figures}");
            assert!(figures.lemmas.f1() >= lemmas && figures.upos.f1() >= upos, "{name}: {figures}");
        }
    }
}
