//! The command line: one file per subcommand.

mod actors;
mod actors_check;
#[cfg(feature = "parquet")]
mod add;
pub mod answers;
pub mod args;
mod big;
mod build;
mod code;
mod explain;
pub mod export;
pub mod filters;
mod input;
mod picture;
pub mod query;
mod relate;
mod render;
mod score;
mod score_text;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "parquet")]
mod store;
mod summary;
pub mod train;
mod types;
mod wider;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::error::{Error, Result};
use crate::knowledge::{DataFiles, Knowledge, Ontology};
use args::{Arguments, Command};

/// How a run ended, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Done: exit code 0.
    Done,
    /// Nothing was found, or a bad record was skipped under `--strict`: exit code 1.
    Nothing,
}

/// Runs the program: arguments in, exit code out. 0 done, 1 nothing found or a bad record under `--strict`, 2 usage or
/// unreadable input; a closed pipe is no error.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Nothing) => ExitCode::from(1),
        Err(Error::Write { source, .. }) if source.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "diplograph: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<End> {
    if let Some(threads) = arguments.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        pool.map_err(|error| Error::Input(format!("cannot start {threads} threads: {error}; choose fewer with --threads")))?;
    }
    if let Some(folder) = &arguments.data {
        // A file that the folder lacks is taken from the built-in data: a folder that is not there would go unnoticed.
        std::fs::read_dir(folder).map_err(|source| Error::Read { path: folder.clone(), source })?;
    }
    let files = DataFiles::new(arguments.data.as_deref());
    let quiet = arguments.quiet;
    match arguments.command {
        #[cfg(feature = "parquet")]
        Command::Add(args) => add::run(&args, knowledge(&files)?, quiet),
        #[cfg(feature = "parquet")]
        Command::Store(args) => store::run(&args),
        Command::Build(args) => build::run(&args, knowledge(&files)?, &files, quiet),
        Command::Code(args) => code::run(&args, knowledge(&files)?, quiet),
        Command::Explain(args) => explain::run(&args, knowledge(&files)?),
        Command::Export(args) => export::run(&args, &files),
        Command::Query(args) => query::run(&args, &files),
        Command::Render(args) => render::run(&args, &files),
        Command::Relate(args) => relate::run(&args, knowledge(&files)?, quiet),
        Command::Score(args) => score::run(&args, knowledge(&files)?, quiet),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args, &files),
        Command::Actors(args) => actors::run(&args, &files),
        Command::Types(args) => types::run(&args, &files),
        Command::Train(args) => train::run(&args, &files).map(|()| End::Done),
        Command::Completions { shell } => completions(shell),
    }
}

/// What the stages need to know. It lives as long as the process: to take it apart at the end would only cost time.
fn knowledge(files: &DataFiles) -> Result<&'static Knowledge> {
    let knowledge = &*Box::leak(Box::new(Knowledge::load(files)?));
    let lost = knowledge.actors.notes().len();
    if lost > 0 {
        let _ = writeln!(
            io::stderr(),
            "{lost} lines of your dictionaries were not understood: `diplograph actors check FILE` tells which and why"
        );
    }
    Ok(knowledge)
}

fn completions(shell: clap_complete::Shell) -> Result<End> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "diplograph", &mut script);
    print(&script)
}

/// What CAMEO's twenty roots are called.
fn root_names(ontology: &Ontology) -> BTreeMap<String, String> {
    let roots = ontology.event_types().filter(|kind| kind.code.len() == 2);
    roots.map(|kind| (kind.code.clone(), kind.name.clone())).collect()
}

/// Writes to standard output.
///
/// # Errors
/// Where it is closed or full; a closed pipe ends the run in peace.
fn print(bytes: &[u8]) -> Result<End> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|source| Error::Write { path: "-".into(), source })?;
    Ok(End::Done)
}

/// Prints a value as JSON, indented.
fn print_json(value: &impl serde::Serialize) -> Result<End> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| Error::Input(error.to_string()))?;
    text.push('\n');
    print(text.as_bytes())
}
