//! Feeds (RSS, Atom, JSON Feed): each entry is an article.

use std::panic::{AssertUnwindSafe, catch_unwind};

use feed_rs::model::{Content, Entry, Feed};
use feed_rs::parser::Builder;

use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::record::{self, Origin, Record};
use crate::ingest::{Item, dates, html};

/// The articles of a feed. Its title is their publisher; an entry's text is its content or its summary, whichever is longer.
pub(super) fn read(text: &str, origin: &Origin<'_>) -> Vec<Item> {
    let feed = match parse(without_declaration(text)) {
        Ok(feed) => feed,
        Err(reason) => {
            let message = format!("the feed is skipped: {reason}");
            let diagnostic = Diagnostic::new(Severity::Error, "broken-feed", origin.place(None), message);
            return vec![Err(diagnostic.hint("save it again, whole, or as plain text"))];
        }
    };
    if feed.entries.is_empty() {
        return vec![Err(Diagnostic::new(Severity::Warning, "empty", origin.place(None), "the feed has no entries"))];
    }
    let publisher = feed.title.map(|title| html::line(&title.content)).filter(|title| !title.is_empty());
    feed.entries.into_iter().flat_map(|entry| record::finish(article(entry, publisher.clone()), origin)).collect()
}

fn parse(text: &str) -> Result<Feed, String> {
    // Ids and days are ours: the parser's own would be random where an entry has none, and in another time zone.
    let day = |text: &str| dates::parse(text).and_then(|day| format!("{day}T00:00:00Z").parse().ok());
    let parser = Builder::new().id_generator(|_, _, _| String::new()).timestamp_parser(day).build();
    // feed-rs 3.0 slices an author's name beside an address by bytes, which panics next to a letter beyond ASCII.
    let parsed = catch_unwind(AssertUnwindSafe(|| parser.parse(text.as_bytes())));
    parsed.map_err(|_| "the parser failed on it".to_owned())?.map_err(|error| error.to_string())
}

/// The text is decoded already; the encoding that the declaration names would be undone a second time.
fn without_declaration(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let declared = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    declared.map_or(text, |(_, rest)| rest)
}

fn article(entry: Entry, publisher: Option<String>) -> Record {
    let date = entry.published.or(entry.updated).map(|time| time.to_rfc3339());
    let page = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let summary = entry.summary.map(|summary| html::fragment(&summary.content)).unwrap_or_default();
    let content = entry.content.and_then(prose).unwrap_or_default();
    Record {
        id: Some(entry.id).filter(|id| !id.trim().is_empty()),
        text: if content.len() >= summary.len() { content } else { summary },
        title: entry.title.map(|title| html::line(&title.content)),
        date,
        url: page.map(|link| link.href.clone()),
        source: publisher,
        ..Record::default()
    }
}

/// The text of an entry's content, which may also be a sound or a picture.
fn prose(content: Content) -> Option<String> {
    let kind = content.content_type.to_string();
    let readable = kind.starts_with("text/") || kind.contains("html") || kind.contains("xml");
    content.body.filter(|_| readable).map(|body| html::fragment(&body))
}
