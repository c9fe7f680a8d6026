//! SP203: an architecture of the Basic tier has private endpoints.

use super::{Rule, Scope, sizes, sources::GUIDE_TIERS};
use crate::{
    catalog::Tier,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP203",
        name: "basic-with-private-endpoint",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "An architecture of the Basic tier has private endpoints, which the guide keeps to higher tiers.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    if !sizes::only(scope, &[Tier::Basic]) {
        return;
    }
    let mut endpoints = scope.meant("private-endpoint");
    let Some((_, first)) = endpoints.next() else { return };
    let count = 1 + endpoints.count();
    let what = if count == 1 { "a private endpoint".to_owned() } else { format!("{count} private endpoints") };
    let mut found = Diagnostic::new(&RULE.lint, first.span, format!("a Basic architecture has {what}"))
        .note("the guide's policy, not a platform limit: it keeps Basic to one public app")
        .help("state a size of the Standard tier or a higher one")
        .node(first.node());
    let plans = scope.architecture.of_kind("app-service-plan");
    let size = plans.flat_map(|(id, _)| sizes::stated(scope, id)).find_map(|s| s.span);
    if let Some(span) = size {
        found = found.related(span, "the Basic tier");
    }
    sink.push(found);
}
