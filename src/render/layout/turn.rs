//! A level turned onto the page: boxes, corners, ports, size.

use super::level::{Kind, Level};
use super::loops::loops;
use super::side::{self, Side};
use super::{Point, Rect, SizedGraph};

/// Space within a container's border.
pub(super) const PAD: i64 = 16;
/// Space above a title.
pub(super) const PAD_TITLE: i64 = 8;

/// The links that run beside everything: member and member, and the place across the flow.
pub(super) fn lanes(level: &Level) -> Vec<(usize, i64)> {
    let right = level.layers.iter().flatten().map(|&i| level.items[i].at + level.items[i].after).max().unwrap_or(0);
    let lanes = level.links.iter().enumerate().filter(|(_, l)| l.lane);
    lanes.enumerate().map(|(k, (l, _))| (l, right + 20 + 6 * (k as i64 % 400))).collect()
}

/// Turns the level onto the page: boxes, corners, ports, size.
pub(super) fn turn(graph: &SizedGraph, level: &mut Level, depth: i64, lanes: Vec<(usize, i64)>) {
    let direction = level.direction;
    let flat = side::horizontal(direction);
    let grouped = level.group.is_some();
    let extent = |f: &dyn Fn(usize) -> i64, most: bool| {
        let all = level.layers.iter().flatten().map(|&i| f(i));
        if most { all.max() } else { all.min() }.unwrap_or(0)
    };
    let low = extent(&|i| level.items[i].at - level.items[i].before, false);
    let mut high = extent(&|i| level.items[i].at + level.items[i].after, true);
    high = lanes.iter().map(|l| l.1).chain(std::iter::once(high)).max().unwrap_or(high);
    let pad = if grouped { PAD } else { 0 };
    let title =
        level.group.and_then(|g| graph.groups.get(g)).map_or((0, 0), |g| (g.title_w + g.title_w % 2, g.title_h));
    // Beside a horizontal flow the title has a band of its own.
    let (mut head, mut before) = (0, 0);
    let mut page_w = if flat { depth } else { high - low + 2 * pad };
    if grouped && flat && title.0 > 0 {
        head = PAD_TITLE + title.1 - 4;
        let missing = (title.0 + 2 * pad - page_w).max(0);
        before = missing / 2;
        page_w += missing;
    }
    let least = if grouped { 48 } else { 0 };
    let page_h = (if flat { high - low + 2 * pad } else { depth } + head).max(least);
    page_w = page_w.max(least);
    let place = |across: i64, along: i64| {
        let (x, y) = side::to_page(direction, across - low + pad, along, depth);
        Point { x: (x + before) as f64, y: (y + head) as f64 }
    };
    let boxes: Vec<Rect> = level
        .items
        .iter()
        .map(|item| {
            let across = (item.at - item.before, item.at + item.after - item.beyond);
            let (p, q) = (place(across.0, item.span().0), place(across.1, item.span().1));
            let (x, y) = (p.x.min(q.x) as i64, p.y.min(q.y) as i64);
            Rect { x, y, w: (p.x - q.x).abs() as i64, h: (p.y - q.y).abs() as i64 }
        })
        .collect();
    level.boxes = boxes;
    if let Some(t) = level.items.iter().position(|i| i.kind == Kind::Title) {
        level.title = if flat {
            Rect { x: pad, y: PAD_TITLE, w: title.0, h: title.1 }
        } else {
            level.boxes.get(t).copied().unwrap_or_default()
        };
    }
    let mut points: Vec<Vec<Point>> = vec![Vec::new(); level.links.len()];
    for (l, link) in level.links.iter().enumerate() {
        if link.invisible {
            continue;
        }
        points[l] = corners(level, l).into_iter().map(|(u, v)| place(u, v)).collect();
    }
    for (l, x) in lanes {
        let link = &level.links[l];
        let (a, b) = (&level.items[link.chain.last().copied().unwrap_or(link.a)], &level.items[link.b]);
        let start = a.at + if link.chain.is_empty() { link.lane_ends.0 } else { 0 };
        let end = b.at + link.lane_ends.1;
        let bounds = |rank: usize| level.layers[rank].iter().map(|&i| &level.items[i]);
        // Beside the layers, where only links are.
        let out = bounds(a.rank).map(|i| i.along + i.deep).max().unwrap_or(0) + 6;
        let back = bounds(b.rank).map(|i| i.along).min().unwrap_or(0) - 6;
        let way = [(start, a.span().1), (start, out), (x, out), (x, back), (end, back), (end, b.span().0)];
        if !link.invisible {
            points[l].extend(way.into_iter().map(|(u, v)| place(u, v)));
        }
    }
    for (link, points) in level.links.iter_mut().zip(points) {
        link.points = points;
    }
    level.width = page_w + page_w % 2;
    level.height = page_h + page_h % 2;
    let (right, bottom) = (level.width as f64, level.height as f64);
    level.ports = level
        .crossings
        .iter()
        .map(|c| {
            let p = place(level.items[c.item].at, 0);
            match if c.at_start { side::start(direction) } else { side::end(direction) } {
                Side::Top => Point { x: p.x, y: 0.0 },
                Side::Bottom => Point { x: p.x, y: bottom },
                Side::Left => Point { x: 0.0, y: p.y },
                Side::Right => Point { x: right, y: p.y },
            }
        })
        .collect();
    // The links of ports end on the border itself.
    let mut port = vec![None; level.items.len()];
    for (crossing, point) in level.crossings.iter().zip(&level.ports) {
        port[crossing.item] = Some(*point);
    }
    for link in &mut level.links {
        if let (Some(end), Some(point)) = (link.points.first_mut(), port[link.a]) {
            *end = point;
        }
        if let (Some(end), Some(point)) = (link.points.last_mut(), port[link.b]) {
            *end = point;
        }
    }
    level.loop_routes = loops(graph, level, flat);
}

/// A link's corners across and along the flow.
fn corners(level: &Level, l: usize) -> Vec<(i64, i64)> {
    let link = &level.links[l];
    let mut out: Vec<(i64, i64)> = Vec::new();
    let stops = link.chain.iter().copied().chain((!link.lane).then_some(link.b));
    let mut above = link.a;
    for (b, seg) in stops.zip(level.segs.get(link.first_seg..).unwrap_or_default()) {
        let a = &level.items[above];
        out.push((seg.from, a.span().1));
        if seg.from != seg.to {
            out.push((seg.from, seg.track));
            out.push((seg.to, seg.track));
        }
        out.push((seg.to, level.items[b].span().0));
        above = b;
    }
    out
}
