//! The paragraphs of an element, parted by blank lines.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Node};

use crate::ingest::html::weight::{Weights, is_furniture};
use crate::ingest::record::one_line;

/// What does not end a line of text.
#[rustfmt::skip]
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "dfn", "em", "font", "i", "img", "input",
    "ins", "kbd", "label", "mark", "noscript", "picture", "q", "s", "samp", "script", "small", "span", "strike", "strong", "style",
    "sub", "sup", "svg", "template", "time", "tt", "u", "var", "wbr",
];

/// The text within an element, without its furniture.
pub(super) fn prose(root: ElementRef<'_>, weights: &Weights) -> String {
    let mut paragraphs = Paragraphs::default();
    let mut left_out = None;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) if left_out.is_none() => match node.value() {
                Node::Text(text) => paragraphs.text(text),
                Node::Element(element) => {
                    paragraphs.open(element.name());
                    if node.id() != root.id() && is_furniture(node.id(), element, root.id(), weights) {
                        left_out = Some(node.id());
                    }
                }
                _ => {}
            },
            Edge::Close(node) if left_out.is_none_or(|id| id == node.id()) => {
                left_out = None;
                if let Node::Element(element) = node.value() {
                    paragraphs.close(element.name());
                }
            }
            _ => {}
        }
    }
    paragraphs.end();
    paragraphs.done.join("\n\n")
}

/// Whether an element is part of a line of text.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Paragraphs as they are gathered.
#[derive(Default)]
struct Paragraphs {
    done: Vec<String>,
    text: String,
    /// Bytes of `text` that stand in links and times.
    aside: usize,
    /// How many links and times are open.
    asides: usize,
    /// How many `<pre>` are open.
    kept: usize,
    /// How many `<br>` came after the last text.
    breaks: usize,
}

impl Paragraphs {
    fn open(&mut self, name: &str) {
        match name {
            "a" | "time" => self.asides += 1,
            "br" if self.kept > 0 => self.text.push('\n'),
            "br" => {
                self.breaks += 1;
                self.text.push(' ');
                if self.breaks > 1 {
                    self.end();
                }
            }
            "pre" => {
                self.end();
                self.kept += 1;
            }
            _ if is_inline(name) => {}
            _ => self.end(),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" | "time" => self.asides = self.asides.saturating_sub(1),
            "pre" => {
                self.end();
                self.kept = self.kept.saturating_sub(1);
            }
            "br" => {}
            _ if is_inline(name) => {}
            _ => self.end(),
        }
    }

    fn text(&mut self, text: &str) {
        let size = text.trim().len();
        if size > 0 {
            self.breaks = 0;
        }
        self.text.push_str(text);
        self.aside += if self.asides > 0 { size } else { 0 };
    }

    /// Ends a paragraph. One that is mostly links is a list of related pages, and one that is mostly a time a dateline.
    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let aside = std::mem::take(&mut self.aside);
        self.breaks = 0;
        let text = if self.kept > 0 { text.trim_end().trim_start_matches('\n').to_owned() } else { one_line(&text) };
        if !text.is_empty() && aside * 2 <= text.len() {
            self.done.push(text);
        }
    }
}
