//! Points, rectangles and curves, with nothing but `+ - * /` and `sqrt`: these give the same bits on every machine, which the
//! sine, the power and the hypotenuse of a machine's mathematics library do not.

use std::ops::{Add, Mul, Sub};

/// A point, or the way from one point to another; y grows downwards.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A rectangle with upright sides.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Its middle.
    pub centre: Point,
    /// Its full width.
    pub width: f64,
    /// Its full height.
    pub height: f64,
}

/// A cubic Bézier curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Curve(pub [Point; 4]);

/// A point from its two numbers.
pub fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        point(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Point;
    fn sub(self, other: Point) -> Point {
        point(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Point;
    fn mul(self, factor: f64) -> Point {
        point(self.x * factor, self.y * factor)
    }
}

impl Point {
    /// How long the way is.
    pub fn length(self) -> f64 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    /// The same direction at length 1; to the right where there is none.
    pub fn unit(self) -> Point {
        let length = self.length();
        if length < 1e-9 { point(1.0, 0.0) } else { self * (1.0 / length) }
    }

    /// A quarter turn clockwise, as seen on the page.
    pub fn turned(self) -> Point {
        point(-self.y, self.x)
    }

    /// The scalar product.
    pub fn dot(self, other: Point) -> f64 {
        self.x * other.x + self.y * other.y
    }

    fn cross(self, other: Point) -> f64 {
        self.x * other.y - self.y * other.x
    }
}

impl Rect {
    /// The rectangle between two corners.
    pub fn spanning(low: Point, high: Point) -> Rect {
        Rect { centre: (low + high) * 0.5, width: high.x - low.x, height: high.y - low.y }
    }

    /// The smallest rectangle that holds all; `None` for none.
    pub fn around(rects: impl IntoIterator<Item = Rect>) -> Option<Rect> {
        let join = |one: Rect, other: Rect| {
            let low = point(one.left().min(other.left()), one.top().min(other.top()));
            let high = point(one.right().max(other.right()), one.bottom().max(other.bottom()));
            Rect::spanning(low, high)
        };
        rects.into_iter().reduce(join)
    }

    /// Its left side.
    pub fn left(&self) -> f64 {
        self.centre.x - self.width / 2.0
    }

    /// Its right side.
    pub fn right(&self) -> f64 {
        self.centre.x + self.width / 2.0
    }

    /// Its upper side.
    pub fn top(&self) -> f64 {
        self.centre.y - self.height / 2.0
    }

    /// Its lower side.
    pub fn bottom(&self) -> f64 {
        self.centre.y + self.height / 2.0
    }

    /// The rectangle with so much more on every side.
    pub fn grown(&self, by: f64) -> Rect {
        Rect { width: self.width + 2.0 * by, height: self.height + 2.0 * by, ..*self }
    }

    /// The rectangle moved.
    pub fn moved(&self, by: Point) -> Rect {
        Rect { centre: self.centre + by, ..*self }
    }

    /// Whether two rectangles have some area in common.
    pub fn overlaps(&self, other: &Rect) -> bool {
        (self.centre.x - other.centre.x).abs() * 2.0 < self.width + other.width
            && (self.centre.y - other.centre.y).abs() * 2.0 < self.height + other.height
    }

    /// Whether a point lies within.
    pub fn holds(&self, at: Point) -> bool {
        (self.centre.x - at.x).abs() * 2.0 < self.width && (self.centre.y - at.y).abs() * 2.0 < self.height
    }

    /// Whether a point lies within, the corners being rounded off.
    pub fn holds_rounded(&self, at: Point, radius: f64) -> bool {
        let beyond = |way: f64, size: f64| (way.abs() - (size / 2.0 - radius)).max(0.0);
        let corner = point(beyond(at.x - self.centre.x, self.width), beyond(at.y - self.centre.y, self.height));
        self.holds(at) && corner.length() < radius
    }

    /// Which part of the way from `a` to `b`, 0 to 1, lies within.
    pub fn covers(&self, a: Point, b: Point) -> f64 {
        let (x, y) = ((a.x + b.x) / 2.0 - self.centre.x, (a.y + b.y) / 2.0 - self.centre.y);
        if x.abs() * 2.0 > self.width + (b.x - a.x).abs() || y.abs() * 2.0 > self.height + (b.y - a.y).abs() {
            return 0.0;
        }
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let sides = [(a.x, b.x - a.x, self.left(), self.right()), (a.y, b.y - a.y, self.top(), self.bottom())];
        for (from, step, low, high) in sides {
            if step.abs() < 1e-12 {
                if from <= low || from >= high {
                    return 0.0;
                }
                continue;
            }
            let (first, second) = ((low - from) / step, (high - from) / step);
            enter = enter.max(first.min(second));
            leave = leave.min(first.max(second));
        }
        (leave - enter).max(0.0)
    }
}

/// Whether the ways `a`-`b` and `c`-`d` cross; touching ends do not count.
pub fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    if a.x.max(b.x) < c.x.min(d.x) || c.x.max(d.x) < a.x.min(b.x) || a.y.max(b.y) < c.y.min(d.y) || c.y.max(d.y) < a.y.min(b.y) {
        return false;
    }
    let side = |p: Point, q: Point, r: Point| (q - p).cross(r - p);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

impl Curve {
    /// The curve from `a` to `b` whose middle is pulled `bend` times its length to the right-hand side.
    pub fn bent(a: Point, b: Point, bend: f64) -> Curve {
        let pull = (a + b) * 0.5 + (b - a).turned() * (bend * 2.0);
        Curve([a, a + (pull - a) * (2.0 / 3.0), b + (pull - b) * (2.0 / 3.0), b])
    }

    /// The point at `t`, 0 to 1.
    pub fn at(&self, t: f64) -> Point {
        let [a, b, c, d] = self.0;
        let s = 1.0 - t;
        a * (s * s * s) + b * (3.0 * s * s * t) + c * (3.0 * s * t * t) + d * (t * t * t)
    }

    /// The direction at `t`, of length 1.
    pub fn direction(&self, t: f64) -> Point {
        let [a, b, c, d] = self.0;
        let s = 1.0 - t;
        ((b - a) * (s * s) + (c - b) * (2.0 * s * t) + (d - c) * (t * t)).unit()
    }

    /// The part from `t` = `from` to `t` = `to`.
    pub fn part(&self, from: f64, to: f64) -> Curve {
        let [a, b, c, d] = self.0;
        let slope = |t: f64| {
            let s = 1.0 - t;
            ((b - a) * (s * s) + (c - b) * (2.0 * s * t) + (d - c) * (t * t)) * 3.0
        };
        let third = (to - from) / 3.0;
        let (start, end) = (self.at(from), self.at(to));
        Curve([start, start + slope(from) * third, end - slope(to) * third, end])
    }

    /// A curve beside this one, `by` to its right-hand side.
    pub fn beside(&self, by: f64) -> Curve {
        let [a, b, c, d] = self.0;
        let (first, last) = (self.direction(0.0).turned() * by, self.direction(1.0).turned() * by);
        Curve([a + first, b + first, c + last, d + last])
    }

    /// The curve as `steps` straight pieces.
    pub fn points(&self, steps: usize) -> Vec<Point> {
        (0..=steps).map(|step| self.at(step as f64 / steps as f64)).collect()
    }

    /// The same curve from its end to its start.
    pub fn reversed(&self) -> Curve {
        let [a, b, c, d] = self.0;
        Curve([d, c, b, a])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_curve_lies_on_it() {
        let curve = Curve([point(0.0, 0.0), point(30.0, 80.0), point(70.0, -40.0), point(100.0, 10.0)]);
        let part = curve.part(0.2, 0.7);
        for step in 0..=10 {
            let t = f64::from(step) / 10.0;
            assert!((part.at(t) - curve.at(0.2 + 0.5 * t)).length() < 1e-9);
        }
    }

    #[test]
    fn crossing_needs_an_inner_point_of_both() {
        let (o, e) = (point(0.0, 0.0), point(10.0, 10.0));
        assert!(cross(o, e, point(0.0, 10.0), point(10.0, 0.0)));
        assert!(!cross(o, e, o, point(10.0, 0.0)));
        assert!(!cross(o, e, point(20.0, 0.0), point(30.0, 10.0)));
    }

    #[test]
    fn a_rectangle_covers_the_part_of_a_way_that_is_in_it() {
        let rect = Rect { centre: point(5.0, 0.0), width: 4.0, height: 4.0 };
        assert!((rect.covers(point(0.0, 0.0), point(10.0, 0.0)) - 0.4).abs() < 1e-12);
        assert_eq!(rect.covers(point(0.0, 3.0), point(10.0, 3.0)), 0.0);
    }
}
