//! JSON-LD: what a page tells of its article in the words of schema.org.

use scraper::ElementRef;
use serde_json::{Map, Value};

use crate::ingest::html::{elements, fragment, line};

/// What is known about the page's article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct LinkedData {
    pub headline: Option<String>,
    pub date: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub body: Option<String>,
}

/// What the page's scripts of linked data say about the first article among them. Broken ones say nothing.
pub(super) fn read(page: ElementRef<'_>) -> LinkedData {
    let scripts = elements(page).filter(|e| e.value().name() == "script" && e.attr("type").is_some_and(is_linked_data));
    let values: Vec<Value> = scripts.filter_map(|script| parse(&script.text().collect::<String>())).collect();
    let mut things = Vec::new();
    values.iter().for_each(|value| gather(value, &mut things));
    let Some(article) = things.iter().find(|thing| is_article(thing)) else { return LinkedData::default() };
    let text = |key: &str| article.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let address = |key: &str| article.get(key).and_then(|value| value.as_str().or_else(|| value.get("@id")?.as_str()));
    LinkedData {
        headline: text("headline").map(line),
        date: text("datePublished").map(str::to_owned),
        publisher: article.get("publisher").and_then(|value| name(value, &things)).map(line),
        url: ["url", "mainEntityOfPage"]
            .iter()
            .find_map(|key| address(key).filter(|url| url.starts_with("http")))
            .map(str::to_owned),
        body: text("articleBody").map(fragment),
    }
}

fn is_linked_data(kind: &str) -> bool {
    kind.trim().eq_ignore_ascii_case("application/ld+json")
}

/// Raw line ends within strings are a common mistake; as spaces they do no harm anywhere.
fn parse(script: &str) -> Option<Value> {
    serde_json::from_str(script).or_else(|_| serde_json::from_str(&script.replace(char::is_control, " "))).ok()
}

/// All things told of: lists, graphs and main entities opened.
fn gather<'a>(value: &'a Value, things: &mut Vec<&'a Map<String, Value>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, things)),
        Value::Object(thing) => {
            things.push(thing);
            ["@graph", "mainEntity"].iter().filter_map(|&key| thing.get(key)).for_each(|value| gather(value, things));
        }
        _ => {}
    }
}

/// Article, NewsArticle, ReportageNewsArticle, ..., alone, in a list or as an address.
fn is_article(thing: &Map<String, Value>) -> bool {
    let named = |value: &Value| value.as_str().is_some_and(|kind| kind.ends_with("Article"));
    match thing.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

/// The name of a publisher: as text, of an object, of the first in a list, or of the thing with the id that is referred to.
fn name<'a>(value: &'a Value, things: &[&'a Map<String, Value>]) -> Option<&'a str> {
    match value {
        Value::String(name) => Some(name),
        Value::Array(values) => values.first().and_then(Value::as_object).and_then(|thing| named(thing, things)),
        Value::Object(thing) => named(thing, things),
        _ => None,
    }
}

fn named<'a>(thing: &'a Map<String, Value>, things: &[&'a Map<String, Value>]) -> Option<&'a str> {
    let own = |thing: &'a Map<String, Value>| thing.get("name").and_then(Value::as_str);
    own(thing).or_else(|| {
        let id = thing.get("@id")?;
        things.iter().filter(|other| other.get("@id") == Some(id)).find_map(|other| own(other))
    })
}
