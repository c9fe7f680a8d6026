//! SP306: an app is stated to be unloaded when nobody calls it.

use super::{Rule, Scope, properties::{Advice, SITES, tell}, sources::CONFIGURATION};
use crate::{
    catalog::Tier,
    diag::{Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP306",
        name: "unloaded-app",
        pack: Pack::Practice,
        severity: Severity::Note,
        summary: "An app is stated to be unloaded when nobody calls it.",
    },
    sources: &[CONFIGURATION],
    also: &["AZR-000077", "CKV_AZURE_214"],
    check,
};

const ADVICE: Advice = Advice {
    kinds: SITES,
    key: "always-on",
    against: &["off"],
    says: |_| "is unloaded when nobody calls it".to_owned(),
    note: "after 20 minutes without requests the next one waits for a cold start, and WebJobs by timer stop",
    help: "write `always-on=on`, which the Basic tier and those above allow",
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    tell(scope, &RULE, &ADVICE, |app| scope.tier_of_app(app).is_none_or(allows), sink);
}

/// Free and Shared have no Always On, and plans of Functions start apps by themselves.
fn allows(tier: Tier) -> bool {
    tier.limits().always_on && tier != Tier::Functions
}
