//! The trained model as a file: tagger, encoder and parser in eight bits a weight, compressed.
//!
//! ```text
//! "DGLM", version, then deflated: whether it is guided, vocabulary, actions (both text, one a line), the tagger's features by key (differences
//! of keys, counts, tags, codes), and each matrix (a scale per row, then a byte per number).
//! ```

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::error::{Error, Result};
use crate::text::Relation;
use crate::text::encoder::Encoder;
use crate::text::kernel::Matrix;
use crate::text::parser::Parser;
use crate::text::tagger::{TAGS, Tagger};
use crate::text::transition::Action;

/// The model's path in the data folder.
pub const PATH: &str = "language/model.bin";
const MAGIC: &[u8; 4] = b"DGLM";
const VERSION: u8 = 2;

/// All that is learned about English: shared by all threads, never changed.
#[derive(Debug, Clone)]
pub struct Model {
    /// Gives tags.
    pub tagger: Tagger,
    /// Gives vectors.
    pub encoder: Encoder,
    /// Gives trees.
    pub parser: Parser,
}

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// Where the bytes are not such a file, are of another version, or broken.
    pub fn load(bytes: &[u8]) -> Result<Model> {
        read_model(bytes).map_err(|reason| Error::Data {
            file: format!("data/{PATH}"),
            line: 0,
            message: format!("{reason}; install diplograph anew, or train a model with `diplograph train`"),
        })
    }

    /// The model as a file's bytes. Weights are rounded to eight bits, so what [`Model::load`] gives back is not quite
    /// the same model; but saving that one gives the same bytes again.
    pub fn save(&self) -> Vec<u8> {
        let mut out = vec![u8::from(self.encoder.is_guided())];
        write_block(&mut out, self.encoder.vocabulary.join("\n").as_bytes());
        let actions: Vec<String> = self.parser.actions.iter().map(|&action| write_action(action)).collect();
        write_block(&mut out, actions.join("\n").as_bytes());
        write_tagger(&mut out, &self.tagger);
        self.matrices().iter().for_each(|matrix| write_matrix(&mut out, matrix));
        let mut file = MAGIC.to_vec();
        file.push(VERSION);
        let mut encoder = ZlibEncoder::new(file, Compression::best());
        // Writing into memory cannot fail.
        let _ = encoder.write_all(&out);
        encoder.finish().unwrap_or_default()
    }

    /// Every matrix, in the file's order.
    pub fn matrices(&self) -> Vec<&Matrix> {
        let (encoder, parser) = (&self.encoder, &self.parser);
        let dense = std::iter::once(&encoder.mix).chain(&encoder.convolutions).chain([&parser.output]);
        let own = [&parser.positions, &parser.missing, &parser.features, &parser.hidden_bias];
        encoder.tables.iter().chain(dense.flat_map(|dense| [&dense.weights, &dense.bias])).chain(own).collect()
    }

    /// Every matrix, in the file's order, to be changed; [`Model::pack`] must follow.
    pub fn matrices_mut(&mut self) -> Vec<&mut Matrix> {
        let (encoder, parser) = (&mut self.encoder, &mut self.parser);
        let dense = std::iter::once(&mut encoder.mix).chain(&mut encoder.convolutions).chain([&mut parser.output]);
        let own = [&mut parser.positions, &mut parser.missing, &mut parser.features, &mut parser.hidden_bias];
        encoder.tables.iter_mut().chain(dense.flat_map(|dense| [&mut dense.weights, &mut dense.bias])).chain(own).collect()
    }

    /// Packs the weights anew after they changed.
    pub fn pack(&mut self) {
        self.encoder.mix.pack();
        self.encoder.convolutions.iter_mut().for_each(|convolution| convolution.pack());
        self.parser.pack();
    }
}

/// What is wrong with the file.
type Reason = String;

fn read_model(bytes: &[u8]) -> std::result::Result<Model, Reason> {
    let Some((head, body)) = bytes.split_at_checked(MAGIC.len() + 1).filter(|(head, _)| head.starts_with(MAGIC)) else {
        return Err("not a language model".to_owned());
    };
    if head[MAGIC.len()] != VERSION {
        return Err(format!("a language model of version {}, but this program reads {VERSION}", head[MAGIC.len()]));
    }
    let mut content = Vec::with_capacity(2 * body.len());
    ZlibDecoder::new(body).read_to_end(&mut content).map_err(|error| format!("the language model is broken ({error})"))?;
    let mut reader = Reader { rest: &content };
    let guided = reader.take(1)? == [1];
    let vocabulary = reader.lines()?;
    let actions = reader.lines()?.iter().map(|line| read_action(line)).collect::<std::result::Result<Vec<_>, _>>()?;
    let has = |wanted: fn(&Action) -> bool| actions.iter().any(wanted);
    if !has(|action| *action == Action::Shift) || !has(|action| matches!(action, Action::Right(_))) {
        return Err("the language model is broken (it lacks actions to finish a tree with)".to_owned());
    }
    let tagger = reader.tagger()?;
    let mut model = Model { tagger, encoder: Encoder::zeros(vocabulary, guided), parser: Parser::zeros(actions, guided) };
    model.matrices_mut().into_iter().try_for_each(|matrix| reader.matrix(matrix))?;
    if !reader.rest.is_empty() {
        return Err("the language model is broken (it has too many numbers)".to_owned());
    }
    model.pack();
    Ok(model)
}

fn write_action(action: Action) -> String {
    match action {
        Action::Shift => "shift".to_owned(),
        Action::Left(relation) => format!("left {relation}"),
        Action::Right(relation) => format!("right {relation}"),
    }
}

fn read_action(line: &str) -> std::result::Result<Action, Reason> {
    let relation = |label: &str| Relation::ALL.iter().copied().find(|relation| relation.label() == label);
    let action = match line.split_once(' ') {
        None if line == "shift" => Some(Action::Shift),
        Some(("left", label)) => relation(label).map(Action::Left),
        Some(("right", label)) => relation(label).map(Action::Right),
        _ => None,
    };
    action.ok_or_else(|| format!("the language model has an action that this program does not know ({line})"))
}

fn write_block(out: &mut Vec<u8>, block: &[u8]) {
    out.extend((block.len() as u32).to_le_bytes());
    out.extend(block);
}

fn write_tagger(out: &mut Vec<u8>, tagger: &Tagger) {
    let (mut steps, mut counts, mut tags, mut codes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut last = 0;
    for (key, row) in tagger.entries() {
        // Keys are odd: the lowest bit need not be kept.
        let mut step = (key >> 1) - last;
        last = key >> 1;
        while step >= 128 {
            steps.push((step & 127) as u8 | 128);
            step >>= 7;
        }
        steps.push(step as u8);
        counts.push(row.len() as u8);
        tags.extend(row.iter().map(|entry| entry.0));
        codes.extend(row.iter().map(|entry| entry.1));
    }
    out.extend(tagger.largest.to_le_bytes());
    [steps, counts, tags, codes].iter().for_each(|block| write_block(out, block));
}

fn write_matrix(out: &mut Vec<u8>, matrix: &Matrix) {
    let largest = |row: usize| matrix.row(row).iter().fold(0.0f32, |largest, value| largest.max(value.abs()));
    let scales: Vec<f32> = (0..matrix.rows).map(|row| largest(row) / 127.0).collect();
    scales.iter().for_each(|scale| out.extend(scale.to_le_bytes()));
    for (row, &scale) in scales.iter().enumerate() {
        let byte = |value: &f32| if scale > 0.0 { (value / scale).round() as i8 as u8 } else { 0 };
        out.extend(matrix.row(row).iter().map(byte));
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> std::result::Result<&'a [u8], Reason> {
        let Some((taken, rest)) = self.rest.split_at_checked(count) else {
            return Err("the language model is broken (it ends too early)".to_owned());
        };
        self.rest = rest;
        Ok(taken)
    }

    fn four(&mut self) -> std::result::Result<[u8; 4], Reason> {
        let mut four = [0; 4];
        four.copy_from_slice(self.take(4)?);
        Ok(four)
    }

    fn block(&mut self) -> std::result::Result<&'a [u8], Reason> {
        let length = u32::from_le_bytes(self.four()?);
        self.take(length as usize)
    }

    fn lines(&mut self) -> std::result::Result<Vec<String>, Reason> {
        let text = std::str::from_utf8(self.block()?);
        let text = text.map_err(|_| "the language model is broken (its words are not UTF-8)".to_owned())?;
        Ok(text.lines().map(str::to_owned).collect())
    }

    fn tagger(&mut self) -> std::result::Result<Tagger, Reason> {
        let broken = || "the language model is broken (in its tagger)".to_owned();
        let largest = f32::from_le_bytes(self.four()?);
        let (mut steps, counts, tags, codes) = (self.block()?.iter(), self.block()?, self.block()?, self.block()?);
        if tags.len() != codes.len() || tags.iter().any(|&tag| usize::from(tag) >= TAGS.len()) {
            return Err(broken());
        }
        if counts.iter().map(|&count| usize::from(count)).sum::<usize>() != tags.len() {
            return Err(broken());
        }
        let mut keys = Vec::with_capacity(counts.len());
        let mut key = 0u32;
        for &count in counts {
            let (mut step, mut shift) = (0, 0);
            loop {
                let byte = *steps.next().ok_or_else(broken)?;
                step |= u32::from(byte & 127) << shift;
                if byte < 128 {
                    break;
                }
                shift = (shift + 7).min(28);
            }
            key = key.wrapping_add(step);
            keys.push((key << 1 | 1, count));
        }
        Ok(Tagger::new(largest, &keys, tags.iter().copied().zip(codes.iter().copied())))
    }

    fn matrix(&mut self, matrix: &mut Matrix) -> std::result::Result<(), Reason> {
        let scales = self.take(matrix.rows * 4)?.chunks_exact(4);
        let scales: Vec<f32> = scales.map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
        let bytes = self.take(matrix.values.len())?;
        for ((row, bytes), scale) in
            matrix.values.chunks_exact_mut(matrix.columns).zip(bytes.chunks_exact(matrix.columns)).zip(scales)
        {
            row.iter_mut().zip(bytes).for_each(|(value, &byte)| *value = f32::from(byte as i8) * scale);
        }
        Ok(())
    }
}
