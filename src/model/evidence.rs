//! What a thing is where its label does not say so: by what it stands in, by an edge, by its shape, in this order.

use indexmap::IndexMap;

use super::{
    facts::{Text, extract},
    recognize::Reading,
    shape, vocabulary,
};
use crate::{
    catalog::{Kind, kind},
    graph::Graph,
};

/// The last words of a label that make it something which runs.
const RUNS: &[&str] =
    &["app", "api", "worker", "job", "frontend", "backend", "service", "web", "microservice", "consumer", "processor"];

/// Words for a database of no stated make.
const DATABASES: &[&str] = &["database", "db", "datenbank", "데이터베이스", "データベース", "数据库"];

/// Gives a kind to things of which nothing was made.
pub(super) fn weigh(graph: &Graph, readings: &mut IndexMap<String, Reading>) {
    environments(graph, readings);
    let unknown: Vec<String> =
        readings.iter().filter(|(_, r)| r.kind.is_none() && r.thing && !r.cluster).map(|(id, _)| id.clone()).collect();
    for id in unknown {
        let found = contained(graph, readings, &id)
            .or_else(|| told_by_edge(graph, readings, &id))
            .or_else(|| shaped(graph, readings, &id));
        if let (Some((kind, reason)), Some(reading)) = (found, readings.get_mut(&id)) {
            reading.kind = Some(kind);
            reading.reason = reason;
            reading.near.clear();
        }
    }
}

/// The clusters around a node or a cluster, from the nearest.
fn around<'g>(graph: &'g Graph, id: &str) -> Vec<&'g str> {
    let mut out: Vec<&str> = Vec::new();
    let mut parent = graph.nodes.get(id).filter(|n| !n.is_cluster).and_then(|n| n.parent.as_deref());
    parent = parent.or_else(|| graph.cluster(id).and_then(|c| c.parent.as_deref()));
    // A drawing nests a few boxes; the bound holds a circle.
    while let Some(cluster) = parent.filter(|c| !out.contains(c) && out.len() < 32) {
        out.push(cluster);
        parent = graph.cluster(cluster).and_then(|c| c.parent.as_deref());
    }
    out
}

/// `Environment` in a subnet of Container Apps is theirs.
fn environments(graph: &Graph, readings: &mut IndexMap<String, Reading>) {
    let Some(environment) = kind("container-apps-environment") else { return };
    let named: Vec<String> = readings
        .iter()
        .filter(|(_, r)| r.kind.is_none() && r.thing && r.stems().last().is_some_and(|w| *w == "environment"))
        .map(|(id, _)| id.clone())
        .collect();
    for id in named {
        let speaks = |r: &Reading| r.stems().windows(2).any(|w| matches!(w, ["container", "app"]));
        let outside = around(graph, &id).iter().filter_map(|c| readings.get(*c)).any(speaks);
        let runs = |r: &Reading| r.kind.is_some_and(|k| k.id == "container-apps");
        let inside = graph.nodes.values().filter(|n| n.parent.as_deref() == Some(&id));
        let inside = inside.filter_map(|n| readings.get(&n.id)).any(runs);
        if (outside || inside)
            && let Some(reading) = readings.get_mut(&id)
        {
            reading.kind = Some(environment);
            reading.reason = "an environment among container apps".to_owned();
        }
    }
}

/// What runs in a host is what the host runs.
fn contained(graph: &Graph, readings: &IndexMap<String, Reading>, id: &str) -> Option<(&'static Kind, String)> {
    let reading = readings.get(id)?;
    if !reading.rest.iter().any(|w| RUNS.contains(&w.as_str())) || reading.rest.len() > 4 {
        return None;
    }
    let host = around(graph, id).into_iter().find_map(|c| readings.get(c)?.kind.filter(|k| k.hosting))?;
    let guest = match host.id {
        "container-apps-environment" => "container-apps",
        "app-service-plan" | "app-service-environment" => "web-app",
        _ => return None,
    };
    Some((kind(guest)?, format!("it runs in a {}", host.title)))
}

/// `App -->|Redis| Sessions`: the edge names the kind of what it leads to, and nothing else.
fn told_by_edge(graph: &Graph, readings: &IndexMap<String, Reading>, id: &str) -> Option<(&'static Kind, String)> {
    if readings.get(id)?.rest.len() > 2 {
        return None;
    }
    graph.edges.iter().filter(|e| e.to == id).find_map(|edge| {
        let label = edge.label.as_ref()?;
        let (_, words) = extract(&Text::new(&label.raw, label.span, label.lines()));
        let matches = vocabulary::find(&words, false);
        let [only] = matches.as_slice() else { return None };
        let whole = only.len == words.len() && only.kind.data;
        whole.then(|| (only.kind, format!("the edge to it says \"{}\"", label.plain())))
    })
}

/// A cylinder that is called a database is one.
fn shaped(graph: &Graph, readings: &IndexMap<String, Reading>, id: &str) -> Option<(&'static Kind, String)> {
    let (node, reading) = (graph.nodes.get(id)?, readings.get(id)?);
    let named = reading.stems().iter().any(|w| DATABASES.contains(w));
    let fits = shape::is_store(node) && named && reading.rest.len() <= 3;
    fits.then_some(())?;
    Some((kind("sql-server")?, "a database by its shape, of no stated make: Azure SQL is taken".to_owned()))
}
