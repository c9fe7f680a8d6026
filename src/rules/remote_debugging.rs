//! SP305: an app is stated to let debuggers attach from outside.

use super::{Rule, Scope, properties::{Advice, SITES, tell}, sources::CONFIGURATION};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP305",
        name: "remote-debugging",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "An app is stated to let debuggers attach from outside.",
    },
    sources: &[CONFIGURATION],
    also: &["AZR-000074", "CKV_AZURE_72", "CKV_AZURE_155"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: SITES,
    key: "remote-debugging",
    against: &["on"],
    says: |_| "lets debuggers attach from outside".to_owned(),
    note: "it opens more ports, and a debugger reads whatever the app holds",
    help: "write `remote-debugging=off`, and turn it on by hand for as long as it is needed: Azure ends it after 48 hours",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
