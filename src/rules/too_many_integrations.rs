//! SP108: an app or a plan sends its traffic through more subnets than Azure allows.

use super::{Rule, Scope, scope::{called, listed}, sources::VNET_INTEGRATION};
use crate::{
    catalog::{LinkKind, Os},
    diag::{Diagnostic, Lint, Pack, Severity, Sink},
    model::{Component, ComponentId, Origin},
    source::Span,
};

/// The rule.
pub static RULE: Rule = Rule {
    lint: Lint {
        code: "SP108",
        name: "too-many-integrations",
        pack: Pack::Platform,
        severity: Severity::Error,
        summary: "An app or a plan sends its traffic through more subnets than Azure allows.",
    },
    sources: &[VNET_INTEGRATION],
    also: &[],
    check,
};

fn check(scope: &Scope<'_>, sink: &mut Sink) {
    let mut told: Vec<ComponentId> = Vec::new();
    for (id, app) in scope.architecture.apps().filter(|(_, a)| a.is_drawn()) {
        let through = ways(scope, &[id]);
        if let [_, (_, span), ..] = through.as_slice() {
            told.push(id);
            let message = format!("`{}` sends its traffic through {}, and an app can through one", called(app), names(&through));
            let found = Diagnostic::new(&RULE.lint, *span, message)
                .label("one subnet too many")
                .related(app.span, "has one VNet integration at most")
                .help("draw one integration subnet for it; peered networks are reached through that one as well")
                .node(app.node());
            sink.push(found);
        }
    }
    for (id, plan) in scope.drawn("app-service-plan") {
        let apps: Vec<ComponentId> = scope.architecture.to(id, LinkKind::Hosts).map(|(a, _)| a).collect();
        if apps.iter().any(|a| told.contains(a)) {
            continue;
        }
        let through = ways(scope, &apps);
        let windows = std::iter::once(plan).chain(apps.iter().filter_map(|a| scope.get(*a))).any(|c| c.facts.os == Some(Os::Windows));
        let (most, system) = if windows { (2, "Windows") } else { (1, "Linux") };
        let Some((_, span)) = through.get(most) else { continue };
        let message = format!("the apps of `{}` use {}, and a {system} plan can use {most}", called(plan), names(&through));
        let mut found = Diagnostic::new(&RULE.lint, *span, message)
            .label("one subnet too many")
            .related(plan.span, "the plan that they share")
            .note("the apps of a plan can share an integration subnet; a Linux plan uses one, a Windows plan two")
            .help("draw one subnet for these apps, or a plan for each")
            .node(plan.node());
        if plan.facts.os.is_none() && !windows {
            found = found.note("siteplan takes Linux, as no system is stated");
        }
        sink.push(found);
    }
}

/// The different subnets that apps are drawn to send their traffic through, each with where that is drawn.
fn ways<'a>(scope: &Scope<'a>, apps: &[ComponentId]) -> Vec<(&'a Component, Span)> {
    let mut out: Vec<(ComponentId, &Component, Span)> = Vec::new();
    for relation in scope.relations(LinkKind::Integrates) {
        let drawn = apps.contains(&relation.from) && !matches!(relation.origin, Origin::Filled(_));
        let subnet = scope.get(relation.to).filter(|s| drawn && s.kind.id == "subnet" && s.is_drawn() && s.facts.optional.is_none());
        if let Some(subnet) = subnet.filter(|_| !out.iter().any(|(id, ..)| *id == relation.to)) {
            out.push((relation.to, subnet, relation.span));
        }
    }
    out.into_iter().map(|(_, subnet, span)| (subnet, span)).collect()
}

fn names(through: &[(&Component, Span)]) -> String {
    listed(&through.iter().map(|(s, _)| called(s)).collect::<Vec<_>>())
}
