//! Documents to fences, byte-exact.
//!
//! A document is Markdown, MDX, or one bare diagram. What Markdown renderers add to CommonMark (admonitions, tabs, JSX, `:::`
//! containers) is found by `regions`; the rest is `commonmark`'s. Nothing here knows Mermaid, beyond the word.

mod bare;
mod commonmark;
mod found;
mod ids;
mod lints;
mod prose;
mod regions;
mod view;

pub use bare::bare;
pub use ids::slug;
pub use lints::{INVALID_ID, LINTS, NOT_UTF8};

use crate::{
    diag::Sink,
    source::{OffsetMap, Source, Span},
};
use found::Findings;
use view::View;

/// A Mermaid block of a document.
#[derive(Clone, Debug)]
pub struct Fence {
    /// The id, unique in the document, and fit to be a file's name.
    pub id: String,
    /// The block's text, as Mermaid gets it: lines end with LF.
    pub text: String,
    /// From offsets of `text` to offsets of the document.
    pub map: OffsetMap,
    /// The whole block in the document, its delimiters included.
    pub span: Span,
    /// The text between the delimiters.
    pub content: Span,
    /// The text of the nearest heading before it, and where it stands.
    pub heading: Option<(String, Span)>,
    /// The paragraphs and list items that stand beside it under the same heading, where no other diagram is nearer.
    pub prose: Vec<Span>,
}

/// Which language a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// CommonMark and what MkDocs, GitHub, Docusaurus and Azure DevOps add to it.
    Markdown,
    /// Markdown with JSX.
    Mdx,
    /// One diagram and nothing else.
    Bare,
}

impl Form {
    /// Returns the form that a file's extension names; none for a file that holds no diagrams.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "mdx" => Some(Self::Mdx),
            "mmd" | "mermaid" => Some(Self::Bare),
            _ => None,
        }
    }
}

/// Finds the Mermaid blocks of a document. A document without a known extension, such as standard input, is a bare diagram where
/// its first word says so, else Markdown.
#[must_use]
pub fn fences(source: &Source, sink: &mut Sink) -> Vec<Fence> {
    let form = source
        .path
        .extension()
        .and_then(Form::of_extension)
        .unwrap_or_else(|| if bare::looks_bare(&source.text) { Form::Bare } else { Form::Markdown });
    match form {
        Form::Bare => bare(source, sink).into_iter().collect(),
        Form::Markdown | Form::Mdx => {
            let mut findings = Findings::default();
            regions::read(&View::document(source), form, 0, &mut findings);
            ids::assign(source, findings, sink)
        }
    }
}
