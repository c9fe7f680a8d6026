//! SP112: an app on a size that shares its machines has a private endpoint.

use super::{Rule, Scope, scope::called, sizes, sources::APP_ENDPOINT};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::is_app,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP112",
        name: "endpoint-on-shared",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An app on a size that shares its machines has a private endpoint.",
    },
    sources: &[APP_ENDPOINT],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, endpoint) in scope.meant("private-endpoint") {
        for (app, site) in scope.architecture.to(id, LinkKind::Endpoint).filter(|(_, c)| is_app(c.kind)) {
            let Some((plan, _)) = scope.architecture.plan_of(app) else { continue };
            let sizes = sizes::stated(scope, plan);
            let Some((size, severity)) = sizes::refused_by(&sizes, |s| !sizes::is_shared(scope, s)) else { continue };
            let mut found = Diagnostic::new(&RULE.lint, endpoint.span, format!("{} allows no private endpoint", size.name))
                .severity(severity)
                .label(format!("leads to `{}`", called(site)))
                .note("Azure takes private endpoints of apps from Basic on, and of functions from Flex Consumption and Elastic Premium")
                .help(if size.name == "`Y1`" { "state `FC1` or `EP1`" } else { "state `B1` or a greater size" })
                .node(endpoint.node());
            if let Some(span) = size.span {
                found = found.related(span, "the size is stated here");
            }
            sink.push(found);
        }
    }
}
