//! Which fields of a record hold what: our names, other people's names, and those given by option.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::record::{Origin, Record};

/// Names of fields in JSON, CSV and front matter, where they are not among the usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// Field of the record's id.
    pub id: Option<String>,
    /// Field of the text.
    pub text: Option<String>,
    /// Field of the headline.
    pub title: Option<String>,
    /// Field of the day of publication.
    pub date: Option<String>,
    /// Field of the address on the web.
    pub url: Option<String>,
    /// Field of the publisher.
    pub source: Option<String>,
}

const ID: &[&str] = &["id", "article_id", "guid", "uid", "_id"];
const TEXT: &[&str] = &["text", "body", "content", "articlebody", "maintext", "full_text", "fulltext", "content_text", "article"];
const TITLE: &[&str] = &["title", "headline"];
const DATE: &[&str] = &[
    "date",
    "published",
    "published_at",
    "publishedat",
    "date_published",
    "datepublished",
    "date_publish",
    "publish_date",
    "pub_date",
    "pubdate",
    "publication_date",
    "timestamp",
];
const URL: &[&str] = &["url", "link", "permalink", "canonical_url"];
const SOURCE: &[&str] =
    &["source", "publisher", "outlet", "source_name", "publication", "newspaper", "site_name", "source_domain"];

/// Whether a column or key of this name holds the text.
pub(super) fn is_text(names: &FieldNames, name: &str) -> bool {
    match &names.text {
        Some(given) => given == name,
        None => TEXT.contains(&name.trim().to_lowercase().as_str()),
    }
}

/// Values of a type that a field cannot have, counted: field → how often and the first line.
#[derive(Debug, Default)]
pub(super) struct Ignored(BTreeMap<String, (usize, Option<usize>)>);

impl Ignored {
    /// One diagnostic per field.
    pub fn diagnostics(self, origin: &Origin<'_>) -> Vec<Diagnostic> {
        let diagnostic = |(field, (count, line)): (String, (usize, Option<usize>))| {
            let records = if count == 1 { "1 record".to_owned() } else { format!("{count} records") };
            let message = format!("field {field:?} is ignored in {records}: its value is neither text nor a number");
            Diagnostic::new(Severity::Warning, "field-ignored", origin.place(line), message)
        };
        self.0.into_iter().map(diagnostic).collect()
    }
}

/// The record that a JSON object or a front matter holds.
pub(super) fn record(object: &Map<String, Value>, names: &FieldNames, line: Option<usize>, ignored: &mut Ignored) -> Record {
    let mut find = |given: &Option<String>, usual: &[&str]| find(object, given.as_deref(), usual, line, ignored);
    Record {
        id: find(&names.id, ID),
        text: find(&names.text, TEXT).unwrap_or_default(),
        title: find(&names.title, TITLE),
        date: find(&names.date, DATE),
        url: find(&names.url, URL),
        source: find(&names.source, SOURCE),
        line,
        ..Record::default()
    }
}

/// The first usable value under the given name, or else under one of the usual names in their order. What has only values
/// of a wrong type is noted.
fn find(
    object: &Map<String, Value>,
    given: Option<&str>,
    usual: &[&str],
    line: Option<usize>,
    ignored: &mut Ignored,
) -> Option<String> {
    let mut unusable = None;
    let names = given.map_or(usual, |_| &[]);
    let keys = given.into_iter().filter_map(|name| object.get_key_value(name));
    for (key, value) in keys.chain(names.iter().filter_map(|name| lookup(object, name))) {
        match value {
            Value::Null => {}
            Value::String(text) if text.trim().is_empty() => {}
            Value::String(text) => return Some(text.clone()),
            Value::Number(number) => return Some(number.to_string()),
            // {"id": null, "name": "BBC News"}, as news services and schema.org write a publisher.
            Value::Object(parts) if parts.get("name").is_some_and(Value::is_string) => {
                return parts.get("name").and_then(Value::as_str).map(str::to_owned);
            }
            _ => unusable = unusable.or(Some(key)),
        }
    }
    if let Some(key) = unusable {
        ignored.0.entry(key.clone()).or_insert((0, line)).0 += 1;
    }
    None
}

/// A usual name as it is, else in any case.
fn lookup<'a>(object: &'a Map<String, Value>, name: &str) -> Option<(&'a String, &'a Value)> {
    object.get_key_value(name).or_else(|| object.iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(name)))
}
