//! SP228: a slot has data of its own, and nothing says that its settings stay with it.

use super::{Rule, Scope, Source, wording, scope::called, sources::GUIDE_BASELINE};
use crate::{
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    graph::Edge,
    model::{Component, is_app},
};

const SLOTS: Source = Source {
    title: "Set up staging environments in Azure App Service",
    url: "https://learn.microsoft.com/azure/app-service/deploy-staging-slots",
    read: "2026-09",
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP228",
        name: "unsticky-slot-settings",
        pack: Pack::Guide,
        severity: Severity::Note,
        summary: "A slot uses other data than production, and its settings are not said to stay with it.",
    },
    sources: &[
        GUIDE_BASELINE,
        SLOTS,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let end = |node: &str| scope.architecture.of_node(node).and_then(|id| scope.get(id));
    let uses = |edge: &'_ Edge| Some((end(&edge.from)?, end(&edge.to)?)).filter(|(_, data)| data.kind.data);
    let sticks = wording::all(scope).iter().any(|s| wording::says_any(&s.words, &["sticky", "slot setting", "slot specific"]));
    if sticks {
        return;
    }
    for edge in &scope.graph.edges {
        let Some((slot, data)) = uses(edge).filter(|(slot, _)| slot.kind.id == "deployment-slot") else { continue };
        let alike = |app: &Component, other: &Component| is_app(app.kind) && other.kind == data.kind && other.nodes != data.nodes;
        let shared = scope.graph.edges.iter().filter_map(uses).any(|(app, other)| is_app(app.kind) && other.nodes == data.nodes);
        let own = scope.graph.edges.iter().find(|e| uses(e).is_some_and(|(app, other)| alike(app, other)));
        let Some(own) = own.filter(|_| !shared) else { continue };
        let found = Diagnostic::new(&RULE.lint, edge.span, format!("`{}` uses `{}`, and a swap would take that to production", called(slot), called(data)))
            .label("data of its own")
            .related(own.span, "what production uses")
            .note("settings go with a swap unless they are marked as slot settings")
            .note("siteplan gives a slot the settings of its app")
            .help("say that they stay, as in `-->|slot setting|`")
            .node(slot.node());
        sink.push(found);
        return;
    }
}
