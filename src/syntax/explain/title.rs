//! Titles and descriptions.

use super::{Explanation, Mend, Scene, line_start};
use crate::{
    diag::{Diagnostic, Edit, Fix},
    source::Span,
    syntax::{ast::Statement, detour::Change, errors, prepare::Prepared, script::is_space, statements::Row},
};

/// `accDescr: {`: the colon makes the brace the whole description, and what follows is read as statements.
pub(in crate::syntax) struct Description {
    colon: usize,
    brace: usize,
}

impl Description {
    /// Returns it where a statement is one.
    pub(in crate::syntax) fn of(prepared: &Prepared<'_>, row: &Row, statement: &Statement) -> Option<Self> {
        let Statement::AccDescr(text) = statement else { return None };
        if text.text != "{" {
            return None;
        }
        let line = prepared.text.get(row.start..row.end)?;
        Some(Self { colon: row.start + line.find(':')?, brace: row.start + line.find('{')? })
    }

    /// Tells what is wrong, once something behind it cannot be read. Returns where the description was meant to end.
    pub(in crate::syntax) fn explain(&self, prepared: &Prepared<'_>) -> Option<(Diagnostic, usize)> {
        let end = self.brace + prepared.text.get(self.brace..)?.find('}')? + 1;
        let colon = prepared.span(Span::new(self.colon, self.colon + 1));
        let found = Diagnostic::new(&errors::SYNTAX_ERROR, colon, "a description in braces has no colon")
            .label("makes `{` the whole description")
            .fix(Fix::safe("remove the colon", vec![Edit::replace(colon, "")]));
        Some((found, end))
    }
}

impl Scene<'_> {
    /// `title …`, `accTitle …`.
    pub(super) fn title(&self) -> Option<Explanation> {
        let word = self.word(0)?;
        let first = self.word_text(0);
        let line = self.line_end(word.start);
        let rest = self.slice(word.end, line);
        if matches!(first, "accTitle" | "accDescr") && rest.starts_with(is_space) {
            let found = self
                .wrong_statement(word.start, word.end, format!("`{first}` is followed by a colon"))
                .label("no colon behind it");
            return Some(
                Explanation::new(found).mend(Mend::safe("write the colon", vec![Change::insert(word.end, ":")])),
            );
        }
        let text = rest.trim_start_matches(':').trim_matches(is_space);
        if first != "title" || !rest.starts_with(is_space) && !rest.starts_with(": ") || text.is_empty() {
            return None;
        }
        let found = self
            .wrong_statement(
                word.start,
                word.start + (line - word.start).min(first.len()),
                "a flowchart has no `title` line",
            )
            .label("belongs in the frontmatter");
        let begin = line_start(self.text(), word.start);
        let alone = self.slice(begin, word.start).trim_matches(is_space).is_empty();
        // Only where nothing stands before the header can the frontmatter be put there.
        let mend = (alone && self.prepared.is_bare).then(|| {
            let text = text.trim_matches('"').replace('\'', "''");
            let title = format!("---\ntitle: '{text}'\n---\n");
            Mend::safe("move it there", vec![Change::insert(0, title), Change::remove(begin, line + 1)]).vanishing()
        });
        Some(Explanation::new(found).mend_or_help(mend, "write `title: …` between two lines `---` before the first"))
    }
}
