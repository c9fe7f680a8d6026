//! Architecture or not: process charts and decision trees are drawn, and otherwise left in peace.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{
    annotations::Annotations,
    recognize::{self, Reading},
    shape,
};
use crate::{
    catalog::{Kind, Nature},
    graph::Graph,
};

/// Whether a diagram is an architecture, and why.
pub(super) struct Verdict {
    /// It is.
    pub(super) architecture: bool,
    /// In words.
    pub(super) reason: String,
}

/// What builds, guards or shows an architecture and is none of its parts.
const OUTSIDE: &[&str] = &[
    "entra-id",
    "pipeline",
    "scm-site",
    "defender",
    "sentinel",
    "azure-policy",
    "access-restrictions",
    "easy-auth",
    "event-subscription",
];

/// What only watches: an app and where its telemetry goes is a picture of telemetry.
const WATCHING: &[&str] = &[
    "application-insights",
    "log-analytics",
    "alerts",
    "action-group",
    "diagnostic-setting",
    "data-collection-rule",
    "dashboard",
];

/// What makes a drawing one of a network.
const NETWORK: &[&str] = &["virtual-network", "subnet", "private-endpoint"];

/// Decides. A diagram is an architecture when it says so, or when it has something that hosts applications, or a network, and most
/// of its nodes are resources, containers or actors.
pub(super) fn classify(graph: &Graph, readings: &IndexMap<String, Reading>, annotations: &Annotations) -> Verdict {
    let says = |architecture, reason: &str| Verdict { architecture, reason: reason.to_owned() };
    match annotations.architecture {
        Some(true) => return says(true, "an annotation says that it is one"),
        Some(false) => return says(false, "an annotation says that it is none"),
        None if annotations.present || !annotations.nodes.is_empty() => return says(true, "it is annotated"),
        None => {}
    }
    let total = readings.values().filter(|r| !r.cluster).count();
    if total < 2 {
        return says(false, "it has fewer than two nodes");
    }
    let kinds: Vec<&'static Kind> = readings.values().filter(|r| is_part(r)).filter_map(|r| r.kind).collect();
    let hosting = kinds.iter().any(|k| k.hosting);
    let network = kinds.iter().any(|k| NETWORK.contains(&k.id));
    if !hosting && !network {
        return says(false, "nothing in it hosts an application, and it is no network");
    }
    let questions = readings.iter().filter(|(id, r)| asks(graph, id, r)).count();
    if questions * 8 > total || readings.keys().any(|id| chooses(graph, id)) {
        return says(false, "it asks questions");
    }
    let named: Vec<&Kind> = kinds.into_iter().filter(|k| is_named(k)).collect();
    let working = || named.iter().filter(|k| !WATCHING.contains(&k.id));
    let sorts: BTreeSet<&str> = working().map(|k| k.id).collect();
    // With the names that count only in a diagram of Azure: there they make up its nodes too.
    let mut tried = readings.clone();
    recognize::weak(graph, annotations, &mut tried);
    let things = tried.values().filter(|r| !r.cluster && is_part(r)).count();
    // Where somebody uses the app, it is an architecture however little there is beside it.
    let used = readings.values().any(|r| is_part(r) && r.kind.is_some_and(|k| k.nature == Nature::Actor));
    if hosting && !used && (working().count() < 2 || (sorts.len() < 2 && things < total)) {
        return says(false, "beside what hosts applications it names nothing that works with them");
    }
    let whole = things == total && working().count() >= 2;
    if hosting && named.len() < 3 && !whole {
        return says(false, "it names fewer than three things that are deployed");
    }
    if !hosting && (working().count() < 4 || sorts.len() < 2) {
        return says(false, "nothing in it hosts an application, and it names little of a network");
    }
    let least = if hosting { 6 } else { 8 };
    if things * 10 < total * least {
        return Verdict {
            architecture: false,
            reason: format!("only {things} of its {total} nodes are resources or actors"),
        };
    }
    let rest = if hosting { "some host applications" } else { "they make a network" };
    Verdict { architecture: true, reason: format!("{things} of its {total} nodes are resources or actors, and {rest}") }
}

/// Whether a node is a question: by its mark, or a diamond that names no thing.
fn asks(graph: &Graph, id: &str, reading: &Reading) -> bool {
    let diamond = graph.nodes.get(id).is_some_and(shape::is_decision);
    !reading.cluster && (reading.text.contains(['?', '？']) || (diamond && !reading.thing))
}

/// Whether a node is a choice among many: a diamond with three ways out, each with its answer.
fn chooses(graph: &Graph, id: &str) -> bool {
    let ways = || graph.edges.iter().filter(|e| e.from == id && e.label.is_some());
    graph.nodes.get(id).is_some_and(shape::is_decision) && ways().count() >= 3
}

/// Whether a kind is a part of what is deployed, by siteplan or beside it.
fn is_named(kind: &Kind) -> bool {
    (kind.is_deployed() || matches!(kind.nature, Nature::Capability | Nature::Service)) && !OUTSIDE.contains(&kind.id)
}

/// A label that names a thing, and little beside it: `App Service warms up the worker` is a step.
fn is_part(reading: &Reading) -> bool {
    reading.kind.is_some() && reading.thing && reading.rest.len() <= 3
}
