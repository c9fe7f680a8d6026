//! SP332: an app is stated to let the pages of any origin call it.

use super::{Rule, Scope, Source, properties::{Advice, SITES, tell}};
use crate::diag::{Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP332",
        name: "any-origin",
        pack: Pack::Practice,
        severity: Severity::Note,
        summary: "An app is stated to let the pages of any origin call it.",
    },
    sources: &[Source {
        title: "Host a RESTful API with CORS in Azure App Service",
        url: "https://learn.microsoft.com/azure/app-service/app-service-web-tutorial-rest-api",
        read: "2026-09",
    }],
    also: &["CKV_AZURE_57"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: SITES,
    key: "cors",
    against: &["*"],
    says: |_| "lets the pages of any origin call it".to_owned(),
    note: "with `*` every page in a browser may call the app and read its answers",
    help: "list the origins: `cors=https://shop.example`",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |_| true, sink);
}
