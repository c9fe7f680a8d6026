//! SP327: a key vault is stated to be without purge protection.

use super::{Rule, Scope, Source, properties::{Advice, tell}};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP327",
        name: "purgeable-vault",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "A key vault is stated to be without purge protection.",
    },
    sources: &[Source {
        title: "Azure Key Vault soft-delete overview",
        url: "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
        read: "2026-09",
    }],
    also: &["CKV_AZURE_110"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: &["key-vault"],
    key: "purge-protection",
    against: &["off"],
    says: |_| "may be purged before its time is over".to_owned(),
    note: "who may delete the vault can then destroy its keys for good, and what they encrypt with them",
    help: "write `purge-protection=on`: a deleted vault is then kept for ninety days",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
