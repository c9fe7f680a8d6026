//! SP126: only private addresses are routed through the VNet.

use super::{Rule, Scope, wording, scope::called, sources::ROUTING};
use crate::diag::{Diagnostic, Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP126",
        name: "route-all-off",
        pack: Pack::Platform,
        severity: Severity::Note,
        summary: "Only private addresses are routed through the VNet.",
    },
    sources: &[ROUTING],
    also: &[],
    check,
};

/// How the switch is written.
const PHRASES: &[&[&str]] = &[&["website", "vnet", "route", "all"], &["vnetrouteallenabled"], &["route", "all"]];

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let all = wording::all(scope);
    let off = all.iter().find_map(|said| {
        let (on, span) = PHRASES.iter().find_map(|p| said.switch(p))?;
        (!on).then_some((said.subject(), span))
    });
    let Some((node, span)) = off.filter(|_| scope.architecture.apps().any(|(_, a)| a.is_drawn())) else { return };
    let mut found = Diagnostic::new(&RULE.lint, span, "with route all off, public addresses are not reached through the VNet")
        .label("only private addresses and service endpoints are")
        .note("siteplan routes all of an integrated app's traffic: `outboundVnetRouting.allTraffic`")
        .help("leave it out, or say that it is on")
        .node(node);
    let control = ["azure-firewall", "nat-gateway", "route-table"].iter().find_map(|k| scope.drawn(k).next());
    if let Some((_, control)) = control {
        let message = format!("with route all off, `{}` does not see the traffic to public addresses", called(control));
        found.message = message;
        found = found.severity(Severity::Warning).related(control.span, "is passed by");
    }
    sink.push(found);
}
