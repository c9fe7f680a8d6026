//! SP161: a NAT gateway is attached to something that is no integration subnet.

use super::{Rule, Scope, scope::{called, noun}, sources::VNET_INTEGRATION};
use crate::{
    catalog::{LinkKind, SubnetRole},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, is_app},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP161",
        name: "misplaced-nat-gateway",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "A NAT gateway is attached to something that is no integration subnet.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, gateway) in scope.drawn("nat-gateway") {
        let governed: Vec<&Component> = scope.architecture.to(id, LinkKind::Governs).map(|(_, c)| c).collect();
        if governed.iter().any(|c| c.facts.role == Some(SubnetRole::Integration)) {
            continue;
        }
        let endpoints = governed.iter().copied().find(|c| c.facts.role == Some(SubnetRole::PrivateEndpoints));
        let hosted = scope.graph.edges.iter().filter(|e| gateway.nodes.contains(&e.from)).find_map(|e| {
            let target = scope.architecture.of_node(&e.to).and_then(|id| scope.get(id))?;
            (is_app(target.kind) || target.kind.id == "app-service-plan").then_some(target)
        });
        let Some(target) = endpoints.or(hosted) else { continue };
        let found = Diagnostic::new(&RULE.lint, gateway.span, format!("`{}` does nothing for `{}`", called(gateway), called(target)))
            .label("works on the subnet that outbound traffic leaves by")
            .related(target.span, format!("is {}", noun(target.kind)))
            .note("a NAT gateway is attached to subnets, and an app's outbound traffic is in one only by VNet integration")
            .help("draw it at the integration subnet")
            .node(gateway.node());
        sink.push(found);
    }
}
