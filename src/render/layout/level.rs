//! One container's drawing while it is being made. *Across* is across the flow, *along* is along it.

use super::lists::Lists;
use super::ports::SPACING;
use super::side::Side;
use super::{Point, Rect};
use crate::graph::Direction;

/// What a member of a level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A node.
    Node(usize),
    /// A nested container.
    Group(usize),
    /// Where an edge crosses the border, in the first or the last layer.
    Port,
    /// Where a long link passes a layer.
    Bend,
    /// An edge's label.
    Label(usize),
    /// The container's own title.
    Title,
}

/// A member of a level.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) rank: usize,
    /// Extents across the flow before and after `at`.
    pub(super) before: i64,
    pub(super) after: i64,
    /// What `after` holds beyond the box itself: self loops.
    pub(super) beyond: i64,
    /// At a port: the space to the next, as at the side of the node that its link leaves or reaches.
    pub(super) pitch: i64,
    /// At a port: half of its edge's label outside, which stands on the line there.
    pub(super) label: i64,
    /// The extent along the flow.
    pub(super) deep: i64,
    /// What `deep` holds at either end beyond the box itself: labels of self loops.
    pub(super) inset: i64,
    /// The position across the flow.
    pub(super) at: i64,
    /// Where the box begins along the flow.
    pub(super) along: i64,
}

impl Item {
    pub(super) const fn new(kind: Kind) -> Self {
        Self {
            kind,
            rank: 0,
            before: 0,
            after: 0,
            beyond: 0,
            pitch: SPACING,
            label: 0,
            deep: 0,
            inset: 0,
            at: 0,
            along: 0,
        }
    }

    /// Where the box itself begins and ends along the flow.
    pub(super) const fn span(&self) -> (i64, i64) {
        (self.along + self.inset, self.along + self.deep - self.inset)
    }

    /// Whether it is a point of a link and not a box.
    pub(super) const fn slim(&self) -> bool {
        matches!(self.kind, Kind::Port | Kind::Bend)
    }

    pub(super) const fn boxed(&self) -> bool {
        matches!(self.kind, Kind::Node(_) | Kind::Group(_))
    }
}

/// A connection of two members; `a` is in an earlier layer than `b` once ranked.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) edge: usize,
    pub(super) a: usize,
    pub(super) b: usize,
    /// The crossing of the nested container, where that end is one.
    pub(super) a_port: Option<usize>,
    pub(super) b_port: Option<usize>,
    /// Whether `a` is where the edge ends.
    pub(super) flipped: bool,
    pub(super) length: usize,
    pub(super) label: bool,
    pub(super) invisible: bool,
    /// Its first segment; the others follow.
    pub(super) first_seg: usize,
    /// Bends and labels between the ends.
    pub(super) chain: Vec<usize>,
    /// Whether it is too long to be cut, and runs beside everything.
    pub(super) lane: bool,
    /// Where a lane leaves and reaches its members, relative to them.
    pub(super) lane_ends: (i64, i64),
    /// The corners, in the level's own page coordinates, from `a` to `b`.
    pub(super) points: Vec<Point>,
}

impl Link {
    pub(super) const fn new(edge: usize, a: usize, b: usize, invisible: bool) -> Self {
        Self {
            edge,
            a,
            b,
            a_port: None,
            b_port: None,
            flipped: false,
            length: 1,
            label: false,
            invisible,
            first_seg: 0,
            chain: Vec::new(),
            lane: false,
            lane_ends: (0, 0),
            points: Vec::new(),
        }
    }
}

/// A part of a link between neighboring layers.
#[derive(Clone, Debug)]
pub(super) struct Seg {
    pub(super) link: usize,
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) a_port: Option<usize>,
    pub(super) b_port: Option<usize>,
    /// Where it leaves `a` and reaches `b`, across the flow.
    pub(super) from: i64,
    pub(super) to: i64,
    /// Where it changes over, along the flow.
    pub(super) track: i64,
}

/// An edge that crosses this level's border.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crossing {
    /// Whether it crosses where the flow begins.
    pub(super) at_start: bool,
    /// The side on the page at which the level above needs it.
    pub(super) side: Side,
    /// Its member in the first or the last layer.
    pub(super) item: usize,
    /// The edge.
    pub(super) edge: usize,
}

/// A container's drawing.
#[derive(Clone, Debug)]
pub(super) struct Level {
    pub(super) group: Option<usize>,
    pub(super) direction: Direction,
    pub(super) depth: usize,
    pub(super) items: Vec<Item>,
    pub(super) links: Vec<Link>,
    /// Self loops: the member and the edge.
    pub(super) loops: Vec<(usize, usize)>,
    pub(super) crossings: Vec<Crossing>,
    pub(super) layers: Vec<Vec<usize>>,
    pub(super) segs: Vec<Seg>,
    /// Indices into `segs`, by member.
    pub(super) up: Lists,
    pub(super) down: Lists,
    /// Results, on the page, from the level's own corner.
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) boxes: Vec<Rect>,
    pub(super) title: Rect,
    /// By crossing: where the border is crossed.
    pub(super) ports: Vec<Point>,
    /// By self loop: its corners and its label.
    pub(super) loop_routes: Vec<(Vec<Point>, Option<Rect>)>,
}

impl Level {
    pub(super) fn new(group: Option<usize>, direction: Direction, depth: usize) -> Self {
        Self {
            group,
            direction,
            depth,
            items: Vec::new(),
            links: Vec::new(),
            loops: Vec::new(),
            crossings: Vec::new(),
            layers: Vec::new(),
            segs: Vec::new(),
            up: Lists::default(),
            down: Lists::default(),
            width: 0,
            height: 0,
            boxes: Vec::new(),
            title: Rect::default(),
            ports: Vec::new(),
            loop_routes: Vec::new(),
        }
    }
}
