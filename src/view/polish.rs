//! Betters a placement by small moves: ties that cross, that run through actors, that are long or leave in the same direction,
//! and words that would lie on something, cost; each piece goes where it costs least.

use super::bodies::Body;
use super::geometry::{Point, Rect, cross, point};
use super::scene::Scene;

/// Room kept between pieces.
pub const BODY_GAP: f64 = 34.0;

const CROSSING: f64 = 1.2;
const THROUGH_NODE: f64 = 9.0;
const THROUGH_BOX: f64 = 0.8;
const WORDS_ON_NODE: f64 = 1.0;
const WORDS_ON_WORDS: f64 = 1.0;
const SAME_DIRECTION: f64 = 12.0;
const OVERLAP: f64 = 10.0;
const LENGTH: f64 = 1.6;
const CENTRE: f64 = 0.06;
/// Up to so many pieces more moves are tried.
const FEW: usize = 60;

/// Sixteen directions, sines and cosines written out.
const DIRECTIONS: [(f64, f64); 16] = [
    (1.0, 0.0),
    (0.924, 0.383),
    (0.707, 0.707),
    (0.383, 0.924),
    (0.0, 1.0),
    (-0.383, 0.924),
    (-0.707, 0.707),
    (-0.924, 0.383),
    (-1.0, 0.0),
    (-0.924, -0.383),
    (-0.707, -0.707),
    (-0.383, -0.924),
    (0.0, -1.0),
    (0.383, -0.924),
    (0.707, -0.707),
    (0.924, -0.383),
];

/// The ties between two actors, in both directions, as a straight line.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// One actor.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How long it should be, from middle to middle.
    pub ideal: f64,
    /// Width of its words.
    pub width: f64,
    /// Height of its words.
    pub height: f64,
}

/// A placement in the making.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    scene: &'a Scene,
    ways: &'a [Way],
    /// The pieces.
    pub bodies: Vec<Body>,
    owner: Vec<usize>,
    places: Vec<Point>,
    size: f64,
}

impl<'a> Plan<'a> {
    /// A plan of pieces and the ways between the actors in them.
    pub fn new(scene: &'a Scene, ways: &'a [Way], bodies: Vec<Body>) -> Plan<'a> {
        let mut owner = vec![usize::MAX; scene.nodes.len()];
        for (at, body) in bodies.iter().enumerate() {
            body.members.iter().for_each(|&member| owner[member] = at);
        }
        let area: f64 = bodies.iter().map(|body| (body.width + 120.0) * (body.height + 120.0)).sum();
        let places = vec![Point::default(); scene.nodes.len()];
        let mut plan = Plan { scene, ways, bodies, owner, places, size: area.sqrt() };
        (0..plan.bodies.len()).for_each(|at| plan.settle(at));
        plan
    }

    /// Moves pieces until nothing gets better or the rounds are over; returns what the placement costs.
    pub fn polish(&mut self, rounds: usize) -> f64 {
        for round in 0..rounds {
            let step = if round % 2 == 0 { 1.0 } else { 0.45 };
            let mut better = false;
            for at in 0..self.bodies.len() {
                better |= self.shift(at, step);
                better |= self.rearrange(at);
            }
            if self.bodies.len() <= FEW && round % 3 == 2 {
                better |= self.swap();
            }
            if !better && round % 2 == 1 {
                break;
            }
        }
        (0..self.bodies.len()).map(|at| self.full_cost(at)).sum()
    }

    fn settle(&mut self, at: usize) {
        let body = &self.bodies[at];
        for (&member, &offset) in body.members.iter().zip(&body.offsets) {
            self.places[member] = body.centre + offset;
        }
    }

    fn set(&mut self, at: usize, body: Body) {
        self.bodies[at] = body;
        self.settle(at);
    }

    /// Tries to move a piece a little or far.
    fn shift(&mut self, at: usize, step: f64) -> bool {
        let mut best = self.bodies[at].clone();
        let mut cost = self.full_cost(at);
        let mut better = false;
        let start = best.centre;
        let few = self.bodies.len() <= FEW;
        let lengths: &[f64] = if few { &[170.0, 80.0, 32.0, 12.0] } else { &[120.0, 40.0] };
        for &length in lengths {
            for (x, y) in DIRECTIONS.into_iter().step_by(if few { 1 } else { 2 }) {
                self.bodies[at].centre = start + point(x, y) * (length * step);
                self.settle(at);
                let found = self.cost(at, cost);
                if found < cost - 1e-6 {
                    (cost, better, best) = (found, true, self.bodies[at].clone());
                }
            }
        }
        self.set(at, best);
        better
    }

    /// Tries other orders and columns within a box.
    fn rearrange(&mut self, at: usize) -> bool {
        let count = self.bodies[at].members.len();
        if count < 2 {
            return false;
        }
        let mut best = self.bodies[at].clone();
        let mut cost = self.full_cost(at);
        let mut better = false;
        let columns: &[usize] = if count <= 3 { &[1, count] } else { &[1, 2, 3] };
        for &columns in columns.iter().filter(|&&columns| count.div_ceil(columns) <= 5) {
            for first in 0..count {
                for second in first..count {
                    let mut body = best.clone();
                    body.columns = columns;
                    body.members.swap(first, second);
                    body.arrange(self.scene);
                    self.set(at, body);
                    let found = self.cost(at, cost);
                    if found < cost - 1e-6 {
                        (cost, better, best) = (found, true, self.bodies[at].clone());
                    }
                }
            }
        }
        self.set(at, best);
        better
    }

    /// Tries to let each two pieces change places.
    fn swap(&mut self) -> bool {
        let mut better = false;
        for first in 0..self.bodies.len() {
            for second in first + 1..self.bodies.len() {
                let before = self.full_cost(first) + self.full_cost(second);
                self.exchange(first, second);
                if self.full_cost(first) + self.full_cost(second) < before - 1e-6 {
                    better = true;
                } else {
                    self.exchange(first, second);
                }
            }
        }
        better
    }

    fn exchange(&mut self, first: usize, second: usize) {
        let centre = self.bodies[first].centre;
        self.bodies[first].centre = self.bodies[second].centre;
        self.bodies[second].centre = centre;
        self.settle(first);
        self.settle(second);
    }

    fn full_cost(&self, at: usize) -> f64 {
        self.cost(at, f64::INFINITY)
    }

    /// What a piece costs where it is; from `limit` on it is not counted further.
    fn cost(&self, at: usize, limit: f64) -> f64 {
        let rect = self.bodies[at].rect();
        let mut cost =
            CENTRE * (rect.centre.x * rect.centre.x * 0.6 + rect.centre.y * rect.centre.y * 1.7) / (self.size * self.size);
        let wide = rect.grown(BODY_GAP / 2.0);
        for (other, body) in self.bodies.iter().enumerate() {
            if other != at && wide.overlaps(&body.rect().grown(BODY_GAP / 2.0)) {
                cost += OVERLAP;
            }
        }
        for (index, way) in self.ways.iter().enumerate() {
            if cost >= limit {
                break;
            }
            if self.owner[way.a] == at || self.owner[way.b] == at {
                cost += self.way_cost(index, at);
            } else {
                cost += self.meets(way, at);
            }
        }
        cost
    }

    /// What a way of the piece `at` costs: its length, what it crosses, what it runs through.
    fn way_cost(&self, index: usize, at: usize) -> f64 {
        let way = &self.ways[index];
        let (a, b) = (self.places[way.a], self.places[way.b]);
        let inner = self.owner[way.a] == self.owner[way.b];
        let off = (b - a).length() / way.ideal - 1.0;
        let mut cost = if inner { 0.0 } else { LENGTH * off * off * if off < 0.0 { 1.6 } else { 1.0 } };
        for (other, body) in self.bodies.iter().enumerate() {
            if other != at || body.members.len() > 1 {
                cost += self.meets(way, other);
            }
        }
        let words = self.words(way);
        for (other, second) in self.ways.iter().enumerate().filter(|&(other, _)| other != index) {
            let (c, d) = (self.places[second.a], self.places[second.b]);
            if words.overlaps(&self.words(second)) {
                cost += WORDS_ON_WORDS;
            }
            let along = match (way.a == second.a, way.a == second.b, way.b == second.a, way.b == second.b) {
                (true, ..) => (b - a).unit().dot((d - c).unit()),
                (_, true, ..) => (b - a).unit().dot((c - d).unit()),
                (_, _, true, _) => (a - b).unit().dot((d - c).unit()),
                (.., true) => (a - b).unit().dot((c - d).unit()),
                _ => {
                    if other > index || (self.owner[second.a] != at && self.owner[second.b] != at) {
                        cost += if cross(a, b, c, d) { CROSSING } else { 0.0 };
                    }
                    continue;
                }
            };
            // From an angle of some 25 degrees down.
            cost += SAME_DIRECTION * (along - 0.9).max(0.0);
        }
        cost
    }

    /// What it costs that a way or its words run through a piece that they do not end at.
    fn meets(&self, way: &Way, at: usize) -> f64 {
        let (a, b) = (self.places[way.a], self.places[way.b]);
        let body = &self.bodies[at];
        let ends_here = self.owner[way.a] == at || self.owner[way.b] == at;
        let words = self.words(way);
        let mut cost = 0.0;
        if body.group.is_some() && !ends_here {
            let near = body.rect();
            if near.covers(a, b) == 0.0 && !near.overlaps(&words) {
                return 0.0;
            }
            cost += THROUGH_BOX;
        }
        for &member in body.members.iter().filter(|&&member| member != way.a && member != way.b) {
            let node = self.rect(member);
            if node.grown(9.0).covers(a, b) > 0.0 {
                cost += THROUGH_NODE;
            }
        }
        for &member in &body.members {
            if self.rect(member).overlaps(&words) {
                cost += WORDS_ON_NODE;
            }
        }
        cost
    }

    fn words(&self, way: &Way) -> Rect {
        let centre = (self.places[way.a] + self.places[way.b]) * 0.5;
        Rect { centre, width: way.width, height: way.height }
    }

    fn rect(&self, node: usize) -> Rect {
        let size = &self.scene.nodes[node];
        Rect { centre: self.places[node], width: size.width, height: size.height }
    }
}
