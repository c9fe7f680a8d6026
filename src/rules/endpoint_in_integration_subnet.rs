//! SP107: a private endpoint stands in an integration subnet.

use super::{Rule, Scope, statement,
    scope::called,
    sources::{APP_ENDPOINT, VNET_INTEGRATION},
    subnets,
};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Fix, Lint, Pack, Severity, Sink},
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP107",
        name: "endpoint-in-integration-subnet",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "A private endpoint stands in an integration subnet.",
    },
    sources: &[APP_ENDPOINT, VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, subnet) in subnets::integration(scope) {
        let app = scope.architecture.from(id, LinkKind::Integrates).find(|(_, a)| a.is_drawn());
        for (_, endpoint) in scope.architecture.to(id, LinkKind::Contains) {
            if endpoint.kind.id != "private-endpoint" || endpoint.is_filled() {
                continue;
            }
            let message = format!("the {} stands in `{}`, which is only for outbound traffic", title(endpoint), called(subnet));
            let mut found = Diagnostic::new(&RULE.lint, endpoint.span, message)
                .label("no private endpoint can stand in a delegated subnet")
                .related(subnet.span, "is delegated to App Service")
                .help("draw a subnet for private endpoints, and put it there")
                .node(endpoint.node());
            if let Some((_, app)) = app {
                found = found.related(app.span, "sends its outbound traffic through the subnet");
            }
            if let Some(fix) = elsewhere(scope, endpoint, subnet) {
                found = found.fix(fix);
            }
            sink.push(found);
        }
    }
}

/// The endpoint in a subnet of its own, beside the one that it is drawn in.
fn elsewhere(scope: &Scope<'_>, endpoint: &Component, subnet: &Component) -> Option<Fix> {
    let parent = scope.graph.nodes.get(endpoint.node())?.parent.as_deref()?;
    let drawn_here = subnet.nodes.iter().any(|n| n == parent);
    let id = scope.free_id("PrivateEndpoints");
    let title = "Private endpoint subnet";
    let edits = statement::moved_into(scope, endpoint.node(), parent, (&id, title)).filter(|_| drawn_here)?;
    Some(Fix::unsafe_(format!("draw it in a `{title}` of its own"), edits))
}

fn title(endpoint: &Component) -> String {
    if endpoint.node().is_empty() { endpoint.title.clone() } else { format!("private endpoint `{}`", endpoint.node()) }
}
