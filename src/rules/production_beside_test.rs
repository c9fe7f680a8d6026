//! SP316: production and an earlier stage share a plan.

use super::{Rule, Scope, Source, production, scope::called};
use crate::{
    catalog::{LinkKind, words},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, is_app},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP316",
        name: "production-beside-test",
        pack: Pack::Practice,
        severity: Severity::Warning,
        summary: "Production and an earlier stage share a plan.",
    },
    sources: &[Source {
        title: "App Service well-architected guidance",
        url: "https://learn.microsoft.com/azure/well-architected/service-guides/app-service-web-apps",
        read: "2026-09",
    }],
    also: &["dbe3fd66"],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, plan) in scope.architecture.of_kind("app-service-plan") {
        let apps = scope.architecture.to(id, LinkKind::Hosts).map(|(_, c)| c);
        let apps: Vec<&Component> = apps.filter(|c| is_app(c.kind) && c.is_drawn()).collect();
        let stage = |c: &Component| words(std::slice::from_ref(&c.title));
        let live = apps.iter().copied().find(|c| production::says(&stage(c)) && !production::is_earlier(&stage(c)));
        let earlier = apps.iter().copied().find(|c| production::is_earlier(&stage(c)));
        let (Some(live), Some(earlier)) = (live, earlier) else { continue };
        let span = if plan.is_drawn() { plan.span } else { live.span };
        let message = format!("`{}` and `{}` run on the same machines", called(live), called(earlier));
        let found = Diagnostic::new(&RULE.lint, span, message)
            .label("their plan")
            .related(live.span, "is in production")
            .related(earlier.span, "is not")
            .note("apps of a plan share its processors and memory, so a load test slows production down")
            .help("draw a plan for each stage")
            .node(plan.node());
        sink.push(found);
    }
}
