//! One architecture drawn twice is one model: with subgraphs or with edges, in one spelling or another.
//!
//! `tests/recognition/pairs/` has ten of them. Their models are compared without names: what there is, what is stated of it, and
//! what one is to another.

#![expect(clippy::expect_used, reason = "this is test code, though not all of it in test functions")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use siteplan::{
    compile,
    config::Config,
    model::{Architecture, Component},
    source::Source,
};

/// A thing without its names: its kind, and what is stated of it.
fn thing(c: &Component) -> String {
    let facts = &c.facts;
    let list = |items: Vec<String>| items.join(",");
    // `Standard S1` says of the tier what `S1` says.
    let tier = facts.skus.first().map(|s| s.value.tier).or_else(|| facts.tier.as_ref().map(|t| t.value));
    format!(
        "{} sizes=[{}] tier={:?} runtime={:?} ranges=[{}] role={:?} zone={:?} groups=[{}]",
        c.kind.id,
        list(facts.skus.iter().map(|s| s.value.name.to_owned()).collect()),
        tier,
        facts.runtime.as_ref().map(|r| r.fx.clone()),
        list(facts.prefixes.iter().map(|p| p.value.to_string()).collect()),
        facts.role,
        facts.zone.as_ref().map(|z| z.value.clone()),
        list(facts.groups.iter().map(|g| (*g).to_owned()).collect()),
    )
}

/// Everything in a model without names, sorted, each as often as it is there.
fn nameless(architecture: &Architecture) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    let tier = format!("tier {:?}", architecture.tier);
    let things = architecture.components.iter().map(thing);
    let relations = architecture.relations.iter().map(|r| {
        let end = |id| architecture.get(id).map_or("", |c| c.kind.id);
        format!("{} {:?} {}", end(r.from), r.kind, end(r.to))
    });
    for line in std::iter::once(tier).chain(things).chain(relations) {
        *out.entry(line).or_default() += 1;
    }
    out
}

fn model(path: &Path) -> BTreeMap<String, usize> {
    let text = fs::read_to_string(path).expect("a diagram");
    let compiled = compile::compile_bare(&Source::new(path.display().to_string(), text), &Config::default());
    let diagram = compiled.diagrams.into_iter().next().expect("one diagram");
    let model = diagram.model.expect("a model");
    nameless(&model.architecture.unwrap_or_else(|| panic!("{}: {}", path.display(), model.verdict)))
}

#[test]
fn frames_and_edges_give_one_model() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recognition/pairs");
    let mut framed: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the pairs")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.to_string_lossy().ends_with(".frames.mmd"))
        .collect();
    framed.sort();
    assert!(framed.len() >= 10, "{} pairs", framed.len());
    let mut wrong = String::new();
    for frames in framed {
        let edges = PathBuf::from(frames.to_string_lossy().replace(".frames.mmd", ".edges.mmd"));
        let (a, b) = (model(&frames), model(&edges));
        for (line, sign, other) in a.iter().map(|l| (l, '-', &b)).chain(b.iter().map(|l| (l, '+', &a))) {
            if other.get(line.0) != Some(line.1) {
                wrong.push_str(&format!("{} {sign} {} x{}\n", frames.display(), line.0, line.1));
            }
        }
    }
    assert!(wrong.is_empty(), "a model that depends on how it is drawn:\n{wrong}");
}
