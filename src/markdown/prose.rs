//! What a document says of a diagram in words: the paragraphs and list items beside it.

use super::found::{Block, Heading};
use crate::source::Span;

/// Collects the runs of words of a document: a paragraph, or the words of a list item without the lists in it.
#[derive(Debug, Default)]
pub(super) struct Collector {
    open: Option<Span>,
    /// In the view.
    pub(super) found: Vec<Span>,
}

impl Collector {
    /// Adds words to the passage that is open, or opens one.
    pub(super) fn words(&mut self, range: Span) {
        let start = self.open.map_or(range.start, |open| open.start);
        self.open = Some(Span::new(start, range.end.max(start)));
    }

    /// Ends the passage.
    pub(super) fn end(&mut self) {
        self.found.extend(self.open.take());
    }
}

/// Returns the passages beside each block: after the heading or the block before it, and before the heading or the block after it.
/// What stands between two blocks under one heading may speak of either, and is beside none. All are in the order of the document.
pub(super) fn beside(blocks: &[Block], headings: &[Heading], passages: &[Span]) -> Vec<Vec<Span>> {
    let mut out: Vec<Vec<Span>> = vec![Vec::new(); blocks.len()];
    let mut heads = headings.iter().peekable();
    // The heading that holds, and the block before: both by where they start.
    let mut heading = 0;
    let mut next = 0;
    for passage in passages {
        while let Some(h) = heads.next_if(|h| h.span.start <= passage.start) {
            heading = h.span.start;
        }
        while blocks.get(next).is_some_and(|b| b.span.start <= passage.start) {
            next += 1;
        }
        let end = heads.peek().map_or(usize::MAX, |h| h.span.start);
        let under = |i: usize| blocks.get(i).is_some_and(|b| heading <= b.span.start && b.span.start < end);
        let before = next.checked_sub(1).filter(|i| under(*i));
        let after = Some(next).filter(|i| under(*i));
        let ((Some(nearest), None) | (None, Some(nearest))) = (before, after) else { continue };
        if let Some(list) = out.get_mut(nearest) {
            list.push(*passage);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::{diag::Sink, markdown::fences, source::Source};

    fn beside(text: &str) -> Vec<Vec<String>> {
        let source = Source::new("page.md", text);
        let found = fences(&source, &mut Sink::new());
        found.iter().map(|f| f.prose.iter().map(|s| source.slice(*s).to_owned()).collect()).collect()
    }

    const FENCE: &str = "```mermaid\ngraph TD\n  A\n```\n";

    #[test]
    fn what_stands_under_the_same_heading_is_beside_a_diagram() {
        let text =
            format!("Intro.\n\n# One\n\nBefore\nit.\n\n{FENCE}\n- first\n  - deep item\n- last\n\n# Two\n\nOther.\n");
        assert_eq!(beside(&text), [["Before\nit.", "first", "deep item", "last"]]);
    }

    #[test]
    fn what_stands_between_two_diagrams_is_beside_none() {
        let text = format!("# One\n\nfirst\n\n{FENCE}\nbetween\n\n{FENCE}\nlast\n\n# Two\n\n{FENCE}");
        assert_eq!(beside(&text), [vec!["first"], vec!["last"], vec![]]);
    }

    #[test]
    fn admonitions_have_passages_too() {
        let text = format!("# One\n\n!!! note\n    Inside.\n\n{FENCE}");
        assert_eq!(beside(&text), [["Inside."]]);
    }
}
