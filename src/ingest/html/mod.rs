//! Saved web pages and marked-up fragments: metadata from the head and from JSON-LD, prose from the body.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html};

use crate::ingest::dates;
use crate::ingest::record::{Record, one_line};

mod linked_data;
mod prose;
mod weight;

const DATES: &[&str] =
    &["article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dc.date.issued"];

/// The article of a saved page.
pub(super) fn page(text: &str) -> Record {
    let html = Html::parse_document(text);
    let root = html.root_element();
    let weights = weight::weigh(root);
    let body = weight::article(root, &weights);
    let data = linked_data::read(root);
    let meta = metadata(root);
    let meta = |keys: &[&str]| keys.iter().find_map(|&key| meta.get(key).cloned());
    let content = |within: ElementRef<'_>, name: &str| {
        let found = elements(within).find(|e| e.value().name() == name);
        found.map(|e| one_line(&e.text().collect::<String>())).filter(|text| !text.is_empty())
    };
    let time = |within| elements(within).filter(|e| e.value().name() == "time").find_map(|e| e.attr("datetime"));
    let canonical = elements(root).find(|e| e.attr("rel") == Some("canonical")).and_then(|e| e.attr("href"));
    let title = data.headline.or_else(|| meta(&["og:title", "twitter:title"]));
    let days = [data.date, meta(DATES), time(body).map(str::to_owned), time(root).map(str::to_owned)];
    Record {
        text: longer(prose::prose(body, &weights), data.body),
        title: title.or_else(|| content(body, "h1")).or_else(|| content(root, "h1")).or_else(|| content(root, "title")),
        date: readable(days.into_iter().flatten().collect()),
        url: canonical.map(str::to_owned).or(data.url).or_else(|| meta(&["og:url"])),
        source: data.publisher.or_else(|| meta(&["og:site_name", "publisher", "dc.publisher"])),
        alone: true,
        ..Record::default()
    }
}

/// The prose of a piece of a page, such as an entry of a feed. A text without any mark-up stays as it is.
pub(super) fn fragment(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.trim().to_owned();
    }
    let html = Html::parse_fragment(text);
    prose::prose(html.root_element(), &weight::weigh(html.root_element()))
}

/// A headline as one line, its tags and entities undone.
pub(super) fn line(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return one_line(text);
    }
    one_line(&Html::parse_fragment(text).root_element().text().collect::<String>())
}

/// All elements below one, and itself.
fn elements(root: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    root.descendants().filter_map(ElementRef::wrap)
}

/// What the page tells of itself in `<meta>` and in marked attributes: the first value of each name in lower case.
fn metadata(root: ElementRef<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for element in elements(root) {
        let Some(value) = element.attr("content").or_else(|| element.attr("datetime")).map(str::trim) else { continue };
        for key in ["property", "name", "itemprop"].iter().filter_map(|name| element.attr(name)) {
            if !value.is_empty() {
                found.entry(key.to_lowercase()).or_insert_with(|| value.to_owned());
            }
        }
    }
    found
}

/// The first that is a date, else the first as it stands, so that it is told.
fn readable(mut days: Vec<String>) -> Option<String> {
    let at = days.iter().position(|day| dates::parse(day).is_some()).unwrap_or(0);
    (at < days.len()).then(|| days.swap_remove(at))
}

/// The text of the JSON-LD only where the page has clearly less (a story behind a script): its paragraphs are often lost.
fn longer(page: String, data: Option<String>) -> String {
    let size = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    match data {
        Some(data) if size(&data) * 10 > size(&page) * 11 => data,
        _ => page,
    }
}
