//! SP134: the subnet of an environment is delegated to another service.

use super::{Rule, Scope, sources::ENVIRONMENT_NETWORKING};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP134",
        name: "undelegated-environment-subnet",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "The subnet of an App Service Environment is delegated to another service.",
    },
    sources: &[ENVIRONMENT_NETWORKING],
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
