//! Links from a member to itself.

use super::level::Level;
use super::{Point, Rect, SizedGraph};

/// How far a self loop stands out, how much farther each next one, and the space before a label.
const LOOP: i64 = 18;
const LOOP_STEP: i64 = 7;
const LOOP_GAP: i64 = 4;

/// How far the loops of a member stand out: the wires around one another, then the labels one after the other.
pub(super) fn room(graph: &SizedGraph, edges: &[usize], flat: bool) -> i64 {
    let labels = edges.iter().filter_map(|&e| graph.edges.get(e)?.label);
    let labels: i64 = labels.map(|(w, h)| if flat { h } else { w } + LOOP_GAP).sum();
    LOOP + LOOP_STEP * edges.len() as i64 + labels
}

/// Loops stand beside their member, after it across the flow.
pub(super) fn loops(graph: &SizedGraph, level: &Level, flat: bool) -> Vec<(Vec<Point>, Option<Rect>)> {
    let mut count = vec![0_i64; level.items.len()];
    for &(item, _) in &level.loops {
        count[item] += 1;
    }
    let mut wires = vec![0_i64; level.items.len()];
    let mut labels: Vec<i64> = count.iter().map(|n| LOOP + LOOP_STEP * (n - 1) + LOOP_GAP).collect();
    level
        .loops
        .iter()
        .map(|&(item, edge)| {
            let Some(edge) = graph.edges.get(edge).filter(|e| !e.invisible) else { return (Vec::new(), None) };
            let r = level.boxes[item];
            let out = LOOP + LOOP_STEP * wires[item];
            let half = if flat { r.w } else { r.h } / 2;
            let wide = (LOOP_STEP * (wires[item] + 1)).min(half - 1).max(1);
            wires[item] += 1;
            let at = labels[item];
            let label = edge.label.map(|(w, h)| {
                if flat {
                    Rect { x: r.x + r.w / 2 - w / 2, y: r.y + r.h + at, w, h }
                } else {
                    Rect { x: r.x + r.w + at, y: r.y + r.h / 2 - h / 2, w, h }
                }
            });
            labels[item] += edge.label.map_or(0, |(w, h)| if flat { h } else { w } + LOOP_GAP);
            let p = |x: i64, y: i64| Point { x: x as f64, y: y as f64 };
            let points = if flat {
                let (m, y) = (r.x + r.w / 2, r.y + r.h);
                vec![p(m - wide, y), p(m - wide, y + out), p(m + wide, y + out), p(m + wide, y)]
            } else {
                let (x, m) = (r.x + r.w, r.y + r.h / 2);
                vec![p(x, m - wide), p(x + out, m - wide), p(x + out, m + wide), p(x, m + wide)]
            };
            (points, label)
        })
        .collect()
}
