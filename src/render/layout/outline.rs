//! The outline of a node, where its edges end.

use super::{Point, Rect};

/// An outline within a node's box.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Outline {
    /// The box itself.
    #[default]
    Box,
    /// The ellipse in the box.
    Ellipse,
    /// Corners in px from the box's corner; a curve is given by many.
    Polygon(Vec<(f64, f64)>),
}

impl Outline {
    /// Returns the point at which a ray that enters the box at `tip`, coming straight from `from`, meets the outline.
    #[must_use]
    pub fn meet(&self, rect: Rect, from: Point, tip: Point) -> Point {
        let (rx, ry) = (rect.w as f64 / 2.0, rect.h as f64 / 2.0);
        let middle = rect.center();
        let vertical = (from.x - tip.x).abs() < (from.y - tip.y).abs();
        match self {
            Self::Box => tip,
            Self::Ellipse if rx <= 0.0 || ry <= 0.0 => tip,
            Self::Ellipse if vertical => {
                let u = ((tip.x - middle.x) / rx).clamp(-1.0, 1.0);
                let half = ry * (1.0 - u * u).sqrt();
                Point { x: tip.x, y: if from.y < tip.y { middle.y - half } else { middle.y + half } }
            }
            Self::Ellipse => {
                let u = ((tip.y - middle.y) / ry).clamp(-1.0, 1.0);
                let half = rx * (1.0 - u * u).sqrt();
                Point { x: if from.x < tip.x { middle.x - half } else { middle.x + half }, y: tip.y }
            }
            Self::Polygon(corners) => {
                let (dx, dy) = (rect.x as f64, rect.y as f64);
                let along = |p: &(f64, f64)| if vertical { (p.0 + dx, p.1 + dy) } else { (p.1 + dy, p.0 + dx) };
                let (u, first) = if vertical { (tip.x, from.y < tip.y) } else { (tip.y, from.x < tip.x) };
                let mut best: Option<f64> = None;
                for (i, corner) in corners.iter().enumerate() {
                    let next = corners.get(i + 1).or_else(|| corners.first()).unwrap_or(corner);
                    let ((u0, v0), (u1, v1)) = (along(corner), along(next));
                    if u < u0.min(u1) || u > u0.max(u1) {
                        continue;
                    }
                    let hits =
                        if (u1 - u0).abs() < 1e-9 { [v0, v1] } else { [v0 + (v1 - v0) * (u - u0) / (u1 - u0); 2] };
                    for v in hits {
                        best = Some(best.map_or(v, |b| if first { b.min(v) } else { b.max(v) }));
                    }
                }
                match best {
                    None => tip,
                    Some(v) if vertical => Point { x: tip.x, y: v },
                    Some(v) => Point { x: v, y: tip.y },
                }
            }
        }
    }
}
