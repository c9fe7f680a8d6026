//! Growth: synthetic diagrams of a hundred to ten thousand nodes, flat and in containers, in process.
//!
//! Layout is measured alone, with sizes by a formula as in comparisons with other engines; drawing is the whole way from a graph to
//! SVG. `SITEPLAN_NODES` gives other sizes, with commas between them.

use std::{collections::HashMap, time::Duration};

use siteplan::{
    diag::Sink,
    graph::{self, Graph},
    render::{
        self, Options,
        layout::{self, End, Outline, SizedEdge, SizedGraph, SizedGroup, SizedNode},
    },
    source::OffsetMap,
    syntax,
};
use siteplan_bench::{
    clock,
    synthetic::{self, Kind},
    table,
};

fn main() {
    let sizes = std::env::var("SITEPLAN_NODES").unwrap_or_else(|_| "100,1000,3000,10000".to_owned());
    let sizes: Vec<usize> = sizes.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    println!("Layered diagrams, three edges for two nodes, three in ten labelled: CPU time, the best of three.\n");
    let head = ["diagram", "nodes", "parse", "layout", "exponent", "draw", "exponent"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for (name, kind) in [("flat", Kind::Flat), ("clustered", Kind::Clustered)] {
        let mut before: Option<(usize, [Duration; 3])> = None;
        for &nodes in &sizes {
            let times = measure(&synthetic::diagram(kind, nodes));
            // How a time grows with the size: 1 is linear, 2 is quadratic.
            let exponent = |which: usize| {
                before.map_or(String::new(), |(n, t)| {
                    let growth = times[which].as_secs_f64() / t[which].as_secs_f64();
                    format!("{:.2}", growth.ln() / (nodes as f64 / n as f64).ln())
                })
            };
            let [parse, layout, draw] = times.map(table::time);
            rows.push(vec![name.to_owned(), nodes.to_string(), parse, layout, exponent(1), draw, exponent(2)]);
            before = Some((nodes, times));
        }
    }
    table::print(&rows);
}

/// Takes the times of reading, of layout, and of drawing.
fn measure(text: &str) -> [Duration; 3] {
    // More edges than the reference allows are an error to report, but the graph is whole.
    let read = || {
        let mut sink = Sink::new();
        graph::build(&syntax::parse(text, &OffsetMap::contiguous(0, text.len()), &mut sink), &mut sink)
    };
    let graph = read();
    let sized = sized(&graph);
    let options = Options::default();
    [
        best(&|| read().nodes.len()),
        best(&|| layout::layout(&sized).nodes.len()),
        best(&|| render::svg(&graph, &options).len()),
    ]
}

fn best(run: &dyn Fn() -> usize) -> Duration {
    (0..3).map(|_| clock::time(run).0).min().unwrap_or_default()
}

/// Gives every box a size: 8 px a character and 30 more, by 40.
fn sized(graph: &Graph) -> SizedGraph {
    let width = |text: &str| (8 * text.chars().count() as i64 + 30) / 2 * 2;
    let groups: HashMap<&str, usize> = graph.clusters.iter().enumerate().map(|(i, c)| (c.id.as_str(), i)).collect();
    let parent = |id: &Option<String>| id.as_deref().and_then(|p| groups.get(p).copied());
    let mut ends: HashMap<&str, End> = groups.iter().map(|(id, group)| (*id, End::Group(*group))).collect();
    let mut out = SizedGraph { direction: graph.direction, ..SizedGraph::default() };
    for node in graph.nodes.values().filter(|n| !n.is_cluster) {
        ends.insert(&node.id, End::Node(out.nodes.len()));
        let text = node.label.as_ref().map_or(node.id.as_str(), |l| l.raw.as_str());
        out.nodes.push(SizedNode {
            w: width(text),
            h: 40,
            parent: parent(&node.parent),
            outline: Outline::Box,
            margin_x: 8,
            margin_y: 8,
        });
    }
    for cluster in &graph.clusters {
        let title_w = width(&cluster.title.raw) - 30;
        out.groups.push(SizedGroup { title_w, title_h: 18, parent: parent(&cluster.parent), direction: None });
    }
    for edge in &graph.edges {
        if let (Some(&from), Some(&to)) = (ends.get(edge.from.as_str()), ends.get(edge.to.as_str())) {
            let label = edge.label.as_ref().map(|l| (width(&l.raw), 18));
            out.edges.push(SizedEdge { from, to, label, length: 1, invisible: false });
        }
    }
    out
}
