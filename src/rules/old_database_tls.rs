//! SP329: a SQL server is stated to take a TLS version older than 1.2.

use super::{Rule, Scope, Source, properties::{Advice, tell}};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP329",
        name: "old-database-tls",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "A SQL server is stated to take a TLS version older than 1.2.",
    },
    sources: &[Source {
        title: "Azure SQL connectivity settings",
        url: "https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings",
        read: "2026-09",
    }],
    also: &["CKV_AZURE_52"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: &["sql-server"],
    key: "tls",
    against: &["1.0", "1.1"],
    says: |s| format!("takes TLS {}", s.value),
    note: "TLS 1.0 and 1.1 were withdrawn by RFC 8996 in 2021",
    help: "write `tls=1.2` or `tls=1.3`",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
