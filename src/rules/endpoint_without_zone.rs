//! SP119: a private endpoint has no private DNS zone.

use super::{Rule, Scope,
    scope::{called, listed},
    sources::ENDPOINT_ZONES,
    statement,
};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Fix, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP119",
        name: "endpoint-without-zone",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "A private endpoint has no private DNS zone.",
    },
    sources: &[ENDPOINT_ZONES],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let endpoints = scope.meant("private-endpoint").filter_map(|(id, endpoint)| Some((endpoint, filled(scope, id)?)));
    let missing: Vec<(&Component, &str)> = endpoints.collect();
    if scope.drawn("private-dns-zone").next().is_some() {
        for (endpoint, zone) in missing {
            one(scope, endpoint, zone, sink);
        }
        return;
    }
    let Some((first, _)) = missing.first() else { return };
    let mut zones: Vec<&str> = missing.iter().map(|(_, z)| *z).collect();
    zones.sort_unstable();
    zones.dedup();
    let found = Diagnostic::new(&RULE.lint, first.span, "the zones of the private endpoints are not drawn")
        .severity(Severity::Note)
        .label("without its zone, the service resolves to its public address")
        .note(format!("siteplan adds {}", listed(&zones)))
        .node(first.node());
    sink.push(found);
}

/// The zone that siteplan adds for an endpoint; none where one is drawn, or none is needed.
fn filled<'a>(scope: &Scope<'a>, endpoint: ComponentId) -> Option<&'a str> {
    let zones = scope.architecture.from(endpoint, LinkKind::Resolves);
    let zones: Vec<&Component> = zones.map(|(_, z)| z).filter(|z| z.kind.id == "private-dns-zone").collect();
    let all = !zones.is_empty() && zones.iter().all(|z| z.is_filled());
    let first = zones.first().filter(|_| all)?;
    first.facts.zone.as_ref().map(|z| z.value.as_str())
}

/// Zones are drawn, and this endpoint has none.
fn one(scope: &Scope<'_>, endpoint: &Component, zone: &str, sink: &mut Sink) {
    let message = format!("`{}` has no zone, while others have theirs", called(endpoint));
    let mut found = Diagnostic::new(&RULE.lint, endpoint.span, message)
        .label("resolves to the public address")
        .note(format!("siteplan adds `{zone}`"))
        .help(format!("draw the zone `{zone}`"))
        .node(endpoint.node());
    if endpoint.is_drawn() {
        let id = scope.free_id(&format!("{}Zone", endpoint.node()));
        let line = format!("{} -.-> {id}[{zone}]", endpoint.node());
        // A zone answers where it is linked. With one network in the drawing, or none, it is clear to which; else the author says.
        let networks: Vec<&Component> = scope.drawn("virtual-network").map(|(_, n)| n).collect();
        let link = match networks.as_slice() {
            [network] => Some(format!("{id} -.-> {}", network.node())),
            _ => None,
        };
        let lines: Vec<String> = std::iter::once(line).chain(link).collect();
        if let Some(edit) = statement::append_all(scope, &lines) {
            let title = format!("draw the zone `{zone}`");
            found = found.fix(if networks.len() < 2 { Fix::safe(title, vec![edit]) } else { Fix::unsafe_(title, vec![edit]) });
        }
    }
    sink.push(found);
}
