//! Where diagnostics are collected.

use super::{Diagnostic, Edit, Severity};

/// Collects the diagnostics of a document.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
}

impl Sink {
    /// Makes an empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Returns what was found, in the order of the document; the worst first where two begin at the same byte.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found;
        found.sort_by(|a, b| {
            (a.span.start, std::cmp::Reverse(a.severity), a.lint.code, a.span.end, &a.message).cmp(&(
                b.span.start,
                std::cmp::Reverse(b.severity),
                b.lint.code,
                b.span.end,
                &b.message,
            ))
        });
        found.dedup();
        found
    }

    /// Returns the edits of all fixes, to be adapted to the document.
    pub fn edits_mut(&mut self) -> impl Iterator<Item = &mut Edit> {
        self.found.iter_mut().filter_map(|d| d.fix.as_mut()).flat_map(|fix| &mut fix.edits)
    }

    /// Returns whether an error was found.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|d| d.severity == Severity::Error)
    }

    /// Returns what was found so far, in the order in which it was found.
    #[must_use]
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.found
    }
}
