//! SP320: an app with a private endpoint is drawn as reached from the Internet too.

use super::{Rule, Scope, network, scope::called, sources::APP_ENDPOINT};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::is_app,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP320",
        name: "public-beside-endpoint",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "An app with a private endpoint is drawn as reached from the Internet too.",
    },
    sources: &[APP_ENDPOINT],
    also: &["CKV_AZURE_222", "1b5ef780"],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (edge, internet, id) in network::from_internet(scope) {
        let Some(app) = scope.get(id).filter(|c| is_app(c.kind)) else { continue };
        let endpoint = scope.architecture.from(id, LinkKind::Endpoint).find(|(_, e)| !e.is_filled() && e.is_drawn());
        // What passes a gateway by is told of the gateway.
        let gates = ["front-door", "application-gateway", "api-management"];
        if scope.architecture.from(id, LinkKind::Ingress).any(|(_, c)| gates.contains(&c.kind.id) && c.is_drawn()) {
            continue;
        }
        let Some((_, endpoint)) = endpoint else { continue };
        let message = format!("`{}` has a private endpoint, and `{}` does not come in by it", called(app), internet.title);
        let found = Diagnostic::new(&RULE.lint, edge.span, message)
            .label("is refused")
            .related(endpoint.span, "is the private way in")
            .note("siteplan turns public access off where a private endpoint leads to an app")
            .help("draw the request through a gateway that reaches the endpoint, or leave one of the two out")
            .node(app.node());
        sink.push(found);
    }
}
