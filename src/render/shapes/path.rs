//! SVG path data, and outlines sampled from curves.

use std::fmt::Write as _;

/// Path data under construction.
#[derive(Default)]
pub(super) struct Path(String);

impl Path {
    pub(super) fn to(mut self, x: f64, y: f64) -> Self {
        let letter = if self.0.is_empty() { 'M' } else { 'L' };
        self.add(format_args!("{letter}{} {}", n(x), n(y)));
        self
    }

    pub(super) fn from(mut self, x: f64, y: f64) -> Self {
        self.add(format_args!("M{} {}", n(x), n(y)));
        self
    }

    /// An arc of an ellipse, the short way round, clockwise or not.
    pub(super) fn arc(mut self, rx: f64, ry: f64, clockwise: bool, x: f64, y: f64) -> Self {
        self.add(format_args!("A{} {} 0 0 {} {} {}", n(rx), n(ry), u8::from(clockwise), n(x), n(y)));
        self
    }

    pub(super) fn curve(mut self, x1: f64, y1: f64, x2: f64, y2: f64, x: f64, y: f64) -> Self {
        self.add(format_args!("C{} {} {} {} {} {}", n(x1), n(y1), n(x2), n(y2), n(x), n(y)));
        self
    }

    pub(super) fn close(mut self) -> String {
        self.0.push('Z');
        self.0
    }

    pub(super) fn open(self) -> String {
        self.0
    }

    #[expect(clippy::let_underscore_must_use, reason = "writing to a string cannot fail")]
    fn add(&mut self, part: std::fmt::Arguments<'_>) {
        let _ = self.0.write_fmt(part);
    }
}

/// A number with at most two digits after the point.
pub(super) fn n(x: f64) -> f64 {
    let x = (x * 100.0).round() / 100.0;
    if x == 0.0 { 0.0 } else { x }
}

/// A closed path through points.
pub(super) fn polygon(points: &[(f64, f64)]) -> String {
    points.iter().fold(Path::default(), |p, &(x, y)| p.to(x, y)).close()
}

/// How far a half ellipse stands out, in 17 samples along its axis from 0 to 1.
pub(super) fn bulge() -> impl DoubleEndedIterator<Item = (f64, f64)> {
    (0..=16).map(|k| {
        let u = f64::from(k) / 8.0 - 1.0;
        ((u + 1.0) / 2.0, (1.0 - u * u).max(0.0).sqrt())
    })
}

/// A point of a cubic curve.
pub(super) fn cubic(p: [(f64, f64); 4], t: f64) -> (f64, f64) {
    let s = 1.0 - t;
    let (a, b, c, d) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
    (a * p[0].0 + b * p[1].0 + c * p[2].0 + d * p[3].0, a * p[0].1 + b * p[1].1 + c * p[2].1 + d * p[3].1)
}
