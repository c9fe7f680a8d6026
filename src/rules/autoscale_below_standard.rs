//! SP130: autoscale is drawn on a plan whose tier has none.

use super::{Rule, Scope, sizes, sources::LIMITS};
use crate::{
    catalog::{LinkKind, Tier},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP130",
        name: "autoscale-below-standard",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "Autoscale is drawn on a plan of the Free or Basic tier, which has none.",
    },
    sources: &[LIMITS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, autoscale) in scope.drawn("autoscale") {
        let Some((plan, _)) = scope.architecture.to(id, LinkKind::Scales).next() else { continue };
        let sizes = sizes::stated(scope, plan);
        let scales = |tier: Tier| !matches!(tier, Tier::Free | Tier::Basic);
        let Some((size, severity)) = sizes::refused(&sizes, scales) else { continue };
        let mut found = Diagnostic::new(&RULE.lint, autoscale.span, format!("{} has no autoscale", size.name))
            .severity(severity)
            .label("needs the Standard tier or a higher one")
            .help("state a size of a higher tier, such as `S1` or `P0v3`, or remove autoscale")
            .node(autoscale.node());
        if let Some(span) = size.span {
            found = found.related(span, format!("the {} tier", size.tier.title()));
        }
        sink.push(found);
    }
}
