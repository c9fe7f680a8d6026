//! SP133: zone redundancy is stated where it cannot be had.

use super::{Rule, Scope, sizes, sources::RELIABILITY};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP133",
        name: "zone-redundancy-unavailable",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "Zone redundancy is stated on a tier without it, or with fewer than two instances.",
    },
    sources: &[RELIABILITY],
    also: &["Azure.AppService.AvailabilityZone", "CKV_AZURE_225"],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, plan) in scope.architecture.of_kind("app-service-plan") {
        let host = scope.architecture.from(id, LinkKind::Hosts).map(|(_, c)| c).next();
        let Some(stated) = plan.facts.zone_redundant.or_else(|| host.and_then(|h| h.facts.zone_redundant)) else {
            continue;
        };
        let sizes = sizes::stated(scope, id);
        if let Some((size, severity)) = sizes::refused(&sizes, |tier| tier.limits().zones) {
            let mut found = Diagnostic::new(&RULE.lint, stated, format!("{} has no zone redundancy", size.name))
                .severity(severity)
                .label("needs Premium v2 or later, or Isolated v2")
                .help("state such a size, for instance `P0v3`, or remove the zone redundancy");
            if let Some(span) = size.span {
                found = found.related(span, format!("the {} tier", size.tier.title()));
            }
            sink.push(found);
            continue;
        }
        let scaling = scope.architecture.from(id, LinkKind::Scales).map(|(_, c)| c);
        let parties: Vec<&Component> = std::iter::once(plan).chain(scaling).collect();
        for party in parties {
            let Some(instances) = party.facts.instances.as_ref().filter(|i| i.value.min < 2) else { continue };
            let found = Diagnostic::new(&RULE.lint, instances.span, "zone redundancy needs 2 instances at least")
                .label(format!("may be {}", instances.value.min))
                .related(stated, "zone redundancy is stated here")
                .note("one instance is in one zone only, so Azure refuses the plan")
                .help("write `2` or more as the least number")
                .node(party.node());
            sink.push(found);
        }
    }
}
