//! Comments where Mermaid takes none, and those of other languages.

use super::{Explanation, Mend, Scene, header::trailing_comment, line_end, shown};
use crate::syntax::{detour::Change, errors, prepare::Prepared, script::is_space, statements::Row};

/// Whether a row begins with the mark of a fence.
pub(in crate::syntax) fn ends_fence(prepared: &Prepared<'_>, row: &Row) -> bool {
    prepared
        .text
        .get(row.start..)
        .is_some_and(|t| t.starts_with("```") || t.starts_with("~~~\n") || t.starts_with(":::\n"))
}

impl Scene<'_> {
    /// A comment behind a statement.
    pub(super) fn comment(&self) -> Option<Explanation> {
        let last = self.wrong.min(self.row.words.len().checked_sub(1)?);
        let after_blank = |at: usize| self.slice(0, at).ends_with(is_space) || at == self.row.start;
        let comment = (0..=last + 1).filter_map(|i| self.word(i)).find_map(|word| {
            // A link takes the blanks behind it.
            let text = self.slice(word.start, word.end);
            (text.starts_with("%%") && after_blank(word.start)).then_some(word.start)
        })?;
        let mut told = trailing_comment(self.prepared, comment);
        if self.slice(self.row.start, comment).trim_matches(is_space).is_empty() {
            told.mend = told.mend.map(Mend::vanishing);
        }
        Some(told)
    }

    /// A line that is a comment in another language, or no flowchart's at all.
    pub(super) fn foreign_line(&self) -> Option<Explanation> {
        let start = self.row.start + self.slice(self.row.start, self.text().len()).find(|c| !is_space(c))?;
        let end = line_end(self.text(), start);
        let line = self.slice(start, end);
        let whole = self.slice(0, start).trim_end_matches(|c| is_space(c) && c != '\n').ends_with('\n');
        if !whole {
            return None;
        }
        let comment = |mark: &str, changes| {
            let found = self
                .found(&errors::TRAILING_COMMENT, start, end, format!("`{mark}` begins no comment in Mermaid"))
                .label("read as part of the diagram");
            Some(Explanation::new(found).mend(Mend::safe("begin it with `%%`", changes).vanishing()))
        };
        if let Some(rest) = line.strip_prefix("<!--") {
            let close = rest.find("-->").map(|i| start + 4 + i).filter(|i| *i + 3 == start + line.trim_end().len())?;
            return comment("<!--", vec![Change::replace(start, start + 4, "%%"), Change::remove(close, close + 3)]);
        }
        for mark in ["//", "#"] {
            let body = line.strip_prefix(mark).map(|t| t.trim_start_matches(['/', '#']));
            if body.is_some_and(|t| t.starts_with(is_space) && !t.trim().is_empty()) {
                return comment(mark, vec![Change::replace(start, start + mark.len(), "%%")]);
            }
        }
        if line.starts_with("{%") || line.starts_with("{{") {
            let found = self
                .wrong_statement(start, start + line.trim_end().len(), "this line belongs to a template")
                .label("not filled in")
                .help("let the template engine write the diagram first, and check what it wrote");
            return Some(Explanation::new(found));
        }
        if ends_fence(self.prepared, self.row) {
            let found = self
                .wrong_statement(start, start + line.trim_end().len(), "this line does not close the diagram")
                .label("read as part of the diagram")
                .help("close a diagram by the mark that opened it, alone on its line");
            return Some(Explanation::new(found));
        }
        let mut words = line.split(is_space);
        let first = words.next().unwrap_or("");
        let language = match first {
            "participant" | "actor" | "activate" | "deactivate" | "autonumber" | "loop" | "alt" => "sequence diagrams",
            "note" | "Note" if words.next().is_some_and(|w| matches!(w, "over" | "right" | "left" | "for")) => {
                "sequence and state diagrams"
            }
            _ => return None,
        };
        if !line.contains(' ') {
            return None;
        }
        let found = self
            .wrong_statement(start, start + first.len(), format!("`{}` belongs to {language}", shown(first)))
            .label("unknown to flowcharts")
            .help("draw a node for it, or make this a diagram of that type");
        Some(Explanation::new(found))
    }
}
