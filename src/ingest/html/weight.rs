//! How much text each element holds; by it, furniture is told from the article, and the article is found in the page.

use std::collections::BTreeMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Node};

use crate::ingest::html::elements;
use crate::ingest::html::prose::is_inline;

/// Never prose, however much they hold.
const HARD: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "iframe", "select", "textarea", "button", "video", "audio",
    "object", "h1",
];
const SOFT: &[&str] = &["nav", "header", "footer", "aside", "figure", "figcaption", "dialog"];
#[rustfmt::skip]
const SOFT_CLASSES: &[&str] = &[
    "ad", "ads", "advert", "advertisement", "breadcrumb", "breadcrumbs", "caption", "comments", "consent", "cookie", "cookies",
    "footer", "menu", "nav", "navbar", "newsletter", "paywall", "popular", "promo", "recommended", "related", "share", "sharing",
    "sidebar", "signup", "social", "trending",
];
/// A run of text of fewer bytes may be a label, a byline or a teaser.
const PROSE: usize = 60;

/// Bytes of text in an element, links and bare times not counted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    /// All of them.
    text: usize,
    /// Those in longer runs, not in what its tag calls furniture.
    prose: usize,
}

/// The weight of each element.
pub(super) type Weights = BTreeMap<NodeId, Weight>;

/// Weighs all elements in one walk.
pub(super) fn weigh(root: ElementRef<'_>) -> Weights {
    let mut weights = Weights::new();
    let mut open = vec![Weight::default()];
    let (mut uncounted, mut soft) = (0_usize, 0_usize);
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) if uncounted == 0 => {
                    let size = text.trim().len();
                    if let Some(top) = open.last_mut() {
                        top.text += size;
                        top.prose += if soft == 0 && size >= PROSE { size } else { 0 };
                    }
                }
                Node::Element(element) => {
                    uncounted += usize::from(is_uncounted(element));
                    soft += usize::from(SOFT.contains(&element.name()));
                    open.push(Weight::default());
                }
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(element) = node.value() else { continue };
                uncounted -= usize::from(is_uncounted(element));
                soft -= usize::from(SOFT.contains(&element.name()));
                let weight = open.pop().unwrap_or_default();
                if let Some(above) = open.last_mut() {
                    above.text += weight.text;
                    above.prose += weight.prose;
                }
                weights.insert(node.id(), weight);
            }
        }
    }
    weights
}

/// The element that holds the article: what the page names so, where that has a good part of the prose; else the innermost
/// one with most of it.
pub(super) fn article<'a>(page: ElementRef<'a>, weights: &Weights) -> ElementRef<'a> {
    let named: [fn(&ElementRef<'_>) -> bool; 3] = [
        |e| e.attr("itemprop") == Some("articleBody"),
        |e| e.value().name() == "article",
        |e| e.value().name() == "main" || e.attr("role") == Some("main"),
    ];
    let whole = of(page.id(), weights);
    let size = |id| if whole.prose > 0 { of(id, weights).prose } else { of(id, weights).text };
    for is_named in named {
        let heaviest = elements(page).filter(is_named).max_by_key(|e| size(e.id()));
        if let Some(found) = heaviest.filter(|e| size(e.id()) * 4 >= size(page.id())) {
            return found;
        }
    }
    densest(page, weights)
}

/// The innermost element that holds four fifths of the prose and is more than one paragraph.
fn densest<'a>(page: ElementRef<'a>, weights: &Weights) -> ElementRef<'a> {
    let whole = of(page.id(), weights).prose;
    let parted = |e: &ElementRef<'_>| e.child_elements().any(|child| !is_inline(child.value().name()));
    let dense = |e: &ElementRef<'_>| whole > 0 && of(e.id(), weights).prose * 5 >= whole * 4 && parted(e);
    let mut found = page;
    while let Some(inner) = found.child_elements().find(dense) {
        found = inner;
    }
    found
}

/// Whether an element is no part of the article within `root`. A name may deceive (`has-sidebar` around the whole story),
/// so furniture is only what holds little of the text: a tag says more than a class.
pub(super) fn is_furniture(node: NodeId, element: &Element, root: NodeId, weights: &Weights) -> bool {
    let most = match element.name() {
        name if HARD.contains(&name) => return true,
        "html" | "body" | "main" | "article" => return false,
        name if SOFT.contains(&name) || element.attr("hidden").is_some() => 75,
        "form" => 33,
        _ if is_marked(element) => 33,
        _ => return false,
    };
    of(node, weights).text * 100 <= of(root, weights).text * most
}

fn of(node: NodeId, weights: &Weights) -> Weight {
    weights.get(&node).copied().unwrap_or_default()
}

fn is_uncounted(element: &Element) -> bool {
    matches!(element.name(), "a" | "time") || HARD.contains(&element.name())
}

fn is_marked(element: &Element) -> bool {
    let names = element.classes().chain(element.id());
    names.flat_map(|name| name.split(['-', '_'])).any(|word| SOFT_CLASSES.contains(&word.to_lowercase().as_str()))
}
