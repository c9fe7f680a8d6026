//! SP117: a private DNS zone has a name that no private endpoint of its service asks for.

use super::{Rule, Scope, sources::ENDPOINT_ZONES};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Edit, Fix, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP117",
        name: "wrong-private-dns-zone",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "A private DNS zone has a name that the private endpoints of its service do not use.",
    },
    sources: &[ENDPOINT_ZONES],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, zone) in scope.drawn("private-dns-zone") {
        let (Some(right), Some(drawn)) = (&zone.facts.zone, &zone.facts.zone_drawn) else { continue };
        let message = format!("`{}` is not the zone that a private endpoint's name is in", drawn.value);
        let mut found = Diagnostic::new(&RULE.lint, drawn.span, message)
            .label(format!("should be `{}`", right.value))
            .note("a zone of another name is never asked, so the service resolves to its public address")
            .note(format!("siteplan emits the zone as `{}`", right.value))
            .help(format!("write `{}`", right.value))
            .node(zone.node());
        let service = scope.architecture.from_zone(id).flat_map(|(e, _)| scope.architecture.to(e, LinkKind::Endpoint)).next();
        if let Some((_, service)) = service.filter(|(_, s)| s.is_drawn()) {
            found = found.related(service.span, "the service that the zone is for");
        }
        if scope.source.slice(drawn.span) == drawn.value {
            let edit = Edit::replace(drawn.span, right.value.clone());
            found = found.fix(Fix::safe(format!("rename the zone to `{}`", right.value), vec![edit]));
        }
        sink.push(found);
    }
}
