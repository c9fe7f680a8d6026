//! One edge on a line of its own: what fixes may rewrite without touching anything else.

use super::Scope;
use crate::{diag::Edit, graph::Edge, source::Span};

/// A line that is one edge and nothing else: `App["Shop"] -->|label| Vault`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Statement {
    /// The node that the edge leaves, with its shape and label where they are given here.
    pub(super) left: Span,
    /// The node that it reaches.
    pub(super) right: Span,
}

impl Statement {
    /// Reads the line of an edge; none where anything else stands on it, or where it is only a part of a statement.
    pub(super) fn of(scope: &Scope<'_>, edge: &Edge) -> Option<Self> {
        let line = line_of(scope, edge.span.start);
        if scope.graph.edges.iter().filter(|e| line.touches(e.span.start)).count() != 1 {
            return None;
        }
        let text = scope.source.slice(line);
        let lead = text.len() - text.trim_start_matches(['>', ' ', '\t']).len();
        let body = text.trim_end().trim_end_matches(';').trim_end();
        let (start, end) = (line.start + lead, line.start + body.len());
        let left = trimmed(scope, Span::new(start, edge.span.start));
        let right = trimmed(scope, Span::new(edge.span.end, end.max(edge.span.end)));
        let whole = [left, right].iter().all(|s| balanced(scope.source.slice(*s)));
        let simple = left.start == edge.from_span.start && right.start == edge.to_span.start && whole;
        simple.then_some(Self { left, right })
    }

    /// Returns the edits that turn the edge round.
    pub(super) fn reversed(self, scope: &Scope<'_>) -> Vec<Edit> {
        vec![
            Edit::replace(self.left, scope.source.slice(self.right)),
            Edit::replace(self.right, scope.source.slice(self.left)),
        ]
    }
}

/// Returns an edit that adds a statement after the last edge that is in no cluster, so that no cluster takes up its nodes.
pub(super) fn append(scope: &Scope<'_>, statement: &str) -> Option<Edit> {
    let free = |e: &&Edge| !scope.graph.clusters.iter().any(|c| c.span.touches(e.span.start));
    let last = scope.graph.edges.iter().filter(free).rfind(|e| Statement::of(scope, e).is_some())?;
    Some(scope.add_line_after(last.span.start, statement))
}

fn line_of(scope: &Scope<'_>, offset: usize) -> Span {
    let text = &scope.source.text;
    let start = text.get(..offset).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(offset..).and_then(|t| t.find('\n')).map_or(text.len(), |i| offset + i);
    Span::new(start, end)
}

fn trimmed(scope: &Scope<'_>, span: Span) -> Span {
    let text = scope.source.slice(span);
    let start = span.start + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// A node's text is whole: quotes and brackets are closed, and no other statement or node follows.
fn balanced(text: &str) -> bool {
    let mut quoted = false;
    let mut depth = 0i32;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '(' | '{' => depth += 1,
            ']' | ')' | '}' => depth -= 1,
            ';' | '&' if depth == 0 => return false,
            _ => {}
        }
    }
    !text.is_empty() && !quoted && depth == 0
}
