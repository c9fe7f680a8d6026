//! SP330: several apps share one identity, and so each other's rights.

use super::{Rule, Scope, Source, scope::{called, listed}};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, is_app},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP330",
        name: "shared-identity",
        pack: Pack::Practice,
        severity: Severity::Note,
        summary: "Several apps share one identity, and so each other's rights.",
    },
    sources: &[Source {
        title: "Managed identity best practice recommendations",
        url: "https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations",
        read: "2026-09",
    }],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, identity) in scope.drawn("user-assigned-identity") {
        let users = scope.architecture.from(id, LinkKind::Identity).map(|(_, c)| c);
        let users: Vec<&Component> = users.filter(|c| is_app(c.kind) && c.is_drawn()).collect();
        let [first, second, ..] = users.as_slice() else { continue };
        let names: Vec<&str> = users.iter().map(|c| called(c)).collect();
        let found = Diagnostic::new(&RULE.lint, identity.span, format!("{} act as one", listed(&names)))
            .label("what one of them may do, all of them may")
            .related(first.span, "signs in with it")
            .related(second.span, "so does this")
            .note("a role that one app needs is granted to the others as well, and logs cannot tell them apart")
            .help("give each app an identity of its own")
            .node(identity.node());
        sink.push(found);
    }
}
