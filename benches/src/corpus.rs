//! The diagrams that are measured: a folder of JSON lines, or else those of this project's own documents.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;
use siteplan::{diag::Sink, graph, markdown, source::OffsetMap, source::Source, syntax};

/// The sets of the corpus.
pub const SETS: [&str; 5] = ["guide", "azure", "wild", "mermaid-suite", "probe"];

/// A diagram.
pub struct Item {
    /// Its name.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// Returns the project's folder.
#[must_use]
pub fn project() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Returns the folder of the corpus, which the variable `SITEPLAN_CORPUS` tells; none where there is none.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let beside = || project().join("../shared/corpus");
    let folder = std::env::var_os("SITEPLAN_CORPUS").map_or_else(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// Returns the diagrams of some sets that the reference can parse. Without a corpus, those of the project's documents.
#[must_use]
pub fn parseable(sets: &[&str]) -> Vec<Item> {
    let Some(folder) = folder() else {
        println!("No corpus (SITEPLAN_CORPUS names a folder of JSON lines): the project's own diagrams are measured.");
        return own();
    };
    let mut items = Vec::new();
    for set in sets {
        let lines = fs::read_to_string(folder.join(format!("{set}.jsonl"))).unwrap_or_default();
        for line in lines.lines() {
            // Half of a surrogate pair is no JSON for Rust.
            let Ok(item) = serde_json::from_str::<Value>(line) else { continue };
            if item["oracle"]["ok"] == Value::Bool(true)
                && let (Some(id), Some(text)) = (item["id"].as_str(), item["text"].as_str())
            {
                items.push(Item { id: id.to_owned(), text: text.to_owned() });
            }
        }
    }
    items
}

/// Returns the valid flowcharts of the project's documents.
fn own() -> Vec<Item> {
    let mut items = Vec::new();
    let mut folders = vec![project().join("docs"), project().join("diagrams")];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "md") {
                let source = Source::new(&*path.to_string_lossy(), fs::read_to_string(&path).unwrap_or_default());
                for fence in markdown::fences(&source, &mut Sink::new()) {
                    items.push(Item { id: format!("{}#{}", path.display(), fence.id), text: fence.text });
                }
            }
        }
    }
    items.retain(|i| siteplan(&i.text).is_some());
    items
}

/// Reads a text with siteplan, from the text to the graph; none where it is rejected.
#[must_use]
pub fn siteplan(text: &str) -> Option<graph::Graph> {
    let mut sink = Sink::new();
    let ast = syntax::parse(text, &OffsetMap::contiguous(0, text.len()), &mut sink);
    let graph = graph::build(&ast, &mut sink);
    (!sink.has_errors()).then_some(graph)
}
