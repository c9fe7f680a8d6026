//! SP008: a private DNS zone hangs from a service, and not from its private endpoint.

use super::{Rule, Scope, scope::called, sources::ENDPOINT_ZONES, statement::Statement};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Edit, Fix, Lint, Pack, Severity, Sink},
    graph::Edge,
    model::{Component, ComponentId},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP008",
        name: "zone-on-service",
        pack: Pack::Reading,
        severity: Severity::Warning,
        summary: "A private DNS zone hangs from a service, and not from its private endpoint.",
    },
    sources: &[ENDPOINT_ZONES],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Resolves) {
        let Some(edge) = relation.edge.and_then(|i| scope.graph.edges.get(i)) else { continue };
        let (Some(zone), Some(service)) = (scope.get(relation.from), scope.get(relation.to)) else { continue };
        if service.kind.id == "private-endpoint" || has_endpoint(scope, relation.from) {
            continue;
        }
        let message = format!("`{}` hangs from `{}`, and not from its private endpoint", called(zone), called(service));
        let mut found = Diagnostic::new(&RULE.lint, edge.span, message)
            .label("the records are those of a private endpoint")
            .related(zone.span, "the zone")
            .related(service.span, "the service")
            .note("a private endpoint writes its address into the zone, and the VNets that are linked to the zone ask it")
            .note("siteplan puts the zone on the endpoint, and links it to the VNet")
            .node(zone.node());
        let endpoint = scope.architecture.from(relation.to, LinkKind::Endpoint).find(|(_, e)| e.is_drawn());
        match endpoint {
            Some((_, endpoint)) => {
                found = found.help(format!("draw the zone from `{}`", endpoint.node()));
                if let Some(edit) = moved(scope, edge, service, endpoint) {
                    found = found.fix(Fix::safe(format!("draw the edge from `{}`", endpoint.node()), vec![edit]));
                }
            }
            None => found = found.help("draw the private endpoint, and the zone from it; or the zone from its VNet"),
        }
        sink.push(found);
    }
}

/// Whether an edge draws the zone at an endpoint too.
fn has_endpoint(scope: &Scope<'_>, zone: ComponentId) -> bool {
    let drawn = scope.relations(LinkKind::Resolves).filter(|r| r.from == zone && r.edge.is_some());
    drawn.filter_map(|r| scope.get(r.to)).any(|c| c.kind.id == "private-endpoint")
}

/// The edit that moves the service's end of the edge, where that end is a bare id that is described elsewhere.
fn moved(scope: &Scope<'_>, edge: &Edge, service: &Component, endpoint: &Component) -> Option<Edit> {
    let statement = Statement::of(scope, edge)?;
    let end = if service.nodes.contains(&edge.from) { statement.left } else { statement.right };
    let node = scope.graph.nodes.get(if end == statement.left { &edge.from } else { &edge.to })?;
    let bare = scope.source.slice(end) == node.id && node.definition.start != end.start;
    bare.then(|| Edit::replace(end, endpoint.node()))
}
