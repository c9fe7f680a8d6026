//! SP210: a Standard or Premium plan in production does not scale.

use super::{Rule, Scope, production, scope::called, sources::{GUIDE_SCALING, GUIDE_TIERS}};
use crate::{
    catalog::{LinkKind, Tier},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP210",
        name: "standard-without-autoscale",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "A Standard or Premium plan in production has no autoscale.",
    },
    sources: &[
        GUIDE_TIERS,
        GUIDE_SCALING,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let fixed: Vec<_> = scope
        .architecture
        .of_kind("app-service-plan")
        .filter(|(id, plan)| {
            let tier = matches!(scope.architecture.tier_of(*id), Some(Tier::Standard | Tier::Premium));
            let scaled = scope.architecture.from(*id, LinkKind::Scales).next().is_some();
            let ranges = plan.facts.instances.as_ref().is_some_and(|i| i.value.max > i.value.min);
            tier && !scaled && !ranges && production::holds(scope, *id)
        })
        .collect();
    let Some((_, first)) = fixed.first() else { return };
    let subject = match fixed.len() {
        1 => format!("the plan of `{}` has no autoscale", called(first)),
        n => format!("{n} plans have no autoscale"),
    };
    let subject = if first.is_drawn() && fixed.len() == 1 { format!("`{}` has no autoscale", called(first)) } else { subject };
    let subject = if first.is_filled() && fixed.len() == 1 { "the plan has no autoscale".to_owned() } else { subject };
    let found = Diagnostic::new(&RULE.lint, first.span, subject)
        .label("keeps its number of instances under any load")
        .note("the guide's policy, not a platform limit: autoscale is set on the plan, with at least two instances")
        .help("draw an edge from the plan to `Autoscale`, as in `Autoscale 2-10 instances`")
        .node(first.node());
    sink.push(found);
}
