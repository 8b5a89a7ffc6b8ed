//! `relate`: the relation between two given spans of each record.

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use crate::cli::args::RelateArgs;
use crate::cli::{End, input, print};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::Result;
use crate::events::relate::relate;
use crate::ingest::Article;
use crate::knowledge::Knowledge;
use crate::span::Span;
use crate::text::annotate;

/// Prints a line for each record: its id, and the type of what its source does to its target.
///
/// # Errors
/// Where a file cannot be read, or nothing can be written.
pub fn run(args: &RelateArgs, knowledge: &Knowledge, quiet: bool) -> Result<End> {
    let mut answers = Vec::new();
    let mut diagnostics = Vec::new();
    for path in &args.paths {
        let text = input::read_text(path)?;
        let lines: Vec<(usize, &str)> = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).collect();
        let related: Vec<_> = lines.into_par_iter().map(|(number, line)| record(path, number, line, knowledge)).collect();
        for answer in related {
            match answer {
                Ok(answer) => answers.push(answer),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
    }
    let lines: String = answers.iter().map(|answer| format!("{answer}\n")).collect();
    print(lines.as_bytes())?;
    input::report(&diagnostics, quiet);
    Ok(if args.strict && !diagnostics.is_empty() { End::Nothing } else { End::Done })
}

fn record(path: &str, number: usize, line: &str, knowledge: &Knowledge) -> std::result::Result<Value, Diagnostic> {
    let place = Place { file: Some(path.to_owned()), line: Some(number), ..Place::default() };
    let wrong = |code: &str, message: String| Diagnostic::new(Severity::Error, code, place.clone(), message);
    let object: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| wrong("broken-json", format!("no JSON object: {error}")))?;
    let text = object.get("text").and_then(Value::as_str).unwrap_or_default();
    if text.trim().is_empty() {
        return Err(wrong("no-text", "the record has no text and is skipped".to_owned()));
    }
    let (sources, targets) = both_spans(&object, text);
    if sources.is_empty() && targets.is_empty() {
        let hint = "give bytes as \"spans\": [{\"role\": \"source\", \"start\": 0, \"end\": 6}, ...], or the words as \"source\" and \"target\"";
        return Err(wrong("no-span", "the record names neither source nor target in its text".to_owned()).hint(hint));
    }
    let id = match object.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => format!("{path}:{number}"),
    };
    let article = Article::of(&id, text, None, object.get("date").and_then(Value::as_str));
    let (document, _) = annotate(article, &knowledge.language, &knowledge.model);
    Ok(match relate(document, &sources, &targets, knowledge) {
        Some(relation) => {
            let mut answer = json!({ "id": id });
            if let (Value::Object(answer), Ok(Value::Object(found))) = (&mut answer, serde_json::to_value(&relation)) {
                answer.extend(found);
            }
            answer
        }
        None => json!({ "id": id, "type": { "cameo": null, "plover": null }, "how": "nothing" }),
    })
}

/// The spans of the source and of the target in a record's text.
pub fn both_spans(object: &Map<String, Value>, text: &str) -> (Vec<Span>, Vec<Span>) {
    (spans(object, "source", text), spans(object, "target", text))
}

/// The spans of a role: of `spans`, of the side's own `span`, else where its words stand in the text.
fn spans(object: &Map<String, Value>, role: &str, text: &str) -> Vec<Span> {
    let listed = object.get("spans").and_then(Value::as_array).into_iter().flatten();
    let own = listed.filter(|span| span.get("role").and_then(Value::as_str) == Some(role));
    let given: Vec<Span> = own.filter_map(|span| Some(Span::new(number(span.get("start"))?, number(span.get("end"))?))).collect();
    let side = object.get(role);
    let alone = side.and_then(|side| side.get("span")).and_then(|span| serde_json::from_value::<Span>(span.clone()).ok());
    let given: Vec<Span> = given.into_iter().chain(alone).filter(|span| !span.of(text).trim().is_empty()).collect();
    if !given.is_empty() {
        return given;
    }
    let words = side.and_then(|side| side.as_str().or_else(|| side.get("text")?.as_str())).unwrap_or_default().trim();
    let at = text.find(words).filter(|_| !words.is_empty());
    at.map(|start| Span::new(start, start + words.len())).into_iter().collect()
}

fn number(value: Option<&Value>) -> Option<usize> {
    value?.as_u64().and_then(|number| usize::try_from(number).ok())
}
