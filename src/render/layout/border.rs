//! Ports led around a corner, where a container flows across the direction of what it stands in.

use super::Point;
use super::level::Level;
use super::side::{self, Side};
use super::tracks::TRACK;

/// Leads ports around the corner, where the level above flows across this one.
pub(super) fn lift_ports(level: &mut Level) {
    for own in [side::start(level.direction), side::end(level.direction)] {
        let mut turned: Vec<usize> = (0..level.crossings.len())
            .filter(|&c| {
                let crossing = &level.crossings[c];
                let at = if crossing.at_start { side::start(level.direction) } else { side::end(level.direction) };
                at == own && crossing.side != own
            })
            .collect();
        if turned.is_empty() {
            continue;
        }
        let far = matches!(level.crossings[turned[0]].side, Side::Bottom | Side::Right);
        let flat = matches!(own, Side::Left | Side::Right);
        turned.sort_by(|&a, &b| {
            let v = |c: usize| level.ports.get(c).map_or(0.0, |p| if flat { p.y } else { p.x });
            if far { v(b).total_cmp(&v(a)) } else { v(a).total_cmp(&v(b)) }
        });
        let margin = TRACK * turned.len() as i64;
        // The nearest to its goal takes the row nearest to the content.
        if own == Side::Left || own == Side::Top {
            shift(level, if own == Side::Left { margin } else { 0 }, if own == Side::Top { margin } else { 0 });
        }
        if flat {
            level.width += margin + margin % 2
        } else {
            level.height += margin + margin % 2
        }
        let (w, h) = (level.width as f64, level.height as f64);
        let mut corners: Vec<Option<(Point, Point)>> = vec![None; level.items.len()];
        // A port that stays on this side goes on to the border that has moved away.
        for c in 0..level.crossings.len() {
            let crossing = &level.crossings[c];
            let at = if crossing.at_start { side::start(level.direction) } else { side::end(level.direction) };
            if at != own || crossing.side != own {
                continue;
            }
            let Some(port) = level.ports.get_mut(c) else { continue };
            let old = *port;
            match own {
                Side::Left => port.x = 0.0,
                Side::Right => port.x = w,
                Side::Top => port.y = 0.0,
                Side::Bottom => port.y = h,
            }
            corners[crossing.item] = Some((*port, old));
        }
        for (k, &c) in turned.iter().enumerate() {
            let Some(old) = level.ports.get(c).copied() else { continue };
            let row = (TRACK * (k as i64 + 1)) as f64;
            let inner = margin as f64;
            let corner = match own {
                Side::Left => Point { x: inner - row + 4.0, y: old.y },
                Side::Right => Point { x: w - inner + row - 4.0, y: old.y },
                Side::Top => Point { x: old.x, y: inner - row + 4.0 },
                Side::Bottom => Point { x: old.x, y: h - inner + row - 4.0 },
            };
            let port = match level.crossings[c].side {
                Side::Top => Point { x: corner.x, y: 0.0 },
                Side::Bottom => Point { x: corner.x, y: h },
                Side::Left => Point { x: 0.0, y: corner.y },
                Side::Right => Point { x: w, y: corner.y },
            };
            level.ports[c] = port;
            corners[level.crossings[c].item] = Some((port, corner));
        }
        for link in level.links.iter_mut().filter(|l| !l.points.is_empty()) {
            if let Some((port, corner)) = corners[link.a] {
                link.points.splice(0..1, [port, corner]);
            }
            if let Some((port, corner)) = corners[link.b] {
                link.points.pop();
                link.points.extend([corner, port]);
            }
        }
    }
}

/// Makes a container longer at the bottom or wider at the right, with the links that leave it there.
pub(super) fn stretch(level: &mut Level, flat: bool, by: i64) {
    let far = if flat { Side::Right } else { Side::Bottom };
    *(if flat { &mut level.width } else { &mut level.height }) += by;
    let mut moved = vec![None; level.items.len()];
    for (crossing, port) in level.crossings.iter().zip(&mut level.ports).filter(|(c, _)| c.side == far) {
        *(if flat { &mut port.x } else { &mut port.y }) += by as f64;
        moved[crossing.item] = Some(*port);
    }
    for link in level.links.iter_mut() {
        if let (Some(end), Some(port)) = (link.points.first_mut(), moved[link.a]) {
            *end = port;
        }
        if let (Some(end), Some(port)) = (link.points.last_mut(), moved[link.b]) {
            *end = port;
        }
    }
}

/// Moves everything in a level.
fn shift(level: &mut Level, dx: i64, dy: i64) {
    let all = level.links.iter_mut().map(|l| &mut l.points).chain(level.loop_routes.iter_mut().map(|l| &mut l.0));
    for point in all.flatten().chain(level.ports.iter_mut()) {
        point.x += dx as f64;
        point.y += dy as f64;
    }
    for rect in level
        .boxes
        .iter_mut()
        .chain([&mut level.title])
        .chain(level.loop_routes.iter_mut().filter_map(|l| l.1.as_mut()))
    {
        *rect = rect.moved(dx, dy);
    }
}
