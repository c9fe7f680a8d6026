//! SP111: requests are drawn into an app through its integration subnet.

use super::{Rule, Scope, scope::called, sources::VNET_INTEGRATION};
use crate::{
    catalog::{LinkKind, Nature, SubnetRole},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    graph::{Ends, Stroke},
    model::{Component, ComponentId, is_app},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP111",
        name: "inbound-through-integration",
        pack: Pack::Platform,
        severity: Severity::Warning,
        summary: "Requests are drawn into an app through its integration subnet.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for edge in &scope.graph.edges {
        let directed = matches!(edge.ends, Ends::Point | Ends::Circle | Ends::Cross) && edge.stroke != Stroke::Invisible;
        let ends = (scope.architecture.of_node(&edge.from), scope.architecture.of_node(&edge.to));
        let (true, (Some(from), Some(to))) = (directed, ends) else { continue };
        let (Some(sender), Some(way)) = (scope.get(from), scope.get(to)) else { continue };
        let integration = way.kind.id == "vnet-integration"
            || (way.kind.id == "subnet" && way.facts.role == Some(SubnetRole::Integration));
        if !sends(sender) || !integration {
            continue;
        }
        let Some(app) = behind(scope, to, &edge.to) else { continue };
        let message = format!("`{}` is drawn to reach `{}` through its way out", edge.from, called(app));
        let found = Diagnostic::new(&RULE.lint, edge.span, message)
            .label("nothing comes in through VNet integration")
            .related(way.span, "carries outbound traffic only")
            .related(app.span, "is reached at its own address, or through a private endpoint")
            .help(format!("draw the edge to `{}`, or to a private endpoint of it", called(app)))
            .node(&*edge.to);
        sink.push(found);
    }
}

/// What requests come from.
fn sends(component: &Component) -> bool {
    component.kind.nature == Nature::Actor
        || matches!(component.kind.id, "front-door" | "application-gateway" | "api-management" | "traffic-manager" | "waf-policy")
}

/// The app whose way out it is.
fn behind<'a>(scope: &Scope<'a>, way: ComponentId, node: &str) -> Option<&'a Component> {
    let related = scope.architecture.from(way, LinkKind::Integrates).map(|(_, app)| app);
    let joined = scope.graph.edges.iter().filter_map(|e| match node {
        n if e.from == n => Some(&e.to),
        n if e.to == n => Some(&e.from),
        _ => None,
    });
    let joined = joined.filter_map(|n| scope.get(scope.architecture.of_node(n)?));
    related.chain(joined).find(|c| c.is_drawn() && is_app(c.kind))
}
