//! SP202: an app of the Basic tier is integrated with a VNet.

use super::{Rule, Scope, sizes, sources::GUIDE_TIERS};
use crate::{
    catalog::{LinkKind, Tier},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Origin,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP202",
        name: "basic-with-integration",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "An app of the Basic tier sends its traffic through a VNet, which the guide keeps to higher tiers.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Integrates).filter(|r| !matches!(r.origin, Origin::Filled(_))) {
        let (Some(app), Some(subnet)) = (scope.get(relation.from), scope.get(relation.to)) else { continue };
        let Some((plan, _)) = scope.architecture.plan_of(relation.from) else { continue };
        let sizes = sizes::stated(scope, plan);
        let Some(size) = sizes.first().filter(|_| sizes.iter().all(|s| s.tier == Tier::Basic)) else { continue };
        let mut found = Diagnostic::new(&RULE.lint, relation.span, format!("`{}` is Basic and sends its traffic through a VNet", app.title))
            .label(format!("through `{}`", subnet.title))
            .note("the guide's policy, not a platform limit: it keeps Basic to one public app")
            .help("state a size of the Standard tier or a higher one")
            .node(app.node());
        if let Some(span) = size.span {
            found = found.related(span, "the Basic tier");
        }
        sink.push(found);
    }
}
