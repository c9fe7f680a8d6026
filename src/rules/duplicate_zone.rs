//! SP121: a private DNS zone is drawn twice.

use super::{Rule, Scope, scope::called, sources::ENDPOINT_ZONES};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId, Origin},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP121",
        name: "duplicate-zone",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "A private DNS zone is drawn twice.",
    },
    sources: &[ENDPOINT_ZONES],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let mut first: Vec<(&str, ComponentId, &Component)> = Vec::new();
    for (id, zone) in scope.drawn("private-dns-zone") {
        let Some(name) = zone.facts.zone.as_ref().map(|z| z.value.as_str()) else { continue };
        let Some((_, other_id, other)) = first.iter().find(|(n, ..)| *n == name) else {
            first.push((name, id, zone));
            continue;
        };
        let vnets = asking(scope, *other_id);
        let shared = asking(scope, id).into_iter().find(|v| vnets.contains(v)).and_then(|v| scope.get(v));
        let (severity, label, note) = match shared {
            Some(vnet) => (
                Severity::Error,
                format!("`{}` asks one zone of this name", called(vnet)),
                "a VNet can be linked to one zone of a name, and Azure refuses the second",
            ),
            None => (
                Severity::Warning,
                "a second zone of this name".to_owned(),
                "the records are then kept in two places, and each VNet sees the half that its zone has",
            ),
        };
        let found = Diagnostic::new(&RULE.lint, zone.span, format!("`{name}` is drawn twice"))
            .severity(severity)
            .label(label)
            .related(other.span, "the first")
            .note(note)
            .help(format!("draw one zone, and lead what points to `{}` to `{}`", called(zone), called(other)))
            .node(zone.node());
        sink.push(found);
    }
}

/// The VNets that a zone is drawn to be linked to; where none is, those that siteplan links it to.
fn asking(scope: &Scope<'_>, zone: ComponentId) -> Vec<ComponentId> {
    let links = |drawn: bool| {
        let of = scope.relations(LinkKind::Linked).filter(move |r| r.from == zone && (r.origin == Origin::Drawn) == drawn);
        of.map(|r| r.to).collect::<Vec<_>>()
    };
    let drawn = links(true);
    if drawn.is_empty() { links(false) } else { drawn }
}
