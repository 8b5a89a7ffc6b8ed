//! Draws each bundle of ties as a curve, bent so that it runs through no actor and crosses few others.

use super::geometry::{Curve, Point, Rect, cross, point};
use super::scene::{Bundle, STRIPE_GAP, Scene};

const STEPS: usize = 14;
const ROUNDS: usize = 4;
const CROSSING: f64 = 1.0;
const THROUGH_NODE: f64 = 6.0;
const SAME_DIRECTION: f64 = 25.0;
const BEND: f64 = 9.0;
/// Room between the end of a curve and the actor.
const AWAY: f64 = 3.0;

/// The way of a bundle.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// From the border of the one that acts to the border of the other; the middle of the stripes.
    pub curve: Curve,
    /// The curve as straight pieces.
    pub points: Vec<Point>,
    /// How wide the stripes are together.
    pub thickness: f64,
    around: Rect,
    start: Point,
    end: Point,
}

/// A route for each bundle of the scene, its actors standing at these rectangles.
pub fn routes(scene: &Scene, nodes: &[Rect]) -> Vec<Route> {
    let candidates: Vec<Vec<(Route, f64)>> = scene.bundles.iter().map(|bundle| candidates(scene, bundle, nodes)).collect();
    let mut chosen: Vec<Route> = candidates.iter().map(|routes| routes[0].0.clone()).collect();
    for _ in 0..ROUNDS {
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
    let thickness = bundle.stripes.len() as f64 * STRIPE_GAP;
    let price = |curve: Curve, own: f64| {
        let route = Route::new(curve, thickness);
        let cost = own + through_nodes(&route, bundle, nodes);
        (route, cost)
    };
    if bundle.source == bundle.target {
        return [(1.0, -1.0), (-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|side| price(own_loop(from, side), 0.0)).to_vec();
    }
    let back = scene.bundles.iter().find(|other| other.source == bundle.target && other.target == bundle.source);
    let length = (to.centre - from.centre).length().max(1.0);
    let bends = match back {
        Some(back) => {
            let stripes = (bundle.stripes.len() + back.stripes.len()) as f64;
            let least = ((stripes * STRIPE_GAP / 2.0 + 9.0) / length).clamp(0.07, 0.5);
            vec![least, least + 0.08, least + 0.16, least + 0.26]
        }
        None => vec![0.0, 0.08, -0.08, 0.16, -0.16, 0.26, -0.26, 0.38, -0.38],
    };
    bends.into_iter().map(|bend| price(clip(Curve::bent(from.centre, to.centre, bend), &from, &to), BEND * bend * bend)).collect()
}

/// The part of a curve between the rectangles that it begins and ends in.
fn clip(curve: Curve, from: &Rect, to: &Rect) -> Curve {
    const SAMPLES: usize = 40;
    let (from, to) = (from.grown(AWAY - 1.0), to.grown(AWAY));
    let at = |step: usize| step as f64 / SAMPLES as f64;
    let leave = (0..SAMPLES).rev().find(|&step| from.holds(curve.at(at(step)))).unwrap_or(0);
    let enter = (leave + 1..=SAMPLES).find(|&step| to.holds(curve.at(at(step)))).unwrap_or(SAMPLES);
    let start = border(at(leave), at(leave + 1), |t| from.holds(curve.at(t)));
    let end = border(at(enter), at(enter - 1), |t| to.holds(curve.at(t)));
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
    fn new(curve: Curve, thickness: f64) -> Route {
        let points = curve.points(STEPS);
        let spot = |&centre: &Point| Rect { centre, width: thickness, height: thickness };
        let around = Rect::around(points.iter().map(spot)).unwrap_or_default();
        Route { curve, points, thickness, around, start: curve.direction(0.0), end: curve.direction(1.0) }
    }

    /// How long it is.
    pub fn length(&self) -> f64 {
        self.points.windows(2).map(|piece| (piece[1] - piece[0]).length()).sum()
    }

    /// How much of it lies within a rectangle.
    pub fn within(&self, rect: &Rect) -> f64 {
        let rect = rect.grown(self.thickness / 2.0 - 2.0);
        if !rect.overlaps(&self.around) {
            return 0.0;
        }
        self.points.windows(2).map(|piece| rect.covers(piece[0], piece[1]) * (piece[1] - piece[0]).length()).sum()
    }

    fn crossings(&self, other: &Route) -> usize {
        if !self.around.overlaps(&other.around) {
            return 0;
        }
        let crossed =
            |piece: &[Point]| other.points.windows(2).filter(|with| cross(piece[0], piece[1], with[0], with[1])).count();
        self.points.windows(2).map(crossed).sum()
    }
}

fn through_nodes(route: &Route, bundle: &Bundle, nodes: &[Rect]) -> f64 {
    let foreign = nodes.iter().enumerate().filter(|(at, _)| *at != bundle.source && *at != bundle.target);
    foreign.filter(|(_, node)| route.within(&node.grown(7.0)) > 0.0).count() as f64 * THROUGH_NODE
}

/// What a route costs among the others: crossings, and others that leave or reach the same actor in the same direction.
fn shared_cost(scene: &Scene, at: usize, route: &Route, all: &[Route]) -> f64 {
    let bundle = &scene.bundles[at];
    let mut cost = 0.0;
    for (other, second) in all.iter().enumerate().filter(|&(other, _)| other != at) {
        cost += route.crossings(second) as f64 * CROSSING;
        let with = &scene.bundles[other];
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
