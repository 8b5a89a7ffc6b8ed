//! Moves rectangles apart until none overlaps another, and packs the separate parts of a picture side by side.

use super::geometry::{Point, Rect, point};

/// Moves rectangles apart, each pair along the axis that needs the smaller move, until all are `gap` apart.
pub fn separate(rects: &mut [Rect], gap: f64) {
    let mut round = 0;
    while push(rects, gap) {
        round += 1;
        // Where pushing goes in circles, a larger page ends it.
        if round % 50 == 0 {
            for rect in rects.iter_mut() {
                rect.centre = rect.centre * 1.15;
            }
        }
    }
}

/// One round of pushing; whether there was something to push.
fn push(rects: &mut [Rect], gap: f64) -> bool {
    let mut pushed = false;
    for first in 0..rects.len() {
        for second in first + 1..rects.len() {
            let (one, other) = (rects[first], rects[second]);
            let way = other.centre - one.centre;
            let deep_x = (one.width + other.width) / 2.0 + gap - way.x.abs();
            let deep_y = (one.height + other.height) / 2.0 + gap - way.y.abs();
            if deep_x <= 0.01 || deep_y <= 0.01 {
                continue;
            }
            pushed = true;
            // A little more than half, so that rounding leaves no sliver.
            let half = if deep_x < deep_y {
                point(if way.x < 0.0 { -1.0 } else { 1.0 } * (deep_x / 2.0 + 0.01), 0.0)
            } else {
                point(0.0, if way.y < 0.0 { -1.0 } else { 1.0 } * (deep_y / 2.0 + 0.01))
            };
            rects[first].centre = one.centre - half;
            rects[second].centre = other.centre + half;
        }
    }
    pushed
}

/// How far to move each of several rectangles so that they stand in rows, the largest first, on a page wider than high.
pub fn pack(rects: &[Rect], gap: f64) -> Vec<Point> {
    let area: f64 = rects.iter().map(|rect| (rect.width + gap) * (rect.height + gap)).sum();
    let widest = rects.iter().map(|rect| rect.width).fold(0.0, f64::max);
    let room = widest.max((area * 1.7).sqrt());
    let mut order: Vec<usize> = (0..rects.len()).collect();
    order.sort_by(|&a, &b| rects[b].height.total_cmp(&rects[a].height).then(rects[b].width.total_cmp(&rects[a].width)));
    let mut moves = vec![Point::default(); rects.len()];
    let (mut left, mut top, mut row) = (0.0, 0.0, 0.0_f64);
    for at in order {
        let rect = &rects[at];
        if left > 0.0 && left + rect.width > room {
            (left, top, row) = (0.0, top + row + gap, 0.0);
        }
        moves[at] = point(left - rect.left(), top - rect.top());
        left += rect.width + gap;
        row = row.max(rect.height);
    }
    moves
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rects(count: usize) -> Vec<Rect> {
        let rect = |at: usize| Rect {
            centre: point((at % 7) as f64 * 9.0, (at % 3) as f64 * 5.0),
            width: 80.0 + at as f64,
            height: 30.0,
        };
        (0..count).map(rect).collect()
    }

    fn assert_apart(rects: &[Rect]) {
        for (at, one) in rects.iter().enumerate() {
            assert!(!rects[at + 1..].iter().any(|other| one.overlaps(other)));
        }
    }

    #[test]
    fn a_heap_is_taken_apart() {
        let mut rects = rects(120);
        separate(&mut rects, 20.0);
        assert_apart(&rects);
    }

    #[test]
    fn packed_parts_do_not_overlap() {
        let mut rects = rects(30);
        let moves = pack(&rects, 20.0);
        for (rect, by) in rects.iter_mut().zip(moves) {
            *rect = rect.moved(by);
        }
        assert_apart(&rects);
    }
}
