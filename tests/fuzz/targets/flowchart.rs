//! One diagram's text: whatever it is, it is read without a panic, every place lies in it, and what can be read is formatted
//! without a change of its graph and comes to rest at once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use siteplan::{
    diag::{self, Sink},
    format::{self, Outcome},
    graph::{self, Graph},
    report,
    source::OffsetMap,
    syntax,
};

/// Reads a text; the graph counts only where nothing of it is an error.
fn read(text: &str) -> (Option<Graph>, Vec<diag::Diagnostic>) {
    let mut sink = Sink::new();
    let diagram = syntax::parse(text, &OffsetMap::contiguous(0, text.len()), &mut sink);
    let graph = graph::build(&diagram, &mut sink);
    let fits = !sink.has_errors();
    (fits.then_some(graph), sink.into_sorted())
}

fuzz_target!(|text: &str| {
    let (graph, findings) = read(text);
    for finding in &findings {
        let edits = finding.fix.iter().flat_map(|f| &f.edits).map(|e| e.span);
        let places = finding.related.iter().map(|(span, _)| *span);
        for span in edits.chain(places).chain([finding.span]) {
            assert!(text.get(span.start..span.end).is_some(), "{finding:?} is not in the text");
        }
        if let Some(fix) = &finding.fix {
            let (mended, _) = diag::apply(text, [fix]);
            let _ = read(&mended);
        }
    }
    for node in graph.iter().flat_map(|g| g.nodes.values()) {
        assert!(text.get(node.span.start..node.span.end).is_some(), "{node:?} is not in the text");
        assert!(text.get(node.definition.start..node.definition.end).is_some(), "{node:?} is not in the text");
        let label = node.label.as_ref().map_or(node.span, |l| l.span);
        assert!(text.get(label.start..label.end).is_some(), "{node:?} is not in the text");
    }
    match format::format(text) {
        Outcome::Changed(after) => {
            let (Some(before), (Some(graph), _)) = (&graph, read(&after)) else {
                panic!("what was formatted cannot be read: {after}");
            };
            assert_eq!(report::graph_json(before), report::graph_json(&graph), "formatting changed the graph: {after}");
            assert_eq!(format::format(&after), Outcome::Formatted, "formatting does not come to rest: {after}");
        }
        Outcome::Formatted | Outcome::Kept(_) => assert!(graph.is_some(), "what cannot be read counts as formatted"),
        Outcome::Invalid => assert!(graph.is_none(), "what can be read is not formatted"),
        Outcome::Other => {}
    }
});
