//! Findings for machines: `check --format json`, schema 1.

use serde::Serialize;

use super::{Document, Summary};
use crate::{
    compile::{Diagram, Finding},
    diag::{Applicability, Severity},
    source::{Position, Source},
};

#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    diagrams: Vec<DiagramJson<'a>>,
    findings: Vec<FindingJson<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct DiagramJson<'a> {
    path: &'a str,
    id: &'a str,
    line: usize,
    kind: &'static str,
    tier: Option<&'static str>,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    diagram: Option<&'a str>,
    node: Option<&'a str>,
    start: Position,
    end: Position,
    fix: Option<FixJson<'a>>,
    url: String,
}

#[derive(Serialize)]
struct FixJson<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditJson<'a>>,
}

#[derive(Serialize)]
struct EditJson<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// Returns the report of all documents.
#[must_use]
pub fn render(documents: &[Document]) -> String {
    let mut report = Report { schema: 1, diagrams: Vec::new(), findings: Vec::new(), summary: Summary::of(documents) };
    for Document { source, compiled } in documents {
        report.diagrams.extend(compiled.diagrams.iter().map(|d| diagram(source, d)));
        report.findings.extend(compiled.findings.iter().map(|f| finding(source, f)));
    }
    // Nothing in the report can fail to serialize: no map has keys that are no text, and no number is infinite.
    let mut out = serde_json::to_string_pretty(&report).unwrap_or_default();
    out.push('\n');
    out
}

fn diagram<'a>(source: &'a Source, diagram: &'a Diagram) -> DiagramJson<'a> {
    DiagramJson {
        path: source.path.as_str(),
        id: &diagram.id,
        line: diagram.line,
        kind: diagram.kind.as_str(),
        tier: diagram.tier,
    }
}

fn finding<'a>(source: &'a Source, finding: &'a Finding) -> FindingJson<'a> {
    let found = &finding.diagnostic;
    let fix = found.fix.as_ref().map(|fix| FixJson {
        title: &fix.title,
        safe: fix.applicability == Applicability::Safe,
        edits: fix
            .edits
            .iter()
            .map(|edit| EditJson { start: edit.span.start, end: edit.span.end, text: &edit.text })
            .collect(),
    });
    FindingJson {
        code: found.lint.code,
        name: found.lint.name,
        severity: found.severity,
        message: &found.message,
        help: found.way_out(),
        path: source.path.as_str(),
        diagram: finding.diagram.as_deref(),
        node: found.node.as_deref(),
        start: source.position(found.span.start),
        end: source.position(found.span.end),
        fix,
        url: found.lint.url(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compile::compile, config::Config};

    #[test]
    fn positions_are_lines_scalar_columns_and_bytes() {
        let source = Source::new("docs/a.md", "é\n\n> <!-- diagram-id: é/日 -->\n> ```mermaid\n> pie\n> ```\n");
        let compiled = compile(&source, &Config::default());
        insta::assert_snapshot!(render(&[Document { source, compiled }]));
    }
}
