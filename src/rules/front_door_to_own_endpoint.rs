//! SP150: front Door is drawn to a private endpoint in the author's network, which it cannot use.

use super::{Rule, Scope, Source, scope::called};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP150",
        name: "front-door-to-own-endpoint",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "Front Door is drawn to a private endpoint in the author's network, which it cannot use.",
    },
    sources: &[Source {
        title: "Secure your origin with Private Link in Azure Front Door Premium",
        url: "https://learn.microsoft.com/azure/frontdoor/private-link",
        read: "2026-09",
    }],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for edge in &scope.graph.edges {
        let part = |node: &str| scope.architecture.of_node(node).and_then(|id| scope.get(id));
        let (Some(door), Some(endpoint)) = (part(&edge.from), part(&edge.to)) else { continue };
        if door.kind.id != "front-door" || endpoint.kind.id != "private-endpoint" {
            continue;
        }
        let message = format!("`{}` does not go through `{}`", called(door), called(endpoint));
        let found = Diagnostic::new(&RULE.lint, edge.span, message)
            .label("Front Door is in no network of yours")
            .related(endpoint.span, "is for clients in its VNet")
            .note("Front Door Premium makes a private endpoint of its own to the app, which the app's owner approves")
            .help("draw the edge from Front Door to the app, and say `private link` on it")
            .node(door.node());
        sink.push(found);
    }
}
