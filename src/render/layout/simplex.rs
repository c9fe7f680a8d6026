//! Short links: the network simplex of Gansner, Koutsofios, North and Vo ("A technique for drawing directed graphs", 1993).
//!
//! A spanning tree of tight links is kept. Where the members below a tree link have more links out of them than into them
//! they would better be lower, and the reverse; they are moved until another link is tight, which takes the place of the first
//! in the tree. The sum of all lengths never grows, so that the work can end at any time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How many links may be looked at, by member, beside a first share for all.
const EFFORT: usize = 200;
const FIRST: usize = 100_000;

/// A link that spans at least `length` ranks. One without weight only holds its ends apart.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) length: i64,
    pub(super) weight: i64,
}

/// Shortens links from ranks that keep all lengths to ranks that do as well.
pub(super) fn shorten(spans: &[Span], ranks: &mut [i64]) {
    let mut tree = Tree::grow(spans, ranks);
    let mut work = FIRST + EFFORT * ranks.len();
    let mut idle = 0;
    let mut at = 0;
    while idle < ranks.len() {
        let moved = tree.pivot(at, ranks);
        idle = if moved.is_some() { 0 } else { idle + 1 };
        let Some(left) = work.checked_sub(moved.unwrap_or(0)) else { break };
        work = left;
        at = (at + 1) % ranks.len();
    }
}

/// A spanning forest of tight spans.
struct Tree<'a> {
    spans: &'a [Span],
    /// The spans of all members, and where those of each begin.
    around: Vec<usize>,
    begins: Vec<usize>,
    /// By member: the span to its parent; none at a root.
    up: Vec<Option<usize>>,
    /// By member: the weight out of it and what hangs below it, less the weight into it.
    net: Vec<i64>,
    /// By member: the last search that met it.
    met: Vec<usize>,
    search: usize,
}

impl<'a> Tree<'a> {
    /// Grows a tight tree: again and again the nearest member is moved to the tree, or, which is the same, the tree to it.
    fn grow(spans: &'a [Span], ranks: &mut [i64]) -> Self {
        let n = ranks.len();
        let mut begins = vec![0; n + 1];
        for span in spans {
            begins[span.from + 1] += 1;
            begins[span.to + 1] += 1;
        }
        for i in 0..n {
            begins[i + 1] += begins[i];
        }
        let mut next = begins.clone();
        let mut around = vec![0; 2 * spans.len()];
        for (s, span) in spans.iter().enumerate() {
            for end in [span.from, span.to] {
                around[next[end]] = s;
                next[end] += 1;
            }
        }
        let mut tree = Self { spans, around, begins, up: vec![None; n], net: vec![0; n], met: vec![0; n], search: 1 };
        let mut order = Vec::with_capacity(n);
        for root in 0..n {
            tree.reach(root, ranks, &mut order);
        }
        for span in spans {
            tree.net[span.from] += span.weight;
            tree.net[span.to] -= span.weight;
        }
        for &i in order.iter().rev() {
            if let Some(up) = tree.up[i] {
                let parent = tree.other(up, i);
                tree.net[parent] += tree.net[i];
            }
        }
        tree
    }

    /// Adds all that is linked with a root.
    fn reach(&mut self, root: usize, ranks: &mut [i64], order: &mut Vec<usize>) {
        if self.met[root] > 0 {
            return;
        }
        // Spans out of the tree and into it, by their slack while the tree was where it began.
        let mut out: BinaryHeap<Reverse<(i64, usize)>> = BinaryHeap::new();
        let mut into: BinaryHeap<Reverse<(i64, usize)>> = BinaryHeap::new();
        let (begin, mut shift) = (order.len(), 0);
        let mut next = Some((root, None));
        while let Some((i, up)) = next {
            self.met[i] = 1;
            self.up[i] = up;
            order.push(i);
            ranks[i] -= shift;
            for &s in &self.around[self.begins[i]..self.begins[i + 1]] {
                let span = &self.spans[s];
                let slack = ranks[span.to] - ranks[span.from] - span.length;
                if span.from == i && self.met[span.to] == 0 {
                    out.push(Reverse((slack, s)));
                } else if span.to == i && self.met[span.from] == 0 {
                    into.push(Reverse((slack, s)));
                }
            }
            let fresh = |top: Option<&Reverse<(i64, usize)>>, end: fn(&Span) -> usize, met: &[usize]| {
                top.is_some_and(|t| met[end(&self.spans[t.0.1])] == 0)
            };
            while !out.is_empty() && !fresh(out.peek(), |s| s.to, &self.met) {
                out.pop();
            }
            while !into.is_empty() && !fresh(into.peek(), |s| s.from, &self.met) {
                into.pop();
            }
            let down = out.peek().map(|t| (t.0.0 - shift, t.0.1));
            let above = into.peek().map(|t| (t.0.0 + shift, t.0.1));
            next = match (down, above) {
                (Some(d), a) if a.is_none_or(|a| d <= a) => {
                    shift += d.0;
                    Some((self.spans[d.1].to, Some(d.1)))
                }
                (_, Some(a)) => {
                    shift -= a.0;
                    Some((self.spans[a.1].from, Some(a.1)))
                }
                _ => None,
            };
        }
        for &i in &order[begin..] {
            ranks[i] += shift;
        }
    }

    fn other(&self, span: usize, end: usize) -> usize {
        let span = &self.spans[span];
        if span.from == end { span.to } else { span.from }
    }

    /// Moves what hangs below a member's link to its parent, where that is better. Returns how many spans it looked at.
    fn pivot(&mut self, i: usize, ranks: &mut [i64]) -> Option<usize> {
        let up = self.up[i]?;
        // Its own link holds it back from below where it leads to the parent, else from above.
        let lower = self.spans[up].to == i;
        if self.net[i] == 0 || (self.net[i] > 0) != lower {
            return None;
        }
        self.search += 1;
        self.met[i] = self.search;
        let mut below = vec![i];
        let (mut at, mut work) = (0, 0);
        while let Some(&j) = below.get(at) {
            at += 1;
            let around = self.begins[j]..self.begins[j + 1];
            work += around.len();
            for &s in &self.around[around] {
                let k = self.other(s, j);
                if self.up[k] == Some(s) && self.met[k] != self.search {
                    self.met[k] = self.search;
                    below.push(k);
                }
            }
        }
        let mut best: Option<(i64, usize, usize)> = None;
        for &j in &below {
            for &s in &self.around[self.begins[j]..self.begins[j + 1]] {
                let span = &self.spans[s];
                let (own, other) = if lower { (span.from, span.to) } else { (span.to, span.from) };
                if own == j && self.met[other] != self.search {
                    let slack = ranks[span.to] - ranks[span.from] - span.length;
                    if best.is_none_or(|b| (slack, s) < (b.0, b.1)) {
                        best = Some((slack, s, j));
                    }
                }
            }
        }
        let (slack, enter, inner) = best?;
        for &j in &below {
            ranks[j] += if lower { slack } else { -slack };
        }
        // What hung from `i` now hangs from the other end of the new link.
        let (moved, parent, outer) = (self.net[i], self.other(up, i), self.other(enter, inner));
        for (from, change) in [(parent, -moved), (outer, moved)] {
            let mut at = Some(from);
            while let Some(j) = at {
                work += 1;
                self.net[j] += change;
                at = self.up[j].map(|s| self.other(s, j));
            }
        }
        let (mut j, mut link, mut hung) = (inner, enter, 0);
        loop {
            let above = self.up[j].replace(link);
            let all = std::mem::replace(&mut self.net[j], moved - hung);
            hung = all;
            if j == i {
                break;
            }
            let Some(above) = above else { break };
            (j, link) = (self.other(above, j), above);
        }
        Some(work)
    }
}
