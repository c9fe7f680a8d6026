//! SP324: an app behind a gateway is reached from the Internet beside it as well.

use super::{Rule, Scope, network, scope::called, sources::ACCESS_RESTRICTIONS};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::is_app,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP324",
        name: "gateway-bypassed",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "An app behind a gateway is reached from the Internet beside it as well.",
    },
    sources: &[ACCESS_RESTRICTIONS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (edge, internet, id) in network::from_internet(scope) {
        let Some(app) = scope.get(id).filter(|c| is_app(c.kind)) else { continue };
        let door = |kind: &str| matches!(kind, "front-door" | "application-gateway" | "api-management");
        let gateway = scope.architecture.from(id, LinkKind::Ingress).find(|(_, c)| door(c.kind.id) && c.is_drawn());
        let Some((_, gateway)) = gateway else { continue };
        let message = format!("`{}` reaches `{}` beside `{}`", internet.title, called(app), called(gateway));
        let found = Diagnostic::new(&RULE.lint, edge.span, message)
            .label("passes the gateway by")
            .related(gateway.span, "looks at what comes through it only")
            .note("behind Front Door siteplan lets in what comes from that profile and refuses the rest")
            .help("remove this edge, or the gateway's")
            .node(app.node());
        sink.push(found);
    }
}
