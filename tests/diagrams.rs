//! The architectures in `diagrams/`: each is without fault, and the picture and the Bicep beside it are what siteplan writes now.

#![expect(clippy::expect_used, reason = "this is test code, though not in a test function")]

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use siteplan::{
    compile::{self, Diagram, Kind},
    config::Config,
    diag::Severity,
    emit::{self, File},
    source::Source,
};

mod support;

/// Writes the pictures again, from the project's folder.
const DRAW: &str = r#"for page in diagrams/*-*.md; do cargo run -q -- render "$page" -o "${page%.md}.svg"; done"#;
/// Writes the Bicep again, from the project's folder.
const BUILD: &str = "cargo run -q -- build diagrams --target bicep -o diagrams";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages in order: every Markdown file but the table of contents.
fn pages() -> Vec<PathBuf> {
    let found = std::fs::read_dir(root().join("diagrams")).expect("the folder of diagrams");
    let mut pages: Vec<PathBuf> = found
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md") && path.file_stem().is_some_and(|s| s != "README"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 9, "{pages:?}");
    pages
}

fn stem(page: &Path) -> String {
    page.file_stem().expect("a stem").to_string_lossy().into_owned()
}

/// Reads a page under the path that it has from the project's folder, which is what its output speaks of.
fn source(page: &Path) -> Source {
    let text = std::fs::read_to_string(page).expect("a page");
    Source::new(format!("diagrams/{}.md", stem(page)), text)
}

fn siteplan(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_siteplan")).args(args).current_dir(root()).output().expect("siteplan runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

#[test]
fn every_page_holds_one_architecture_under_its_own_name_and_no_error() {
    for page in pages() {
        let compiled = compile::compile(&source(&page), &Config::default());
        let found: Vec<(&str, Kind)> = compiled.diagrams.iter().map(|d| (d.id.as_str(), d.kind)).collect();
        assert_eq!(found, [(stem(&page).as_str(), Kind::Architecture)]);
        for finding in &compiled.findings {
            let diagnostic = &finding.diagnostic;
            assert_ne!(diagnostic.severity, Severity::Error, "{}: {}", stem(&page), diagnostic.message);
        }
    }
}

#[test]
fn every_edge_of_a_page_means_something() {
    // What is drawn for the reader only: traffic that passes a gateway, and traffic that leaves the firewall.
    let drawn_only = ["Vpn --> Ilb", "Fw --> Web"];
    for page in pages() {
        let compiled = compile::compile(&source(&page), &Config::default());
        let diagram = compiled.diagrams.first().expect("a diagram");
        let graph = diagram.graph.as_ref().expect("a graph");
        let architecture = diagram.model.as_ref().and_then(|m| m.architecture.as_ref()).expect("an architecture");
        for reading in architecture.edges.iter().filter(|r| r.reason.contains("drawn only")) {
            let edge = &graph.edges[reading.edge];
            let text = format!("{} --> {}", edge.from, edge.to);
            assert!(drawn_only.contains(&text.as_str()), "{}: {text}: {}", stem(&page), reading.reason);
        }
    }
}

#[test]
fn every_page_shows_its_picture() {
    for page in pages() {
        let text = std::fs::read_to_string(&page).expect("a page");
        let shown = text.lines().any(|l| l.starts_with("![") && l.ends_with(&format!("]({}.svg)", stem(&page))));
        assert!(shown, "{} does not show its picture", stem(&page));
    }
}

#[test]
fn the_pictures_are_what_siteplan_draws_now() {
    let folder = tempfile::tempdir().expect("a folder");
    for page in pages() {
        let drawn = folder.path().join("drawn.svg");
        let path = format!("diagrams/{}.md", stem(&page));
        let done = siteplan(&["render", &path, "-o", &drawn.to_string_lossy()]);
        assert!(done.status.success(), "{}", said(&done));
        let now = std::fs::read(&drawn).expect("a picture");
        let committed = std::fs::read(page.with_extension("svg")).unwrap_or_default();
        assert!(now == committed, "the picture of {path} is stale; to write all of them again: {DRAW}");
    }
}

#[test]
fn the_bicep_is_what_siteplan_builds_now() {
    let done = siteplan(&["build", "diagrams", "--target", "bicep", "-o", "diagrams", "--check"]);
    assert!(done.status.success(), "{}to write all of it again: {BUILD}", said(&done));
}

#[test]
fn the_checkers_find_nothing_in_what_is_built() {
    let environments = ["dev".to_owned()];
    for page in pages() {
        let source = source(&page);
        let compiled = compile::compile(&source, &Config::default());
        let plan = |d: &Diagram| compile::plan(&source, d, &Config::default(), &environments);
        let plan = compiled.diagrams.first().and_then(plan).expect("a plan");
        let files: Vec<File> =
            [emit::bicep(&plan, "dev"), emit::arm(&plan, "dev"), emit::terraform(&plan, "dev")].concat();
        assert_eq!(support::oracle::oracle(&files), [""; 0], "{}", stem(&page));
    }
}
