//! Positions along the flow: layer after layer, with the space between them that their links need.

use super::border::lift_ports;
use super::level::{Kind, Level};
use super::tracks::{Rows, TRACK, assign, nets};
use super::tree::Tree;
use super::turn::{PAD, PAD_TITLE, lanes, turn};
use super::{SizedGraph, side};

/// Routes a level whose members have their positions across the flow.
pub(super) fn route(graph: &SizedGraph, tree: &mut Tree, at: usize) {
    let Some(level) = tree.levels.get_mut(at) else { return };
    let depth = stack(level);
    let lanes = lanes(level);
    turn(graph, level, depth, lanes);
    lift_ports(level);
}

/// Sets the layers one after the other. Returns the extent along the flow.
fn stack(level: &mut Level) -> i64 {
    let grouped = level.group.is_some();
    let flat = side::horizontal(level.direction);
    let titled = |level: &Level, r: usize| {
        level.layers.get(r).is_some_and(|l| l.iter().any(|&i| level.items[i].kind == Kind::Title))
    };
    let last = level.layers.len().saturating_sub(1);
    let mut along = match (grouped, titled(level, 0)) {
        (false, _) => 0,
        (true, true) => PAD_TITLE,
        (true, false) => 0,
    };
    let mut rows = Rows::new();
    for r in 0..level.layers.len() {
        let deep = level.layers[r].iter().map(|&i| level.items[i].deep).max().unwrap_or(0);
        let crowded = level.layers[r].iter().any(|&i| matches!(level.items[i].kind, Kind::Group(_)));
        for k in 0..level.layers[r].len() {
            let i = level.layers[r][k];
            let slack = deep - level.items[i].deep;
            // Boxes of a column begin on one line, as the lines of a text do.
            let lined = crowded || (flat && level.items[i].boxed());
            let shift = match (lined, level.up[i].is_empty(), level.down[i].is_empty()) {
                // Beside a container, a box stands near what it is linked to.
                (true, false, true) => 0,
                (true, true, false) => slack,
                (true, true, true) => 0,
                _ => slack / 2,
            };
            level.items[i].along = along + shift;
        }
        along += deep;
        if r < last {
            along += channel(level, r, along, &mut rows);
        }
    }
    along
        + match (grouped, titled(level, last)) {
            (true, true) => PAD_TITLE,
            _ => 0,
        }
}

/// The least space between two layers.
fn least(level: &Level, r: usize) -> i64 {
    let boxes = |r: usize| level.layers.get(r).is_some_and(|l| l.iter().any(|&i| level.items[i].boxed()));
    let ported = level.group.is_some() && (r == 0 || r + 2 == level.layers.len());
    let linked = level.layers[r].iter().any(|&i| !level.down[i].is_empty());
    if ported {
        return if linked {
            PAD + 4
        } else if level.layers[r].is_empty() || r > 0 {
            PAD
        } else {
            PAD - 4
        };
    }
    match (boxes(r), boxes(r + 1)) {
        (true, true) if side::horizontal(level.direction) => 52,
        (true, true) if linked => 46,
        (true, true) => 24,
        _ => 22,
    }
}

/// Gives the changes between two layers their tracks. Returns the space that they need.
fn channel(level: &mut Level, r: usize, begin: i64, rows: &mut Rows) -> i64 {
    let mut nets = nets(level, r);
    let tracks = assign(&mut nets, rows);
    let least = least(level, r);
    let space = if tracks == 0 { least } else { least.max(12 + TRACK * (tracks as i64 - 1) + 18) };
    // The tracks are in the middle, but leave an arrow head its straight run.
    let extent = TRACK * (tracks.max(1) as i64 - 1);
    let first = begin + ((space - extent) / 2).min(space - extent - 14).max(4);
    for net in &nets {
        for &s in net.segs.iter() {
            level.segs[s].track = first + TRACK * net.track as i64;
        }
    }
    space
}
