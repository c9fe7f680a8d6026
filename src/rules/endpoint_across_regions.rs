//! SP158: an application gateway reaches a private endpoint in a peered VNet of another region.

use super::{Rule, Scope, Source, network::region_of, scope::called};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP158",
        name: "endpoint-across-regions",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "An application gateway reaches a private endpoint in a peered VNet of another region.",
    },
    sources: &[Source {
        title: "What is a private endpoint?",
        url: "https://learn.microsoft.com/azure/private-link/private-endpoint-overview#limitations",
        read: "2026-09",
    }],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Ingress) {
        let Some(gateway) = scope.get(relation.from).filter(|c| c.kind.id == "application-gateway") else { continue };
        let Some((endpoint, door)) = endpoint(scope, relation.to) else { continue };
        let Some((here, there)) = Some(()).and_then(|()| Some((place(scope, relation.from)?, place(scope, endpoint)?))) else { continue };
        if here == there {
            continue;
        }
        let message = format!("`{}` in `{here}` does not reach a private endpoint in `{there}`", called(gateway));
        let found = Diagnostic::new(&RULE.lint, relation.span, message)
            .label("leads into another region")
            .related(door.span, format!("is reached from a VNet in `{there}`"))
            .note("what an application gateway sends over global peering to a private endpoint is dropped")
            .help(format!("draw a private endpoint of the same app in `{here}`"))
            .node(gateway.node());
        sink.push(found);
    }
}

/// The private endpoint that a request ends at.
fn endpoint<'a>(scope: &Scope<'a>, to: ComponentId) -> Option<(ComponentId, &'a Component)> {
    let target = scope.get(to)?;
    match target.kind.id {
        "private-endpoint" => Some((to, target)),
        _ => scope.architecture.from(to, LinkKind::Endpoint).find(|(_, e)| !e.is_filled()),
    }
}

/// The region of what stands in a VNet.
fn place<'a>(scope: &Scope<'a>, id: ComponentId) -> Option<&'a str> {
    scope.architecture.vnet_of(id).and_then(|v| region_of(scope, v))
}
