//! `store`: what is in a store, whether it is sound, and fewer segments.

use std::path::Path;

use crate::cli::args::{Format, OneStore, StoreAction, StoreArgs};
use crate::cli::summary::table;
use crate::cli::{End, print, print_json};
use crate::error::Result;
use crate::store::{Store, check, compact};

/// Looks after a store.
///
/// # Errors
/// Where it cannot be read, or written by `compact`.
pub fn run(args: &StoreArgs) -> Result<End> {
    match &args.action {
        StoreAction::Info(one) => info(one),
        StoreAction::Check(one) => faults(one),
        StoreAction::Compact(one) => joined(one),
    }
}

fn info(one: &OneStore) -> Result<End> {
    let info = Store::open(&one.folder)?.info();
    if one.format == Format::Json {
        return print_json(&info);
    }
    let day = |date: Option<crate::date::Date>| date.map_or("-".to_owned(), |date| date.to_string());
    let rows = [
        ("events", info.events.to_string()),
        ("segments", info.segments.to_string()),
        ("months", info.months.to_string()),
        ("bytes", info.bytes.to_string()),
        ("inputs", info.inputs.to_string()),
        ("from", day(info.from)),
        ("to", day(info.to)),
        ("version", info.version.to_string()),
    ];
    let rows = rows.map(|(name, value)| vec![name.to_owned(), value]);
    print((table(&["found", "value"], rows) + "\n").as_bytes())
}

fn faults(one: &OneStore) -> Result<End> {
    let store = Store::open(&one.folder)?;
    let faults = check(&store)?;
    match one.format {
        Format::Json => print_json(&faults)?,
        Format::Text if faults.is_empty() => print(format!("{} events: sound\n", store.info().events).as_bytes())?,
        Format::Text => {
            let lines = faults.iter().map(|fault| format!("{}: {}\n", shown(&one.folder, &fault.file), fault.message));
            print(lines.collect::<String>().as_bytes())?
        }
    };
    Ok(if faults.is_empty() { End::Done } else { End::Nothing })
}

fn shown(folder: &Path, file: &str) -> String {
    folder.join(file).display().to_string()
}

fn joined(one: &OneStore) -> Result<End> {
    let (before, now) = compact(&one.folder)?;
    match one.format {
        Format::Json => print_json(&serde_json::json!({ "before": before, "segments": now })),
        Format::Text => print(format!("{before} segments before, {now} now\n").as_bytes()),
    }
}
