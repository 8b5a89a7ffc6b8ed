//! `code`: events as JSON Lines on standard output.

use crate::cli::args::CodeArgs;
use crate::cli::{End, input, print};
use crate::error::{Error, Result};
use crate::knowledge::Knowledge;
use crate::text::conllu;

/// Codes the input and prints the events; with `--trees` the trees instead.
///
/// # Errors
/// Where the input cannot be read, or nothing can be written.
pub fn run(args: &CodeArgs, knowledge: &Knowledge, quiet: bool) -> Result<End> {
    if args.trees {
        return trees(args, knowledge, quiet);
    }
    let coded = input::code(&args.input, knowledge, quiet)?;
    let mut lines = Vec::new();
    for event in &coded.events {
        serde_json::to_writer(&mut lines, event).map_err(|error| Error::Input(error.to_string()))?;
        lines.push(b'\n');
    }
    print(&lines)?;
    input::report(&coded.diagnostics, quiet);
    input::end(&args.input, &coded.diagnostics)
}

fn trees(args: &CodeArgs, knowledge: &Knowledge, quiet: bool) -> Result<End> {
    let (documents, diagnostics) = input::documents(&args.input, knowledge)?;
    let text: String = documents.iter().map(conllu::write).collect();
    print(text.as_bytes())?;
    input::report(&diagnostics, quiet);
    input::end(&args.input, &diagnostics)
}
