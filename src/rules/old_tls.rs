//! SP302: an app is stated to take a TLS version older than 1.2.

use super::{Rule, Scope, Source, properties::{Advice, SITES, tell}};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP302",
        name: "old-tls",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "An app is stated to take a TLS version older than 1.2.",
    },
    sources: &[Source {
        title: "TLS and SSL in Azure App Service",
        url: "https://learn.microsoft.com/azure/app-service/overview-tls",
        read: "2026-09",
    }],
    also: &["AZR-000073", "CKV_AZURE_15", "CKV_AZURE_154"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: SITES,
    key: "tls",
    against: &["1.0", "1.1"],
    says: |s| format!("takes TLS {}", s.value),
    note: "TLS 1.0 and 1.1 were withdrawn by RFC 8996 in 2021",
    help: "write `tls=1.2` or `tls=1.3`",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
