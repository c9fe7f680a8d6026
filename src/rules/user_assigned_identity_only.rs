//! SP211: an app is drawn with a user-assigned identity and without its own.

use super::{Rule, Scope, wording, scope::called, sources::{GUIDE_SECURITY, GUIDE_TIERS}};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::is_app,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP211",
        name: "user-assigned-identity-only",
        pack: Pack::Guide,
        severity: Severity::Note,
        summary: "An app is drawn with a user-assigned identity and without one of its own.",
    },
    sources: &[
        GUIDE_TIERS,
        GUIDE_SECURITY,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let own = scope.drawn("managed-identity").next().is_some();
    let said = wording::all(scope).iter().any(|s| wording::says_any(&s.words, &["system assigned", "systemassigned"]));
    if own || said {
        return;
    }
    for relation in scope.relations(LinkKind::Identity) {
        let (Some(app), Some(identity)) = (scope.get(relation.from), scope.get(relation.to)) else { continue };
        if !is_app(app.kind) || identity.kind.id != "user-assigned-identity" || !identity.is_drawn() {
            continue;
        }
        let found = Diagnostic::new(&RULE.lint, identity.span, format!("`{}` is drawn with a user-assigned identity only", called(app)))
            .label("outlives the app, and others can use it")
            .related(app.span, "the app")
            .note("the guide's policy, not a platform limit: in every tier an app has a system-assigned identity")
            .note("siteplan gives the app both")
            .node(identity.node());
        sink.push(found);
        return;
    }
}
