//! SP226: a secret is handed to an app where an identity would do.

use super::{Rule, Scope, wording, scope::called, sources::{GUIDE_MISTAKES, GUIDE_SECURITY}};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, is_app},
};

const SECRETS: &[&str] = &[
    "connection string", "connectionstring", "account key", "access key", "storage key", "shared key", "sas token", "password", "sql auth",
    "sql authentication", "client secret",
];

/// Words that take a secret out of the settings.
const ELSEWHERE: &[&str] = &["key vault", "keyvault", "kv", "reference", "no", "without", "instead", "disabled", "identity", "mi", "entra", "passwordless"];

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP226",
        name: "secret-in-settings",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "A connection string, a key or a password is drawn on the way from an app to its data.",
    },
    sources: &[
        GUIDE_SECURITY,
        GUIDE_MISTAKES,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for said in wording::all(scope) {
        let Some(edge) = said.edge.filter(|_| wording::says_any(&said.words, SECRETS) && !wording::says_any(&said.words, ELSEWHERE)) else { continue };
        let end = |node: &str| scope.architecture.of_node(node).and_then(|id| scope.get(id));
        let (Some(from), Some(to)) = (end(&edge.from), end(&edge.to)) else { continue };
        let (app, data) = if holds(from) { (from, to) } else { (to, from) };
        // Where it is kept is a vault's to say, and a registry's password is another matter.
        if !holds(app) || !data.kind.data || matches!(data.kind.id, "key-vault" | "app-configuration") {
            continue;
        }
        let found = Diagnostic::new(&RULE.lint, said.span, format!("`{}` is handed a secret for `{}`", called(app), called(data)))
            .label("stands in the app's settings")
            .note("the guide's policy, not a platform limit: an identity has nothing to leak, and what has to be secret is in Key Vault")
            .note("siteplan writes no secret: it gives the app's identity a role on the data")
            .help("say `managed identity` on the edge, or draw the secret in a `Key Vault`")
            .node(app.node());
        sink.push(found);
    }
}

fn holds(component: &Component) -> bool {
    is_app(component.kind) || component.kind.id == "deployment-slot"
}
