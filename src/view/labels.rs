//! Places the words of each bundle: on its curve or beside it, on nothing else; where there is no such place, a little away with
//! a line that leads to the curve.

use super::geometry::{Point, Rect, point};
use super::route::{MANY, Route};
use super::scene::Scene;

const ALONG: [f64; 11] = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8];
const ROUNDS: usize = 3;
/// The cost up to which words are easy to read where they stand.
pub const GOOD: f64 = 1.5;
/// What words that need a line to their curve cost.
const LEADER: f64 = 2.6;
/// Room around words.
const MARGIN: f64 = 1.0;

/// Words in their place.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The bundle that they belong to.
    pub bundle: usize,
    /// Where they stand.
    pub rect: Rect,
    /// Where the line to the curve ends, where there is one.
    pub leader: Option<Point>,
    /// What it hides and how far off it stands; above `GOOD` it is harder to read.
    pub cost: f64,
}

/// Places the words of all bundles that have some. No label overlaps another, nor any of the rectangles taken (actors, titles
/// of boxes); borders of boxes and other curves are avoided where it can be.
pub fn labels(scene: &Scene, routes: &[Route], taken: &[Rect], boxes: &[Rect]) -> Vec<Label> {
    let mut order: Vec<usize> = (0..routes.len()).filter(|&at| !scene.bundles[at].words.is_empty()).collect();
    let freedom: Vec<f64> = routes.iter().zip(&scene.bundles).map(|(route, words)| route.length - words.width).collect();
    order.sort_by(|&a, &b| freedom[a].total_cmp(&freedom[b]));
    let mut placed = vec![None; routes.len()];
    let rounds = if routes.len() > MANY { 1 } else { ROUNDS };
    for round in 0..rounds {
        let mut changed = false;
        for &at in &order {
            let before: Option<Label> = placed[at].take();
            let page = Page { scene, routes, taken, boxes, placed: &placed };
            let label = page.place(at);
            changed |= before.as_ref() != Some(&label);
            placed[at] = Some(label);
        }
        if round > 0 && !changed {
            break;
        }
    }
    placed.into_iter().flatten().collect()
}

struct Page<'a> {
    scene: &'a Scene,
    routes: &'a [Route],
    taken: &'a [Rect],
    boxes: &'a [Rect],
    placed: &'a [Option<Label>],
}

impl Page<'_> {
    fn place(&self, at: usize) -> Label {
        let near = self.near(at).into_iter().filter(|(rect, _)| self.free(rect));
        let priced = near.map(|(rect, own)| (own + self.cost(at, &rect), rect));
        let best = priced.min_by(|one, other| one.0.total_cmp(&other.0));
        match best {
            Some((cost, rect)) if cost < LEADER => Label { bundle: at, rect, leader: None, cost },
            other => self.away(at, other),
        }
    }

    /// Places on the curve and on its two sides, with what each costs by itself.
    fn near(&self, at: usize) -> Vec<(Rect, f64)> {
        let (bundle, route) = (&self.scene.bundles[at], &self.routes[at]);
        let mut places = Vec::new();
        for t in ALONG {
            let middle = route.curve.at(t);
            let side = route.curve.direction(t).turned();
            let reach = side.x.abs() * bundle.width / 2.0 + side.y.abs() * bundle.height / 2.0 + route.thickness / 2.0 + 3.0;
            let off = (t - 0.5).abs() * 2.0;
            let rect = |centre: Point| Rect { centre, width: bundle.width, height: bundle.height };
            places.push((rect(middle), off));
            places.push((rect(middle + side * reach), off + 0.35));
            places.push((rect(middle - side * reach), off + 0.35));
        }
        places
    }

    fn free(&self, rect: &Rect) -> bool {
        let wide = rect.grown(MARGIN);
        !self.taken.iter().any(|other| wide.overlaps(&other.grown(1.0)))
            && !self.placed.iter().flatten().any(|label| wide.overlaps(&label.rect))
    }

    /// What words at a place hide.
    fn cost(&self, at: usize, rect: &Rect) -> f64 {
        let mut cost = 0.0;
        for (other, route) in self.routes.iter().enumerate() {
            let hidden = route.within(&if other == at { *rect } else { rect.grown(3.0) });
            if hidden == 0.0 {
                continue;
            }
            let length = route.length.max(1.0);
            let end = route.points[route.points.len() - 1];
            if rect.grown(11.0).holds(end) {
                cost += 3.0;
            }
            if other == at {
                cost += 3.0 * hidden / length + if length - hidden < 34.0 { 3.0 } else { 0.0 };
            } else {
                cost += 1.8 + 2.0 * hidden / length + hidden / 60.0;
            }
        }
        let border = |frame: &&Rect| frame.overlaps(rect) && !inside(rect, frame);
        cost + 0.5 * self.boxes.iter().filter(border).count() as f64
    }

    /// What a leader costs: it should run over no actor and no other words, and over few curves.
    fn hidden_by_leader(&self, from: Point, to: Point) -> f64 {
        let over = self.taken.iter().chain(self.placed.iter().flatten().map(|label| &label.rect));
        let curves = self.routes.iter().filter(|route| route.crosses(from, to)).count();
        2.5 * over.filter(|rect| rect.covers(from, to) > 0.0).count() as f64 + 0.4 * curves as f64
    }

    /// The best free place farther off, with a line to the curve; `near` is what was found near it, if anything.
    fn away(&self, at: usize, near: Option<(f64, Rect)>) -> Label {
        let (bundle, route) = (&self.scene.bundles[at], &self.routes[at]);
        let mut best = near.map(|(cost, rect)| Label { bundle: at, rect, leader: None, cost });
        let middle = route.curve.at(0.5);
        let mut ring = 1;
        loop {
            let reach = f64::from(ring) * 16.0;
            for (x, y) in around() {
                let centre = middle + point(x * (reach + bundle.width / 3.0), y * (reach + bundle.height / 2.0));
                let rect = Rect { centre, width: bundle.width, height: bundle.height };
                if !self.free(&rect) {
                    continue;
                }
                let ends = [0.5, 0.4, 0.6, 0.3, 0.7].map(|t| route.curve.at(t));
                let distance = |end: &Point| (*end - nearest(&rect, *end)).length();
                let end = ends.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(middle);
                let mut cost = LEADER + distance(&end) / 30.0;
                if best.as_ref().is_some_and(|label| label.cost <= cost) {
                    continue;
                }
                cost += self.cost(at, &rect) + self.hidden_by_leader(nearest(&rect, end), end);
                if best.as_ref().is_none_or(|label| cost < label.cost) {
                    best = Some(Label { bundle: at, rect, leader: Some(end), cost });
                }
            }
            // Rings grow beyond everything that is placed, so that in the end there is a free one.
            match best {
                Some(label) if label.cost < LEADER + reach / 30.0 => return label,
                other => (best, ring) = (other, ring + 1),
            }
        }
    }
}

/// The point of a rectangle that is nearest to another point.
pub fn nearest(rect: &Rect, to: Point) -> Point {
    point(to.x.clamp(rect.left(), rect.right()), to.y.clamp(rect.top(), rect.bottom()))
}

fn inside(inner: &Rect, outer: &Rect) -> bool {
    inner.left() > outer.left() && inner.right() < outer.right() && inner.top() > outer.top() && inner.bottom() < outer.bottom()
}

/// Twelve places around a middle, on the sides of a square.
fn around() -> impl Iterator<Item = (f64, f64)> {
    [
        (0.0, -1.0),
        (0.0, 1.0),
        (1.0, 0.0),
        (-1.0, 0.0),
        (0.5, -1.0),
        (-0.5, -1.0),
        (0.5, 1.0),
        (-0.5, 1.0),
        (1.0, -0.5),
        (1.0, 0.5),
        (-1.0, -0.5),
        (-1.0, 0.5),
    ]
    .into_iter()
}
