//! `render`: a graph.json as a picture.

use std::path::Path;

use crate::cli::args::{Engine, LevelArg, RenderArgs};
use crate::cli::{End, picture};
use crate::error::{Error, Result};
use crate::export::{self, node_link, write::write_whole};
use crate::graph::Level;

/// Draws a graph.
///
/// # Errors
/// Where the graph cannot be read, the format is not known, or the picture cannot be drawn or written.
pub fn run(args: &RenderArgs) -> Result<End> {
    let bytes = std::fs::read(&args.graph).map_err(|source| Error::Read { path: args.graph.clone(), source })?;
    let (title, graph) = node_link::read(&bytes, &args.graph.display().to_string())?;
    let graph = if args.level == Some(LevelArg::Party) { graph.at(Level::Party) } else { graph };
    if args.level == Some(LevelArg::Person) && graph.level == Level::Party {
        let message = format!("{} is a graph of parties: build it with --level person", args.graph.display());
        return Err(Error::Input(message));
    }
    let format = args.output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let picture = match (args.engine, format.as_str()) {
        (Engine::Dot, format) => crate::view::dot::render_with_dot(&export::dot::dot(&graph, &title), format)?,
        (Engine::Own, "svg") => picture::svg(&graph, &args.picture, None)?.into_bytes(),
        (Engine::Own, "png") => png(&picture::svg(&graph, &args.picture, None)?)?,
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
