//! SP139: the DNS zone of an internal environment is not drawn.

use super::{Rule, Scope, sources::ENVIRONMENT_NETWORKING};
use crate::diag::{Diagnostic, Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP139",
        name: "environment-without-zone",
        pack: Pack::Platform,
        severity: Severity::Note,
        summary: "The private DNS zone of an internal App Service Environment is not drawn.",
    },
    sources: &[ENVIRONMENT_NETWORKING],
    also: &[],
    check,
};

const SUFFIX: &str = "appserviceenvironment.net";

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let zone = |value: &str| value.ends_with(SUFFIX) && !value.starts_with("privatelink.");
    let drawn = |c: &crate::model::Component| c.facts.zone.as_ref().is_some_and(|z| zone(&z.value));
    if scope.drawn("private-dns-zone").any(|(_, c)| drawn(c)) {
        return;
    }
    let internal = scope.drawn("app-service-environment").find(|(_, c)| c.facts.private != Some(false));
    let Some((_, environment)) = internal else { return };
    let name = environment.facts.name.as_deref().unwrap_or("<name of the environment>");
    let found = Diagnostic::new(&RULE.lint, environment.span, "the DNS zone of the internal environment is not drawn")
        .label("its apps have names in this zone")
        .note("Azure creates no zone for an internal load balancer, so nobody could resolve the apps")
        .note(format!("siteplan adds `{name}.{SUFFIX}` with the records `*`, `@` and `*.scm`"))
        .node(environment.node());
    sink.push(found);
}
