//! SP313: a plan in production could be spread over zones, and is not said to be.

use super::{Rule, Scope, production, scope::called, sizes, wording, sources::RELIABILITY};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP313",
        name: "production-in-one-zone",
        pack: Pack::Practice,
        severity: Severity::Note,
        summary: "A plan in production could be spread over zones, and is not said to be.",
    },
    sources: &[RELIABILITY],
    also: &["Azure.AppService.AvailabilityZone", "CKV_AZURE_225", "CKV_AZURE_231", "88cb90c2"],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    // Whoever speaks of zones at all has thought of them.
    if wording::all(scope).iter().any(|s| wording::says_any(&s.words, &["zone redundant", "zone redundancy", "availability zone", "zonal"])) {
        return;
    }
    for (id, plan) in scope.architecture.of_kind("app-service-plan") {
        let sizes = sizes::stated(scope, id);
        let able = sizes.first().is_some_and(|s| s.tier.limits().zones);
        let host = scope.architecture.from(id, LinkKind::Hosts).find_map(|(_, c)| c.facts.zone_redundant);
        if !able || plan.facts.zone_redundant.or(host).is_some() || !production::holds(scope, id) {
            continue;
        }
        let party = if plan.is_drawn() { plan } else {
            let Some((_, app)) = scope.architecture.to(id, LinkKind::Hosts).find(|(_, c)| c.is_drawn()) else { continue };
            app
        };
        let found = Diagnostic::new(&RULE.lint, party.span, format!("`{}` is in production and in one zone", called(party)))
            .label("stops when its zone does")
            .note("from Premium v2 on a plan of two instances or more can be spread over the zones of a region")
            .help("write `zone redundant` into the plan's label, with two instances at least")
            .node(party.node());
        sink.push(found);
        return;
    }
}
