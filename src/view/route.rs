//! Draws each bundle of ties as a curve, bent so that it runs through no actor and crosses few others.

use super::geometry::{Curve, Point, Rect, cross, point};
use super::scene::{Bundle, STRIPE_GAP, Scene};

/// More bundles than this are many: then speed goes before beauty.
pub const MANY: usize = 150;

const STEPS: usize = 12;
/// How often all bends are chosen anew.
const ROUNDS: usize = 4;
const ROUNDS_OF_MANY: usize = 2;
const CROSSING: f64 = 1.0;
const THROUGH_NODE: f64 = 6.0;
const SAME_DIRECTION: f64 = 25.0;
const BEND: f64 = 9.0;
const BACK_TO_BACK: f64 = 5.0;
/// Room between the end of a curve and the actor.
const AWAY: f64 = 3.0;

/// The way of a bundle.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// From the border of the one that acts to the border of the other; the middle of the stripes.
    pub curve: Curve,
    /// The curve of each stripe.
    pub stripes: Vec<Curve>,
    /// The curve as straight pieces.
    pub points: Vec<Point>,
    /// How long it is.
    pub length: f64,
    /// How wide the stripes are together.
    pub thickness: f64,
    around: Rect,
    start: Point,
    end: Point,
    bend: f64,
    /// The least bend that keeps it apart from the bundle in the other direction.
    least: f64,
}

/// A route for each bundle of the scene, its actors standing at these rectangles.
pub fn routes(scene: &Scene, nodes: &[Rect]) -> Vec<Route> {
    let candidates: Vec<Vec<(Route, f64)>> = scene.bundles.iter().map(|bundle| candidates(scene, bundle, nodes)).collect();
    let mut chosen: Vec<Route> = candidates.iter().map(|routes| routes[0].0.clone()).collect();
    let rounds = if candidates.len() > MANY { ROUNDS_OF_MANY } else { ROUNDS };
    for _ in 0..rounds {
        let mut changed = false;
        for (at, choices) in candidates.iter().enumerate() {
            let cost = |(route, own): &(Route, f64)| own + shared_cost(scene, at, route, &chosen);
            let costs: Vec<f64> = choices.iter().map(cost).collect();
            let mut best = 0;
            for (place, &cost) in costs.iter().enumerate() {
                if cost < costs[best] - 1e-9 {
                    best = place;
                }
            }
            changed |= chosen[at] != choices[best].0;
            chosen[at] = choices[best].0.clone();
        }
        if !changed {
            break;
        }
    }
    chosen
}

/// The ways that a bundle may take, and what each costs by itself; there is at least one.
fn candidates(scene: &Scene, bundle: &Bundle, nodes: &[Rect]) -> Vec<(Route, f64)> {
    let (from, to) = (nodes[bundle.source], nodes[bundle.target]);
    let price = |route: Route, own: f64| {
        let passed = through(&route, bundle, nodes, 7.0) + through(&route, bundle, nodes, 0.0);
        let cost = own + THROUGH_NODE / 2.0 * passed as f64;
        (route, cost)
    };
    if bundle.source == bundle.target {
        let corners = [(1.0, -1.0), (-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
        return corners.map(|side| price(Route::new(bundle, own_loop(from, side), 0.0, |curve| curve), 0.0)).to_vec();
    }
    let back = scene.bundles.iter().find(|other| other.source == bundle.target && other.target == bundle.source);
    let least = back.map_or(0.0, |back| {
        let stripes = (bundle.stripes.len() + back.stripes.len()) as f64;
        ((stripes * STRIPE_GAP / 2.0 + 9.0) / (to.centre - from.centre).length().max(1.0)).clamp(0.07, 0.5)
    });
    let more = [0.0, 0.08, -0.08, 0.16, -0.16, 0.24, -0.24, 0.34, -0.34, 0.46, -0.46];
    let (source, target) = (&scene.nodes[bundle.source], &scene.nodes[bundle.target]);
    let route = |more: f64| {
        let full = Curve::bent(from.centre, to.centre, least + more);
        let clipped = |curve: Curve| clip(curve, (&from, source.radius), (&to, target.radius));
        price(Route { least, ..Route::new(bundle, full, least + more, clipped) }, BEND * more * more)
    };
    more.map(route).to_vec()
}

/// The part of a curve between the two actors that it begins and ends in.
fn clip(curve: Curve, from: (&Rect, f64), to: (&Rect, f64)) -> Curve {
    const SAMPLES: usize = 40;
    let starts = |t: f64| from.0.grown(AWAY - 1.0).holds_rounded(curve.at(t), from.1 + AWAY - 1.0);
    let ends = |t: f64| to.0.grown(AWAY).holds_rounded(curve.at(t), to.1 + AWAY);
    let at = |step: usize| step as f64 / SAMPLES as f64;
    let leave = (0..SAMPLES).rev().find(|&step| starts(at(step))).unwrap_or(0);
    let enter = (leave + 1..=SAMPLES).find(|&step| ends(at(step))).unwrap_or(SAMPLES);
    let start = border(at(leave), at(leave + 1), starts);
    let end = border(at(enter), at(enter - 1), ends);
    if start < end { curve.part(start, end) } else { curve.part(0.4, 0.6) }
}

/// Halves the way from inside to outside until the border is found.
fn border(mut inside: f64, mut outside: f64, within: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..20 {
        let middle = (inside + outside) / 2.0;
        if within(middle) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    outside
}

/// The curve of an actor's tie to itself, around one of its corners.
fn own_loop(node: Rect, (x, y): (f64, f64)) -> Curve {
    let start = node.centre + point(x * (node.width / 2.0 - 18.0), y * (node.height / 2.0 + AWAY));
    let end = node.centre + point(x * (node.width / 2.0 + AWAY), y * (node.height / 2.0 - 9.0).max(0.0));
    Curve([start, start + point(x * 4.0, y * 50.0), end + point(x * 54.0, y * 8.0), end])
}

impl Route {
    fn new(bundle: &Bundle, full: Curve, bend: f64, clipped: impl Fn(Curve) -> Curve) -> Route {
        let count = bundle.stripes.len() as f64;
        let side = |place: usize| (place as f64 - (count - 1.0) / 2.0) * STRIPE_GAP;
        let stripes = (0..bundle.stripes.len()).map(|place| clipped(full.beside(side(place)))).collect();
        let curve = clipped(full);
        let points = curve.points(STEPS);
        let length = points.windows(2).map(|piece| (piece[1] - piece[0]).length()).sum();
        let thickness = count * STRIPE_GAP;
        let spot = |&centre: &Point| Rect { centre, width: thickness, height: thickness };
        let around = Rect::around(points.iter().map(spot)).unwrap_or_default();
        let (start, end) = (curve.direction(0.0), curve.direction(1.0));
        Route { curve, stripes, points, length, thickness, around, start, end, bend, least: 0.0 }
    }

    /// How much of it lies within a rectangle.
    pub fn within(&self, rect: &Rect) -> f64 {
        let rect = rect.grown(self.thickness / 2.0 - 2.0);
        if !rect.overlaps(&self.around) {
            return 0.0;
        }
        self.points.windows(2).map(|piece| rect.covers(piece[0], piece[1]) * (piece[1] - piece[0]).length()).sum()
    }

    /// Whether the straight way between two points crosses it.
    pub fn crosses(&self, from: Point, to: Point) -> bool {
        self.around.covers(from, to) > 0.0 && self.points.windows(2).any(|piece| cross(from, to, piece[0], piece[1]))
    }

    /// How often it crosses another.
    pub fn crossings(&self, other: &Route) -> usize {
        if !self.around.overlaps(&other.around) {
            return 0;
        }
        let crossed =
            |piece: &[Point]| other.points.windows(2).filter(|with| cross(piece[0], piece[1], with[0], with[1])).count();
        let near = self.points.windows(2).filter(|piece| other.around.covers(piece[0], piece[1]) > 0.0);
        near.map(crossed).sum()
    }
}

/// How many actors a route runs through, or passes nearer than `room`, other than those that it ends at.
pub fn through(route: &Route, bundle: &Bundle, nodes: &[Rect], room: f64) -> usize {
    let foreign = nodes.iter().enumerate().filter(|(at, _)| *at != bundle.source && *at != bundle.target);
    foreign.filter(|(_, node)| route.within(&node.grown(room)) > 0.0).count()
}

/// What a route costs among the others: crossings, and others that leave or reach the same actor in the same direction.
fn shared_cost(scene: &Scene, at: usize, route: &Route, all: &[Route]) -> f64 {
    let bundle = &scene.bundles[at];
    let mut cost = 0.0;
    for (other, second) in all.iter().enumerate().filter(|&(other, _)| other != at) {
        cost += route.crossings(second) as f64 * CROSSING;
        let with = &scene.bundles[other];
        let ends = [bundle.source, bundle.target];
        if !ends.contains(&with.source) && !ends.contains(&with.target) {
            continue;
        }
        if with.source == bundle.target && with.target == bundle.source && route.bend + second.bend < 2.0 * route.least - 1e-9 {
            cost += BACK_TO_BACK;
        }
        let back = Point::default();
        let pairs = [
            (bundle.source == with.source, route.start, second.start),
            (bundle.source == with.target, route.start, back - second.end),
            (bundle.target == with.source, back - route.end, second.start),
            (bundle.target == with.target, route.end, second.end),
        ];
        for (_, mine, theirs) in pairs.iter().filter(|(shared, ..)| *shared) {
            cost += SAME_DIRECTION * (mine.dot(*theirs) - 0.95).max(0.0);
        }
    }
    cost
}
