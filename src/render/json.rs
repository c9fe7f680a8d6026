//! Positions as JSON, in the shape that `siteplan layout` prints.

use serde_json::{Value, json};

use super::layout::{Layout, Rect};
use super::scene::Scene;
use super::{MARGIN, wire};

/// Returns the positions of a laid out scene.
pub(super) fn positions(scene: &Scene<'_>, layout: &Layout) -> Value {
    let head = if scene.heading.lines.is_empty() { 0 } else { scene.heading.h + 12 };
    let width = layout.width.max(scene.heading.w) + 2 * MARGIN;
    let (dx, dy) = (MARGIN + (width - 2 * MARGIN - layout.width) / 2, MARGIN + head);
    let group = |g: Option<usize>| g.and_then(|g| scene.groups.get(g)).map(|g| g.id);
    let nodes: Vec<Value> = scene
        .nodes
        .iter()
        .zip(&scene.sized.nodes)
        .zip(&layout.nodes)
        .map(|((node, sized), r)| {
            let r = r.moved(dx, dy);
            json!({"id": node.id, "x": r.x, "y": r.y, "w": r.w, "h": r.h, "cluster": group(sized.parent)})
        })
        .collect();
    let clusters: Vec<Value> = scene
        .groups
        .iter()
        .zip(&scene.sized.groups)
        .zip(&layout.groups)
        .map(|((g, sized), at)| {
            let r = at.rect.moved(dx, dy);
            json!({"id": g.id, "x": r.x, "y": r.y, "w": r.w, "h": r.h, "parent": group(sized.parent),
                "label": area(at.title.moved(dx, dy))})
        })
        .collect();
    let edges: Vec<Value> = scene
        .edges
        .iter()
        .zip(&layout.edges)
        .map(|(edge, route)| {
            let points: Vec<Value> = route
                .points
                .iter()
                .map(|p| json!([wire::n(p.x + dx as f64).value(), wire::n(p.y + dy as f64).value()]))
                .collect();
            let label = route.label.map(|l| area(l.moved(dx, dy)));
            json!({"from": edge.edge.from, "to": edge.edge.to, "points": points, "label": label})
        })
        .collect();
    json!({"width": width, "height": layout.height + 2 * MARGIN + head, "nodes": nodes, "clusters": clusters, "edges": edges})
}

fn area(r: Rect) -> Value {
    json!({"x": r.x, "y": r.y, "w": r.w, "h": r.h})
}
