//! What formatting must not change.

use serde_json::Value;
use siteplan::{diag::Sink, graph, report, source::OffsetMap, syntax};

/// Reads a flowchart as the reference would; none where it rejects it. Beside the graph come the comments and the blank lines.
pub(crate) fn read(text: &str) -> Option<(Value, Vec<String>, usize)> {
    let mut sink = Sink::new();
    let diagram = syntax::parse(text, &OffsetMap::contiguous(0, text.len()), &mut sink);
    let graph = graph::build(&diagram, &mut sink);
    let comments = graph.comments.iter().map(|c| c.text.trim_end().to_owned()).collect();
    // What stands after the last line end is the fence's own indent, and no line.
    let blank = text.split_inclusive('\n').filter(|l| l.ends_with('\n') && l.trim().is_empty()).count();
    (!sink.has_errors()).then(|| (report::graph_json(&graph), comments, blank))
}
