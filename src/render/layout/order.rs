//! The order of the members in every layer: as few crossings as sweeps over all levels at once find.
//!
//! A nested container is one member of its level; the order of its ports follows its neighbors outside when a sweep reaches it,
//! goes through the inside, and comes out on the other side as the order of the ports there.

use super::level::{Crossing, Kind, Level};
use super::side::{self, Side};
use super::tree::Tree;

/// Containers nested deeper than this are untied by themselves only: sweeps recurse, and recursion has an end.
const DEEPEST: usize = 48;

/// Which way a sweep goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Down,
    Up,
}

/// Orders the layers of all levels.
pub(super) fn untie(tree: &mut Tree) {
    for level in &mut tree.levels {
        begin(level);
    }
    let size: usize = tree.levels.iter().map(|l| l.segs.len()).sum();
    let rounds = match size {
        0..2_000 => 24,
        2_000..20_000 => 10,
        _ => 3,
    };
    let mut sweeper = Sweeper::new(tree);
    let mut best = snapshot(tree);
    let mut fewest = (sweeper.crossings(tree), disorder(tree));
    let roots: Vec<usize> =
        (0..tree.levels.len()).filter(|&at| at == 0 || tree.levels[at].depth.is_multiple_of(DEEPEST)).collect();
    let mut stale = 0;
    for round in 0..rounds {
        if fewest == (0, 0) || stale > 5 {
            break;
        }
        let way = if round % 2 == 0 { Way::Down } else { Way::Up };
        for &root in &roots {
            sweeper.sweep(tree, root, way, round % 4 > 1, 0);
        }
        // Exchanges cost more than sweeps; large drawings get them at the end only.
        if size < 600 {
            for at in 0..tree.levels.len() {
                sweeper.exchange(tree, at);
            }
        }
        let now = (sweeper.crossings(tree), disorder(tree));
        stale += 1;
        if now < fewest {
            (fewest, stale) = (now, 0);
            best = snapshot(tree);
        }
    }
    for (level, layers) in tree.levels.iter_mut().zip(best) {
        level.layers = layers;
    }
    if (600..20_000).contains(&size) {
        sweeper = Sweeper::new(tree);
        for at in 0..tree.levels.len() {
            sweeper.exchange(tree, at);
        }
    }
    // A mirrored drawing has as many crossings; take the one nearer to the author's order.
    let before = disorder(tree);
    mirror(tree);
    if disorder(tree) >= before {
        mirror(tree);
    }
}

/// How many neighbors in a layer stand against the order in which the author speaks of them.
fn disorder(tree: &Tree) -> u64 {
    let mut total = 0;
    for level in &tree.levels {
        for layer in &level.layers {
            let mut boxes = layer.iter().filter(|&&i| level.items[i].boxed());
            let Some(mut left) = boxes.next() else { continue };
            for right in boxes {
                total += u64::from(left > right);
                left = right;
            }
        }
    }
    total
}

fn mirror(tree: &mut Tree) {
    for level in &mut tree.levels {
        for layer in &mut level.layers {
            layer.reverse();
            // A title stays first.
            if layer.last().is_some_and(|&i| level.items[i].kind == Kind::Title) {
                layer.rotate_right(1);
            }
        }
    }
}

fn snapshot(tree: &Tree) -> Vec<Vec<Vec<usize>>> {
    tree.levels.iter().map(|l| l.layers.clone()).collect()
}

/// The first order: as a search from the top meets the members, so that siblings stand as the author wrote them.
fn begin(level: &mut Level) {
    let n = level.items.len();
    let mut seen = vec![false; n];
    let mut layers: Vec<Vec<usize>> = vec![Vec::new(); level.layers.len()];
    let titles: Vec<usize> =
        level.layers.iter().flatten().copied().filter(|&i| level.items[i].kind == Kind::Title).collect();
    for &i in &titles {
        seen[i] = true;
        layers[level.items[i].rank].push(i);
    }
    let roots: Vec<usize> = level.layers.iter().flatten().copied().collect();
    for root in roots {
        let mut stack = vec![root];
        while let Some(i) = stack.pop() {
            if std::mem::replace(&mut seen[i], true) {
                continue;
            }
            if let Some(layer) = layers.get_mut(level.items[i].rank) {
                layer.push(i);
            }
            stack.extend(level.down[i].iter().rev().map(|&s| level.segs[s].b).filter(|&j| !seen[j]));
        }
    }
    level.layers = layers;
}

/// Whether the ports on a side stand in the opposite order on the side of the border to which they are led around the corner.
const fn turned(level: &Level, crossing: &Crossing) -> bool {
    let own = if crossing.at_start { side::start(level.direction) } else { side::end(level.direction) };
    matches!(
        (own, crossing.side),
        (Side::Left, Side::Top) | (Side::Right, Side::Bottom) | (Side::Top, Side::Left) | (Side::Bottom, Side::Right)
    )
}

/// The place of a link's end: the member's place in its layer, then the port's in the member.
type Key = (u32, u32);

/// What counting needs, kept from layer to layer.
#[derive(Default)]
struct Room {
    ends: Vec<(Key, Key)>,
    lower: Vec<Key>,
    merged: Vec<Key>,
}

/// Positions while sweeping.
struct Sweeper {
    /// By level, by member: the place in its layer.
    places: Vec<Vec<u32>>,
}

impl Sweeper {
    fn new(tree: &Tree) -> Self {
        let mut sweeper = Self { places: tree.levels.iter().map(|l| vec![0; l.items.len()]).collect() };
        for at in 0..tree.levels.len() {
            for layer in 0..tree.levels[at].layers.len() {
                sweeper.note(tree, at, layer);
            }
        }
        sweeper
    }

    fn note(&mut self, tree: &Tree, at: usize, layer: usize) {
        for (place, &i) in tree.levels[at].layers[layer].iter().enumerate() {
            self.places[at][i] = place as u32;
        }
    }

    /// Where a segment ends, within its layer: the member's place, then the port's place in the member.
    fn key(&self, tree: &Tree, at: usize, item: usize, port: Option<usize>) -> Key {
        let inside = match (tree.levels[at].items[item].kind, port) {
            (Kind::Group(g), Some(port)) => {
                let child = tree.slot[g];
                tree.levels[child].crossings.get(port).map_or(0, |c| {
                    let place = self.places[child][c.item];
                    let level = &tree.levels[child];
                    if turned(level, c) {
                        level.layers[level.items[c.item].rank].len() as u32 - place
                    } else {
                        place + 1
                    }
                })
            }
            _ => 0,
        };
        (self.places[at][item], inside)
    }

    /// The mean place of a member's neighbors on one side; none where there are none.
    fn pull(&self, tree: &Tree, at: usize, item: usize, upper: bool) -> Option<f64> {
        let level = &tree.levels[at];
        let segs = if upper { &level.up[item] } else { &level.down[item] };
        if segs.is_empty() {
            return None;
        }
        let mut sum = 0.0;
        for &s in segs {
            sum += self.spot(tree, at, s, upper);
        }
        Some(sum / segs.len() as f64)
    }

    fn spot(&self, tree: &Tree, at: usize, seg: usize, upper: bool) -> f64 {
        let level = &tree.levels[at];
        let s = &level.segs[seg];
        let (item, port) = if upper { (s.a, s.a_port) } else { (s.b, s.b_port) };
        let (place, inside) = self.key(tree, at, item, port);
        let ports = match level.items[item].kind {
            Kind::Group(g) => tree.levels[tree.slot[g]].crossings.len() + 2,
            _ => return f64::from(place) + 0.5,
        };
        f64::from(place) + (f64::from(inside.max(1)) / ports as f64).min(1.0)
    }

    fn sweep(&mut self, tree: &mut Tree, at: usize, way: Way, late: bool, depth: usize) {
        let count = tree.levels[at].layers.len();
        for step in 0..count {
            let layer = if way == Way::Down { step } else { count - 1 - step };
            if step > 0 {
                self.sort(tree, at, layer, way == Way::Down, late);
            }
            for k in 0..tree.levels[at].layers[layer].len() {
                let item = tree.levels[at].layers[layer][k];
                let Kind::Group(g) = tree.levels[at].items[item].kind else { continue };
                let child = tree.slot[g];
                self.sort_ports(tree, at, item, child, way == Way::Down);
                if depth + 1 < DEEPEST {
                    self.sweep(tree, child, way, late, depth + 1);
                }
            }
        }
    }

    /// Sorts a layer by its neighbors on one side. Members without any, and the title, keep their places.
    fn sort(&mut self, tree: &mut Tree, at: usize, layer: usize, upper: bool, late: bool) {
        let items = &tree.levels[at].layers[layer];
        let pulls: Vec<Option<f64>> = items
            .iter()
            .map(|&i| if tree.levels[at].items[i].kind == Kind::Title { None } else { self.pull(tree, at, i, upper) })
            .collect();
        let mut pulled: Vec<(f64, usize, usize)> = items
            .iter()
            .enumerate()
            .filter_map(|(place, &i)| Some((pulls[place]?, if late { items.len() - place } else { place }, i)))
            .collect();
        pulled.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut next = pulled.into_iter().map(|(_, _, i)| i);
        let sorted: Vec<usize> = items
            .iter()
            .enumerate()
            .map(|(place, &i)| if pulls[place].is_some() { next.next().unwrap_or(i) } else { i })
            .collect();
        tree.levels[at].layers[layer] = sorted;
        self.note(tree, at, layer);
    }

    /// Sorts the ports on one side of a container by what they lead to outside.
    fn sort_ports(&mut self, tree: &mut Tree, at: usize, item: usize, child: usize, upper: bool) {
        let level = &tree.levels[at];
        let segs = if upper { &level.up[item] } else { &level.down[item] };
        let mut wanted: Vec<(f64, u32, usize)> = Vec::new();
        for &s in segs {
            let seg = &level.segs[s];
            let Some(port) = (if upper { seg.b_port } else { seg.a_port }) else { continue };
            let Some(crossing) = tree.levels[child].crossings.get(port) else { continue };
            wanted.push((self.spot(tree, at, s, upper), self.places[child][crossing.item], crossing.item));
        }
        wanted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let Some(rank) = wanted.first().map(|w| tree.levels[child].items[w.2].rank) else { return };
        if let Some(&(_, _, item)) = wanted.first()
            && tree.levels[child].crossings.iter().any(|c| c.item == item && turned(&tree.levels[child], c))
        {
            wanted.reverse();
        }
        let mut slots: Vec<u32> = wanted.iter().map(|w| w.1).collect();
        slots.sort_unstable();
        for (slot, w) in slots.into_iter().zip(&wanted) {
            if let Some(place) = tree.levels[child].layers[rank].get_mut(slot as usize) {
                *place = w.2;
            }
        }
        self.note(tree, child, rank);
    }

    /// Exchanges neighbors in a level as long as that takes crossings away.
    fn exchange(&mut self, tree: &mut Tree, at: usize) {
        for _ in 0..6 {
            let mut gained = false;
            for layer in 0..tree.levels[at].layers.len() {
                for place in 1..tree.levels[at].layers[layer].len() {
                    let (left, right) =
                        (tree.levels[at].layers[layer][place - 1], tree.levels[at].layers[layer][place]);
                    let items = &tree.levels[at].items;
                    // The ports of a container belong to its surroundings too; only sweeps move them.
                    if [left, right].iter().any(|&i| matches!(items[i].kind, Kind::Title | Kind::Port)) {
                        continue;
                    }
                    let (now, then) = (self.tangle(tree, at, left, right), self.tangle(tree, at, right, left));
                    let author = right < left && items[left].boxed() && items[right].boxed();
                    if then < now || (then == now && author) {
                        tree.levels[at].layers[layer].swap(place - 1, place);
                        self.places[at].swap(left, right);
                        gained = true;
                    }
                }
            }
            if !gained {
                break;
            }
        }
    }

    /// How many links of two neighbors cross when the first stands before the second.
    fn tangle(&self, tree: &Tree, at: usize, first: usize, second: usize) -> usize {
        let level = &tree.levels[at];
        let count = |one: &[usize], two: &[usize], upper: bool| {
            let key = |s: usize| {
                let s = &level.segs[s];
                if upper { self.key(tree, at, s.a, s.a_port) } else { self.key(tree, at, s.b, s.b_port) }
            };
            // Most members have few links; to sort those costs more than to compare each with each.
            if one.len() * two.len() <= 16 {
                return one.iter().map(|&s| key(s)).map(|k| two.iter().filter(|&&t| key(t) < k).count()).sum::<usize>();
            }
            let mut keys: Vec<Key> = two.iter().map(|&s| key(s)).collect();
            keys.sort_unstable();
            one.iter().map(|&s| key(s)).map(|k| keys.partition_point(|t| *t < k)).sum::<usize>()
        };
        count(&level.up[first], &level.up[second], true) + count(&level.down[first], &level.down[second], false)
    }

    fn crossings(&self, tree: &Tree) -> u64 {
        let mut room = Room::default();
        let mut total = 0;
        for at in 0..tree.levels.len() {
            for layer in 0..tree.levels[at].layers.len() {
                total += self.between(tree, at, layer, &mut room);
            }
        }
        total
    }

    /// Counts the crossings between a layer and the next: near-linear.
    fn between(&self, tree: &Tree, at: usize, layer: usize, room: &mut Room) -> u64 {
        let level = &tree.levels[at];
        let Room { ends, lower, merged } = room;
        ends.clear();
        for &i in &level.layers[layer] {
            let begin = ends.len();
            for &s in &level.down[i] {
                let seg = &level.segs[s];
                if !level.links[seg.link].invisible {
                    ends.push((self.key(tree, at, seg.a, seg.a_port), self.key(tree, at, seg.b, seg.b_port)));
                }
            }
            // The layer is in order, so that only what leaves one member has to be put in order.
            ends[begin..].sort_unstable();
        }
        lower.clear();
        lower.extend(ends.iter().map(|e| e.1));
        inversions(lower, merged)
    }
}

/// How many pairs of a list stand in the wrong order. Sorts it: runs of a few by insertion, which then are merged.
fn inversions(list: &mut Vec<Key>, merged: &mut Vec<Key>) -> u64 {
    const RUN: usize = 16;
    let mut total = 0;
    for run in list.chunks_mut(RUN) {
        for k in 1..run.len() {
            let key = run[k];
            let mut to = k;
            while to > 0 && run[to - 1] > key {
                run[to] = run[to - 1];
                to -= 1;
            }
            run[to] = key;
            total += (k - to) as u64;
        }
    }
    let mut width = RUN;
    while width < list.len() {
        merged.clear();
        for pair in list.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let (Some(&l), Some(&r)) = (left.first(), right.first()) {
                if l <= r {
                    merged.push(l);
                    left = &left[1..];
                } else {
                    // It crosses all that is left of the first run.
                    total += left.len() as u64;
                    merged.push(r);
                    right = &right[1..];
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(list, merged);
        width *= 2;
    }
    total
}
