//! SP201: a Basic architecture has more than one public entry.

use super::{Rule, Scope, scope::{called, listed}, sizes, sources::GUIDE_TIERS};
use crate::{
    catalog::Tier,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    graph::Edge,
    model::{ComponentId, is_app},
};

/// What takes requests before an app does.
const DOORS: &[&str] = &["front-door", "application-gateway", "api-management", "load-balancer", "traffic-manager", "static-web-app"];

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP201",
        name: "several-public-entries",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "A Basic architecture is entered from the Internet at more than one place.",
    },
    sources: &[GUIDE_TIERS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    if !sizes::only(scope, &[Tier::Basic]) {
        return;
    }
    let mut entries: Vec<(ComponentId, &Edge)> = Vec::new();
    for edge in &scope.graph.edges {
        let ends = (scope.architecture.of_node(&edge.from), scope.architecture.of_node(&edge.to));
        let (Some(from), Some(to)) = ends else { continue };
        let (Some(client), Some(entry)) = (scope.get(from), scope.get(to)) else { continue };
        let open = is_app(entry.kind) || DOORS.contains(&entry.kind.id);
        let firm = client.facts.optional.is_none() && entry.facts.optional.is_none() && entry.facts.private != Some(true);
        if client.kind.id == "external-client" && client.facts.private != Some(true) && open && firm && !entries.iter().any(|(e, _)| *e == to) {
            entries.push((to, edge));
        }
    }
    let [(_, first), (second, edge), others @ ..] = entries.as_slice() else { return };
    let names: Vec<&str> = entries.iter().filter_map(|(id, _)| scope.get(*id)).map(called).collect();
    let mut found = Diagnostic::new(&RULE.lint, edge.span, format!("a Basic architecture is entered at {} places: {}", names.len(), listed(&names)))
        .label("one more entry")
        .related(first.span, "the first")
        .note("the guide's policy, not a platform limit: Basic has one public app and nothing in front of it")
        .help("leave one, or use the Standard tier or a higher one");
    if let Some(entry) = scope.get(*second) {
        found = found.node(entry.node());
    }
    for (_, edge) in others {
        found = found.related(edge.span, "one more");
    }
    sink.push(found);
}
