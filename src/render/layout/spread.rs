//! Sweeps over the layers of a level: each takes the mean of its neighbors' positions, in its order and with its distances.

use super::level::{Kind, Level};
use super::lists::Lists;
use super::place::distance;

/// Spreads the layers of a level across the flow.
pub(super) fn spread(level: &mut Level) {
    let mut sweeps = Sweeps::new(level);
    let count = level.layers.len();
    let rounds = if level.segs.len() > 20_000 { 3 } else { 10 };
    let mut before = Vec::new();
    for _ in 1..rounds {
        before.clone_from(&sweeps.at);
        (0..count).for_each(|r| sweeps.pull(r, Pull::Up));
        (0..count).rev().for_each(|r| sweeps.pull(r, Pull::Down));
        // What one round leaves where it is, the next does too.
        if sweeps.at == before {
            break;
        }
    }
    (0..count).chain((0..count).rev()).chain(0..count).for_each(|r| sweeps.pull(r, Pull::Both));
    // Whole px, in the same order with the same distances.
    for (layer, &begin) in level.layers.iter().zip(&sweeps.begins) {
        let mut last: Option<(usize, i64)> = None;
        for (&i, at) in layer.iter().zip(&sweeps.at[begin..]) {
            let mut x = (at + 0.5).floor() as i64;
            if let Some((left, from)) = last {
                x = x.max(from + distance(level, left, i));
            }
            level.items[i].at = x;
            last = Some((i, x));
        }
    }
}

/// A link of a member as the sweeps see it.
#[derive(Clone, Copy, Default)]
struct Tie {
    /// The other member.
    other: usize,
    /// Where it touches the other member and the member itself, from their positions.
    theirs: f64,
    own: f64,
    weight: f64,
}

/// A level as the sweeps see it. They go through it again and again, so that its members are numbered as they stand, and what is
/// asked of one stands together.
struct Sweeps {
    /// The first member of each layer, and where the last layer ends.
    begins: Vec<usize>,
    /// By layer, how far its first member reaches to the left.
    lefts: Vec<f64>,
    /// By member, how far it is from the first of its layer at least.
    offsets: Vec<f64>,
    up: Lists<Tie>,
    down: Lists<Tie>,
    /// The title, and how far it reaches to the left.
    title: Option<(usize, f64)>,
    /// By member, where it stands.
    at: Vec<f64>,
    /// For the layer that is pulled.
    wanted: Vec<(f64, f64)>,
    blocks: Vec<Block>,
}

/// The links by which a layer is pulled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pull {
    Up,
    Down,
    Both,
}

impl Sweeps {
    fn new(level: &Level) -> Self {
        let order: Vec<usize> = level.layers.iter().flatten().copied().collect();
        let mut number = vec![0; level.items.len()];
        for (k, &i) in order.iter().enumerate() {
            number[i] = k;
        }
        let (mut begins, mut lefts) = (vec![0], Vec::with_capacity(level.layers.len()));
        let (mut offsets, mut at) = (Vec::with_capacity(order.len()), Vec::with_capacity(order.len()));
        for layer in &level.layers {
            let begin = offsets.len();
            let mut offset = 0.0;
            for (k, &i) in layer.iter().enumerate() {
                if let Some(&left) = k.checked_sub(1).and_then(|left| layer.get(left)) {
                    offset += distance(level, left, i) as f64;
                }
                offsets.push(offset);
            }
            // At first, each layer has its middle at zero.
            at.extend(offsets[begin..].iter().map(|own| own - offset / 2.0));
            lefts.push(layer.first().map_or(0.0, |&i| level.items[i].before as f64));
            begins.push(offsets.len());
        }
        let ties = level.segs.iter().map(|s| (s, weigh(level, s.a, s.b)));
        let up = ties.clone().map(|(s, weight)| {
            (number[s.b], Tie { other: number[s.a], theirs: s.from as f64, own: s.to as f64, weight })
        });
        let down = ties.map(|(s, weight)| {
            (number[s.a], Tie { other: number[s.b], theirs: s.to as f64, own: s.from as f64, weight })
        });
        let title = order.iter().position(|&i| level.items[i].kind == Kind::Title);
        Self {
            begins,
            lefts,
            offsets,
            up: Lists::sorted(order.len(), up),
            down: Lists::sorted(order.len(), down),
            title: title.map(|k| (k, level.items[order[k]].before as f64)),
            at,
            wanted: Vec::new(),
            blocks: Vec::new(),
        }
    }

    /// Sets the members of a layer where their links pull them.
    fn pull(&mut self, r: usize, pull: Pull) {
        let (begin, end) = (self.begins[r], self.begins[r + 1]);
        self.wanted.clear();
        for i in begin..end {
            let up = if pull == Pull::Down { &[] } else { &self.up[i] };
            let down = if pull == Pull::Up { &[] } else { &self.down[i] };
            let (mut sum, mut weight) = (0.0, 0.0);
            for tie in up.iter().chain(down) {
                sum += tie.weight * (self.at[tie.other] + tie.theirs - tie.own);
                weight += tie.weight;
            }
            if let Some((title, half)) = self.title
                && title == i
                && let Some(left) = self.left_of_others(r)
            {
                (sum, weight) = (left + half, 1.0);
            }
            self.wanted.push(if weight > 0.0 { (sum / weight, weight) } else { (self.at[i], 0.01) });
        }
        let Self { offsets, at, wanted, blocks, .. } = self;
        in_order(wanted, |k| offsets[begin + k], blocks, |k, x| at[begin + k] = x);
    }

    /// The left edge of all layers but one; none where they are empty.
    fn left_of_others(&self, r: usize) -> Option<f64> {
        let others =
            self.begins.windows(2).zip(&self.lefts).enumerate().filter(|(k, (ends, _))| *k != r && ends[0] < ends[1]);
        others.map(|(_, (ends, left))| self.at[ends[0]] - left).reduce(f64::min)
    }
}

/// Bends hold long links straight, and so do links that are alone on both sides; boxes go where most of their links want them.
fn weigh(level: &Level, a: usize, b: usize) -> f64 {
    let alone = level.down[a].len() == 1 && level.up[b].len() == 1;
    match (level.items[a].boxed(), level.items[b].boxed()) {
        (false, false) => 8.0,
        _ if alone => 30.0,
        (true, true) => 1.0,
        _ => 2.0,
    }
}

/// Neighbors that stand as near to one another as they may.
pub(super) struct Block {
    sum: f64,
    weight: f64,
    count: usize,
}

/// Sets what is wanted somewhere, each by a weight, to the nearest positions by weighted squares, in the given order and each so far
/// from the first at least.
pub(super) fn in_order(
    wanted: &[(f64, f64)],
    offset: impl Fn(usize) -> f64,
    blocks: &mut Vec<Block>,
    mut set: impl FnMut(usize, f64),
) {
    blocks.clear();
    for (k, &(x, weight)) in wanted.iter().enumerate() {
        let mut block = Block { sum: (x - offset(k)) * weight, weight, count: 1 };
        while let Some(before) = blocks.pop_if(|b| b.sum / b.weight >= block.sum / block.weight) {
            let (sum, weight) = (block.sum + before.sum, block.weight + before.weight);
            block = Block { sum, weight, count: block.count + before.count };
        }
        blocks.push(block);
    }
    let mut k = 0;
    for block in blocks.iter() {
        for _ in 0..block.count {
            set(k, block.sum / block.weight + offset(k));
            k += 1;
        }
    }
}
