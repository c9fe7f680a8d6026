//! SP109: an app is integrated with a VNet of another region.

use super::{Rule, Scope, network::region_of, scope::called, sources::VNET_INTEGRATION};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Origin,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP109",
        name: "integration-across-regions",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An app is integrated with a VNet of another region.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Integrates).filter(|r| !matches!(r.origin, Origin::Filled(_))) {
        let Some(app) = scope.get(relation.from) else { continue };
        let Some((id, vnet)) = scope.architecture.vnet_of(relation.to).and_then(|v| Some((v, scope.get(v)?))) else { continue };
        let plan = scope.architecture.plan_of(relation.from).and_then(|(p, _)| region_of(scope, p));
        let Some(here) = region_of(scope, relation.from).or(plan) else { continue };
        let Some(there) = region_of(scope, id).or_else(|| region_of(scope, relation.to)).filter(|r| *r != here) else { continue };
        let message = format!("`{}` is in `{here}` and cannot be integrated with a VNet in `{there}`", called(app));
        let found = Diagnostic::new(&RULE.lint, relation.span, message)
            .label("leads into another region")
            .related(vnet.span, format!("is in `{there}`"))
            .note("VNet integration is with a VNet of the app's own region; peering leads on from there")
            .help(format!("draw a VNet in `{here}` for it, and an edge from that VNet to `{}`", called(vnet)))
            .node(app.node());
        sink.push(found);
    }
}
