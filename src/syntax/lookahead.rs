//! Questions about the text ahead whose answers are kept, so that asking them at every word stays linear.

use super::script::is_space;

/// What is known about the text ahead.
#[derive(Default)]
pub(super) struct Lookahead {
    line: Option<Line>,
    run: Option<Run>,
    /// Up to here, no run of blanks leads to a link.
    no_link: usize,
}

/// The last `direction XX` of each kind that begins on a line.
struct Line {
    start: usize,
    end: usize,
    last: [Option<(usize, usize)>; 5],
}

/// The characters that may belong to an edge's id, up to the last `@` that ends one.
struct Run {
    start: usize,
    end: usize,
    at: Option<usize>,
}

const DIRECTIONS: [&str; 5] = ["TB", "BT", "RL", "LR", "TD"];

impl Lookahead {
    /// Reads `direction XX` with everything before it on the line and behind it. Returns the direction, where its words begin and
    /// where the line ends.
    pub(super) fn direction(&mut self, text: &str, pos: usize) -> Option<(&'static str, usize, usize)> {
        if self.line.as_ref().is_none_or(|l| pos < l.start || pos > l.end) {
            self.line = Some(line(text, pos));
        }
        let line = self.line.as_ref()?;
        let (name, start, after) = DIRECTIONS.iter().zip(line.last).find_map(|(name, found)| {
            let (start, after) = found.filter(|(start, _)| *start >= pos)?;
            Some((*name, start, after))
        })?;
        let end = text.get(after..)?.find('\n').map_or(text.len(), |i| after + i);
        Some((name, start, end))
    }

    /// Reads an edge's id, `e1@`, and returns its end: the last `@` of the run that neither `{` nor `"` follows.
    pub(super) fn edge_id(&mut self, text: &str, pos: usize) -> Option<usize> {
        if self.run.as_ref().is_none_or(|r| pos < r.start || pos >= r.end) {
            let tail = text.get(pos..)?;
            let len = tail
                .find(|c| is_space(c) || matches!(c, '"' | '[' | ']' | '(' | ')' | '{' | '}' | '|'))
                .unwrap_or(tail.len());
            let at = tail
                .get(..len)?
                .rmatch_indices('@')
                .map(|(i, _)| i)
                .find(|i| tail.get(i + 1..).and_then(|t| t.chars().next()).is_some_and(|c| c != '{' && c != '"'));
            self.run = Some(Run { start: pos, end: pos + len, at: at.map(|i| pos + i) });
        }
        let at = self.run.as_ref()?.at?;
        (at > pos).then_some(at + 1)
    }

    /// Returns whether the blanks at a position are known not to lead to a link.
    pub(super) fn leads_nowhere(&self, pos: usize) -> bool {
        pos < self.no_link
    }

    /// Remembers that the run of blanks at a position does not lead to a link.
    pub(super) fn led_nowhere(&mut self, text: &str, pos: usize) {
        let tail = text.get(pos..).unwrap_or("");
        self.no_link = pos + (tail.len() - tail.trim_start_matches(is_space).len());
    }
}

fn line(text: &str, pos: usize) -> Line {
    // `.` of the reference's pattern stops at these two as well.
    let breaks = ['\n', '\u{2028}', '\u{2029}'];
    let end = text.get(pos..).and_then(|t| t.find(breaks)).map_or(text.len(), |i| pos + i);
    let mut last = [None; 5];
    for (i, word) in text.get(pos..end).unwrap_or("").match_indices("direction") {
        let start = pos + i;
        let tail = text.get(start + word.len()..).unwrap_or("");
        let name = tail.trim_start_matches(is_space);
        if name.len() == tail.len() {
            continue;
        }
        let after = text.len() - name.len() + 2;
        for (slot, direction) in last.iter_mut().zip(DIRECTIONS) {
            if name.starts_with(direction) {
                *slot = Some((start, after));
            }
        }
    }
    Line { start: pos, end, last }
}
