//! `types`: looks an event type up.

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use serde_json::json;

use crate::cli::args::{Format, TypesArgs};
use crate::cli::{End, print, print_json};
use crate::error::Result;
use crate::knowledge::ontology::{EventTypeInfo, quad_name};
use crate::knowledge::{DataFiles, Ontology};

/// Prints the event types whose code begins with the query, or whose name or description holds it.
///
/// # Errors
/// Where the data folder has a mistake.
pub fn run(args: &TypesArgs, files: &DataFiles) -> Result<End> {
    let ontology = Ontology::load(files)?;
    let query = args.query.as_deref().unwrap_or_default().to_lowercase();
    let found: Vec<&EventTypeInfo> = ontology.event_types().filter(|kind| matches(kind, &query)).collect();
    if args.format == Format::Json {
        print_json(&found.iter().map(|kind| as_json(kind)).collect::<Vec<_>>())?;
    } else if !found.is_empty() {
        print(as_text(&found).as_bytes())?;
    }
    Ok(if found.is_empty() { End::Nothing } else { End::Done })
}

fn matches(kind: &EventTypeInfo, query: &str) -> bool {
    if query.starts_with(|first: char| first.is_ascii_digit()) {
        return kind.code.starts_with(query);
    }
    let plover = kind.plover.as_deref().unwrap_or_default().to_lowercase();
    [&kind.name.to_lowercase(), &kind.description.to_lowercase(), &plover].iter().any(|text| text.contains(query))
}

fn as_text(found: &[&EventTypeInfo]) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(["code", "name", "PLOVER", "quad class", "Goldstein", "meaning"]);
    for kind in found {
        let plover = [kind.plover.as_deref(), kind.mode.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let goldstein = format!("{:+.1}", kind.goldstein);
        table.add_row([kind.code.as_str(), &kind.name, &plover, quad_name(kind.quad), &goldstein, &kind.description]);
    }
    format!("{table}\n")
}

fn as_json(kind: &EventTypeInfo) -> serde_json::Value {
    json!({ "cameo": kind.code, "name": kind.name, "root": kind.root(), "plover": kind.plover, "mode": kind.mode, "contexts": kind.contexts,
            "quad": kind.quad, "goldstein": kind.goldstein, "description": kind.description })
}
