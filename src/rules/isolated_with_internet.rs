//! SP214: the Internet is drawn in an Isolated architecture.

use super::{Rule, Scope, internet_to_environment, network, sources::GUIDE_TIERS};
use crate::diag::{Diagnostic, Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP214",
        name: "isolated-with-internet",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "Requests come from the Internet in an Isolated architecture, which the guide keeps private.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    if !network::is_isolated(scope) {
        return;
    }
    for (edge, internet, target) in network::from_internet(scope) {
        // Straight into an internal environment is an error of its own.
        if internet_to_environment::reached(scope, target).is_some() {
            continue;
        }
        let Some(reached) = scope.get(target) else { continue };
        let mut found = Diagnostic::new(&RULE.lint, edge.span, "an Isolated architecture takes requests from the Internet")
            .label(format!("`{}` reaches `{}`", internet.title, reached.title))
            .note("the guide's policy, not a platform limit: Isolated is entered by VPN or ExpressRoute only")
            .help("remove the edge, or use the Premium tier where the app is meant to be public")
            .node(reached.node());
        let behind = network::environment_behind(scope, target).and_then(|e| scope.get(e));
        if let Some(environment) = behind.filter(|e| e.facts.private.is_none()) {
            found = found.note(format!(
                "siteplan deploys the environment behind an internal load balancer unless `%% siteplan({}): private=false` says otherwise",
                environment.node()
            ));
        }
        sink.push(found);
    }
}
