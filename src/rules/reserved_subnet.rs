//! SP151: a gateway, a firewall or a Bastion stands in a subnet that is not its own.

use super::{Rule, Scope, scope::{called, noun}, subnets, sources::NETWORK_FAQ};
use crate::{
    catalog::{LinkKind, SubnetRole},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId, Origin},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP151",
        name: "reserved-subnet",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "A gateway, a firewall or a Bastion stands in a subnet that is not its own.",
    },
    sources: &[NETWORK_FAQ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, subnet) in scope.drawn("subnet") {
        let role = subnet.facts.role.unwrap_or(SubnetRole::General);
        let inside = scope.architecture.relations.iter().filter(|r| {
            r.kind == LinkKind::Contains && r.from == id && r.origin == Origin::Drawn
        });
        let inside: Vec<&Component> = inside.filter_map(|r| scope.get(r.to)).filter(|c| c.is_drawn()).collect();
        // `Gateway subnet` and `Firewall subnet` may be those of an API gateway and of an appliance, which Azure gives no name.
        let reserved = role.fixed_name().is_some_and(|name| {
            let written = subnet.nodes.iter().any(|n| scope.graph.text_of(n).to_lowercase().contains(&name.to_lowercase()));
            written || inside.iter().any(|c| own_role(c) == Some(role))
        });
        for held in &inside {
            let own = own_role(held);
            let misplaced = own.is_some_and(|r| r != role) || (own.is_none() && reserved);
            if misplaced && role != SubnetRole::Environment {
                sink.push(stranger(held, subnet, own));
            }
        }
        if reserved {
            small(subnet, role, sink);
        }
        if reserved && role == SubnetRole::Gateway {
            attached(scope, id, subnet, sink);
        }
    }
}

/// The role of the subnet that a thing needs for itself, under a name that Azure fixes. A firewall or a jump host that does not say
/// that it is Azure's may be a machine.
fn own_role(held: &Component) -> Option<SubnetRole> {
    let title = held.title.to_lowercase();
    Some(match held.kind.id {
        "vpn-gateway" | "expressroute" => SubnetRole::Gateway,
        "azure-firewall" if title.contains("azure") || title.contains("azfw") => SubnetRole::Firewall,
        "bastion" if title.contains("bastion") => SubnetRole::Bastion,
        _ => return None,
    })
}

fn stranger(held: &Component, subnet: &Component, own: Option<SubnetRole>) -> Diagnostic {
    let found = Diagnostic::new(&RULE.lint, held.span, format!("`{}` cannot stand in `{}`", called(held), called(subnet)))
        .related(subnet.span, "the subnet that it is drawn in")
        .node(held.node());
    match own.and_then(SubnetRole::fixed_name) {
        Some(name) => found
            .label(format!("needs a subnet of its own, `{name}`"))
            .note("Azure looks for that subnet by its name, and refuses every other")
            .help(format!("draw a subnet `{name}`, and put it there")),
        None => found
            .label("needs another subnet")
            .note("Azure keeps that subnet to what it is named for")
            .help("draw a second subnet for it"),
    }
}

/// The range that is stated is too small.
fn small(subnet: &Component, role: SubnetRole, sink: &mut Sink) {
    let Some((span, prefix)) = subnets::stated_prefix(subnet) else { return };
    // A gateway still fits into a /29, which leaves it no room for a second one.
    let (least, refused) = if role == SubnetRole::Gateway { (27, 29) } else { (26, 26) };
    if prefix <= least {
        return;
    }
    let found = Diagnostic::new(&RULE.lint, span, format!("a /{prefix} is too small for a {}", role.title()))
        .severity(if prefix > refused { Severity::Error } else { Severity::Warning })
        .label(format!("should be /{least} or larger"))
        .help(format!("give it a /{least}"))
        .node(subnet.node());
    sink.push(found);
}

/// What no gateway subnet can carry.
fn attached(scope: &Scope<'_>, id: ComponentId, subnet: &Component, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Governs).filter(|r| r.to == id && r.origin == Origin::Drawn) {
        let Some(on) = scope.get(relation.from) else { continue };
        if !matches!(on.kind.id, "network-security-group" | "nat-gateway") {
            continue;
        }
        let found = Diagnostic::new(&RULE.lint, relation.span, format!("`{}` cannot be on the gateway subnet", called(on)))
            .label(format!("a {} stops the gateway", noun(on.kind)))
            .related(subnet.span, "the gateway subnet")
            .help("draw it on the subnets behind the gateway")
            .node(on.node());
        sink.push(found);
    }
}
