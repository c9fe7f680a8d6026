//! SP152: address ranges contradict each other, or a subnet has two of what it can have once.

use super::{Rule, Scope, scope::{called, listed, noun}, sources::NETWORK_FAQ};
use crate::{
    catalog::{Cidr, LinkKind},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId, Origin},
    source::Span,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP152",
        name: "subnet-conflict",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "Address ranges contradict each other, or a subnet has two of what it can have once.",
    },
    sources: &[NETWORK_FAQ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, vnet) in scope.drawn("virtual-network") {
        ranges(scope, id, vnet, sink);
    }
    for relation in scope.relations(LinkKind::Peers).filter(|r| r.origin == Origin::Drawn) {
        let (Some(one), Some(other)) = (scope.get(relation.from), scope.get(relation.to)) else { continue };
        let clash = stated(one).find_map(|(a, _)| stated(other).find(|(b, _)| a.overlaps(*b)).map(|b| (a, b)));
        let Some((first, (second, span))) = clash else { continue };
        let message = format!("`{}` and `{}` cannot be peered, as their ranges overlap", called(one), called(other));
        let found = Diagnostic::new(&RULE.lint, span, message)
            .label(format!("`{second}` shares addresses with `{first}`"))
            .related(one.span, format!("has `{first}`"))
            .help("give one of them another range")
            .node(other.node());
        sink.push(found);
    }
    for (id, subnet) in scope.drawn("subnet") {
        twice(scope, id, subnet, sink);
    }
}

/// The ranges that the drawing states of something.
fn stated(component: &Component) -> impl Iterator<Item = (Cidr, Span)> {
    component.facts.prefixes.iter().filter(|_| !component.facts.derived).map(|p| (p.value, p.span))
}

/// Subnets are inside of their VNet and apart from each other. One that is drawn twice, under one title, is one.
fn ranges(scope: &Scope<'_>, id: ComponentId, vnet: &Component, sink: &mut Sink) {
    let spaces: Vec<Cidr> = stated(vnet).map(|(c, _)| c).collect();
    let mut before: Vec<(Cidr, &Component)> = Vec::new();
    for (_, subnet) in scope.architecture.to(id, LinkKind::Contains).filter(|(_, s)| s.kind.id == "subnet" && s.is_drawn()) {
        for (range, span) in stated(subnet) {
            if !spaces.is_empty() && !spaces.iter().any(|s| s.contains(range)) {
                let space = listed(&spaces.iter().map(ToString::to_string).collect::<Vec<_>>());
                let found = Diagnostic::new(&RULE.lint, span, format!("`{range}` is not in `{}`, which has {space}", called(vnet)))
                    .label("outside of the VNet")
                    .related(vnet.span, format!("has {space}"))
                    .help("give the subnet a range of the VNet, or the VNet a second range")
                    .node(subnet.node());
                sink.push(found);
            } else if let Some((taken, other)) = before.iter().find(|(taken, other)| taken.overlaps(range) && !(*taken == range && other.title == subnet.title)) {
                let message = format!("`{}` and `{}` share addresses", called(other), called(subnet));
                let found = Diagnostic::new(&RULE.lint, span, message)
                    .label(format!("`{range}` overlaps with `{taken}`"))
                    .related(other.span, format!("has `{taken}`"))
                    .help("give one of them another range")
                    .node(subnet.node());
                sink.push(found);
            }
            before.push((range, subnet));
        }
    }
}

/// One delegation, one NSG, one route table and one NAT gateway to a subnet.
fn twice(scope: &Scope<'_>, id: ComponentId, subnet: &Component, sink: &mut Sink) {
    let mut services: Vec<(&str, Span)> = Vec::new();
    for delegation in &subnet.facts.delegations {
        let Some(service) = &delegation.value else { continue };
        if !services.iter().any(|(s, _)| s.eq_ignore_ascii_case(service)) {
            services.push((service, delegation.span));
        }
    }
    if let [(first, _), (second, span), ..] = services.as_slice() {
        let found = Diagnostic::new(&RULE.lint, *span, format!("`{}` cannot be delegated to two services", called(subnet)))
            .label(format!("`{first}` and `{second}`"))
            .help("draw a subnet for each")
            .node(subnet.node());
        sink.push(found);
    }
    for kind in ["network-security-group", "route-table", "nat-gateway"] {
        let on = scope.relations(LinkKind::Governs).filter(|r| r.to == id && r.origin == Origin::Drawn);
        let on: Vec<(&Component, Span)> = on.filter_map(|r| Some((scope.get(r.from)?, r.span))).filter(|(c, _)| c.kind.id == kind).collect();
        let [(first, _), (second, span), ..] = on.as_slice() else { continue };
        let message = format!("`{}` and `{}` cannot both be on `{}`", called(first), called(second), called(subnet));
        let found = Diagnostic::new(&RULE.lint, *span, message)
            .label(format!("a subnet has one {}", noun(second.kind)))
            .related(first.span, "the first")
            .help("make one of the two")
            .node(second.node());
        sink.push(found);
    }
}
