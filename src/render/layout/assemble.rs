//! The levels put together: positions on the whole page, edges joined across borders and clipped at the outlines.

use super::level::Kind;
use super::tree::Tree;
use super::{End, GroupBox, Layout, Point, Rect, Route, SizedGraph};

/// Puts placed levels together.
pub(super) fn assemble(graph: &SizedGraph, tree: &Tree) -> Layout {
    let mut layout = Layout {
        nodes: vec![Rect::default(); graph.nodes.len()],
        groups: vec![GroupBox::default(); graph.groups.len()],
        edges: vec![Route::default(); graph.edges.len()],
        ..Layout::default()
    };
    let mut corner = vec![(0_i64, 0_i64); tree.levels.len()];
    let mut labels: Vec<Option<Rect>> = vec![None; graph.edges.len()];
    for (at, level) in tree.levels.iter().enumerate() {
        if let Some(g) = level.group {
            let rect = layout.groups[g].rect;
            corner[at] = (rect.x, rect.y);
            layout.groups[g].title = level.title.moved(rect.x, rect.y);
        } else {
            (layout.width, layout.height) = (level.width, level.height);
        }
        let (dx, dy) = corner[at];
        for (item, rect) in level.items.iter().zip(&level.boxes) {
            let rect = rect.moved(dx, dy);
            match item.kind {
                Kind::Node(n) => layout.nodes[n] = rect,
                Kind::Group(g) => layout.groups[g].rect = rect,
                Kind::Label(e) => labels[e] = Some(rect),
                _ => {}
            }
        }
        for (&(item, e), (points, label)) in level.loops.iter().zip(&level.loop_routes) {
            let points: Vec<Point> = points.iter().map(|p| moved(*p, dx, dy)).collect();
            let points = match level.items[item].kind {
                Kind::Node(_) => clip(graph, tree, &layout, e, points),
                _ => points,
            };
            layout.edges[e] = Route { points, label: label.map(|l| l.moved(dx, dy)), hops: Vec::new() };
        }
    }
    for (e, way) in tree.ways.iter().enumerate() {
        let Some(shared) = way.shared else { continue };
        let mut points: Vec<Point> = Vec::new();
        // Inside out to the level that both ends share, then outside in.
        let parts = way.from.iter().rev().chain(std::iter::once(&shared)).chain(&way.to);
        for (k, &(at, l)) in parts.enumerate() {
            let link = &tree.levels[at].links[l];
            let (dx, dy) = corner[at];
            let mut part: Vec<Point> = link.points.iter().map(|p| moved(*p, dx, dy)).collect();
            // In the levels that it leaves, the port is last; in those that it enters, first.
            let port_first = tree.levels[at].items[link.a].kind == Kind::Port;
            let reverse = match k.cmp(&way.from.len()) {
                std::cmp::Ordering::Less => port_first,
                std::cmp::Ordering::Equal => link.flipped,
                std::cmp::Ordering::Greater => !port_first,
            };
            if reverse {
                part.reverse();
            }
            points.extend(part);
        }
        let points = tidy(unkinked(tidy(points), labels[e]));
        layout.edges[e] = Route { points: clip(graph, tree, &layout, e, points), label: labels[e], hops: Vec::new() };
    }
    layout
}

fn moved(p: Point, dx: i64, dy: i64) -> Point {
    Point { x: p.x + dx as f64, y: p.y + dy as f64 }
}

/// Drops points that are no corners.
fn tidy(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for p in points {
        if out.last() == Some(&p) {
            continue;
        }
        if let &[.., a, b] = out.as_slice()
            && ((a.x == b.x && b.x == p.x) || (a.y == b.y && b.y == p.y))
        {
            out.pop();
        }
        out.push(p);
    }
    out
}

/// A step aside that is shorter than that is seen as a slip: parts on two sides of a border were rounded differently.
const SLIP: f64 = 4.0;

/// Takes out slips: the run after one, or the one before where a label stands on the other, is moved in line.
fn unkinked(mut points: Vec<Point>, label: Option<Rect>) -> Vec<Point> {
    let mut k = 0;
    while let Some(&[a, b, c, d]) = points.get(k..k + 4) {
        let step = (b.x - c.x).abs() + (b.y - c.y).abs();
        let upright = a.x == b.x && c.x == d.x;
        let level = a.y == b.y && c.y == d.y;
        if step < SLIP && (upright || level) {
            let labelled = |p: Point, q: Point| {
                let middle = label.map(Rect::center);
                middle.is_some_and(|m| {
                    let (x, y) = ((p.x.min(q.x), p.x.max(q.x)), (p.y.min(q.y), p.y.max(q.y)));
                    x.0 - SLIP <= m.x && m.x <= x.1 + SLIP && y.0 - SLIP <= m.y && m.y <= y.1 + SLIP
                })
            };
            let (moved, to) = if labelled(c, d) { ([k, k + 1], c) } else { ([k + 2, k + 3], b) };
            for i in moved {
                if upright {
                    points[i].x = to.x;
                } else {
                    points[i].y = to.y;
                }
            }
        }
        k += 1;
    }
    points
}

/// Ends an edge at the outlines of its nodes.
fn clip(graph: &SizedGraph, tree: &Tree, layout: &Layout, e: usize, mut points: Vec<Point>) -> Vec<Point> {
    let Some(ends) = tree.descents.get(e).map(|d| d.ends) else { return points };
    for (end, first) in [(ends.0, true), (ends.1, false)] {
        let End::Node(n) = end else { continue };
        let (Some(node), Some(&rect)) = (graph.nodes.get(n), layout.nodes.get(n)) else { continue };
        if !first {
            points.reverse();
        }
        if let &mut [ref mut tip, from, ..] = points.as_mut_slice() {
            let met = node.outline.meet(rect, from, *tip);
            *tip = Point { x: (met.x * 100.0).round() / 100.0, y: (met.y * 100.0).round() / 100.0 };
        }
        if !first {
            points.reverse();
        }
    }
    points
}
