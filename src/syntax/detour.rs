//! The way back from a mended statement to the text that it was made of.

use crate::source::Span;

/// One replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// What is replaced; empty to insert.
    pub start: usize,
    pub end: usize,
    /// What stands there afterwards.
    pub text: String,
}

impl Change {
    pub(super) fn replace(start: usize, end: usize, text: impl Into<String>) -> Self {
        Self { start, end, text: text.into() }
    }

    pub(super) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at, at, text)
    }

    pub(super) fn remove(start: usize, end: usize) -> Self {
        Self::replace(start, end, "")
    }
}

/// Where the bytes of a changed stretch of a text came from.
#[derive(Clone, Debug)]
pub(super) struct Detour {
    /// Offset here, length here, and the range that it stands for.
    runs: Vec<(usize, usize, Span, bool)>,
}

impl Detour {
    /// Changes a stretch of a text. The changes rise and do not overlap; those outside of the stretch are left out.
    pub(super) fn new(base: &str, start: usize, end: usize, changes: &[Change]) -> (String, Self) {
        let mut text = String::new();
        let mut runs = Vec::new();
        let mut at = start;
        let mut keep = |text: &mut String, from: usize, to: usize| {
            let kept = base.get(from..to).unwrap_or("");
            runs.push((text.len(), kept.len(), Span::new(from, from + kept.len()), false));
            text.push_str(kept);
        };
        let mut replaced = Vec::new();
        for change in changes.iter().filter(|c| start <= c.start && c.end <= end) {
            keep(&mut text, at, change.start);
            replaced.push((text.len(), change.text.len(), Span::new(change.start, change.end), true));
            text.push_str(&change.text);
            at = change.end;
        }
        keep(&mut text, at, end);
        runs.extend(replaced);
        runs.retain(|(_, len, ..)| *len > 0);
        runs.sort_by_key(|(from, ..)| *from);
        (text, Self { runs })
    }

    /// Returns where a span of the changed text stands in the text before.
    pub(super) fn span(&self, span: Span) -> Span {
        let start = self.start(span.start);
        if span.start == span.end { Span::at(start) } else { Span::new(start, self.end(span.end).max(start)) }
    }

    fn start(&self, offset: usize) -> usize {
        let i = self.runs.partition_point(|(from, ..)| *from <= offset);
        match self.runs.get(i.wrapping_sub(1)) {
            Some((from, len, was, _)) if offset >= from + len => was.end,
            Some((.., was, true)) => was.start,
            Some((from, _, was, false)) => was.start + (offset - from),
            None => 0,
        }
    }

    fn end(&self, offset: usize) -> usize {
        let i = self.runs.partition_point(|(from, ..)| *from < offset);
        match self.runs.get(i.wrapping_sub(1)) {
            Some((.., was, true)) => was.end,
            Some((from, len, was, false)) => was.start + (offset - from).min(*len),
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_inserted_stands_at_one_place() {
        let changes = [Change::insert(3, "\""), Change::replace(4, 5, "xyz")];
        let (text, detour) = Detour::new("_ab[c]", 1, 6, &changes);
        assert_eq!(text, "ab\"[xyz]");
        assert_eq!(detour.span(Span::new(0, 2)), Span::new(1, 3));
        assert_eq!(detour.span(Span::new(2, 3)), Span::new(3, 3));
        assert_eq!(detour.span(Span::new(3, 7)), Span::new(3, 5));
        assert_eq!(detour.span(Span::new(5, 6)), Span::new(4, 5));
        assert_eq!(detour.span(Span::new(7, 8)), Span::new(5, 6));
        assert_eq!(detour.span(Span::at(8)), Span::at(6));
    }
}
