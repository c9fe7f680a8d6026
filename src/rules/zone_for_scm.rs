//! SP116: a zone is drawn for the SCM site alone, whose name is in the zone of the apps.

use super::{Rule, Scope, sources::{APP_ENDPOINT, ENDPOINT_ZONES}};
use crate::diag::{Diagnostic, Edit, Fix, Lint, Pack, Severity, Sink};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP116",
        name: "zone-for-scm",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "A zone is drawn for the SCM site alone, whose name is in the zone of the apps.",
    },
    sources: &[APP_ENDPOINT, ENDPOINT_ZONES],
    also: &[],
    check,
};

/// The zone that holds both names of an app.
const ZONE: &str = "privatelink.azurewebsites.net";

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (_, zone) in scope.drawn("private-dns-zone") {
        // A name that an endpoint's zone should have is another rule's.
        let Some(name) = zone.facts.zone.as_ref().filter(|_| zone.facts.zone_drawn.is_none()) else { continue };
        if !name.value.ends_with("azurewebsites.net") || !name.value.split('.').any(|part| part == "scm") {
            continue;
        }
        let mut found = Diagnostic::new(&RULE.lint, name.span, format!("`{}` is not asked for the SCM site", name.value))
            .label(format!("its name is in `{ZONE}`"))
            .note("the private endpoint of an app has two records there, `<app>` and `<app>.scm`, and deployments need the second")
            .note("siteplan makes both by the endpoint's zone group")
            .help(format!("draw `{ZONE}` alone"))
            .node(zone.node());
        let others = scope.drawn("private-dns-zone").any(|(_, z)| z.facts.zone.as_ref().is_some_and(|z| z.value == ZONE));
        if !others && scope.source.slice(name.span) == name.value {
            found = found.fix(Fix::unsafe_(format!("write `{ZONE}`"), vec![Edit::replace(name.span, ZONE)]));
        }
        sink.push(found);
    }
}
