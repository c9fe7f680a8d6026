//! SP005: a property of an app or a plan is drawn as a thing of its own.

use super::{Rule, Scope, Source, scope::listed};
use crate::{
    catalog::Nature,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP005",
        name: "capability-as-node",
        pack: Pack::Reading,
        severity: Severity::Note,
        summary: "A property of an app or a plan is drawn as a thing of its own.",
    },
    sources: &[Source {
        title: "Microsoft.Web sites: properties and child resources",
        url: "https://learn.microsoft.com/azure/templates/microsoft.web/sites",
        read: "2026-09",
    }],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let mut nodes: Vec<(&str, &Component)> = Vec::new();
    for (_, component) in scope.architecture.all() {
        let node = component.node();
        if component.is_drawn()
            && component.kind.nature == Nature::Capability
            && !node.is_empty()
            && !nodes.iter().any(|(n, _)| *n == node)
        {
            nodes.push((node, component));
        }
    }
    let Some((node, first)) = nodes.first() else { return };
    let names: Vec<&str> = nodes.iter().map(|(n, _)| *n).collect();
    let verb = if names.len() == 1 { "is a property" } else { "are properties" };
    let mut found = Diagnostic::new(&RULE.lint, first.span, format!("{} {verb} of what hosts the app", listed(&names)))
        .label(owner(first.kind.id))
        .note("siteplan sets them there, and adds no resource that stands alone")
        .node(*node);
    for (_, other) in nodes.iter().skip(1) {
        found = found.related(other.span, owner(other.kind.id));
    }
    sink.push(found);
}

/// What a capability is set on.
fn owner(kind: &str) -> &'static str {
    match kind {
        "autoscale" => "set on the plan",
        "internal-load-balancer" => "set on the environment",
        _ => "set on the app",
    }
}
