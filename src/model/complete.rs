//! What a drawing leaves out and a deployment needs: plans, workspaces, hosts, access.
//!
//! Everything that is added says why. The order matters: apps get plans, then subnets, then endpoints get zones, then addresses.

use super::{
    Architecture, Component, ComponentId, Context, Origin, address, is_app, merge::adopt, names, network, resolvers,
};
use crate::{
    catalog::{Facts, LinkKind, Tier, kind, sku_named, words},
    graph::Graph,
    source::Span,
};

/// Fills in what is missing.
pub(super) fn complete(graph: &Graph, context: &Context, architecture: &mut Architecture) {
    guests(architecture);
    plans(architecture);
    heading(context, architecture);
    network::environments(architecture);
    network::integrate(architecture);
    network::pass_through(graph, architecture);
    network::leave(graph, architecture);
    network::place(architecture);
    resolvers::place(architecture);
    capabilities(architecture);
    access(architecture);
    network::integrate_private(architecture);
    names::slots(architecture);
    names::zones(architecture);
    resolvers::answer(architecture);
    telemetry(architecture);
    address::plan(architecture);
    tier(architecture);
}

/// Adds a component that is not drawn.
pub(super) fn fill(
    architecture: &mut Architecture,
    id: &str,
    title: &str,
    span: Span,
    facts: Facts,
    reason: &str,
) -> Option<ComponentId> {
    let kind = kind(id)?;
    let (title, origin) = (title.to_owned(), Origin::Filled(reason.to_owned()));
    Some(architecture.add(Component { kind, nodes: Vec::new(), title, slug: String::new(), span, facts, origin }))
}

pub(super) fn ids(architecture: &Architecture, kind: &str) -> Vec<ComponentId> {
    architecture.of_kind(kind).map(|(id, _)| id).collect()
}

pub(super) fn apps(architecture: &Architecture) -> Vec<ComponentId> {
    architecture.apps().map(|(id, _)| id).collect()
}

/// Slots that hang from nothing belong to the only app.
fn guests(architecture: &mut Architecture) {
    let apps = apps(architecture);
    for slot in ids(architecture, "deployment-slot") {
        if architecture.from(slot, LinkKind::Hosts).any(|(_, c)| is_app(c.kind)) {
            continue;
        }
        let span = span_of(architecture, slot);
        // A slot drawn on the plan belongs to the plan's app.
        let by_plan = architecture
            .from(slot, LinkKind::Hosts)
            .flat_map(|(p, _)| architecture.to(p, LinkKind::Hosts))
            .find(|(_, c)| is_app(c.kind))
            .map(|(id, _)| id);
        if let Some(app) = by_plan.or_else(|| apps.first().copied()) {
            architecture.link(LinkKind::Hosts, app, slot, span, Origin::Implied("a slot belongs to an app".to_owned()));
        }
    }
}

pub(super) fn span_of(architecture: &Architecture, id: ComponentId) -> Span {
    architecture.get(id).map(|c| c.span).unwrap_or_default()
}

/// Every app has a plan. Apps of one size in one place share one.
fn plans(architecture: &mut Architecture) {
    let drawn = ids(architecture, "app-service-plan");
    for app in apps(architecture) {
        if architecture.plan_of(app).is_some() {
            continue;
        }
        let span = span_of(architecture, app);
        let environment = architecture
            .from(app, LinkKind::Hosts)
            .find(|(_, c)| c.kind.id == "app-service-environment")
            .map(|(id, _)| id);
        let environment = environment.or_else(|| lone_environment(architecture, app));
        let Some(component) = architecture.get(app) else { continue };
        let stated = component.facts.clone();
        let key = |f: &Facts| (f.skus.iter().map(|s| s.value.name).collect::<Vec<_>>(), f.os, f.region.clone());
        let fits = |id: &ComponentId| {
            let Some(plan) = architecture.get(*id) else { return false };
            let host = architecture.from(*id, LinkKind::Hosts).map(|(e, _)| e).next();
            let free =
                plan.is_drawn() && architecture.to(*id, LinkKind::Hosts).next().is_none() && stated.skus.is_empty();
            host == environment && (free || (plan.is_filled() && key(&plan.facts) == key(&stated)))
        };
        let existing = ids(architecture, "app-service-plan").into_iter().find(fits).or_else(|| {
            drawn.first().copied().filter(|_| drawn.len() == 1 && stated.skus.is_empty() && environment.is_none())
        });
        let plan = existing.or_else(|| {
            let facts = Facts { region: stated.region.clone(), os: stated.os, ..Facts::default() };
            fill(
                architecture,
                "app-service-plan",
                "App Service plan",
                span,
                facts,
                "every app runs on a plan, and none is drawn",
            )
        });
        let Some(plan) = plan else { continue };
        if let Some(plan) = architecture.components.get_mut(plan.0) {
            let optional = plan.facts.optional;
            adopt(
                &mut plan.facts,
                Facts { runtime: None, command: None, image: None, name: None, properties: Vec::new(), ..stated },
            );
            plan.facts.optional = optional;
        }
        architecture.link(LinkKind::Hosts, plan, app, span, Origin::Filled("an app runs on a plan".to_owned()));
        if let Some(environment) = environment {
            let reason = "a plan of an environment's apps is in the environment".to_owned();
            architecture.link(LinkKind::Hosts, environment, plan, span, Origin::Filled(reason));
        }
    }
    let environments: Vec<_> = ids(architecture, "app-service-environment");
    architecture.relations.retain(|r| {
        let app_of_environment = r.kind == LinkKind::Hosts && environments.contains(&r.from);
        !(app_of_environment && architecture.components.get(r.to.0).is_some_and(|c| is_app(c.kind)))
    });
    for plan in ids(architecture, "app-service-plan") {
        let sizes = architecture
            .to(plan, LinkKind::Hosts)
            .find(|(_, c)| !c.facts.skus.is_empty())
            .map(|(_, c)| c.facts.skus.clone());
        let environment =
            architecture.from(plan, LinkKind::Hosts).find(|(_, c)| c.kind.id == "app-service-environment");
        let sizes = sizes.or_else(|| environment.map(|(_, c)| c.facts.skus.clone()));
        if let (Some(component), Some(sizes)) = (architecture.components.get_mut(plan.0), sizes)
            && component.facts.skus.is_empty()
        {
            component.facts.skus = sizes;
        }
    }
}

/// An app that nothing else places is in the only environment, unless it states a size that is not Isolated.
fn lone_environment(architecture: &Architecture, app: ComponentId) -> Option<ComponentId> {
    let environments = ids(architecture, "app-service-environment");
    let stated = architecture.get(app)?.facts.skus.first().map(|s| s.value.tier);
    let integrated = architecture.to(app, LinkKind::Integrates).next().is_some();
    let free = environments.len() == 1 && !integrated && stated.is_none_or(|t| t == Tier::Isolated);
    environments.first().copied().filter(|_| free)
}

/// A size that only the heading states is the plan's.
fn heading(context: &Context, architecture: &mut Architecture) {
    if let Some(tier) = architecture.annotations.tier {
        state_tier(architecture, tier, Span::default());
        return;
    }
    let Some((text, span)) = &context.heading else { return };
    let found = words(std::slice::from_ref(text));
    let sku = found.iter().find_map(|w| sku_named(&w.text));
    let named = found.windows(2).find(|w| w[1].stem == "tier").and_then(|w| Tier::of_word(&w[0].text));
    if let Some(tier) = sku.map(|s| s.tier).or(named) {
        state_tier(architecture, tier, *span);
    }
}

fn state_tier(architecture: &mut Architecture, tier: Tier, span: Span) {
    for plan in ids(architecture, "app-service-plan") {
        let hosted = architecture.from(plan, LinkKind::Hosts).next().is_some();
        if let Some(plan) = architecture.components.get_mut(plan.0)
            && plan.facts.skus.is_empty()
            && plan.facts.tier.is_none()
            && !hosted
        {
            plan.facts.tier = Some(crate::catalog::Stated { value: tier, span });
        }
    }
}

/// Autoscale scales a plan, an identity is an app's, telemetry comes from apps: what is drawn on a host is meant for its guests.
fn capabilities(architecture: &mut Architecture) {
    let all_apps = apps(architecture);
    for autoscale in ids(architecture, "autoscale") {
        let span = span_of(architecture, autoscale);
        let on: Vec<ComponentId> = architecture.to(autoscale, LinkKind::Scales).map(|(id, _)| id).collect();
        let plans = ids(architecture, "app-service-plan");
        let target = on
            .iter()
            .find_map(|id| if plans.contains(id) { Some(*id) } else { architecture.plan_of(*id).map(|(p, _)| p) })
            .or_else(|| plans.first().copied());
        architecture.relations.retain(|r| !(r.kind == LinkKind::Scales && r.from == autoscale));
        if let Some(plan) = target {
            architecture.link(
                LinkKind::Scales,
                autoscale,
                plan,
                span,
                Origin::Implied("autoscale is set on a plan".to_owned()),
            );
        }
    }
    for (kind, link) in [
        ("managed-identity", LinkKind::Identity),
        ("user-assigned-identity", LinkKind::Identity),
        ("application-insights", LinkKind::Telemetry),
    ] {
        for id in ids(architecture, kind) {
            let span = span_of(architecture, id);
            let from: Vec<ComponentId> = architecture.from(id, link).map(|(f, _)| f).collect();
            let direct = from.iter().any(|f| all_apps.contains(f));
            let hosted: Vec<ComponentId> = from.iter().flat_map(|f| guests_of(architecture, *f)).collect();
            let owners = if direct {
                Vec::new()
            } else if hosted.is_empty() {
                all_apps.clone()
            } else {
                hosted
            };
            for app in owners {
                architecture.link(link, app, id, span, Origin::Implied("it hangs from what hosts the app".to_owned()));
            }
        }
    }
}

/// The apps that a host runs, through its plans.
fn guests_of(architecture: &Architecture, host: ComponentId) -> Vec<ComponentId> {
    let direct: Vec<ComponentId> = architecture.to(host, LinkKind::Hosts).map(|(id, _)| id).collect();
    let nested = direct.iter().flat_map(|p| architecture.to(*p, LinkKind::Hosts).map(|(id, _)| id));
    let all: Vec<ComponentId> = direct.iter().copied().chain(nested).collect();
    all.into_iter().filter(|id| architecture.get(*id).is_some_and(|c| is_app(c.kind))).collect()
}

/// Who uses which data: through an endpoint, through an identity, or because both are in one private network and nothing else
/// says who it is for.
fn access(architecture: &mut Architecture) {
    let mut found: Vec<(ComponentId, ComponentId, Span, String)> = Vec::new();
    for relation in architecture.relations.iter().filter(|r| r.kind == LinkKind::Access) {
        let Some(to) = architecture.get(relation.to) else { continue };
        if to.kind.id == "private-endpoint" {
            for (target, component) in architecture.to(relation.to, LinkKind::Endpoint) {
                if component.kind.data {
                    found.push((
                        relation.from,
                        target,
                        relation.span,
                        "it is reached through its private endpoint".to_owned(),
                    ));
                }
            }
        }
        if let Some(from) = architecture.get(relation.from)
            && matches!(from.kind.id, "managed-identity" | "user-assigned-identity")
        {
            for (app, _) in architecture.from(relation.from, LinkKind::Identity) {
                found.push((app, relation.to, relation.span, "the app's identity is used".to_owned()));
            }
        }
    }
    for (app, target, span, reason) in found.drain(..) {
        architecture.link(LinkKind::Access, app, target, span, Origin::Implied(reason));
    }
    let private: Vec<ComponentId> = architecture
        .all()
        .filter(|(id, c)| c.kind.data && architecture.from(*id, LinkKind::Endpoint).next().is_some())
        .map(|(id, _)| id)
        .collect();
    for data in private {
        if architecture.from(data, LinkKind::Access).next().is_some() {
            continue;
        }
        let endpoint = architecture.from(data, LinkKind::Endpoint).map(|(id, _)| id).next();
        let vnet = endpoint.and_then(|e| architecture.vnet_of(e));
        let near: Vec<ComponentId> =
            apps(architecture).into_iter().filter(|a| vnet.is_some() && architecture.vnet_of(*a) == vnet).collect();
        let users = if near.is_empty() { apps(architecture) } else { near };
        let span = span_of(architecture, data);
        for app in users {
            let reason = "its private endpoint is in the app's network, and nothing else says who it is for".to_owned();
            architecture.link(LinkKind::Access, app, data, span, Origin::Implied(reason));
        }
    }
}

/// Application Insights keeps its data in a workspace.
fn telemetry(architecture: &mut Architecture) {
    for insights in ids(architecture, "application-insights") {
        if architecture.to(insights, LinkKind::Telemetry).any(|(_, c)| c.kind.id == "log-analytics") {
            continue;
        }
        let span = span_of(architecture, insights);
        let reason = "Application Insights keeps its data in a workspace, and none is drawn";
        let workspace = ids(architecture, "log-analytics")
            .first()
            .copied()
            .or_else(|| fill(architecture, "log-analytics", "Log Analytics workspace", span, Facts::default(), reason));
        if let Some(workspace) = workspace {
            architecture.link(LinkKind::Telemetry, insights, workspace, span, Origin::Filled(reason.to_owned()));
        }
    }
}

/// The tier of the first plan that states one.
fn tier(architecture: &mut Architecture) {
    let plans = ids(architecture, "app-service-plan");
    architecture.tier =
        architecture.annotations.tier.or_else(|| plans.into_iter().find_map(|p| architecture.tier_of(p)));
}
