//! Fixes that add lines to a block in a quote or a list.

use super::Fence;
use crate::{diag::Fix, source::Source};

/// What stands before the text of a block on each of its lines, such as `> `.
pub struct Margins<'s> {
    text: &'s str,
    /// Where the text of each line begins in the document.
    starts: Vec<usize>,
}

impl<'s> Margins<'s> {
    /// Reads the margins of a block.
    #[must_use]
    pub fn new(source: &'s Source, fence: &Fence) -> Self {
        let mut at = 0;
        let lines = fence.text.split_inclusive('\n').map(|line| {
            let start = fence.map.start(at);
            at += line.len();
            start
        });
        Self { text: &source.text, starts: lines.collect() }
    }

    /// Puts the margin before every line that a fix adds.
    pub fn apply(&self, fix: &mut Fix) {
        for edit in fix.edits.iter_mut().filter(|e| e.text.contains('\n')) {
            let margin = self.before(edit.span.start);
            if !margin.is_empty() {
                edit.text = edit.text.replace('\n', &format!("\n{margin}"));
            }
        }
    }

    fn before(&self, at: usize) -> &'s str {
        let line = self.text.get(..at).and_then(|t| t.rfind(['\n', '\r'])).map_or(0, |i| i + 1);
        let first = self.starts.partition_point(|start| *start < line);
        let start = self.starts.get(first).copied().filter(|start| *start <= at).unwrap_or(line);
        self.text.get(line..start).unwrap_or("")
    }
}
