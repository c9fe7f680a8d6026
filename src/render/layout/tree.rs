//! The levels of a graph: one for the whole, one for each container, parents before their children.

use super::level::{Crossing, Item, Kind, Level, Link};
use super::{End, SizedGraph, side};

/// In how many parts the borders of containers may cut all edges together. Where that could be exceeded, by thousands of edges
/// and thousands of nested containers, an edge ends at the border of an outer container instead of far within.
const PARTS: usize = 500_000;
/// So many containers an edge enters in any case.
const ENTERED: usize = 8;

/// Every level, and where the parts of every edge are in them.
pub(super) struct Tree {
    /// The whole, then the containers, parents first.
    pub(super) levels: Vec<Level>,
    /// By group: the index of its level.
    pub(super) slot: Vec<usize>,
    /// By edge.
    pub(super) ways: Vec<Way>,
    pub(super) descents: Vec<Descent>,
    node_item: Vec<usize>,
    group_item: Vec<usize>,
}

/// The parts of an edge: level and link, outermost first.
#[derive(Default)]
pub(super) struct Way {
    pub(super) shared: Option<(usize, usize)>,
    pub(super) from: Vec<(usize, usize)>,
    pub(super) to: Vec<(usize, usize)>,
}

/// The way of an edge's end from the level that both ends share down to the end: the containers, outermost first.
pub(super) struct Descent {
    /// The level that holds both ends.
    pub(super) shared: Option<usize>,
    pub(super) from: Vec<usize>,
    pub(super) to: Vec<usize>,
    /// What the edge ends on; a container where it would lead too far within.
    pub(super) ends: (End, End),
}

/// Returns how an edge descends into containers. Where one end is a container that holds the other, that container is shared,
/// and the end that is the container descends nowhere.
pub(super) fn descend(graph: &SizedGraph, depths: &[usize], most: usize, from: End, to: End) -> Descent {
    let chain = |end: End| match end {
        End::Node(n) => graph.nodes.get(n).and_then(|n| n.parent),
        End::Group(g) => Some(g),
    };
    let parent = |g: usize| graph.groups.get(g).and_then(|g| g.parent);
    let depth = |g: Option<usize>| g.map_or(0, |g| depths.get(g).copied().unwrap_or(0));
    let (mut a, mut b) = (chain(from), chain(to));
    let (mut path_a, mut path_b) = (Vec::new(), Vec::new());
    while a != b {
        if depth(a) >= depth(b) {
            if let Some(g) = a {
                path_a.push(g);
                a = parent(g);
            }
        } else if let Some(g) = b {
            path_b.push(g);
            b = parent(g);
        }
    }
    let shorten = |mut path: Vec<usize>, end: End| {
        path.reverse();
        let last = path.get(most.wrapping_sub(1)).copied().filter(|_| path.len() > most);
        path.truncate(most);
        (path, last.map_or(end, End::Group))
    };
    let ((path_a, end_a), (path_b, end_b)) = (shorten(path_a, from), shorten(path_b, to));
    Descent { shared: a, from: path_a, to: path_b, ends: (end_a, end_b) }
}

/// Returns the depth of every group, 1 for the outermost.
pub(super) fn depths(graph: &SizedGraph) -> Vec<usize> {
    let mut depths = vec![0_usize; graph.groups.len()];
    for start in 0..graph.groups.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(g) = at.filter(|&g| depths[g] == 0) {
            path.push(g);
            at = graph.groups[g].parent;
        }
        let mut depth = at.map_or(0, |g| depths[g]);
        for g in path.into_iter().rev() {
            depth += 1;
            depths[g] = depth;
        }
    }
    depths
}

/// Makes the levels and their members. Links within a level are complete; crossings of borders follow with the ranks.
pub(super) fn grow(graph: &SizedGraph) -> Tree {
    let depths = depths(graph);
    let mut sorted: Vec<usize> = (0..graph.groups.len()).collect();
    sorted.sort_by_key(|&g| depths[g]);
    let mut levels = vec![Level::new(None, graph.direction, 0)];
    let mut slot = vec![0; graph.groups.len()];
    for &g in &sorted {
        slot[g] = levels.len();
        let above = graph.groups[g].parent.map_or(0, |p| slot[p]);
        let direction = graph.groups[g].direction.unwrap_or(levels[above].direction);
        levels.push(Level::new(Some(g), direction, depths[g]));
    }
    let (node_item, group_item) = fill(graph, &slot, &mut levels);
    let mut tree = Tree { levels, slot, ways: Vec::new(), descents: Vec::new(), node_item, group_item };
    let most = (PARTS / (2 * graph.edges.len()).max(1)).max(ENTERED);
    for (e, edge) in graph.edges.iter().enumerate() {
        tree.ways.push(Way::default());
        let descent = descend(graph, &depths, most, edge.from, edge.to);
        tree.connect(graph, e, &descent);
        tree.descents.push(descent);
    }
    tree
}

/// Fills the levels with members, in the order in which the author first speaks of them or of what they hold.
fn fill(graph: &SizedGraph, slot: &[usize], levels: &mut [Level]) -> (Vec<usize>, Vec<usize>) {
    let mut first = vec![usize::MAX; graph.groups.len()];
    for (n, node) in graph.nodes.iter().enumerate() {
        let mut at = node.parent;
        while let Some(g) = at.filter(|&g| first[g] == usize::MAX) {
            first[g] = n;
            at = graph.groups[g].parent;
        }
    }
    let mut members: Vec<(usize, usize, Option<usize>, Kind)> = Vec::new();
    members.extend(graph.nodes.iter().enumerate().map(|(n, node)| (n, 1, node.parent, Kind::Node(n))));
    members.extend(graph.groups.iter().enumerate().map(|(g, group)| (first[g], 0, group.parent, Kind::Group(g))));
    members.sort_by_key(|m| (m.0, m.1));
    let mut node_item = vec![0; graph.nodes.len()];
    let mut group_item = vec![0; graph.groups.len()];
    for (_, _, parent, kind) in members {
        let level = &mut levels[parent.map_or(0, |p| slot[p])];
        match kind {
            Kind::Node(n) => node_item[n] = level.items.len(),
            Kind::Group(g) => group_item[g] = level.items.len(),
            _ => {}
        }
        level.items.push(Item::new(kind));
    }
    for level in levels {
        if level.group.is_some_and(|g| graph.groups[g].title_w > 0) {
            level.items.push(Item::new(Kind::Title));
        }
    }
    (node_item, group_item)
}

impl Tree {
    /// Adds the part of an edge that lies in the level which both ends share.
    fn connect(&mut self, graph: &SizedGraph, e: usize, descent: &Descent) {
        let edge = &graph.edges[e];
        let shared = descent.shared.map_or(0, |g| self.slot[g]);
        let item = |path: &[usize], end: End| match (path.first(), end) {
            (Some(&g), _) => Some(self.group_item[g]),
            (None, End::Node(n)) => Some(self.node_item[n]),
            (None, End::Group(_)) => None,
        };
        match (item(&descent.from, edge.from), item(&descent.to, edge.to)) {
            (Some(a), Some(b)) if a == b => self.levels[shared].loops.push((a, e)),
            (Some(a), Some(b)) => {
                let level = &mut self.levels[shared];
                self.ways[e].shared = Some((shared, level.links.len()));
                let mut link = Link::new(e, a, b, edge.invisible);
                link.length = edge.length.max(1);
                link.label = edge.label.is_some() && !edge.invisible;
                level.links.push(link);
            }
            // Between a container and what it holds: the border is the end.
            (None, Some(inner)) => {
                let link = self.open(e, shared, false, true, Some(inner), edge.invisible, None);
                self.ways[e].shared = link.map(|l| (shared, l));
            }
            (Some(inner), None) => {
                let link = self.open(e, shared, true, false, Some(inner), edge.invisible, None);
                self.ways[e].shared = link.map(|l| (shared, l));
            }
            (None, None) => {
                if let End::Group(g) = edge.from {
                    let above = graph.groups[g].parent.map_or(0, |p| self.slot[p]);
                    self.levels[above].loops.push((self.group_item[g], e));
                }
            }
        }
        if let Some((at, link)) = self.ways[e].shared {
            self.levels[at].links[link].label = edge.label.is_some() && !edge.invisible;
        }
    }

    /// Adds a port to a level, and the link from it to a member. Returns the link.
    #[expect(clippy::too_many_arguments, reason = "a port is told by all of these, at three call sites in this file")]
    fn open(
        &mut self,
        edge: usize,
        at: usize,
        from_end: bool,
        at_start: bool,
        inner: Option<usize>,
        invisible: bool,
        page_side: Option<side::Side>,
    ) -> Option<usize> {
        let level = &mut self.levels[at];
        let item = level.items.len();
        level.items.push(Item::new(Kind::Port));
        let own = if at_start { side::start(level.direction) } else { side::end(level.direction) };
        level.crossings.push(Crossing { at_start, side: page_side.unwrap_or(own), item, edge });
        let inner = inner?;
        let (a, b) = if at_start { (item, inner) } else { (inner, item) };
        let mut link = Link::new(edge, a, b, invisible);
        // The link runs along the edge where the port is the start and the edge's end is in here, or the reverse.
        link.flipped = at_start == from_end;
        level.links.push(link);
        Some(level.links.len() - 1)
    }

    /// Carries the links of a ranked level on into the containers that they end in.
    pub(super) fn carry_in(&mut self, at: usize) {
        for link in 0..self.levels[at].links.len() {
            for first in [true, false] {
                let level = &self.levels[at];
                let l = &level.links[link];
                let Kind::Group(g) = level.items[if first { l.a } else { l.b }].kind else { continue };
                let (edge, invisible) = (l.edge, l.invisible);
                // `a` is the edge's from-end unless flipped.
                let from_end = first != l.flipped;
                let wide = side_of(level, first);
                let child = self.slot[g];
                // An end side of the level above is an end side here where both flow alike, a start side where they oppose.
                let at_start =
                    match (side::start(self.levels[child].direction), side::end(self.levels[child].direction)) {
                        (start, _) if start == wide => true,
                        (_, end) if end == wide => false,
                        _ => !first,
                    };
                let descent = &self.descents[edge];
                let (path, end) =
                    if from_end { (&descent.from, descent.ends.0) } else { (&descent.to, descent.ends.1) };
                let base = self.levels[child].depth - path.first().map_or(1, |&g| self.levels[self.slot[g]].depth);
                let inner = match (path.get(base + 1), end) {
                    (Some(&g), _) => Some(self.group_item[g]),
                    (None, End::Node(n)) => Some(self.node_item[n]),
                    (None, End::Group(_)) => None,
                };
                let port = self.levels[child].crossings.len();
                if let Some(part) = self.open(edge, child, from_end, at_start, inner, invisible, Some(wide)) {
                    let way = &mut self.ways[edge];
                    if from_end { way.from.push((child, part)) } else { way.to.push((child, part)) }
                }
                let l = &mut self.levels[at].links[link];
                *(if first { &mut l.a_port } else { &mut l.b_port }) = Some(port);
            }
        }
    }
}

/// The side on the page at which a level's links leave their first member, or reach their second.
const fn side_of(level: &Level, first: bool) -> side::Side {
    if first { side::end(level.direction) } else { side::start(level.direction) }
}
