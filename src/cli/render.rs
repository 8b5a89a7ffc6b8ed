//! `render`: a graph.json as a picture.

use std::path::Path;

use crate::cli::args::{Engine, RenderArgs};
use crate::cli::export::widened;
use crate::cli::query::only_actors;
use crate::cli::wider::nothing;
use crate::cli::{End, picture};
use crate::error::{Error, Result};
use crate::export::{self, folder, write::write_whole};
use crate::knowledge::DataFiles;

/// Draws a graph.
///
/// # Errors
/// Where the graph cannot be read, the format is not known, or the picture cannot be drawn or written.
pub fn run(args: &RenderArgs, files: &DataFiles) -> Result<End> {
    let mut filter = args.filters.filter(files)?;
    let read = folder::open(&args.graph)?;
    let level = args.filters.level(read.graph.level);
    let graph = read.at(level, &filter)?;
    match only_actors(&*graph, &args.filters, files)? {
        Ok(actors) => filter.actors = actors,
        Err(unclear) => return nothing(&unclear),
    }
    // A graph is drawn as it is where nothing is asked of it: it may hold what the default filter leaves out.
    let as_it_is = args.filters.is_empty() && level == read.graph.level;
    let graph = if as_it_is { graph.into_owned() } else { graph.filter(&filter) };
    if !as_it_is && graph.graph.edge_count() == 0 {
        return nothing(&format!("nothing to draw{}", widened(&read, &args.filters, &filter)?));
    }
    let title = &read.title;
    let format = args.output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let picture = match (args.engine, format.as_str()) {
        (Engine::Dot, format) => crate::view::dot::render_with_dot(&export::dot::dot(&graph, title), format)?,
        (Engine::Own, "svg") => picture::svg(&graph, &args.picture, None, None, files)?.into_bytes(),
        (Engine::Own, "png") => png(&picture::svg(&graph, &args.picture, None, None, files)?)?,
        (Engine::Own, _) => return Err(unknown(&args.output)),
    };
    write_whole(&args.output, &picture)?;
    Ok(End::Done)
}

#[cfg(feature = "png")]
fn png(svg: &str) -> Result<Vec<u8>> {
    crate::view::png::png(svg, 2.0)
}

#[cfg(not(feature = "png"))]
fn png(_: &str) -> Result<Vec<u8>> {
    Err(Error::Input("this build draws no PNG: build it with --features png, or write an .svg".to_owned()))
}

fn unknown(output: &Path) -> Error {
    let message = format!("{}: name it .svg or .png, or add --engine dot for what Graphviz offers", output.display());
    Error::Input(message)
}
