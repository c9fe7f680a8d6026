//! What is drawn twice is one thing where it is one thing.
//!
//! `App Service (B1)` with an edge to `Web App` is one site: the first names the service, the second what runs there.

use super::{
    Architecture, ComponentId,
    facts::{Text, extract},
};
use crate::{
    catalog::Facts,
    graph::{Edge, Graph},
};

/// Words on an edge that make it a request from one app to another.
const REQUESTS: &[&str] = &["http", "api", "call", "rest", "request", "grpc", "queries", "webhook", "traffic"];

/// Merges apps that are one.
pub(super) fn merge(graph: &Graph, architecture: &mut Architecture) {
    for edge in &graph.edges {
        let (Some(a), Some(b)) = (architecture.of_node(&edge.from), architecture.of_node(&edge.to)) else { continue };
        if a != b && same_site(edge, architecture, a, b) {
            let facts = label_facts(edge);
            unite(architecture, a, b, facts);
        }
    }
}

fn same_site(edge: &Edge, architecture: &Architecture, a: ComponentId, b: ComponentId) -> bool {
    let (Some(a), Some(b)) = (architecture.get(a), architecture.get(b)) else { return false };
    if a.kind.id != "web-app" || b.kind.id != "web-app" {
        return false;
    }
    let label = edge.label.as_ref().map(|l| l.plain().to_lowercase()).unwrap_or_default();
    if REQUESTS.iter().any(|w| label.contains(w)) {
        return false;
    }
    let service = |title: &str| title.to_lowercase().contains("app service");
    let plain = a.slug.is_empty() || b.slug.is_empty();
    plain && service(&a.title) != service(&b.title)
}

/// Returns what is stated on an edge.
pub(super) fn label_facts(edge: &Edge) -> Facts {
    let Some(label) = &edge.label else { return Facts::default() };
    extract(&Text::new(&label.raw, label.span, label.lines())).0
}

/// Makes one component of two: the second's nodes and facts go to the first.
fn unite(architecture: &mut Architecture, keep: ComponentId, gone: ComponentId, edge: Facts) {
    let removed = architecture.components.remove(gone.0);
    let shift = |id: ComponentId| if id == gone { keep } else { id };
    let close = |id: ComponentId| if id.0 > gone.0 { ComponentId(id.0 - 1) } else { id };
    for relation in &mut architecture.relations {
        relation.from = close(shift(relation.from));
        relation.to = close(shift(relation.to));
    }
    architecture.relations.retain(|r| r.from != r.to);
    let Some(kept) = architecture.components.get_mut(close(keep).0) else { return };
    kept.nodes.extend(removed.nodes);
    if kept.slug.is_empty() {
        kept.slug = removed.slug;
    }
    adopt(&mut kept.facts, removed.facts);
    adopt(&mut kept.facts, edge);
}

/// Takes over what is not stated yet.
pub(super) fn adopt(into: &mut Facts, from: Facts) {
    if into.skus.is_empty() {
        into.skus = from.skus;
    }
    into.tier = into.tier.take().or(from.tier);
    into.os = into.os.or(from.os);
    into.runtime = into.runtime.take().or(from.runtime);
    into.command = into.command.take().or(from.command);
    into.image = into.image.take().or(from.image);
    into.instances = into.instances.take().or(from.instances);
    into.zone_redundant = into.zone_redundant.or(from.zone_redundant);
    for stated in from.properties {
        into.state(stated);
    }
    into.name = into.name.take().or(from.name);
}
