//! The encoder: a vector for each token from its word, ends, shape and tag, and from its neighbours.
//!
//! A maxout layer mixes the parts, then each convolution adds what three neighbouring vectors say together.

use std::collections::HashMap;

use crate::text::Relation;
use crate::text::guide::Guide;
use crate::text::kernel::{Matrix, Panels, Rows, add_product};
use crate::text::tagger::{TAGS, Tag};
use crate::text::word::{Word, hash};

/// Width of a token's vector.
pub const WIDTH: usize = 80;
/// A maxout unit takes the larger of two sums.
pub const SUMS: usize = 2 * WIDTH;
/// Number of convolutions.
pub const CONVOLUTIONS: usize = 3;
/// Rows and columns of the tables that hashed features are looked up in, and that of tags; the words' table comes before.
const TABLES: [(usize, usize); 5] = [(4096, 32), (1024, 16), (3072, 24), (512, 16), (TAGS.len(), 32)];
/// Columns of the words' table.
const WORD_WIDTH: usize = 64;
/// Two more tables of a guided model: for the guide's tag and for its relation.
const GUIDE_TABLES: [(usize, usize); 2] = [(TAGS.len(), 24), (Relation::ALL.len(), 32)];

/// A token's row in each table; the last two are of a guided model's tables.
pub type Ids = [usize; 8];

/// A weight matrix, also packed for multiplying. Whoever changes the weights packs them again.
#[derive(Debug, Clone, Default)]
pub struct Dense {
    /// One row per input.
    pub weights: Matrix,
    /// What each output starts from; one row.
    pub bias: Matrix,
    /// The weights packed.
    pub panels: Panels,
}

/// The trained encoder.
#[derive(Debug, Clone, Default)]
pub struct Encoder {
    /// The words that have a vector; row 0 of the table is for all others.
    pub vocabulary: Vec<String>,
    rows: HashMap<u64, usize>,
    /// Vectors of words, of endings, of beginnings, of shapes and of tags.
    pub tables: Vec<Matrix>,
    /// From the joined vectors to a token's first vector.
    pub mix: Dense,
    /// From three neighbours to what is added to the middle one.
    pub convolutions: Vec<Dense>,
}

/// Everything computed for a batch of sentences, kept for the parser and for training. Before the first sentence,
/// between sentences and after the last stands a row of zeros, so that windows do not look across.
#[derive(Debug, Clone, Default)]
pub struct Activations {
    /// The rows of the tables for each row; `None` for the rows between sentences.
    pub ids: Vec<Option<Ids>>,
    /// The row of each sentence's first token.
    pub starts: Vec<usize>,
    /// The joined vectors from the tables.
    pub inputs: Vec<f32>,
    /// Of the mix and of each convolution: the sums, of which maxout takes one each.
    pub sums: Vec<Vec<f32>>,
    /// Of the mix and of each convolution: the vectors after it.
    pub vectors: Vec<Vec<f32>>,
}

impl Dense {
    /// Zeros of a shape, not yet packed.
    pub fn zeros(inputs: usize, outputs: usize) -> Dense {
        Dense { weights: Matrix::zeros(inputs, outputs), bias: Matrix::zeros(1, outputs), panels: Panels::default() }
    }

    /// Packs the weights anew.
    pub fn pack(&mut self) {
        self.panels.pack(&self.weights.values, self.weights.rows, self.weights.columns);
    }

    /// Fills `sums` with the bias plus the product for each row.
    pub fn apply(&self, rows: Rows<'_>, sums: &mut Vec<f32>) {
        sums.clear();
        for _ in 0..rows.count {
            sums.extend_from_slice(&self.bias.values);
        }
        add_product(rows, &self.panels, sums);
    }
}

impl Encoder {
    /// An encoder of zeros for a vocabulary.
    pub fn zeros(vocabulary: Vec<String>, guided: bool) -> Encoder {
        let rows = vocabulary.iter().enumerate().map(|(at, word)| (hash(word), at + 1)).collect();
        let mut tables = vec![Matrix::zeros(vocabulary.len() + 1, WORD_WIDTH)];
        let others = TABLES.iter().chain(GUIDE_TABLES.iter().filter(|_| guided));
        tables.extend(others.map(|&(rows, columns)| Matrix::zeros(rows, columns)));
        let convolutions = (0..CONVOLUTIONS).map(|_| Dense::zeros(3 * WIDTH, SUMS)).collect();
        let width = tables.iter().map(|table| table.columns).sum();
        Encoder { vocabulary, rows, tables, mix: Dense::zeros(width, SUMS), convolutions }
    }

    /// A token's row in each table.
    pub fn ids(&self, word: &Word, tag: Tag, guide: Option<&Guide>) -> Ids {
        let hashed = [word.suffixes[2], word.suffixes[1], word.prefixes[2], word.shape];
        let at = |table: usize| (hashed[table] % TABLES[table].0 as u64) as usize;
        let known = self.rows.get(&word.lower).copied().unwrap_or(0);
        let [hint, relation] = guide.map_or([0; 2], |guide| [usize::from(guide.tag), guide.relation as usize]);
        [known, at(0), at(1), at(2), at(3), usize::from(tag), hint, relation]
    }

    /// Encodes a batch of sentences, given as the tokens' rows in the tables.
    pub fn encode(&self, activations: &mut Activations) {
        self.look_up(activations);
        self.propagate(activations);
    }

    /// Whether the model corrects another parser's trees.
    pub fn is_guided(&self) -> bool {
        self.tables.len() > 1 + TABLES.len()
    }

    /// Width of the joined vectors.
    pub fn input_width(&self) -> usize {
        self.mix.weights.rows
    }

    /// The first half of [`Encoder::encode`]: joins the vectors from the tables.
    pub fn look_up(&self, activations: &mut Activations) {
        activations.inputs.clear();
        for ids in &activations.ids {
            match ids {
                None => activations.inputs.resize(activations.inputs.len() + self.input_width(), 0.0),
                Some(ids) => {
                    for (table, &row) in self.tables.iter().zip(ids) {
                        activations.inputs.extend_from_slice(table.row(row));
                    }
                }
            }
        }
    }

    /// The second half: the mix and the convolutions.
    pub fn propagate(&self, activations: &mut Activations) {
        let Activations { ids, inputs, sums, vectors, .. } = activations;
        sums.resize_with(1 + CONVOLUTIONS, Vec::new);
        vectors.resize_with(1 + CONVOLUTIONS, Vec::new);
        let rows = Rows { values: inputs, stride: self.input_width(), count: ids.len() };
        self.mix.apply(rows, &mut sums[0]);
        vectors[0].clear();
        vectors[0].resize(ids.len() * WIDTH, 0.0);
        for (row, _) in ids.iter().enumerate().filter(|(_, ids)| ids.is_some()) {
            let vector = &mut vectors[0][row * WIDTH..][..WIDTH];
            take_larger(&sums[0][row * SUMS..][..SUMS], vector);
        }
        for (at, convolution) in self.convolutions.iter().enumerate() {
            let (before, after) = vectors.split_at_mut(at + 1);
            let (before, after) = (&before[at], &mut after[0]);
            convolution.apply(windows(before), &mut sums[at + 1]);
            after.clear();
            after.extend_from_slice(before);
            for (row, _) in ids.iter().enumerate().filter(|(_, ids)| ids.is_some()) {
                let vector = &mut after[row * WIDTH..][..WIDTH];
                take_larger(&sums[at + 1][(row - 1) * SUMS..][..SUMS], vector);
            }
        }
    }
}

impl Activations {
    /// Begins a new batch in the same memory.
    pub fn clear(&mut self) {
        self.ids.clear();
        self.ids.push(None);
        self.starts.clear();
    }

    /// Adds a sentence.
    pub fn push_sentence(&mut self, ids: impl Iterator<Item = Ids>) {
        self.starts.push(self.ids.len());
        self.ids.extend(ids.map(Some));
        self.ids.push(None);
    }

    /// The vectors after the last layer.
    pub fn last(&self) -> Rows<'_> {
        let values = self.vectors.last().map_or(&[][..], Vec::as_slice);
        Rows { values, stride: WIDTH, count: values.len() / WIDTH }
    }
}

/// Each row but the first and the last, with the row before and the row after it.
pub fn windows(vectors: &[f32]) -> Rows<'_> {
    Rows { values: vectors, stride: WIDTH, count: (vectors.len() / WIDTH).saturating_sub(2) }
}

/// Adds to each number of `vector` the larger of its two sums.
fn take_larger(sums: &[f32], vector: &mut [f32]) {
    let (first, second) = sums.split_at(WIDTH);
    for ((value, first), second) in vector.iter_mut().zip(first).zip(second) {
        *value += if first >= second { *first } else { *second };
    }
}
