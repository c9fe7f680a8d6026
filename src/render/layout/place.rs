//! Positions across the flow: every member as near to its neighbors as its layer lets it, long links straight.

use super::border::stretch;
use super::level::{Kind, Level};
use super::spread::spread;
use super::straight::{self, touch};
use super::tree::Tree;
use super::{SizedGraph, loops, ports, route, side};

/// Space between the boxes of a layer, across a vertical and a horizontal flow.
const APART: (i64, i64) = (36, 26);
/// By how much containers side by side are made equal.
const NEARLY: i64 = 100;
/// Space beside a link.
const BESIDE: i64 = 14;
/// Space between two links.
const BETWEEN: i64 = 16;
/// Places a level whose nested containers have been placed, and routes its links.
pub(super) fn place(graph: &SizedGraph, tree: &mut Tree, at: usize) {
    size(graph, tree, at);
    even_out(tree, at);
    ports::fix_inner(tree, at);
    let Some(level) = tree.levels.get_mut(at) else { return };
    ports::pitch(graph, level);
    spread(level);
    straight::straighten(graph, level);
    settle_title(level);
    center(graph, level);
    ports::choose(graph, level);
    route::route(graph, tree, at);
}

fn size(graph: &SizedGraph, tree: &mut Tree, at: usize) {
    let flat = side::horizontal(tree.levels[at].direction);
    let mut own: Vec<Vec<usize>> = vec![Vec::new(); tree.levels[at].items.len()];
    for &(item, edge) in &tree.levels[at].loops {
        own[item].push(edge);
    }
    for (i, edges) in own.iter().enumerate() {
        let (w, h) = match tree.levels[at].items[i].kind {
            Kind::Node(n) => graph.nodes.get(n).map_or((0, 0), |n| (n.w, n.h)),
            Kind::Group(g) => (tree.levels[tree.slot[g]].width, tree.levels[tree.slot[g]].height),
            Kind::Title => {
                let group = tree.levels[at].group.and_then(|g| graph.groups.get(g));
                group.map_or((0, 0), |g| (g.title_w + g.title_w % 2, g.title_h))
            }
            _ => continue,
        };
        let item = &mut tree.levels[at].items[i];
        let (across, deep) = if flat { (h, w) } else { (w, h) };
        let looped = if edges.is_empty() { 0 } else { loops::room(graph, edges, flat) };
        let labels = edges.iter().filter_map(|&e| graph.edges.get(e)?.label);
        let labels = labels.map(|(w, h)| if flat { w } else { h }).max().unwrap_or(0);
        (item.before, item.after) = (across / 2, across - across / 2 + looped);
        item.beyond = looped;
        item.inset = (labels - deep + 1).max(0) / 2;
        item.deep = deep + 2 * item.inset;
    }
}

/// Makes containers that stand side by side equally deep, where they nearly are.
fn even_out(tree: &mut Tree, at: usize) {
    let flat = side::horizontal(tree.levels[at].direction);
    for layer in tree.levels[at].layers.clone() {
        let level = &tree.levels[at];
        let groups: Vec<(usize, usize)> = layer
            .into_iter()
            .filter_map(|i| match level.items[i].kind {
                Kind::Group(g) if level.items[i].inset == 0 => Some((i, tree.slot[g])),
                _ => None,
            })
            .collect();
        let deepest = groups.iter().map(|&(i, _)| level.items[i].deep).max().unwrap_or(0);
        for (i, child) in groups {
            let missing = deepest - tree.levels[at].items[i].deep;
            if (1..=NEARLY).contains(&missing) {
                stretch(&mut tree.levels[child], flat, missing);
                tree.levels[at].items[i].deep = deepest;
            }
        }
    }
}

/// The least distance between the positions of two neighbors of a layer.
pub(super) fn distance(level: &Level, left: usize, right: usize) -> i64 {
    let (l, r) = (&level.items[left], &level.items[right]);
    let flat = side::horizontal(level.direction);
    let gap = match (l.slim(), r.slim()) {
        (true, true) if l.kind == Kind::Port && r.kind == Kind::Port => {
            let labels = match (l.label > 0, r.label > 0) {
                (false, false) => 0,
                (true, true) => l.label + labelled(flat) + r.label,
                _ => l.label + BESIDE + r.label,
            };
            l.pitch.max(r.pitch).max(labels)
        }
        (true, true) => BETWEEN,
        (true, false) | (false, true) => BESIDE,
        _ if matches!(l.kind, Kind::Label(_)) && matches!(r.kind, Kind::Label(_)) => labelled(flat),
        _ if matches!(l.kind, Kind::Label(_)) || matches!(r.kind, Kind::Label(_)) => 16,
        _ if flat => APART.1,
        _ => APART.0,
    };
    l.after + gap + r.before
}

/// Space between two labels.
const fn labelled(flat: bool) -> i64 {
    if flat { 8 } else { 16 }
}

/// Sets the title at the left edge of what it names, or, where it is wider and nothing crosses the border, over the middle.
fn settle_title(level: &mut Level) {
    let Some(title) = (0..level.items.len()).find(|&i| level.items[i].kind == Kind::Title) else { return };
    let others = level.layers.iter().flatten().filter(|&&i| i != title).map(|&i| &level.items[i]);
    let low = others.clone().map(|i| i.at - i.before).min();
    let high = others.map(|i| i.at + i.after).max();
    let (Some(low), Some(high)) = (low, high) else { return };
    let half = level.items[title].before;
    let alone = level.layers.get(level.items[title].rank).is_none_or(|l| l.len() == 1);
    let current = level.items[title].at;
    level.items[title].at = if alone && high - low < 2 * half {
        low + (high - low) / 2
    } else if alone {
        low + half
    } else {
        current.min(low + half)
    };
}

/// How far what stands under a wide title may be from the middle for links that run straight beside the title.
const OFF: i64 = 80;

/// Sets what is narrower than its title and the links beside it under the middle of both, and what is wider under them.
fn center(graph: &SizedGraph, level: &mut Level) {
    let Some(title) = (0..level.items.len()).find(|&i| level.items[i].kind == Kind::Title) else { return };
    let top = level.items[title].rank;
    let range = |level: &Level, inside: bool| {
        let items = || level.layers.iter().enumerate().filter(|(r, _)| (*r == top) != inside).flat_map(|(_, l)| l);
        let low = items().map(|&i| level.items[i].at - level.items[i].before).min()?;
        Some((low, items().map(|&i| level.items[i].at + level.items[i].after).max()?))
    };
    let (Some(head), Some(body)) = (range(level, false), range(level, true)) else { return };
    let wider = head.1 - head.0 >= body.1 - body.0;
    if level.layers.get(top).is_none_or(|l| l.len() < 2) || (!wider && body.0 <= head.0) {
        return;
    }
    let wanted = if wider { (head.0 + head.1 - body.0 - body.1) / 2 } else { head.0 - body.0 };
    // By how much the links from the border allow it.
    let mut free = (i64::MIN, i64::MAX);
    let mut links = 0;
    for seg in level.segs.iter().filter(|s| (level.items[s.a].rank == top) != (level.items[s.b].rank == top)) {
        let (port, inner) = if level.items[seg.a].rank == top { (seg.a, seg.b) } else { (seg.b, seg.a) };
        let own = if level.items[seg.a].rank == top { &level.up[inner] } else { &level.down[inner] };
        links += 1;
        for &s in own {
            // Near a corner a link looks wrong.
            let window = touch(graph, level, inner, s);
            let window = (window.0 * 2 / 3, window.1 * 2 / 3);
            let gap = level.items[port].at - level.items[inner].at;
            free = (free.0.max(gap - window.1), free.1.min(gap - window.0));
        }
    }
    let straight = if free.0 <= free.1 { wanted.clamp(free.0, free.1) } else { 0 };
    // One link to one box may go around the title.
    let sole = wider && links == 1 && level.items.iter().filter(|i| i.boxed()).count() == 1;
    let moved = if sole && (wanted - straight).abs() > OFF { wanted } else { straight };
    for i in level.layers.iter().enumerate().filter(|(r, _)| *r != top).flat_map(|(_, l)| l) {
        level.items[*i].at += moved;
    }
}
