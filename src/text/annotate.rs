//! Tags and trees for sentences that are cut into tokens.

use crate::text::Relation;
use crate::text::doubled::join_doubled;
use crate::text::encoder::Activations;
use crate::text::finite::restore_finite;
use crate::text::guide::Guide;
use crate::text::model::Model;
use crate::text::parser::Scratch;
use crate::text::rehang::rehang;
use crate::text::reroot::reroot;
use crate::text::sums::spelled_out;
use crate::text::tagger::{TAGS, Tag};
use crate::text::transition::State;
use crate::text::word::Word;

/// Tokens encoded together: enough to fill the registers, few enough for the nearest memory.
const BATCH: usize = 64;

/// What the model says of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tagged {
    /// Penn Treebank tag.
    pub xpos: &'static str,
    /// Index of the head within the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub relation: Relation,
}

/// Tags and parses one sentence.
///
/// The result is a tree with one root, whatever the tokens are, and the same on every machine.
///
/// ```
/// use diplograph::knowledge::DataFiles;
/// use diplograph::text::annotate::annotate_sentence;
/// use diplograph::text::model::{Model, PATH};
///
/// let model = Model::load(&DataFiles::default().bytes(PATH)?)?;
/// let tokens = annotate_sentence(&model, &["Moscow", "praised", "the", "decision", "."]);
/// assert_eq!(tokens[1].head, None);
/// assert_eq!(tokens[0].head, Some(1));
/// # Ok::<(), diplograph::Error>(())
/// ```
pub fn annotate_sentence(model: &Model, forms: &[&str]) -> Vec<Tagged> {
    annotate_sentences(model, &[forms]).pop().unwrap_or_default()
}

/// Tags and parses many sentences, faster than one by one and with the same result.
pub fn annotate_sentences<F: AsRef<str>, S: AsRef<[F]>>(model: &Model, sentences: &[S]) -> Vec<Vec<Tagged>> {
    let unguided: Vec<(&[F], &[Guide])> = sentences.iter().map(|sentence| (sentence.as_ref(), &[][..])).collect();
    annotate_guided(model, &unguided)
}

/// The same with another parser's opinion of each sentence, which a guided model corrects and any other ignores.
pub fn annotate_guided<F: AsRef<str>>(model: &Model, sentences: &[(&[F], &[Guide])]) -> Vec<Vec<Tagged>> {
    let mut memory = Memory::default();
    let mut annotated = Vec::with_capacity(sentences.len());
    let mut rest = sentences;
    while !rest.is_empty() {
        let mut tokens = 0;
        let fits = |(forms, _): &&(&[F], &[Guide])| {
            tokens += forms.len();
            tokens <= BATCH
        };
        let count = rest.iter().take_while(fits).count().max(1);
        let (batch, after) = rest.split_at(count);
        annotate_batch(model, batch, &mut memory, &mut annotated);
        rest = after;
    }
    annotated
}

/// Memory that is used again from batch to batch.
#[derive(Default)]
struct Memory {
    words: Vec<Word>,
    tags: Vec<Tag>,
    activations: Activations,
    state: State,
    scratch: Scratch,
}

fn annotate_batch<F: AsRef<str>>(
    model: &Model,
    batch: &[(&[F], &[Guide])],
    memory: &mut Memory,
    annotated: &mut Vec<Vec<Tagged>>,
) {
    let Memory { words, tags, activations, state, scratch } = memory;
    let first = annotated.len();
    activations.clear();
    for (forms, guides) in batch {
        let guides = heeded(model, guides);
        words.clear();
        words.extend((0..forms.len()).map(|at| Word::of(spelled_out(forms, at))));
        model.tagger.tag(words, guides, tags);
        restore_finite(&model.tagger, forms, words, guides, tags);
        let ids = |(at, (word, &tag)): (usize, (&Word, &Tag))| model.encoder.ids(word, tag, guides.get(at));
        activations.push_sentence(words.iter().zip(&*tags).enumerate().map(ids));
        let token = |&tag: &Tag| Tagged { xpos: TAGS[usize::from(tag)], head: None, relation: Relation::Root };
        annotated.push(tags.iter().map(token).collect());
    }
    model.encoder.encode(activations);
    model.parser.prepare(activations, scratch);
    for ((sentence, &start), (forms, guides)) in annotated[first..].iter_mut().zip(&activations.starts).zip(batch) {
        state.reset(sentence.len());
        state.marks.extend(sentence.iter().map(|token| is_mark(token.xpos)));
        model.parser.parse(start, heeded(model, guides), state, scratch);
        for (at, token) in sentence.iter_mut().enumerate() {
            token.head = state.heads[at].filter(|&head| head < state.length);
            token.relation = state.relations[at];
        }
        join_doubled(forms, sentence);
        reroot(sentence);
        rehang(sentence);
    }
}

/// Whether a tag is that of punctuation, currency signs and symbols aside.
fn is_mark(xpos: &str) -> bool {
    matches!(xpos, "." | "," | ":" | "''" | "``" | "-LRB-" | "-RRB-" | "HYPH")
}

/// Only a guided model knows what to do with a guide.
fn heeded<'a>(model: &Model, guides: &'a [Guide]) -> &'a [Guide] {
    if model.encoder.is_guided() { guides } else { &[] }
}
