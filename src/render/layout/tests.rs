//! What every layout keeps to, whatever the graph.

use proptest::prelude::*;

use super::*;

pub(super) fn node(w: i64, h: i64, parent: Option<usize>) -> SizedNode {
    SizedNode { w, h, parent, outline: Outline::Box, margin_x: 12, margin_y: 10 }
}

pub(super) fn edge(from: End, to: End) -> SizedEdge {
    SizedEdge { from, to, label: None, length: 1, invisible: false }
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![
        3 => Just(Direction::TopBottom),
        1 => Just(Direction::BottomTop),
        2 => Just(Direction::LeftRight),
        1 => Just(Direction::RightLeft),
    ]
}

prop_compose! {
    fn groups()(count in 0_usize..7)(
        groups in prop::collection::vec((0_usize..8, 0_i64..120, prop::option::weighted(0.3, direction())), count)
    ) -> Vec<SizedGroup> {
        groups.into_iter().enumerate().map(|(g, (parent, title, direction))| SizedGroup {
            title_w: if title < 10 { 0 } else { title * 2 },
            title_h: 18,
            // A parent comes before its children, so there are no circles.
            parent: (parent < g).then_some(parent),
            direction,
        }).collect()
    }
}

prop_compose! {
    fn graphs()(groups in groups(), direction in direction(), count in 1_usize..14)(
        nodes in prop::collection::vec((10_i64..90, 10_i64..40, 0_usize..10), count),
        edges in prop::collection::vec(
            (0_usize..20, 0_usize..20, prop::option::weighted(0.3, (5_i64..60, 8_i64..20)), 1_usize..4, 0_u8..20), 0..26),
        groups in Just(groups),
        direction in Just(direction),
    ) -> SizedGraph {
        let end = |e: usize| match e {
            e if e < 16 || groups.is_empty() => End::Node(e % nodes.len()),
            e => End::Group(e % groups.len()),
        };
        let edges = edges.iter().map(|&(from, to, label, length, kind)| SizedEdge {
            from: end(from),
            to: end(to),
            label: label.map(|(w, h)| (w * 2, h * 2)).filter(|_| kind > 0),
            length,
            invisible: kind == 0,
        }).collect();
        let parent = |p: usize| (p < groups.len()).then_some(p);
        let nodes = nodes.iter().map(|&(w, h, p)| node(w * 2, h * 2, parent(p))).collect();
        SizedGraph { direction, nodes, edges, groups }
    }
}

fn meet(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

pub(super) fn within(a: Rect, b: Rect) -> bool {
    a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h
}

/// Whether a run of a route passes through the inside of a box.
fn through(points: &[Point], r: Rect) -> bool {
    points.windows(2).any(|p| {
        let (x0, x1) = (p[0].x.min(p[1].x), p[0].x.max(p[1].x));
        let (y0, y1) = (p[0].y.min(p[1].y), p[0].y.max(p[1].y));
        let (x, y, w, h) = (r.x as f64, r.y as f64, r.w as f64, r.h as f64);
        x0 < x + w - 0.5 && x1 > x + 0.5 && y0 < y + h - 0.5 && y1 > y + 0.5
    })
}

fn on_border(p: Point, r: Rect) -> bool {
    let (x, y, w, h) = (r.x as f64, r.y as f64, r.w as f64, r.h as f64);
    let near = |a: f64, b: f64| (a - b).abs() < 0.6;
    let (in_x, in_y) = (p.x > x - 0.6 && p.x < x + w + 0.6, p.y > y - 0.6 && p.y < y + h + 0.6);
    (in_y && (near(p.x, x) || near(p.x, x + w))) || (in_x && (near(p.y, y) || near(p.y, y + h)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn boxes_keep_apart_and_inside(graph in graphs()) {
        let layout = layout(&graph);
        for (a, one) in layout.nodes.iter().enumerate() {
            for two in &layout.nodes[..a] {
                prop_assert!(!meet(*one, *two), "{one:?} {two:?}");
            }
            let whole = Rect { x: 0, y: 0, w: layout.width, h: layout.height };
            let holder = graph.nodes[a].parent.map_or(whole, |g| layout.groups[g].rect);
            prop_assert!(within(*one, holder), "{one:?} {holder:?}");
            for group in &layout.groups {
                prop_assert!(!meet(*one, group.title));
            }
        }
        for (g, group) in layout.groups.iter().enumerate() {
            prop_assert!(within(group.title, group.rect));
            if let Some(parent) = graph.groups[g].parent {
                prop_assert!(within(group.rect, layout.groups[parent].rect));
            }
            for (other, sibling) in layout.groups[..g].iter().enumerate() {
                let siblings = graph.groups[other].parent == graph.groups[g].parent;
                prop_assert!(!(siblings && meet(group.rect, sibling.rect)), "{group:?} {sibling:?}");
            }
        }
    }

    #[test]
    fn routes_are_straight_runs_between_their_ends_and_through_nothing(graph in graphs()) {
        let layout = layout(&graph);
        let rect = |end: End| match end {
            End::Node(n) => layout.nodes[n],
            End::Group(g) => layout.groups[g].rect,
        };
        for (edge, route) in graph.edges.iter().zip(&layout.edges) {
            if edge.invisible {
                prop_assert!(route.points.is_empty());
                continue;
            }
            prop_assert!(route.points.len() > 1, "{edge:?}");
            prop_assert!(on_border(route.points[0], rect(edge.from)), "{edge:?} {:?} {:?}", route.points, rect(edge.from));
            prop_assert!(on_border(route.points[route.points.len() - 1], rect(edge.to)), "{edge:?} {:?}", route.points);
            prop_assert!(route.points.windows(2).all(|p| p[0].x == p[1].x || p[0].y == p[1].y), "{:?}", route.points);
            for (n, r) in layout.nodes.iter().enumerate() {
                let end = edge.from == End::Node(n) || edge.to == End::Node(n);
                prop_assert!(end || !through(&route.points, *r), "{edge:?} through node {n}");
            }
            for (g, group) in layout.groups.iter().enumerate() {
                let end = edge.from == End::Group(g) || edge.to == End::Group(g);
                prop_assert!(end || !through(&route.points, group.title), "{edge:?} through the title of {g}");
            }
        }
    }

    #[test]
    fn every_point_is_on_the_page(graph in graphs()) {
        let layout = layout(&graph);
        for point in layout.edges.iter().flat_map(|e| &e.points) {
            prop_assert!((0.0..=layout.width as f64).contains(&point.x), "{point:?}");
            prop_assert!((0.0..=layout.height as f64).contains(&point.y), "{point:?}");
        }
    }

    #[test]
    fn labels_have_their_place(graph in graphs()) {
        let layout = layout(&graph);
        for (e, edge) in graph.edges.iter().enumerate() {
            prop_assert_eq!(edge.label.is_some() && !edge.invisible, layout.edges[e].label.is_some());
            let Some(label) = layout.edges[e].label else { continue };
            for node in &layout.nodes {
                prop_assert!(!meet(label, *node));
            }
            for other in 0..graph.edges.len() {
                if other != e {
                    prop_assert!(!layout.edges[other].label.is_some_and(|l| meet(l, label)));
                    prop_assert!(!through(&layout.edges[other].points, label), "{e} under {other}");
                }
            }
        }
    }

    #[test]
    fn the_same_graph_gives_the_same_layout(graph in graphs()) {
        prop_assert_eq!(layout(&graph), layout(&graph));
    }
}

#[test]
fn nothing_has_no_extent() {
    assert_eq!(layout(&SizedGraph::default()), Layout::default());
}

#[test]
fn siblings_stand_in_the_authors_order() {
    let mut graph = SizedGraph { nodes: (0..6).map(|_| node(80, 40, None)).collect(), ..SizedGraph::default() };
    graph.edges = (1..6).map(|n| edge(End::Node(0), End::Node(n))).collect();
    let layout = layout(&graph);
    assert!(layout.nodes[1..].windows(2).all(|p| p[0].x < p[1].x && p[0].y == p[1].y), "{:?}", layout.nodes);
}

#[test]
fn a_wide_fan_stands_in_rows() {
    let mut graph = SizedGraph { nodes: (0..13).map(|_| node(200, 40, None)).collect(), ..SizedGraph::default() };
    graph.edges = (1..13).map(|n| edge(End::Node(0), End::Node(n))).collect();
    let layout = layout(&graph);
    assert!(layout.width < 1500, "{}", layout.width);
    assert!(layout.nodes[1..].windows(2).all(|p| p[0].center().x < p[1].center().x), "{:?}", layout.nodes);
}

#[test]
fn a_sole_box_stands_in_the_middle_under_a_wide_title() {
    let graph = SizedGraph {
        nodes: vec![node(60, 40, Some(0)), node(60, 40, None)],
        groups: vec![SizedGroup { title_w: 300, title_h: 18, parent: None, direction: None }],
        edges: vec![edge(End::Node(1), End::Node(0))],
        ..SizedGraph::default()
    };
    let layout = layout(&graph);
    assert!((layout.nodes[0].center().x - layout.groups[0].rect.center().x).abs() <= 1.0, "{layout:?}");
}

#[test]
fn a_line_goes_straight_past_a_title_that_is_not_too_wide() {
    let graph = SizedGraph {
        nodes: vec![node(160, 40, Some(0)), node(160, 40, None)],
        groups: vec![SizedGroup { title_w: 190, title_h: 18, parent: None, direction: None }],
        edges: vec![edge(End::Node(1), End::Node(0))],
        ..SizedGraph::default()
    };
    let layout = layout(&graph);
    let points = &layout.edges[0].points;
    assert_eq!(points.len(), 2, "{points:?}");
    let title = layout.groups[0].title;
    assert!(points[0].x > (title.x + title.w) as f64);
}

#[test]
fn lines_into_a_container_are_as_far_apart_as_their_labels_need() {
    for direction in [Direction::TopBottom, Direction::LeftRight] {
        let labelled = |from, to| SizedEdge { label: Some((80, 18)), ..edge(from, to) };
        let graph = SizedGraph {
            direction,
            nodes: [None, Some(0), Some(1)].map(|parent| node(100, 40, parent)).to_vec(),
            groups: vec![SizedGroup { title_w: 60, title_h: 18, parent: None, direction: None }; 2],
            edges: vec![labelled(End::Node(1), End::Node(2)), labelled(End::Group(0), End::Group(1))],
        };
        let layout = layout(&graph);
        assert!(layout.edges.iter().all(|e| e.points.len() == 2), "{:?}", layout.edges);
    }
}

#[test]
fn containers_side_by_side_end_on_one_line() {
    let group = |title_h| SizedGroup { title_w: 80, title_h, parent: None, direction: None };
    for direction in [Direction::TopBottom, Direction::BottomTop] {
        let graph = SizedGraph {
            direction,
            nodes: vec![node(60, 40, None), node(60, 40, Some(0)), node(60, 40, Some(1)), node(60, 40, None)],
            groups: vec![group(18), group(38)],
            edges: [(0, 1), (0, 2), (1, 3), (2, 3)].map(|(a, b)| edge(End::Node(a), End::Node(b))).to_vec(),
        };
        let layout = layout(&graph);
        let [a, b] = [layout.groups[0].rect, layout.groups[1].rect];
        assert_eq!((a.y, a.h), (b.y, b.h));
    }
}

#[test]
fn boxes_of_a_column_begin_on_one_line() {
    let mut graph = SizedGraph { direction: Direction::LeftRight, ..SizedGraph::default() };
    graph.nodes = [60, 80, 100, 120].map(|w| node(w, 40, None)).to_vec();
    graph.edges = (1..4).map(|n| edge(End::Node(0), End::Node(n))).collect();
    let layout = layout(&graph);
    assert!(layout.nodes[1..].windows(2).all(|p| p[0].x == p[1].x), "{:?}", layout.nodes);
}

#[test]
fn one_of_two_lines_that_cross_hops() {
    let mut graph = SizedGraph { nodes: (0..6).map(|_| node(80, 40, None)).collect(), ..SizedGraph::default() };
    for a in 0..3 {
        (3..6).for_each(|b| graph.edges.push(edge(End::Node(a), End::Node(b))));
    }
    let layout = layout(&graph);
    let hops: Vec<Point> = layout.edges.iter().flat_map(|e| e.hops.clone()).collect();
    assert!(!hops.is_empty());
    for hop in hops {
        let on = |e: &&Route| e.points.windows(2).any(|p| p[0].x == hop.x && p[1].x == hop.x);
        assert!(layout.edges.iter().any(|e| on(&e)), "{hop:?} is over no line");
    }
}

#[test]
fn a_chain_is_a_straight_line() {
    let mut graph = SizedGraph { direction: Direction::LeftRight, ..SizedGraph::default() };
    graph.nodes = (0..4).map(|n| node(60 + 20 * n, 40, None)).collect();
    graph.edges = (1..4).map(|n| edge(End::Node(n - 1), End::Node(n))).collect();
    assert!(layout(&graph).edges.iter().all(|e| e.points.len() == 2));
}

#[test]
fn a_title_makes_its_container_wide_enough() {
    let group = SizedGroup { title_w: 400, title_h: 18, parent: None, direction: None };
    for direction in [Direction::TopBottom, Direction::BottomTop, Direction::LeftRight, Direction::RightLeft] {
        let graph = SizedGraph {
            direction,
            nodes: vec![node(60, 40, Some(0)), node(60, 40, None)],
            groups: vec![group.clone()],
            edges: vec![edge(End::Node(1), End::Node(0))],
        };
        let layout = layout(&graph);
        assert!(within(layout.groups[0].title, layout.groups[0].rect));
        assert!(layout.groups[0].rect.w > 400);
        assert!(layout.groups[0].title.y < layout.nodes[0].y, "the title is at the top");
    }
}

#[test]
fn deep_nesting_is_no_danger() {
    let deep = 3000;
    let groups = (0..deep)
        .map(|g: usize| SizedGroup { title_w: 40, title_h: 18, parent: g.checked_sub(1), direction: None })
        .collect();
    let graph = SizedGraph {
        nodes: vec![node(60, 40, Some(deep - 1)), node(60, 40, None)],
        groups,
        edges: vec![edge(End::Node(1), End::Node(0))],
        ..SizedGraph::default()
    };
    let layout = layout(&graph);
    assert!(within(layout.nodes[0], layout.groups[deep - 1].rect));
}

#[test]
fn many_links_over_many_layers_stay_cheap() {
    let count = 700;
    let mut graph = SizedGraph { nodes: (0..count).map(|_| node(60, 40, None)).collect(), ..SizedGraph::default() };
    for n in 1..count {
        graph.edges.push(edge(End::Node(n - 1), End::Node(n)));
        graph.edges.push(SizedEdge { label: Some((30, 16)), ..edge(End::Node(0), End::Node(n)) });
    }
    let layout = layout(&graph);
    assert!(layout.edges.iter().all(|e| e.points.len() > 1));
}
