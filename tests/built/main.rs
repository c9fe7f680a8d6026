//! What drawings come to, from the text of a diagram to the files that deploy it.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "this is test code, though not all of it in test functions"
)]

mod drawings;
mod labels;
#[path = "../emit/lex.rs"]
mod lex;
mod modules;
mod outside;
#[path = "../support/pages.rs"]
mod pages;
mod parameters;
mod resolvers;
mod secure;
mod stability;
#[path = "../support/mod.rs"]
mod support;

use pages::pages;
use siteplan::{
    compile,
    config::Config,
    emit::{self, File},
    iac::{Expr, Plan, Resource},
    source::{Source, Span},
};

/// The document of a flowchart.
pub(crate) fn document(body: &str) -> Source {
    Source::new("docs/shop.md", format!("# Shop\n\n```mermaid\n{body}\n```\n"))
}

/// The plan of the first diagram of a document.
pub(crate) fn plan_of(source: &Source, config: &Config) -> Plan {
    let environments: Vec<String> = match config.environments.is_empty() {
        true => vec!["dev".to_owned()],
        false => config.environments.keys().cloned().collect(),
    };
    let compiled = compile::compile(source, config);
    let diagram = compiled.diagrams.first().expect("a diagram");
    compile::plan(source, diagram, config, &environments).expect("an architecture")
}

/// The plan of a flowchart.
pub(crate) fn plan(body: &str) -> Plan {
    plan_of(&document(body), &Config::default())
}

/// Every file of every target.
pub(crate) fn files(plan: &Plan) -> Vec<File> {
    [emit::bicep(plan, "dev"), emit::arm(plan, "dev"), emit::terraform(plan, "dev")].concat()
}

/// The resources of a type.
pub(crate) fn of_type<'a>(plan: &'a Plan, ty: &str) -> Vec<&'a Resource> {
    plan.resources.iter().filter(|r| r.ty.name == ty).collect()
}

/// What stands at a path in a resource; numbers are indexes.
pub(crate) fn at<'a>(resource: &'a Resource, path: &str) -> &'a Expr {
    let mut keys = path.split('.');
    let mut here = &resource.body[keys.next().expect("a path")];
    for key in keys {
        here = match here {
            Expr::Object(object) => &object[key],
            Expr::Array(items) => &items[key.parse::<usize>().expect("an index")],
            other => panic!("nothing at {key} in {other:?}"),
        };
    }
    here
}

/// A place of text in a document that the author is free to fill, and the text without its quotes.
pub(crate) struct Label {
    pub(crate) span: Span,
    pub(crate) raw: String,
}

/// Every label of the first diagram: of nodes, subgraphs and edges.
pub(crate) fn labels(source: &Source) -> Vec<Label> {
    let compiled = compile::compile(source, &Config::default());
    let graph = compiled.diagrams.first().and_then(|d| d.graph.as_ref()).expect("a graph");
    let nodes = graph.nodes.values().filter(|n| !n.is_cluster).filter_map(|n| n.label.as_ref());
    let titles = graph.clusters.iter().map(|c| &c.title);
    let edges = graph.edges.iter().filter_map(|e| e.label.as_ref());
    let all = nodes.chain(titles).chain(edges).filter(|l| !l.raw.is_empty());
    let mut found: Vec<Label> = all.map(|l| Label { span: l.span, raw: l.raw.clone() }).collect();
    found.sort_by_key(|l| l.span.start);
    found.dedup_by_key(|l| l.span.start);
    found
}

/// The document with one label written anew, in quotes.
pub(crate) fn relabelled(source: &Source, label: &Label, text: &str) -> Source {
    let (before, rest) = source.text.split_at(label.span.start);
    let after = &rest[label.span.end - label.span.start..];
    let quoted = before.ends_with('"') && after.starts_with('"');
    let text = if quoted { text.to_owned() } else { format!("\"{text}\"") };
    Source::new(source.path.clone(), format!("{before}{text}{after}"))
}
