//! `build`: articles and event records in, an explained diagram out.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use crate::cli::args::{BuildArgs, LevelArg};
use crate::cli::{End, input, picture, root_names, summary};
use crate::error::{Error, Result};
use crate::export::manifest::{InputFile, Manifest, Totals, hash_data, sha256_of};
use crate::export::{self, write::write_whole, write::write_whole_by};
use crate::graph::{Filter, Level, RelationGraph, fold};
use crate::ingest;
use crate::knowledge::{DataFiles, Knowledge};
use crate::view::page::{self, About};

/// What the graph, the picture and the page are called.
const TITLE: &str = "Who did what to whom";

/// Reads, codes, folds and writes everything into the output folder.
///
/// # Errors
/// Where nothing can be read, or the folder cannot be written.
pub fn run(args: &BuildArgs, knowledge: &Knowledge, files: &DataFiles, quiet: bool) -> Result<End> {
    let folder = &args.output;
    fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.clone(), source })?;
    let coded = input::code(&args.input, knowledge, quiet)?;
    let events: Vec<_> = coded.events.into_iter().map(Arc::new).collect();
    let graph = fold(events.clone(), coded.actors.clone());
    let totals = Totals::of(coded.articles as u64, coded.sentences as u64, &graph, &coded.diagnostics);
    let totals = Totals { records: coded.records as u64, ..totals };
    let manifest =
        Manifest { version: env!("CARGO_PKG_VERSION").to_owned(), data: hash_data(files)?, inputs: inputs(args)?, totals };
    let level = match args.level {
        LevelArg::Person => Level::Person,
        LevelArg::Party => Level::Party,
    };
    let drawn = graph.at(level).filter(&Filter::default());
    // Drawn before anything is written: what cannot be drawn leaves the folder as it was.
    let since = args.since.map(|since| since.first);
    let picture = picture::svg(&drawn, &args.picture, since, Some("index.html"), files)?;
    let write = |name: &str, bytes: &[u8]| write_whole(&folder.join(name), bytes);
    write_whole_by(&folder.join("events.jsonl"), |out| export::events::write(events.iter().map(AsRef::as_ref), out))?;
    write("actors.jsonl", &export::actors::actors(&coded.actors))?;
    write("diagnostics.jsonl", &export::diagnostics::diagnostics(&coded.diagnostics))?;
    write("graph.json", &export::node_link::node_link(&drawn, TITLE))?;
    write("graph.dot", export::dot::dot(&drawn, TITLE).as_bytes())?;
    write("graph.svg", picture.as_bytes())?;
    drop(drawn);
    let about = About { title: TITLE.to_owned(), level: Some(level), roots: root_names(&knowledge.ontology), answer: None };
    write("index.html", page::page(&page::tables(&graph, &about)).as_bytes())?;
    write("manifest.json", &export::manifest::manifest(&manifest))?;
    if !quiet {
        tell(&manifest.totals, &graph.at(Level::Party), folder);
    }
    input::report(&coded.diagnostics, quiet);
    if events.is_empty() {
        let _ = writeln!(std::io::stderr(), "no event was found in {} articles", coded.articles);
        return Ok(End::Nothing);
    }
    input::end(&args.input, &coded.diagnostics)
}

/// The files that were read, with their hashes; standard input has none.
fn inputs(args: &BuildArgs) -> Result<Vec<InputFile>> {
    let files = ingest::list_files(&args.input.paths)?;
    let named = files.into_iter().filter(|path| path != "-");
    let hashed = named.filter_map(|path| {
        let sha256 = fs::File::open(&path).and_then(sha256_of).ok()?;
        Some(InputFile { path, sha256 })
    });
    Ok(hashed.collect())
}

fn tell(totals: &Totals, graph: &RelationGraph, folder: &Path) {
    let mut out = std::io::stderr().lock();
    let _ = write!(out, "{}", summary::summary(totals, graph));
    let _ = writeln!(out, "\nwritten to {}: open {} in a browser", folder.display(), folder.join("index.html").display());
}
