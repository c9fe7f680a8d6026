//! Agreement with the reference parser, diagram by diagram.
//!
//! The corpus lies beside the project, or where `SITEPLAN_CORPUS` says. Without it there is nothing to compare, which the test
//! says loudly.

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde_json::{Map, Value};
use siteplan::{diag::Sink, graph, report, source::OffsetMap, syntax};

/// The sets with the least agreement that is accepted, in percent.
const FLOORS: [(&str, f64); 5] =
    [("guide", 100.0), ("azure", 100.0), ("wild", 100.0), ("mermaid-suite", 99.5), ("probe", 99.5)];

const TOP: &[&str] = &["title", "accTitle", "accDescr", "direction"];
const VERTEX: &[&str] = &[
    "id",
    "label",
    "labelType",
    "type",
    "shape",
    "parentId",
    "isSubgraph",
    "classes",
    "styles",
    "link",
    "linkTarget",
    "tooltip",
    "icon",
    "img",
    "form",
    "pos",
    "constraint",
];
const EDGE: &[&str] = &[
    "start",
    "end",
    "id",
    "type",
    "stroke",
    "length",
    "label",
    "labelType",
    "classes",
    "style",
    "animate",
    "animation",
];
const SUBGRAPH: &[&str] = &["id", "label", "labelType", "dir", "classes", "parentId", "nodes"];
const CLASS: &[&str] = &["name", "styles"];

#[test]
fn the_graph_is_the_reference_s() {
    let folder = PathBuf::from(std::env::var("SITEPLAN_CORPUS").unwrap_or_else(|_| "../shared/corpus".to_owned()));
    if !folder.is_dir() {
        println!("SKIPPED: no corpus at {}: nothing was compared with the reference", folder.display());
        return;
    }
    let mut short = Vec::new();
    for (set, floor) in FLOORS {
        let path = folder.join(format!("{set}.jsonl"));
        let Ok(lines) = fs::read_to_string(&path) else {
            println!("SKIPPED: no set {set} at {}", path.display());
            continue;
        };
        let (mut total, mut differing) = (0, BTreeMap::new());
        for line in lines.lines() {
            // Half of a surrogate pair, as JavaScript cuts texts in messages, is no JSON for Rust.
            let Ok(item) = serde_json::from_str::<Value>(line) else {
                println!("SKIPPED: a line of {set} is no JSON");
                continue;
            };
            total += 1;
            if let Some(why) = difference(&item) {
                differing.insert(item["id"].to_string(), why);
            }
        }
        let agree = 100.0 * f64::from(total - differing.len() as i32) / f64::from(total.max(1));
        println!("{set}: {} of {total} agree ({agree:.2} %)", total - differing.len() as i32);
        let shown = std::env::var("SITEPLAN_SHOW").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
        for (id, why) in differing.iter().take(shown) {
            println!("  {id}: {why}");
        }
        if agree < floor {
            short.push(format!("{set}: {agree:.2} % is below {floor} %"));
        }
    }
    assert!(short.is_empty(), "{short:?}");
}

fn difference(item: &Value) -> Option<String> {
    let text = item["text"].as_str()?;
    let want = &item["oracle"];
    let mut sink = Sink::new();
    let diagram = syntax::parse(text, &OffsetMap::contiguous(0, text.len()), &mut sink);
    let graph = graph::build(&diagram, &mut sink);
    let read = !sink.has_errors();
    if Some(read) != want["ok"].as_bool() {
        let ours = sink.into_sorted().into_iter().map(|d| d.message).next().unwrap_or_default();
        return Some(format!("verdict: siteplan says {read} {ours:?}, the reference {}", want["message"]));
    }
    if !read {
        return None;
    }
    let (ours, theirs) = (comparable(&report::graph_json(&graph)), comparable(want));
    for (key, theirs) in &theirs {
        let ours = &ours[key.as_str()];
        if ours == theirs {
            continue;
        }
        let (Value::Array(a), Value::Array(b)) = (ours, theirs) else {
            return Some(format!("{key}: {ours} expected {theirs}"));
        };
        let at = (0..a.len().max(b.len())).find(|i| a.get(*i) != b.get(*i))?;
        return Some(format!(
            "{key}[{at}]: {:?} expected {:?}",
            a.get(at).map(Value::to_string),
            b.get(at).map(Value::to_string)
        ));
    }
    None
}

fn comparable(graph: &Value) -> Map<String, Value> {
    let mut out = pick(graph, TOP, "");
    for key in TOP {
        out.entry((*key).to_owned()).or_insert(Value::Null);
    }
    for (key, keys, text) in [
        ("vertices", VERTEX, "text"),
        ("edges", EDGE, "text"),
        ("subgraphs", SUBGRAPH, "title"),
        ("classDefs", CLASS, ""),
    ] {
        let items = graph[key].as_array().map(Vec::as_slice).unwrap_or_default();
        out.insert(key.to_owned(), items.iter().map(|i| Value::Object(pick(i, keys, text))).collect());
    }
    out
}

/// Keeps the fields that count; absent, empty and default are one.
fn pick(item: &Value, keys: &[&str], text: &str) -> Map<String, Value> {
    let mut out = Map::new();
    for key in keys {
        let value = match *key {
            "label" => item.get("raw").or_else(|| item.get(text)),
            "labelType" => item.get(*key).filter(|v| *v != "text"),
            key => item.get(key),
        };
        if let Some(value) = value.and_then(normal) {
            out.insert((*key).to_owned(), value);
        }
    }
    out
}

fn normal(value: &Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) => Some(text.trim()).filter(|t| !t.is_empty()).map(Value::from),
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => Some(items.iter().map(|i| normal(i).unwrap_or(Value::Null)).collect()),
        Value::Object(fields) if fields.is_empty() => None,
        other => Some(other.clone()),
    }
}
