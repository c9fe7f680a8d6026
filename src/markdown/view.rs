//! A text that was taken out of a document, and its lines.

use crate::source::{OffsetMap, Source, Span};

/// A text with the way back to its document: the whole, or the content of an admonition with its indent removed.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub(super) text: String,
    pub(super) map: OffsetMap,
}

/// The byte order mark, which no Markdown construct may follow.
const BOM: &str = "\u{feff}";

impl View {
    /// Makes the view of a whole document, without its byte order mark.
    pub(super) fn document(source: &Source) -> Self {
        let text = source.text.strip_prefix(BOM).unwrap_or(&source.text);
        let map = OffsetMap::contiguous(source.text.len() - text.len(), text.len());
        Self { text: text.to_owned(), map }
    }

    /// Makes an empty view.
    pub(super) fn new() -> Self {
        Self { text: String::new(), map: OffsetMap::default() }
    }

    /// Adds a range of another view, which must not reach over the end of a line.
    pub(super) fn push_line(&mut self, from: &Self, range: Span) {
        let Some(text) = from.text.get(range.start..range.end) else { return };
        if !text.is_empty() {
            self.map.push(from.map.start(range.start), text.len());
            self.text.push_str(text);
        }
    }

    /// Adds a line of another view, its end written as LF whatever it was.
    pub(super) fn push_normalized(&mut self, from: &Self, range: Span) {
        let text = from.text.get(range.start..range.end).unwrap_or("");
        match text.strip_suffix("\r\n") {
            Some(body) => {
                self.push_line(from, Span::new(range.start, range.start + body.len()));
                self.push_line(from, Span::new(range.end - 1, range.end));
            }
            None => self.push_line(from, range),
        }
    }

    /// Returns the lines.
    pub(super) fn lines(&self) -> Vec<Line> {
        lines(&self.text)
    }
}

/// A line of a view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The first byte.
    pub(super) start: usize,
    /// One past the last byte before the line's end.
    pub(super) end: usize,
    /// The first byte of the next line.
    pub(super) next: usize,
}

impl Line {
    /// Returns the line's text without its end.
    pub(super) fn text(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Splits a text at LF, CRLF and lone CR, as CommonMark does.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut start = 0;
    for (i, byte) in bytes.iter().enumerate() {
        let end = match byte {
            b'\n' if i > start && bytes.get(i - 1) == Some(&b'\r') => i - 1,
            b'\n' => i,
            b'\r' if bytes.get(i + 1) != Some(&b'\n') => i,
            _ => continue,
        };
        out.push(Line { start, end, next: i + 1 });
        start = i + 1;
    }
    if start < bytes.len() {
        out.push(Line { start, end: bytes.len(), next: bytes.len() });
    }
    out
}

/// What stands before the first character of a line that is neither blank nor a `>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Margin {
    /// How many `>` there are.
    pub(super) quotes: usize,
    /// The columns after the last `>` and the one blank that belongs to it; a tab goes on to the next multiple of four.
    pub(super) columns: usize,
    /// How many bytes it takes.
    pub(super) len: usize,
}

impl Margin {
    /// Measures the margin of a line, with at most `quotes` block quotes.
    pub(super) fn of(line: &str, quotes: usize) -> Self {
        let mut margin = Self { quotes: 0, columns: 0, len: 0 };
        let mut after_mark = false;
        for byte in line.bytes() {
            match byte {
                b' ' if after_mark => after_mark = false,
                b' ' => margin.columns += 1,
                b'\t' => {
                    margin.columns = (margin.columns / 4 + 1) * 4;
                    after_mark = false;
                }
                b'>' if margin.quotes < quotes && margin.columns < 4 => {
                    margin.quotes += 1;
                    margin.columns = 0;
                    after_mark = true;
                }
                _ => break,
            }
            margin.len += 1;
        }
        margin
    }
}

/// Returns how many bytes of a line its quotes and at most `columns` columns of blanks take.
pub(super) fn dedent(line: &str, quotes: usize, columns: usize) -> usize {
    let mut seen = Margin { quotes: 0, columns: 0, len: 0 };
    let mut after_mark = false;
    for byte in line.bytes() {
        match byte {
            b'>' if seen.quotes < quotes => {
                seen.quotes += 1;
                seen.columns = 0;
                after_mark = true;
            }
            b' ' if after_mark => after_mark = false,
            b' ' | b'\t' if seen.quotes < quotes => {}
            b' ' if seen.columns < columns => seen.columns += 1,
            b'\t' if seen.columns < columns => {
                seen.columns = (seen.columns / 4 + 1) * 4;
                after_mark = false;
            }
            _ => break,
        }
        seen.len += 1;
    }
    seen.len
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_count_columns_after_the_quotes() {
        assert_eq!(Margin::of("  ab", 9), Margin { quotes: 0, columns: 2, len: 2 });
        assert_eq!(Margin::of("> >   ab", 9), Margin { quotes: 2, columns: 2, len: 6 });
        assert_eq!(Margin::of("> > ab", 1), Margin { quotes: 1, columns: 0, len: 2 });
        assert_eq!(Margin::of("\tab", 9), Margin { quotes: 0, columns: 4, len: 1 });
    }

    #[test]
    fn dedent_takes_no_more_than_it_may() {
        assert_eq!(dedent("      ab", 0, 4), 4);
        assert_eq!(dedent("  ab", 0, 4), 2);
        assert_eq!(dedent(">     ab", 1, 4), 6);
        assert_eq!(dedent("\tab", 0, 4), 1);
    }
}
