//! The words of a drawing, wherever they stand: on nodes, frames and lines. What they say beside names: phrases, and switches that are on
//! or off.

use super::Scope;
use crate::{
    catalog::{Word, words},
    graph::{Edge, Label},
    source::Span,
};

/// A label.
pub(super) struct Said<'a> {
    /// Its words.
    pub(super) words: Vec<Word>,
    /// As written; none where a node goes by its id.
    label: Option<&'a Label>,
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
        label: label_of(scope, id),
        span: reading.span,
        node: Some(id.as_str()),
        edge: None,
    });
    let lines = scope.graph.edges.iter().filter_map(|edge| {
        let label = edge.label.as_ref()?;
        Some(Said { words: words(&label.lines()), label: Some(label), span: label.span, node: None, edge: Some(edge) })
    });
    nodes.chain(lines).collect()
}

fn label_of<'a>(scope: &'a Scope<'_>, id: &str) -> Option<&'a Label> {
    match scope.graph.cluster(id) {
        Some(cluster) => Some(&cluster.title),
        None => scope.graph.nodes.get(id)?.label.as_ref(),
    }
}

impl Said<'_> {
    /// Returns the node that it speaks of: its own; a line's is where the line begins.
    pub(super) fn subject(&self) -> &str {
        self.node.or(self.edge.map(|e| e.from.as_str())).unwrap_or_default()
    }

    /// Returns whether one of its lines fits.
    pub(super) fn has_line(&self, fits: impl Fn(&str) -> bool) -> bool {
        self.label.is_some_and(|label| label.lines().iter().any(|line| fits(line)))
    }

    /// Finds a phrase. Returns whether it is said to be on, and where it stands.
    pub(super) fn switch(&self, phrase: &[&str]) -> Option<(bool, Span)> {
        switch(self.label?, phrase)
    }
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

/// Words before a switch by which it is said to be off.
const DENIED: &[&str] = &["no", "not", "without", "never", "disable", "disabled"];
/// Words after it.
const OFF: &[&str] = &["off", "false", "disabled"];

/// Finds a phrase in a label. Returns whether it is said to be on, and where it stands.
fn switch(label: &Label, phrase: &[&str]) -> Option<(bool, Span)> {
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
