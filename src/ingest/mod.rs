//! Reading: files, folders, globs and standard input become articles; one file per format.

use std::io::{self, Read};

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::id::ArticleId;

mod datelines;
pub mod dates;
mod decode;
mod feed;
mod fields;
mod files;
mod format;
mod html;
mod json;
mod known;
mod markdown;
mod open;
mod plain;
mod record;
mod table;
mod zip;

pub use fields::FieldNames;
pub use format::Format;
pub use known::Known;
pub use open::{Input, Opened};
use record::Origin;

/// An article as it was read: its text and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The record's own id, else a digest of title, date and text.
    pub id: ArticleId,
    /// The text; every span of every later stage is in bytes of it.
    pub text: String,
    /// The headline; not part of `text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it was published on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who published it (a newspaper, an agency).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl Article {
    /// An article of its own, dated by what is written, else by its dateline, as one that is read from a file.
    pub fn of(id: &str, text: &str, title: Option<&str>, date: Option<&str>) -> Article {
        Article {
            id: ArticleId::from(id.to_owned()),
            text: text.to_owned(),
            title: title.map(record::one_line),
            date: date.and_then(dates::parse).or_else(|| datelines::parse_dateline(text, None)),
            url: None,
            source: None,
        }
    }
}

/// How articles are to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Day of publication of articles that tell none themselves.
    pub date: Option<Date>,
    /// The format of all files; `None` to tell it by content and name.
    pub format: Option<Format>,
    /// Names of fields where they are not the usual ones.
    pub fields: FieldNames,
}

/// An article, or something that went wrong. One record may give both: a wrong date, and the article without it.
pub type Item = std::result::Result<Article, Diagnostic>;

/// A file of one document, or a line of JSON, may not be larger than this.
const MOST_BYTES: u64 = 256 << 20;

/// All articles that the paths name, in the order of sorted paths and then of each file, and what went wrong.
///
/// # Errors
/// Where a path does not exist, and where nothing at all could be read.
///
/// ```
/// use diplograph::ingest::{ReadOptions, read};
/// let folder = std::env::temp_dir().join("diplograph-read-example");
/// std::fs::create_dir_all(&folder).unwrap();
/// let file = folder.join("2009-09-21-talks.txt");
/// std::fs::write(&file, "Talks open\n\nNorway met Italy on Monday.\n").unwrap();
///
/// let (articles, diagnostics) = read(&[file.display().to_string()], &ReadOptions::default()).unwrap();
/// assert_eq!(articles[0].title.as_deref(), Some("Talks open"));
/// assert_eq!(articles[0].text, "Norway met Italy on Monday.");
/// assert_eq!(articles[0].date.unwrap().to_string(), "2009-09-21");
/// assert!(diagnostics.is_empty());
/// ```
pub fn read(paths: &[String], options: &ReadOptions) -> Result<(Vec<Article>, Vec<Diagnostic>)> {
    let (mut all, mut diagnostics) = (Vec::new(), Vec::new());
    for item in articles(paths, options)? {
        match item {
            Ok(article) => all.push(article),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let worst = diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
    match worst {
        Some(first) if all.is_empty() => Err(Error::Input(format!("no article could be read: {first}"))),
        _ => Ok((all, diagnostics)),
    }
}

/// The files that the paths name, sorted; `-` is standard input.
///
/// # Errors
/// Where a path does not exist.
pub fn list_files(paths: &[String]) -> Result<Vec<String>> {
    files::list(paths).map(|(files, _)| files)
}

/// The same one by one, for inputs that need not or cannot be held. Files are opened one after the other; JSON Lines are read
/// line by line as they are asked for, a file of any other format whole.
///
/// # Errors
/// Where a path does not exist.
pub fn articles<'a>(paths: &[String], options: &'a ReadOptions) -> Result<impl Iterator<Item = Item> + Send + use<'a>> {
    let (inputs, diagnostics) = inputs(paths)?;
    Ok(diagnostics.into_iter().map(Err).chain(articles_of(inputs, options)))
}

/// The files that the paths name, opened one after the other as they are asked for, and the folders that cannot be entered.
///
/// # Errors
/// Where a path does not exist.
pub fn inputs(paths: &[String]) -> Result<(impl Iterator<Item = Input> + Send + use<>, Vec<Diagnostic>)> {
    let (files, diagnostics) = files::list(paths)?;
    Ok((files.into_iter().flat_map(|file| open::open(&file)), diagnostics))
}

/// The articles of opened files.
pub fn articles_of<'a, I: Iterator<Item = Input> + Send>(
    inputs: I,
    options: &'a ReadOptions,
) -> impl Iterator<Item = Item> + Send + use<'a, I> {
    let mut known = known::Known::default();
    let items = inputs.flat_map(move |Input { file, content }| read_opened(content, Origin { file, options }));
    items.flat_map(move |item| known.admit(item))
}

/// The articles of one opened file, of which those are left out that are known already.
pub fn articles_in<'a>(input: Input, options: &'a ReadOptions, known: &'a mut Known) -> impl Iterator<Item = Item> + 'a {
    let Input { file, content } = input;
    read_opened(content, Origin { file, options }).flat_map(|item| known.admit(item))
}

/// The articles of one source that is no file; `name` stands for its path in diagnostics and may tell its format.
pub fn articles_from<'a>(
    source: Box<dyn Read + Send>,
    name: &str,
    options: &'a ReadOptions,
) -> impl Iterator<Item = Item> + Send + use<'a> {
    let mut known = known::Known::default();
    let items = read_opened(open::peek(source), Origin { file: name.to_owned(), options });
    items.flat_map(move |item| known.admit(item))
}

type Items<'a> = Box<dyn Iterator<Item = Item> + Send + 'a>;

fn read_opened<'a>(opened: io::Result<open::Opened>, origin: Origin<'a>) -> Items<'a> {
    let opened = match opened {
        Ok(opened) => opened,
        Err(error) => return one(skipped("unreadable", &origin, error.to_string())),
    };
    if opened.head.is_empty() {
        return one(Diagnostic::new(Severity::Warning, "empty", origin.place(None), "the file is empty"));
    }
    if decode::is_binary(&opened.head) {
        let hint = "convert it to text, HTML or JSON first";
        return one(skipped("binary", &origin, "the file is no text and is skipped").hint(hint));
    }
    let head = decode::decode(&opened.head).text;
    let format = origin.options.format.unwrap_or_else(|| format::sniff(&head, origin.name(), &origin.options.fields));
    if decode::is_utf16(&opened.head) || !matches!(format, Format::JsonLines) {
        return read_whole(opened, format, origin);
    }
    Box::new(json::lines(opened.reader, origin))
}

/// Reads a file that is decoded before it is parted.
fn read_whole<'a>(opened: open::Opened, format: Format, origin: Origin<'a>) -> Items<'a> {
    let mut bytes = Vec::new();
    match opened.reader.take(MOST_BYTES + 1).read_to_end(&mut bytes) {
        Ok(read) if read as u64 > MOST_BYTES => {
            let message = format!("the file is larger than {} MB and is skipped", MOST_BYTES >> 20);
            return one(skipped("too-large", &origin, message).hint("write its articles as JSON Lines"));
        }
        Ok(_) => {}
        Err(error) => return one(skipped("unreadable", &origin, format!("reading stopped: {error}; the file is skipped"))),
    }
    let decoded = decode::decode(&bytes);
    let note = decoded.guess.map(|guess| {
        let hint = "save it as UTF-8 if letters look wrong";
        Diagnostic::new(Severity::Note, "encoding", origin.place(None), format!("read as {guess}")).hint(hint)
    });
    let text = decoded.text;
    let items: Items<'a> = match format {
        Format::Json => Box::new(json::document(&text, &origin).into_iter()),
        Format::JsonLines => Box::new(json::lines(io::Cursor::new(text), origin)),
        Format::Csv | Format::Tsv => Box::new(table::read(&text, format, &origin).into_iter()),
        Format::Markdown => Box::new(markdown::read(&text, &origin).into_iter()),
        Format::Html => Box::new(record::finish(html::page(&text), &origin).into_iter()),
        Format::Feed => Box::new(feed::read(&text, &origin).into_iter()),
        Format::Text => Box::new(record::finish(plain::read(&text), &origin).into_iter()),
    };
    Box::new(note.into_iter().map(Err).chain(items))
}

fn skipped(code: &str, origin: &Origin<'_>, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Severity::Error, code, origin.place(None), message)
}

fn one<'a>(diagnostic: Diagnostic) -> Items<'a> {
    Box::new(std::iter::once(Err(diagnostic)))
}
