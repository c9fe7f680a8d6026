//! Long links are cut into parts between neighboring layers; a label becomes a member of a layer.

use super::level::{Item, Kind, Level, Link, Seg};
use super::lists::Lists;
use super::{SizedGraph, side};

/// How many bends a level may have beyond its members: what is longer than that allows runs beside everything.
const BENDS: usize = 40_000;

/// Cuts the links of a level, and fills its layers.
pub(super) fn cut(graph: &SizedGraph, level: &mut Level) {
    choose_lanes(level);
    let flat = side::horizontal(level.direction);
    // Labels stand in the layers between those of the members.
    let parity = usize::from(level.group.is_some()) + 1;
    let between = |l: &Link| level.items[l.b].rank.saturating_sub(level.items[l.a].rank + 1);
    let bends: usize = level.links.iter().map(|l| if l.lane { usize::from(l.label) } else { between(l) }).sum();
    level.items.reserve(bends);
    for l in 0..level.links.len() {
        let (a, b, lane) = (level.links[l].a, level.links[l].b, level.links[l].lane);
        let (from, to) = (level.items[a].rank, level.items[b].rank);
        let label = level.links[l].label.then(|| graph.edges.get(level.links[l].edge)?.label).flatten();
        let middle = if lane { from + 1 } else { label_rank(from, to, parity) };
        let bends = if lane { usize::from(label.is_some()) } else { to.saturating_sub(from + 1) };
        let mut chain = Vec::with_capacity(bends);
        for rank in from + 1..to {
            let here = label.filter(|_| rank == middle);
            if lane && here.is_none() {
                continue;
            }
            let kind = if here.is_some() { Kind::Label(level.links[l].edge) } else { Kind::Bend };
            let mut item = Item::new(kind);
            item.rank = rank;
            if let Some((w, h)) = here {
                let (across, deep) = if flat { (h, w) } else { (w, h) };
                (item.before, item.after, item.deep) = (across / 2, across / 2, deep);
            }
            chain.push(level.items.len());
            level.items.push(item);
        }
        level.links[l].chain = chain;
    }
    for (i, item) in level.items.iter().enumerate() {
        if item.kind == Kind::Title && flat {
            continue;
        }
        if let Some(layer) = level.layers.get_mut(item.rank) {
            layer.push(i);
        }
    }
    level.segs.reserve(level.links.iter().map(|l| l.chain.len() + 1).sum());
    for (l, link) in level.links.iter_mut().enumerate() {
        link.first_seg = level.segs.len();
        // A lane is cut as far as its label.
        let last = (!link.lane).then_some(link.b);
        let mut a = link.a;
        for (k, b) in link.chain.iter().copied().chain(last).enumerate() {
            level.segs.push(Seg {
                link: l,
                a,
                b,
                a_port: link.a_port.filter(|_| k == 0),
                b_port: link.b_port.filter(|_| b == link.b),
                from: 0,
                to: 0,
                track: 0,
            });
            a = b;
        }
    }
    let segs = level.segs.iter().enumerate();
    level.up = Lists::sorted(level.items.len(), segs.clone().map(|(s, seg)| (seg.b, s)));
    level.down = Lists::sorted(level.items.len(), segs.map(|(s, seg)| (seg.a, s)));
}

fn label_rank(from: usize, to: usize, parity: usize) -> usize {
    let middle = from + (to - from) / 2;
    if middle % 2 == parity % 2 || to - from < 3 {
        middle
    } else if middle + 1 < to {
        middle + 1
    } else {
        middle - 1
    }
}

/// Marks the longest links, so that the others need no more bends than a level may have.
fn choose_lanes(level: &mut Level) {
    let span = |level: &Level, l: usize| {
        let link = &level.links[l];
        level.items[link.b].rank.saturating_sub(level.items[link.a].rank + 1)
    };
    let mut total: usize = (0..level.links.len()).map(|l| span(level, l)).sum();
    let budget = BENDS + 6 * level.items.len();
    if total <= budget {
        return;
    }
    let mut longest: Vec<usize> = (0..level.links.len()).collect();
    longest.sort_by_key(|&l| (std::cmp::Reverse(span(level, l)), l));
    for l in longest {
        if total <= budget {
            break;
        }
        let spanned = span(level, l);
        total -= spanned;
        level.links[l].lane = spanned > 1;
    }
}
