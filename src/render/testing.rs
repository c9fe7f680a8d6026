//! Graphs for tests, read from Mermaid.

use crate::diag::Sink;
use crate::graph::{self, Graph};
use crate::source::OffsetMap;
use crate::syntax;

/// Reads a flowchart that has no errors.
pub(super) fn read(text: &str) -> Graph {
    let mut sink = Sink::new();
    let diagram = syntax::parse(text, &OffsetMap::contiguous(0, text.len()), &mut sink);
    let graph = graph::build(&diagram, &mut sink);
    assert!(!sink.has_errors(), "{:?}", sink.as_slice());
    graph
}
