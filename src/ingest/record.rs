//! A record as a format gives it, and the article that it becomes.

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::id::{ArticleId, digest};
use crate::ingest::decode::without_nul;
use crate::ingest::{Article, Item, ReadOptions, datelines, dates};

/// A text longer than this is likely many articles in one.
const LONG_TEXT: usize = 1 << 20;

/// An article's parts before they are checked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// The record's own id.
    pub id: Option<String>,
    /// The text; empty where there is none.
    pub text: String,
    /// The headline.
    pub title: Option<String>,
    /// The date as written.
    pub date: Option<String>,
    /// Address on the web.
    pub url: Option<String>,
    /// Publisher.
    pub source: Option<String>,
    /// Line of the record in its file.
    pub line: Option<usize>,
    /// Whether the file holds this article alone, so that its name may tell the date.
    pub alone: bool,
}

/// Where records come from and how they are to be read.
#[derive(Debug, Clone)]
pub(super) struct Origin<'a> {
    /// Path of the file, `-` for standard input.
    pub file: String,
    /// The options of the run.
    pub options: &'a ReadOptions,
}

impl Origin<'_> {
    /// A place in the file.
    pub fn place(&self, line: Option<usize>) -> Place {
        Place { file: Some(self.file.clone()), line, ..Place::default() }
    }

    /// The file's name without folders and compression.
    pub fn name(&self) -> &str {
        let name = self.file.rsplit(['/', '\\']).next().unwrap_or(&self.file);
        [".gz", ".zst"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
    }
}

/// The record as an article, with what was wrong with it. A record without text is none.
pub(super) fn finish(record: Record, origin: &Origin<'_>) -> Vec<Item> {
    let place = origin.place(record.line);
    let text = without_nul(record.text);
    if text.trim().is_empty() {
        let diagnostic = Diagnostic::new(Severity::Error, "no-text", place, "the record has no text and is skipped");
        return vec![Err(diagnostic.hint("name its field with --text-field if it is none of text, body, content"))];
    }
    let mut items = Vec::new();
    let written = record.date.as_deref().map(|date| (date, dates::parse(date)));
    if let Some((date, None)) = written {
        let message = format!("no day can be read from the date {date:?}");
        items.push(Err(Diagnostic::new(Severity::Warning, "bad-date", place.clone(), message).hint("write it as 2009-09-21")));
    }
    if text.len() > LONG_TEXT {
        let message = format!("an article of {} MB", text.len() >> 20);
        let hint = "if the file holds many articles, split it or write one JSON object a line";
        items.push(Err(Diagnostic::new(Severity::Warning, "long-text", place, message).hint(hint)));
    }
    let given = origin.options.date;
    let date = written
        .and_then(|(_, date)| date)
        .or_else(|| if record.alone { datelines::parse_file_name(origin.name()) } else { None })
        .or_else(|| datelines::parse_dateline(&text, given))
        .or(given);
    let title = record.title.map(|title| one_line(&title)).filter(|title| !title.is_empty());
    let id = record.id.map_or_else(|| content(title.as_deref(), date, &text), |id| id.trim().to_owned());
    let clean = |field: Option<String>| field.map(|value| value.trim().to_owned());
    let (url, source) = (clean(record.url), clean(record.source));
    items.push(Ok(Article { id: ArticleId::from(id), text, title, date, url, source }));
    items
}

/// The digest of an article's title, date and text.
pub(super) fn content(title: Option<&str>, date: Option<Date>, text: &str) -> String {
    let date = date.map(|date| date.to_string()).unwrap_or_default();
    digest([title.unwrap_or(""), &date, text])
}

/// White space of any kind becomes single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
