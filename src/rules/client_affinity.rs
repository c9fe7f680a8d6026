//! SP310: an app is stated to keep each client on one instance.

use super::{Rule, Scope, Source, properties::{Advice, SITES, tell}};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP310",
        name: "client-affinity",
        pack: Pack::Practice,
        severity: Severity::Note,
        summary: "An app is stated to keep each client on one instance.",
    },
    sources: &[Source {
        title: "Best practices for Azure App Service",
        url: "https://learn.microsoft.com/azure/app-service/app-service-best-practices",
        read: "2026-09",
    }],
    also: &["AZR-000083"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: SITES,
    key: "affinity",
    against: &["on"],
    says: |_| "keeps each client on one instance".to_owned(),
    note: "load is spread unevenly, and a session is lost with its instance",
    help: "keep sessions in a cache or a database, and write `affinity=off`",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
