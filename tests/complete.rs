//! Nothing is half there: every finding has its page, every rule its pair, every kind its page, and the index names them all.

use std::{collections::BTreeSet, path::Path};

use siteplan::{catalog::KINDS, compile::lints, diag::Lint, rules};

const HEADINGS: [&str; 6] =
    ["## What it checks", "## Why it matters", "## Example", "## Instead", "## Fix", "## Configuration"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_default()
}

#[test]
fn every_finding_has_its_page() {
    let mut wrong: Vec<String> = Vec::new();
    for lint in lints() {
        let path = format!("docs/rules/{}.md", lint.name);
        let text = read(&path);
        let head =
            format!("# {}\n\n`{}` · {} · {}\n", lint.name, lint.code, lint.pack.as_str(), lint.severity.as_str());
        if !text.starts_with(&head) {
            wrong.push(format!("{path} does not begin with:\n{head}"));
        }
        let headings: Vec<&str> = text.lines().filter(|l| l.starts_with("## ")).collect();
        if headings != HEADINGS {
            wrong.push(format!("{path} has the headings {headings:?}"));
        }
        match rules::page(lint.code) {
            Some(page) if page.text == text && page.lint.name == lint.name => {}
            _ => wrong.push(format!("`explain {}` does not print {path}", lint.code)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_is_about_a_finding() {
    let names: BTreeSet<&str> = lints().iter().map(|l| l.name).collect();
    for entry in std::fs::read_dir(root().join("docs/rules")).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
        assert!(stem == "index" || names.contains(stem.as_str()), "docs/rules/{stem}.md is about nothing");
    }
}

#[test]
fn every_rule_has_its_pair() {
    for rule in rules::RULES {
        for file in ["fail.md", "pass.md"] {
            let path = format!("tests/rules/{}/{file}", rule.lint.name);
            assert!(read(&path).contains("```mermaid"), "{path} holds no diagram");
        }
    }
}

#[test]
fn every_rule_rests_on_a_dated_source() {
    for rule in rules::RULES {
        assert!(!rule.sources.is_empty(), "{} rests on nothing", rule.lint.name);
        for source in rule.sources {
            let dated = source.read.len() == 7 && source.read.as_bytes().get(4) == Some(&b'-');
            assert!(dated && source.url.starts_with("https://"), "{}: {source:?}", rule.lint.name);
        }
    }
}

#[test]
fn codes_and_names_are_unique_and_well_formed() {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for lint in lints() {
        assert!(codes.insert(lint.code), "{} is taken twice", lint.code);
        assert!(names.insert(lint.name), "{} is taken twice", lint.name);
        let digits = lint.code.strip_prefix("SP").unwrap_or_default();
        assert!(digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()), "{} is no code", lint.code);
        let kebab = lint
            .name
            .split('-')
            .all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        assert!(kebab, "{} is not in kebab-case", lint.name);
    }
}

#[test]
fn every_kind_has_its_page() {
    let missing: Vec<String> = KINDS
        .iter()
        .map(|kind| format!("docs/resources/{}.md", kind.id))
        .filter(|path| !root().join(path).is_file())
        .collect();
    assert!(missing.is_empty(), "missing: {}", missing.join(", "));
}

#[test]
fn the_index_names_every_finding() {
    let path = root().join("docs/rules/index.md");
    let wanted = index(&lints());
    if std::env::var_os("SITEPLAN_BLESS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "docs/rules/index.md is out of date; SITEPLAN_BLESS=1 writes it anew");
}

/// The table of all findings, by code.
fn index(lints: &[&Lint]) -> String {
    let mut out =
        String::from("# Findings\n\n| Code | Name | Pack | Severity | Summary |\n| --- | --- | --- | --- | --- |\n");
    for lint in lints {
        let (pack, severity) = (lint.pack.as_str(), lint.severity.as_str());
        let mut summary = lint.summary.chars();
        let first = summary.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        let summary = format!("{first}{}", summary.as_str().trim_end_matches('.')).replace('|', "\\|");
        out.push_str(&format!(
            "| {} | [{}]({}.md) | {pack} | {severity} | {summary}. |\n",
            lint.code, lint.name, lint.name
        ));
    }
    out
}

#[test]
fn what_is_left_out_is_not_there() {
    let page = std::fs::read_to_string(root().join("docs/left-out-rules.md")).unwrap();
    let out: Vec<&str> = page.lines().filter_map(|l| l.strip_prefix("| SP")?.get(..3)).collect();
    let known: Vec<&str> = lints().iter().map(|l| l.code.trim_start_matches("SP")).collect();
    assert!(!out.is_empty());
    for code in out {
        assert!(!known.contains(&code), "docs/left-out-rules.md says that SP{code} is not there, and it is");
    }
}
