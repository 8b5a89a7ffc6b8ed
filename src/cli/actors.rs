//! `actors`: looks an actor up.

use std::io::Write;

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use serde_json::json;

use crate::cli::args::{ActorsArgs, Format};
use crate::cli::{End, print, print_json};
use crate::error::Result;
use crate::knowledge::directory::Found;
use crate::knowledge::{ActorDirectory, DataFiles};

/// Prints the actors that a name may mean; without any, the nearest name that is known.
///
/// # Errors
/// Where the data folder has a mistake.
pub fn run(args: &ActorsArgs, files: &DataFiles) -> Result<End> {
    let directory = ActorDirectory::load(files)?;
    let found = directory.find(&args.name, args.on);
    if args.format == Format::Json {
        print_json(&found.iter().map(|found| as_json(&directory, found)).collect::<Vec<_>>())?;
    } else if !found.is_empty() {
        print(as_text(&directory, &found).as_bytes())?;
    }
    if !found.is_empty() {
        return Ok(End::Done);
    }
    let hint = directory.suggest(&args.name).map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let _ = writeln!(std::io::stderr(), "no actor is called {}{hint}", args.name);
    Ok(End::Nothing)
}

fn as_text(directory: &ActorDirectory, found: &[Found]) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(["name", "code", "party", "office", "from", "to", "also called"]);
    for found in found {
        let entry = directory.entry(found.entry);
        let party = found.party.map_or("", |party| directory.entry(party).name.as_str());
        let (office, from, to) =
            found.role.as_ref().map_or(("", None, None), |role| (role.office.as_str(), role.term.from, role.term.to));
        let day = |day: Option<crate::date::Date>| day.map_or_else(String::new, |day| day.to_string());
        table.add_row([
            entry.name.clone(),
            found.code.clone(),
            party.to_owned(),
            office.to_owned(),
            day(from),
            day(to),
            entry.aliases.join("; "),
        ]);
    }
    format!("{table}\n")
}

fn as_json(directory: &ActorDirectory, found: &Found) -> serde_json::Value {
    let entry = directory.entry(found.entry);
    let role = found
        .role
        .as_ref()
        .map(|role| json!({ "office": role.office, "sector": role.sector, "from": role.term.from, "to": role.term.to }));
    json!({ "id": entry.id, "name": entry.name, "aliases": entry.aliases, "code": found.code,
            "party": found.party.map(|party| &directory.entry(party).id), "office": role })
}
