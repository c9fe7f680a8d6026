//! SP137: an Isolated plan without an environment, or an environment's plan of another tier.

use super::{Rule, Scope, sizes, sources::ENVIRONMENT};
use crate::{
    catalog::{LinkKind, Tier},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP137",
        name: "plan-outside-environment",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "A plan of an Isolated size stands in no App Service Environment, or a plan in one has another size.",
    },
    sources: &[ENVIRONMENT],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, plan) in scope.architecture.of_kind("app-service-plan") {
        let environment = scope.architecture.from(id, LinkKind::Hosts).find(|(_, c)| c.kind.id == "app-service-environment");
        let sizes = sizes::stated(scope, id);
        let Some((_, environment)) = environment else {
            let Some(isolated) = sizes.iter().find(|s| s.tier == Tier::Isolated) else { continue };
            let found = Diagnostic::new(
                &RULE.lint,
                isolated.span.unwrap_or(plan.span),
                format!("{} exists only in an App Service Environment", isolated.name),
            )
            .label("no environment is drawn around it")
            .help("draw the plan or the app in an `App Service Environment v3`, or state a size of another tier")
            .node(plan.node());
            sink.push(found);
            continue;
        };
        if let Some((other, severity)) = sizes::refused(&sizes, |tier| tier == Tier::Isolated) {
            let found = Diagnostic::new(
                &RULE.lint,
                other.span.unwrap_or(plan.span),
                format!("{} cannot be in an App Service Environment", other.name),
            )
            .severity(severity)
            .label("needs an Isolated v2 size")
            .related(environment.span, "the environment that hosts it")
            .help("write `I1v2` or a greater size of that tier")
            .node(plan.node());
            sink.push(found);
        } else if sizes.is_empty() && plan.is_drawn() {
            let found = Diagnostic::new(&RULE.lint, plan.span, "the size of the environment's plan is not stated")
                .severity(Severity::Note)
                .note(format!("siteplan takes `{}`", Tier::Isolated.default_sku()))
                .node(plan.node());
            sink.push(found);
        }
    }
}
