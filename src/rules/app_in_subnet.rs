//! SP007: an app of the multitenant service is drawn inside a subnet, which it only uses.

use super::{Rule, Scope, statement, sources::VNET_INTEGRATION};
use crate::{
    catalog::{LinkKind, words},
    diag::{Diagnostic, Fix, Lint, Pack, Severity, Sink},
    graph::Edge,
    model::{Origin, is_app},
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP007",
        name: "app-in-subnet",
        pack: Pack::Reading,
        severity: Severity::Warning,
        summary: "An app is drawn inside a subnet or a VNet, though it only sends its outbound traffic through it.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    for (id, app) in scope.architecture.apps().filter(|(_, c)| c.is_drawn()) {
        if scope.architecture.environment_of(id).is_some() {
            continue;
        }
        let Some((_, holder)) = holder(scope, app.node()) else { continue };
        let integrated = scope.architecture.to(id, LinkKind::Integrates).next().is_some();
        let mut found = Diagnostic::new(&RULE.lint, app.span, format!("`{}` is drawn inside `{}`, where no app can be", app.node(), holder.title))
            .label("runs in the multitenant service, outside of the network")
            .related(holder.span, "only carries its outbound traffic")
            .help(format!("draw the app outside, with a dashed edge to `{}`", holder.node()))
            .node(app.node());
        if let Some(fix) = outside(scope, app.node(), holder.node()) {
            found = found.fix(fix);
        }
        if integrated {
            found = found.note("siteplan takes it for VNet integration");
        }
        sink.push(found);
    }
}

/// The app moved out of the network, with the dashed edge that says how it gets in.
fn outside(scope: &Scope<'_>, app: &str, holder: &str) -> Option<Fix> {
    let network = |id: &str| {
        let component = scope.architecture.of_node(id).and_then(|c| scope.get(c));
        component.is_some_and(|c| matches!(c.kind.id, "subnet" | "virtual-network"))
    };
    let first = scope.graph.nodes.get(app)?.parent.clone()?;
    let mut outer = first.clone();
    for _ in 0..scope.graph.clusters.len() {
        match scope.graph.cluster(&outer).and_then(|c| c.parent.clone()).filter(|p| network(p)) {
            Some(parent) => outer = parent,
            None => break,
        }
    }
    let mut edits = statement::moved_out(scope, app, &outer)?;
    let cluster = scope.graph.cluster(&first)?;
    let alone = cluster.nodes.iter().all(|n| n == app);
    if alone {
        edits.extend(statement::as_node(scope, &first)?);
    }
    let joined = |e: &Edge| (e.from == app && e.to == holder) || (e.from == holder && e.to == app);
    if !scope.graph.edges.iter().any(joined) {
        edits.push(statement::append(scope, &format!("{app} -.->|VNet integration| {holder}"))?);
    }
    Some(Fix::safe(format!("draw `{app}` outside, with a dashed edge to `{holder}`"), edits))
}

/// The subnet or VNet that a node is drawn in.
fn holder<'a>(scope: &Scope<'a>, node: &str) -> Option<(String, &'a crate::model::Component)> {
    let cluster = scope.graph.nodes.get(node)?.parent.clone()?;
    let id = scope.architecture.of_node(&cluster)?;
    let component = scope.get(id)?;
    let network = matches!(component.kind.id, "subnet" | "virtual-network") && component.origin == Origin::Drawn;
    // `VNet (ASE)` says that an environment is there, and its apps really are in the network.
    let environment = words(std::slice::from_ref(&component.title)).iter().any(|w| matches!(w.stem.as_str(), "ase" | "asev3" | "environment"));
    if environment {
        return None;
    }
    (network && !is_app(component.kind)).then_some((cluster, component))
}
