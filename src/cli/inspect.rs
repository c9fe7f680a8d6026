//! `siteplan inspect`.

use serde_json::{Value, json};

use super::{
    args::{Format, InspectArgs},
    exit::Exit,
    session::{One, Session},
    ui::Ui,
};
use crate::{
    compile::Kind,
    diag::Severity,
    graph::{Edge, Graph},
    report::human,
};

pub(super) fn run(args: &InspectArgs, ui: &mut Ui) -> anyhow::Result<Exit> {
    let one = Session::open_one(&args.diagram, ui)?;
    let text = match args.format {
        Format::Human => tree(&one),
        Format::Json => format!("{:#}\n", value(&one)),
    };
    ui.result(&text)?;
    for finding in one.findings.iter().filter(|f| f.diagnostic.severity == Severity::Error) {
        ui.say(&format!("{}\n\n", human::one(&one.source, &finding.diagnostic)));
    }
    Ok(Exit::of(one.diagram.kind == Kind::Invalid))
}

fn tree(one: &One) -> String {
    let diagram = &one.diagram;
    let tier = diagram.tier.map(|tier| format!(", {tier} tier")).unwrap_or_default();
    let mut out =
        format!("{}#{} (line {}): {}{tier}\n", one.source.path, diagram.id, diagram.line, diagram.kind.as_str());
    let Some(graph) = &diagram.graph else { return out };
    for cluster in &graph.clusters {
        out.push_str(&format!("  subgraph {}: {}\n", cluster.id, graph.text_of(&cluster.id)));
    }
    for id in drawn(graph) {
        out.push_str(&format!("  {id}: {}\n", graph.text_of(id)));
    }
    for edge in &graph.edges {
        let label = label(edge).map(|l| format!(": {l}")).unwrap_or_default();
        out.push_str(&format!("  {} -> {}{label}\n", edge.from, edge.to));
    }
    out
}

fn value(one: &One) -> Value {
    let diagram = &one.diagram;
    let graph = diagram.graph.as_ref();
    let nodes: Vec<Value> = graph
        .map(|graph| drawn(graph).map(|id| json!({ "id": id, "text": graph.text_of(id) })).collect())
        .unwrap_or_default();
    let edges: Vec<Value> = graph
        .map(|graph| graph.edges.iter().map(|e| json!({ "from": e.from, "to": e.to, "text": label(e) })).collect())
        .unwrap_or_default();
    json!({
        "schema": 1,
        "path": one.source.path,
        "id": diagram.id,
        "line": diagram.line,
        "kind": diagram.kind.as_str(),
        "tier": diagram.tier,
        "nodes": nodes,
        "edges": edges,
    })
}

fn drawn(graph: &Graph) -> impl Iterator<Item = &String> {
    graph.nodes.iter().filter(|(_, node)| !node.is_cluster).map(|(id, _)| id)
}

fn label(edge: &Edge) -> Option<String> {
    edge.label.as_ref().map(crate::graph::Label::plain)
}
