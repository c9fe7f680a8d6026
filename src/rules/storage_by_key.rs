//! SP328: a storage account is stated to be opened by its keys.

use super::{Rule, Scope, Source, properties::{Advice, tell}};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP328",
        name: "storage-by-key",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "A storage account is stated to be opened by its keys.",
    },
    sources: &[Source {
        title: "Prevent Shared Key authorization for an Azure Storage account",
        url: "https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent",
        read: "2026-09",
    }],
    also: &["CKV2_AZURE_40"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: &["storage-account"],
    key: "shared-keys",
    against: &["on"],
    says: |_| "is opened by its keys".to_owned(),
    note: "a key opens the whole account to whoever has it, and nobody can tell who that was",
    help: "let the apps use their identities, for which siteplan assigns roles, and write `shared-keys=off`",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
