//! Stress majorization (Gansner, Koren, North 2004): places things so that their distances on the page are near to their
//! distances in the graph, each weighted with the inverse square.

use super::geometry::{Point, point};

/// The lengths of the shortest ways between all pairs, row by row; infinite where there is none.
pub fn distances(count: usize, ways: &[(usize, usize, f64)]) -> Vec<f64> {
    let mut distance = vec![f64::INFINITY; count * count];
    for at in 0..count {
        distance[at * count + at] = 0.0;
    }
    for &(a, b, length) in ways {
        for at in [a * count + b, b * count + a] {
            distance[at] = distance[at].min(length);
        }
    }
    for via in 0..count {
        for from in 0..count {
            let first = distance[from * count + via];
            if first.is_infinite() {
                continue;
            }
            for to in 0..count {
                let through = first + distance[via * count + to];
                if through < distance[from * count + to] {
                    distance[from * count + to] = through;
                }
            }
        }
    }
    distance
}

/// Places a connected graph whose distances are given, beginning from a random placement of that seed, with its longer axis
/// to the right.
pub fn place(distance: &[f64], count: usize, seed: u64) -> Vec<Point> {
    let mut places = scatter(count, seed, distance.iter().copied().fold(1.0, f64::max));
    let rounds = if count > 100 { 40 } else { 120 };
    for _ in 0..rounds {
        if majorize(&mut places, distance) < 0.05 {
            break;
        }
    }
    lay_down(&mut places);
    places
}

/// Moves each to where its distances to all others are best kept; returns the longest move.
fn majorize(places: &mut [Point], distance: &[f64]) -> f64 {
    let count = places.len();
    let mut longest = 0.0_f64;
    for at in 0..count {
        let (mut sum, mut weights) = (Point::default(), 0.0);
        for other in (0..count).filter(|&other| other != at) {
            let ideal = distance[at * count + other];
            let weight = 1.0 / (ideal * ideal);
            let way = places[at] - places[other];
            sum = sum + (places[other] + way.unit() * ideal) * weight;
            weights += weight;
        }
        if weights > 0.0 {
            let next = sum * (1.0 / weights);
            longest = longest.max((next - places[at]).length());
            places[at] = next;
        }
    }
    longest
}

/// A random placement of a seed, by a linear congruence (Knuth's MMIX).
fn scatter(count: usize, seed: u64, size: f64) -> Vec<Point> {
    let mut state = seed.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(3_037_000_493);
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / (1u64 << 24) as f64 * size
    };
    (0..count).map(|_| point(next(), next())).collect()
}

/// Moves the middle to the origin and turns the longer axis to the horizontal.
fn lay_down(places: &mut [Point]) {
    let count = places.len().max(1) as f64;
    let middle = places.iter().fold(Point::default(), |sum, &place| sum + place) * (1.0 / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for place in places.iter_mut() {
        *place = *place - middle;
        xx += place.x * place.x;
        xy += place.x * place.y;
        yy += place.y * place.y;
    }
    // The eigenvector of the larger eigenvalue of the covariance.
    let half = (xx - yy) / 2.0;
    let root = (half * half + xy * xy).sqrt();
    let axis = if half >= 0.0 { point(half + root, xy) } else { point(xy, root - half) }.unit();
    for place in places.iter_mut() {
        *place = point(place.dot(axis), place.dot(axis.turned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_becomes_a_level_line() {
        let ways = [(0, 1, 100.0), (1, 2, 100.0), (2, 3, 100.0)];
        let places = place(&distances(4, &ways), 4, 1);
        assert!((places[0] - places[3]).length() > 280.0);
        assert!(places.iter().all(|place| place.y.abs() < 15.0), "{places:?}");
    }

    #[test]
    fn distances_are_the_shortest_ways() {
        let found = distances(4, &[(0, 1, 5.0), (1, 2, 5.0), (0, 2, 20.0)]);
        assert_eq!(found[2], 10.0);
        assert!(found[3].is_infinite());
    }
}
