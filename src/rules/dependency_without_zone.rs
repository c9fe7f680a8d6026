//! SP208: zones are drawn for some private dependencies and not for others.

use super::{Rule, Scope, sources::{ENDPOINT_ZONES, GUIDE_TIERS}};
use crate::{
    catalog::{Kind, LinkKind},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP208",
        name: "dependency-without-zone",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "Private DNS zones are drawn for some kinds of private dependencies and not for others.",
    },
    sources: &[
        GUIDE_TIERS,
        ENDPOINT_ZONES,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    // Where no zone is drawn at all, the drawing leaves DNS out, and that is told once elsewhere.
    let Some((_, drawn)) = scope.drawn("private-dns-zone").find(|(_, z)| z.facts.zone.is_some()) else { return };
    let architecture = scope.architecture;
    let mut told: Vec<&Kind> = Vec::new();
    for (id, _) in scope.meant("private-endpoint") {
        let Some((_, target)) = architecture.to(id, LinkKind::Endpoint).find(|(_, c)| c.kind.data) else { continue };
        let Some((_, zone)) = architecture.from(id, LinkKind::Resolves).find(|(_, z)| z.is_filled()) else { continue };
        let Some(name) = zone.facts.zone.as_ref().filter(|_| !told.contains(&target.kind)) else { continue };
        told.push(target.kind);
        let found = Diagnostic::new(&RULE.lint, target.span, format!("no private DNS zone is drawn for `{}`", target.title))
            .label(format!("needs `{}`", name.value))
            .related(drawn.span, "a zone of another service")
            .note("the guide's policy, not a platform limit: each kind of private dependency is drawn with its zone")
            .note(format!("siteplan adds `{}`", name.value))
            .help("draw a node with that name and an edge to it")
            .node(target.node());
        sink.push(found);
    }
}
