//! SP123: clients on premises are drawn to reach a private endpoint, and nothing there can resolve its name.

use super::{Rule, Scope, wording, scope::called, sources::ENDPOINT_ZONES};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    graph::Stroke,
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP123",
        name: "on-premises-without-resolver",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "Clients on premises are drawn to reach a private endpoint, and nothing there can resolve its name.",
    },
    sources: &[ENDPOINT_ZONES],
    also: &[],
    check,
};

/// How what answers for the network outside is written.
const RESOLVERS: &[&[&str]] = &[
    &["resolver"],
    &["resolvers"],
    &["forwarder"],
    &["forwarders"],
    &["forwarding"],
    &["dns", "server"],
    &["dns", "servers"],
    &["dns", "proxy"],
    &["custom", "dns"],
    &["domain", "controller"],
    &["hosts", "file"],
];

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let answered = scope.drawn("dns-private-resolver").next().is_some()
        || wording::all(scope).iter().any(|s| RESOLVERS.iter().any(|p| s.switch(p).is_some_and(|(on, _)| on)));
    if answered {
        return;
    }
    for (_, site) in scope.drawn("on-premises") {
        let Some((endpoint, span)) = reached(scope, site) else { continue };
        let message = format!("`{}` reaches `{}`, and nothing there resolves its name", called(site), called(endpoint));
        let found = Diagnostic::new(&RULE.lint, span, message)
            .label("gets the public address")
            .related(site.span, "asks its own name server")
            .related(endpoint.span, "has its name in a private zone")
            .note("private zones are answered at 168.63.129.16, which can be asked from inside of Azure only")
            .help("draw a DNS private resolver in the VNet, to which the name server on premises forwards")
            .node(site.node());
        sink.push(found);
        return;
    }
}

/// The first private endpoint that a network leads to, by itself or through gateways and firewalls, and the edge that ends there.
fn reached<'a>(scope: &Scope<'a>, site: &Component) -> Option<(&'a Component, crate::source::Span)> {
    let kind = |node: &str| scope.architecture.of_node(node).and_then(|id| scope.get(id));
    let passes = |node: &str| {
        kind(node).is_some_and(|c| matches!(c.kind.id, "vpn-gateway" | "expressroute" | "azure-firewall" | "virtual-wan"))
    };
    let edges = || scope.graph.edges.iter().filter(|e| e.stroke != Stroke::Invisible);
    let mut seen: Vec<&str> = site.nodes.iter().map(String::as_str).collect();
    let mut at = 0;
    while let Some(node) = seen.get(at).copied() {
        at += 1;
        for edge in edges() {
            if edge.from == node
                && let Some(endpoint) = kind(&edge.to).filter(|c| c.kind.id == "private-endpoint" && c.is_drawn())
            {
                return Some((endpoint, edge.span));
            }
            // A gateway is drawn with an edge to the network outside as often as with one from it.
            let next = match node {
                n if edge.from == n => edge.to.as_str(),
                n if edge.to == n => edge.from.as_str(),
                _ => continue,
            };
            if passes(next) && !seen.contains(&next) {
                seen.push(next);
            }
        }
    }
    None
}
