//! SP110: an app is integrated with a network that has IPv6 ranges or service endpoint policies.

use std::net::Ipv6Addr;

use super::{Rule, Scope, wording, scope::called, sources::VNET_INTEGRATION, subnets};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::Component,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP110",
        name: "unsuitable-integration-network",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "An app is integrated with a network that has IPv6 ranges or service endpoint policies.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

/// How policies are written.
const POLICIES: &[&[&str]] = &[&["service", "endpoint", "policy"], &["service", "endpoint", "policies"]];

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let mut told: Vec<&Component> = Vec::new();
    for (id, subnet) in subnets::integration(scope) {
        let Some((_, app)) = scope.architecture.from(id, LinkKind::Integrates).find(|(_, a)| a.is_drawn()) else { continue };
        let vnet = scope.architecture.vnet_of(id).and_then(|v| scope.get(v));
        for network in [Some(subnet), vnet].into_iter().flatten().filter(|n| n.is_drawn()) {
            let all = wording::all(scope);
            for said in all.iter().filter(|s| network.nodes.iter().any(|n| n == s.subject())) {
                let six = said.has_line(has_ipv6);
                let policy = POLICIES.iter().find_map(|p| said.switch(p)).filter(|(on, _)| *on);
                let (what, why) = match (six, policy) {
                    (true, _) => ("has IPv6 addresses", "VNet integration works with IPv4 only, in a VNet without IPv6 ranges"),
                    (_, Some(_)) => ("has service endpoint policies", "an integration subnet cannot have service endpoint policies"),
                    _ => continue,
                };
                if told.iter().any(|t| t.nodes == network.nodes) {
                    continue;
                }
                told.push(network);
                let message = format!("`{}` {what}, and `{}` is integrated with it", called(network), called(app));
                let found = Diagnostic::new(&RULE.lint, policy.map_or(network.span, |(_, span)| span), message)
                    .label("not for VNet integration")
                    .related(app.span, "sends its outbound traffic through it")
                    .note(why)
                    .note("siteplan leaves it out")
                    .help("draw another network for the app")
                    .node(network.node());
                sink.push(found);
            }
        }
    }
}

/// Whether a line holds a range such as `fd00:db8::/48`.
fn has_ipv6(line: &str) -> bool {
    line.split_whitespace().any(|token| {
        let core = token.trim_matches(|c: char| !c.is_ascii_hexdigit() && c != ':');
        core.split_once('/').is_some_and(|(address, length)| {
            address.parse::<Ipv6Addr>().is_ok() && length.parse::<u8>().is_ok_and(|l| l <= 128)
        })
    })
}
