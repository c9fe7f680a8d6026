//! SP102: an app of an App Service Environment is drawn with VNet integration.

use super::{Rule, Scope, scope::called, sources::VNET_INTEGRATION};
use crate::{
    catalog::{LinkKind, SubnetRole},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Origin,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP102",
        name: "integration-in-environment",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An app of an App Service Environment is drawn with VNet integration.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Integrates).filter(|r| !matches!(r.origin, Origin::Filled(_))) {
        let (Some(app), Some(subnet)) = (scope.get(relation.from), scope.get(relation.to)) else { continue };
        let Some((_, environment)) = scope.architecture.environment_of(relation.from) else { continue };
        // An edge to the VNet or to the environment's own subnet says where the app is, and that is so.
        let integration = subnet.is_drawn() && subnet.facts.role == Some(SubnetRole::Integration);
        if !integration {
            continue;
        }
        let message = format!("`{}` is in an environment, whose apps cannot be integrated with a VNet", called(app));
        let found = Diagnostic::new(&RULE.lint, relation.span, message)
            .label(format!("through `{}`", called(subnet)))
            .related(environment.span, "is in the VNet with all its apps")
            .note("what an app of an environment sends leaves from the environment's own subnet")
            .help("draw the app without this edge")
            .node(app.node());
        sink.push(found);
    }
}
