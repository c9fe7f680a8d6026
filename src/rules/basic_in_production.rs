//! SP204: production runs on the Free or the Basic tier.

use super::{Rule, Scope, production, sizes, sources::{GUIDE_BASELINE, GUIDE_TIERS}};
use crate::{
    catalog::Tier,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP204",
        name: "basic-in-production",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "A drawing says production, and its plan is of the Free or the Basic tier.",
    },
    sources: &[
        GUIDE_TIERS,
        GUIDE_BASELINE,
    ],
    also: &["AZR-000072", "CKV_AZURE_211"],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, plan) in scope.architecture.of_kind("app-service-plan").filter(|(id, _)| production::holds(scope, *id)) {
        let sizes = sizes::stated(scope, id);
        let Some((size, severity)) = sizes::refused(&sizes, |t| !matches!(t, Tier::Free | Tier::Basic)) else { continue };
        // An alternative is an offer, and the default may be another.
        if severity != Severity::Error {
            continue;
        }
        let found = Diagnostic::new(&RULE.lint, size.span.unwrap_or(plan.span), format!("production runs on {}", size.name))
            .label("no slots, no autoscale, three instances at most")
            .note("the guide's policy, not a platform limit: Free and Basic are for development and tests")
            .help("state `S1`, `P0v3` or a larger size")
            .node(plan.node());
        sink.push(found);
    }
}
