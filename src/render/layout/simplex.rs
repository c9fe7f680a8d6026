//! Short links: the network simplex of Gansner, Koutsofios, North and Vo ("A technique for drawing directed graphs", 1993).
//!
//! A spanning tree of tight links is kept. Where the members below a tree link have more links out of them than into them
//! they would better be lower, and the reverse; they are moved until another link is tight, which takes the place of the first
//! in the tree. The sum of all lengths never grows, so that the work can end at any time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::lists::Lists;

/// How many links may be looked at, by member, beside a first share for all.
const EFFORT: usize = 40;
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
        let moved = tree.pivot(at);
        idle = if moved.is_some() { 0 } else { idle + 1 };
        let Some(left) = work.checked_sub(moved.unwrap_or(0)) else { break };
        work = left;
        at = if at + 1 < ranks.len() { at + 1 } else { 0 };
    }
    for (rank, member) in ranks.iter_mut().zip(&tree.members) {
        *rank = member.rank;
    }
}

/// A member of the forest. All that a search asks of it stands together, as searches are what takes time.
#[derive(Clone)]
struct Member {
    rank: i64,
    /// The weight out of it and what hangs below it, less the weight into it.
    net: i64,
    /// The span to its parent, and the parent; none at a root.
    up: Option<(usize, usize)>,
    /// The last search that met it.
    met: usize,
}

/// A span as one of its ends sees it.
#[derive(Clone, Copy, Default)]
struct Half {
    span: usize,
    other: usize,
    length: i64,
    /// Whether it leads to the other end.
    out: bool,
}

/// A spanning forest of tight spans.
struct Tree {
    members: Vec<Member>,
    /// By member: the spans that end there.
    around: Lists<Half>,
    /// What hangs below the member that is looked at.
    below: Vec<usize>,
    search: usize,
}

impl Tree {
    /// Grows a tight tree: again and again the nearest member is moved to the tree, or, which is the same, the tree to it.
    fn grow(spans: &[Span], ranks: &[i64]) -> Self {
        let halves = spans.iter().enumerate().flat_map(|(span, &Span { from, to, length, .. })| {
            [(from, Half { span, other: to, length, out: true }), (to, Half { span, other: from, length, out: false })]
        });
        let around = Lists::sorted(ranks.len(), halves);
        let members = ranks.iter().map(|&rank| Member { rank, net: 0, up: None, met: 0 }).collect();
        let mut tree = Self { members, around, below: Vec::new(), search: 1 };
        let mut order = Vec::with_capacity(ranks.len());
        for root in 0..ranks.len() {
            tree.reach(spans, root, &mut order);
        }
        for span in spans {
            tree.members[span.from].net += span.weight;
            tree.members[span.to].net -= span.weight;
        }
        for &i in order.iter().rev() {
            if let Some((_, parent)) = tree.members[i].up {
                tree.members[parent].net += tree.members[i].net;
            }
        }
        tree
    }

    /// Adds all that is linked with a root.
    fn reach(&mut self, spans: &[Span], root: usize, order: &mut Vec<usize>) {
        if self.members[root].met > 0 {
            return;
        }
        // Spans out of the tree and into it, by their slack while the tree was where it began.
        let mut out: BinaryHeap<Reverse<(i64, usize)>> = BinaryHeap::new();
        let mut into: BinaryHeap<Reverse<(i64, usize)>> = BinaryHeap::new();
        let (begin, mut shift) = (order.len(), 0);
        let mut next = Some((root, None));
        while let Some((i, up)) = next {
            let own = &mut self.members[i];
            own.met = 1;
            own.up = up;
            own.rank -= shift;
            let rank = own.rank;
            order.push(i);
            for half in &self.around[i] {
                let other = &self.members[half.other];
                if other.met > 0 {
                    continue;
                }
                if half.out {
                    out.push(Reverse((other.rank - rank - half.length, half.span)));
                } else {
                    into.push(Reverse((rank - other.rank - half.length, half.span)));
                }
            }
            let members = &self.members;
            let fresh = |top: Option<&Reverse<(i64, usize)>>, end: fn(&Span) -> usize| {
                top.is_some_and(|t| members[end(&spans[t.0.1])].met == 0)
            };
            while !out.is_empty() && !fresh(out.peek(), |s| s.to) {
                out.pop();
            }
            while !into.is_empty() && !fresh(into.peek(), |s| s.from) {
                into.pop();
            }
            let down = out.peek().map(|t| (t.0.0 - shift, t.0.1));
            let above = into.peek().map(|t| (t.0.0 + shift, t.0.1));
            next = match (down, above) {
                (Some(d), a) if a.is_none_or(|a| d <= a) => {
                    shift += d.0;
                    Some((spans[d.1].to, Some((d.1, spans[d.1].from))))
                }
                (_, Some(a)) => {
                    shift -= a.0;
                    Some((spans[a.1].from, Some((a.1, spans[a.1].to))))
                }
                _ => None,
            };
        }
        for &i in &order[begin..] {
            self.members[i].rank += shift;
        }
    }

    /// Moves what hangs below a member's link to its parent, where that is better. Returns how many spans it looked at.
    fn pivot(&mut self, i: usize) -> Option<usize> {
        let (up, parent) = self.members[i].up?;
        let moved = self.members[i].net;
        if moved == 0 {
            return None;
        }
        // Its own link holds it back from below where it leads to the parent, else from above.
        let lower = self.around[i].iter().any(|h| h.span == up && !h.out);
        if (moved > 0) != lower {
            return None;
        }
        self.search += 1;
        let search = self.search;
        self.members[i].met = search;
        let mut below = std::mem::take(&mut self.below);
        below.clear();
        below.push(i);
        let (mut at, mut work) = (0, 0);
        while let Some(&j) = below.get(at) {
            at += 1;
            work += self.around[j].len();
            for half in &self.around[j] {
                let other = &mut self.members[half.other];
                if other.up == Some((half.span, j)) && other.met != search {
                    other.met = search;
                    below.push(half.other);
                }
            }
        }
        let mut best: Option<(i64, usize, usize, usize)> = None;
        for &j in &below {
            let rank = self.members[j].rank;
            for half in self.around[j].iter().filter(|h| h.out == lower) {
                let other = &self.members[half.other];
                if other.met != search {
                    let slack = if lower { other.rank - rank } else { rank - other.rank } - half.length;
                    if best.is_none_or(|b| (slack, half.span) < (b.0, b.1)) {
                        best = Some((slack, half.span, j, half.other));
                    }
                }
            }
        }
        let found = best.map(|(slack, enter, inner, outer)| {
            for &j in &below {
                self.members[j].rank += if lower { slack } else { -slack };
            }
            work + self.hang(i, moved, parent, (enter, inner, outer))
        });
        self.below = below;
        found
    }

    /// Hangs what hung from a member's parent from the other end of a new link. Returns how many members it looked at.
    fn hang(&mut self, i: usize, moved: i64, parent: usize, (enter, inner, outer): (usize, usize, usize)) -> usize {
        let mut work = 0;
        for (from, change) in [(parent, -moved), (outer, moved)] {
            let mut at = Some(from);
            while let Some(j) = at {
                work += 1;
                let member = &mut self.members[j];
                member.net += change;
                at = member.up.map(|up| up.1);
            }
        }
        let (mut j, mut link, mut hung) = (inner, (enter, outer), 0);
        loop {
            let member = &mut self.members[j];
            let above = member.up.replace(link);
            hung = std::mem::replace(&mut member.net, moved - hung);
            if j == i {
                break;
            }
            let Some((span, above)) = above else { break };
            (j, link) = (above, (span, j));
        }
        work
    }
}
