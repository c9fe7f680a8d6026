//! Which type of diagram a text is.

use super::script::is_space;

/// The type of a diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiagramKind {
    /// `graph` or `flowchart`.
    Flowchart,
    /// Another type of Mermaid diagram, by its keyword.
    Other(&'static str),
    /// Nothing that Mermaid knows.
    Unknown,
}

/// The keywords of the other types, in the reference's order.
const KEYWORDS: [&str; 36] = [
    "mindmap",
    "architecture",
    "agentflow-beta",
    "C4Context",
    "kanban",
    "classDiagram",
    "erDiagram",
    "gantt",
    "info",
    "pie",
    "requirement",
    "sequenceDiagram",
    "swimlane-beta",
    "timeline",
    "gitGraph",
    "stateDiagram",
    "journey",
    "quadrantChart",
    "sankey",
    "packet",
    "xychart",
    "block",
    "eventmodeling",
    "treeView-beta",
    "radar-beta",
    "ishikawa",
    "treemap",
    "railroad-beta",
    "railroad-ebnf-beta",
    "railroad-abnf-beta",
    "railroad-peg-beta",
    "venn-beta",
    "wardley-beta",
    "cynefin-beta",
    "usecase-beta",
    "zenuml",
];

/// The reference's pattern for C4 anchors only its first word.
const ANYWHERE: [&str; 4] = ["C4Container", "C4Component", "C4Dynamic", "C4Deployment"];

/// Reads the type of a prepared text.
pub(super) fn detect(prepared: &str) -> DiagramKind {
    let text = skip_comments(prepared);
    if text.starts_with("flowchart-elk") {
        return DiagramKind::Flowchart;
    }
    if let Some(word) = KEYWORDS.iter().find(|k| text.starts_with(**k)) {
        return DiagramKind::Other(word);
    }
    if let Some(word) = ANYWHERE.iter().find(|k| outside_comments(text, k)) {
        return DiagramKind::Other(word);
    }
    if text.starts_with("graph") || text.starts_with("flowchart") {
        DiagramKind::Flowchart
    } else {
        DiagramKind::Unknown
    }
}

/// Skips blanks and what begins with `%%`.
fn skip_comments(text: &str) -> &str {
    let mut text = text.trim_start_matches(is_space);
    while text.starts_with("%%")
        && let Some(end) = text.find('\n')
    {
        text = text.get(end..).unwrap_or("").trim_start_matches(is_space);
    }
    text
}

/// Returns whether a word stands before any `%%` of its line.
fn outside_comments(text: &str, word: &str) -> bool {
    text.contains(word) && text.lines().any(|line| line.split("%%").next().is_some_and(|l| l.contains(word)))
}
