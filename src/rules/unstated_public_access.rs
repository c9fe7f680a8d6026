//! SP149: public access is not stated where a private endpoint stands.

use super::{Rule, Scope, Source, sources::ACCESS_RESTRICTIONS};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP149",
        name: "unstated-public-access",
        pack: Pack::Platform,
        severity: Severity::Note,
        summary: "Public access is not stated where a private endpoint stands, and the default depends on the endpoint.",
    },
    sources: &[
        Source {
            title: "Use private endpoints for App Service apps",
            url: "https://learn.microsoft.com/azure/app-service/overview-private-endpoint",
            read: "2026-09",
        },
        ACCESS_RESTRICTIONS,
    ],
    also: &["CKV_AZURE_222"],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let mut private: Vec<&Component> = Vec::new();
    for (id, _) in scope.meant("private-endpoint") {
        for (_, target) in scope.architecture.to(id, LinkKind::Endpoint) {
            let unstated = target.facts.private.is_none() && target.is_drawn();
            if unstated && !private.iter().any(|p| p.nodes == target.nodes) {
                private.push(target);
            }
        }
    }
    let Some(first) = private.first() else { return };
    let (subject, turned) = match private.len() {
        1 => (format!("whether `{}` is also public is not stated", first.title), "it".to_owned()),
        n => (format!("whether {n} services with private endpoints are also public is not stated"), "them".to_owned()),
    };
    let found = Diagnostic::new(&RULE.lint, first.span, subject)
        .note(format!("siteplan writes `publicNetworkAccess: Disabled` for {turned}, so that no default decides"))
        .node(first.node());
    sink.push(found);
}
