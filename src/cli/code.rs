//! `code`: events as JSON Lines on standard output.

use crate::cli::args::CodeArgs;
use crate::cli::{End, input, print};
use crate::error::{Error, Result};
use crate::events::Event;
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
    let diagnostics = if args.input.conllu {
        let coded = input::code(&args.input, knowledge, quiet)?;
        lines(&coded.events)?;
        coded.diagnostics
    } else {
        input::stream(&args.input, knowledge, quiet, &mut |part| lines(&part.events))?
    };
    input::report(&diagnostics, quiet);
    // A record may fail, an input may not: who pipes to this program sees only how it ended.
    if let Some(stopped) = diagnostics.iter().find(|diagnostic| diagnostic.code == "unreadable") {
        return Err(Error::Input(format!("not everything could be read: {stopped}")));
    }
    input::end(&args.input, &diagnostics)
}

fn lines(events: &[Event]) -> Result<()> {
    let mut lines = Vec::new();
    for event in events {
        serde_json::to_writer(&mut lines, event).map_err(|error| Error::Input(error.to_string()))?;
        lines.push(b'\n');
    }
    print(&lines).map(|_| ())
}

fn trees(args: &CodeArgs, knowledge: &Knowledge, quiet: bool) -> Result<End> {
    let (documents, diagnostics) = input::documents(&args.input, knowledge)?;
    let text: String = documents.iter().map(conllu::write).collect();
    print(text.as_bytes())?;
    input::report(&diagnostics, quiet);
    input::end(&args.input, &diagnostics)
}
