//! Findings as SARIF 2.1.0, which code scanning services and editors read.
//!
//! Section numbers are those of the OASIS standard, <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>.

use std::collections::BTreeMap;

use camino::Utf8Path;
use serde_json::{Map, Value, json};

use super::Document;
use crate::{
    compile::{self, Finding},
    diag::{Diagnostic, Edit, Lint, Severity},
    rules,
    source::{Source, Span},
};

/// The folder that paths are relative to: the reader decides which it is (3.4.4).
const ROOT: &str = "SRCROOT";

/// Returns the log of all documents.
#[must_use]
pub fn render(documents: &[Document]) -> String {
    let lints = compile::lints();
    let indices: BTreeMap<&str, usize> = lints.iter().enumerate().map(|(i, l)| (l.code, i)).collect();
    let mut results = Vec::new();
    for document in documents {
        // Two findings of one kind about one node are told apart by their number.
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &document.compiled.findings {
            let identity = identity(finding);
            let number = seen.entry(identity.clone()).or_default();
            *number += 1;
            let index = indices.get(finding.diagnostic.lint.code).copied();
            results.push(result(&document.source, finding, index, &format!("{identity}/{number}")));
        }
    }
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "siteplan",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": "https://docs.rs/siteplan",
                "rules": lints.iter().map(|l| rule(l)).collect::<Vec<_>>(),
            } },
            // Columns count Unicode scalar values, not UTF-16 units (3.14.17).
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // A value of JSON cannot fail to be written.
    let mut out = serde_json::to_string_pretty(&log).unwrap_or_default();
    out.push('\n');
    out
}

/// Describes a lint (3.49).
fn rule(lint: &Lint) -> Value {
    let page = rules::page(lint.code);
    let text = page.map_or(lint.summary, |p| p.text);
    let mut properties = Map::new();
    properties.insert("tags".to_owned(), json!([lint.pack.as_str()]));
    if let Some(rule) = page.and_then(|p| p.rule) {
        if !rule.also.is_empty() {
            properties.insert("alsoKnownAs".to_owned(), json!(rule.also));
        }
        let sources: Vec<Value> =
            rule.sources.iter().map(|s| json!({ "title": s.title, "url": s.url, "read": s.read })).collect();
        if !sources.is_empty() {
            properties.insert("sources".to_owned(), Value::Array(sources));
        }
    }
    json!({
        "id": lint.code,
        "name": pascal(lint.name),
        "shortDescription": { "text": lint.summary },
        "fullDescription": { "text": lint.summary },
        "help": { "text": text, "markdown": text },
        "helpUri": lint.url(),
        "defaultConfiguration": { "level": level(lint.severity) },
        "properties": properties,
    })
}

/// Describes a finding (3.27).
fn result(source: &Source, finding: &Finding, rule_index: Option<usize>, fingerprint: &str) -> Value {
    let found = &finding.diagnostic;
    let mut result = json!({
        "ruleId": found.lint.code,
        "level": level(found.severity),
        "message": { "text": message(found) },
        "locations": [location(source, found.span, finding.diagram.as_deref(), found.node.as_deref())],
        "partialFingerprints": { "finding/v1": fingerprint },
    });
    let Some(fields) = result.as_object_mut() else { return result };
    if let Some(index) = rule_index {
        fields.insert("ruleIndex".to_owned(), json!(index));
    }
    let related: Vec<Value> = found.related.iter().enumerate().map(|(i, (s, w))| party(source, i, *s, w)).collect();
    if !related.is_empty() {
        fields.insert("relatedLocations".to_owned(), Value::Array(related));
    }
    if let Some(fix) = found.fix.as_ref().filter(|f| !f.edits.is_empty()) {
        let replacements: Vec<Value> = fix.edits.iter().map(|e| replacement(source, e)).collect();
        let change = json!({ "artifactLocation": artifact(&source.path), "replacements": replacements });
        let fix = json!([{ "description": { "text": fix.title }, "artifactChanges": [change] }]);
        fields.insert("fixes".to_owned(), fix);
    }
    result
}

/// Returns what a finding says, for readers that show nothing but this.
fn message(found: &Diagnostic) -> String {
    let mut text = found.message.clone();
    for note in &found.notes {
        text.push_str("\nnote: ");
        text.push_str(note);
    }
    if let Some(help) = found.way_out() {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    text
}

/// Returns what a finding is, wherever its diagram stands in the file.
fn identity(finding: &Finding) -> String {
    let found = &finding.diagnostic;
    let parts = [found.lint.code, finding.diagram.as_deref().unwrap_or(""), found.node.as_deref().unwrap_or("")];
    parts.join("/")
}

fn location(source: &Source, span: Span, diagram: Option<&str>, node: Option<&str>) -> Value {
    let mut location = json!({ "physicalLocation": physical(source, span) });
    let names: Vec<&str> = [diagram, node].into_iter().flatten().collect();
    if let (Some(fields), Some(last)) = (location.as_object_mut(), names.last()) {
        let place = json!([{ "name": last, "fullyQualifiedName": names.join("/") }]);
        fields.insert("logicalLocations".to_owned(), place);
    }
    location
}

fn party(source: &Source, number: usize, span: Span, words: &str) -> Value {
    json!({ "id": number + 1, "physicalLocation": physical(source, span), "message": { "text": words } })
}

fn physical(source: &Source, span: Span) -> Value {
    json!({ "artifactLocation": artifact(&source.path), "region": region(source, span) })
}

fn replacement(source: &Source, edit: &Edit) -> Value {
    let mut replacement = json!({ "deletedRegion": region(source, edit.span) });
    if let (Some(fields), false) = (replacement.as_object_mut(), edit.text.is_empty()) {
        fields.insert("insertedContent".to_owned(), json!({ "text": edit.text }));
    }
    replacement
}

/// Lines and columns count from 1, and the end is the column behind the last (3.30).
fn region(source: &Source, span: Span) -> Value {
    let (start, end) = (source.position(span.start), source.position(span.end.max(span.start)));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

/// A relative path is one below the reader's folder; another is an address of its own (3.4.3).
fn artifact(path: &Utf8Path) -> Value {
    let uri = encoded(path.as_str().trim_start_matches("./"));
    if path.is_absolute() {
        json!({ "uri": format!("file://{uri}") })
    } else {
        json!({ "uri": uri, "uriBaseId": ROOT })
    }
}

/// Returns a path as an address: `/` stays, and what RFC 3986 does not let stand is written in its bytes.
fn encoded(path: &str) -> String {
    path.replace('\\', "/").bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}

fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

/// Returns a name as the standard wants it (3.49.7): `wrong-zone` becomes `WrongZone`.
fn pascal(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compile::compile, config::Config};

    fn document(path: &str, text: &str) -> Document {
        let source = Source::new(path, text);
        let compiled = compile(&source, &Config::default());
        Document { source, compiled }
    }

    fn log(document: Document) -> Value {
        serde_json::from_str(&render(&[document])).unwrap()
    }

    #[test]
    fn a_result_names_its_rule_place_and_fix() {
        let page = "# é\n\n```mermaid\nflowchart TB\n    A [Shop]\n```\n";
        let log = log(document("docs/é shop.md", page));
        let run = &log["runs"][0];
        let index = usize::try_from(run["results"][0]["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], run["results"][0]["ruleId"]);
        insta::assert_json_snapshot!(run["results"]);
    }

    #[test]
    fn a_rule_has_its_page() {
        let log = log(document("a.md", ""));
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), compile::lints().len());
        let zone = rules.iter().find(|r| r["id"] == "SP117").unwrap();
        assert_eq!(zone["name"], "WrongPrivateDnsZone");
        assert!(zone["help"]["markdown"].as_str().unwrap().contains("## Why it matters"));
    }

    #[test]
    fn two_of_a_kind_have_two_fingerprints() {
        let page = "```mermaid\nflowchart TB\n    A [a]\n    B [b]\n```\n";
        let log = log(document("a.md", page));
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.len(), 2);
        assert_ne!(results[0]["partialFingerprints"], results[1]["partialFingerprints"]);
    }

    #[test]
    fn paths_become_addresses() {
        assert_eq!(artifact(Utf8Path::new("./docs/a b#1.md"))["uri"], "docs/a%20b%231.md");
        assert_eq!(artifact(Utf8Path::new("/docs/a.md")), json!({ "uri": "file:///docs/a.md" }));
    }
}
