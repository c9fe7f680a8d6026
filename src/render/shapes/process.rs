//! The shapes that Mermaid has from its other diagrams: those of states, and those of processes in BPMN.

use super::Shape;
use super::draw::{self, Drawing, Weight, ellipse, poly};
use super::path::{Path, polygon};
use crate::render::layout::Outline;

/// Draws one of them around a text of a size, from the box that would stand around it.
pub(super) fn draw(shape: Shape, mut d: Drawing, text_w: i64, text_h: i64) -> Drawing {
    let (x, y) = (d.w as f64, d.h as f64);
    match shape {
        Shape::Note => {
            d.body.push(polygon(&[(0.0, 0.0), (x, 0.0), (x, y - 10.0), (x - 10.0, y), (0.0, y)]));
            d.lines.push(Path::default().to(x, y - 10.0).to(x - 10.0, y - 10.0).to(x - 10.0, y).open());
        }
        Shape::DataObject => {
            poly(&mut d, &[(0.0, 0.0), (x - 12.0, 0.0), (x, 12.0), (x, y), (0.0, y)]);
            d.lines.push(Path::default().to(x - 12.0, 0.0).to(x - 12.0, 12.0).to(x, 12.0).open());
        }
        Shape::Composite => {
            d.h += 10;
            d.radius = Some(9.0);
            d.lines.push(Path::default().to(0.0, 10.0).to(x, 10.0).open());
            d.text.1 = 5.0;
        }
        Shape::Choice | Shape::Anchor => {
            let side = if shape == Shape::Choice { 28 } else { 6 };
            (d.w, d.h, d.mute, d.solid) = (side, side, true, shape == Shape::Anchor);
            let (s, m) = (side as f64, side as f64 / 2.0);
            if shape == Shape::Choice {
                poly(&mut d, &[(m, 0.0), (s, m), (m, s), (0.0, m)]);
            } else {
                d.body.push(ellipse(m, m, m, m));
                d.outline = Outline::Ellipse;
            }
            (d.margin_x, d.margin_y) = (side / 2, side / 2);
        }
        Shape::EventStart | Shape::EventBetween | Shape::EventBoundary | Shape::EventEnd => {
            d = draw::draw(Shape::Circle, text_w, text_h);
            let r = d.w as f64 / 2.0;
            d.weight = match shape {
                Shape::EventEnd => Weight::Heavy,
                Shape::EventBoundary => Weight::Dashed,
                _ => Weight::Plain,
            };
            if matches!(shape, Shape::EventBetween | Shape::EventBoundary) {
                d.lines.push(ellipse(r, r, r - 4.0, r - 4.0));
            }
        }
        Shape::Gateway => {
            d = draw::draw(Shape::Diamond, text_w, text_h);
            let (m, top) = (d.w as f64 / 2.0, d.h as f64 * 0.16);
            let (left, right, up, down) = (m - 4.0, m + 4.0, top - 4.0, top + 4.0);
            d.lines.push(Path::default().to(left, up).to(right, down).from(right, up).to(left, down).open());
        }
        Shape::DataStore => {
            d = draw::draw(Shape::LinedCylinder, text_w, text_h);
            let x = d.w as f64;
            d.lines.push(Path::default().to(0.0, 10.0).arc(x / 2.0, 7.0, false, x, 10.0).open());
        }
        // An annotation is a text at a bracket.
        _ => {
            d.bare = true;
            d.lines.push(Path::default().to(10.0, 0.0).to(0.0, 0.0).to(0.0, y).to(10.0, y).open());
        }
    }
    d
}
