//! Graphs that nobody draws by hand: the layout comes to an end, and soon.

use super::tests::{edge, node, within};
use super::*;

fn nodes(count: usize) -> SizedGraph {
    SizedGraph { nodes: (0..count).map(|_| node(60, 40, None)).collect(), ..SizedGraph::default() }
}

fn link(graph: &mut SizedGraph, from: usize, to: usize) {
    graph.edges.push(edge(End::Node(from), End::Node(to)));
}

/// Lays out, and finds every edge routed and everything on the page.
fn drawn(graph: &SizedGraph) -> Layout {
    let layout = layout(graph);
    let page = Rect { x: 0, y: 0, w: layout.width, h: layout.height };
    assert!(layout.nodes.iter().all(|n| within(*n, page)));
    assert!(layout.groups.iter().all(|g| within(g.rect, page)));
    assert!(layout.edges.iter().all(|e| e.points.len() > 1));
    layout
}

#[test]
fn a_hundred_thousand_nodes() {
    let layout = drawn(&nodes(100_000));
    assert!(layout.width < 4 * layout.height, "a block, not a band: {} x {}", layout.width, layout.height);
}

#[test]
fn a_long_chain_and_a_long_circle() {
    let mut graph = nodes(10_000);
    (1..10_000).for_each(|n| link(&mut graph, n - 1, n));
    assert_eq!(drawn(&graph).width, 60);
    link(&mut graph, 9_999, 0);
    drawn(&graph);
}

#[test]
fn a_star() {
    for inward in [false, true] {
        let mut graph = nodes(2_001);
        (1..2_001).for_each(|n| if inward { link(&mut graph, n, 0) } else { link(&mut graph, 0, n) });
        drawn(&graph);
    }
}

#[test]
fn everything_with_everything() {
    let mut graph = nodes(33);
    for a in 0..33 {
        (a + 1..33).for_each(|b| link(&mut graph, a, b));
    }
    assert_eq!(graph.edges.len(), 528);
    drawn(&graph);
    let mut graph = nodes(120);
    for a in 0..60 {
        (60..120).for_each(|b| link(&mut graph, a, b));
    }
    drawn(&graph);
}

#[test]
fn many_between_two_and_many_from_one_to_itself() {
    for to in [0, 1] {
        let mut graph = nodes(2);
        graph.edges = vec![SizedEdge { label: Some((40, 18)), ..edge(End::Node(0), End::Node(to)) }; 2_000];
        drawn(&graph);
    }
}

#[test]
fn empty_containers() {
    let group = SizedGroup { title_w: 40, title_h: 18, parent: None, direction: None };
    drawn(&SizedGraph { groups: vec![group; 2_000], ..SizedGraph::default() });
}

/// Containers each in the one before it, a node in the innermost, the others outside.
fn nested(deep: usize, count: usize) -> SizedGraph {
    let mut graph = nodes(count);
    graph.groups = (0..deep)
        .map(|g: usize| SizedGroup { title_w: 40, title_h: 18, parent: g.checked_sub(1), direction: None })
        .collect();
    graph.nodes[0].parent = deep.checked_sub(1);
    (1..count).for_each(|n| link(&mut graph, n, 0));
    graph
}

#[test]
fn many_edges_far_into_nested_containers() {
    drawn(&nested(80, 80));
}

#[test]
fn an_edge_that_would_lead_too_far_within_ends_at_a_border() {
    let graph = nested(3_000, 2);
    let descent = tree::descend(&graph, &tree::depths(&graph), 8, End::Node(1), End::Node(0));
    assert_eq!(descent.to, (0..8).collect::<Vec<_>>());
    assert_eq!(descent.ends, (End::Node(1), End::Group(7)));
}
