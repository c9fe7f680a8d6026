//! Where everything goes: a pure function from a graph whose boxes have sizes to positions and routes.
//!
//! Containers are laid out from the inside out. Each container is a *level*: a layered drawing of its direct members, in which
//! a nested container is one big member. An edge that crosses a border becomes a port on it, and a title is a member of the
//! layer of ports, so nothing can enter it and the container is wide enough for it. The layout knows nothing of text or color.
//!
//! The stages: `tree` makes the levels, `rank` and `simplex` the layers, `chain` cuts long links, `order` unties crossings over all
//! levels at once, `place`, `spread`, `straight` and `ports` choose coordinates across the flow, `route` and `tracks` along it,
//! `turn` brings a level onto the page, `border` leads ports around corners, `assemble` puts the levels together, `hops` notes
//! where lines cross.

mod assemble;
mod border;
mod chain;
mod hops;
mod level;
mod lists;
mod loops;
mod order;
mod outline;
mod place;
mod ports;
mod rank;
mod route;
mod side;
mod simplex;
mod spread;
mod straight;
mod tracks;
mod tree;
mod turn;

#[cfg(test)]
mod limits;
#[cfg(test)]
mod tests;

pub use outline::Outline;

use crate::graph::Direction;

/// A point, in px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Rightward.
    pub x: f64,
    /// Downward.
    pub y: f64,
}

/// A box, in px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// The left edge.
    pub x: i64,
    /// The top edge.
    pub y: i64,
    /// The width.
    pub w: i64,
    /// The height.
    pub h: i64,
}

impl Rect {
    /// Returns the box moved.
    #[must_use]
    pub const fn moved(self, dx: i64, dy: i64) -> Self {
        Self { x: self.x + dx, y: self.y + dy, w: self.w, h: self.h }
    }

    /// Returns the middle.
    #[must_use]
    pub fn center(self) -> Point {
        Point { x: self.x as f64 + self.w as f64 / 2.0, y: self.y as f64 + self.h as f64 / 2.0 }
    }
}

/// A node to place. Sizes are even, so that middles are whole.
#[derive(Clone, Debug)]
pub struct SizedNode {
    /// The width.
    pub w: i64,
    /// The height.
    pub h: i64,
    /// The group that holds it.
    pub parent: Option<usize>,
    /// The outline at which edges end.
    pub outline: Outline,
    /// How far from the corners edges may touch the top and the bottom.
    pub margin_x: i64,
    /// How far from the corners edges may touch the left and the right.
    pub margin_y: i64,
}

/// A container to place.
#[derive(Clone, Debug)]
pub struct SizedGroup {
    /// The title's width; 0 where there is none.
    pub title_w: i64,
    /// The title's height.
    pub title_h: i64,
    /// The group that holds it. Never itself, never in a circle.
    pub parent: Option<usize>,
    /// Its own direction.
    pub direction: Option<Direction>,
}

/// What an edge ends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A node.
    Node(usize),
    /// A container.
    Group(usize),
}

/// An edge to route.
#[derive(Clone, Debug)]
pub struct SizedEdge {
    /// What it leaves.
    pub from: End,
    /// What it reaches.
    pub to: End,
    /// The label's width and height.
    pub label: Option<(i64, i64)>,
    /// How many ranks it spans at least.
    pub length: usize,
    /// Whether it only holds things apart and is not drawn.
    pub invisible: bool,
}

/// A graph whose boxes have sizes.
#[derive(Clone, Debug, Default)]
pub struct SizedGraph {
    /// The direction of the whole.
    pub direction: Direction,
    /// The nodes.
    pub nodes: Vec<SizedNode>,
    /// The containers.
    pub groups: Vec<SizedGroup>,
    /// The edges.
    pub edges: Vec<SizedEdge>,
}

/// A placed container.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupBox {
    /// Its box.
    pub rect: Rect,
    /// The box of its title.
    pub title: Rect,
}

/// A routed edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// The corners from end to end; empty for an invisible edge.
    pub points: Vec<Point>,
    /// The box of the label, on a straight run of the route.
    pub label: Option<Rect>,
    /// Where it hops over other routes, in the order of its run; on horizontal runs only.
    pub hops: Vec<Point>,
}

/// Positions and routes, by the indices of the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The width of the whole.
    pub width: i64,
    /// The height of the whole.
    pub height: i64,
    /// The nodes.
    pub nodes: Vec<Rect>,
    /// The containers.
    pub groups: Vec<GroupBox>,
    /// The edges.
    pub edges: Vec<Route>,
}

/// Lays a graph out.
#[must_use]
pub fn layout(graph: &SizedGraph) -> Layout {
    let mut tree = tree::grow(graph);
    for at in 0..tree.levels.len() {
        rank::rank(graph, &mut tree.levels[at]);
        tree.carry_in(at);
        chain::cut(graph, &mut tree.levels[at]);
    }
    order::untie(&mut tree);
    for at in (0..tree.levels.len()).rev() {
        place::place(graph, &mut tree, at);
    }
    let mut layout = assemble::assemble(graph, &tree);
    hops::hops(&mut layout.edges);
    layout
}
