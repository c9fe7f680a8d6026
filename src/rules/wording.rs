//! The words of a drawing, wherever they stand: on nodes, frames and lines.

use super::Scope;
use crate::{
    catalog::{Word, words},
    graph::Edge,
    source::Span,
};

/// A label.
pub(super) struct Said<'a> {
    /// Its words.
    pub(super) words: Vec<Word>,
    /// In the document.
    pub(super) span: Span,
    /// The node or the frame; none on a line.
    pub(super) node: Option<&'a str>,
    /// The line; none on a node.
    pub(super) edge: Option<&'a Edge>,
}

/// Returns every label of a drawing: those of nodes and frames, then those of lines.
pub(super) fn all<'a>(scope: &'a Scope<'_>) -> Vec<Said<'a>> {
    let nodes = scope.model.readings.iter().map(|(id, reading)| Said {
        words: words(std::slice::from_ref(&reading.text)),
        span: reading.span,
        node: Some(id.as_str()),
        edge: None,
    });
    let lines = scope.graph.edges.iter().filter_map(|edge| {
        let label = edge.label.as_ref()?;
        Some(Said { words: words(&label.lines()), span: label.span, node: None, edge: Some(edge) })
    });
    nodes.chain(lines).collect()
}

/// Returns the label of a line that joins a node to anything, and the node's own.
pub(super) fn around<'a>(scope: &'a Scope<'_>, node: &str) -> Vec<Said<'a>> {
    let touches =
        |said: &Said<'_>| said.node == Some(node) || said.edge.is_some_and(|e| e.from == node || e.to == node);
    all(scope).into_iter().filter(touches).collect()
}

/// Returns whether words hold a phrase, given by its stems: `connection string`.
pub(super) fn says(words: &[Word], phrase: &str) -> bool {
    let stems: Vec<&str> = phrase.split(' ').collect();
    words.windows(stems.len()).any(|run| run.iter().zip(&stems).all(|(w, s)| w.stem == *s))
}

/// Returns whether words hold one of several phrases.
pub(super) fn says_any(words: &[Word], phrases: &[&str]) -> bool {
    phrases.iter().any(|p| says(words, p))
}
