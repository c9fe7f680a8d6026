//! Findings as badges on a picture.

use crate::{
    compile::{Compiled, Diagram},
    diag,
    graph::Graph,
    render::{Badge, Severity, Target},
};

/// Returns a badge for every finding of a diagram, on the part of the drawing that it is about, else on the whole.
#[must_use]
pub fn badges(compiled: &Compiled, diagram: &Diagram, drawn: &Graph) -> Vec<Badge> {
    let mut spans: Vec<(usize, usize, usize)> =
        drawn.edges.iter().enumerate().map(|(i, e)| (e.span.start, e.span.end, i)).collect();
    spans.sort_unstable();
    let mut out = Vec::new();
    for finding in compiled.findings_of(&diagram.id) {
        let found = &finding.diagnostic;
        let edge = || {
            let after = spans.partition_point(|(start, _, _)| *start <= found.span.start);
            let (start, end, _) = *spans.get(after.checked_sub(1)?)?;
            // `a --> b & c` are two edges with one arrow: the first of them carries the badge.
            let first = spans.partition_point(|(s, _, _)| *s < start);
            spans.get(first).filter(|_| found.span.end <= end).map(|(_, _, index)| *index)
        };
        let target = match &found.node {
            Some(id) if drawn.cluster(id).is_some() => Target::Cluster(id.clone()),
            Some(id) if drawn.nodes.contains_key(id) => Target::Node(id.clone()),
            _ => edge().map_or(Target::Picture, Target::Edge),
        };
        let severity = match found.severity {
            diag::Severity::Error => Severity::Error,
            diag::Severity::Warning => Severity::Warning,
            diag::Severity::Note => Severity::Note,
        };
        out.push(Badge { target, code: found.lint.code.to_owned(), message: found.message.clone(), severity });
    }
    out
}
