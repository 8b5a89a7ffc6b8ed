//! JSON Lines, read line by line, and JSON documents, read whole.

use std::io::{self, BufRead, Read};

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::decode::decode;
use crate::ingest::fields::{self, Ignored};
use crate::ingest::record::{self, Origin};
use crate::ingest::{Item, MOST_BYTES};

/// Where services put the array of articles within their answer.
const ARRAYS: &[&str] = &["articles", "items", "results", "data", "docs", "documents", "value"];

/// The articles of a file with one JSON object a line. A broken line is a diagnostic; the rest goes on.
pub(super) fn lines<'a>(reader: impl BufRead + Send + 'a, origin: Origin<'a>) -> impl Iterator<Item = Item> + Send + 'a {
    let mut ignored = Ignored::default();
    let mut guessed = false;
    let mut lines = Some(Lines { reader, number: 0 });
    std::iter::from_fn(move || {
        let Some(line) = lines.as_mut()?.next() else {
            lines = None;
            return Some(std::mem::take(&mut ignored).diagnostics(&origin).into_iter().map(Err).collect());
        };
        let (number, bytes) = match line {
            Ok(line) => line,
            Err((number, error)) => {
                lines = None;
                let message = format!("reading stopped: {error}; what came before is kept");
                return Some(vec![Err(Diagnostic::new(Severity::Error, "unreadable", origin.place(Some(number)), message))]);
            }
        };
        let mut items: Vec<Item> = Vec::new();
        let decoded = decode(&bytes);
        if let Some(guess) = decoded.guess.filter(|_| !guessed) {
            guessed = true;
            let message = format!("read as {guess} from here");
            items.push(Err(Diagnostic::new(Severity::Note, "encoding", origin.place(Some(number)), message)));
        }
        items.extend(line_items(&decoded.text, number, &origin, &mut ignored));
        Some(items)
    })
    .flatten()
}

/// The articles of a JSON document: an array of objects, one object, or an object that holds such an array.
pub(super) fn document(text: &str, origin: &Origin<'_>) -> Vec<Item> {
    let value = match serde_json::from_str::<Value>(text) {
        Ok(value) => value,
        Err(error) => return vec![Err(broken(&error, origin, Some(error.line())))],
    };
    let mut ignored = Ignored::default();
    let mut items = value_items(value, None, origin, &mut ignored);
    items.extend(ignored.diagnostics(origin).into_iter().map(Err));
    items
}

fn line_items(line: &str, number: usize, origin: &Origin<'_>, ignored: &mut Ignored) -> Vec<Item> {
    let line = line.trim();
    if line.is_empty() {
        return Vec::new();
    }
    match serde_json::from_str::<Value>(line) {
        Ok(value) => value_items(value, Some(number), origin, ignored),
        Err(error) => vec![Err(broken(&error, origin, Some(number)))],
    }
}

fn value_items(value: Value, line: Option<usize>, origin: &Origin<'_>, ignored: &mut Ignored) -> Vec<Item> {
    let values = match value {
        Value::Array(values) => values,
        Value::Object(mut object) => match nested(&mut object, origin) {
            Some(values) => values,
            None => return object_items(&object, line, origin, ignored),
        },
        other => vec![other],
    };
    let items = values.iter().enumerate().flat_map(|(index, value)| match value {
        Value::Object(object) => object_items(object, line, origin, ignored),
        _ => {
            let message = format!("record {} is no JSON object and is skipped", index + 1);
            vec![Err(Diagnostic::new(Severity::Error, "broken-json", origin.place(line), message))]
        }
    });
    items.collect()
}

fn object_items(object: &Map<String, Value>, line: Option<usize>, origin: &Origin<'_>, ignored: &mut Ignored) -> Vec<Item> {
    record::finish(fields::record(object, &origin.options.fields, line, ignored), origin)
}

/// The array of articles in an object that is none itself.
fn nested(object: &mut Map<String, Value>, origin: &Origin<'_>) -> Option<Vec<Value>> {
    if object.iter().any(|(key, value)| value.is_string() && fields::is_text(&origin.options.fields, key)) {
        return None;
    }
    let key =
        ARRAYS.iter().find(|&&key| object.get(key).and_then(Value::as_array).is_some_and(|a| a.iter().all(Value::is_object)))?;
    match object.remove(*key) {
        Some(Value::Array(values)) => Some(values),
        _ => None,
    }
}

fn broken(error: &serde_json::Error, origin: &Origin<'_>, line: Option<usize>) -> Diagnostic {
    let message = format!("no valid JSON at column {}: {}", error.column(), reason(error));
    Diagnostic::new(Severity::Error, "broken-json", origin.place(line), message)
}

/// The parser's reason without its own "at line 1 column 7": a line of JSON Lines is always its line 1.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

/// Numbered lines of bytes.
struct Lines<R> {
    reader: R,
    number: usize,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<(usize, Vec<u8>), (usize, io::Error)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.number += 1;
        let mut line = Vec::new();
        match (&mut self.reader).take(MOST_BYTES).read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(read) if read as u64 == MOST_BYTES && !line.ends_with(b"\n") => {
                Some(Err((self.number, io::Error::other(format!("the line is longer than {} MB", MOST_BYTES >> 20)))))
            }
            Ok(_) => Some(Ok((self.number, line))),
            Err(error) => Some(Err((self.number, error))),
        }
    }
}
