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
    append_all(scope, &[statement.to_owned()])
}

/// Returns an edit that adds several.
pub(super) fn append_all(scope: &Scope<'_>, statements: &[String]) -> Option<Edit> {
    let free = |e: &&Edge| !scope.graph.clusters.iter().any(|c| c.span.touches(e.span.start));
    let last = scope.graph.edges.iter().filter(free).rfind(|e| Statement::of(scope, e).is_some())?;
    // `linkStyle` counts edges: one that is styled keeps its number.
    let after = scope.graph.edges.iter().filter(|e| e.span.start > last.span.start);
    if after.into_iter().any(|e| !e.styles.is_empty() || e.interpolate.is_some()) {
        return None;
    }
    let added: Vec<Edit> = statements.iter().map(|s| scope.add_line_after(last.span.start, s)).collect();
    let first = added.first()?;
    let text: String = added.iter().map(|e| e.text.as_str()).collect();
    Some(Edit::replace(first.span, text))
}

/// Returns the edits that move a node out of a cluster and in front of it. Lines of its own in there are taken out, and
/// what they say of it moves; none where an edge in the cluster mentions the node, which would keep it there.
pub(super) fn moved_out(scope: &Scope<'_>, node: &str, cluster: &str) -> Option<Vec<Edit>> {
    let header = Line::at(scope, scope.graph.cluster(cluster)?.span.start);
    let (said, mut edits) = taken_out(scope, node, cluster)?;
    if !said.is_empty() {
        let lines: String = said.iter().map(|text| format!("{}{text}{}", header.lead, header.end)).collect();
        edits.push(Edit::insert(header.whole.start, lines));
    }
    Some(edits)
}

/// Returns the edits that move a node out of a cluster into a new one in front of it: its id and its title.
pub(super) fn moved_into(scope: &Scope<'_>, node: &str, cluster: &str, (id, title): (&str, &str)) -> Option<Vec<Edit>> {
    let Line { whole, lead, end, .. } = Line::at(scope, scope.graph.cluster(cluster)?.span.start);
    let (said, mut edits) = taken_out(scope, node, cluster)?;
    let said = if said.is_empty() { vec![node] } else { said };
    let inner = said.iter().map(|text| format!("    {text}"));
    let lines = std::iter::once(format!("subgraph {id}[{title}]")).chain(inner).chain(["end".to_owned()]);
    edits.push(Edit::insert(whole.start, lines.map(|l| format!("{lead}{l}{end}")).collect::<String>()));
    Some(edits)
}

/// Returns what the lines of a node in a cluster say of it beside its id, and the edits that take them out.
fn taken_out<'a>(scope: &Scope<'a>, node: &str, cluster: &str) -> Option<(Vec<&'a str>, Vec<Edit>)> {
    let graph = scope.graph;
    let around = graph.cluster(cluster)?.span;
    let inside = |id: &str, span: Span| id == node && around.touches(span.start);
    if graph.edges.iter().any(|e| inside(&e.from, e.from_span) || inside(&e.to, e.to_span)) {
        return None;
    }
    let declared = graph.nodes.get(node)?.span;
    let header = Line::at(scope, around.start);
    let (mut said, mut edits) = (Vec::new(), Vec::new());
    let mut line = header.next(scope);
    while line.whole.start < around.end {
        let mentions = line
            .text
            .strip_prefix(node)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || "_-./".contains(c)));
        if mentions && balanced(line.text) {
            if line.text != node {
                said.push(line.text);
            }
            edits.push(Edit::replace(line.whole, ""));
        } else if line.whole.touches(declared.start) {
            return None;
        }
        line = line.next(scope);
    }
    (!edits.is_empty()).then_some((said, edits))
}

/// Returns the edits that make a cluster of which nothing is left a node: `subgraph A["Title"]` becomes `A["Title"]`. None where
/// it states a direction, which would then be the whole drawing's.
pub(super) fn as_node(scope: &Scope<'_>, cluster: &str) -> Option<Vec<Edit>> {
    let cluster = scope.graph.cluster(cluster).filter(|c| c.dir.is_none())?;
    let (header, last) = (Line::at(scope, cluster.span.start), Line::at(scope, cluster.span.end.checked_sub(1)?));
    let title = header.text.strip_prefix("subgraph")?.trim_start();
    let named = title
        .strip_prefix(cluster.id.as_str())
        .is_some_and(|rest| rest.trim_start().starts_with('[') && rest.ends_with(']'));
    (named && last.text == "end").then(|| {
        let start = header.whole.start + header.lead.len();
        let word = Span::new(start, start + header.text.len() - title.len());
        vec![Edit::replace(word, ""), Edit::replace(last.whole, "")]
    })
}

/// A line of the document.
struct Line<'a> {
    /// With its end.
    whole: Span,
    /// Indent and quote marks.
    lead: &'a str,
    /// The rest, without the blanks and semicolons at its end.
    text: &'a str,
    /// How it ends.
    end: &'a str,
}

impl<'a> Line<'a> {
    fn at(scope: &Scope<'a>, offset: usize) -> Self {
        let text = scope.source.text.as_str();
        let start = text.get(..offset).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
        let stop = text.get(offset..).and_then(|t| t.find('\n')).map_or(text.len(), |i| offset + i + 1);
        let line = text.get(start..stop).unwrap_or("");
        let body = line.trim_end_matches(['\n', '\r']);
        let lead = &body[..body.len() - body.trim_start_matches(['>', ' ', '\t']).len()];
        let rest = body[lead.len()..].trim_end().trim_end_matches(';').trim_end();
        Self { whole: Span::new(start, stop), lead, text: rest, end: &line[body.len()..] }
    }

    /// The line after it; an empty one at the end of the document.
    fn next(&self, scope: &Scope<'a>) -> Self {
        let end = self.whole.end;
        if end < scope.source.text.len() {
            return Self::at(scope, end);
        }
        Self { whole: Span::new(end, end), lead: "", text: "", end: "" }
    }
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
