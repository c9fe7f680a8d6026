//! SP213: an edge from the Internet to a Standard or Premium app says nothing.

use super::{Rule, Scope, network, scope::called, sources::GUIDE_TIERS};
use crate::{
    catalog::Tier,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::is_app,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP213",
        name: "unlabelled-public-entry",
        pack: Pack::Guide,
        severity: Severity::Note,
        summary: "A Standard or Premium app is entered from the Internet, and nothing says that it is meant.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let restricted = scope.drawn("access-restrictions").next().is_some();
    for (edge, _, id) in network::from_internet(scope) {
        let told = edge.label.as_ref().is_some_and(|l| !l.plain().is_empty());
        let Some(app) = scope.get(id).filter(|c| is_app(c.kind) && c.facts.private.is_none()) else { continue };
        if told || restricted || !matches!(scope.tier_of_app(id), Some(Tier::Standard | Tier::Premium)) {
            continue;
        }
        let found = Diagnostic::new(&RULE.lint, edge.span, format!("`{}` is open to the Internet, and no word says that it is meant", called(app)))
            .label("a choice, or left from a template?")
            .note("the guide's policy, not a platform limit: these tiers can be entered privately, so a public entry is a choice")
            .help("say it on the edge, as in `-->|Public Endpoint|`")
            .node(app.node());
        sink.push(found);
        return;
    }
}
