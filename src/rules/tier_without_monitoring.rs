//! SP212: an architecture of a higher tier shows no Application Insights or no workspace.

use super::{Rule, Scope, production, scope::called, sources::GUIDE_TIERS};
use crate::{
    catalog::Tier,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP212",
        name: "tier-without-monitoring",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "A Standard, Premium or Isolated architecture in production is not monitored, or its workspace is not drawn.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    if !matches!(scope.tier(), Some(Tier::Standard | Tier::Premium | Tier::Isolated)) {
        return;
    }
    let workspace = scope.architecture.of_kind("log-analytics").next().map(|(_, w)| w);
    let insights = scope.drawn("application-insights").next().map(|(_, i)| i);
    if let Some(insights) = insights {
        if workspace.is_some_and(crate::model::Component::is_filled) {
            let found = Diagnostic::new(&RULE.lint, insights.span, format!("the workspace of `{}` is not drawn", called(insights)))
                .severity(Severity::Note)
                .label("keeps its data there")
                .note("siteplan adds a Log Analytics workspace, and sends the logs of every resource to it")
                .node(insights.node());
            sink.push(found);
        }
        return;
    }
    let app = scope.architecture.apps().find(|(id, c)| c.is_drawn() && production::holds(scope, *id));
    let Some((_, app)) = app else { return };
    let beside = if workspace.is_some() { "" } else { " and no Log Analytics" };
    let found = Diagnostic::new(&RULE.lint, app.span, format!("`{}` has no Application Insights{beside}", called(app)))
        .label("nobody sees when it fails")
        .note("the guide's policy, not a platform limit: every tier above Basic is watched by both")
        .note("siteplan adds neither where Application Insights is not drawn")
        .help("draw an edge from the app to `Application Insights + Log Analytics`")
        .node(app.node());
    sink.push(found);
}
