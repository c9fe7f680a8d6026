//! SP230: logs are kept where nobody can ask them, or nowhere.

use super::{Rule, Scope, production, scope::called, sources::GUIDE_BASELINE};
use crate::{
    catalog::Tier,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP230",
        name: "logs-without-workspace",
        pack: Pack::Guide,
        severity: Severity::Note,
        summary: "Logs are sent to no Log Analytics workspace.",
    },
    sources: &[GUIDE_BASELINE],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    if scope.architecture.of_kind("log-analytics").next().is_some() {
        return;
    }
    let setting = scope.drawn("diagnostic-setting").next().map(|(_, c)| c);
    // In the higher tiers, that nothing watches production is told by a rule of its own.
    let told = matches!(scope.tier(), Some(Tier::Standard | Tier::Premium | Tier::Isolated));
    let app = scope.architecture.apps().find(|(id, c)| c.is_drawn() && !told && production::holds(scope, *id)).map(|(_, c)| c);
    let (place, message) = match (setting, app) {
        (Some(setting), _) => (setting, format!("`{}` leads to no Log Analytics workspace", called(setting))),
        (None, Some(app)) => (app, format!("the logs of `{}` are kept nowhere", called(app))),
        (None, None) => return,
    };
    let found = Diagnostic::new(&RULE.lint, place.span, message)
        .label("cannot be asked afterwards what happened")
        .note("the guide's policy, not a platform limit: requests, console and platform logs go to a workspace")
        .note("siteplan sends the logs of every resource to a workspace where one is drawn, and nowhere else")
        .help("draw a `Log Analytics` workspace")
        .node(place.node());
    sink.push(found);
}
