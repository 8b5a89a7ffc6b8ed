//! Plain text: a title line, header lines, and the body.

use crate::ingest::datelines;
use crate::ingest::record::Record;

/// A file of plain text is one article. Its first line is the title where it looks like one; lines such as
/// "Date: 2009-09-21" or a bare date below it are read; the text is what follows.
pub(super) fn read(text: &str) -> Record {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut record = Record { alone: true, ..Record::default() };
    let mut rest = text.trim_start_matches('\u{feff}');
    rest = headers(rest, &mut record);
    if let Some((title, body)) = title(rest) {
        record.title.get_or_insert_with(|| title.to_owned());
        rest = headers(body, &mut record);
    }
    record.text = trim_lines(rest).to_owned();
    record
}

/// The first line and what follows, where that line is a title.
fn title(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let (line, rest) = text.split_once('\n')?;
    let line = line.trim();
    let next = rest.lines().next().unwrap_or("").trim();
    let parted = next.is_empty() || header(next).is_some();
    let words = line.split_whitespace().count();
    let is_title = parted && !rest.trim().is_empty() && words <= 30 && line.len() <= 200 && !ends_sentence(line);
    is_title.then_some((line, rest))
}

/// A headline may end in a question mark, an abbreviation's stop or a closing quote, not in a sentence's full stop.
fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', '”', '’', ')']);
    let last = line.rsplit(' ').next().unwrap_or(line);
    let abbreviated = last.trim_end_matches('.').contains('.');
    line.ends_with([',', ';']) || line.ends_with('.') && !abbreviated
}

/// What a header line tells.
enum Header<'a> {
    Title(&'a str),
    Date(&'a str),
    Url(&'a str),
    Source(&'a str),
}

/// Reads the header lines at the start, blank lines between them included, and gives what follows.
fn headers<'a>(text: &'a str, record: &mut Record) -> &'a str {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        let (line, after) = trimmed.split_once('\n').unwrap_or((trimmed, ""));
        let Some(header) = header(line.trim()) else { return rest };
        let (field, value) = match header {
            Header::Title(value) => (&mut record.title, value),
            Header::Date(value) => (&mut record.date, value),
            Header::Url(value) => (&mut record.url, value),
            Header::Source(value) => (&mut record.source, value),
        };
        field.get_or_insert_with(|| value.to_owned());
        rest = after;
    }
}

fn header(line: &str) -> Option<Header<'_>> {
    keyed(line).or_else(|| datelines::parse_line(line).map(|_| Header::Date(line)))
}

/// A line such as "Date: 2009-09-21".
fn keyed(line: &str) -> Option<Header<'_>> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    let dated = value.len() <= 40 && value.contains(|c: char| c.is_ascii_digit());
    match key.to_lowercase().as_str() {
        "title" | "headline" => Some(Header::Title(value)),
        "date" | "published" if dated => Some(Header::Date(value)),
        "url" | "link" if value.starts_with("http") => Some(Header::Url(value)),
        "source" | "publisher" if value.len() <= 80 => Some(Header::Source(value)),
        _ => None,
    }
}

/// Without blank lines before and after; the first line keeps its indent.
fn trim_lines(text: &str) -> &str {
    let text = text.trim_end();
    let start = text.len() - text.trim_start().len();
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    &text[line..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, title: Option<&str>, date: Option<&str>, text: &str) {
        let record = read(file);
        assert_eq!((record.title.as_deref(), record.date.as_deref(), record.text.as_str()), (title, date, text));
    }

    #[test]
    fn parts_title_header_and_body() {
        check("Talks open\n\nOslo met Rome.\n", Some("Talks open"), None, "Oslo met Rome.");
        check("Talks open\nSept. 21, 2009\n\nOslo met.", Some("Talks open"), Some("Sept. 21, 2009"), "Oslo met.");
        check("Talks open?\n\nDate: 2009-09-21\n\nOslo met.", Some("Talks open?"), Some("2009-09-21"), "Oslo met.");
        check("Talks in the U.S.\r\n\r\nOslo met.\r\n\r\nAgain.", Some("Talks in the U.S."), None, "Oslo met.\n\nAgain.");
        check("Title: Talks\nDate: 2009-09-21\n\nOslo met.", Some("Talks"), Some("2009-09-21"), "Oslo met.");
    }

    #[test]
    fn a_sentence_is_no_title() {
        check("Oslo met Rome.\n\nThey spoke.", None, None, "Oslo met Rome.\n\nThey spoke.");
        check("Oslo met Rome", None, None, "Oslo met Rome");
        check("Oslo met\nRome again", None, None, "Oslo met\nRome again");
        check("", None, None, "");
    }
}
