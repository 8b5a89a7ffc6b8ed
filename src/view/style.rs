//! How things look: colours that colour-blind readers can tell apart, and for each class an arrowhead, so that it can be told
//! without colour: hollow for words, filled for deeds, with a bar for conflict.

use super::diagram::{ActorKind, Line, Quad};
use super::geometry::{Curve, Point, point};
use super::svg::number;

/// Behind everything.
pub const PAPER: &str = "#fdfdfb";
/// Text and dark nodes.
pub const INK: &str = "#1f2937";
/// Text of less weight.
pub const FAINT: &str = "#5b6472";
/// Fonts asked for, in this order.
pub const FONTS: &str = "DejaVu Sans, Helvetica, Arial, sans-serif";

/// Light paper or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on light paper, as for print.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// Each colour of a picture, and what stands for it on dark paper.
const DARK: [(&str, &str); 18] = [
    (PAPER, "#14171c"),
    (INK, "#e8e6e1"),
    (FAINT, "#a0a7b2"),
    ("#1f6fc4", "#6fb1ef"),
    ("#0b7a5b", "#55c89c"),
    ("#b96a00", "#e5a946"),
    ("#b3142d", "#f27a88"),
    ("#253246", "#d5dae3"),
    ("#4d6380", "#8fa6c4"),
    ("#ece4d6", "#4a4232"),
    ("#8a7a5c", "#b8a67f"),
    ("#dfe6ee", "#263140"),
    ("#5d7189", "#8397b0"),
    ("#ffffff", "#14171c"),
    ("#9aa3af", "#6b7481"),
    ("#f0f1ee", "#1d2128"),
    ("#cfd3cd", "#353b46"),
    ("#d5dbe4", "#2c3440"),
];

/// A picture in the colours of a theme. Colours are whole attributes, and a quotation mark never stands in text as it is, so that
/// no name can be taken for one.
pub fn themed(svg: String, theme: Theme) -> String {
    if theme == Theme::Light {
        return svg;
    }
    let quoted = |colour: &str| format!("=\"{colour}\"");
    // By way of signs that no SVG has, as one theme's paper may be the other's ink.
    let marked =
        DARK.iter().enumerate().fold(svg, |svg, (at, (light, _))| svg.replace(&quoted(light), &format!("=\u{1}{at}\u{1}")));
    DARK.iter().enumerate().fold(marked, |svg, (at, (_, dark))| svg.replace(&format!("=\u{1}{at}\u{1}"), &quoted(dark)))
}

const HEAD: f64 = 10.0;
const DASHES: &str = "6 4";

/// The colour of a class.
pub fn colour(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "#1f6fc4",
        Quad::MaterialCooperation => "#0b7a5b",
        Quad::VerbalConflict => "#b96a00",
        Quad::MaterialConflict => "#b3142d",
    }
}

/// The name of a class.
pub fn class_name(quad: Quad) -> &'static str {
    match quad {
        Quad::VerbalCooperation => "verbal cooperation",
        Quad::MaterialCooperation => "material cooperation",
        Quad::VerbalConflict => "verbal conflict",
        Quad::MaterialConflict => "material conflict",
    }
}

/// The name of a kind of actor.
pub fn kind_name(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State => "state",
        ActorKind::Organization => "organization",
        ActorKind::Group => "group",
        ActorKind::Person => "person",
        ActorKind::Institution => "institution",
        ActorKind::Agent => "unnamed actor",
    }
}

/// How a kind of actor is drawn: fill, border, colour of the text.
pub fn node_style(kind: ActorKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        ActorKind::State => ("#253246", "#253246", "#ffffff"),
        ActorKind::Organization => ("#4d6380", "#4d6380", "#ffffff"),
        ActorKind::Group => ("#ece4d6", "#8a7a5c", INK),
        ActorKind::Institution => ("#dfe6ee", "#5d7189", INK),
        ActorKind::Person => ("#ffffff", "#253246", INK),
        ActorKind::Agent => ("#ffffff", "#9aa3af", INK),
    }
}

/// One stripe with its arrowhead.
pub fn stripe(curve: &Curve, length: f64, quad: Quad, line: Line, count: usize) -> String {
    let deed = matches!(quad, Quad::MaterialCooperation | Quad::MaterialConflict);
    let conflict = matches!(quad, Quad::VerbalConflict | Quad::MaterialConflict);
    let colour = colour(quad);
    let thick = if deed { 2.2 } else { 1.6 } + ((count.clamp(1, 16) as f64).sqrt() - 1.0) * 0.5;
    let head = HEAD.min(length / 2.0);
    let body = curve.part(0.0, 1.0 - head * 0.9 / length.max(1.0));
    let dashes = if line == Line::Dashed { format!(r#" stroke-dasharray="{DASHES}""#) } else { String::new() };
    let path = path(&body);
    let thick = number(thick);
    let mut drawn = format!(r#"<path d="{path}" fill="none" stroke="{colour}" stroke-width="{thick}"{dashes}/>"#);
    let (tip, along) = (curve.at(1.0), curve.direction(1.0));
    let side = along.turned();
    let base = tip - along * head;
    let corners = [tip, base + side * (head * 0.42), base - side * (head * 0.42)].map(pair).join(" ");
    let fill = if deed { colour } else { PAPER };
    drawn +=
        &format!(r#"<polygon points="{corners}" fill="{fill}" stroke="{colour}" stroke-width="1.3" stroke-linejoin="round"/>"#);
    if conflict {
        let at = base - along * 4.0;
        let (one, other) = (pair(at + side * (head * 0.45)), pair(at - side * (head * 0.45)));
        drawn += &format!(r#"<path d="M{one} L{other}" stroke="{colour}" stroke-width="1.8"/>"#);
    }
    drawn
}

fn path(curve: &Curve) -> String {
    let [a, b, c, d] = curve.0.map(pair);
    format!("M{a} C{b} {c} {d}")
}

fn pair(at: Point) -> String {
    format!("{},{}", number(at.x), number(at.y))
}

/// A straight sample of a stripe, for the legend.
pub fn sample(left: Point, length: f64, quad: Quad, line: Line) -> String {
    stripe(&Curve::bent(left, left + point(length, 0.0), 0.0), length, quad, line, 1)
}
