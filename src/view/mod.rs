//! View: the graph as a picture, laid out by our own code.
//!
//! ```text
//! Diagram ──choose──▶ Scene ──lay out──▶ Layout ──write──▶ SVG ──▶ PNG
//! ```
//!
//! The layout: stress majorization from several beginnings (`stress.rs`), overlaps removed (`overlap.rs`), small moves against
//! crossings (`polish.rs`), curves (`route.rs`), words (`labels.rs`).

pub mod diagram;
pub mod dot;
pub mod geometry;
pub mod labels;
pub mod layout;
pub mod page;
#[cfg(feature = "png")]
pub mod png;
pub mod route;
pub mod scene;

mod bodies;
mod convert;
mod legend;
mod measure;
mod overlap;
mod polish;
mod stress;
mod style;
mod svg;

#[cfg(test)]
mod trial;

pub use diagram::Diagram;
pub use style::Theme;

/// What may be chosen about a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawOptions {
    /// How many ties to draw at most: the strongest. The picture says how many it leaves out.
    pub top: usize,
    /// The title; without one it tells how many actors and relations there are, and from when to when.
    pub title: Option<String>,
    /// The address of the page that its actors and ties link to.
    pub page: Option<String>,
    /// The colours.
    pub theme: Theme,
}

impl Default for DrawOptions {
    /// The 25 strongest ties: about what a still picture can show.
    fn default() -> Self {
        DrawOptions { top: 25, title: None, page: None, theme: Theme::Light }
    }
}

/// Draws a diagram as SVG. The same diagram gives the same bytes on any machine.
///
/// ```
/// use diplograph::view::{DrawOptions, diagram::*, draw};
///
/// let node = |id: &str, name: &str| Node { id: id.into(), name: name.into(), kind: ActorKind::State, party: None };
/// let tie = Tie {
///     source: 0,
///     target: 1,
///     quad: Quad::VerbalCooperation,
///     line: Line::Solid,
///     label: "praises".into(),
///     count: 1,
///     weight: 1.0,
/// };
/// let diagram = Diagram { nodes: vec![node("fra", "France"), node("deu", "Germany")], ties: vec![tie], period: None };
/// let svg = draw(&diagram, &DrawOptions::default());
/// assert!(svg.contains("2 actors, 1 event") && svg.contains("praises"));
/// ```
pub fn draw(diagram: &Diagram, options: &DrawOptions) -> String {
    let scene = scene::scene(diagram, options.top);
    let layout = layout::layout(&scene);
    let svg = svg::write(diagram, &scene, &layout, options);
    style::themed(svg, options.theme)
}
