//! SP132: an app on a size that shares its machines is to be always on.

use super::{Rule, Scope, wording, scope::called, sizes, sources::LIMITS};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{ComponentId, is_app},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP132",
        name: "always-on-shared",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An app on a size that shares its machines is to be always on.",
    },
    sources: &[LIMITS],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for said in wording::all(scope) {
        let Some((true, span)) = said.switch(&["always", "on"]) else { continue };
        let Some((plan, host)) = hosted(scope, said.subject()) else { continue };
        let sizes = sizes::stated(scope, plan);
        let Some((size, severity)) = sizes::refused_by(&sizes, |s| !sizes::is_shared(scope, s)) else { continue };
        let mut found = Diagnostic::new(&RULE.lint, span, format!("{} does not offer Always On", size.name))
            .severity(severity)
            .label(format!("`{host}` sleeps when nobody calls it"))
            .note("Azure offers it from Basic on; siteplan turns it on from there by itself")
            .help("state `B1` or a greater size, or leave it out")
            .node(said.subject());
        if let Some(size) = size.span {
            found = found.related(size, "the size is stated here");
        }
        sink.push(found);
    }
}

/// The plan that a node speaks of, and what it is called: the plan itself, an app's, or that of what the node hangs from.
fn hosted<'a>(scope: &Scope<'a>, node: &str) -> Option<(ComponentId, &'a str)> {
    let of = |node: &str| {
        let id = scope.architecture.of_node(node)?;
        let component = scope.get(id)?;
        match component.kind.id {
            "app-service-plan" => Some((id, called(component))),
            _ if is_app(component.kind) => Some((scope.architecture.plan_of(id)?.0, called(component))),
            _ => None,
        }
    };
    let joined = scope.graph.edges.iter().filter(|e| e.to == node).find_map(|e| of(&e.from));
    of(node).or(joined)
}
