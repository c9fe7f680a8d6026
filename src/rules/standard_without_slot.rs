//! SP209: a Standard or Premium app in production has no staging slot.

use super::{Rule, Scope, production, scope::called, sources::{GUIDE_BASELINE, GUIDE_TIERS}};
use crate::{
    catalog::{LinkKind, Tier},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP209",
        name: "standard-without-slot",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "A Standard or Premium app in production has no staging slot.",
    },
    sources: &[
        GUIDE_TIERS,
        GUIDE_BASELINE,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let bare: Vec<_> = scope
        .drawn("web-app")
        .filter(|(id, app)| {
            let tier = matches!(scope.tier_of_app(*id), Some(Tier::Standard | Tier::Premium));
            let slots = scope.architecture.to(*id, LinkKind::Hosts).any(|(_, c)| c.kind.id == "deployment-slot");
            tier && !slots && app.facts.slot_count.is_none() && production::holds(scope, *id)
        })
        .collect();
    let Some((_, first)) = bare.first() else { return };
    let subject = match bare.len() {
        1 => format!("`{}` has no staging slot", called(first)),
        n => format!("{n} apps have no staging slot"),
    };
    let mut found = Diagnostic::new(&RULE.lint, first.span, subject)
        .label("a release goes straight to production")
        .note("the guide's policy, not a platform limit: a release is tried in a slot, swapped in, and swapped back where it fails")
        .help("draw an edge from the app to a `Staging Slot`")
        .node(first.node());
    for (_, app) in bare.iter().skip(1) {
        found = found.related(app.span, "nor this");
    }
    sink.push(found);
}
