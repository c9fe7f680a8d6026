//! SP301: an app is stated to take requests over plain HTTP.

use super::{Rule, Scope, Source, properties::{Advice, SITES, tell}};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP301",
        name: "plain-http",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "An app is stated to take requests over plain HTTP.",
    },
    sources: &[Source {
        title: "Configure TLS and HTTPS in Azure App Service",
        url: "https://learn.microsoft.com/azure/app-service/configure-ssl-bindings",
        read: "2026-09",
    }],
    also: &["AZR-000084", "CKV_AZURE_14"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: SITES,
    key: "https-only",
    against: &["off"],
    says: |_| "takes requests over plain HTTP".to_owned(),
    note: "whoever is on the way reads and changes what is sent: cookies, tokens, pages",
    help: "take `HTTP only` out, or write `https-only=on`: requests over HTTP are then sent to HTTPS",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
