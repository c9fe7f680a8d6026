//! SP134: the subnet of an environment is not its own.

use super::{Rule, Scope, Source};
use crate::{
    catalog::{LinkKind, SubnetRole},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP134",
        name: "undelegated-environment-subnet",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "The subnet of an App Service Environment is delegated to another service, or holds something else.",
    },
    sources: &[Source {
            title: "App Service Environment networking",
            url: "https://learn.microsoft.com/azure/app-service/environment/networking",
            read: "2026-09",
        }],
    also: &[],
    check,
};

/// What an environment's subnet is delegated to.
const SERVICE: &str = "Microsoft.Web/hostingEnvironments";

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let architecture = scope.architecture;
    let mut unstated: Option<&Component> = None;
    for (id, subnet) in scope.drawn("subnet") {
        let environment = architecture.to(id, LinkKind::Contains).find(|(_, c)| c.kind.id == "app-service-environment");
        let Some((_, environment)) = environment else { continue };
        for delegation in &subnet.facts.delegations {
            let Some(service) = delegation.value.as_ref().filter(|s| !s.eq_ignore_ascii_case(SERVICE)) else { continue };
            let found = Diagnostic::new(
                &RULE.lint,
                delegation.span,
                format!("the subnet of an environment cannot be delegated to `{service}`"),
            )
            .label(format!("must be `{SERVICE}`"))
            .related(environment.span, "the environment that stands in it")
            .help(format!("write `{SERVICE}`"))
            .node(subnet.node());
            sink.push(found);
        }
        strangers(scope, id, subnet, environment, sink);
        if subnet.facts.delegations.is_empty() {
            unstated.get_or_insert(subnet);
        }
    }
    if let Some(subnet) = unstated {
        let found = Diagnostic::new(&RULE.lint, subnet.span, "the delegation of the environment's subnet is not stated")
            .severity(Severity::Note)
            .note(format!("siteplan delegates it to `{SERVICE}`"))
            .node(subnet.node());
        sink.push(found);
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
