//! Broken diagrams: what is said of them, how it reads in a terminal, and whether the fixes that are offered mend them.
//!
//! `pages/` holds our own, one fence a mistake, and their messages stand whole in the snapshots. Those of the corpus beside the
//! project (or where `SITEPLAN_CORPUS` says) are named by their ids only. Where `SITEPLAN_REFERENCE` names a folder with
//! `oracle.mjs` and its modules, Mermaid itself reads what the fixes made.

#![expect(clippy::expect_used, clippy::print_stderr, reason = "a test that does less than it could says so")]

mod corpus;
mod documents;
mod mending;
mod reference;

use std::fmt::Write as _;

use mending::{Mended, mend};
use siteplan::{compile::compile, config::Config, diag::Severity, report::human, source::Source};

/// Every page, by name.
fn pages() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken/pages");
    let mut pages: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the pages")
        .map(|entry| entry.expect("a page").path())
        .map(|path| {
            let name = path.file_stem().and_then(|n| n.to_str()).expect("a name").to_owned();
            (name, std::fs::read_to_string(path).expect("a text"))
        })
        .collect();
    pages.sort();
    pages
}

/// What a terminal shows of a page's findings, without colors.
fn rendered(name: &str, text: &str) -> String {
    let source = Source::new(format!("{name}.md"), text);
    let mut out = String::new();
    for finding in compile(&source, &Config::default()).findings {
        let shown = human::one(&source, &finding.diagnostic);
        let plain = anstream::adapter::strip_str(&shown).to_string();
        let plain: Vec<&str> = plain.lines().map(str::trim_end).collect();
        let _ = writeln!(out, "{}\n", plain.join("\n"));
    }
    out
}

#[test]
fn the_messages_read_like_good_advice() {
    for (name, text) in pages() {
        insta::assert_snapshot!(name.clone(), rendered(&name, &text));
    }
}

#[test]
fn every_fence_of_the_pages_is_told_of() {
    for (name, text) in pages() {
        let source = Source::new(format!("{name}.md"), text.as_str());
        let compiled = compile(&source, &Config::default());
        for diagram in &compiled.diagrams {
            let found = compiled.findings_of(&diagram.id).count();
            assert!(found > 0, "{name}.md, line {}: nothing is said", diagram.line);
        }
    }
}

/// Messages stand alone: lower case, no full stop, one line.
#[test]
fn messages_have_one_form() {
    for (name, text) in pages() {
        let source = Source::new(format!("{name}.md"), text.as_str());
        for finding in compile(&source, &Config::default()).findings {
            let d = &finding.diagnostic;
            let texts = [Some(&d.message), Some(&d.label), d.help.as_ref(), d.fix.as_ref().map(|f| &f.title)];
            for said in texts.into_iter().flatten().chain(&d.notes) {
                let first = said.chars().next();
                let upper = first.is_some_and(char::is_uppercase)
                    && !said.starts_with("Mermaid")
                    && !said.starts_with("CSS")
                    && !said.starts_with("Graphviz");
                assert!(!upper && !said.ends_with('.') && !said.contains('\n'), "{name}: {said:?}");
                assert!(!said.contains(['\u{1}', '\u{2}']), "{name}: {said:?} holds a mark of our own");
            }
        }
    }
}

/// A page's fences as bare diagrams, with what the fixes made of them.
fn mended_pages() -> Vec<(String, Mended)> {
    let mut out = Vec::new();
    for (name, text) in pages() {
        let source = Source::new(format!("{name}.md"), text.as_str());
        for diagram in compile(&source, &Config::default()).diagrams {
            out.push((format!("{name}.md:{}", diagram.line), mend(&diagram.fence.text)));
        }
    }
    out
}

#[test]
fn the_fixes_of_the_pages_mend_them() {
    let mended = mended_pages();
    for (place, mended) in &mended {
        assert!(!mended.worse, "{place}: a fix adds a mistake:\n{}", mended.text);
        if mended.fixable {
            assert_eq!(mended.left, Vec::<String>::new(), "{place}: fixes do not mend it:\n{}", mended.text);
        }
    }
    let whole: Vec<(String, String)> =
        mended.into_iter().filter(|(_, m)| m.left.is_empty() && m.applied > 0).map(|(p, m)| (p, m.text)).collect();
    let Some(verdicts) = reference::read(&whole) else { return };
    for ((place, text), verdict) in whole.iter().zip(verdicts) {
        assert_eq!(verdict, None, "{place}: Mermaid rejects what the fixes made:\n{text}");
    }
}

#[test]
fn the_fixes_of_the_corpus_mend_it() {
    let Some(broken) = corpus::broken() else { return };
    let mended: Vec<Mended> = broken.iter().map(|item| mend(&item.text)).collect();
    let mut wrong = Vec::new();
    for (item, mended) in broken.iter().zip(&mended) {
        if mended.worse {
            wrong.push(format!("{}: a fix adds a mistake", item.id));
        }
        if mended.fixable && !mended.left.is_empty() {
            wrong.push(format!("{}: all is fixed, and still wrong: {:?}", item.id, mended.left));
        }
    }
    let offered = mended.iter().filter(|m| m.applied > 0).count();
    let whole: Vec<(String, String)> = broken
        .iter()
        .zip(&mended)
        .filter(|(_, m)| m.left.is_empty() && m.applied > 0)
        .map(|(item, m)| (item.id.clone(), m.text.clone()))
        .collect();
    eprintln!(
        "broken: {}; with a fix: {offered}; wholly mended: {}, by safe fixes alone {}",
        broken.len(),
        whole.len(),
        mended.iter().filter(|m| m.left.is_empty() && m.applied > 0 && !m.guessed).count()
    );
    if let Some(verdicts) = reference::read(&whole) {
        let read = verdicts.iter().filter(|v| v.is_none()).count();
        eprintln!("Mermaid reads {read} of the {} that are wholly mended", whole.len());
        for ((id, _), verdict) in whole.iter().zip(verdicts) {
            if let Some(why) = verdict {
                wrong.push(format!("{id}: Mermaid rejects what the fixes made: {why}"));
            }
        }
    }
    if std::env::var_os("SITEPLAN_SHOW").is_some() {
        for (item, mended) in broken.iter().zip(&mended) {
            eprintln!("{} {} {:?}", item.id, item.kind, mended.left);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sixty_of_the_corpus_are_told_at_their_places() {
    let Some(broken) = corpus::broken() else { return };
    let mut out = String::new();
    for id in corpus::SIXTY {
        let Some(item) = broken.iter().find(|i| i.id == *id) else {
            eprintln!("SKIPPED: the corpus has no {id}");
            return;
        };
        let source = Source::new("diagram.mmd", item.text.as_str());
        let mended = mend(&item.text);
        let outcome = match (mended.applied, mended.left.is_empty(), mended.guessed) {
            (0, ..) => "told",
            (_, false, _) => "partly mended",
            (_, true, true) => "mended by guess",
            (_, true, false) => "mended",
        };
        let _ = writeln!(out, "{id} ({}): {outcome}", item.kind);
        for finding in compile(&source, &Config::default()).findings {
            let d = finding.diagnostic;
            let at = source.position(d.span.start);
            if d.severity == Severity::Error {
                let fix = if d.fix.is_some() { ", fix" } else { "" };
                let _ = writeln!(out, "  {} {} {}:{}{fix}", d.lint.code, d.lint.name, at.line, at.column);
            }
        }
    }
    insta::assert_snapshot!("corpus", out);
}
