//! Architecture or not: process charts and decision trees are drawn, and otherwise left in peace.

use indexmap::IndexMap;

use super::{annotations::Annotations, recognize::Reading};
use crate::{catalog::Nature, graph::Graph};

/// Whether a diagram is an architecture, and why.
pub(super) struct Verdict {
    /// It is.
    pub(super) architecture: bool,
    /// In words.
    pub(super) reason: String,
}

/// Decides. A diagram is an architecture when it says so, or when it has something that hosts applications and most of its nodes
/// are resources, containers or actors.
pub(super) fn classify(graph: &Graph, readings: &IndexMap<String, Reading>, annotations: &Annotations) -> Verdict {
    let says = |architecture, reason: &str| Verdict { architecture, reason: reason.to_owned() };
    match annotations.architecture {
        Some(true) => return says(true, "an annotation says that it is one"),
        Some(false) => return says(false, "an annotation says that it is none"),
        None if annotations.present || !annotations.nodes.is_empty() => return says(true, "it is annotated"),
        None => {}
    }
    let nodes: Vec<&Reading> = readings.values().filter(|r| !r.cluster).collect();
    let total = nodes.len();
    if total < 2 {
        return says(false, "it has fewer than two nodes");
    }
    let things = nodes.iter().filter(|r| is_part(r)).count();
    let hosting = readings.values().any(|r| r.kind.is_some_and(|k| k.hosting) && is_part(r));
    let deployed = readings
        .values()
        .filter(|r| is_part(r) && r.kind.is_some_and(|k| k.is_deployed() || k.nature == Nature::Capability))
        .count();
    let decisions = graph.nodes.values().filter(|n| n.vertex_type.as_deref() == Some("diamond")).count();
    if !hosting {
        return says(false, "nothing in it hosts an application");
    }
    if decisions * 8 > total {
        return says(false, "it asks questions");
    }
    if deployed < 3 {
        return says(false, "it names fewer than three things that are deployed");
    }
    if things * 10 < total * 6 {
        return Verdict {
            architecture: false,
            reason: format!("only {things} of its {total} nodes are resources or actors"),
        };
    }
    Verdict {
        architecture: true,
        reason: format!("{things} of its {total} nodes are resources or actors, and some host applications"),
    }
}

/// A label that names a thing, and little beside it: `App Service warms up the worker` is a step.
fn is_part(reading: &Reading) -> bool {
    reading.kind.is_some() && reading.thing && reading.rest.len() <= 3
}
