//! Tracks: in the space between two layers every link that changes over has one of its own, in the order in which the fewest
//! links cross.

use std::collections::BTreeSet;

use super::level::{Kind, Level};
use super::ports::BUS;

/// Space between tracks.
pub(super) const TRACK: i64 = 10;
/// From how many crossing links on the order of tracks is that of their ends, without a comparison of each with each.
const MANY: usize = 220;

/// Links that share a track.
pub(super) struct Net {
    tops: Vec<i64>,
    bottoms: Vec<i64>,
    low: i64,
    high: i64,
    pub(super) segs: Vec<usize>,
    pub(super) track: usize,
}

/// The links that change over between a layer and the next.
pub(super) fn nets(level: &Level, r: usize) -> Vec<Net> {
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
pub(super) fn assign(nets: &mut [Net]) -> usize {
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
    let key = |burden: &[i64], i: usize| (burden[i], -score[i], nets[i].low, i);
    let mut rest: BTreeSet<(i64, i64, i64, usize)> = (0..n).map(|i| key(&burden, i)).collect();
    let mut order = Vec::with_capacity(n);
    while let Some((.., next)) = rest.pop_first() {
        order.push(next);
        for &(lower, gain) in &below[next] {
            let held = rest.remove(&key(&burden, lower));
            burden[lower] -= gain;
            if held {
                rest.insert(key(&burden, lower));
            }
        }
    }
    order
}
