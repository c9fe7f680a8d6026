//! SP103: an integration subnet is not delegated to App Service.

use super::{Rule, Scope,
    scope::{called, listed},
    sources::VNET_INTEGRATION,
    subnets,
};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Edit, Fix, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP103",
        name: "undelegated-integration-subnet",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An integration subnet is not delegated to App Service.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let mut unstated: Vec<&Component> = Vec::new();
    let mut filled: &'static str = SERVER_FARMS;
    for (id, subnet) in subnets::integration(scope) {
        let right = service(scope, id);
        if subnet.facts.delegations.is_empty() {
            filled = if unstated.is_empty() { right } else { filled };
            unstated.push(subnet);
        }
        for delegation in &subnet.facts.delegations {
            let Some(stated) = delegation.value.as_ref().filter(|v| !v.eq_ignore_ascii_case(right)) else { continue };
            let message = format!("`{}` is delegated to `{stated}`, so that no app can use it", called(subnet));
            let mut found = Diagnostic::new(&RULE.lint, delegation.span, message)
                .label(format!("should be `{right}`"))
                .note("a subnet is delegated to one service, and only that service's traffic goes through it")
                .help(format!("write `{right}`, or draw a subnet for the apps"))
                .node(subnet.node());
            if let Some((_, app)) = scope.architecture.from(id, LinkKind::Integrates).find(|(_, a)| a.is_drawn()) {
                found = found.related(app.span, "sends its outbound traffic through it");
            }
            if scope.source.slice(delegation.span) == stated {
                let edit = Edit::replace(delegation.span, right);
                found = found.fix(Fix::unsafe_(format!("delegate it to `{right}`"), vec![edit]));
            }
            sink.push(found);
        }
    }
    let Some(first) = unstated.first() else { return };
    let names: Vec<&str> = unstated.iter().map(|s| called(s)).collect();
    let mut found = Diagnostic::new(&RULE.lint, first.span, format!("the delegation of {} is not stated", listed(&names)))
        .severity(Severity::Note)
        .label("apps send their outbound traffic through it")
        .note(format!("siteplan delegates it to `{filled}`"))
        .node(first.node());
    for other in unstated.iter().skip(1) {
        found = found.related(other.span, "nor is it stated here");
    }
    sink.push(found);
}

/// What the subnet is for: Flex Consumption runs on the platform of Container Apps.
fn service(scope: &Scope<'_>, subnet: ComponentId) -> &'static str {
    let plans = subnets::plans_through(scope, subnet);
    let flex = plans.iter().any(|p| {
        scope.get(*p).and_then(|c| c.facts.skus.first()).is_some_and(|s| s.value.name == "FC1")
    });
    if flex { "Microsoft.App/environments" } else { SERVER_FARMS }
}

const SERVER_FARMS: &str = "Microsoft.Web/serverFarms";
