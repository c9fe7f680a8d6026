//! SP120: a private DNS zone is not linked to the VNet that asks it.

use super::{Rule, Scope,
    scope::{called, listed},
    sources::ENDPOINT_ZONES,
    statement,
};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Fix, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId, Origin},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP120",
        name: "unlinked-zone",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "A private DNS zone is not linked to the VNet that asks it.",
    },
    sources: &[ENDPOINT_ZONES],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let mut unstated: Vec<ComponentId> = Vec::new();
    for (id, zone) in scope.meant("private-dns-zone").filter(|(_, z)| z.facts.zone.is_some()) {
        let drawn: Vec<ComponentId> = links(scope, id, true);
        if drawn.is_empty() {
            unstated.extend(Some(id).filter(|_| !links(scope, id, false).is_empty()));
        } else {
            elsewhere(scope, id, zone, &drawn, sink);
        }
    }
    let Some(first) = unstated.first().and_then(|id| scope.get(*id)) else { return };
    let mut vnets: Vec<&str> = Vec::new();
    for vnet in unstated.iter().flat_map(|z| links(scope, *z, false)).filter_map(|v| scope.get(v)) {
        if !vnets.contains(&called(vnet)) {
            vnets.push(called(vnet));
        }
    }
    let found = Diagnostic::new(&RULE.lint, first.span, "no VNet is drawn to ask the private DNS zones")
        .severity(Severity::Note)
        .label("answers only in the VNets that it is linked to")
        .note(format!("siteplan links each zone to {}", listed(&vnets)))
        .node(first.node());
    sink.push(found);
}

/// The VNets that a zone is linked to, as drawn or as filled in.
fn links(scope: &Scope<'_>, zone: ComponentId, drawn: bool) -> Vec<ComponentId> {
    // `Private DNS Zones` as one node stands for all of them, and its links are theirs.
    let implied = scope.get(zone).is_some_and(|z| !z.is_drawn());
    let stands = |id: ComponentId| {
        implied && scope.get(id).is_some_and(|z| z.kind.id == "private-dns-zone" && z.facts.zone.is_none())
    };
    let of = scope.relations(LinkKind::Linked).filter(|r| (r.origin == Origin::Drawn) == drawn);
    of.filter(|r| r.from == zone || (drawn && stands(r.from))).map(|r| r.to).collect()
}

/// The zone is linked to a VNet, and not to that of an app that needs it.
fn elsewhere(scope: &Scope<'_>, id: ComponentId, zone: &Component, drawn: &[ComponentId], sink: &mut Sink) {
    for (vnet, app) in askers(scope, id) {
        let (Some(network), Some(app)) = (scope.get(vnet), scope.get(app)) else { continue };
        let Some(linked) = drawn.first().and_then(|d| scope.get(*d)) else { continue };
        if drawn.contains(&vnet) || network.is_filled() || forwards(scope, vnet, drawn) {
            continue;
        }
        let message = format!("`{}` is not linked to `{}`, from where `{}` asks", called(zone), called(network), called(app));
        let mut found = Diagnostic::new(&RULE.lint, zone.span, message)
            .label("answers only in the VNets that it is linked to")
            .related(linked.span, "is linked to the zone")
            .related(network.span, "is not")
            .note(format!("siteplan links it to `{}` as well", called(network)))
            .help(format!("draw an edge from `{}` to `{}`", called(zone), called(network)))
            .node(zone.node());
        if zone.is_drawn() && network.is_drawn() {
            let line = format!("{} -.-> {}", zone.node(), network.node());
            if let Some(edit) = statement::append(scope, &line) {
                found = found.fix(Fix::safe(format!("link it to `{}`", network.node()), vec![edit]));
            }
        }
        sink.push(found);
        return;
    }
}

/// The VNets of the apps that use what the zone's endpoints lead to.
fn askers(scope: &Scope<'_>, zone: ComponentId) -> Vec<(ComponentId, ComponentId)> {
    let mut out = Vec::new();
    for (endpoint, _) in scope.architecture.from_zone(zone) {
        for (data, _) in scope.architecture.to(endpoint, LinkKind::Endpoint) {
            for (app, _) in scope.architecture.from(data, LinkKind::Access) {
                out.extend(scope.architecture.vnet_of(app).map(|vnet| (vnet, app)));
            }
        }
    }
    out
}

/// A hub asks for its spokes where a resolver or a firewall in it takes their questions.
fn forwards(scope: &Scope<'_>, spoke: ComponentId, hubs: &[ComponentId]) -> bool {
    let text = |node: &str| scope.graph.text_of(node).to_lowercase();
    let resolver = scope.graph.nodes.keys().any(|n| {
        let text = text(n);
        text.contains("resolver") || text.contains("dns server") || text.contains("dns forwarder") || text.contains("firewall")
    });
    let peers = |hub: &ComponentId| {
        scope.architecture.relation(*hub, LinkKind::Peers, spoke).is_some()
            || scope.architecture.relation(spoke, LinkKind::Peers, *hub).is_some()
    };
    resolver && hubs.iter().any(peers)
}
