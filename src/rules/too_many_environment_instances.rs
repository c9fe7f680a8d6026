//! SP144: the plans of an environment have more instances together than it holds.

use super::{Rule, Scope, scope::called, sources::ENVIRONMENT};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP144",
        name: "too-many-environment-instances",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "The plans of an environment have more instances together than it holds.",
    },
    sources: &[ENVIRONMENT],
    also: &[],
    check,
};

/// What an environment holds.
const MOST: u32 = 200;

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, environment) in scope.drawn("app-service-environment") {
        let plans: Vec<(&Component, u32)> = scope
            .architecture
            .to(id, LinkKind::Hosts)
            .filter(|(_, c)| c.kind.id == "app-service-plan")
            .filter_map(|(_, plan)| Some((plan, plan.facts.instances.as_ref()?.value.max)))
            .collect();
        let all: u32 = plans.iter().fold(0, |sum, (_, n)| sum.saturating_add(*n));
        // More on one plan than that plan can have is told by another rule.
        if all <= MOST || plans.len() < 2 {
            continue;
        }
        let message = format!("the plans of `{}` have {all} instances together", called(environment));
        let mut found = Diagnostic::new(&RULE.lint, environment.span, message)
            .label(format!("holds {MOST} at most"))
            .help("lower the numbers, or draw a second environment")
            .node(environment.node());
        for (plan, n) in plans.iter().filter(|(p, _)| p.is_drawn()) {
            found = found.related(plan.span, format!("{n} of them"));
        }
        sink.push(found);
    }
}
