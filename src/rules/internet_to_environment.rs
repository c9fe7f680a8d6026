//! SP141: the Internet is drawn straight to an internal environment.

use super::{Rule, Scope, network, sources::ENVIRONMENT_NETWORKING};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    graph::Edge,
    model::{Component, ComponentId},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP141",
        name: "internet-to-environment",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An edge leads from the Internet straight to an internal App Service Environment.",
    },
    sources: &[ENVIRONMENT_NETWORKING],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (edge, internet, target) in network::from_internet(scope) {
        let Some(environment) = reached(scope, target) else { continue };
        sink.push(tell(edge, internet, scope.get(target).unwrap_or(environment), environment));
    }
}

/// Returns the internal environment that requests to a component would go into.
pub(super) fn reached<'a>(scope: &'a Scope<'_>, target: ComponentId) -> Option<&'a Component> {
    let environment = scope.get(network::environment_behind(scope, target)?)?;
    (environment.facts.private == Some(true)).then_some(environment)
}

fn tell(edge: &Edge, internet: &Component, target: &Component, environment: &Component) -> Diagnostic {
    let message = format!("`{}` cannot reach `{}`, whose environment is internal", internet.title, target.title);
    let mut found = Diagnostic::new(&RULE.lint, edge.span, message)
        .label("no address of the environment is public")
        .note("an internal load balancer answers in its VNet and in networks that are connected to it")
        .help("draw an Application Gateway or Front Door in between, or let the requests come by VPN")
        .node(target.node());
    if environment.span != target.span {
        found = found.related(environment.span, "the internal environment");
    }
    found
}
