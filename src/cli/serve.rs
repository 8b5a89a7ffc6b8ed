//! `serve`: the page of a folder of output or of a part of a store, on 127.0.0.1.

use std::path::Path;

use crate::cli::args::ServeArgs;
use crate::cli::query::only_actors;
use crate::cli::wider::nothing;
use crate::cli::{End, print, root_names};
use crate::date::Date;
use crate::error::Result;
use crate::export::folder;
use crate::graph::Filter;
use crate::knowledge::{DataFiles, Ontology};
use crate::serve::{Output, Part, bind};
#[cfg(feature = "parquet")]
use crate::store::Store;
use crate::view::page::About;

/// Serves until the process ends.
///
/// # Errors
/// Where the folder holds no output, a filter means nothing, or the port is in use.
pub fn run(args: &ServeArgs, files: &DataFiles) -> Result<End> {
    let folder = args.folder.as_ref().unwrap_or(&args.input);
    let mut filter = args.filters.filter(files)?;
    if args.filters.is_empty() && !is_store(folder) {
        // Another level alone leaves nothing out.
        filter = Filter::everything();
    }
    let newest = if args.filters.is_empty() { newest(folder)? } else { None };
    filter.since = filter.since.or(newest);
    let mut about = About { roots: root_names(&Ontology::load(files)?), ..About::default() };
    if let Some(day) = newest {
        about.title = format!("Since {day}");
    }
    let asked = newest.is_some() || !args.filters.is_empty() || args.filters.level.is_some() || is_store(folder);
    let mut part = None;
    if asked {
        let output = folder::open(folder)?;
        let level = args.filters.level(output.graph.level);
        if !args.filters.actors.is_empty() {
            match only_actors(&*output.at(level, &filter)?, &args.filters, files)? {
                Ok(actors) => filter.actors = actors,
                Err(unclear) => return nothing(&unclear),
            }
        }
        part = Some(Part { level, filter });
    }
    let output = Output::open(folder, about, part)?;
    if output.current().evidence.tellings.is_empty() && !args.filters.is_empty() {
        return nothing(&format!("nothing to show with {}", args.filters.typed().join(" ")));
    }
    let server = bind(args.port)?;
    let since = newest.map(|day| format!(" since {day} (--since and --until choose another time)")).unwrap_or_default();
    print(format!("{} shows {}{since}; Ctrl-C ends it\n", server.address(), folder.display()).as_bytes())?;
    server.run(output).map(|()| End::Done)
}

#[cfg(feature = "parquet")]
fn is_store(folder: &Path) -> bool {
    Store::is_one(folder)
}

#[cfg(not(feature = "parquet"))]
fn is_store(_: &Path) -> bool {
    false
}

/// So many events of a store are shown where nothing else is asked for: a page of them answers at once.
#[cfg(feature = "parquet")]
const NEWEST: usize = 100_000;

/// The day from which on a store's events are shown, where these are more than a page holds and no filter says which.
#[cfg(feature = "parquet")]
fn newest(folder: &Path) -> Result<Option<Date>> {
    if is_store(folder) { Ok(Store::open(folder)?.newest(NEWEST)) } else { Ok(None) }
}

#[cfg(not(feature = "parquet"))]
fn newest(_: &Path) -> Result<Option<Date>> {
    Ok(None)
}
