//! SP007: an app of the multitenant service is drawn inside a subnet, which it only uses.

use super::{Rule, Scope, Source};
use crate::{
    catalog::{LinkKind, words},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
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
    sources: &[Source {
        title: "Integrate your app with an Azure virtual network",
        url: "https://learn.microsoft.com/azure/app-service/overview-vnet-integration",
        read: "2026-09",
    }],
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
        if integrated {
            found = found.note("siteplan takes it for VNet integration");
        }
        sink.push(found);
    }
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
