//! Fewer bends: long links become straight runs, boxes give way by a few px.

use super::level::{Kind, Level};
use super::place::distance;
use super::ports::SPACING;
use super::{SizedGraph, side};

/// How far a box may be moved for a straight link, and how far a container, whose ports are fixed.
const NEAR: (i64, i64) = (14, 40);
/// A box with more links than that stays.
const MOST: usize = 24;

/// Moves members a little, where that takes bends away.
pub(super) fn straighten(graph: &SizedGraph, level: &mut Level) {
    let mut place = vec![None; level.items.len()];
    for layer in &level.layers {
        let gap = |k: usize| Some((*layer.get(k + 1)?, distance(level, *layer.get(k)?, layer[k + 1])));
        let mut before: Option<(usize, i64)> = None;
        for (k, &i) in layer.iter().enumerate() {
            let after = gap(k);
            place[i] = Some((before, after));
            before = after.map(|(_, gap)| (i, gap));
        }
    }
    align(level, &place);
    let mut ranges = Vec::new();
    for _ in 0..2 {
        runs(graph, level, &place);
        for i in 0..level.items.len() {
            nudge(graph, level, &place, i, &mut ranges);
        }
    }
    runs(graph, level, &place);
}

/// A member's neighbors in its layer, and how far from them it is at least.
type Place = Option<(Option<(usize, i64)>, Option<(usize, i64)>)>;

/// How far a member can go between its neighbors.
fn free(level: &Level, place: &[Place], i: usize) -> (i64, i64) {
    let Some((before, after)) = place[i] else { return (level.items[i].at, level.items[i].at) };
    let low = before.map_or(i64::MIN / 4, |(j, gap)| level.items[j].at + gap);
    let high = after.map_or(i64::MAX / 4, |(j, gap)| level.items[j].at - gap);
    (low, high)
}

/// Sets members that follow one another, each the only one after and before the other, middle under middle.
fn align(level: &mut Level, place: &[Place]) {
    let only = |level: &Level, i: usize| match level.down[i] {
        [s] => level.segs.get(s).map(|s| s.b).filter(|&b| level.up[b].len() == 1),
        _ => None,
    };
    let fit = |level: &Level, i: usize| !matches!(level.items[i].kind, Kind::Group(_));
    let mut follows = vec![false; level.items.len()];
    for i in (0..level.items.len()).filter(|&i| fit(level, i)) {
        if let Some(b) = only(level, i).filter(|&b| fit(level, b)) {
            follows[b] = true;
        }
    }
    for (first, &follows) in follows.iter().enumerate() {
        if follows || !fit(level, first) {
            continue;
        }
        let mut chain = vec![first];
        while let Some(b) = chain.last().and_then(|&i| only(level, i)).filter(|&b| fit(level, b)) {
            chain.push(b);
        }
        let mut begin = 0;
        while begin < chain.len() {
            let (mut range, mut end, mut sum) = ((i64::MIN / 4, i64::MAX / 4), begin, 0);
            while let Some(next) = chain.get(end).and_then(|&i| narrowed(range, free(level, place, i))) {
                range = next;
                sum += level.items[chain[end]].at;
                end += 1;
            }
            if end > begin + 1 {
                let x = (sum / (end - begin) as i64).clamp(range.0, range.1);
                for &i in &chain[begin..end] {
                    level.items[i].at = x;
                }
            }
            begin = end.max(begin + 1);
        }
    }
}

/// Moves a box by a few px where more of its links are straight then.
fn nudge(graph: &SizedGraph, level: &mut Level, place: &[Place], i: usize, ranges: &mut Vec<(i64, i64)>) {
    if !level.items[i].boxed() || level.up[i].len() + level.down[i].len() > MOST {
        return;
    }
    let at = level.items[i].at;
    // By link: between which positions of this box it is straight.
    ranges.clear();
    ranges.extend(level.up[i].iter().chain(&level.down[i]).map(|&s| {
        let seg = &level.segs[s];
        let other = if seg.a == i { seg.b } else { seg.a };
        let (own, theirs) = (touch(graph, level, i, s), touch(graph, level, other, s));
        let goal = level.items[other].at;
        (goal + theirs.0 - own.1, goal + theirs.1 - own.0)
    }));
    let count = |x: i64| ranges.iter().filter(|r| r.0 <= x && x <= r.1).count();
    let (low, high) = free(level, place, i);
    let near = if matches!(level.items[i].kind, Kind::Group(_)) { NEAR.1 } else { NEAR.0 };
    let best = ranges
        .iter()
        .flat_map(|r| [r.0, r.1])
        .filter(|x| (x - at).abs() <= near && *x >= low && *x <= high)
        .map(|x| (count(x), -(x - at).abs(), x))
        .max();
    if let Some((straight, _, x)) = best
        && straight > count(at)
    {
        level.items[i].at = x;
    }
}

/// Where a link can touch a side of a member, from its middle: it leaves those on its left and on its right their room.
pub(super) fn touch(graph: &SizedGraph, level: &Level, i: usize, s: usize) -> (i64, i64) {
    let (item, seg) = (&level.items[i], &level.segs[s]);
    let lower = seg.a == i;
    let n = match item.kind {
        Kind::Node(n) => n,
        Kind::Group(_) if lower => return (seg.from, seg.from),
        Kind::Group(_) => return (seg.to, seg.to),
        _ => return (0, 0),
    };
    let flat = side::horizontal(level.direction);
    let margin = graph.nodes.get(n).map_or(0, |n| if flat { n.margin_y } else { n.margin_x });
    let half = (item.before - margin).max(0);
    let segs = if lower { &level.down[i] } else { &level.up[i] };
    if segs.len() == 1 || segs.len() > MOST {
        return (-half, half);
    }
    let other = |s: usize| {
        let seg = &level.segs[s];
        let (i, end) = if lower { (seg.b, seg.to) } else { (seg.a, seg.from) };
        level.items[i].at + if matches!(level.items[i].kind, Kind::Group(_)) { end } else { 0 }
    };
    let left = segs.iter().filter(|&&t| (other(t), t) < (other(s), s)).count() as i64;
    let gaps = segs.len() as i64 - 1;
    let spacing = SPACING.min(2 * half / gaps);
    (spacing * left - half, half - spacing * (gaps - left))
}

/// Gives every long link as few bends as its neighbors' positions allow.
fn runs(graph: &SizedGraph, level: &mut Level, place: &[Place]) {
    let mut chain: Vec<usize> = Vec::new();
    for l in 0..level.links.len() {
        // Ports move along their border as bends do.
        let (a, b, lane) = (level.links[l].a, level.links[l].b, level.links[l].lane);
        let port = |i: usize| (level.items[i].kind == Kind::Port).then_some(i);
        chain.clear();
        chain.extend(port(a).into_iter().chain(level.links[l].chain.iter().copied()).chain(port(b).filter(|_| !lane)));
        let (open_a, open_b) = (port(a).is_none(), port(b).is_none() && !lane);
        let mut begin = 0;
        while begin < chain.len() {
            let mut range = (i64::MIN / 4, i64::MAX / 4);
            let (mut end, mut sum) = (begin, 0);
            while let Some(&i) = chain.get(end) {
                let Some(next) = narrowed(range, free(level, place, i)) else { break };
                range = next;
                sum += level.items[i].at;
                end += 1;
            }
            if end == begin {
                range = free(level, place, chain[begin]);
                sum = level.items[chain[begin]].at;
                end = begin + 1;
            }
            // A box may be touched anywhere on its side, which makes the run straight up to it: best at both ends, else where
            // the link arrives.
            let last = (end == chain.len() && open_b).then(|| reach(graph, level, l, false));
            let first = (begin == 0 && open_a).then(|| reach(graph, level, l, true));
            let both = last.and_then(|r| narrowed(range, r)).and_then(|r| narrowed(r, first?));
            range = both.or_else(|| narrowed(range, last?)).or_else(|| narrowed(range, first?)).unwrap_or(range);
            let x = (sum / (end - begin) as i64).clamp(range.0.min(range.1), range.1.max(range.0));
            for &i in &chain[begin..end] {
                let (low, high) = free(level, place, i);
                if low <= high {
                    level.items[i].at = x.clamp(low, high);
                }
            }
            begin = end;
        }
    }
}

fn narrowed(a: (i64, i64), b: (i64, i64)) -> Option<(i64, i64)> {
    let both = (a.0.max(b.0), a.1.min(b.1));
    (both.0 <= both.1).then_some(both)
}

/// Where a link may touch its first or its last member.
fn reach(graph: &SizedGraph, level: &Level, l: usize, first: bool) -> (i64, i64) {
    let link = &level.links[l];
    let (i, seg) = if first { (link.a, link.first_seg) } else { (link.b, link.first_seg + link.chain.len()) };
    let at = level.items[i].at;
    let (mut low, mut high) = touch(graph, level, i, seg);
    // A link alone is better near the middle of the side.
    let alone = if first { &level.down[i] } else { &level.up[i] }.len() == 1;
    if alone && matches!(level.items[i].kind, Kind::Node(_)) {
        (low, high) = (low / 2, high / 2);
    }
    (at + low, at + high)
}
