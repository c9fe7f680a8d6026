//! SP138: the subnet of an App Service Environment holds something else.

use super::{Rule, Scope, sources::ENVIRONMENT_NETWORKING};
use crate::{
    catalog::{LinkKind, SubnetRole},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP138",
        name: "stranger-in-environment-subnet",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "The subnet of an App Service Environment holds something else.",
    },
    sources: &[ENVIRONMENT_NETWORKING],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, subnet) in scope.drawn("subnet") {
        let environment = scope.architecture.to(id, LinkKind::Contains).find(|(_, c)| c.kind.id == "app-service-environment");
        if let Some((_, environment)) = environment {
            strangers(scope, id, subnet, environment, sink);
        }
    }
}

/// What stands in an environment's subnet beside the environment, its load balancer and its own apps.
fn strangers(scope: &Scope<'_>, id: ComponentId, subnet: &Component, environment: &Component, sink: &mut Sink) {
    let architecture = scope.architecture;
    let inside = architecture.to(id, LinkKind::Contains);
    let through = architecture.from(id, LinkKind::Integrates).filter(|(a, _)| architecture.environment_of(*a).is_none());
    for (_, stranger) in inside.chain(through) {
        let own = matches!(stranger.kind.id, "app-service-environment" | "internal-load-balancer");
        if own || stranger.is_filled() || subnet.facts.role == Some(SubnetRole::PrivateEndpoints) {
            continue;
        }
        let message = format!("`{}` cannot be in the subnet of an environment", stranger.title);
        let found = Diagnostic::new(&RULE.lint, stranger.span, message)
            .label("needs a subnet of its own")
            .related(subnet.span, format!("only for `{}`", environment.title))
            .note("an App Service Environment shares its subnet with nothing else")
            .help("draw a second subnet for it")
            .node(stranger.node());
        sink.push(found);
    }
}
