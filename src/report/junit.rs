//! Findings as a JUnit report, which build servers show as tests: a suite for each document, a case for each diagram.

use super::Document;
use crate::{compile::Finding, diag::Severity, report::human, source::Source};

/// The case of what is about the document and no diagram of it.
const DOCUMENT: &str = "document";

/// Returns the report of all documents. A diagram fails where it has a finding of at least `fails`; what is milder is its output.
#[must_use]
pub fn render(documents: &[Document], fails: Severity) -> String {
    let suites: Vec<Suite> = documents.iter().map(|d| suite(d, fails)).collect();
    let (tests, failures) = suites.iter().fold((0, 0), |(t, f), s| (t + s.tests, f + s.failures));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!("<testsuites name=\"siteplan\" tests=\"{tests}\" failures=\"{failures}\">\n"));
    for suite in suites {
        out.push_str(&suite.text);
    }
    out.push_str("</testsuites>\n");
    out
}

struct Suite {
    text: String,
    tests: usize,
    failures: usize,
}

fn suite(document: &Document, fails: Severity) -> Suite {
    let Document { source, compiled } = document;
    let path = escaped(source.path.as_str());
    let loose: Vec<&Finding> = compiled.findings.iter().filter(|f| f.diagram.is_none()).collect();
    let mut cases: Vec<(String, bool)> = Vec::new();
    if !loose.is_empty() || compiled.diagrams.is_empty() {
        cases.push(case(source, DOCUMENT, &loose, fails));
    }
    for diagram in &compiled.diagrams {
        let findings: Vec<&Finding> = compiled.findings_of(&diagram.id).collect();
        cases.push(case(source, &diagram.id, &findings, fails));
    }
    let failures = cases.iter().filter(|(_, failed)| *failed).count();
    let tests = cases.len();
    let body: String = cases.into_iter().map(|(text, _)| text).collect();
    let text = format!(
        "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n{body}  </testsuite>\n"
    );
    Suite { text, tests, failures }
}

/// Returns a case, and whether it failed.
fn case(source: &Source, id: &str, findings: &[&Finding], fails: Severity) -> (String, bool) {
    let head = format!("    <testcase name=\"{}\" classname=\"{}\"", escaped(id), escaped(source.path.as_str()));
    let (bad, mild): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|f| f.diagnostic.severity >= fails);
    if findings.is_empty() {
        return (format!("{head}/>\n"), false);
    }
    let mut body = String::new();
    if let Some(first) = bad.first() {
        let kind = format!("{} {}", first.diagnostic.lint.code, first.diagnostic.lint.name);
        let message = match bad.len() {
            1 => first.diagnostic.message.clone(),
            n => format!("{} (and {} more)", first.diagnostic.message, n - 1),
        };
        body.push_str(&format!(
            "      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
            escaped(&kind),
            escaped(&message),
            escaped(&told(source, &bad))
        ));
    }
    if !mild.is_empty() {
        body.push_str(&format!("      <system-out>{}</system-out>\n", escaped(&told(source, &mild))));
    }
    (format!("{head}>\n{body}    </testcase>\n"), !bad.is_empty())
}

/// Returns findings as a person reads them, without colors.
fn told(source: &Source, findings: &[&Finding]) -> String {
    let each = findings.iter().map(|f| human::plain(source, &f.diagnostic));
    each.collect::<Vec<_>>().join("\n\n")
}

/// Escapes a text for an element or an attribute. XML 1.0 cannot hold most control characters, not even escaped (2.2).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\r' => out.push_str("&#13;"),
            '\0'..'\x20' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compile::compile, config::Config};

    fn report(page: &str, fails: Severity) -> String {
        let source = Source::new("docs/a.md", page);
        let compiled = compile(&source, &Config::default());
        render(&[Document { source, compiled }], fails)
    }

    #[test]
    fn a_diagram_is_a_case() {
        let page = "# One\n\n```mermaid\nflowchart TB\n    A --> B\n```\n\n# Two\n\n```mermaid\nflowchart TB\n    A [x < \u{1}y]\n```\n";
        insta::assert_snapshot!(report(page, Severity::Error));
    }

    #[test]
    fn a_warning_fails_where_warnings_are_denied() {
        let page = "```mermaid\nflowchart TB\n    A --> B\n";
        assert!(report(page, Severity::Error).contains("failures=\"0\""));
        assert!(report(page, Severity::Warning).contains("failures=\"1\""));
    }
}
