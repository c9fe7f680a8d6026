//! SP153: an app and its plan are in two regions, or of two operating systems.

use super::{Rule, Scope, network::region_of, scope::called, sources::PLANS};
use crate::{
    catalog::Os,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP153",
        name: "plan-apart-from-app",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An app and its plan are in two regions, or of two operating systems.",
    },
    sources: &[PLANS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, app) in scope.architecture.apps().filter(|(_, a)| a.is_drawn()) {
        let Some((plan_id, plan)) = scope.architecture.plan_of(id).filter(|(_, p)| p.is_drawn()) else { continue };
        let regions = region_of(scope, id).zip(region_of(scope, plan_id)).filter(|(a, b)| a != b);
        let systems = app.facts.os.zip(plan.facts.os).filter(|(a, b)| a != b);
        let (message, note) = match (regions, systems) {
            (Some((here, there)), _) => (
                format!("`{}` is in `{here}` and its plan in `{there}`", called(app)),
                "an app runs where its plan is",
            ),
            (None, Some((own, plans))) => (
                format!("`{}` is for {} and its plan for {}", called(app), title(own), title(plans)),
                "a plan is of one operating system, which none of its apps can change",
            ),
            (None, None) => continue,
        };
        let found = Diagnostic::new(&RULE.lint, app.span, message)
            .label("the app")
            .related(plan.span, "its plan")
            .note(note)
            .help("draw a plan of its own for it, or make the two agree")
            .node(app.node());
        sink.push(found);
    }
}

const fn title(os: Os) -> &'static str {
    match os {
        Os::Linux => "Linux",
        Os::Windows => "Windows",
    }
}
