//! What the subcommands that read articles have in common: reading, coding with progress, telling what went wrong.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::actors::Actor;
use crate::cli::End;
use crate::cli::args::{InputArgs, InputFormat, RepeatsArg};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::events::Event;
use crate::id::ActorId;
use crate::ingest::{self, Article, FieldNames, ReadOptions, read};
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
    let read = read_all(args, knowledge)?;
    let bar = progress(read.articles.len(), quiet);
    let mut coded = code_articles(read.articles, knowledge, || bar.inc(1));
    bar.finish_and_clear();
    coded.diagnostics.splice(0..0, read.diagnostics);
    coded.diagnostics.extend(knowledge.actors.notes().iter().cloned());
    coded.records = read.events.len();
    coded.events.extend(read.events);
    for (id, actor) in read.actors {
        coded.actors.entry(id).or_insert(actor);
    }
    Ok(coded)
}

/// What was read: articles to be coded, and events that others have coded.
#[derive(Default)]
struct Read {
    articles: Vec<Article>,
    events: Vec<Event>,
    actors: BTreeMap<ActorId, Actor>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads everything that the arguments name. What a file holds is told by its content.
fn read_all(args: &InputArgs, knowledge: &Knowledge) -> Result<Read> {
    let (inputs, mut wrong) = ingest::inputs(&args.paths)?;
    let mut reader = records::Reader::new(knowledge, repeats(args));
    let (mut read, mut of_records, options) = (Read::default(), Vec::new(), options(args));
    let articles = inputs.filter_map(|input| {
        let Ok(opened) = &input.content else { return Some(input) };
        let format = match args.format {
            Some(InputFormat::Records(format)) => Some(format),
            Some(InputFormat::Articles(_)) => None,
            None => records::sniff(&opened.head),
        };
        let Some(format) = format else { return Some(input) };
        let Ok(opened) = input.content else { return None };
        of_records.extend(reader.read(opened, format, &input.file, &mut |event| read.events.push(event)));
        None
    });
    for item in ingest::articles_of(articles, &options) {
        match item {
            Ok(article) => read.articles.push(article),
            Err(diagnostic) => wrong.push(diagnostic),
        }
    }
    wrong.extend(of_records);
    let worst = wrong.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
    if let (true, true, Some(first)) = (read.articles.is_empty(), read.events.is_empty(), worst) {
        return Err(Error::Input(format!("no article or event could be read: {first}")));
    }
    (read.actors, read.diagnostics) = (reader.actors(), wrong);
    Ok(read)
}

fn repeats(args: &InputArgs) -> records::Repeats {
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

fn options(args: &InputArgs) -> ReadOptions {
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

/// A bar that appears on a terminal, for work of over a second.
fn progress(articles: usize, quiet: bool) -> ProgressBar {
    if quiet || !std::io::stderr().is_terminal() || articles < 20 {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(articles as u64), ProgressDrawTarget::stderr_with_hz(5));
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} articles, {eta} left") {
        bar.set_style(style);
    }
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
