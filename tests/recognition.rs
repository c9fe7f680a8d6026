//! Recognition against an answer key that was made by hand: `tests/recognition/`.
//!
//! The diagrams lie in the corpus beside the project, or where `SITEPLAN_CORPUS` says. Without it there is nothing to compare,
//! which the tests say loudly.

#![expect(clippy::expect_used, reason = "this is test code, though not in a test function")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::PathBuf,
};

use serde_json::Value;
use siteplan::{
    catalog,
    compile::{self, Diagram},
    config::Config,
    source::Source,
};
use toml::Table;

/// The least part of the diagrams that are told right from other flowcharts, in percent.
const CLASSIFIED: f64 = 95.0;
/// The least part of the nodes that name something deployable and get the right kind, in percent.
const RECALLED: f64 = 97.0;

const NONE: &str = "none";

/// What the key says of a node.
struct Answer {
    /// Whether it names something that a template deploys.
    deployable: bool,
    /// The kinds that are right, the better one first.
    right: Vec<String>,
    /// Those of them that the catalogue did not have when the key was made.
    missing: BTreeSet<String>,
}

impl Answer {
    fn read(text: &str) -> Self {
        let (deployable, text) = text.strip_prefix('+').map_or((false, text), |rest| (true, rest));
        let mut missing = BTreeSet::new();
        let right = text.split('|').map(str::trim).map(|kind| {
            let Some(name) = kind.strip_prefix("missing:") else { return kind.to_owned() };
            missing.insert(name.to_owned());
            name.to_owned()
        });
        Self { deployable, right: right.collect(), missing }
    }

    fn allows(&self, kind: &str) -> bool {
        self.right.iter().any(|r| r == kind) || (kind == NONE && self.lacks_a_kind() && !self.deployable)
    }

    /// Whether the catalogue has no kind for the best answer.
    fn lacks_a_kind(&self) -> bool {
        self.right.iter().all(|r| r == NONE || catalog::kind(r).is_none())
    }

    /// The kind that a node counts for: what was answered where that is right, else the best.
    fn counts_for<'a>(&'a self, got: &'a str) -> &'a str {
        if self.allows(got) { got } else { self.right.first().map_or(NONE, String::as_str) }
    }
}

#[derive(Default)]
struct Count {
    nodes: usize,
    right: usize,
    answered: usize,
}

fn key(name: &str) -> Table {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recognition").join(name);
    fs::read_to_string(path).expect("the key").parse().expect("a table")
}

/// The key's kinds: diagram, node, answer.
fn kinds() -> Vec<(String, Vec<(String, Answer)>)> {
    let diagrams = key("kinds.toml");
    let nodes = |value: &toml::Value| -> Vec<(String, Answer)> {
        let table = value.as_table().expect("a table of nodes");
        table.iter().map(|(node, kind)| (node.clone(), Answer::read(kind.as_str().expect("a kind")))).collect()
    };
    diagrams.iter().map(|(id, value)| (id.clone(), nodes(value))).collect()
}

/// The key's classes: diagram, whether it is an architecture.
fn classes() -> Vec<(String, bool)> {
    let key = key("classes.toml");
    let part = |name: &str| key.get(name).and_then(toml::Value::as_table).cloned().expect("a part of the key");
    let listed = part("listed").into_iter().map(|(id, value)| (id, value.as_bool()));
    let others =
        part("others").into_iter().map(|(id, value)| (id, value.get("architecture").and_then(|v| v.as_bool())));
    listed.chain(others).map(|(id, class)| (id, class.expect("a verdict"))).collect()
}

/// The texts of the sets that the key speaks of, by id; none where there is no corpus.
fn corpus() -> Option<BTreeMap<String, String>> {
    let folder = PathBuf::from(std::env::var("SITEPLAN_CORPUS").unwrap_or_else(|_| "../shared/corpus".to_owned()));
    let mut texts = BTreeMap::new();
    for set in ["guide", "azure"] {
        let lines = fs::read_to_string(folder.join(format!("{set}.jsonl"))).ok()?;
        for item in lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
            if let (Some(id), Some(text)) = (item["id"].as_str(), item["text"].as_str()) {
                texts.insert(id.to_owned(), text.to_owned());
            }
        }
    }
    Some(texts)
}

fn diagram(texts: &BTreeMap<String, String>, id: &str) -> Diagram {
    let text = texts.get(id).unwrap_or_else(|| panic!("the corpus has no {id}"));
    let compiled = compile::compile_bare(&Source::new(format!("{id}.mmd"), text.clone()), &Config::default());
    compiled.diagrams.into_iter().next().unwrap_or_else(|| panic!("no diagram in {id}"))
}

/// What each node and subgraph was taken for.
fn taken(diagram: &Diagram) -> BTreeMap<&str, &'static str> {
    let readings = diagram.model.iter().flat_map(|model| &model.readings);
    readings.map(|(id, r)| (id.as_str(), r.kind.filter(|_| r.thing).map_or(NONE, |kind| kind.id))).collect()
}

fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

#[test]
fn the_key_speaks_the_catalogue_s_language() {
    for (id, nodes) in kinds() {
        for (node, answer) in nodes {
            let known = |kind: &String| kind == NONE || answer.missing.contains(kind) || catalog::kind(kind).is_some();
            assert!(answer.right.iter().all(known), "{id}: {node}: {:?}", answer.right);
            assert!(
                !answer.deployable || answer.right.iter().all(|r| r != NONE),
                "{id}: {node}: deployed, and nothing"
            );
        }
    }
}

#[test]
fn architectures_are_told_from_other_flowcharts() {
    let Some(texts) = corpus() else {
        println!("SKIPPED: no corpus: no diagram was classified");
        return;
    };
    let classes = classes();
    let mut wrong = String::new();
    let (mut found, mut missed, mut invented) = (0, 0, 0);
    for (id, expected) in &classes {
        let kind = diagram(&texts, id).kind;
        let got = kind == compile::Kind::Architecture;
        match (*expected, got) {
            (true, true) => found += 1,
            (true, false) => missed += 1,
            (false, true) => invented += 1,
            (false, false) => {}
        }
        if got != *expected {
            let _ = writeln!(wrong, "  {id}: architecture {expected}, taken for {}", kind.as_str());
        }
    }
    let agree = classes.len() - missed - invented;
    let agreement = percent(agree, classes.len());
    let (recall, precision) = (percent(found, found + missed), percent(found, found + invented));
    println!("classification: {agree} of {} agree ({agreement:.1} %)", classes.len());
    println!("architectures: recall {recall:.1} %, precision {precision:.1} %\n{wrong}");
    assert!(agreement >= CLASSIFIED, "{agreement:.1} % of the diagrams are told right, of {CLASSIFIED} %");
}

#[test]
fn nodes_get_the_kinds_that_an_architect_would_say() {
    let Some(texts) = corpus() else {
        println!("SKIPPED: no corpus: no node was recognized");
        return;
    };
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let (mut all, mut answered, mut answered_right) = (0, 0, 0);
    let (mut deployable, mut recalled, mut best, mut nameless) = (0, 0, 0, 0);
    let mut wrong = String::new();
    for (id, nodes) in kinds() {
        let diagram = diagram(&texts, &id);
        let taken = taken(&diagram);
        let keyed: BTreeSet<&str> = nodes.iter().map(|(node, _)| node.as_str()).collect();
        assert_eq!(taken.keys().copied().collect::<BTreeSet<_>>(), keyed, "the nodes of {id}");
        for (node, answer) in &nodes {
            let got = taken[node.as_str()];
            let right = answer.allows(got);
            all += 1;
            if got != NONE {
                answered += 1;
                answered_right += usize::from(right);
                counts.entry(got.to_owned()).or_default().answered += 1;
            }
            if answer.deployable {
                deployable += 1;
                recalled += usize::from(right);
                best += usize::from(answer.right.first().is_some_and(|kind| kind == got));
                nameless += usize::from(answer.lacks_a_kind());
            }
            let count = counts.entry(answer.counts_for(got).to_owned()).or_default();
            count.nodes += 1;
            count.right += usize::from(right);
            if !right {
                let mark = if answer.deployable { "+" } else { "" };
                let _ = writeln!(wrong, "  {id} {node}: {mark}{}, taken for {got}", answer.right.join(" | "));
            }
        }
    }
    println!("kind                          nodes  recall  precision");
    for (kind, c) in counts.iter().filter(|(kind, _)| *kind != NONE) {
        let of = |whole| if whole == 0 { "-".to_owned() } else { format!("{:.1}", percent(c.right, whole)) };
        println!("{kind:<28} {:>6} {:>7} {:>10}", c.nodes, of(c.nodes), of(c.answered));
    }
    let named = || counts.iter().filter(|(kind, _)| *kind != NONE).map(|(_, c)| c);
    let macro_recall = mean(named().filter(|c| c.nodes > 0).map(|c| percent(c.right, c.nodes)));
    let macro_precision = mean(named().filter(|c| c.answered > 0).map(|c| percent(c.right, c.answered)));
    let recall = percent(recalled, deployable);
    println!("macro: recall {macro_recall:.1} %, precision {macro_precision:.1} %");
    println!("micro: precision {answered_right} of {answered} ({:.1} %)", percent(answered_right, answered));
    println!("deployable: recall {recalled} of {deployable} ({recall:.1} %), {best} of them with the best answer");
    let without = percent(recalled, deployable - nameless);
    println!("  of these {nameless} have no kind in the catalogue; without them {without:.1} %");
    println!("{all} nodes and subgraphs, disagreements:\n{wrong}");
    assert!(recall >= RECALLED, "{recall:.1} % of the deployable nodes get the right kind, of {RECALLED} %");
}
