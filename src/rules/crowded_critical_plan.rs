//! SP221: a critical app shares its plan.

use super::{Rule, Scope, scope::called, sources::{GUIDE_BASELINE, GUIDE_MISTAKES}};
use crate::{
    catalog::{LinkKind, words},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, is_app},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP221",
        name: "crowded-critical-plan",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "An app that is drawn as critical shares its plan with others.",
    },
    sources: &[
        GUIDE_BASELINE,
        GUIDE_MISTAKES,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, _) in scope.architecture.of_kind("app-service-plan") {
        let apps: Vec<&Component> = scope.architecture.to(id, LinkKind::Hosts).map(|(_, c)| c).filter(|c| is_app(c.kind) && c.is_drawn()).collect();
        let Some(critical) = apps.iter().find(|a| is_critical(scope, a)) else { continue };
        let others: Vec<&&Component> = apps.iter().filter(|a| !is_critical(scope, a)).collect();
        if others.is_empty() {
            continue;
        }
        let mut found = Diagnostic::new(&RULE.lint, critical.span, format!("`{}` is critical and shares its plan", called(critical)))
            .label("waits where another app takes the processor or the memory")
            .note("the guide's policy, not a platform limit: a critical app has a plan of its own")
            .help("draw a plan for it alone")
            .node(critical.node());
        for other in others {
            found = found.related(other.span, "on the same plan");
        }
        sink.push(found);
    }
}

/// `Checkout (critical)`, and not `non-critical`.
fn is_critical(scope: &Scope<'_>, app: &Component) -> bool {
    let label = |node: &String| scope.model.readings.get(node).map(|r| words(std::slice::from_ref(&r.text)));
    app.nodes.iter().filter_map(label).any(|text| {
        text.iter().enumerate().any(|(i, w)| {
            let before = i.checked_sub(1).and_then(|b| text.get(b)).map_or("", |w| w.text.as_str());
            matches!(w.text.as_str(), "critical" | "kritisch" | "중요") && !matches!(before, "non" | "not" | "less")
        })
    })
}
