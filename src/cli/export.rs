//! `export`: a graph in a format that other tools read.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::cli::filters::FilterArgs;
use crate::cli::query::only_actors;
use crate::cli::wider::{hint, nothing};
use crate::cli::{End, print};
use crate::error::{Error, Result};
use crate::export::folder::Output;
use crate::export::formats::{FORMATS, Write};
use crate::export::mermaid::MOST_ARROWS;
use crate::export::{folder, write_whole};
use crate::graph::Filter;
use crate::knowledge::DataFiles;

/// `export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The format.
    #[arg(long, value_parser = names())]
    pub format: String,
    /// What to export: the folder of a build, a graph.json, an answer as JSON, an events.jsonl.
    #[arg(long = "in", default_value = "output", value_name = "PATH")]
    pub input: PathBuf,
    /// The file to write, or the folder where a format has several; standard output without it.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Which events are exported.
    #[command(flatten)]
    pub filters: FilterArgs,
}

fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)))
}

/// Exports a graph.
///
/// # Errors
/// Where the graph cannot be read, a filter means nothing, or the file cannot be written.
pub fn run(args: &ExportArgs, files: &DataFiles) -> Result<End> {
    let Some(format) = FORMATS.iter().find(|format| format.name == args.format) else {
        return Err(Error::Input(format!("there is no format {}", args.format)));
    };
    if matches!(format.write, Write::Folder(_)) && args.output.is_none() {
        return Err(Error::Input(format!("{} is several files: name a folder with -o", format.name)));
    }
    let mut filter = args.filters.filter(files)?;
    let output = folder::open(&args.input)?;
    let graph = output.at(args.filters.level(output.graph.level), &filter)?;
    match only_actors(&*graph, &args.filters, files)? {
        Ok(actors) => filter.actors = actors,
        Err(unclear) => return nothing(&unclear),
    }
    let graph = graph.filter(&filter);
    if graph.graph.node_count() == 0 {
        return nothing(&format!("nothing to export{}", widened(&output, &args.filters, &filter)?));
    }
    if format.name == "mermaid" && graph.graph.edge_count() > MOST_ARROWS {
        let _ = writeln!(
            std::io::stderr(),
            "note: Mermaid draws {MOST_ARROWS} arrows at most unless it is set otherwise, and these are {}: narrow them with --since, --until, \
             --actor or --quad",
            graph.graph.edge_count()
        );
    }
    match (format.write, &args.output) {
        (Write::File(write), None) => print(&write(&graph, &output.title)),
        (Write::File(write), Some(path)) => write_whole(path, &write(&graph, &output.title)).map(|()| End::Done),
        (Write::Folder(write), path) => {
            let folder = path.clone().unwrap_or_default();
            fs::create_dir_all(&folder).map_err(|source| Error::Write { path: folder.clone(), source })?;
            for (name, bytes) in write(&graph, &output.title) {
                write_whole(&folder.join(name), &bytes)?;
            }
            Ok(End::Done)
        }
    }
}

/// Which filters keep nothing, and what would be kept without them.
///
/// # Errors
/// Where the folder's events cannot be read.
pub fn widened(output: &Output, args: &FilterArgs, filter: &Filter) -> Result<String> {
    let all = output.everything(args.level(output.graph.level))?;
    Ok(hint(args, filter, |wider| {
        let kept = all.select(wider);
        kept.edges.len() + kept.solo.len()
    }))
}
