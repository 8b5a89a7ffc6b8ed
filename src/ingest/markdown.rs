//! Markdown with YAML front matter: metadata above, prose below.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Severity};
use crate::ingest::Item;
use crate::ingest::fields::{self, Ignored};
use crate::ingest::record::{self, Origin, Record};

/// The article of a Markdown file: front matter read, body as plain text. Code, HTML, tables and pictures are left out.
pub(super) fn read(text: &str, origin: &Origin<'_>) -> Vec<Item> {
    let text = text.replace("\r\n", "\n");
    let mut items = Vec::new();
    let (mut ignored, mut found, mut body) = (Ignored::default(), Record::default(), text.as_str());
    if let Some((matter, rest)) = text.trim_start().strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")) {
        body = rest.split_once('\n').map_or("", |(_, body)| body);
        match serde_norway::from_str::<Map<String, Value>>(matter) {
            Ok(object) => {
                found = fields::record(&object, &origin.options.fields, None, &mut ignored);
                let author = || object.get("author").and_then(Value::as_str).map(str::to_owned);
                found.source = found.source.or_else(author);
            }
            Err(error) => {
                let message = format!("the front matter is ignored: {error}");
                items.push(Err(Diagnostic::new(Severity::Warning, "broken-front-matter", origin.place(None), message)));
            }
        }
    }
    let (heading, text) = prose(body);
    let record = Record { title: found.title.or(heading), text, alone: true, ..found };
    items.extend(record::finish(record, origin));
    items.extend(ignored.diagnostics(origin).into_iter().map(Err));
    items
}

/// The first heading where the text begins with it, and the paragraphs, parted by blank lines.
fn prose(markdown: &str) -> (Option<String>, String) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let (mut title, mut blocks, mut block, mut left_out) = (None, Vec::new(), String::new(), 0_usize);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(tag) if is_left_out(&tag) => left_out += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table | TagEnd::Image | TagEnd::FootnoteDefinition) => {
                left_out = left_out.saturating_sub(1);
            }
            _ if left_out > 0 => {}
            Event::Text(text) | Event::Code(text) => block.push_str(&text),
            Event::SoftBreak | Event::HardBreak => block.push(' '),
            Event::End(TagEnd::Heading(_)) if title.is_none() && blocks.is_empty() => title = Some(std::mem::take(&mut block)),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::List(_) | Tag::Heading { .. })
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                let text = std::mem::take(&mut block);
                blocks.extend(Some(text.trim().to_owned()).filter(|text| !text.is_empty()));
            }
            _ => {}
        }
    }
    (title, blocks.join("\n\n"))
}

fn is_left_out(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) | Tag::Image { .. } | Tag::FootnoteDefinition(_))
}
