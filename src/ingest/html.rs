//! Saved web pages and marked-up fragments: metadata from the head, prose from the body, furniture left out.

use scraper::{ElementRef, Html, Node};

use crate::ingest::record::{Record, one_line};

const FURNITURE: &[&str] = &[
    "head",
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "header",
    "aside",
    "form",
    "button",
    "svg",
    "figure",
    "figcaption",
    "iframe",
    "select",
    "textarea",
    "dialog",
    "video",
    "audio",
    "object",
    "pre",
    "h1",
];
const FURNITURE_CLASSES: &[&str] = &[
    "nav",
    "navbar",
    "menu",
    "footer",
    "sidebar",
    "related",
    "share",
    "sharing",
    "social",
    "cookie",
    "cookies",
    "consent",
    "newsletter",
    "promo",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "caption",
    "recommended",
    "popular",
    "trending",
    "paywall",
    "signup",
];
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup",
    "time", "u", "wbr",
];

/// The article of a saved page.
pub(super) fn page(text: &str) -> Record {
    let html = Html::parse_document(text);
    let elements = || html.tree.root().descendants().filter_map(ElementRef::wrap);
    let meta = |keys: &[&str]| {
        let value = |key: &&str| {
            let named = |e: &ElementRef<'_>| [e.attr("property"), e.attr("name"), e.attr("itemprop")].contains(&Some(*key));
            elements().find(named).and_then(|e| e.attr("content").or_else(|| e.attr("datetime"))).map(str::to_owned)
        };
        keys.iter().find_map(value)
    };
    let content = |name: &str| elements().find(|e| e.value().name() == name).map(|e| one_line(&e.text().collect::<String>()));
    let time = || elements().filter(|e| e.value().name() == "time").find_map(|e| e.attr("datetime")).map(str::to_owned);
    let canonical = elements().find(|e| e.attr("rel") == Some("canonical")).and_then(|e| e.attr("href")).map(str::to_owned);
    let articles = elements().filter(|e| e.value().name() == "article");
    let bodies = articles.chain(elements().filter(|e| e.value().name() == "main")).map(prose);
    let body = bodies.max_by_key(String::len).filter(|body| body.len() >= 200);
    Record {
        text: body.unwrap_or_else(|| prose(html.root_element())),
        title: meta(&["og:title", "twitter:title"]).or_else(|| content("h1")).or_else(|| content("title")),
        date: meta(&["article:published_time", "datePublished", "date", "pubdate", "DC.date"]).or_else(time),
        url: canonical.or_else(|| meta(&["og:url"])),
        source: meta(&["og:site_name", "publisher", "DC.publisher"]),
        alone: true,
        ..Record::default()
    }
}

/// The paragraphs within an element, parted by blank lines. A paragraph that is mostly links is a list of related pages.
fn prose(root: ElementRef<'_>) -> String {
    let mut blocks = Vec::new();
    let (mut last, mut block, mut linked) = (None, String::new(), 0);
    for node in root.descendants() {
        let Node::Text(text) = node.value() else {
            if node.value().as_element().is_some_and(|e| e.name() == "br") {
                block.push(' ');
            }
            continue;
        };
        let above: Vec<ElementRef<'_>> =
            node.ancestors().take_while(|n| n.id() != root.id()).filter_map(ElementRef::wrap).collect();
        if above.iter().any(is_furniture) {
            continue;
        }
        let parent = above.iter().find(|e| !INLINE.contains(&e.value().name())).map(|e| e.id());
        if parent != last {
            close(&mut blocks, &mut block, &mut linked);
            last = parent;
        }
        block.push_str(text);
        linked += if above.iter().any(|e| e.value().name() == "a") { text.trim().len() } else { 0 };
    }
    close(&mut blocks, &mut block, &mut linked);
    blocks.join("\n\n")
}

fn close(blocks: &mut Vec<String>, block: &mut String, linked: &mut usize) {
    let text = one_line(&std::mem::take(block));
    let links = std::mem::take(linked);
    if !text.is_empty() && links * 2 <= text.len() {
        blocks.push(text);
    }
}

fn is_furniture(element: &ElementRef<'_>) -> bool {
    let value = element.value();
    let named = |word: &str| FURNITURE_CLASSES.contains(&word.to_lowercase().as_str());
    let marked = value.classes().chain(value.id()).flat_map(|name| name.split(['-', '_'])).any(named);
    let whole = matches!(value.name(), "html" | "body" | "main" | "article");
    FURNITURE.contains(&value.name()) || value.attr("hidden").is_some() || marked && !whole
}
