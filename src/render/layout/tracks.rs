//! Tracks: in the space between two layers every link that changes over has one of its own, in the order in which the fewest
//! links cross.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};

use super::level::{Kind, Level};
use super::lists::Lists;
use super::ports::BUS;

/// Space between tracks.
pub(super) const TRACK: i64 = 12;
/// From how many crossing links on the order of tracks is that of their ends, without a comparison of each with each.
const MANY: usize = 220;

/// One, as nearly always, or more.
pub(super) enum Few<T> {
    One(T),
    More(Vec<T>),
}

impl<T: Copy> Few<T> {
    fn push(&mut self, value: T) {
        match self {
            Self::One(first) => *self = Self::More(vec![*first, value]),
            Self::More(all) => all.push(value),
        }
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::One(only) => std::slice::from_ref(only),
            Self::More(all) => all,
        }
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match self {
            Self::One(only) => std::slice::from_mut(only),
            Self::More(all) => all,
        }
    }
}

/// Links that share a track.
pub(super) struct Net {
    tops: Few<i64>,
    bottoms: Few<i64>,
    low: i64,
    high: i64,
    pub(super) segs: Few<usize>,
    pub(super) track: usize,
}

/// The links that change over between a layer and the next.
pub(super) fn nets(level: &Level, r: usize) -> Vec<Net> {
    let mut nets: Vec<Net> = Vec::with_capacity(level.layers[r].len());
    // Links into one point share their track as well.
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for &i in &level.layers[r] {
        let shared = level.down[i].len() >= BUS && matches!(level.items[i].kind, Kind::Node(_));
        let moved = |&s: &usize| {
            let seg = &level.segs[s];
            seg.from != seg.to && !level.links[seg.link].invisible
        };
        let mut own: Option<usize> = None;
        let mut moves = level.down[i].iter().copied().filter(moved).peekable();
        while let Some(s) = moves.next() {
            let seg = &level.segs[s];
            if let Some(net) = own {
                nets[net].bottoms.push(seg.to);
                nets[net].segs.push(s);
                continue;
            }
            let joined = shared && moves.peek().is_some();
            let target = seg.b;
            if !joined && level.up[target].len() >= BUS && matches!(level.items[target].kind, Kind::Node(_)) {
                match into.entry(target) {
                    Entry::Occupied(net) => {
                        let net = &mut nets[*net.get()];
                        net.tops.push(seg.from);
                        net.segs.push(s);
                        continue;
                    }
                    Entry::Vacant(free) => free.insert(nets.len()),
                };
            }
            own = joined.then_some(nets.len());
            let (tops, bottoms) = (Few::One(seg.from), Few::One(seg.to));
            nets.push(Net { tops, bottoms, low: 0, high: 0, segs: Few::One(s), track: 0 });
        }
    }
    for net in &mut nets {
        net.low = net.tops.iter().chain(net.bottoms.iter()).copied().min().unwrap_or(0);
        net.high = net.tops.iter().chain(net.bottoms.iter()).copied().max().unwrap_or(0);
        net.tops.sort_unstable();
        net.bottoms.sort_unstable();
    }
    nets
}

/// By track, where the nets on it run; empty from one space between layers to the next, and kept for its memory.
pub(super) type Rows = Vec<Vec<(i64, i64)>>;

/// Assigns tracks. Returns how many there are.
pub(super) fn assign(nets: &mut [Net], rows: &mut Rows) -> usize {
    let order = if nets.len() <= MANY { compared(nets) } else { by_ends(nets) };
    rows.iter_mut().for_each(Vec::clear);
    let mut tracks = 0;
    // The order is kept by all that overlap.
    for n in order {
        let (low, high) = (nets[n].low - TRACK, nets[n].high + TRACK);
        let taken = |row: &Vec<(i64, i64)>| row.iter().any(|&(l, h)| l < high && low < h);
        let free = rows.iter().take(tracks).rposition(taken).map_or(0, |t| t + 1);
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
    // Those that had better be above others, which those are, and how much that saves.
    let mut gains: Vec<(usize, (usize, i64))> = Vec::new();
    let mut burden = vec![0_i64; n];
    let mut score = vec![0_i64; n];
    let mut by_low: Vec<usize> = (0..n).collect();
    by_low.sort_unstable_by_key(|&i| (nets[i].low, i));
    for (k, &i) in by_low.iter().enumerate() {
        // Only what overlaps has a say in which is above.
        for &j in by_low[k + 1..].iter().take_while(|&&j| nets[j].low <= nets[i].high + 4) {
            let gain = price(&nets[i], &nets[j]) - price(&nets[j], &nets[i]);
            let (upper, lower, gain) = if gain > 0 { (j, i, gain) } else { (i, j, -gain) };
            if gain > 0 {
                gains.push((upper, (lower, gain)));
                burden[lower] += gain;
                score[upper] += gain;
            }
        }
    }
    let below = Lists::sorted(n, gains.iter().copied());
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
