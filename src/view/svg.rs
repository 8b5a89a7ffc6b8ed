//! Writes a layout as SVG.

use std::collections::BTreeSet;

use super::DrawOptions;
use super::diagram::{ActorKind, Diagram, Line, Quad};
use super::geometry::{Point, Rect, point};
use super::labels::nearest;
use super::layout::Layout;
use super::legend::{LEGEND_SIZE, legend, legend_rows};
use super::measure::{clean, cut, has_italics, width};
use super::scene::{LABEL_LEADING, LABEL_SIZE, Scene, SceneNode, TAG_SIZE, total};
use super::style::{FAINT, FONTS, INK, PAPER, colour, kind_name, node_style, stripe};

const MARGIN: f64 = 24.0;
const TITLE_SIZE: f64 = 16.0;
const NARROWEST: f64 = 640.0;
const WIDEST_TITLE: f64 = 1000.0;

/// Writes the picture.
pub fn write(diagram: &Diagram, scene: &Scene, layout: &Layout, options: &DrawOptions) -> String {
    let page = options.page.as_deref();
    let title = options.title.as_deref().map_or_else(|| headline(diagram), |title| cut(&clean(title), TITLE_SIZE, WIDEST_TITLE));
    let note = left_out(scene);
    // The title is bold, some 12 % wider than what is measured.
    let words = (width(&title, TITLE_SIZE) * 1.13).max(width(&note, LEGEND_SIZE));
    let inner = layout.around.width.max(words).max(NARROWEST);
    let head = TITLE_SIZE + if note.is_empty() { 22.0 } else { 42.0 };
    let rows = legend_rows(diagram, scene, inner);
    let foot = rows.len() as f64 * 20.0;
    let (whole_width, whole_height) = (inner + 2.0 * MARGIN, layout.around.height + head + foot + 28.0 + 2.0 * MARGIN);
    let shift = point(MARGIN + (inner - layout.around.width) / 2.0 - layout.around.left(), MARGIN + head - layout.around.top());

    let (w, h) = (number(whole_width), number(whole_height));
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" font-family="{FONTS}">"#
    );
    svg += &format!("\n<title>{}</title>\n<desc>{}</desc>\n", escape(&title), escape(&description(scene)));
    svg += &format!(r#"<rect width="{w}" height="{h}" fill="{PAPER}"/>"#);
    svg += "\n";
    svg += &text(point(MARGIN, MARGIN + TITLE_SIZE * 0.8), TITLE_SIZE, INK, r#" font-weight="bold""#, &title);
    if !note.is_empty() {
        svg += &text(point(MARGIN, MARGIN + TITLE_SIZE + 17.0), LEGEND_SIZE, FAINT, "", &note);
    }
    svg += &format!("<g transform=\"translate({},{})\">\n", number(shift.x), number(shift.y));
    svg += &boxes(layout);
    svg += &ties(scene, layout, page);
    svg += &box_titles(scene, layout);
    svg += &nodes(scene, layout, page);
    svg += &words_on_ties(scene, layout);
    svg += "</g>\n";
    svg += &legend(&rows, point(MARGIN, whole_height - MARGIN - foot + 10.0));
    svg + "</svg>\n"
}

/// A coordinate: one decimal, no needless zero.
pub fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as it may stand in XML.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// One line of text; `at` is where its baseline begins, or its middle where `more` says so.
pub fn text(at: Point, size: f64, fill: &str, more: &str, words: &str) -> String {
    let (x, y, size) = (number(at.x), number(at.y), number(size));
    format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\"{more}>{}</text>\n", escape(words))
}

/// A number of things.
pub fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

fn headline(diagram: &Diagram) -> String {
    let mut title = format!("{}, {}", counted(diagram.nodes.len(), "actor"), counted(total(&diagram.ties), "event"));
    if let Some((first, last)) = &diagram.period {
        title += &if first == last { format!(", {}", clean(first)) } else { format!(", {} to {}", clean(first), clean(last)) };
    }
    title
}

fn left_out(scene: &Scene) -> String {
    match (scene.ties_left_out, scene.nodes_left_out) {
        (0, 0) => String::new(),
        (0, nodes) => format!("{} without an event with another left out.", counted(nodes, "actor")),
        (ties, 0) => format!("The strongest lines are drawn; {} left out.", counted(ties, "other event")),
        (ties, nodes) => {
            let (ties, nodes) = (counted(ties, "other event"), counted(nodes, "actor"));
            format!("The strongest lines are drawn; {ties} and {nodes} left out.")
        }
    }
}

fn description(scene: &Scene) -> String {
    let ties: Vec<&str> = scene.bundles.iter().map(|bundle| bundle.title.as_str()).collect();
    if ties.is_empty() { "A diagram without events.".to_owned() } else { ties.join(". ") + "." }
}

fn boxes(layout: &Layout) -> String {
    let mut svg = String::new();
    for rect in &layout.boxes {
        svg += &rectangle(rect, 9.0, "#f0f1ee", "#cfd3cd", "");
        svg += "\n";
    }
    svg
}

/// The names of the boxes, over the ties that run into them.
fn box_titles(scene: &Scene, layout: &Layout) -> String {
    let mut svg = String::new();
    for (group, rect) in scene.groups.iter().zip(&layout.boxes) {
        if let Some(name) = &group.name {
            let at = point(rect.left() + 12.0, rect.top() + 15.0);
            let halo = r##" font-weight="bold" stroke="#f0f1ee" stroke-width="3" stroke-linejoin="round" paint-order="stroke""##;
            svg += &text(at, TAG_SIZE, FAINT, halo, name);
        }
    }
    svg
}

/// A rectangle with rounded corners.
pub fn rectangle(rect: &Rect, radius: f64, fill: &str, border: &str, more: &str) -> String {
    let [x, y, w, h, r] = [rect.left(), rect.top(), rect.width, rect.height, radius].map(number);
    format!(r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{r}" fill="{fill}" stroke="{border}"{more}/>"#)
}

/// What is drawn of an actor or of two as a link to the page's view of them.
fn linked(drawn: &str, page: Option<&str>, ids: &[&str]) -> String {
    let Some(page) = page else { return drawn.to_owned() };
    let chosen = ["actor", "other"].iter().zip(ids).map(|(name, id)| format!("{name}={}", percent(id)));
    let address = format!("{page}#{}", chosen.collect::<Vec<_>>().join("&"));
    format!("<a href=\"{}\">\n{drawn}</a>\n", escape(&address))
}

/// An id as it may stand in an address.
fn percent(id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    id.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn ties(scene: &Scene, layout: &Layout, page: Option<&str>) -> String {
    let mut whole = String::new();
    for (bundle, route) in scene.bundles.iter().zip(&layout.routes) {
        let mut svg = format!("<g class=\"tie\"><title>{}</title>", escape(&bundle.title));
        for (one, curve) in bundle.stripes.iter().zip(&route.stripes) {
            svg += &stripe(curve, route.length, one.quad, one.line, one.count);
        }
        svg += "</g>\n";
        whole += &linked(&svg, page, &[&scene.nodes[bundle.source].id, &scene.nodes[bundle.target].id]);
    }
    whole
}

fn nodes(scene: &Scene, layout: &Layout, page: Option<&str>) -> String {
    scene.nodes.iter().zip(&layout.nodes).map(|(node, rect)| linked(&draw_node(node, rect), page, &[&node.id])).collect()
}

fn draw_node(node: &SceneNode, rect: &Rect) -> String {
    let (fill, border, ink) = node_style(node.kind);
    let about = match &node.tag {
        Some(tag) => format!("{} ({}, {tag})", node.name, kind_name(node.kind)),
        None => format!("{} ({})", node.name, kind_name(node.kind)),
    };
    let mut svg = format!("<g class=\"node\" data-id=\"{}\"><title>{}</title>\n", escape(&node.id), escape(&about));
    svg += &rectangle(rect, node.radius, fill, border, r#" stroke-width="1.4""#);
    svg += "\n";
    let slant = if node.kind == ActorKind::Agent && has_italics(&node.name) {
        r#" text-anchor="middle" font-style="italic""#
    } else {
        MIDDLE
    };
    let mut baseline = rect.top() + 7.0 + node.size * 0.97;
    for line in &node.lines {
        svg += &text(point(rect.centre.x, baseline), node.size, ink, slant, line);
        baseline += node.size * 1.2;
    }
    if let Some(tag) = &node.tag {
        let faint = if ink == INK { FAINT } else { "#d5dbe4" };
        svg += &text(point(rect.centre.x, rect.bottom() - 9.0), TAG_SIZE, faint, MIDDLE, tag);
    }
    svg + "</g>\n"
}

const MIDDLE: &str = r#" text-anchor="middle""#;

fn words_on_ties(scene: &Scene, layout: &Layout) -> String {
    let mut svg = String::new();
    for label in &layout.labels {
        let bundle = &scene.bundles[label.bundle];
        let shades: BTreeSet<Quad> = bundle.words.iter().map(|words| words.quad).collect();
        if let (Some(to), Some(&quad)) = (label.leader, shades.first()) {
            let from = nearest(&label.rect, to);
            let [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map(number);
            let ink = colour(quad);
            svg += &format!("<path d=\"M{x1},{y1} L{x2},{y2}\" stroke=\"{ink}\" stroke-width=\"0.7\"/>\n");
        }
        let [x, y, w, h] = [label.rect.left(), label.rect.top(), label.rect.width, label.rect.height].map(number);
        svg += &format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"3\" fill=\"{PAPER}\" fill-opacity=\"0.88\"/>\n"
        );
        let mut baseline = label.rect.top() + LABEL_SIZE + 1.0;
        for words in &bundle.words {
            let at = point(label.rect.centre.x, baseline);
            svg += &text(at, LABEL_SIZE, colour(words.quad), MIDDLE, &words.text);
            baseline += LABEL_LEADING;
        }
    }
    svg
}

/// Whether some stripe is dashed.
pub fn has_dashes(scene: &Scene) -> bool {
    scene.bundles.iter().flat_map(|bundle| &bundle.stripes).any(|stripe| stripe.line == Line::Dashed)
}
