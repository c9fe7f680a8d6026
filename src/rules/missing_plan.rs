//! SP004: an app is drawn without its plan.

use super::{Rule, Scope, sources::PLANS};
use crate::diag::{Diagnostic, Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP004",
        name: "missing-plan",
        pack: Pack::Reading,
        severity: Severity::Note,
        summary: "An app is drawn without the App Service plan that it runs on.",
    },
    sources: &[PLANS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, plan) in scope.architecture.of_kind("app-service-plan").filter(|(_, p)| p.is_filled()) {
        let tier = scope.architecture.tier_of(id);
        let size = match (plan.facts.skus.first(), tier) {
            (Some(sku), _) => sku.value.name,
            (None, Some(tier)) => tier.default_sku(),
            (None, None) => "P0v3",
        };
        let found = Diagnostic::new(&RULE.lint, plan.span, "the App Service plan is not drawn")
            .label("runs on a plan")
            .note(format!("siteplan adds a plan of size `{size}`"));
        sink.push(found);
    }
}
