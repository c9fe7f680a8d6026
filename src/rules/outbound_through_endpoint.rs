//! SP113: an app is drawn to reach data through its own private endpoint.

use super::{Rule, Scope, scope::called, sources::APP_ENDPOINT};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    graph::{Ends, Stroke},
    model::{Component, ComponentId, is_app},
    source::Span,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP113",
        name: "outbound-through-endpoint",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "An app is drawn to reach data through its own private endpoint.",
    },
    sources: &[APP_ENDPOINT],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for edge in &scope.graph.edges {
        let directed = matches!(edge.ends, Ends::Point | Ends::Circle | Ends::Cross) && edge.stroke != Stroke::Invisible;
        let ends = (scope.architecture.of_node(&edge.from), scope.architecture.of_node(&edge.to));
        let (true, (Some(from), Some(to))) = (directed, ends) else { continue };
        let (Some(app), Some(endpoint)) = (scope.get(from), scope.get(to)) else { continue };
        if !is_app(app.kind) || endpoint.kind.id != "private-endpoint" || !is_own(scope, from, to) {
            continue;
        }
        let Some((next, data)) = onward(scope, &edge.to) else { continue };
        let message = format!("`{}` is drawn to reach `{}` through its own private endpoint", edge.from, called(data));
        let found = Diagnostic::new(&RULE.lint, edge.span, message)
            .label("only requests to the app come this way")
            .related(endpoint.span, format!("the private endpoint of `{}`", edge.from))
            .related(next, "nothing leaves the app here")
            .note("the app reaches what is private through VNet integration, and through the other side's private endpoint")
            .help(format!("draw an integration subnet, and the private endpoint of `{}`", called(data)))
            .node(&*edge.from);
        sink.push(found);
    }
}

/// Whether an endpoint leads to the app itself.
fn is_own(scope: &Scope<'_>, app: ComponentId, endpoint: ComponentId) -> bool {
    scope.architecture.relation(endpoint, LinkKind::Endpoint, app).is_some()
}

/// The data that an edge leads on to.
fn onward<'a>(scope: &Scope<'a>, node: &str) -> Option<(Span, &'a Component)> {
    let edges = scope.graph.edges.iter().filter(|e| e.from == node);
    edges.filter_map(|e| Some((e.span, scope.get(scope.architecture.of_node(&e.to)?)?))).find(|(_, c)| c.kind.data)
}
