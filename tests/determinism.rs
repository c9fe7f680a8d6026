//! Same input, same bytes: the pictures of all diagrams of the corpus, drawn again, and drawn by two threads.

use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    path::PathBuf,
    thread,
};

use serde_json::Value;
use siteplan::{
    compile::compile,
    config::Config,
    render::{self, Options},
    source::Source,
};

/// The texts of the diagrams, or none where there is no corpus.
#[expect(clippy::print_stdout, reason = "what is skipped is said loudly")]
fn texts() -> Vec<String> {
    let folder = PathBuf::from(std::env::var("SITEPLAN_CORPUS").unwrap_or_else(|_| "../shared/corpus".to_owned()));
    let mut texts = Vec::new();
    for set in ["guide", "azure", "wild"] {
        let path = folder.join(format!("{set}.jsonl"));
        let Ok(lines) = fs::read_to_string(&path) else {
            println!("SKIPPED: no set {set} at {}: its pictures were not compared", path.display());
            continue;
        };
        let items = lines.lines().filter_map(|l| serde_json::from_str::<Value>(l).ok());
        // Without optimization all of them take a minute; `cargo test --release --test determinism` draws every one.
        let step = if cfg!(debug_assertions) && set != "guide" { 8 } else { 1 };
        let items = items.step_by(step);
        if step > 1 {
            println!("SKIPPED: of {set} seven in eight, in a debug build");
        }
        texts.extend(items.filter_map(|item| item["text"].as_str().map(str::to_owned)));
    }
    texts
}

/// A number for the pictures of a text; a new hasher of this kind always has the same keys.
fn hash(text: &str) -> u64 {
    let source = Source::new("docs/page.mmd", text);
    let compiled = compile(&source, &Config::default());
    let mut hasher = DefaultHasher::new();
    for graph in compiled.diagrams.iter().filter_map(|d| d.graph.as_ref()) {
        hasher.write(render::svg(graph, &Options::default()).as_bytes());
    }
    hasher.finish()
}

#[test]
fn every_picture_has_the_same_bytes_again() {
    let texts = texts();
    let once: Vec<u64> = texts.iter().map(|t| hash(t)).collect();
    let (front, back) = texts.split_at(texts.len() / 2);
    let again: Vec<u64> = thread::scope(|scope| {
        let parts = [front, back].map(|part| scope.spawn(|| part.iter().map(|t| hash(t)).collect::<Vec<u64>>()));
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    });
    let differ: Vec<&String> =
        texts.iter().zip(once.iter().zip(&again)).filter(|(_, (a, b))| a != b).map(|p| p.0).collect();
    assert!(once.len() == again.len() && differ.is_empty(), "differently drawn: {differ:#?}");
}
