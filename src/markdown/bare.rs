//! Files that are one diagram.

use super::{
    Fence,
    ids::{slug, stem},
    lints::EMPTY_FENCE,
    view::View,
};
use crate::{
    diag::{Diagnostic, Sink},
    source::{Source, Span},
};

/// Reads a whole document as one diagram, whose id is the slug of the file's stem.
#[must_use]
pub fn bare(source: &Source, sink: &mut Sink) -> Option<Fence> {
    let document = View::document(source);
    let mut view = View::new();
    for line in document.lines() {
        view.push_normalized(&document, Span::new(line.start, line.next));
    }
    let span = Span::new(source.text.len() - document.text.len(), source.text.len());
    if view.text.trim().is_empty() {
        sink.push(
            Diagnostic::new(&EMPTY_FENCE, span, "this file holds no diagram").help("draw something, or remove it"),
        );
        return None;
    }
    Some(Fence {
        id: slug(stem(source)),
        text: view.text,
        map: view.map,
        span,
        content: span,
        heading: None,
        prose: Vec::new(),
    })
}

/// Returns whether a text without a telling name is a diagram rather than Markdown: its first word, after comments, directives and
/// frontmatter, opens a flowchart.
pub(super) fn looks_bare(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().map(str::trim).peekable();
    while lines.peek().is_some_and(|l| l.is_empty()) {
        lines.next();
    }
    if lines.peek() == Some(&"---") {
        lines.next();
        while lines.next().is_some_and(|l| l != "---") {}
    }
    let first = lines.find(|l| !l.is_empty() && !l.starts_with("%%")).unwrap_or("");
    let word: &str = first.split([' ', '\t', ';']).next().unwrap_or("");
    matches!(word, "graph" | "flowchart" | "flowchart-elk")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_file_is_the_diagram_and_its_name_the_id() {
        let source = Source::new("docs/My Shop.mmd", "\u{feff}flowchart LR\r\n  A --> 日\r\n");
        let mut sink = Sink::new();
        let fence = bare(&source, &mut sink).unwrap();
        assert_eq!(fence.id, "my-shop");
        assert_eq!(fence.text, "flowchart LR\n  A --> 日\n");
        assert_eq!(fence.map.span(Span::new(21, 24)), Span::new(25, 28));
        assert_eq!(source.slice(Span::new(25, 28)), "日");
        assert!(sink.as_slice().is_empty());
    }

    #[test]
    fn standard_input_is_a_diagram_where_it_begins_as_one() {
        assert!(looks_bare("graph TD\nA-->B"));
        assert!(looks_bare("---\ntitle: x\n---\n%% note\nflowchart LR; A-->B"));
        assert!(!looks_bare("# Graph\n\ngraph theory"));
        assert!(!looks_bare("---\ntitle: x\n---\n# A page\n"));
    }
}
