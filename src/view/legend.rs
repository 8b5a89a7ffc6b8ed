//! The legend: the classes with their counts, the dashes, the kinds of actors, the boxes; only what the picture shows.

use std::collections::BTreeSet;

use super::diagram::{ActorKind, Diagram, Line, Quad};
use super::geometry::{Point, Rect, point};
use super::measure::width;
use super::scene::{Scene, total};
use super::style::{INK, class_name, kind_name, node_style, sample};
use super::svg::{has_dashes, rectangle, text};

/// Size of the legend's text.
pub const LEGEND_SIZE: f64 = 11.5;

const SAMPLE: f64 = 34.0;
const SWATCH: f64 = 20.0;
const APART: f64 = 22.0;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    sign: Sign,
    words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Class(Quad),
    Dashes,
    Kind(ActorKind),
    Box,
}

/// The entries by rows that fit a width: ties, then actors.
pub fn legend_rows(diagram: &Diagram, scene: &Scene, room: f64) -> Vec<Vec<Entry>> {
    let count = |quad: Quad| total(diagram.ties.iter().filter(|tie| tie.quad == quad));
    let class = |quad: Quad| Entry { sign: Sign::Class(quad), words: format!("{} ({})", class_name(quad), count(quad)) };
    let mut ties: Vec<Entry> = Quad::ALL.into_iter().filter(|&quad| count(quad) > 0).map(class).collect();
    if has_dashes(scene) {
        ties.push(Entry { sign: Sign::Dashes, words: "planned or possible".to_owned() });
    }
    let kinds: BTreeSet<ActorKind> = scene.nodes.iter().map(|node| node.kind).collect();
    let mut actors = Vec::new();
    if kinds.len() > 1 {
        actors.extend(kinds.into_iter().map(|kind| Entry { sign: Sign::Kind(kind), words: kind_name(kind).to_owned() }));
    }
    if !scene.groups.is_empty() {
        actors.push(Entry { sign: Sign::Box, words: "actors of one party".to_owned() });
    }
    let mut rows = rows(ties, room);
    rows.extend(self::rows(actors, room));
    rows
}

fn rows(entries: Vec<Entry>, room: f64) -> Vec<Vec<Entry>> {
    let mut rows = Vec::<Vec<Entry>>::new();
    let mut left = f64::INFINITY;
    for entry in entries {
        let wide = entry.width();
        if left + wide > room {
            rows.push(Vec::new());
            left = 0.0;
        }
        left += wide + APART;
        if let Some(row) = rows.last_mut() {
            row.push(entry);
        }
    }
    rows
}

impl Entry {
    fn sign_width(&self) -> f64 {
        if matches!(self.sign, Sign::Class(_) | Sign::Dashes) { SAMPLE } else { SWATCH }
    }

    fn width(&self) -> f64 {
        self.sign_width() + 7.0 + width(&self.words, LEGEND_SIZE)
    }
}

/// Writes the rows, the first one's middle at that height.
pub fn legend(rows: &[Vec<Entry>], from: Point) -> String {
    let mut svg = String::from("<g class=\"legend\">\n");
    for (place, row) in rows.iter().enumerate() {
        let mut at = from + point(0.0, place as f64 * 20.0);
        for entry in row {
            svg += &sign(entry, at);
            svg += "\n";
            svg += &text(at + point(entry.sign_width() + 7.0, 4.0), LEGEND_SIZE, INK, "", &entry.words);
            at.x += entry.width() + APART;
        }
    }
    svg + "</g>\n"
}

fn sign(entry: &Entry, at: Point) -> String {
    let swatch = Rect::spanning(at - point(0.0, 6.0), at + point(SWATCH, 6.0));
    match entry.sign {
        Sign::Class(quad) => sample(at, SAMPLE, quad, Line::Solid),
        Sign::Dashes => {
            let end = super::svg::number(at.x + SAMPLE);
            let (x, y) = (super::svg::number(at.x), super::svg::number(at.y));
            format!(r#"<path d="M{x},{y} L{end},{y}" stroke="{INK}" stroke-width="1.6" stroke-dasharray="6 4"/>"#)
        }
        Sign::Kind(kind) => {
            let (fill, border, _) = node_style(kind);
            let round = matches!(kind, ActorKind::Person | ActorKind::Agent);
            rectangle(&swatch, if round { 6.0 } else { 3.0 }, fill, border, r#" stroke-width="1.2""#)
        }
        Sign::Box => rectangle(&swatch, 3.0, "#f0f1ee", "#cfd3cd", ""),
    }
}
