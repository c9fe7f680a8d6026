//! SP006: an edge points against what it means.

use super::{Rule, Scope, sources::VNET_INTEGRATION, statement::Statement};
use crate::{
    catalog::LinkKind,
    diag::{Diagnostic, Fix, Lint, Pack, Severity, Sink},
    graph::{Ends, Stroke},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP006",
        name: "reversed-edge",
        pack: Pack::Reading,
        severity: Severity::Warning,
        summary: "An edge points against what it means.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for relation in scope.relations(LinkKind::Integrates).filter(|r| r.against) {
        let Some(edge) = relation.edge.and_then(|i| scope.graph.edges.get(i)) else { continue };
        let directed = matches!(edge.ends, Ends::Point | Ends::Circle | Ends::Cross) && edge.stroke != Stroke::Invisible;
        // The apps of an environment are where their subnet is.
        if !directed || scope.architecture.environment_of(relation.from).is_some() {
            continue;
        }
        let message = format!("the edge from `{}` to `{}` points against the traffic", edge.from, edge.to);
        let mut found = Diagnostic::new(&RULE.lint, edge.span, message)
            .label("outbound traffic leaves the app")
            .note("VNet integration is a way out of the app, and nothing comes back through it on its own")
            .help(format!("draw the edge from `{}` to `{}`", edge.to, edge.from))
            .node(&*edge.to);
        if let Some(statement) = Statement::of(scope, edge) {
            found = found.fix(Fix::safe("turn the edge round", statement.reversed(scope)));
        }
        sink.push(found);
    }
}
