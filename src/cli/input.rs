//! What the subcommands that read articles have in common: reading, coding with progress, telling what went wrong.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::End;
use crate::cli::args::{InputArgs, InputFormat, RepeatsArg};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::ingest::{self, Article, FieldNames, Input, Item, Known, Opened, ReadOptions, read};
use crate::knowledge::Knowledge;
use crate::pipeline::{Coded, code_articles, code_documents};
use crate::records;
use crate::text::{Document, annotate, conllu};

/// At most so many diagnostics are told on the terminal; the others are counted.
const MOST_TOLD: usize = 10;

/// Reads and codes what the arguments name.
///
/// # Errors
/// Where nothing can be read.
pub fn code(args: &InputArgs, knowledge: &Knowledge, quiet: bool) -> Result<Coded> {
    if args.conllu {
        let (documents, diagnostics) = documents(args, knowledge)?;
        let mut coded = code_documents(documents, knowledge);
        coded.diagnostics.splice(0..0, diagnostics);
        return Ok(coded);
    }
    let mut coded = Coded::default();
    let done = stream(args, knowledge, quiet, &mut |part| {
        coded = std::mem::take(&mut coded).and(part);
        Ok(())
    })?;
    coded.diagnostics = done;
    coded.diagnostics.extend(knowledge.actors.notes().iter().cloned());
    Ok(coded)
}

/// So many articles are coded at once: enough for all cores, and all that is held of them.
const ARTICLES: usize = 512;

/// Reads and codes what the arguments name, part by part in the order of the input: each part goes to `take` with its events and actors,
/// and is forgotten here. What went wrong is given back.
///
/// # Errors
/// Where nothing can be read, or `take` fails.
pub fn stream(
    args: &InputArgs,
    knowledge: &Knowledge,
    quiet: bool,
    take: &mut dyn FnMut(Coded) -> Result<()>,
) -> Result<Vec<Diagnostic>> {
    let (inputs, wrong) = ingest::inputs(&args.paths)?;
    let mut run = Stream {
        knowledge,
        articles: Vec::new(),
        counted: 0,
        diagnostics: wrong,
        of_articles: Vec::new(),
        bar: progress(&args.paths, quiet),
        take,
    };
    let (mut reader, mut known, options) = (records::Reader::new(knowledge, repeats(args)), Known::default(), options(args));
    for input in inputs {
        match (records_format(&input, args.format), input.content) {
            (Some(format), Ok(opened)) => {
                run.code()?;
                run.records(&mut reader, opened, format, &input.file)?;
            }
            (_, content) => {
                for item in ingest::articles_in(Input { file: input.file, content }, &options, &mut known) {
                    run.article(item)?;
                }
            }
        }
    }
    run.code()?;
    run.finish()
}

/// Articles on their way from the input to whoever takes their events.
struct Stream<'a> {
    knowledge: &'a Knowledge,
    articles: Vec<Article>,
    /// How many articles and events came through.
    counted: usize,
    diagnostics: Vec<Diagnostic>,
    /// What went wrong while coding: told behind what went wrong while reading.
    of_articles: Vec<Diagnostic>,
    bar: ProgressBar,
    take: &'a mut dyn FnMut(Coded) -> Result<()>,
}

impl Stream<'_> {
    fn article(&mut self, item: Item) -> Result<()> {
        match item {
            Ok(article) => self.articles.push(article),
            Err(diagnostic) => self.diagnostics.push(diagnostic),
        }
        if self.articles.len() < ARTICLES { Ok(()) } else { self.code() }
    }

    /// Codes the articles that wait, on all cores.
    fn code(&mut self) -> Result<()> {
        if self.articles.is_empty() {
            return Ok(());
        }
        let bar = &self.bar;
        let read: usize = self.articles.iter().map(|article| article.text.len()).sum();
        let mut coded = code_articles(std::mem::take(&mut self.articles), self.knowledge, || ());
        bar.inc(read as u64);
        self.counted += coded.articles;
        bar.set_message(format!("{} articles, {:.0} a second", self.counted, self.counted as f64 / bar.elapsed().as_secs_f64()));
        self.of_articles.append(&mut coded.diagnostics);
        (self.take)(coded)
    }

    /// Reads a file of records, some thousand at a time.
    fn records(&mut self, reader: &mut records::Reader<'_>, opened: Opened, format: records::Format, file: &str) -> Result<()> {
        const EVENTS: usize = 10_000;
        let (mut part, mut failed) = (Coded::default(), None);
        let take = &mut self.take;
        let mut keep = |event| {
            part.events.push(event);
            if part.events.len() == EVENTS && failed.is_none() {
                part.records = EVENTS;
                failed = take(std::mem::take(&mut part)).err();
            }
        };
        self.diagnostics.extend(reader.read(opened, format, file, &mut keep));
        if let Some(error) = failed {
            return Err(error);
        }
        (part.records, part.actors) = (part.events.len(), reader.actors());
        self.counted += part.records;
        (self.take)(part)
    }

    fn finish(mut self) -> Result<Vec<Diagnostic>> {
        self.bar.finish_and_clear();
        let worst = self.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
        if let (0, Some(first)) = (self.counted, worst) {
            return Err(Error::Input(format!("no article or event could be read: {first}")));
        }
        self.diagnostics.append(&mut self.of_articles);
        Ok(self.diagnostics)
    }
}

/// The format of a file's event records; `None` where it holds none.
pub fn records_format(input: &Input, named: Option<InputFormat>) -> Option<records::Format> {
    match named {
        Some(InputFormat::Records(format)) => Some(format),
        Some(InputFormat::Articles(_)) => None,
        None => records::sniff(&input.content.as_ref().ok()?.head),
    }
}

/// Which records are repeats.
pub fn repeats(args: &InputArgs) -> records::Repeats {
    match args.repeats {
        RepeatsArg::Id => records::Repeats::Id,
        RepeatsArg::Content => records::Repeats::Content,
        RepeatsArg::Keep => records::Repeats::Keep,
    }
}

/// Reads what the arguments name as annotated documents.
///
/// # Errors
/// Where nothing can be read.
pub fn documents(args: &InputArgs, knowledge: &Knowledge) -> Result<(Vec<Document>, Vec<Diagnostic>)> {
    let (mut all, mut diagnostics) = (Vec::new(), Vec::new());
    if args.conllu {
        for path in &args.paths {
            let (documents, more) = read_conllu(path, knowledge)?;
            all.extend(documents);
            diagnostics.extend(more);
        }
        for document in &mut all {
            document.article.date = document.article.date.or(args.date);
        }
        return Ok((all, diagnostics));
    }
    let (articles, more) = read(&args.paths, &options(args))?;
    diagnostics.extend(more);
    for article in articles {
        let (document, more) = annotate(article, &knowledge.language, &knowledge.model);
        all.push(document);
        diagnostics.extend(more);
    }
    Ok((all, diagnostics))
}

/// Reads a CoNLL-U file, or standard input.
///
/// # Errors
/// Where it cannot be read.
pub fn read_conllu(path: &str, knowledge: &Knowledge) -> Result<(Vec<Document>, Vec<Diagnostic>)> {
    Ok(conllu::read(&read_text(path)?, path, &knowledge.language))
}

/// Reads a file of text, or standard input.
///
/// # Errors
/// Where it cannot be read, or is not UTF-8.
pub fn read_text(path: &str) -> Result<String> {
    let text = match path {
        "-" => std::io::read_to_string(std::io::stdin()),
        _ => std::fs::read_to_string(Path::new(path)),
    };
    text.map_err(|source| Error::Read { path: path.into(), source })
}

/// How articles are to be read.
pub fn options(args: &InputArgs) -> ReadOptions {
    let usual = FieldNames::default();
    let named = |own: &Option<String>, usual: Option<String>| own.clone().or(usual);
    let fields = FieldNames {
        id: named(&args.id_field, usual.id),
        text: named(&args.text_field, usual.text),
        title: named(&args.title_field, usual.title),
        date: named(&args.date_field, usual.date),
        url: named(&args.url_field, usual.url),
        source: named(&args.source_field, usual.source),
    };
    let format = match args.format {
        Some(InputFormat::Articles(format)) => Some(format),
        _ => None,
    };
    ReadOptions { date: args.date, format, fields }
}

/// A bar over the bytes of the files, on a terminal.
fn progress(paths: &[String], quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let sizes = ingest::list_files(paths).unwrap_or_default();
    let size = sizes.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|found| found.len()).sum();
    let bar = ProgressBar::with_draw_target(Some(size), ProgressDrawTarget::stderr_with_hz(5));
    // What is packed, and what stands around the text, makes the estimate a rough one.
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {msg}, {eta} left") {
        bar.set_style(style);
    }
    bar.set_message("reading");
    bar.enable_steady_tick(Duration::from_millis(500));
    bar
}

/// Tells what went wrong on standard error, the worst first.
pub fn report(diagnostics: &[Diagnostic], quiet: bool) {
    if quiet {
        return;
    }
    let mut worst: Vec<&Diagnostic> = diagnostics.iter().filter(|diagnostic| diagnostic.severity > Severity::Note).collect();
    // Of bad records the count says more than the first ten.
    worst.sort_by_key(|diagnostic| (std::cmp::Reverse(diagnostic.severity), diagnostic.code == "bad-record"));
    let mut out = std::io::stderr().lock();
    for diagnostic in worst.iter().take(MOST_TOLD) {
        let _ = writeln!(out, "{diagnostic}");
    }
    if worst.len() > MOST_TOLD {
        let _ = writeln!(out, "... and {} more", worst.len() - MOST_TOLD);
    }
}

/// How the run ended: under `--strict` a skipped record counts.
pub fn end(args: &InputArgs, diagnostics: &[Diagnostic]) -> Result<End> {
    let skipped = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    Ok(if args.strict && skipped { End::Nothing } else { End::Done })
}
