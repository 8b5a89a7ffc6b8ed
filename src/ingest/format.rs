//! Which format a file has: told by its content, then by its name.

use std::fmt;
use std::str::FromStr;

use crate::ingest::fields::{self, FieldNames};

/// A format of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text, one article a file.
    Text,
    /// Markdown with or without YAML front matter, one article a file.
    Markdown,
    /// A saved web page.
    Html,
    /// One JSON object a line.
    JsonLines,
    /// A JSON array of objects, or one object.
    Json,
    /// Comma-separated (or semicolon-separated) values with a header.
    Csv,
    /// Tab-separated values with a header.
    Tsv,
    /// RSS or Atom.
    Feed,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 8] =
        [Format::Text, Format::Markdown, Format::Html, Format::JsonLines, Format::Json, Format::Csv, Format::Tsv, Format::Feed];

    /// The name on the command line.
    ///
    /// ```
    /// use diplograph::ingest::Format;
    /// assert!(Format::ALL.iter().all(|format| format.name().parse() == Ok(*format)));
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::JsonLines => "jsonl",
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Feed => "feed",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Format::ALL.into_iter().find(|format| format.name() == name);
        let names = || Format::ALL.map(Format::name).join(", ");
        found.ok_or_else(|| format!("no format {name:?}; the formats are {}", names()))
    }
}

/// The format of a file, from its first bytes as text and its name without `.gz` or `.zst`.
pub(super) fn sniff(head: &str, name: &str, names: &FieldNames) -> Format {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    by_content(head, extension.as_deref(), names).or_else(|| by_extension(extension.as_deref()?)).unwrap_or(Format::Text)
}

fn by_content(head: &str, extension: Option<&str>, names: &FieldNames) -> Option<Format> {
    if let Some(rest) = head.strip_prefix('{') {
        return rest.trim_start().starts_with(['"', '}']).then(|| json(head));
    }
    if let Some(rest) = head.strip_prefix('[') {
        return rest.trim_start().starts_with(['{', ']']).then_some(Format::Json);
    }
    if head.starts_with('<') {
        return markup(head);
    }
    if head.starts_with("---\n") || head.starts_with("---\r\n") {
        return head[4..].contains("\n---").then_some(Format::Markdown);
    }
    if matches!(extension, Some("md" | "markdown")) {
        return None;
    }
    table(head.lines().next().unwrap_or(""), names)
}

/// A first line that is a whole value, or that is broken otherwise than by ending, is one of many lines.
fn json(head: &str) -> Format {
    if head.contains("jsonfeed.org/version") && !head.contains("\"text\"") {
        return Format::Feed;
    }
    let Some((line, rest)) = head.split_once('\n') else { return Format::JsonLines };
    match serde_json::from_str::<serde_json::Value>(line) {
        Err(error) if error.is_eof() && !rest.trim_start().starts_with('{') => Format::Json,
        _ => Format::JsonLines,
    }
}

fn markup(head: &str) -> Option<Format> {
    let lower = head.to_lowercase();
    let root = lower.split('<').find(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let name = root.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next()?;
    Some(if matches!(name, "rss" | "feed" | "rdf:rdf" | "entry") { Format::Feed } else { Format::Html })
}

/// A first line that names columns, the text's among them.
fn table(line: &str, names: &FieldNames) -> Option<Format> {
    let is_header = |delimiter: char| {
        let columns: Vec<&str> = line.split(delimiter).map(|column| column.trim().trim_matches('"')).collect();
        columns.len() > 1
            && columns.iter().all(|column| column.len() <= 40)
            && columns.iter().any(|column| fields::is_text(names, column))
    };
    if is_header('\t') {
        return Some(Format::Tsv);
    }
    (is_header(',') || is_header(';')).then_some(Format::Csv)
}

fn by_extension(extension: &str) -> Option<Format> {
    Some(match extension {
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" | "xhtml" => Format::Html,
        "jsonl" | "ndjson" => Format::JsonLines,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        "rss" | "atom" | "xml" => Format::Feed,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_name() {
        let cases = [
            ("{\"text\": \"a\"}\n{\"text\": \"b\"}", "x.txt", Format::JsonLines),
            ("{\"text\": broken}\n{\"text\": \"b\"}", "x", Format::JsonLines),
            ("{\n  \"text\": \"a\"\n}", "x", Format::Json),
            ("[\n {\"text\": 1}]", "x.txt", Format::Json),
            ("[Update] Talks open", "x.txt", Format::Text),
            ("<!doctype html><html>", "x.txt", Format::Html),
            ("<?xml version='1.0'?><!-- a --><rss version='2.0'>", "x", Format::Feed),
            ("---\ntitle: a\n---\nb", "x.txt", Format::Markdown),
            ("title,text\na,b", "x.txt", Format::Csv),
            ("id\tBody\na\tb", "x.csv", Format::Tsv),
            ("Talks open", "x.md", Format::Markdown),
            ("Talks open", "x.html", Format::Html),
            ("Talks open", "x", Format::Text),
            ("", "x.jsonl", Format::JsonLines),
        ];
        for (head, name, format) in cases {
            assert_eq!(sniff(head, name, &FieldNames::default()), format, "{head:?} {name}");
        }
    }
}
