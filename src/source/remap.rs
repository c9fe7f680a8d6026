//! Fence offsets to document offsets.
//!
//! A fence is not a slice of its document: in a block quote every line loses its `> `, in a list its indent. Markdown tells the
//! runs of bytes that are left, and this map remembers where each came from.

use super::Span;

/// Maps offsets of a fence's text to offsets of the document.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// (offset in the fence, offset in the document), both rising.
    runs: Vec<(usize, usize)>,
    len: usize,
}

impl OffsetMap {
    /// Makes the map of a text that is one slice of the document, starting at `start`.
    #[must_use]
    pub fn contiguous(start: usize, len: usize) -> Self {
        Self { runs: vec![(0, start)], len }
    }

    /// Adds a run of `len` bytes that begins at `document` in the document.
    pub fn push(&mut self, document: usize, len: usize) {
        self.runs.push((self.len, document));
        self.len += len;
    }

    /// Returns the document offset of an offset that begins something.
    #[must_use]
    pub fn start(&self, offset: usize) -> usize {
        let i = self.runs.partition_point(|(f, _)| *f <= offset);
        match self.runs.get(i.wrapping_sub(1)) {
            Some((f, d)) => d + (offset.min(self.len) - f),
            None => 0,
        }
    }

    /// Returns the document offset of an offset that ends something: the end of the run before, not the start of the next.
    #[must_use]
    pub fn end(&self, offset: usize) -> usize {
        if offset == 0 { self.start(0) } else { self.start(offset - 1) + 1 }
    }

    /// Returns the document span of a fence span.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        let start = self.start(span.start);
        if span.start == span.end { Span::at(start) } else { Span::new(start, self.end(span.end).max(start)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_across_removed_quote_marks() {
        // "> ab\n> cd\n"
        let mut map = OffsetMap::default();
        map.push(2, 3);
        map.push(7, 3);
        assert_eq!(map.span(Span::new(0, 2)), Span::new(2, 4));
        assert_eq!(map.span(Span::new(0, 3)), Span::new(2, 5));
        assert_eq!(map.span(Span::new(3, 5)), Span::new(7, 9));
        assert_eq!(map.span(Span::new(1, 4)), Span::new(3, 8));
    }
}
