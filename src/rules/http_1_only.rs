//! SP307: an app is stated to speak HTTP/1.1 only.

use super::{Rule, Scope, properties::{Advice, SITES, tell}, sources::CONFIGURATION};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP307",
        name: "http-1-only",
        pack: Pack::Practice,
        severity: Severity::Note,
        summary: "An app is stated to speak HTTP/1.1 only.",
    },
    sources: &[CONFIGURATION],
    also: &["AZR-000078", "CKV_AZURE_18"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: SITES,
    key: "http2",
    against: &["off"],
    says: |_| "speaks HTTP/1.1 only".to_owned(),
    note: "HTTP/2 sends many requests over one connection, and clients without it still get HTTP/1.1",
    help: "write `http2=on`",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
