//! What reading a document finds, before ids are given.

use crate::source::{OffsetMap, Span};

/// Everything found in a document, in any order.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) blocks: Vec<Block>,
    pub(super) headings: Vec<Heading>,
    /// Paragraphs and list items, each without what is nested in it.
    pub(super) passages: Vec<Span>,
    /// Words of fences that are nearly `mermaid`, with where they stand.
    pub(super) misspelt: Vec<(String, Span)>,
}

/// A Mermaid block without an id.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) text: String,
    pub(super) map: OffsetMap,
    pub(super) span: Span,
    pub(super) content: Span,
    /// The line that opens it.
    pub(super) opening: Span,
    /// The id that the author gave, and where.
    pub(super) id: Option<(String, Span)>,
    /// What closes it, where it was not closed.
    pub(super) unclosed: Option<String>,
    /// A line that was meant to close it, and the mark that would have.
    pub(super) wrong_close: Option<(Span, String)>,
}

/// A heading.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) text: String,
    /// The anchor that the author gave: `{#anchor}`.
    pub(super) anchor: Option<String>,
    pub(super) span: Span,
}
