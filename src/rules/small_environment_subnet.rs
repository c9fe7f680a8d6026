//! SP215: the subnet of an environment is smaller than the guide asks.

use super::{Rule, Scope, network, sources::{ENVIRONMENT_NETWORKING, GUIDE_TIERS}};
use crate::diag::{Diagnostic, Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP215",
        name: "small-environment-subnet",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "The subnet of an App Service Environment is smaller than /24.",
    },
    sources: &[
        GUIDE_TIERS,
        ENVIRONMENT_NETWORKING,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (_, subnet, length, span) in network::environment_subnets(scope).filter(|(_, _, l, _)| (25..=27).contains(l)) {
        let mut found = Diagnostic::new(&RULE.lint, span, format!("a /{length} leaves an App Service Environment little room"))
            .label("should be /24 or larger")
            .note("the guide's policy, not a platform limit: Azure takes /27, and the size can never change")
            .help("give it a /24")
            .node(subnet.node());
        if let Some(fix) = network::widen(scope, length, span) {
            found = found.fix(fix);
        }
        sink.push(found);
    }
}
