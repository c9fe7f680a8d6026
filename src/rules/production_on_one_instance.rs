//! SP219: production runs on one instance.

use super::{Rule, Scope, production, scope::called, sizes, sources::{GUIDE_BASELINE, GUIDE_SCALING}};
use crate::{
    catalog::{LinkKind, Tier},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP219",
        name: "production-on-one-instance",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "A plan in production is drawn with one instance.",
    },
    sources: &[
        GUIDE_BASELINE,
        GUIDE_SCALING,
    ],
    also: &["AZR-000071", "CKV_AZURE_212"],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, plan) in scope.architecture.of_kind("app-service-plan") {
        let Some(stated) = plan.facts.instances.as_ref().filter(|i| i.value.min == 1 && i.value.max == 1) else { continue };
        let scaled = scope.architecture.from(id, LinkKind::Scales).next().is_some();
        // That Free and Basic are no tiers for production is told by a rule of its own.
        let low = sizes::stated(scope, id).first().is_some_and(|s| matches!(s.tier, Tier::Free | Tier::Basic));
        if scaled || low || !production::holds(scope, id) {
            continue;
        }
        let name = scope.architecture.to(id, LinkKind::Hosts).map(|(_, c)| c).find(|_| !plan.is_drawn()).unwrap_or(plan);
        let found = Diagnostic::new(&RULE.lint, stated.span, format!("`{}` is in production with one instance", called(name)))
            .label("every restart is an outage")
            .note("the guide's policy, not a platform limit: production has two instances or more")
            .help("state two, as in `2 instances`")
            .node(name.node());
        sink.push(found);
    }
}
