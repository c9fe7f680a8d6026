//! SP124: a private endpoint is to lead to several sub-resources, or one that is used has none.

use super::{Rule, Scope, scope::{called, listed}, sources::ENDPOINT_ZONES};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP124",
        name: "endpoint-per-sub-resource",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "A private endpoint is to lead to several sub-resources, or one that is used has none.",
    },
    sources: &[ENDPOINT_ZONES],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (_, endpoint) in scope.drawn("private-endpoint").filter(|(_, e)| e.facts.groups.len() > 1) {
        let message = format!("`{}` cannot lead to {} at once", called(endpoint), listed(&endpoint.facts.groups));
        let found = Diagnostic::new(&RULE.lint, endpoint.span, message)
            .label("leads to one sub-resource")
            .note("each sub-resource has an address and a zone of its own")
            .help(format!("draw {} private endpoints, one for each", endpoint.facts.groups.len()))
            .node(endpoint.node());
        sink.push(found);
    }
    for (id, target) in scope.architecture.all().filter(|(_, c)| c.is_drawn() && c.facts.groups.len() > 1) {
        uncovered(scope, id, target, sink);
    }
}

/// A sub-resource that the label of a service names, and to which none of its endpoints leads.
fn uncovered(scope: &Scope<'_>, id: ComponentId, target: &Component, sink: &mut Sink) {
    let endpoints: Vec<&Component> = scope.architecture.from(id, LinkKind::Endpoint).map(|(_, e)| e).collect();
    let drawn = endpoints.iter().find(|e| e.is_drawn());
    let Some(drawn) = drawn.filter(|_| endpoints.iter().all(|e| e.is_drawn())) else { return };
    // An endpoint that says nothing leads to the first sub-resource of the kind.
    let default = target.kind.private_links.first().map(|l| l.group);
    let leads = |group: &str| {
        endpoints.iter().any(|e| e.facts.groups.contains(&group) || (e.facts.groups.is_empty() && default == Some(group)))
    };
    let missing: Vec<&str> = target.facts.groups.iter().copied().filter(|g| !leads(g)).collect();
    if missing.is_empty() {
        return;
    }
    let message = format!("no private endpoint leads to {} of `{}`", listed(&missing), called(target));
    let found = Diagnostic::new(&RULE.lint, target.span, message)
        .severity(Severity::Warning)
        .label("is closed to the public as soon as it has a private endpoint")
        .related(drawn.span, "leads to another sub-resource")
        .note("each sub-resource has an address and a zone of its own")
        .help(format!("draw a private endpoint for {}", listed(&missing)))
        .node(target.node());
    sink.push(found);
}
