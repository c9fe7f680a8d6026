//! SP206: a Standard or Premium app has no way into the network.

use super::{Rule, Scope, sources::{GUIDE_TIERS, VNET_INTEGRATION}};
use crate::{
    catalog::{LinkKind, Tier},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::ComponentId,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP206",
        name: "missing-integration",
        pack: Pack::Guide,
        severity: Severity::Warning,
        summary: "A Standard or Premium app with a network or data beside it is not integrated with a VNet.",
    },
    sources: &[
        GUIDE_TIERS,
        VNET_INTEGRATION,
    ],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let architecture = scope.architecture;
    let network = scope.drawn("virtual-network").map(|(_, c)| c).next();
    let apps: Vec<ComponentId> = architecture.apps().filter(|(id, c)| c.is_drawn() && wants(scope, *id)).map(|(id, _)| id).collect();
    let Some((id, app)) = apps.first().and_then(|id| Some((*id, scope.get(*id)?))) else { return };
    let used = architecture.to(id, LinkKind::Access).find(|(_, c)| c.kind.data && c.is_drawn()).map(|(_, c)| c);
    if network.is_none() && used.is_none() {
        return;
    }
    let subject = match apps.len() {
        1 => format!("`{}` is not integrated with a VNet", app.title),
        n => format!("{n} apps are not integrated with a VNet"),
    };
    let mut found = Diagnostic::new(&RULE.lint, app.span, subject)
        .label("its requests leave from public addresses")
        .note("the guide's policy, not a platform limit: Standard and Premium apps reach their data through a subnet")
        .help("draw an edge from the app to an `Integration Subnet` in a VNet")
        .node(app.node());
    if let Some(party) = network.or(used) {
        found = found.related(party.span, if network.is_some() { "the VNet" } else { "data that the app uses" });
    }
    sink.push(found);
}

/// Returns whether an app should be integrated and is not.
fn wants(scope: &Scope<'_>, app: ComponentId) -> bool {
    let tier = matches!(scope.tier_of_app(app), Some(Tier::Standard | Tier::Premium));
    let outside = scope.architecture.environment_of(app).is_none();
    tier && outside && scope.architecture.to(app, LinkKind::Integrates).next().is_none()
}
