//! `diplograph train`: trains a language model from CoNLL-U, measures one, or annotates a treebank with it.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::print;
use crate::error::{Error, Result};
use crate::knowledge::DataFiles;
use crate::text::annotate::annotate_guided;
use crate::text::language::LanguageData;
use crate::text::model::{Model, PATH};
use crate::text::train::conllu::{read_examples, replace_trees};
use crate::text::train::measure::{evaluate, evaluate_raw};
use crate::text::train::{Example, Options, train};
use crate::text::{Document, conllu};

/// Train a language model from treebanks in CoNLL-U, measure one, or annotate a treebank with it
#[derive(Debug, Args)]
pub struct TrainArgs {
    /// Hand-made treebanks to train on (CoNLL-U, plain or .gz)
    #[arg(value_name = "TRAIN.conllu", required_unless_present_any = ["evaluate", "relabel"])]
    pub gold: Vec<PathBuf>,
    /// Machine-made trees to train on as well
    #[arg(long, value_name = "FILE")]
    pub silver: Vec<PathBuf>,
    /// Treebanks to measure on: after each epoch, or without training the model that is there
    #[arg(long, value_name = "FILE.conllu")]
    pub evaluate: Vec<PathBuf>,
    /// A treebank to write anew, with the model's tags and trees in place of its own
    #[arg(long, value_name = "FILE.conllu", conflicts_with = "gold")]
    pub relabel: Option<PathBuf>,
    /// Learn to correct another parser: its opinion is in the last column (GuideXpos=…|GuideHead=…|GuideRel=…)
    #[arg(long)]
    pub guide: bool,
    /// The model to measure or to relabel with instead of the built-in one
    #[arg(long, value_name = "FILE", conflicts_with = "gold")]
    pub model: Option<PathBuf>,
    /// Passes over the text
    #[arg(long, default_value_t = 8)]
    pub epochs: usize,
    /// How many times the hand-made trees are read for once that the machine-made are
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub gold_repeats: usize,
    /// Where the random numbers begin
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Where to write the model
    #[arg(short, long, value_name = "FILE", default_value = "model.bin")]
    pub output: PathBuf,
}

/// Runs the subcommand.
///
/// # Errors
/// Where a file cannot be read or written, or is not CoNLL-U.
pub fn run(args: &TrainArgs, files: &DataFiles) -> Result<()> {
    let language = LanguageData::load(files)?;
    let measured = args.evaluate.iter().map(|path| read_measured(path, args, &language)).collect::<Result<Vec<_>>>()?;
    let report = |model: &Model| -> String {
        let lines = measured.iter().flat_map(|(path, gold, documents)| {
            let gold = Some(evaluate(model, gold).to_string());
            // A guide has an opinion of the treebank's own tokens only.
            let raw = (!args.guide).then(|| evaluate_raw(model, documents, &language));
            gold.into_iter().chain(raw).map(|figures| format!("{}: {figures}", path.display()))
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    if args.gold.is_empty() {
        let model = match &args.model {
            Some(path) => Model::load(&read(path)?)?,
            None => Model::load(&files.bytes(PATH)?)?,
        };
        if args.guide != model.encoder.is_guided() {
            let mend = if args.guide { "leave --guide away" } else { "give --guide" };
            return Err(Error::Input(format!("the model and --guide do not fit: {mend}, or take another --model")));
        }
        if !measured.is_empty() {
            print(format!("{}\n", report(&model)).as_bytes())?;
        }
        return args.relabel.as_ref().map_or(Ok(()), |path| relabel(path, &model, args));
    }
    let options = Options { epochs: args.epochs, seed: args.seed, gold_repeats: args.gold_repeats, ..Options::default() };
    let (gold, silver) = (read_treebanks(&args.gold, args)?, read_treebanks(&args.silver, args)?);
    let model = train(&options, &gold, &silver, &mut |line| eprintln!("{line}"), &mut |model| report(model))?;
    let bytes = model.save();
    write(&args.output, &bytes)?;
    // What is measured is what was written: rounded to eight bits.
    let measured = report(&Model::load(&bytes)?);
    print(format!("{measured}\n{} bytes in {}\n", bytes.len(), args.output.display()).as_bytes()).map(|_| ())
}

fn relabel(path: &Path, model: &Model, args: &TrainArgs) -> Result<()> {
    let text = read_text(path)?;
    let examples = read_examples(&text, &path.display().to_string(), args.guide)?;
    let sentences: Vec<_> = examples.iter().map(|example| (example.forms.as_slice(), example.guides.as_slice())).collect();
    write(&args.output, replace_trees(&text, &annotate_guided(model, &sentences)).as_bytes())
}

fn read_treebanks(paths: &[PathBuf], args: &TrainArgs) -> Result<Vec<Example>> {
    let mut examples = Vec::new();
    for path in paths {
        examples.extend(read_treebank(path, args)?);
    }
    Ok(examples)
}

fn read_treebank(path: &Path, args: &TrainArgs) -> Result<Vec<Example>> {
    read_examples(&read_text(path)?, &path.display().to_string(), args.guide)
}

/// A treebank to measure on: its name, its sentences, and its documents with their text.
fn read_measured<'a>(
    path: &'a Path,
    args: &TrainArgs,
    language: &LanguageData,
) -> Result<(&'a Path, Vec<Example>, Vec<Document>)> {
    let (text, name) = (read_text(path)?, path.display().to_string());
    Ok((path, read_examples(&text, &name, args.guide)?, conllu::read(&text, &name, language).0))
}

fn read_text(path: &Path) -> Result<String> {
    let mut bytes = read(path)?;
    if path.extension().is_some_and(|extension| extension == "gz") {
        let mut content = Vec::new();
        let unpacked = flate2::read::MultiGzDecoder::new(&*bytes).read_to_end(&mut content);
        unpacked.map_err(|source| Error::Read { path: path.to_owned(), source })?;
        bytes = content;
    }
    String::from_utf8(bytes).map_err(|_| Error::Input(format!("{} is not UTF-8: save it as UTF-8", path.display())))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes).map_err(|source| Error::Write { path: path.to_owned(), source })
}
