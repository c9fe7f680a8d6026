//! Findings as workflow commands, which GitHub Actions shows at the line in a pull request.

use super::{Document, Summary, human};
use crate::{compile::Finding, diag::Severity, source::Source};

/// Returns a command for each finding, and the summary line.
///
/// GitHub shows ten of each level in a step at most, so the worst come first.
#[must_use]
pub fn render(documents: &[Document]) -> String {
    let mut all: Vec<(&Source, &Finding)> =
        documents.iter().flat_map(|d| d.compiled.findings.iter().map(move |f| (&d.source, f))).collect();
    all.sort_by_key(|(_, f)| std::cmp::Reverse(f.diagnostic.severity));
    let mut out: String = all.into_iter().map(|(source, finding)| command(source, finding)).collect();
    out.push_str(&human::summary(&Summary::of(documents)));
    out.push('\n');
    out
}

fn command(source: &Source, finding: &Finding) -> String {
    let found = &finding.diagnostic;
    let word = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = (source.position(found.span.start), source.position(found.span.end.max(found.span.start)));
    let title = format!("{} {}", found.lint.code, found.lint.name);
    let mut text = found.message.clone();
    for note in &found.notes {
        text.push_str(&format!("\nnote: {note}"));
    }
    if let Some(help) = found.way_out() {
        text.push_str(&format!("\nhelp: {help}"));
    }
    // A column only counts where the annotation is on one line.
    let columns =
        if start.line == end.line { format!(",col={},endColumn={}", start.column, end.column) } else { String::new() };
    format!(
        "::{word} file={},line={},endLine={}{columns},title={}::{}\n",
        property(source.path.as_str()),
        start.line,
        end.line,
        property(&title),
        data(&text)
    )
}

/// Escapes a command's text, so that it stays one line and one command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compile::compile, config::Config};

    #[test]
    fn a_finding_is_one_command_whatever_it_says() {
        let page = "```mermaid\nflowchart TB\n    A [\"::error::100%\"]\n```\n";
        let source = Source::new("docs/a,b:c.md", page);
        let compiled = compile(&source, &Config::default());
        let text = render(&[Document { source, compiled }]);
        insta::assert_snapshot!(text);
    }
}
