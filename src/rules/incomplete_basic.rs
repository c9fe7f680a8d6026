//! SP205: a Basic architecture leaves out what the guide draws in each.

use super::{Rule, Scope, wording, sizes, sources::GUIDE_TIERS};
use crate::{
    catalog::{LinkKind, Tier},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::is_app,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP205",
        name: "incomplete-basic",
        pack: Pack::Guide,
        severity: Severity::Note,
        summary: "A Basic architecture does not show its identity, its deployment or its monitoring.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let app = scope.architecture.apps().map(|(_, c)| c).find(|c| c.is_drawn());
    let Some(app) = app.filter(|_| sizes::only(scope, &[Tier::Basic])) else { return };
    let text = wording::all(scope);
    let said = |phrases: &[&str]| text.iter().any(|s| wording::says_any(&s.words, phrases));
    let kind = |ids: &[&str]| scope.architecture.all().any(|(_, c)| c.is_drawn() && ids.contains(&c.kind.id));
    let mut missing = Vec::new();
    if !said(&["identity", "mi", "msi", "uami", "관리 id"]) && scope.relations(LinkKind::Identity).next().is_none() {
        missing.push("the managed identity");
    }
    if !kind(&["scm-site", "pipeline"]) && !said(&["deploy", "deployment", "scm", "kudu"]) {
        missing.push("the way of deployment");
    }
    if !kind(&["application-insights"]) {
        missing.push("Application Insights");
    }
    let Some((last, rest)) = missing.split_last().filter(|_| is_app(app.kind)) else { return };
    let list = if rest.is_empty() { (*last).to_owned() } else { format!("{} and {last}", rest.join(", ")) };
    let verb = if rest.is_empty() { "is" } else { "are" };
    let mut found = Diagnostic::new(&RULE.lint, app.span, format!("{list} {verb} not shown"))
        .label("drawn beside it in the guide's Basic architecture")
        .note("the guide's policy, not a platform limit");
    if missing.contains(&"the managed identity") {
        found = found.note("siteplan gives every app an identity of its own");
    }
    if missing.contains(&"Application Insights") {
        found = found.note("siteplan adds no Application Insights where none is drawn");
    }
    sink.push(found.node(app.node()));
}
