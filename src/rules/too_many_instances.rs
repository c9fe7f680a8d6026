//! SP131: more instances are stated than a plan of the tier can have.

use super::{Rule, Scope, sizes, sources::LIMITS};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP131",
        name: "too-many-instances",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "More instances are stated than a plan of the tier can have.",
    },
    sources: &[LIMITS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, plan) in scope.architecture.of_kind("app-service-plan") {
        let sizes = sizes::stated(scope, id);
        let scaling = scope.architecture.from(id, LinkKind::Scales).map(|(_, c)| c);
        let parties: Vec<&Component> = std::iter::once(plan).chain(scaling).collect();
        for party in parties {
            let Some(instances) = &party.facts.instances else { continue };
            let most = instances.value.max;
            let allows = |limit: u32| most <= limit;
            let Some((size, severity)) = sizes::refused(&sizes, |tier| allows(tier.limits().instances)) else { continue };
            let limit = size.tier.limits().instances;
            let message = format!("{} allows {limit} instances at most, not {most}", size.name);
            let mut found = Diagnostic::new(&RULE.lint, instances.span, message)
                .severity(severity)
                .label(format!("at most {limit}"))
                .note("a plan has 3 instances on Basic, 10 on Standard, 30 on Premium and 100 on Isolated")
                .help(format!("write {limit} or less, or state a size of a higher tier"))
                .node(party.node());
            if let Some(span) = size.span {
                found = found.related(span, format!("the {} tier", size.tier.title()));
            }
            sink.push(found);
        }
    }
}
