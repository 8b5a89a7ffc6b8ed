//! `serve`: the page of a folder of output, on 127.0.0.1.

use crate::cli::args::ServeArgs;
use crate::cli::{End, print, root_names};
use crate::error::Result;
use crate::knowledge::{DataFiles, Ontology};
use crate::serve::{Output, bind};
use crate::view::page::About;

/// Serves until the process ends.
///
/// # Errors
/// Where the folder holds no output, or the port is in use.
pub fn run(args: &ServeArgs, files: &DataFiles) -> Result<End> {
    let about = About { roots: root_names(&Ontology::load(files)?), ..About::default() };
    let output = Output::open(&args.folder, about)?;
    let server = bind(args.port)?;
    print(format!("{} shows {}; Ctrl-C ends it\n", server.address(), args.folder.display()).as_bytes())?;
    server.run(output).map(|()| End::Done)
}
