//! SP127: all traffic is routed through the VNet by the old app setting.

use super::{Rule, Scope, wording, sources::ROUTING};
use crate::diag::{Diagnostic, Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP127",
        name: "legacy-route-all",
        pack: Pack::Platform,
        severity: Severity::Note,
        summary: "All traffic is routed through the VNet by the old app setting.",
    },
    sources: &[ROUTING],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let all = wording::all(scope);
    let legacy = all.iter().find_map(|said| {
        let (on, span) = said.switch(&["website", "vnet", "route", "all"])?;
        // That it is off is another rule's.
        on.then_some((said.subject(), span))
    });
    let Some((node, span)) = legacy.filter(|_| scope.architecture.apps().any(|(_, a)| a.is_drawn())) else { return };
    let found = Diagnostic::new(&RULE.lint, span, "`WEBSITE_VNET_ROUTE_ALL` is the old switch")
        .label("an app setting, which the property of the site replaces")
        .note("where both are set, tools tell a difference at every deployment")
        .note("siteplan writes `outboundVnetRouting.allTraffic`, and not this setting")
        .help("leave it out, or write `outboundVnetRouting.allTraffic`")
        .node(node);
    sink.push(found);
}
