//! Positions along the flow: in the space between two layers every link that changes over has a track of its own, in the
//! order in which the fewest cross. Then the level is turned onto the page.

use super::level::{Kind, Level};
use super::ports::BUS;
use super::side::{self, Side};
use super::tree::Tree;
use super::{Point, Rect, SizedGraph};

/// Space between tracks.
const TRACK: i64 = 10;
/// Space within a container's border.
const PAD: i64 = 16;
/// Space above a title.
const PAD_TITLE: i64 = 8;
/// How far a self loop stands out, how much farther each next one, and the space before a label.
const LOOP: i64 = 18;
const LOOP_STEP: i64 = 7;
const LOOP_GAP: i64 = 4;
/// From how many crossing links on the order of tracks is that of their ends, without a comparison of each with each.
const MANY: usize = 220;

/// Links that share a track.
struct Net {
    tops: Vec<i64>,
    bottoms: Vec<i64>,
    low: i64,
    high: i64,
    segs: Vec<usize>,
    track: usize,
}

/// Routes a level whose members have their positions across the flow.
pub(super) fn route(graph: &SizedGraph, tree: &mut Tree, at: usize) {
    let Some(level) = tree.levels.get_mut(at) else { return };
    let depth = stack(level);
    let lanes = lanes(level);
    turn(graph, level, depth, lanes);
    lift_ports(level);
}

/// Sets the layers one after the other. Returns the extent along the flow.
fn stack(level: &mut Level) -> i64 {
    let grouped = level.group.is_some();
    let titled = |level: &Level, r: usize| {
        level.layers.get(r).is_some_and(|l| l.iter().any(|&i| level.items[i].kind == Kind::Title))
    };
    let last = level.layers.len().saturating_sub(1);
    let mut along = match (grouped, titled(level, 0)) {
        (false, _) => 0,
        (true, true) => PAD_TITLE,
        (true, false) => 0,
    };
    for r in 0..level.layers.len() {
        let deep = level.layers[r].iter().map(|&i| level.items[i].deep).max().unwrap_or(0);
        let crowded = level.layers[r].iter().any(|&i| matches!(level.items[i].kind, Kind::Group(_)));
        for k in 0..level.layers[r].len() {
            let i = level.layers[r][k];
            let slack = deep - level.items[i].deep;
            let shift = match (crowded, level.up[i].is_empty(), level.down[i].is_empty()) {
                // Beside a container, a box stands near what it is linked to.
                (true, false, true) => 0,
                (true, true, false) => slack,
                (true, true, true) => 0,
                _ => slack / 2,
            };
            level.items[i].along = along + shift;
        }
        along += deep;
        if r < last {
            along += channel(level, r, along);
        }
    }
    along
        + match (grouped, titled(level, last)) {
            (true, true) => PAD_TITLE,
            _ => 0,
        }
}

/// The least space between two layers.
fn least(level: &Level, r: usize) -> i64 {
    let boxes = |r: usize| level.layers.get(r).is_some_and(|l| l.iter().any(|&i| level.items[i].boxed()));
    let ported = level.group.is_some() && (r == 0 || r + 2 == level.layers.len());
    let linked = level.layers[r].iter().any(|&i| !level.down[i].is_empty());
    if ported {
        return if linked {
            PAD + 4
        } else if level.layers[r].is_empty() || r > 0 {
            PAD
        } else {
            PAD - 4
        };
    }
    match (boxes(r), boxes(r + 1)) {
        (true, true) if side::horizontal(level.direction) => 52,
        (true, true) if linked => 46,
        (true, true) => 24,
        _ => 22,
    }
}

/// Gives the changes between two layers their tracks. Returns the space that they need.
fn channel(level: &mut Level, r: usize, begin: i64) -> i64 {
    let mut nets = nets(level, r);
    let tracks = assign(&mut nets);
    let least = least(level, r);
    let space = if tracks == 0 { least } else { least.max(12 + TRACK * (tracks as i64 - 1) + 18) };
    // The tracks are in the middle, but leave an arrow head its straight run.
    let extent = TRACK * (tracks.max(1) as i64 - 1);
    let first = begin + ((space - extent) / 2).min(space - extent - 14).max(4);
    for net in &nets {
        for &s in &net.segs {
            level.segs[s].track = first + TRACK * net.track as i64;
        }
    }
    space
}

fn nets(level: &Level, r: usize) -> Vec<Net> {
    let mut nets: Vec<Net> = Vec::new();
    for &i in &level.layers[r] {
        let shared = level.down[i].len() >= BUS && matches!(level.items[i].kind, Kind::Node(_));
        let mut own: Option<usize> = None;
        for &s in &level.down[i] {
            let seg = &level.segs[s];
            if seg.from == seg.to || level.links[seg.link].invisible {
                continue;
            }
            if let (true, Some(net)) = (shared, own) {
                nets[net].bottoms.push(seg.to);
                nets[net].segs.push(s);
                continue;
            }
            own = Some(nets.len());
            nets.push(Net { tops: vec![seg.from], bottoms: vec![seg.to], low: 0, high: 0, segs: vec![s], track: 0 });
        }
    }
    // Links into one point share their track as well.
    let mut into: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    let mut kept: Vec<Net> = Vec::new();
    for net in nets {
        let target = net.segs.first().map_or(0, |&s| level.segs[s].b);
        let shared =
            net.segs.len() == 1 && level.up[target].len() >= BUS && matches!(level.items[target].kind, Kind::Node(_));
        if shared && let Some(&k) = into.get(&target) {
            kept[k].tops.extend(net.tops);
            kept[k].segs.extend(net.segs);
            continue;
        }
        if shared {
            into.insert(target, kept.len());
        }
        kept.push(net);
    }
    for net in &mut kept {
        net.low = net.tops.iter().chain(&net.bottoms).copied().min().unwrap_or(0);
        net.high = net.tops.iter().chain(&net.bottoms).copied().max().unwrap_or(0);
        net.tops.sort_unstable();
        net.bottoms.sort_unstable();
    }
    kept
}

/// Assigns tracks. Returns how many there are.
fn assign(nets: &mut [Net]) -> usize {
    let order = if nets.len() <= MANY { compared(nets) } else { by_ends(nets) };
    let mut tracks = 0;
    // By track, the nets on it; the order is kept by all that overlap.
    let mut rows: Vec<Vec<(i64, i64)>> = Vec::new();
    for n in order {
        let (low, high) = (nets[n].low - TRACK, nets[n].high + TRACK);
        let free = rows.iter().rposition(|row| row.iter().any(|&(l, h)| l < high && low < h)).map_or(0, |t| t + 1);
        if free == rows.len() {
            rows.push(Vec::new());
        }
        rows[free].push((nets[n].low, nets[n].high));
        nets[n].track = free;
        tracks = tracks.max(free + 1);
    }
    tracks
}

/// The order of many: those that go right, the rightmost first; those that go left, the leftmost first.
fn by_ends(nets: &[Net]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..nets.len()).collect();
    order.sort_by_key(|&n| {
        let net = &nets[n];
        let (top, bottom) = (net.tops.first().copied().unwrap_or(0), net.bottoms.first().copied().unwrap_or(0));
        if bottom > top { (0, -top, n) } else { (1, top, n) }
    });
    order
}

/// The order in which the fewest links cross, and none runs on another.
fn compared(nets: &[Net]) -> Vec<usize> {
    let n = nets.len();
    let inside = |x: &i64, net: &Net| *x > net.low && *x < net.high;
    // The price of setting one above another.
    let price = |upper: &Net, lower: &Net| {
        let crossed = upper.bottoms.iter().filter(|x| inside(x, lower)).count()
            + lower.tops.iter().filter(|x| inside(x, upper)).count();
        let overlaid = upper.bottoms.iter().any(|x| lower.tops.iter().any(|y| (x - y).abs() < 5));
        crossed as i64 + if overlaid { 1000 } else { 0 }
    };
    // By net: the others that had better be below or above it, and how much that saves.
    let mut below: Vec<Vec<(usize, i64)>> = vec![Vec::new(); n];
    let mut burden = vec![0_i64; n];
    let mut score = vec![0_i64; n];
    for i in 0..n {
        for j in 0..i {
            if nets[i].low > nets[j].high + 4 || nets[j].low > nets[i].high + 4 {
                continue;
            }
            let gain = price(&nets[i], &nets[j]) - price(&nets[j], &nets[i]);
            let (upper, lower, gain) = if gain > 0 { (j, i, gain) } else { (i, j, -gain) };
            if gain > 0 {
                below[upper].push((lower, gain));
                burden[lower] += gain;
                score[upper] += gain;
            }
        }
    }
    // Greedy: again and again the one that least wants another of the rest above it.
    let mut done = vec![false; n];
    let mut order = Vec::with_capacity(n);
    for _ in 0..n {
        let next = (0..n).filter(|&i| !done[i]).min_by_key(|&i| (burden[i], -score[i], nets[i].low));
        let Some(next) = next else { break };
        done[next] = true;
        order.push(next);
        for &(lower, gain) in &below[next] {
            burden[lower] -= gain;
        }
    }
    order
}

/// The links that run beside everything: member and member, and the place across the flow.
fn lanes(level: &Level) -> Vec<(usize, i64)> {
    let right = level.layers.iter().flatten().map(|&i| level.items[i].at + level.items[i].after).max().unwrap_or(0);
    let lanes = level.links.iter().enumerate().filter(|(_, l)| l.lane);
    lanes.enumerate().map(|(k, (l, _))| (l, right + 20 + 6 * (k as i64 % 400))).collect()
}

/// Turns the level onto the page: boxes, corners, ports, size.
fn turn(graph: &SizedGraph, level: &mut Level, depth: i64, lanes: Vec<(usize, i64)>) {
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

/// How far the loops of a member stand out: the wires around one another, then the labels one after the other.
pub(super) fn loop_room(graph: &SizedGraph, edges: &[usize], flat: bool) -> i64 {
    let labels = edges.iter().filter_map(|&e| graph.edges.get(e)?.label);
    let labels: i64 = labels.map(|(w, h)| if flat { h } else { w } + LOOP_GAP).sum();
    LOOP + LOOP_STEP * edges.len() as i64 + labels
}

/// Loops stand beside their member, after it across the flow.
fn loops(graph: &SizedGraph, level: &Level, flat: bool) -> Vec<(Vec<Point>, Option<Rect>)> {
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

/// Leads ports around the corner, where the level above flows across this one.
fn lift_ports(level: &mut Level) {
    for own in [side::start(level.direction), side::end(level.direction)] {
        let mut turned: Vec<usize> = (0..level.crossings.len())
            .filter(|&c| {
                let crossing = &level.crossings[c];
                let at = if crossing.at_start { side::start(level.direction) } else { side::end(level.direction) };
                at == own && crossing.side != own
            })
            .collect();
        if turned.is_empty() {
            continue;
        }
        let far = matches!(level.crossings[turned[0]].side, Side::Bottom | Side::Right);
        let flat = matches!(own, Side::Left | Side::Right);
        turned.sort_by(|&a, &b| {
            let v = |c: usize| level.ports.get(c).map_or(0.0, |p| if flat { p.y } else { p.x });
            if far { v(b).total_cmp(&v(a)) } else { v(a).total_cmp(&v(b)) }
        });
        let margin = TRACK * turned.len() as i64;
        // The nearest to its goal takes the row nearest to the content.
        if own == Side::Left || own == Side::Top {
            shift(level, if own == Side::Left { margin } else { 0 }, if own == Side::Top { margin } else { 0 });
        }
        if flat {
            level.width += margin + margin % 2
        } else {
            level.height += margin + margin % 2
        }
        let (w, h) = (level.width as f64, level.height as f64);
        let mut corners: Vec<Option<(Point, Point)>> = vec![None; level.items.len()];
        // A port that stays on this side goes on to the border that has moved away.
        for c in 0..level.crossings.len() {
            let crossing = &level.crossings[c];
            let at = if crossing.at_start { side::start(level.direction) } else { side::end(level.direction) };
            if at != own || crossing.side != own {
                continue;
            }
            let Some(port) = level.ports.get_mut(c) else { continue };
            let old = *port;
            match own {
                Side::Left => port.x = 0.0,
                Side::Right => port.x = w,
                Side::Top => port.y = 0.0,
                Side::Bottom => port.y = h,
            }
            corners[crossing.item] = Some((*port, old));
        }
        for (k, &c) in turned.iter().enumerate() {
            let Some(old) = level.ports.get(c).copied() else { continue };
            let row = (TRACK * (k as i64 + 1)) as f64;
            let inner = margin as f64;
            let corner = match own {
                Side::Left => Point { x: inner - row + 4.0, y: old.y },
                Side::Right => Point { x: w - inner + row - 4.0, y: old.y },
                Side::Top => Point { x: old.x, y: inner - row + 4.0 },
                Side::Bottom => Point { x: old.x, y: h - inner + row - 4.0 },
            };
            let port = match level.crossings[c].side {
                Side::Top => Point { x: corner.x, y: 0.0 },
                Side::Bottom => Point { x: corner.x, y: h },
                Side::Left => Point { x: 0.0, y: corner.y },
                Side::Right => Point { x: w, y: corner.y },
            };
            level.ports[c] = port;
            corners[level.crossings[c].item] = Some((port, corner));
        }
        for link in level.links.iter_mut().filter(|l| !l.points.is_empty()) {
            if let Some((port, corner)) = corners[link.a] {
                link.points.splice(0..1, [port, corner]);
            }
            if let Some((port, corner)) = corners[link.b] {
                link.points.pop();
                link.points.extend([corner, port]);
            }
        }
    }
}

/// Moves everything in a level.
fn shift(level: &mut Level, dx: i64, dy: i64) {
    let all = level.links.iter_mut().map(|l| &mut l.points).chain(level.loop_routes.iter_mut().map(|l| &mut l.0));
    for point in all.flatten().chain(level.ports.iter_mut()) {
        point.x += dx as f64;
        point.y += dy as f64;
    }
    for rect in level
        .boxes
        .iter_mut()
        .chain([&mut level.title])
        .chain(level.loop_routes.iter_mut().filter_map(|l| l.1.as_mut()))
    {
        *rect = rect.moved(dx, dy);
    }
}
