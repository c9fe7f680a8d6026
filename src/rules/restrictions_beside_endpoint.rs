//! SP146: access restrictions are drawn for an app whose private endpoint passes them by.

use super::{Rule, Scope, scope::called, sources::APP_ENDPOINT};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP146",
        name: "restrictions-beside-endpoint",
        pack: Pack::Platform,
        severity: Severity::Note,
        summary: "Access restrictions are drawn for an app whose private endpoint passes them by.",
    },
    sources: &[APP_ENDPOINT],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let Some((_, restrictions)) = scope.drawn("access-restrictions").next() else { return };
    let reached = scope.architecture.apps().filter(|(_, a)| a.is_drawn()).find_map(|(id, app)| {
        let (_, endpoint) = scope.architecture.from(id, LinkKind::Endpoint).find(|(_, e)| !e.is_filled())?;
        Some((app, endpoint))
    });
    let Some((app, endpoint)) = reached else { return };
    let message = format!("what reaches `{}` by its private endpoint is not restricted", called(app));
    let found = Diagnostic::new(&RULE.lint, restrictions.span, message)
        .label("looks at public requests only")
        .related(endpoint.span, "lets in whoever reaches it")
        .note("access restrictions do not apply to traffic that comes by a private endpoint")
        .help("restrict it by a network security group on the endpoint's subnet")
        .node(restrictions.node());
    sink.push(found);
}
