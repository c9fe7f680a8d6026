//! What each shape looks like around its text, and where its edges end.

use super::Shape;
use super::path::{Path, bulge, cubic, polygon};
use super::process;
use crate::render::layout::Outline;

/// A shape drawn around a text.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// The width.
    pub w: i64,
    /// The height.
    pub h: i64,
    /// Where the text's middle is, from the box's middle.
    pub text: (f64, f64),
    /// Filled and stroked paths, from back to front.
    pub body: Vec<String>,
    /// Paths that are only stroked.
    pub lines: Vec<String>,
    /// The radius of its corners, where the whole shape is a box.
    pub radius: Option<f64>,
    /// How its outline is drawn.
    pub weight: Weight,
    /// Whether the body is filled with the color of lines.
    pub solid: bool,
    /// Whether nothing is stroked or filled.
    pub bare: bool,
    /// Whether the text is left out.
    pub mute: bool,
    /// The outline at which edges end.
    pub outline: Outline,
    /// How far from the corners edges may touch the top and the bottom.
    pub margin_x: i64,
    /// How far from the corners edges may touch the left and the right.
    pub margin_y: i64,
}

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// As a thin line.
    #[default]
    Plain,
    /// As a thick line.
    Heavy,
    /// As a dashed line.
    Dashed,
}

/// Space at the sides of a text.
const PAD_X: i64 = 18;
/// Space above and below it.
const PAD_Y: i64 = 10;

fn even(x: i64) -> i64 {
    x + x.rem_euclid(2)
}

/// Returns a width such that ranks line up.
fn stepped(x: i64) -> i64 {
    ((x + 7) / 8) * 8
}

/// Draws a shape around a text of a size.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table: one arm a shape")]
pub fn draw(shape: Shape, text_w: i64, text_h: i64) -> Drawing {
    let text_h = text_h.max(16);
    let (w, h) = (stepped((text_w + 2 * PAD_X).max(56)), even(text_h + 2 * PAD_Y));
    let mut d = Drawing { w, h, margin_x: 12, margin_y: 10, ..Drawing::default() };
    let (x, y) = (w as f64, h as f64);
    match shape {
        Shape::Rect => d.radius = Some(3.0),
        Shape::Rounded | Shape::Activity => d.radius = Some(9.0),
        Shape::Stadium => {
            d.w = stepped(text_w + h).max(64);
            d.radius = Some(y / 2.0);
            let mut corners: Vec<(f64, f64)> = Vec::new();
            let (r, x) = (y / 2.0, d.w as f64);
            corners.extend(bulge().map(|(t, b)| (x - r + b * r, t * y)));
            corners.extend(bulge().map(|(t, b)| (r - b * r, y - t * y)));
            d.outline = Outline::Polygon(corners);
            d.margin_x = h / 2;
        }
        Shape::Subroutine => {
            d.w += 16;
            let x = d.w as f64;
            d.body.push(round_rect(0.0, 0.0, x, y, 2.0));
            d.lines.push(Path::default().to(8.0, 0.0).to(8.0, y).open());
            d.lines.push(Path::default().to(x - 8.0, 0.0).to(x - 8.0, y).open());
        }
        Shape::Cylinder | Shape::LinedCylinder => {
            let lid = 7.0;
            d.h = even(h + if shape == Shape::LinedCylinder { 18 } else { 12 });
            let y = d.h as f64;
            d.body.push(
                Path::default()
                    .to(0.0, lid)
                    .arc(x / 2.0, lid, true, x, lid)
                    .to(x, y - lid)
                    .arc(x / 2.0, lid, true, 0.0, y - lid)
                    .close(),
            );
            d.lines.push(Path::default().to(0.0, lid).arc(x / 2.0, lid, false, x, lid).open());
            if shape == Shape::LinedCylinder {
                d.lines.push(Path::default().to(0.0, lid + 6.0).arc(x / 2.0, lid, false, x, lid + 6.0).open());
            }
            d.text.1 = if shape == Shape::LinedCylinder { 8.0 } else { 5.0 };
            let mut corners: Vec<(f64, f64)> = bulge().map(|(t, b)| (t * x, lid - b * lid)).collect();
            corners.extend(bulge().rev().map(|(t, b)| (t * x, y - lid + b * lid)));
            d.outline = Outline::Polygon(corners);
            d.margin_x = 18;
        }
        Shape::LyingCylinder => {
            let lid = 8.0;
            d.w += 24;
            let x = d.w as f64;
            d.body.push(
                Path::default()
                    .to(lid, 0.0)
                    .to(x - lid, 0.0)
                    .arc(lid, y / 2.0, true, x - lid, y)
                    .to(lid, y)
                    .arc(lid, y / 2.0, true, lid, 0.0)
                    .close(),
            );
            d.lines.push(Path::default().to(x - lid, 0.0).arc(lid, y / 2.0, false, x - lid, y).open());
            d.text.0 = -4.0;
            let mut corners: Vec<(f64, f64)> = bulge().map(|(t, b)| (x - lid + b * lid, t * y)).collect();
            corners.extend(bulge().map(|(t, b)| (lid - b * lid, y - t * y)));
            d.outline = Outline::Polygon(corners);
            d.margin_x = 18;
        }
        Shape::Datastore => {
            d.bare = true;
            d.body.push(polygon(&[(0.0, 0.0), (x, 0.0), (x, y), (0.0, y)]));
            d.lines.push(Path::default().to(0.0, 0.0).to(x, 0.0).open());
            d.lines.push(Path::default().to(0.0, y).to(x, y).open());
        }
        Shape::Circle | Shape::DoubleCircle | Shape::Summary => {
            // The text's corners stay within the circle.
            let across = ((text_w * text_w + text_h * text_h) as f64).sqrt().ceil() as i64 + 16;
            let across = even(across.max(44) + if shape == Shape::DoubleCircle { 10 } else { 0 });
            (d.w, d.h) = (across, across);
            let r = across as f64 / 2.0;
            d.body.push(ellipse(r, r, r, r));
            if shape == Shape::DoubleCircle {
                d.lines.push(ellipse(r, r, r - 5.0, r - 5.0));
            }
            if shape == Shape::Summary {
                (d.w, d.h, d.mute) = (32, 32, true);
                let (a, b) = (16.0 - 11.31, 16.0 + 11.31);
                d.body = vec![ellipse(16.0, 16.0, 16.0, 16.0)];
                d.lines.push(Path::default().to(a, a).to(b, b).from(b, a).to(a, b).open());
            }
            d.outline = Outline::Ellipse;
            (d.margin_x, d.margin_y) = (d.w * 3 / 10, d.w * 3 / 10);
        }
        Shape::Start | Shape::Junction => {
            (d.w, d.h, d.mute, d.solid) = (16, 16, true, true);
            d.body.push(ellipse(8.0, 8.0, 8.0, 8.0));
            d.outline = Outline::Ellipse;
            (d.margin_x, d.margin_y) = (8, 8);
        }
        Shape::Stop => {
            (d.w, d.h, d.mute) = (20, 20, true);
            d.body.push(ellipse(10.0, 10.0, 10.0, 10.0));
            d.lines.push(ellipse(10.0, 10.0, 5.0, 5.0));
            d.outline = Outline::Ellipse;
            (d.margin_x, d.margin_y) = (10, 10);
        }
        Shape::Ellipse => {
            (d.w, d.h) = (stepped(text_w * 7 / 5 + 20), even(text_h * 7 / 5 + 16));
            d.body.push(ellipse(d.w as f64 / 2.0, d.h as f64 / 2.0, d.w as f64 / 2.0, d.h as f64 / 2.0));
            d.outline = Outline::Ellipse;
            (d.margin_x, d.margin_y) = (d.w / 4, d.h * 3 / 10);
        }
        Shape::Diamond => {
            // The text's box touches the four sides at a distance.
            let (a, b) = (text_w + 12, text_h + 4);
            (d.w, d.h) = (stepped(a + 2 * b), even(b + a / 2 + 4));
            let (x, y) = (d.w as f64, d.h as f64);
            poly(&mut d, &[(x / 2.0, 0.0), (x, y / 2.0), (x / 2.0, y), (0.0, y / 2.0)]);
            (d.margin_x, d.margin_y) = (d.w * 2 / 5, d.h * 2 / 5);
        }
        Shape::Hexagon => {
            d.w += h / 2;
            let (x, s) = (d.w as f64, y / 3.0);
            poly(&mut d, &[(s, 0.0), (x - s, 0.0), (x, y / 2.0), (x - s, y), (s, y), (0.0, y / 2.0)]);
            (d.margin_x, d.margin_y) = (h / 3 + 4, h * 2 / 5);
        }
        Shape::Odd => {
            d.w += 16;
            let x = d.w as f64;
            poly(&mut d, &[(0.0, 0.0), (x, 0.0), (x, y), (0.0, y), (14.0, y / 2.0)]);
            d.text.0 = 5.0;
            (d.margin_x, d.margin_y) = (12, h / 2 - 2);
        }
        Shape::LeanRight | Shape::LeanLeft | Shape::Trapezoid | Shape::InvTrapezoid => {
            let s = y / 3.0;
            d.w = stepped(w + h / 2);
            let x = d.w as f64;
            let (tl, tr, bl, br) = match shape {
                Shape::LeanRight => (s, x, 0.0, x - s),
                Shape::LeanLeft => (0.0, x - s, s, x),
                Shape::Trapezoid => (s, x - s, 0.0, x),
                _ => (0.0, x, s, x - s),
            };
            poly(&mut d, &[(tl, 0.0), (tr, 0.0), (br, y), (bl, y)]);
            d.margin_x = h / 3 + 6;
        }
        Shape::Text => {
            d.bare = true;
            (d.w, d.h) = (stepped(text_w + 12), even(text_h + 8));
        }
        Shape::Card => poly(&mut d, &[(12.0, 0.0), (x, 0.0), (x, y), (0.0, y), (0.0, 12.0)]),
        Shape::LinedRect | Shape::WindowPane | Shape::DividedRect => {
            let (left, top) = (shape != Shape::DividedRect, shape != Shape::LinedRect);
            d.w += if left { 8 } else { 0 };
            d.h += if top { 8 } else { 0 };
            let (x, y) = (d.w as f64, d.h as f64);
            d.body.push(round_rect(0.0, 0.0, x, y, 2.0));
            if left {
                d.lines.push(Path::default().to(8.0, 0.0).to(8.0, y).open());
                d.text.0 = 4.0;
            }
            if top {
                d.lines.push(Path::default().to(0.0, 8.0).to(x, 8.0).open());
                d.text.1 = 4.0;
            }
        }
        Shape::Fork => {
            (d.w, d.h, d.mute, d.solid) = (72, 8, true, true);
            d.body.push(round_rect(0.0, 0.0, 72.0, 8.0, 2.0));
            d.margin_y = 4;
        }
        Shape::Hourglass => {
            (d.w, d.h, d.mute) = (32, 32, true);
            d.body.push(polygon(&[(0.0, 0.0), (32.0, 0.0), (0.0, 32.0), (32.0, 32.0)]));
            d.margin_y = 16;
            d.outline =
                Outline::Polygon(vec![(0.0, 0.0), (32.0, 0.0), (16.0, 16.0), (32.0, 32.0), (0.0, 32.0), (16.0, 16.0)]);
        }
        Shape::BraceLeft | Shape::BraceRight | Shape::Braces => {
            d.bare = true;
            let brace = |edge: f64, dir: f64| {
                let (m, q) = (y / 2.0, dir * 6.0);
                Path::default()
                    .to(edge + 2.0 * q, 0.0)
                    .curve(edge + q, 0.0, edge + q, 0.0, edge + q, 6.0)
                    .to(edge + q, m - 6.0)
                    .curve(edge + q, m, edge, m, edge, m)
                    .curve(edge, m, edge + q, m, edge + q, m + 6.0)
                    .to(edge + q, y - 6.0)
                    .curve(edge + q, y, edge + q, y, edge + 2.0 * q, y)
                    .open()
            };
            if shape != Shape::BraceRight {
                d.lines.push(brace(0.0, 1.0));
            }
            if shape != Shape::BraceLeft {
                d.lines.push(brace(x, -1.0));
            }
        }
        Shape::Bolt => {
            (d.w, d.h, d.mute) = (32, 48, true);
            poly(&mut d, &[(20.0, 0.0), (0.0, 28.0), (14.0, 28.0), (12.0, 48.0), (32.0, 20.0), (18.0, 20.0)]);
            (d.margin_x, d.margin_y) = (14, 24);
        }
        Shape::Document | Shape::LinedDocument | Shape::TaggedDocument | Shape::Documents => {
            let steps = if shape == Shape::Documents { 2 } else { 0 };
            let left = if shape == Shape::LinedDocument { 8 } else { 0 };
            (d.w, d.h) = (w + left + 6 * steps, even(h + 12 + 6 * steps));
            let (x, y) = (d.w as f64 - 6.0 * steps as f64, d.h as f64 - 6.0 * steps as f64);
            let wave = 7.0;
            for k in (0..=steps).rev() {
                let (dx, dy) = (6.0 * k as f64, 6.0 * (steps - k) as f64);
                let dy = if steps == 0 { 0.0 } else { dy };
                d.body.push(
                    Path::default()
                        .to(dx, dy)
                        .to(dx + x, dy)
                        .to(dx + x, dy + y - wave)
                        .curve(dx + x * 0.75, dy + y - 3.0 * wave, dx + x * 0.25, dy + y + wave, dx, dy + y - wave)
                        .close(),
                );
            }
            if left > 0 {
                d.lines.push(Path::default().to(8.0, 0.0).to(8.0, y - wave + 2.0).open());
            }
            if shape == Shape::TaggedDocument {
                d.lines.push(Path::default().to(x - 14.0, y - wave - 5.0).to(x, y - wave - 14.0).open());
            }
            d.text = (left as f64 / 2.0 - 3.0 * steps as f64, 3.0 * steps as f64 - 5.0);
            let lower = [(x, y - wave), (x * 0.75, y - 3.0 * wave), (x * 0.25, y + wave), (0.0, y - wave)];
            let s = 6.0 * steps as f64;
            let mut corners = if steps > 0 {
                vec![
                    (0.0, s),
                    (6.0, s),
                    (6.0, s / 2.0),
                    (s, s / 2.0),
                    (s, 0.0),
                    (x + s, 0.0),
                    (x + s, y - wave),
                    (x, y - wave),
                ]
            } else {
                vec![(0.0, 0.0), (x, 0.0)]
            };
            corners.extend((0..=16).map(|k| cubic(lower, f64::from(k) / 16.0)).map(|(u, v)| (u, v + s)));
            d.outline = Outline::Polygon(corners);
            d.margin_y = 18;
        }
        Shape::TaggedRect => {
            d.body.push(round_rect(0.0, 0.0, x, y, 2.0));
            d.lines.push(Path::default().to(x - 12.0, y).to(x, y - 12.0).open());
        }
        Shape::Delay => {
            d.w = even(w + h / 2 - 8);
            let (x, r) = (d.w as f64, y / 2.0);
            d.body.push(Path::default().to(0.0, 0.0).to(x - r, 0.0).arc(r, r, true, x - r, y).to(0.0, y).close());
            let mut corners = vec![(0.0, y), (0.0, 0.0)];
            corners.extend(bulge().map(|(t, b)| (x - r + b * r, t * y)));
            d.outline = Outline::Polygon(corners);
            d.text.0 = -r / 3.0;
            d.margin_x = h / 2;
        }
        Shape::Display => {
            d.w = even(w + h / 2);
            let (x, s, r) = (d.w as f64, y / 3.0, 12.0);
            d.body.push(
                Path::default()
                    .to(0.0, y / 2.0)
                    .to(s, 0.0)
                    .to(x - r, 0.0)
                    .arc(r, y / 2.0, true, x - r, y)
                    .to(s, y)
                    .close(),
            );
            let mut corners = vec![(s, y), (0.0, y / 2.0), (s, 0.0)];
            corners.extend(bulge().map(|(t, b)| (x - r + b * r, t * y)));
            d.outline = Outline::Polygon(corners);
            (d.margin_x, d.margin_y) = (h / 3 + 4, h * 2 / 5);
        }
        Shape::Triangle | Shape::FlippedTriangle => {
            (d.w, d.h) = (stepped(text_w * 2 + 36), even(text_h * 2 + 28));
            let (x, y) = (d.w as f64, d.h as f64);
            if shape == Shape::Triangle {
                poly(&mut d, &[(x / 2.0, 0.0), (x, y), (0.0, y)]);
                d.text.1 = y / 4.0 - 4.0;
            } else {
                poly(&mut d, &[(0.0, 0.0), (x, 0.0), (x / 2.0, y)]);
                d.text.1 = 4.0 - y / 4.0;
            }
            (d.margin_x, d.margin_y) = (d.w * 2 / 5, d.h * 2 / 5);
        }
        Shape::LoopLimit => poly(&mut d, &[(12.0, 0.0), (x - 12.0, 0.0), (x, 10.0), (x, y), (0.0, y), (0.0, 10.0)]),
        Shape::Sloped => {
            d.h = even(h + 10);
            let y = d.h as f64;
            poly(&mut d, &[(0.0, 10.0), (x, 0.0), (x, y), (0.0, y)]);
            d.text.1 = 4.0;
            d.margin_y = 14;
        }
        Shape::StackedRect => {
            (d.w, d.h) = (w + 8, h + 8);
            for k in [2.0, 1.0, 0.0] {
                d.body.push(round_rect(4.0 * k, 8.0 - 4.0 * k, x, y, 2.0));
            }
            d.text = (-4.0, 4.0);
            d.outline = Outline::Polygon(vec![
                (0.0, 8.0),
                (4.0, 8.0),
                (4.0, 4.0),
                (8.0, 4.0),
                (8.0, 0.0),
                (x + 8.0, 0.0),
                (x + 8.0, y),
                (x + 4.0, y),
                (x + 4.0, y + 4.0),
                (x, y + 4.0),
                (x, y + 8.0),
                (0.0, y + 8.0),
            ]);
        }
        Shape::BowTie => {
            d.w += 16;
            let (x, b) = (d.w as f64, 8.0);
            d.body.push(
                Path::default()
                    .to(b, 0.0)
                    .to(x, 0.0)
                    .arc(b, y / 2.0, false, x, y)
                    .to(b, y)
                    .arc(b, y / 2.0, true, b, 0.0)
                    .close(),
            );
            let mut corners: Vec<(f64, f64)> = bulge().map(|(t, o)| (x - o * b, t * y)).collect();
            corners.extend(bulge().map(|(t, o)| (b - o * b, y - t * y)));
            d.outline = Outline::Polygon(corners);
            d.margin_x = 16;
        }
        Shape::Flag => {
            d.h = even(h + 16);
            let (y, a) = (d.h as f64, 8.0);
            let top = [(0.0, a), (x * 0.3, 3.0 * a), (x * 0.7, -a), (x, a)];
            let low = [(x, y - a), (x * 0.7, y - 3.0 * a), (x * 0.3, y + a), (0.0, y - a)];
            d.body.push(
                Path::default()
                    .to(0.0, a)
                    .curve(top[1].0, top[1].1, top[2].0, top[2].1, x, a)
                    .to(x, y - a)
                    .curve(low[1].0, low[1].1, low[2].0, low[2].1, 0.0, y - a)
                    .close(),
            );
            let curve = |p: [(f64, f64); 4]| (0..=16).map(move |k| cubic(p, f64::from(k) / 16.0));
            d.outline = Outline::Polygon(curve(top).chain(curve(low)).collect());
            d.margin_y = 18;
        }
        Shape::Folder => {
            d.h = even(h + 8);
            let y = d.h as f64;
            poly(&mut d, &[(0.0, 0.0), (30.0, 0.0), (36.0, 8.0), (x, 8.0), (x, y), (0.0, y)]);
            d.text.1 = 4.0;
            d.margin_y = 14;
        }
        Shape::Bucket => {
            d.w += 16;
            d.h = even(h + 12);
            let (x, y, lid) = (d.w as f64, d.h as f64, 6.0);
            d.body.push(
                Path::default()
                    .to(0.0, lid)
                    .arc(x / 2.0, lid, true, x, lid)
                    .to(x - 10.0, y - 4.0)
                    .arc(x / 2.0 - 10.0, 4.0, true, 10.0, y - 4.0)
                    .close(),
            );
            d.lines.push(Path::default().to(0.0, lid).arc(x / 2.0, lid, false, x, lid).open());
            d.text.1 = 4.0;
            let mut corners: Vec<(f64, f64)> = bulge().map(|(t, b)| (t * x, lid - b * lid)).collect();
            corners.extend(bulge().rev().map(|(t, b)| (10.0 + t * (x - 20.0), y - 4.0 + b * 4.0)));
            d.outline = Outline::Polygon(corners);
            (d.margin_x, d.margin_y) = (24, 14);
        }
        Shape::Console | Shape::Browser => {
            d.h = even(h + 14);
            let y = d.h as f64;
            d.body.push(round_rect(0.0, 0.0, x, y, 4.0));
            d.lines.push(Path::default().to(0.0, 14.0).to(x, 14.0).open());
            if shape == Shape::Console {
                d.lines.push(Path::default().to(7.0, 4.5).to(10.5, 7.0).to(7.0, 9.5).open());
            } else {
                for k in [0.0, 1.0, 2.0] {
                    d.lines.push(ellipse(8.0 + 7.0 * k, 7.0, 1.5, 1.5));
                }
            }
            d.text.1 = 7.0;
        }
        Shape::Person => {
            d.h = even(h + 24);
            let (y, r) = (d.h as f64, 12.0);
            d.body.push(
                Path::default()
                    .to(0.0, y)
                    .to(0.0, 36.0)
                    .curve(0.0, 24.0, 8.0, 22.0, 18.0, 22.0)
                    .to(x - 18.0, 22.0)
                    .curve(x - 8.0, 22.0, x, 24.0, x, 36.0)
                    .to(x, y)
                    .close(),
            );
            d.body.push(ellipse(x / 2.0, r, r, r));
            d.text.1 = 12.0;
            let mut corners: Vec<(f64, f64)> = vec![(0.0, y), (0.0, 28.0), (12.0, 22.0), (x / 2.0 - r, 22.0)];
            corners.extend(bulge().map(|(t, b)| (x / 2.0 - r + t * 2.0 * r, r - b * r)));
            corners.extend([(x / 2.0 + r, 22.0), (x - 12.0, 22.0), (x, 28.0), (x, y)]);
            d.outline = Outline::Polygon(corners);
            (d.margin_x, d.margin_y) = (12, 30.min(d.h / 2));
        }
        Shape::Note
        | Shape::Composite
        | Shape::Choice
        | Shape::Anchor
        | Shape::EventStart
        | Shape::EventBetween
        | Shape::EventBoundary
        | Shape::EventEnd
        | Shape::Gateway
        | Shape::DataObject
        | Shape::DataStore
        | Shape::Annotation => return process::draw(shape, d, text_w, text_h),
        Shape::Bang | Shape::Cloud => {
            (d.w, d.h) = (stepped(text_w + 64), even(text_h + 44));
            let (x, y) = (d.w as f64, d.h as f64);
            let rim = rim(x, y, shape == Shape::Bang);
            if shape == Shape::Bang {
                d.body.push(polygon(&rim));
            } else {
                d.body.push(cloud(&rim));
            }
            d.outline = Outline::Polygon(rim);
            (d.margin_x, d.margin_y) = (d.w / 3, d.h / 3);
        }
    }
    d
}

pub(super) fn poly(d: &mut Drawing, points: &[(f64, f64)]) {
    d.body.push(polygon(points));
    d.outline = Outline::Polygon(points.to_vec());
}

fn round_rect(x: f64, y: f64, w: f64, h: f64, r: f64) -> String {
    let r = r.min(w / 2.0).min(h / 2.0);
    Path::default()
        .to(x + r, y)
        .to(x + w - r, y)
        .arc(r, r, true, x + w, y + r)
        .to(x + w, y + h - r)
        .arc(r, r, true, x + w - r, y + h)
        .to(x + r, y + h)
        .arc(r, r, true, x, y + h - r)
        .to(x, y + r)
        .arc(r, r, true, x + r, y)
        .close()
}

pub(super) fn ellipse(cx: f64, cy: f64, rx: f64, ry: f64) -> String {
    Path::default().to(cx - rx, cy).arc(rx, ry, true, cx + rx, cy).arc(rx, ry, true, cx - rx, cy).close()
}

/// Points around a box: on its rim and a little within, in turns, for a star; on a wavy ring for a cloud.
fn rim(x: f64, y: f64, star: bool) -> Vec<(f64, f64)> {
    // Sixteen directions of a circle, without trigonometry.
    const TURN: [(f64, f64); 4] = [(1.0, 0.0), (0.924, 0.383), (0.708, 0.708), (0.383, 0.924)];
    let mut out = Vec::new();
    for quarter in 0..4 {
        for (k, &(c, s)) in TURN.iter().enumerate() {
            let (c, s) = match quarter {
                0 => (c, s),
                1 => (-s, c),
                2 => (-c, -s),
                _ => (s, -c),
            };
            let reach = if star && k % 2 == 1 { 0.8 } else { 1.0 };
            out.push((x / 2.0 * (1.0 + c * reach), y / 2.0 * (1.0 + s * reach)));
        }
    }
    out
}

fn cloud(rim: &[(f64, f64)]) -> String {
    let mut path = Path::default();
    let puffs: Vec<(f64, f64)> = rim.iter().copied().step_by(2).collect();
    for (k, &(x, y)) in puffs.iter().enumerate() {
        if k == 0 {
            path = path.to(x, y);
        }
        let &(nx, ny) = puffs.get(k + 1).or_else(|| puffs.first()).unwrap_or(&(x, y));
        let r = (((nx - x) * (nx - x) + (ny - y) * (ny - y)).sqrt()) * 0.6;
        path = path.arc(r, r, true, nx, ny);
    }
    path.close()
}
