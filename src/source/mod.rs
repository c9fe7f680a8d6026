//! Text and positions.
//!
//! A [`Span`] is a range of bytes of the *document* (the Markdown file), never of a fence. Lines and columns are made only
//! where something is printed.

mod lines;
mod remap;

pub use lines::{LineIndex, Position};
pub use remap::OffsetMap;

use camino::Utf8PathBuf;
use serde::Serialize;

/// A half-open range of bytes of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Returns the span from `start` to `end`, in bytes.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Returns the empty span at `offset`.
    #[must_use]
    pub const fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Returns the smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Returns whether `offset` lies in the span or at its end.
    #[must_use]
    pub const fn touches(self, offset: usize) -> bool {
        self.start <= offset && offset <= self.end
    }
}

/// A document: its name, as shown in messages, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user wrote it, with `/` between folders; `-` for standard input.
    pub path: Utf8PathBuf,
    /// The text, byte for byte.
    pub text: String,
    lines: LineIndex,
}

impl Source {
    /// Makes a document of a path and its text.
    #[must_use]
    pub fn new(path: impl Into<Utf8PathBuf>, text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = LineIndex::new(&text);
        Self { path: path.into(), text, lines }
    }

    /// Returns the line and column of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// Returns the text of a span; empty where the span is no slice of the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }
}
