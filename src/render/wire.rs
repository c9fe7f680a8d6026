//! An edge as it is drawn: rounded corners, hops over other lines, ends, a gap for its label.

use std::fmt::{self, Write as _};

use super::layout::{Point, Rect};
use crate::graph::Ends;

/// The radius of corners.
const RADIUS: f64 = 6.0;
/// The radius of hops over other lines.
const HOP: f64 = 4.0;
/// The length of an arrow head.
const HEAD: f64 = 9.0;

/// The parts of a drawn edge.
#[derive(Debug, Default)]
pub(super) struct Wire {
    pub(super) line: String,
    /// Filled heads.
    pub(super) heads: Vec<String>,
    /// Stroked ends.
    pub(super) marks: Vec<String>,
}

/// A number as pictures write it, with at most two digits after the point.
#[derive(Clone, Copy)]
pub(super) struct Number {
    hundredths: i64,
}

/// Returns a number as pictures write it.
pub(super) fn n(x: f64) -> Number {
    Number { hundredths: (x * 100.0).round() as i64 }
}

impl Number {
    /// Returns what is written as a number.
    pub(super) fn value(self) -> f64 {
        self.hundredths as f64 / 100.0
    }
}

impl fmt::Display for Number {
    // A picture is mostly numbers, and to print a float means to search for its shortest form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.hundredths < 0 {
            f.write_char('-')?;
        }
        let positive = self.hundredths.unsigned_abs();
        (positive / 100).fmt(f)?;
        match positive % 100 {
            0 => Ok(()),
            tenths if tenths % 10 == 0 => {
                f.write_char('.')?;
                (tenths / 10).fmt(f)
            }
            hundredths => {
                f.write_str(if hundredths < 10 { ".0" } else { "." })?;
                hundredths.fmt(f)
            }
        }
    }
}

/// Draws an edge along its corners.
pub(super) fn draw(points: &[Point], label: Option<Rect>, hops: &[Point], ends: Ends) -> Wire {
    let mut wire = Wire::default();
    let mut points = points.to_vec();
    let (at_start, at_end) = match ends {
        Ends::Open | Ends::Invalid => (Ends::Open, Ends::Open),
        Ends::Point => (Ends::Open, Ends::Point),
        Ends::Circle => (Ends::Open, Ends::Circle),
        Ends::Cross => (Ends::Open, Ends::Cross),
        Ends::DoublePoint => (Ends::Point, Ends::Point),
        Ends::DoubleCircle => (Ends::Circle, Ends::Circle),
        Ends::DoubleCross => (Ends::Cross, Ends::Cross),
    };
    finish(&mut points, at_end, &mut wire);
    points.reverse();
    finish(&mut points, at_start, &mut wire);
    points.reverse();
    for part in cut(&points, label) {
        rounded(&part, hops, &mut wire.line);
    }
    wire
}

/// Draws what stands at the last point, and draws the line back from it.
fn finish(points: &mut [Point], end: Ends, wire: &mut Wire) {
    let &mut [.., from, ref mut tip] = points else { return };
    let length = ((tip.x - from.x) * (tip.x - from.x) + (tip.y - from.y) * (tip.y - from.y)).sqrt();
    if length < 0.5 {
        return;
    }
    let (ux, uy) = ((tip.x - from.x) / length, (tip.y - from.y) / length);
    let at = |back: f64, aside: f64| (n(tip.x - ux * back - uy * aside), n(tip.y - uy * back + ux * aside));
    match end {
        Ends::Point | Ends::DoublePoint => {
            let (t, a, b) = (at(0.0, 0.0), at(HEAD, 4.0), at(HEAD, -4.0));
            wire.heads.push(format!("M{} {}L{} {}L{} {}Z", t.0, t.1, a.0, a.1, b.0, b.1));
            let back = (HEAD - 1.0).min(length);
            *tip = Point { x: tip.x - ux * back, y: tip.y - uy * back };
        }
        Ends::Circle | Ends::DoubleCircle => {
            let (a, b) = (at(1.0, 0.0), at(9.0, 0.0));
            wire.marks.push(format!("M{} {}A4 4 0 0 1 {} {}A4 4 0 0 1 {} {}Z", a.0, a.1, b.0, b.1, a.0, a.1));
            let back = 9.0_f64.min(length);
            *tip = Point { x: tip.x - ux * back, y: tip.y - uy * back };
        }
        Ends::Cross | Ends::DoubleCross => {
            let (a, b, c, d) = (at(3.0, 4.0), at(11.0, -4.0), at(3.0, -4.0), at(11.0, 4.0));
            wire.marks.push(format!("M{} {}L{} {}M{} {}L{} {}", a.0, a.1, b.0, b.1, c.0, c.1, d.0, d.1));
        }
        Ends::Open | Ends::Invalid => {}
    }
}

/// The parts of a line outside a box: the label stands in the gap.
fn cut(points: &[Point], label: Option<Rect>) -> Vec<Vec<Point>> {
    let Some(r) = label else { return vec![points.to_vec()] };
    let (x0, y0) = (r.x as f64, r.y as f64 - 1.0);
    let (x1, y1) = ((r.x + r.w) as f64, (r.y + r.h) as f64 + 1.0);
    let mut parts: Vec<Vec<Point>> = vec![Vec::new()];
    for pair in points.windows(2) {
        let &[a, b] = pair else { continue };
        if parts.last().is_none_or(Vec::is_empty) {
            parts.push(vec![a]);
        }
        let through = |lo: f64, hi: f64, u: f64, v: f64| u.min(v) < hi && u.max(v) > lo;
        let hit = if a.x == b.x {
            a.x > x0 && a.x < x1 && through(y0, y1, a.y, b.y)
        } else {
            a.y == b.y && a.y > y0 && a.y < y1 && through(x0, x1, a.x, b.x)
        };
        if hit {
            let (enter, leave) = if a.x == b.x {
                let (near, far) = if a.y < b.y { (y0, y1) } else { (y1, y0) };
                (Point { x: a.x, y: near }, Point { x: a.x, y: far })
            } else {
                let (near, far) = if a.x < b.x { (x0, x1) } else { (x1, x0) };
                (Point { x: near, y: a.y }, Point { x: far, y: a.y })
            };
            if let Some(part) = parts.last_mut() {
                part.push(enter);
            }
            parts.push(vec![leave]);
        }
        if let Some(part) = parts.last_mut() {
            part.push(b);
        }
    }
    parts.retain(|p| p.len() > 1);
    parts
}

fn rounded(points: &[Point], hops: &[Point], out: &mut String) {
    let mut add = |part: String| out.push_str(&part);
    for (k, p) in points.iter().enumerate() {
        let (before, after) = (k.checked_sub(1).and_then(|k| points.get(k)), points.get(k + 1));
        if let Some(a) = before.filter(|a| a.y == p.y) {
            let (way, sweep) = if a.x < p.x { (HOP, 1) } else { (-HOP, 0) };
            let room = (a.x.min(p.x) + HOP, a.x.max(p.x) - HOP);
            for hop in hops.iter().filter(|h| h.y == a.y && h.x > room.0 && h.x < room.1) {
                let (from, to) = (n(hop.x - way), n(hop.x + way));
                add(format!("L{from} {}A4 4 0 0 {sweep} {to} {}", n(hop.y), n(hop.y)));
            }
        }
        match (before, after) {
            (None, _) => add(format!("M{} {}", n(p.x), n(p.y))),
            (Some(a), Some(b)) => {
                let (la, lb) = (reach(*a, *p), reach(*p, *b));
                let r = RADIUS.min(la / 2.0).min(lb / 2.0);
                if r < 0.5 {
                    add(format!("L{} {}", n(p.x), n(p.y)));
                    continue;
                }
                let (ax, ay) = (p.x + (a.x - p.x) / la * r, p.y + (a.y - p.y) / la * r);
                let (bx, by) = (p.x + (b.x - p.x) / lb * r, p.y + (b.y - p.y) / lb * r);
                let mut part = String::new();
                let written = write!(part, "L{} {}Q{} {} {} {}", n(ax), n(ay), n(p.x), n(p.y), n(bx), n(by));
                if written.is_ok() {
                    add(part);
                }
            }
            (Some(_), None) => add(format!("L{} {}", n(p.x), n(p.y))),
        }
    }
}

fn reach(a: Point, b: Point) -> f64 {
    ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_digits_after_the_point_at_most() {
        let written = |x: f64| n(x).to_string();
        for (x, text) in
            [(0.0, "0"), (-0.001, "0"), (12.0, "12"), (1.5, "1.5"), (-0.06, "-0.06"), (2.345_6, "2.35"), (-7.999, "-8")]
        {
            assert_eq!(written(x), text);
        }
        for k in -2_500..2_500 {
            let x = f64::from(k) / 100.0;
            assert_eq!(written(x), x.to_string());
        }
    }
}
