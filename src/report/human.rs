//! Findings as rustc shows its own; the only user of `annotate-snippets`.
//!
//! The text carries ANSI colors; who prints it strips them where no terminal reads.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::{Document, Summary};
use crate::{
    diag::{Applicability, Diagnostic, Severity},
    source::{Source, Span},
};

/// Returns all findings and a summary line.
#[must_use]
pub fn render(documents: &[Document]) -> String {
    let mut out = String::new();
    for document in documents {
        for finding in &document.compiled.findings {
            out.push_str(&one(&document.source, &finding.diagnostic));
            out.push_str("\n\n");
        }
    }
    out.push_str(&summary(&Summary::of(documents)));
    out.push('\n');
    out
}

/// Returns one finding, in colors.
#[must_use]
pub fn one(source: &Source, diagnostic: &Diagnostic) -> String {
    shown(source, diagnostic, &Renderer::styled())
}

/// Returns one finding without colors, for what is not shown in a terminal.
#[must_use]
pub fn plain(source: &Source, diagnostic: &Diagnostic) -> String {
    shown(source, diagnostic, &Renderer::plain())
}

fn shown(source: &Source, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    // The renderer goes over all that it is given, and of a long document that would be too much for every finding.
    let window = Window::around(source, diagnostic);
    let (text, first_line) = (window.text, window.line);
    let id = format!("{} {}", diagnostic.lint.code, diagnostic.lint.name);
    let label = (!diagnostic.label.is_empty()).then_some(diagnostic.label.as_str());
    let mut snippet = Snippet::source(text).line_start(first_line).path(source.path.as_str());
    snippet = snippet.annotation(AnnotationKind::Primary.span(window.range(diagnostic.span)).label(label));
    for (span, words) in &diagnostic.related {
        snippet = snippet.annotation(AnnotationKind::Context.span(window.range(*span)).label(words.as_str()));
    }
    let title = level(diagnostic.severity).primary_title(diagnostic.message.as_str()).id(id);
    let mut first = title.element(snippet);
    for note in &diagnostic.notes {
        first = first.element(Level::NOTE.message(note.as_str()));
    }
    let fix = diagnostic.fix.as_ref().filter(|fix| !fix.edits.is_empty());
    if let Some(help) = &diagnostic.help {
        first = first.element(Level::HELP.message(help.as_str()));
    }
    let mut report: Vec<Group<'_>> = vec![first];
    if let Some(fix) = fix {
        let mut patched = Snippet::source(text).line_start(first_line).path(source.path.as_str());
        for edit in &fix.edits {
            patched = patched.patch(Patch::new(window.range(edit.span), edit.text.as_str()));
        }
        let title = match fix.applicability {
            Applicability::Safe => format!("{} (`--fix` does this)", fix.title),
            Applicability::Unsafe => fix.title.clone(),
        };
        report.push(Level::HELP.secondary_title(title).element(patched));
    }
    renderer.render(&report)
}

/// Returns what was read and found, in one line.
#[must_use]
pub fn summary(summary: &Summary) -> String {
    let found = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    let found: Vec<String> = found.iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(*n, word)).collect();
    match (found.is_empty(), summary.diagrams) {
        (true, 0) => read(summary),
        (true, _) => format!("{}: nothing to say", read(summary)),
        (false, _) => format!("{}: {}", read(summary), found.join(", ")),
    }
}

/// Returns what was read, in a few words.
#[must_use]
pub fn read(summary: &Summary) -> String {
    if summary.files == 0 {
        return "no Markdown or Mermaid file found".to_owned();
    }
    if summary.diagrams == 0 {
        return format!("no Mermaid diagram found in {}", count(summary.files, "file"));
    }
    format!(
        "{} in {}, {}",
        count(summary.diagrams, "diagram"),
        count(summary.files, "file"),
        count(summary.architectures, "architecture")
    )
}

/// Returns a number and its noun.
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// The lines of a document that a finding is about, with one more on each side.
struct Window<'a> {
    text: &'a str,
    start: usize,
    line: usize,
}

impl<'a> Window<'a> {
    fn around(source: &'a Source, diagnostic: &Diagnostic) -> Self {
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        let spans = || edits.clone().chain(diagnostic.related.iter().map(|(span, _)| *span)).chain([diagnostic.span]);
        let text = source.text.as_str();
        let first = floor(text, spans().map(|span| span.start).min().unwrap_or(0));
        let last = floor(text, spans().map(|span| span.end).max().unwrap_or(0)).max(first);
        let start = text[..first].rmatch_indices('\n').nth(1).map_or(0, |(i, _)| i + 1);
        let end = text[last..].match_indices('\n').nth(1).map_or(text.len(), |(i, _)| last + i + 1);
        Self { text: &text[start..end], start, line: source.position(start).line }
    }

    /// Returns a span as a range that surely is a slice of the window.
    fn range(&self, span: Span) -> Range<usize> {
        let start = floor(self.text, span.start.saturating_sub(self.start));
        start..floor(self.text, span.end.saturating_sub(self.start)).max(start)
    }
}

/// Returns the nearest place at or before an offset where a character begins.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diag::{Edit, Fix, Lint, Pack};

    static ZONE: Lint = Lint {
        code: "SP117",
        name: "wrong-private-dns-zone",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "",
    };

    fn strip(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn a_finding_shows_cause_party_note_help_and_fix() {
        let text = "# Shop\n\n```mermaid\ngraph TD\n  PE[Private Endpoint] --> Z[vault.azure.net]\n```\n";
        let at = text.find("vault").unwrap();
        let span = Span::new(at, at + 15);
        let found = Diagnostic::new(&ZONE, span, "`Z` is no zone of Key Vault")
            .label("this zone")
            .related(Span::new(at - 27, at - 25), "for this private endpoint")
            .note("the zone is fixed by Azure")
            .help("name the zone of private link")
            .fix(Fix::safe("rename the zone", vec![Edit::replace(span, "privatelink.vaultcore.azure.net")]));
        insta::assert_snapshot!(strip(&one(&Source::new("docs/shop.md", text), &found)));
    }

    #[test]
    fn the_summary_is_one_line() {
        let mut all = Summary { files: 1, diagrams: 2, architectures: 1, ..Summary::default() };
        assert_eq!(summary(&all), "2 diagrams in 1 file, 1 architecture: nothing to say");
        all.errors = 1;
        all.notes = 3;
        assert_eq!(summary(&all), "2 diagrams in 1 file, 1 architecture: 1 error, 3 notes");
    }

    proptest! {
        #[test]
        fn no_span_panics(text in "[a\u{e9}日\r\n\t\u{feff} ]{0,40}", spans in prop::collection::vec((0usize..60, 0usize..60), 1..4)) {
            let mut found = Diagnostic::new(&ZONE, Span::new(spans[0].0, spans[0].1), "message");
            for (start, end) in &spans {
                found = found.related(Span::new(*start, *end), "here");
            }
            let edits = vec![Edit::replace(Span::new(spans[0].0.min(spans[0].1), spans[0].1), "x\ny")];
            let _ = one(&Source::new("a.md", text), &found.fix(Fix::safe("f", edits)));
        }
    }
}
