//! The layer of every member: cycles are broken, then the links are kept short.

use std::collections::BTreeMap;

use super::level::{Kind, Level, Link};
use super::lists::Lists;
use super::simplex::{self, Span};
use super::{SizedGraph, side};

/// How wide a layer may become, and how tall where the flow is horizontal, before its leaves are set in several.
const WIDE: i64 = 1300;
const TALL: i64 = 1600;
/// In how many at most.
const ROWS: i64 = 3;
/// How wide a row of members without links may become before the next row begins.
const ROW: i64 = 720;
/// The same for a column.
const COLUMN: i64 = 420;

/// Ranks a level. In a container the first and the last layer are those of the ports.
pub(super) fn rank(graph: &SizedGraph, level: &mut Level) {
    break_cycles(level);
    let unit = if level.links.iter().any(|l| l.label) { 2 } else { 1 };
    let n = level.items.len();
    let port = |level: &Level, item: usize| level.items[item].kind == Kind::Port;
    let inner = level.links.iter().filter(|l| !port(level, l.a) && !port(level, l.b));
    let length = |l: &Link| (l.length * unit) as i64;
    let outs = Lists::sorted(n, inner.clone().map(|l| (l.a, (l.b, length(l)))));
    let ins = Lists::sorted(n, inner.map(|l| (l.b, (l.a, length(l)))));
    let base = i64::from(level.group.is_some());
    let order = sorted(&outs, &ins);
    let (start, end) = (n, n + 1);
    let mut spans = Vec::with_capacity(level.links.len());
    let mut ports = [false; 2];
    // A labeled link to a port needs a layer between them for its label.
    let mut floor = vec![base; n];
    let mut ceiling = vec![0_i64; n];
    for link in &level.links {
        let extra = i64::from(link.label);
        let (from, to, length) = if port(level, link.a) {
            ports[0] = true;
            floor[link.b] = floor[link.b].max(base + extra);
            (start, link.b, base + extra)
        } else if port(level, link.b) {
            ports[1] = true;
            ceiling[link.a] = ceiling[link.a].max(extra);
            (link.a, end, 1 + extra)
        } else {
            (link.a, link.b, (link.length * unit) as i64)
        };
        spans.push(Span { from, to, length, weight: 1 });
    }
    let mut ranks = floor.clone();
    for &i in &order {
        for &(j, length) in &outs[i] {
            ranks[j] = ranks[j].max(ranks[i] + length);
        }
    }
    // Most that has more links out than in is better off lower; what is left is little.
    for &i in order.iter().rev().filter(|&&i| outs[i].len() > ins[i].len()) {
        if let Some(lowest) = outs[i].iter().map(|&(j, length)| ranks[j] - length).min() {
            ranks[i] = ranks[i].max(lowest);
        }
    }
    let boxed: Vec<usize> = (0..n).filter(|&i| level.items[i].boxed()).collect();
    let last = |ranks: &[i64]| boxed.iter().map(|&i| ranks[i] + ceiling[i]).max().unwrap_or(base);
    // The ports stand before and after everything.
    for &i in &boxed {
        if ports[0] && ins[i].is_empty() {
            spans.push(Span { from: start, to: i, length: base, weight: 0 });
        }
        if ports[1] && outs[i].is_empty() {
            spans.push(Span { from: i, to: end, length: 1, weight: 0 });
        }
    }
    let after = last(&ranks) + 1;
    ranks.extend([0, after]);
    simplex::shorten(&spans, &mut ranks);
    ranks.truncate(n);
    let mut ported = vec![false; n];
    for span in &spans {
        for end in [span.from, span.to].into_iter().filter(|&i| i < n) {
            ported[end] |= span.weight > 0 && span.from.max(span.to) >= n;
        }
    }
    settle(&boxed, &outs, &ins, &floor, &ported, &mut ranks);
    let last = last(&ranks);
    let last = last.max(fold(graph, level, &outs, &ins, &mut ranks, unit as i64));
    let last = spread_loners(graph, level, &outs, &ins, &mut ranks, last, unit as i64);
    let titled = title_rank(level, last);
    for (item, rank) in level.items.iter_mut().zip(ranks) {
        item.rank = match item.kind {
            Kind::Port => 0,
            Kind::Title => titled,
            _ => rank.max(0) as usize,
        };
    }
    for crossing in &level.crossings {
        level.items[crossing.item].rank = if crossing.at_start { 0 } else { (last + 1).max(0) as usize };
    }
    let count = last + if level.group.is_some() { 2 } else { 1 };
    level.layers = vec![Vec::new(); count.max(1) as usize];
}

/// The title is at the top of the page, wherever the flow goes. Beside a horizontal flow it is no member of a layer.
fn title_rank(level: &Level, last: i64) -> usize {
    if side::end(level.direction) == side::Side::Top { (last + 1).max(0) as usize } else { 0 }
}

/// Reverses the links that close a circle, as a search in the author's order meets them.
fn break_cycles(level: &mut Level) {
    let n = level.items.len();
    let outs = Lists::sorted(n, level.links.iter().enumerate().map(|(l, link)| (link.a, l)));
    let mut entered = vec![false; n];
    for link in &level.links {
        entered[link.b] = true;
    }
    // 0 unseen, 1 on the path, 2 done.
    let mut state = vec![0_u8; n];
    let mut back = Vec::new();
    let roots = (0..n).filter(|&i| !entered[i]).chain((0..n).filter(|&i| entered[i]));
    for root in roots {
        if state[root] != 0 {
            continue;
        }
        let mut path = vec![(root, 0)];
        state[root] = 1;
        while let Some((i, next)) = path.last_mut() {
            if let Some(&l) = outs[*i].get(*next) {
                *next += 1;
                let to = level.links[l].b;
                match state[to] {
                    0 => {
                        state[to] = 1;
                        path.push((to, 0));
                    }
                    1 => back.push(l),
                    _ => {}
                }
            } else {
                state[*i] = 2;
                path.pop();
            }
        }
    }
    for l in back {
        let link = &mut level.links[l];
        std::mem::swap(&mut link.a, &mut link.b);
        link.flipped = !link.flipped;
    }
}

/// A topological order.
fn sorted(outs: &Lists<(usize, i64)>, ins: &Lists<(usize, i64)>) -> Vec<usize> {
    let mut open: Vec<usize> = ins.iter().map(<[_]>::len).collect();
    let mut order: Vec<usize> = (0..open.len()).filter(|&i| open[i] == 0).collect();
    let mut at = 0;
    while let Some(&i) = order.get(at) {
        at += 1;
        for &(j, _) in &outs[i] {
            open[j] -= 1;
            if open[j] == 0 {
                order.push(j);
            }
        }
    }
    order
}

/// Lets every part that hangs together begin at the first rank; those that hang on ports together.
fn settle(
    boxed: &[usize],
    outs: &Lists<(usize, i64)>,
    ins: &Lists<(usize, i64)>,
    floor: &[i64],
    ported: &[bool],
    ranks: &mut [i64],
) {
    let mut seen = vec![false; ranks.len()];
    let starts = boxed.iter().copied().filter(|&i| ported[i]).collect();
    for starts in std::iter::once(starts).chain(boxed.iter().map(|&i| vec![i])) {
        let mut part: Vec<usize> = starts;
        part.retain(|&i| !std::mem::replace(&mut seen[i], true));
        let mut at = 0;
        while let Some(&i) = part.get(at) {
            at += 1;
            for &(j, _) in outs[i].iter().chain(&ins[i]) {
                if !std::mem::replace(&mut seen[j], true) {
                    part.push(j);
                }
            }
        }
        let shift = part.iter().map(|&i| floor[i] - ranks[i]).max().unwrap_or(0);
        for i in part {
            ranks[i] += shift;
        }
    }
}

/// Sets the leaves of a layer that is too wide in two or more layers, every other one lower. Returns their last rank.
fn fold(
    graph: &SizedGraph,
    level: &Level,
    outs: &Lists<(usize, i64)>,
    ins: &Lists<(usize, i64)>,
    ranks: &mut [i64],
    unit: i64,
) -> i64 {
    let flat = side::horizontal(level.direction);
    let limit = if flat { TALL } else { WIDE };
    let extent = |i: usize| match level.items[i].kind {
        Kind::Node(n) => graph.nodes.get(n).map_or(0, |n| if flat { n.h + 26 } else { n.w + 36 }),
        Kind::Group(g) => graph.groups.get(g).map_or(0, |g| if flat { 160 } else { g.title_w.max(200) }),
        _ => 0,
    };
    let mut ported = vec![false; level.items.len()];
    let mut labeled = vec![false; level.items.len()];
    for link in &level.links {
        for (end, other) in [(link.a, link.b), (link.b, link.a)] {
            ported[end] |= level.items[other].kind == Kind::Port || link.invisible;
            labeled[end] |= link.label;
        }
    }
    let leaf = |i: usize| {
        matches!(level.items[i].kind, Kind::Node(_)) && outs[i].is_empty() && ins[i].len() == 1 && !ported[i]
    };
    let mut widths: BTreeMap<i64, i64> = BTreeMap::new();
    for i in (0..level.items.len()).filter(|&i| level.items[i].boxed()) {
        *widths.entry(ranks[i]).or_default() += extent(i);
    }
    let mut last = 0;
    for out in outs.iter() {
        let mut leaves: Vec<usize> = out.iter().map(|o| o.0).filter(|&i| leaf(i)).collect();
        leaves.sort_unstable();
        // The few answers to a question stand side by side.
        let least = if leaves.iter().any(|&i| labeled[i]) { 7 } else { 2 };
        let Some(&first) = leaves.first().filter(|_| leaves.len() >= least) else { continue };
        let width = widths.get(&ranks[first]).copied().unwrap_or(0);
        let rows = ((width + limit - 1) / limit).clamp(1, ROWS.min(leaves.len() as i64));
        for (k, i) in leaves.into_iter().enumerate() {
            ranks[i] += unit * (k as i64 % rows);
            last = last.max(ranks[i]);
        }
    }
    last
}

/// Sets members without any link in rows. Returns the last rank.
fn spread_loners(
    graph: &SizedGraph,
    level: &Level,
    outs: &Lists<(usize, i64)>,
    ins: &Lists<(usize, i64)>,
    ranks: &mut [i64],
    last: i64,
    unit: i64,
) -> i64 {
    let mut ported = vec![false; level.items.len()];
    for link in &level.links {
        ported[link.a] = true;
        ported[link.b] = true;
    }
    let loners: Vec<usize> = (0..level.items.len())
        .filter(|&i| level.items[i].boxed() && outs[i].is_empty() && ins[i].is_empty() && !ported[i])
        .collect();
    let flat = side::horizontal(level.direction);
    let extent = |i: usize| match level.items[i].kind {
        Kind::Node(n) => graph.nodes.get(n).map_or(0, |n| if flat { n.h } else { n.w }),
        Kind::Group(g) => graph.groups.get(g).map_or(0, |g| if flat { 160 } else { g.title_w.max(200) }),
        _ => 0,
    };
    let total: i64 = loners.iter().map(|&i| extent(i) + 32).sum();
    let limit = if flat { COLUMN } else { ROW };
    let rows = ((total + limit - 1) / limit).max(1);
    // Many members make a block of about the page's shape, not a band.
    let rows = rows.min(4 + isqrt(loners.len() as i64)).max(1);
    let per_row = (loners.len() as i64 + rows - 1) / rows;
    let mut deepest = last;
    for (at, &i) in loners.iter().enumerate() {
        ranks[i] += unit * (at as i64 / per_row.max(1));
        deepest = deepest.max(ranks[i]);
    }
    deepest
}

fn isqrt(n: i64) -> i64 {
    let mut root = 0;
    while (root + 1) * (root + 1) <= n {
        root += 1;
    }
    root
}
