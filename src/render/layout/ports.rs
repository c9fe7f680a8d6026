//! Where each link touches the sides of its members: apart from the others there, and straight where both sides allow it.

use std::ops::Range;

use super::level::{Kind, Level};
use super::spread::in_order;
use super::tree::Tree;
use super::{SizedGraph, side};

/// The space between two links at a side, where there is room.
pub(super) const SPACING: i64 = 16;
/// From how many links on they share one point of the side, and fan out from a common track.
pub(super) const BUS: usize = 16;
/// The least space between two links at a border.
const TIGHT: i64 = 8;

/// Takes over the ports of nested containers: where a link ends there, relative to the member.
pub(super) fn fix_inner(tree: &mut Tree, at: usize) {
    let flat = side::horizontal(tree.levels[at].direction);
    let level = &tree.levels[at];
    let offset = |item: usize, port: Option<usize>| {
        let (Kind::Group(g), Some(port)) = (level.items[item].kind, port) else { return 0 };
        let point = tree.levels[tree.slot[g]].ports.get(port);
        let across = point.map_or(0.0, |p| if flat { p.y } else { p.x });
        across as i64 - level.items[item].before
    };
    let segs: Vec<(i64, i64)> = level.segs.iter().map(|s| (offset(s.a, s.a_port), offset(s.b, s.b_port))).collect();
    let lanes: Vec<(i64, i64)> = level.links.iter().map(|l| (offset(l.a, l.a_port), offset(l.b, l.b_port))).collect();
    let level = &mut tree.levels[at];
    for (seg, ends) in level.segs.iter_mut().zip(segs) {
        (seg.from, seg.to) = ends;
    }
    for (link, ends) in level.links.iter_mut().zip(lanes) {
        link.lane_ends = ends;
    }
}

/// Sets how far ports are from one another: no farther than links are at the node that they lead to, so that they can run straight,
/// but as far as the labels on their lines need.
pub(super) fn pitch(graph: &SizedGraph, level: &mut Level) {
    let flat = side::horizontal(level.direction);
    for crossing in &level.crossings {
        let label = graph.edges.get(crossing.edge).filter(|e| !e.invisible).and_then(|e| e.label);
        level.items[crossing.item].label = label.map_or(0, |(w, h)| if flat { h } else { w } / 2);
    }
    // By member: the links to the borders where the flow begins and where it ends.
    let mut outward = vec![[0_usize; 2]; level.items.len()];
    let ends = |level: &Level, l: usize| {
        let (a, b) = (level.links[l].a, level.links[l].b);
        if level.items[a].kind == Kind::Port { (a, b, false) } else { (b, a, true) }
    };
    for l in 0..level.links.len() {
        let (port, inner, lower) = ends(level, l);
        outward[inner][usize::from(lower)] += usize::from(level.items[port].kind == Kind::Port);
    }
    for l in 0..level.links.len() {
        let (port, inner, lower) = ends(level, l);
        if level.items[port].kind != Kind::Port {
            continue;
        }
        if outward[inner][usize::from(lower)] > 1 {
            // They come together within, and part for their labels without.
            level.items[port].label = 0;
        }
        let Kind::Node(n) = level.items[inner].kind else { continue };
        let Some(node) = graph.nodes.get(n) else { continue };
        let room = if flat { node.h - 2 * node.margin_y } else { node.w - 2 * node.margin_x };
        let links = if lower { level.down[inner].len() } else { level.up[inner].len() };
        level.items[port].pitch = spacing(links, room);
    }
}

/// The space between links on a side.
fn spacing(links: usize, room: i64) -> i64 {
    let gaps = links.saturating_sub(1) as i64;
    if links >= BUS || gaps == 0 { SPACING } else { SPACING.min(room.max(0) / gaps).max(TIGHT) }
}

/// One side of one member.
struct Face {
    /// Its segments, in the list of all.
    segs: Range<usize>,
    low: i64,
    high: i64,
    fixed: bool,
    spacing: i64,
}

/// Chooses the ends of all segments; from here on they are positions, no longer relative.
pub(super) fn choose(graph: &SizedGraph, level: &mut Level) {
    let mut faces = Vec::with_capacity(2 * level.items.len());
    let mut order = Vec::with_capacity(2 * level.segs.len());
    // By segment: the faces that it leaves and reaches, and its even share there.
    let mut ends: Vec<[(usize, i64); 2]> = vec![[(0, 0); 2]; level.segs.len()];
    for i in 0..level.items.len() {
        for lower in [false, true] {
            let face = face(graph, level, i, lower, &mut order);
            for (k, &s) in order[face.segs.clone()].iter().enumerate() {
                let middle = (face.low + face.high) / 2;
                let share = if face.fixed {
                    let seg = &level.segs[s];
                    level.items[i].at + if lower { seg.from } else { seg.to }
                } else {
                    middle + (2 * k as i64 - (face.segs.len() as i64 - 1)) * face.spacing / 2
                };
                ends[s][usize::from(!lower)] = (faces.len(), share);
            }
            faces.push(face);
        }
    }
    for (s, seg) in level.segs.iter_mut().enumerate() {
        (seg.from, seg.to) = (ends[s][0].1, ends[s][1].1);
    }
    let (mut wanted, mut blocks) = (Vec::new(), Vec::new());
    let mut wish: Vec<Option<i64>> = vec![None; level.segs.len()];
    for round in 0..3 {
        for (s, seg) in level.segs.iter().enumerate() {
            let [(f, share_f), (t, share_t)] = ends[s];
            let (top, bottom) = (&faces[f], &faces[t]);
            let range = |face: &Face, share: i64| if face.fixed { (share, share) } else { (face.low, face.high) };
            let (a, b) = (range(top, share_f), range(bottom, share_t));
            let both = (a.0.max(b.0), a.1.min(b.1));
            wish[s] = (both.0 <= both.1).then(|| {
                let (from, to) = if round == 0 { (share_f, share_t) } else { (seg.from, seg.to) };
                let want = match top.segs.len().cmp(&bottom.segs.len()) {
                    std::cmp::Ordering::Greater => from,
                    std::cmp::Ordering::Less => to,
                    std::cmp::Ordering::Equal => (from + to) / 2,
                };
                want.clamp(both.0, both.1)
            });
        }
        for (f, face) in faces.iter().enumerate() {
            let segs = &order[face.segs.clone()];
            if face.fixed || segs.is_empty() || segs.len() >= BUS {
                continue;
            }
            let share = |s: usize| if ends[s][0].0 == f { ends[s][0].1 } else { ends[s][1].1 };
            if let &[s] = segs {
                let x = wish[s].unwrap_or(share(s)).clamp(face.low, face.high);
                let seg = &mut level.segs[s];
                *(if ends[s][0].0 == f { &mut seg.from } else { &mut seg.to }) = x;
                continue;
            }
            // The others stand beside the straight ones, evenly.
            let (mut shift, mut count) = (0, 0);
            for &s in segs {
                if let Some(x) = wish[s] {
                    shift += x - share(s);
                    count += 1;
                }
            }
            let shift = shift / count.max(1);
            wanted.clear();
            wanted
                .extend(segs.iter().map(|&s| wish[s].map_or(((share(s) + shift) as f64, 1.0), |x| (x as f64, 4096.0))));
            let width = face.spacing * (segs.len() as i64 - 1);
            let offset = |k: usize| face.spacing * k as i64;
            in_order(
                &wanted,
                |k| offset(k) as f64,
                &mut blocks,
                |k, x| {
                    let x = (x + 0.5).floor() as i64 - offset(k);
                    let x = x.clamp(face.low, (face.high - width).max(face.low)) + offset(k);
                    let seg = &mut level.segs[segs[k]];
                    *(if ends[segs[k]][0].0 == f { &mut seg.from } else { &mut seg.to }) = x;
                },
            );
        }
    }
}

fn face(graph: &SizedGraph, level: &Level, i: usize, lower: bool, order: &mut Vec<usize>) -> Face {
    let item = &level.items[i];
    let begin = order.len();
    order.extend(if lower { &level.down[i] } else { &level.up[i] });
    let flat = side::horizontal(level.direction);
    let (low, high, fixed) = match item.kind {
        Kind::Node(n) => {
            let margin = graph.nodes.get(n).map_or(0, |n| if flat { n.margin_y } else { n.margin_x });
            let (low, high) = (item.at - item.before + margin, item.at + item.after - item.beyond - margin);
            if low <= high { (low, high, false) } else { (item.at, item.at, false) }
        }
        Kind::Group(_) => (item.at - item.before, item.at + item.after, true),
        _ => (item.at, item.at, true),
    };
    let key = |s: usize| {
        let seg = &level.segs[s];
        // Before ends are chosen, those at containers are relative and all others zero.
        let other = if lower { level.items[seg.b].at + seg.to } else { level.items[seg.a].at + seg.from };
        (other, seg.link)
    };
    let segs = begin..order.len();
    order[begin..].sort_by_key(|&s| key(s));
    let gaps = segs.len().saturating_sub(1) as i64;
    let spacing = if gaps == 0 || segs.len() >= BUS { 0 } else { SPACING.min((high - low) / gaps) };
    Face { segs, low, high, fixed, spacing }
}
