//! `add`: articles and event records into a store that grows.

use std::fs::File;
use std::io::Write as _;

use crate::cli::args::{AddArgs, InputFormat};
use crate::cli::{End, input};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::export::manifest::sha256_of;
use crate::ingest::{self, Article, Input, Known, ReadOptions};
use crate::knowledge::Knowledge;
use crate::pipeline::code_articles;
use crate::records;
use crate::store::{Store, Writer};

/// So many articles are coded at once: enough for all cores, and all that is held of the input.
const ARTICLES: usize = 512;

/// What a run of `add` works with.
struct Run<'a> {
    knowledge: &'a Knowledge,
    options: ReadOptions,
    known: Known,
    reader: records::Reader<'a>,
    writer: Writer,
    articles: Vec<Article>,
    /// Inputs whose last articles are among those that wait.
    read: Vec<String>,
    diagnostics: Vec<Diagnostic>,
    quiet: bool,
}

/// Adds what the arguments name. What was committed is said on standard output, and lasts whatever comes after.
///
/// # Errors
/// Where nothing can be read, or the store cannot be written.
pub fn run(args: &AddArgs, knowledge: &Knowledge, quiet: bool) -> Result<End> {
    if args.input.conllu {
        return Err(Error::Input("add reads articles and event records: code CoNLL-U first, and add its events".to_owned()));
    }
    let files = ingest::list_files(&args.input.paths)?;
    let mut run = Run {
        knowledge,
        options: input::options(&args.input),
        known: Known::default(),
        // The store itself knows every id; only repeats of content must be looked for while reading.
        reader: records::Reader::new(
            knowledge,
            match input::repeats(&args.input) {
                records::Repeats::Content => records::Repeats::Content,
                _ => records::Repeats::Keep,
            },
        ),
        writer: Writer::open(&args.to, args.batch)?,
        articles: Vec::new(),
        read: Vec::new(),
        diagnostics: Vec::new(),
        quiet,
    };
    let mut skipped = 0;
    for file in files {
        let sha256 = (file != "-").then(|| File::open(&file).and_then(sha256_of).ok()).flatten();
        if sha256.as_ref().is_some_and(|sha256| run.writer.has_input(sha256)) {
            skipped += 1;
            continue;
        }
        let (inputs, wrong) = ingest::inputs(&[file])?;
        run.diagnostics.extend(wrong);
        run.file(inputs, args.input.format)?;
        run.read.extend(sha256);
        run.code_when(ARTICLES)?;
    }
    run.code_when(1)?;
    run.commit()?;
    if run.writer.added > 0 {
        Store::open(&args.to)?.ready()?;
    }
    let (added, repeated) = (run.writer.added, run.writer.repeated);
    if !quiet {
        let message = format!("{added} events added, {repeated} were there already, {skipped} inputs were read before");
        let _ = writeln!(std::io::stderr(), "{message}");
    }
    input::report(&run.diagnostics, quiet);
    input::end(&args.input, &run.diagnostics)
}

impl Run<'_> {
    /// Reads a file; of a zip archive every member.
    fn file(&mut self, inputs: impl Iterator<Item = Input> + Send, format: Option<InputFormat>) -> Result<()> {
        for input in inputs {
            match (input::records_format(&input, format), input.content) {
                (Some(format), Ok(opened)) => self.records(opened, format, &input.file)?,
                (_, content) => self.articles(Input { file: input.file, content })?,
            }
        }
        Ok(())
    }

    fn records(&mut self, opened: ingest::Opened, format: records::Format, file: &str) -> Result<()> {
        let mut failed = None;
        let writer = &mut self.writer;
        let quiet = self.quiet;
        let mut keep = |event| {
            if failed.is_none() {
                match writer.add(event) {
                    Ok(true) => failed = say(writer, quiet).err(),
                    Ok(false) => {}
                    Err(error) => failed = Some(error),
                }
            }
        };
        let wrong = self.reader.read(opened, format, file, &mut keep);
        self.diagnostics.extend(wrong);
        failed.map_or(Ok(()), Err)
    }

    fn articles(&mut self, input: Input) -> Result<()> {
        let (options, mut known) = (self.options.clone(), std::mem::take(&mut self.known));
        for item in ingest::articles_in(input, &options, &mut known) {
            match item {
                Ok(article) => self.articles.push(article),
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
            if self.articles.len() >= ARTICLES {
                self.code()?;
            }
        }
        self.known = known;
        Ok(())
    }

    /// Codes the articles that wait, if there are so many.
    fn code_when(&mut self, least: usize) -> Result<()> {
        if self.articles.len() >= least {
            self.code()?;
        }
        // Where none waits, everything of these is in the writer's hands.
        if self.articles.is_empty() {
            std::mem::take(&mut self.read).into_iter().for_each(|sha256| self.writer.finish_input(sha256));
        }
        Ok(())
    }

    fn code(&mut self) -> Result<()> {
        let coded = code_articles(std::mem::take(&mut self.articles), self.knowledge, || ());
        self.diagnostics.extend(coded.diagnostics);
        self.writer.know(coded.actors.into_values());
        for event in coded.events {
            if self.writer.add(event)? {
                say(&self.writer, self.quiet)?;
            }
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        self.writer.know(self.reader.actors().into_values());
        self.writer.commit()?;
        say(&self.writer, self.quiet)
    }
}

/// Says what is in the store now: who reads this may rely on it.
fn say(writer: &Writer, quiet: bool) -> Result<()> {
    if quiet {
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    let said = writeln!(out, "{} events in the store", writer.events()).and_then(|()| out.flush());
    said.map_err(|source| Error::Write { path: "-".into(), source })
}
