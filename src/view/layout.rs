//! Where everything of a picture is: from a scene to a layout, with which `svg.rs` only has to write.

use super::bodies::{BOX_TITLE, Body, bodies};
use super::geometry::{Point, Rect, point};
use super::labels::{GOOD, Label, labels};
use super::measure::width;
use super::overlap::{pack, separate};
use super::polish::{BODY_GAP, Plan, Way};
use super::route::{MANY, Route, routes, through};
use super::scene::{LABEL_LEADING, Scene, TAG_SIZE};
use super::stress::{distances, place};

/// Room between parts that no tie joins.
const PART_GAP: f64 = 56.0;
/// How far each beginning is bettered before the best is chosen.
const FIRST_ROUNDS: usize = 2;
const FIRST_ROUNDS_OF_FEW: usize = 8;

/// A picture's geometry. Its upper left corner may be anywhere: `around` tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The rectangle of each actor.
    pub nodes: Vec<Rect>,
    /// The rectangle of each group's box.
    pub boxes: Vec<Rect>,
    /// The rectangle of each box's title, where it has one.
    pub titles: Vec<Rect>,
    /// The way of each bundle.
    pub routes: Vec<Route>,
    /// The words, each in its place.
    pub labels: Vec<Label>,
    /// The rectangle that holds all of it.
    pub around: Rect,
}

/// How much farther apart everything is set, step by step, so that words find a good place: by small steps where there are few
/// ties, by large ones where there are more.
const LOOSER: (f64, f64, f64) = (1.1, 1.22, 1.4);

/// Lays a scene out: several placements, each in several sizes; the one that reads best.
pub fn layout(scene: &Scene) -> Layout {
    let (variants, steps, factor) = match scene.bundles.len() {
        0..=1 => (1, 1, LOOSER.0),
        2..=35 => (4, 6, LOOSER.0),
        36..=60 => (2, 5, LOOSER.0),
        61..=MANY => (1, 3, LOOSER.1),
        _ => (1, 1, LOOSER.2),
    };
    let mut best: Option<(f64, Layout)> = None;
    for variant in 0..variants {
        let mut bodies = place_bodies(scene, variant);
        for step in 0..=steps {
            if step > 0 {
                bodies.iter_mut().for_each(|body| body.loosen(scene, factor));
                bodies = apart(bodies);
            }
            let next = fill(scene, &bodies);
            let (faults, size) = (next.faults(scene), next.size());
            if best.as_ref().is_none_or(|(least, _)| faults + size < *least) {
                best = Some((faults + size, next));
            }
            if faults == 0.0 {
                break;
            }
        }
    }
    best.map(|(_, layout)| layout).unwrap_or_else(|| fill(scene, &[]))
}

/// Draws the curves between pieces in place and sets the words.
fn fill(scene: &Scene, bodies: &[Body]) -> Layout {
    let mut nodes = vec![Rect::default(); scene.nodes.len()];
    let mut boxes = vec![Rect::default(); scene.groups.len()];
    let mut titles = Vec::new();
    for body in bodies {
        for (&member, &offset) in body.members.iter().zip(&body.offsets) {
            let size = &scene.nodes[member];
            nodes[member] = Rect { centre: body.centre + offset, width: size.width, height: size.height };
        }
        let Some(group) = body.group else { continue };
        boxes[group] = body.rect();
        if let Some(name) = &scene.groups[group].name {
            let low = point(body.rect().left() + 8.0, body.rect().top() + 3.0);
            titles.push(Rect::spanning(low, low + point(width(name, TAG_SIZE) * 1.13 + 8.0, BOX_TITLE - 3.0)));
        }
    }
    let routes = routes(scene, &nodes);
    let taken: Vec<Rect> = nodes.iter().chain(&titles).copied().collect();
    let labels = labels(scene, &routes, &taken, &boxes);
    let spots = routes.iter().flat_map(|route| {
        let side = route.thickness + 8.0;
        route.points.iter().map(move |&centre| Rect { centre, width: side, height: side })
    });
    let all = nodes.iter().chain(&boxes).copied().chain(spots).chain(labels.iter().map(|label| label.rect));
    let around = Rect::around(all).unwrap_or_default();
    Layout { nodes, boxes, titles, routes, labels, around }
}

impl Layout {
    /// What is hard to read: words on curves or far from theirs, curves that cross or run through an actor.
    fn faults(&self, scene: &Scene) -> f64 {
        let words: f64 = self.labels.iter().map(|label| (label.cost - GOOD).max(0.0)).sum();
        let routes = self.routes.iter().zip(&scene.bundles);
        let through: usize = routes.map(|(route, bundle)| through(route, bundle, &self.nodes, 0.0)).sum();
        let crossings =
            |(at, route): (usize, &Route)| -> usize { self.routes[at + 1..].iter().map(|other| route.crossings(other)).sum() };
        let crossed: usize = self.routes.iter().enumerate().map(crossings).sum();
        words + 4.0 * through as f64 + 0.4 * crossed as f64
    }

    /// What the size of the page costs: the larger, the smaller its words in print. A page is best a half wider than high.
    fn size(&self) -> f64 {
        self.around.width.max(self.around.height * 1.5) * 0.008
    }
}

/// Places the pieces: each part that ties join by itself, then the parts side by side.
fn place_bodies(scene: &Scene, variant: u64) -> Vec<Body> {
    let pieces = bodies(scene);
    let mut owner = vec![0; scene.nodes.len()];
    for (at, body) in pieces.iter().enumerate() {
        body.members.iter().for_each(|&member| owner[member] = at);
    }
    let mut parts = parts(scene, pieces, &owner, variant);
    let room = |part: &Vec<Body>| Rect::around(part.iter().map(Body::rect)).unwrap_or_default();
    let rects: Vec<Rect> = parts.iter().map(room).collect();
    for (part, by) in parts.iter_mut().zip(pack(&rects, PART_GAP)) {
        part.iter_mut().for_each(|body| body.centre = body.centre + by);
    }
    parts.into_iter().flatten().collect()
}

/// The pieces by connected parts, those of each part in place.
fn parts(scene: &Scene, pieces: Vec<Body>, owner: &[usize], variant: u64) -> Vec<Vec<Body>> {
    let mut part: Vec<usize> = (0..pieces.len()).collect();
    for bundle in &scene.bundles {
        let (one, other) = (part[owner[bundle.source]], part[owner[bundle.target]]);
        let (keep, drop) = (one.min(other), one.max(other));
        part.iter_mut().filter(|at| **at == drop).for_each(|at| *at = keep);
    }
    let ways = ways(scene, &pieces, owner);
    let mut parts = vec![Vec::new(); pieces.len()];
    for (at, body) in pieces.into_iter().enumerate() {
        parts[part[at]].push(body);
    }
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| arrange(scene, part, &ways, variant)).collect()
}

/// The ties between each two actors, with the length that their words ask for.
fn ways(scene: &Scene, pieces: &[Body], owner: &[usize]) -> Vec<Way> {
    let mut ways = Vec::<Way>::new();
    for bundle in scene.bundles.iter().filter(|bundle| bundle.source != bundle.target) {
        let (a, b) = (bundle.source.min(bundle.target), bundle.source.max(bundle.target));
        match ways.iter_mut().find(|way| way.a == a && way.b == b) {
            Some(way) => {
                way.width = way.width.max(bundle.width);
                way.height += bundle.height;
            }
            None => ways.push(Way { a, b, ideal: 0.0, width: bundle.width, height: bundle.height }),
        }
    }
    let ends: Vec<(usize, usize)> = ways.iter().map(|way| (owner[way.a], owner[way.b])).collect();
    let degree = |at: usize| ends.iter().filter(|(a, b)| *a == at || *b == at).count();
    for (way, &(a, b)) in ways.iter_mut().zip(&ends) {
        let radius = |body: &Body| (body.width + body.height) / 4.0;
        let loose = if degree(a) == 1 || degree(b) == 1 { 0.85 } else { 1.0 };
        let words = way.width * 0.5 + (way.height - LABEL_LEADING).max(0.0) * 0.7;
        way.ideal = radius(&pieces[a]) + radius(&pieces[b]) + (70.0 + words) * loose;
    }
    ways
}

/// Places the pieces of one connected part: several beginnings, the cheapest end.
fn arrange(scene: &Scene, part: Vec<Body>, ways: &[Way], variant: u64) -> Vec<Body> {
    let count = part.len();
    let index = |node: usize| part.iter().position(|body| body.members.contains(&node));
    let inner: Vec<(Way, usize, usize)> =
        ways.iter().filter_map(|way| Some((way.clone(), index(way.a)?, index(way.b)?))).collect();
    let lengths: Vec<(usize, usize, f64)> =
        inner.iter().filter(|(_, a, b)| a != b).map(|(way, a, b)| (*a, *b, way.ideal)).collect();
    let distance = distances(count, &lengths);
    let ways: Vec<Way> = inner.into_iter().map(|(way, ..)| way).collect();
    let (starts, rounds) = match count {
        0..=2 => (1, 8),
        3..=25 => (4, 12),
        26..=60 => (2, 5),
        _ => (1, 2),
    };
    let mut best: Option<(f64, Plan)> = None;
    for seed in variant * starts..(variant + 1) * starts {
        let mut bodies = part.clone();
        for (body, place) in bodies.iter_mut().zip(place(&distance, count, seed)) {
            body.centre = point(place.x * 1.15, place.y * 0.85);
            body.columns = if seed % 2 == 0 && body.members.len() <= 5 { 1 } else { body.columns };
            body.arrange(scene);
        }
        let mut plan = Plan::new(scene, &ways, apart(bodies));
        let cost = plan.polish(if count <= 25 { FIRST_ROUNDS_OF_FEW } else { FIRST_ROUNDS });
        if best.as_ref().is_none_or(|(least, _)| cost < *least - 1e-9) {
            best = Some((cost, plan));
        }
    }
    let Some((_, mut plan)) = best else { return part };
    plan.polish(rounds);
    apart(plan.bodies)
}

fn apart(mut bodies: Vec<Body>) -> Vec<Body> {
    let mut rects: Vec<Rect> = bodies.iter().map(Body::rect).collect();
    separate(&mut rects, BODY_GAP);
    let middle = Rect::around(rects.iter().copied()).map_or(Point::default(), |around| around.centre);
    for (body, rect) in bodies.iter_mut().zip(rects) {
        body.centre = rect.centre - middle;
    }
    bodies
}
