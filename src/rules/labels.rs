//! What labels say beside the names of things: switches and settings, in the author's words.

use super::Scope;
use crate::{
    catalog::{Word, words},
    graph::Label,
    source::Span,
};

/// A label and the node that it speaks of; an edge's speaks of where the edge begins.
pub(super) struct Said<'a> {
    /// The label.
    pub(super) label: &'a Label,
    /// The node.
    pub(super) node: &'a str,
}

/// Words before a switch by which it is said to be off.
const DENIED: &[&str] = &["no", "not", "without", "never", "disable", "disabled"];
/// Words after it.
const OFF: &[&str] = &["off", "false", "disabled"];

/// Returns every label: of nodes, of subgraphs and of edges.
pub(super) fn said<'a>(scope: &Scope<'a>) -> impl Iterator<Item = Said<'a>> {
    let graph = scope.graph;
    let nodes = graph.nodes.values().filter(|n| !n.is_cluster);
    let nodes = nodes.filter_map(|n| Some(Said { label: n.label.as_ref()?, node: &n.id }));
    let clusters = graph.clusters.iter().map(|c| Said { label: &c.title, node: &c.id });
    let edges = graph.edges.iter().filter_map(|e| Some(Said { label: e.label.as_ref()?, node: &e.from }));
    nodes.chain(clusters).chain(edges)
}

/// Finds a phrase in a label. Returns whether it is said to be on, and where it stands.
pub(super) fn switch(label: &Label, phrase: &[&str]) -> Option<(bool, Span)> {
    let all = words(&label.lines());
    let at = all.windows(phrase.len()).position(|w| w.iter().zip(phrase).all(|(w, p)| w.text == *p))?;
    // `no auto-registration`, `Always On: off`, `WEBSITE_VNET_ROUTE_ALL=0`: what is said of it stands right beside it.
    let line = all.get(at).map(|w| w.line);
    let beside = |w: &&Word| Some(w.line) == line;
    let before = at.checked_sub(1).and_then(|i| all.get(i)).filter(beside);
    let before = before.is_some_and(|w| DENIED.contains(&w.text.as_str()));
    let mut rest = all.iter().skip(at + phrase.len()).take(2).filter(beside);
    let zero = rest.clone().next().is_some_and(|w| w.text == "0" && w.before.contains(['=', ':']));
    let after = zero || rest.any(|w| OFF.contains(&w.text.as_str()));
    Some((!before && !after, locate(label, phrase)))
}

/// Where a phrase stands in a label; the whole label where it cannot be told.
fn locate(label: &Label, phrase: &[&str]) -> Span {
    // A label that runs over quoted lines is no slice of the document.
    if label.span.end - label.span.start != label.raw.len() {
        return label.span;
    }
    let lower = label.raw.to_ascii_lowercase();
    let (Some(first), Some(last)) = (phrase.first(), phrase.last()) else { return label.span };
    let Some(start) = lower.find(first) else { return label.span };
    let Some(end) = lower[start..].find(last).map(|i| start + i + last.len()) else { return label.span };
    Span::new(label.span.start + start, label.span.start + end)
}
