//! PLOVER's JSON, in the manual's names and in the older ones.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::records::fields::written_day;
use crate::records::polecat::pairs;
use crate::records::{Act, Figure, Row, Spot, Who};

/// The events of a record: one for each actor, recipient and event.
pub(super) fn rows(bytes: &[u8], emit: &mut dyn FnMut(&Row<'_>)) -> Result<(), String> {
    let record: Map<String, Value> = serde_json::from_slice(bytes).map_err(|error| format!("no valid JSON: {error}"))?;
    let first = |names: &[&str]| names.iter().find_map(|name| record.get(*name)).unwrap_or(&Value::Null);
    let id = text(first(&["id"]));
    if id.is_empty() {
        return Err("it has no id".to_owned());
    }
    let events = list(first(&["event"]));
    if events.is_empty() {
        let has_none = record.get("has_event").and_then(Value::as_bool) == Some(false);
        return if has_none { Ok(()) } else { Err("it has no event".to_owned()) };
    }
    let sides = |names: &[&str]| -> Vec<Who<'_>> { list(first(names)).into_iter().filter_map(who).collect() };
    let (sources, targets) = (sides(&["actor", "source"]), sides(&["recipient", "target"]));
    let cited = first(&["cite_info"]);
    let told = text(first(&["date"]));
    let spot = first(&["event_loc", "eventLoc"]);
    let degrees = |names: &[&str]| names.iter().find_map(|name| spot.get(*name)?.as_f64());
    for (number, event) in events.iter().enumerate() {
        let own = text(event);
        let id = if number == 0 { id.clone() } else { Cow::Owned(format!("{id}-{own}")) };
        let row = Row {
            row: id,
            day: written_day(&told),
            told: told.clone(),
            reported: written_day(&part(cited, &["date", "pub_date", "publication_date"])),
            act: Act::Plover {
                event: own,
                mode: list(first(&["mode"])).into_iter().map(text).find(|mode| !mode.is_empty()).unwrap_or_default(),
                contexts: list(first(&["context"])).into_iter().map(text).filter(|context| !context.is_empty()).collect(),
            },
            intensity: Figure::Read(first(&["event_scale"]).as_f64()),
            spot: Spot {
                name: if spot.is_string() {
                    text(spot)
                } else {
                    part(spot, &["name", "placename", "text", "raw_text", "country_name"])
                },
                country: part(spot, &["country", "country_code", "country_name"]),
                latitude: Figure::Read(degrees(&["latitude", "lat"])),
                longitude: Figure::Read(degrees(&["longitude", "lon", "lng"])),
            },
            url: part(cited, &["url", "link"]),
            publisher: part(cited, &["source", "publisher"]),
            text: text(first(&["text"])),
            words: list(first(&["event_text", "eventText"])).into_iter().map(text).next().unwrap_or_default(),
            ..Row::default()
        };
        pairs(row, &sources, &targets, emit);
    }
    Ok(())
}

/// An entity: an object, or its code alone.
fn who(entity: &Value) -> Option<Who<'_>> {
    let part = |names: &[&str]| part(entity, names);
    if entity.is_string() {
        let code = text(entity);
        return (!matches!(&*code, "" | "---")).then_some(Who::Lettered {
            name: Cow::Borrowed(""),
            country: code,
            sector: Cow::Borrowed(""),
        });
    }
    let country = part(&["code", "country", "country_name"]);
    let sector = part(&["sector", "sector_code"]);
    let name = part(&["identifier_text", "wiki_name", "name", "entity_text", "raw_text", "text"]);
    let known = !(country.is_empty() && sector.is_empty() && name.is_empty());
    known.then_some(Who::Lettered { name, country, sector })
}

/// The first text that an object has under one of the names.
fn part<'v>(object: &'v Value, names: &[&str]) -> Cow<'v, str> {
    let mut texts = names.iter().map(|name| text(object.get(*name).unwrap_or(&Value::Null)));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// A list, or one value in place of it.
fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(all) => all.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

/// A value's text; of what is neither text nor number, none.
fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) if matches!(text.trim(), "None" | "null") => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text.trim()),
        Value::Number(number) => Cow::Owned(number.to_string()),
        _ => Cow::Borrowed(""),
    }
}
