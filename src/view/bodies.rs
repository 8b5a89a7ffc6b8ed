//! What is placed as one piece: an actor alone, or the actors of one party in their box, in rows and columns.

use super::geometry::{Point, Rect, point};
use super::measure::width;
use super::scene::{Scene, TAG_SIZE};

/// Room between a box and the actors in it.
const PADDING: f64 = 12.0;
/// Height of the line that names a box.
pub const BOX_TITLE: f64 = 18.0;

/// A piece.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Where its middle is.
    pub centre: Point,
    /// The actors in it, row by row.
    pub members: Vec<usize>,
    /// How many stand side by side.
    pub columns: usize,
    /// Where each member's middle is, from the middle of the piece.
    pub offsets: Vec<Point>,
    /// Full width.
    pub width: f64,
    /// Full height.
    pub height: f64,
    /// The group that it is the box of.
    pub group: Option<usize>,
    /// Room between members side by side, and one above the other.
    gap: Point,
}

/// The pieces of a scene, boxes first.
pub fn bodies(scene: &Scene) -> Vec<Body> {
    let boxed = |node: &usize| scene.groups.iter().any(|group| group.members.contains(node));
    let boxes = scene.groups.iter().enumerate().map(|(group, members)| (members.members.clone(), Some(group)));
    let alone = (0..scene.nodes.len()).filter(|node| !boxed(node)).map(|node| (vec![node], None));
    let pieces = boxes.chain(alone).map(|(members, group)| {
        let inner = |end: usize| members.contains(&end);
        let tied = scene.bundles.iter().any(|tie| tie.source != tie.target && inner(tie.source) && inner(tie.target));
        let gap = if tied { point(80.0, 58.0) } else { point(26.0, 18.0) };
        let columns = if members.len() <= 3 { 1 } else { 2 };
        Body { centre: Point::default(), members, columns, offsets: vec![], width: 0.0, height: 0.0, group, gap }
    });
    let mut pieces: Vec<Body> = pieces.collect();
    pieces.iter_mut().for_each(|body| body.arrange(scene));
    pieces
}

impl Body {
    /// The rectangle that it takes.
    pub fn rect(&self) -> Rect {
        Rect { centre: self.centre, width: self.width, height: self.height }
    }

    /// Gives the piece more room: farther from the others, its members farther from one another.
    pub fn loosen(&mut self, scene: &Scene, factor: f64) {
        self.centre = self.centre * factor;
        self.gap = self.gap * factor;
        self.arrange(scene);
    }

    /// Sets the members into rows and columns.
    pub fn arrange(&mut self, scene: &Scene) {
        let Some(group) = self.group else {
            let node = &scene.nodes[self.members[0]];
            (self.offsets, self.width, self.height) = (vec![Point::default()], node.width, node.height);
            return;
        };
        let size = |place: usize| (scene.nodes[self.members[place]].width, scene.nodes[self.members[place]].height);
        let count = self.members.len();
        let rows = count.div_ceil(self.columns);
        let mut widths = vec![0.0_f64; self.columns];
        let mut heights = vec![0.0_f64; rows];
        for place in 0..count {
            let (column, row) = (place % self.columns, place / self.columns);
            widths[column] = widths[column].max(size(place).0);
            heights[row] = heights[row].max(size(place).1);
        }
        let title = scene.groups[group].name.as_deref();
        let title_width = title.map_or(0.0, |title| width(title, TAG_SIZE));
        let head = if title.is_some() { BOX_TITLE } else { 0.0 };
        let inner = widths.iter().sum::<f64>() + self.gap.x * (self.columns - 1) as f64;
        self.width = inner.max(title_width) + 2.0 * PADDING;
        self.height = heights.iter().sum::<f64>() + self.gap.y * (rows - 1) as f64 + 2.0 * PADDING + head;
        let middle = |sizes: &[f64], at: usize, gap: f64| sizes[..at].iter().sum::<f64>() + sizes[at] / 2.0 + gap * at as f64;
        let offset = |place: usize| {
            point(
                middle(&widths, place % self.columns, self.gap.x) - inner / 2.0,
                middle(&heights, place / self.columns, self.gap.y) + PADDING + head - self.height / 2.0,
            )
        };
        self.offsets = (0..count).map(offset).collect();
    }
}
