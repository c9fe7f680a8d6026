//! What each node and edge of a diagram was taken for, and why: `inspect`.

use serde_json::{Value, json};

use super::tree;
use crate::{
    catalog::{Facts, Os},
    compile::Diagram,
    graph::{Edge, Graph, Label},
    model::{Component, ComponentId, Model, Origin, Reading, Relation},
    source::Source,
};

/// Returns the reading of a diagram for people.
#[must_use]
pub fn human(source: &Source, diagram: &Diagram) -> String {
    let tier = diagram.tier.map(|tier| format!(", {tier} tier")).unwrap_or_default();
    let mut out = format!("{}#{} (line {}): {}{tier}\n", source.path, diagram.id, diagram.line, diagram.kind.as_str());
    let Some(graph) = &diagram.graph else { return out };
    let model = diagram.model.as_ref();
    if let Some(model) = model {
        out.push_str(&format!("  because {}\n", model.verdict));
    }
    out.push_str("\nnodes\n");
    for id in drawn(graph) {
        let text = graph.text_of(id);
        let reading = model.and_then(|m| m.readings.get(id));
        out.push_str(&format!("  {id} `{text}`: {}\n", reading.map_or_else(String::new, taken)));
    }
    if !graph.edges.is_empty() {
        out.push_str("\nedges\n");
    }
    for (i, edge) in graph.edges.iter().enumerate() {
        let label = label(edge).map(|l| format!(" `{l}`")).unwrap_or_default();
        let reason = edge_reason(model, i).map(|r| format!(": {r}")).unwrap_or_default();
        out.push_str(&format!("  {} --> {}{label}{reason}\n", edge.from, edge.to));
    }
    if let Some(architecture) = model.and_then(|m| m.architecture.as_ref()) {
        out.push_str("\narchitecture\n");
        out.push_str(&tree::draw(architecture));
    }
    out
}

/// Returns the reading of a diagram for machines.
#[must_use]
pub fn json(source: &Source, diagram: &Diagram) -> Value {
    let model = diagram.model.as_ref();
    let graph = diagram.graph.as_ref();
    let nodes: Vec<Value> = graph.map(|g| drawn(g).map(|id| node(g, model, id)).collect()).unwrap_or_default();
    let edges: Vec<Value> =
        graph.map(|g| g.edges.iter().enumerate().map(|(i, e)| edge_value(model, i, e)).collect()).unwrap_or_default();
    let architecture = model.and_then(|m| m.architecture.as_ref());
    json!({
        "schema": 1,
        "path": source.path,
        "id": diagram.id,
        "line": diagram.line,
        "kind": diagram.kind.as_str(),
        "tier": diagram.tier,
        "reason": model.map(|m| &m.verdict),
        "nodes": nodes,
        "edges": edges,
        "components": architecture.map(|a| a.all().map(component_value).collect::<Vec<_>>()).unwrap_or_default(),
        "relations": architecture.map(|a| a.relations.iter().map(relation_value).collect::<Vec<_>>()).unwrap_or_default(),
    })
}

fn node(graph: &Graph, model: Option<&Model>, id: &str) -> Value {
    let reading = model.and_then(|m| m.readings.get(id));
    json!({
        "id": id,
        "text": graph.text_of(id),
        "cluster": graph.cluster(id).is_some(),
        "kind": reading.and_then(|r| r.kind).map(|k| k.id),
        "reason": reading.map(|r| &r.reason),
        "facts": reading.map(|r| facts(&r.facts)).unwrap_or_default(),
        "near": reading.map(|r| r.near.clone()).unwrap_or_default(),
    })
}

fn edge_value(model: Option<&Model>, i: usize, edge: &Edge) -> Value {
    json!({ "from": edge.from, "to": edge.to, "text": label(edge), "reason": edge_reason(model, i) })
}

fn component_value((id, component): (ComponentId, &Component)) -> Value {
    json!({
        "id": id.0,
        "kind": component.kind.id,
        "title": component.title,
        "nodes": component.nodes,
        "facts": facts(&component.facts),
        "origin": origin_word(&component.origin),
        "reason": reason(&component.origin),
    })
}

fn relation_value(relation: &Relation) -> Value {
    json!({
        "kind": relation.kind.verb(),
        "from": relation.from.0,
        "to": relation.to.0,
        "edge": relation.edge,
        "origin": origin_word(&relation.origin),
        "reason": reason(&relation.origin),
    })
}

/// Returns the clusters, then the nodes that are drawn.
fn drawn(graph: &Graph) -> impl Iterator<Item = &str> {
    let clusters = graph.clusters.iter().map(|c| c.id.as_str());
    clusters.chain(graph.nodes.iter().filter(|(_, node)| !node.is_cluster).map(|(id, _)| id.as_str()))
}

fn label(edge: &Edge) -> Option<String> {
    edge.label.as_ref().map(Label::plain).filter(|text| !text.is_empty())
}

fn edge_reason(model: Option<&Model>, i: usize) -> Option<&str> {
    let edges = &model?.architecture.as_ref()?.edges;
    edges.iter().find(|e| e.edge == i).map(|e| e.reason.as_str())
}

/// Returns what a node was taken for, in one line.
fn taken(reading: &Reading) -> String {
    let kind = reading.kind.map_or("nothing that is deployed", |k| k.title);
    let facts = facts(&reading.facts);
    let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
    let near = match reading.near.as_slice() {
        [] => String::new(),
        near => format!("; nearest: {}", near.join(", ")),
    };
    format!("{kind}{facts}, {}{near}", reading.reason)
}

/// Returns what is stated, in the order of [`Facts`].
pub(super) fn facts(facts: &Facts) -> Vec<String> {
    let mut out = Vec::new();
    let skus: Vec<&str> = facts.skus.iter().map(|s| s.value.name).collect();
    if !skus.is_empty() {
        out.push(skus.join(" or "));
    }
    out.extend(facts.size.as_ref().map(|s| s.value.clone()));
    out.extend(facts.tier.as_ref().map(|t| format!("{} tier", t.value.as_str())));
    out.extend(facts.os.map(|os| match os {
        Os::Linux => "Linux".to_owned(),
        Os::Windows => "Windows".to_owned(),
    }));
    out.extend(facts.runtime.as_ref().map(|r| r.title.clone()));
    out.extend(facts.image.as_ref().map(|i| format!("image {i}")));
    let derived = if facts.derived { ", derived" } else { "" };
    out.extend(facts.prefixes.iter().map(|p| format!("{}{derived}", p.value)));
    out.extend(facts.prefix_length.as_ref().map(|p| format!("/{}", p.value)));
    out.extend(facts.role.map(|r| r.title().to_owned()));
    out.extend(facts.slots.iter().map(|s| format!("slot {s}")));
    out.extend(facts.instances.as_ref().map(|i| match (i.value.min, i.value.max) {
        (min, max) if min == max => format!("{min} instances"),
        (min, max) => format!("{min} to {max} instances"),
    }));
    out.extend(facts.zone_redundant.map(|_| "zone redundant".to_owned()));
    out.extend(facts.zone.as_ref().map(|z| z.value.clone()));
    out.extend(facts.groups.iter().map(|g| format!("sub-resource {g}")));
    out.extend(facts.optional.map(|_| "optional".to_owned()));
    out.extend(facts.private.map(|private| if private { "private" } else { "public" }.to_owned()));
    out.extend(facts.properties.iter().map(|p| format!("{} {}", p.key, p.value)));
    out.extend(facts.region.clone());
    out
}

pub(super) fn name(component: &Component) -> String {
    if component.title.is_empty() || component.title == component.kind.title {
        component.kind.title.to_owned()
    } else {
        format!("{} `{}`", component.kind.title, component.title)
    }
}

const fn origin_word(origin: &Origin) -> &'static str {
    match origin {
        Origin::Drawn => "drawn",
        Origin::Implied(_) => "implied",
        Origin::Filled(_) => "filled",
    }
}

fn reason(origin: &Origin) -> Option<&str> {
    match origin {
        Origin::Drawn => None,
        Origin::Implied(reason) | Origin::Filled(reason) => Some(reason),
    }
}

pub(super) fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Drawn => String::new(),
        Origin::Implied(reason) => format!(", implied: {reason}"),
        Origin::Filled(reason) => format!(", filled in: {reason}"),
    }
}
