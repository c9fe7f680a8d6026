//! The four sides of a box and the axis of a direction.

use crate::graph::Direction;

/// A side of a box, as seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Top,
    Bottom,
    Left,
    Right,
}

/// Whether the flow runs from left to right or back.
pub(super) const fn horizontal(direction: Direction) -> bool {
    matches!(direction, Direction::LeftRight | Direction::RightLeft)
}

/// The side at which the flow begins.
pub(super) const fn start(direction: Direction) -> Side {
    match direction {
        Direction::TopBottom | Direction::BottomRight => Side::Top,
        Direction::BottomTop => Side::Bottom,
        Direction::LeftRight => Side::Left,
        Direction::RightLeft => Side::Right,
    }
}

/// The side at which the flow ends.
pub(super) const fn end(direction: Direction) -> Side {
    match start(direction) {
        Side::Top => Side::Bottom,
        Side::Bottom => Side::Top,
        Side::Left => Side::Right,
        Side::Right => Side::Left,
    }
}

/// Turns coordinates across and along the flow into those on the page.
pub(super) const fn to_page(direction: Direction, across: i64, along: i64, depth: i64) -> (i64, i64) {
    match direction {
        Direction::TopBottom | Direction::BottomRight => (across, along),
        Direction::BottomTop => (across, depth - along),
        Direction::LeftRight => (along, across),
        Direction::RightLeft => (depth - along, across),
    }
}
