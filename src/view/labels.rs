//! Places the words of each bundle: on its curve or beside it, on nothing else; where there is no such place, a little away with
//! a line that leads to the curve.

use super::geometry::{Point, Rect, point};
use super::route::Route;
use super::scene::Scene;

const ALONG: [f64; 11] = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8];
const ROUNDS: usize = 3;
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
}

/// Places the words of all bundles that have some. No label overlaps another, nor any of the rectangles taken (actors, titles
/// of boxes); borders of boxes and other curves are avoided where it can be.
pub fn labels(scene: &Scene, routes: &[Route], taken: &[Rect], boxes: &[Rect]) -> Vec<Label> {
    let mut order: Vec<usize> = (0..routes.len()).filter(|&at| !scene.bundles[at].words.is_empty()).collect();
    let freedom: Vec<f64> = routes.iter().zip(&scene.bundles).map(|(route, words)| route.length() - words.width).collect();
    order.sort_by(|&a, &b| freedom[a].total_cmp(&freedom[b]));
    let mut placed = vec![None; routes.len()];
    for round in 0..ROUNDS {
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
            Some((cost, rect)) if cost < 6.0 => Label { bundle: at, rect, leader: None },
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
            let hidden = route.within(rect);
            if hidden == 0.0 {
                continue;
            }
            let length = route.length().max(1.0);
            let end = route.points[route.points.len() - 1];
            if rect.grown(11.0).holds(end) {
                cost += 3.0;
            }
            if other == at {
                cost += 3.0 * hidden / length + if length - hidden < 34.0 { 3.0 } else { 0.0 };
            } else {
                cost += 1.0 + 2.0 * hidden / length + hidden / 60.0;
            }
        }
        let border = |frame: &&Rect| frame.overlaps(rect) && !inside(rect, frame);
        cost + 0.5 * self.boxes.iter().filter(border).count() as f64
    }

    /// The best free place farther off, with a line to the curve; `near` is what was found near it, if anything.
    fn away(&self, at: usize, near: Option<(f64, Rect)>) -> Label {
        let (bundle, route) = (&self.scene.bundles[at], &self.routes[at]);
        let anchor = route.curve.at(0.5);
        let mut best = near.map(|(cost, rect)| (cost, rect, None));
        let mut ring = 1;
        loop {
            let reach = f64::from(ring) * 16.0;
            for (x, y) in around() {
                let centre = anchor + point(x * (reach + bundle.width / 3.0), y * (reach + bundle.height / 2.0));
                let rect = Rect { centre, width: bundle.width, height: bundle.height };
                if !self.free(&rect) {
                    continue;
                }
                let cost = 2.5 + reach / 40.0 + self.cost(at, &rect);
                if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                    best = Some((cost, rect, Some(anchor)));
                }
            }
            // Rings grow beyond everything that is placed, so that in the end there is a free one.
            match best {
                Some((cost, rect, leader)) if cost < 2.5 + reach / 40.0 => return Label { bundle: at, rect, leader },
                _ => ring += 1,
            }
        }
    }
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
