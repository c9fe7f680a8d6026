//! SP304: an app is stated to be published to with a password.

use super::{Rule, Scope, Source, properties::{Advice, SITES, tell}};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP304",
        name: "publishing-password",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "An app is stated to be published to with a password.",
    },
    sources: &[Source {
        title: "Disable basic authentication in Azure App Service deployments",
        url: "https://learn.microsoft.com/azure/app-service/configure-basic-auth-disable",
        read: "2026-09",
    }],
    also: &["871b205b", "aede300b"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: SITES,
    key: "basic-auth",
    against: &["on"],
    says: |_| "is published to with a password".to_owned(),
    note: "a publishing password never expires, is shared, and knows no second factor",
    help: "let the pipeline sign in with Entra ID, and write `basic-auth=off`",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
