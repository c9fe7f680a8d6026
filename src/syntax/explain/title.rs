//! Titles and descriptions.

use super::{Explanation, Mend, Scene, line_start};
use crate::syntax::{detour::Change, script::is_space};

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
