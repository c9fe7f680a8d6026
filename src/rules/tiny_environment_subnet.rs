//! SP135: the subnet of an environment is smaller than Azure allows.

use super::{Rule, Scope, network, sources::ENVIRONMENT_NETWORKING};
use crate::diag::{Diagnostic, Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP135",
        name: "tiny-environment-subnet",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "The subnet of an App Service Environment is smaller than /27.",
    },
    sources: &[ENVIRONMENT_NETWORKING],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (_, subnet, length, span) in network::environment_subnets(scope).filter(|(_, _, length, _)| *length > 27) {
        let mut found = Diagnostic::new(&RULE.lint, span, format!("a /{length} is too small for an App Service Environment"))
            .label("must be /27 or larger")
            .note("the size cannot change once the environment stands; /24 is what Azure advises")
            .help("give it a /24")
            .node(subnet.node());
        if let Some(fix) = network::widen(scope, length, span) {
            found = found.fix(fix);
        }
        sink.push(found);
    }
}
