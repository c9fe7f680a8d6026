//! Where lines must cross, the horizontal one hops over the other.

use super::{Point, Route};

/// How far from an end a hop may be: beside the arrow head.
const CLEAR: f64 = 14.0;
/// How far from a corner: beside the rounding.
const BESIDE: f64 = 11.0;
/// How far the line that is hopped over runs straight on both sides.
const STRAIGHT: f64 = 6.0;
/// How far hops are from one another.
const APART: f64 = 10.0;
/// In a tangle of more crossings than that hops tell nothing.
const MOST: usize = 2_000;

/// Notes the hops of every route, in the order of its run.
pub(super) fn hops(routes: &mut [Route]) {
    // The vertical runs from left to right: the place, the two ends, the route.
    let mut upright: Vec<(f64, f64, f64, usize)> = Vec::new();
    for (r, route) in routes.iter().enumerate() {
        let runs = route.points.windows(2).filter(|p| p[0].x == p[1].x && p[0].y != p[1].y);
        upright.extend(runs.map(|p| (p[0].x, p[0].y.min(p[1].y), p[0].y.max(p[1].y), r)));
    }
    upright.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.3.cmp(&b.3)));
    // A run that meets very many is looked at no further.
    let mut left = 100 * MOST;
    let mut found = 0;
    let mut all = vec![Vec::new(); routes.len()];
    for (r, route) in routes.iter().enumerate() {
        let last = route.points.len().saturating_sub(2);
        for (k, pair) in route.points.windows(2).enumerate().filter(|(_, p)| p[0].y == p[1].y) {
            let &[a, b] = pair else { continue };
            let (at_a, at_b) = (if k == 0 { CLEAR } else { BESIDE }, if k == last { CLEAR } else { BESIDE });
            let (low, high) = if a.x < b.x { (a.x + at_a, b.x - at_b) } else { (b.x + at_b, a.x - at_a) };
            let first = upright.partition_point(|u| u.0 < low);
            let mut own: Vec<Point> = Vec::new();
            for &(x, top, bottom, other) in upright.iter().skip(first).take_while(|u| u.0 <= high) {
                let Some(rest) = left.checked_sub(1) else { return };
                left = rest;
                let crossed = other != r && top + STRAIGHT <= a.y && a.y <= bottom - STRAIGHT;
                if crossed && own.last().is_none_or(|p| x - p.x >= APART) {
                    own.push(Point { x, y: a.y });
                }
            }
            if b.x < a.x {
                own.reverse();
            }
            found += own.len();
            if found > MOST {
                return;
            }
            all[r].extend(own);
        }
    }
    for (route, hops) in routes.iter_mut().zip(all) {
        route.hops = hops;
    }
}
