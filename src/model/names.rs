//! Private names: which zone an endpoint needs, what is drawn of it, and which VNets ask it.

use super::{
    Architecture, Component, ComponentId, Origin,
    complete::{apps, fill, ids, span_of},
};
use crate::{
    catalog::{Facts, LinkKind, Stated, kind, private_zones},
    source::Span,
};

/// A slot of an app with a private endpoint needs one of its own (overview-private-endpoint).
pub(super) fn slots(architecture: &mut Architecture) {
    for app in apps(architecture) {
        let Some(endpoint) = architecture.from(app, LinkKind::Endpoint).map(|(id, _)| id).next() else { continue };
        let subnet = architecture.from(endpoint, LinkKind::Contains).map(|(id, _)| id).next();
        let slots: Vec<ComponentId> = architecture
            .to(app, LinkKind::Hosts)
            .filter(|(_, c)| c.kind.id == "deployment-slot")
            .map(|(id, _)| id)
            .collect();
        for slot in slots {
            if architecture.from(slot, LinkKind::Endpoint).next().is_some() {
                continue;
            }
            let (span, Some(kind)) = (span_of(architecture, slot), kind("private-endpoint")) else { continue };
            let reason = "a slot is not reached through its app's private endpoint".to_owned();
            let title = architecture.get(slot).map(|c| format!("private endpoint of {}", c.title)).unwrap_or_default();
            let facts = Facts { target: architecture.get(slot).map(|c| c.kind), ..Facts::default() };
            let origin = Origin::Filled(reason);
            let added = architecture.add(Component {
                kind,
                nodes: Vec::new(),
                title,
                slug: String::new(),
                span,
                facts,
                origin: origin.clone(),
            });
            architecture.link(LinkKind::Endpoint, added, slot, span, origin.clone());
            if let Some(subnet) = subnet {
                architecture.link(LinkKind::Contains, subnet, added, span, origin);
            }
        }
    }
}

/// Gives every endpoint its zones, and every zone its VNets.
pub(super) fn zones(architecture: &mut Architecture) {
    let nameless: Vec<ComponentId> =
        architecture.of_kind("private-dns-zone").filter(|(_, c)| c.facts.zone.is_none()).map(|(id, _)| id).collect();
    for endpoint in ids(architecture, "private-endpoint") {
        for zone in needed(architecture, endpoint) {
            attach(architecture, endpoint, zone, &nameless);
        }
    }
    rename_strays(architecture);
    for zone in ids(architecture, "private-dns-zone") {
        link(architecture, zone);
    }
    environment_zones(architecture);
}

/// The domain of the apps in an environment, below the environment's own name.
const ENVIRONMENT_DOMAIN: &str = "appserviceenvironment.net";

/// Azure makes no zone for an environment with an internal load balancer, and without one nobody can resolve its apps. The
/// environment is deployed with it; a drawn one is the same.
fn environment_zones(architecture: &mut Architecture) {
    let own = |name: &str| name.ends_with(ENVIRONMENT_DOMAIN) && !name.starts_with("privatelink.");
    let named = |id: &ComponentId| architecture.get(*id)?.facts.zone.as_ref().map(|z| z.value.clone());
    if ids(architecture, "private-dns-zone").iter().filter_map(named).any(|zone| own(&zone)) {
        return;
    }
    for environment in ids(architecture, "app-service-environment") {
        let Some(component) = architecture.get(environment).filter(|c| c.facts.private != Some(false)) else {
            continue;
        };
        let span = component.span;
        let name = component.facts.name.as_deref().unwrap_or("<environment>");
        let value = format!("{name}.{ENVIRONMENT_DOMAIN}");
        let facts = Facts { zone: Some(Stated { value: value.clone(), span }), ..Facts::default() };
        let reason = "Azure creates no zone for an internal load balancer, so nobody could resolve the apps";
        let (zone, vnet) =
            (fill(architecture, "private-dns-zone", &value, span, facts, reason), architecture.vnet_of(environment));
        if let (Some(zone), Some(vnet)) = (zone, vnet) {
            let reason = "a zone answers only in the VNets that it is linked to".to_owned();
            architecture.link(LinkKind::Linked, zone, vnet, span, Origin::Filled(reason));
        }
    }
}

/// The zones of an endpoint's target.
fn needed(architecture: &Architecture, endpoint: ComponentId) -> Vec<&'static str> {
    let Some((_, target)) = architecture.to(endpoint, LinkKind::Endpoint).next() else { return Vec::new() };
    let groups = architecture.get(endpoint).map(|c| c.facts.groups.clone()).unwrap_or_default();
    let links = target.kind.private_links;
    if groups.is_empty() {
        return links.first().map(|l| l.zones.to_vec()).unwrap_or_default();
    }
    links.iter().filter(|l| groups.contains(&l.group)).flat_map(|l| l.zones.iter().copied()).collect()
}

/// Finds the drawn zone of an endpoint, else adds it.
fn attach(architecture: &mut Architecture, endpoint: ComponentId, needed: &'static str, nameless: &[ComponentId]) {
    let target = architecture.to(endpoint, LinkKind::Endpoint).map(|(id, _)| id).next();
    let hangs: Vec<ComponentId> = [Some(endpoint), target]
        .into_iter()
        .flatten()
        .flat_map(|id| architecture.from(id, LinkKind::Resolves).map(|(z, _)| z).collect::<Vec<_>>())
        .collect();
    let right = |a: &Architecture, id: ComponentId| {
        a.get(id).and_then(|c| c.facts.zone.as_ref()).is_some_and(|z| z.value == needed)
    };
    let meant = |a: &Architecture, id: ComponentId| {
        a.get(id).and_then(|c| c.facts.zone.as_ref()).is_some_and(|z| same_service(&z.value, needed))
    };
    // A zone that hangs from the endpoint or its service is meant for it, however it is spelled.
    let all = ids(architecture, "private-dns-zone");
    let spelled = hangs.iter().copied().find(|z| meant(architecture, *z) || right(architecture, *z));
    let sole = hangs
        .iter()
        .copied()
        .find(|z| !nameless.contains(z) && resolves_one(architecture, *z) && foreign(architecture, *z));
    let stray = all
        .iter()
        .copied()
        .find(|z| right(architecture, *z))
        .or_else(|| all.iter().copied().find(|z| meant(architecture, *z)));
    let named_by_target = hangs.iter().copied().find(|z| nameless.contains(z) && resolves_one(architecture, *z));
    let span = span_of(architecture, endpoint);
    let zone = spelled
        .or(stray)
        .or(sole)
        .or(named_by_target)
        .unwrap_or_else(|| add_zone(architecture, needed, span, nameless));
    if let Some(component) = architecture.components.get_mut(zone.0) {
        let drawn = component.facts.zone.take();
        if let Some(drawn) = drawn.filter(|d| d.value != needed) {
            component.facts.zone_drawn = Some(drawn);
        }
        component.facts.zone = Some(Stated { value: needed.to_owned(), span: component.span });
    }
    architecture.link(
        LinkKind::Resolves,
        zone,
        endpoint,
        span,
        Origin::Implied("the zone has the name that the endpoint's service needs".to_owned()),
    );
}

fn add_zone(architecture: &mut Architecture, needed: &str, span: Span, nameless: &[ComponentId]) -> ComponentId {
    // `Private DNS Zones` as one node stands for all of them.
    let origin = match nameless.first().and_then(|z| architecture.get(*z)) {
        Some(drawn) => Origin::Implied(format!("\"{}\" stands for it", drawn.title)),
        None => Origin::Filled("a private endpoint without its zone is resolved to the public address".to_owned()),
    };
    let facts = Facts { zone: Some(Stated { value: needed.to_owned(), span }), ..Facts::default() };
    match kind("private-dns-zone") {
        Some(kind) => architecture.add(Component {
            kind,
            nodes: Vec::new(),
            title: needed.to_owned(),
            slug: String::new(),
            span,
            facts,
            origin,
        }),
        None => ComponentId(usize::MAX),
    }
}

/// Whether a zone hangs from one thing only, so that this tells its name.
fn resolves_one(architecture: &Architecture, zone: ComponentId) -> bool {
    architecture
        .relations
        .iter()
        .filter(|r| r.kind == LinkKind::Resolves && r.from == zone && r.origin == Origin::Drawn)
        .count()
        == 1
}

/// Whether a zone's name belongs to no service that the catalogue knows.
fn foreign(architecture: &Architecture, zone: ComponentId) -> bool {
    let name = architecture.get(zone).and_then(|c| c.facts.zone.as_ref()).map(|z| z.value.clone());
    name.is_some_and(|n| !private_zones().any(|(_, _, z)| same_service(&n, z)))
}

/// Whether a name is a spelling of a zone: without `privatelink.`, or with the client suffix (`vault.azure.net` for `vaultcore`).
#[must_use]
pub(super) fn same_service(name: &str, zone: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let bare = |z: &str| z.strip_prefix("privatelink.").unwrap_or(z).to_owned();
    let (a, b) = (bare(&name), bare(zone));
    a == b || (a == "vault.azure.net" && b == "vaultcore.azure.net") || (a == "azure.com" && b == zone)
}

/// A zone that belongs to no endpoint still gets the name that a zone of its service has.
fn rename_strays(architecture: &mut Architecture) {
    for zone in ids(architecture, "private-dns-zone") {
        let Some(component) = architecture.components.get_mut(zone.0) else { continue };
        let Some(drawn) = component.facts.zone.clone() else { continue };
        let right = private_zones().find(|(_, _, z)| same_service(&drawn.value, z)).map(|(_, _, z)| z);
        if let Some(right) = right.filter(|z| *z != drawn.value) {
            component.facts.zone_drawn = Some(drawn);
            component.facts.zone = Some(Stated { value: right.to_owned(), span: component.span });
        }
    }
}

/// A zone is asked by the VNets that its endpoints are in and by those that the apps send their traffic through.
fn link(architecture: &mut Architecture, zone: ComponentId) {
    if architecture.get(zone).is_none_or(|c| c.facts.zone.is_none()) {
        return;
    }
    let mut vnets: Vec<ComponentId> = Vec::new();
    for (endpoint, _) in architecture.from_zone(zone) {
        vnets.extend(architecture.vnet_of(endpoint));
        for (data, _) in architecture.to(endpoint, LinkKind::Endpoint) {
            vnets.extend(architecture.from(data, LinkKind::Access).filter_map(|(app, _)| architecture.vnet_of(app)));
        }
    }
    if vnets.is_empty() {
        vnets = ids(architecture, "virtual-network").into_iter().take(1).collect();
    }
    let span = span_of(architecture, zone);
    for vnet in vnets {
        let reason = "a zone answers only in the VNets that it is linked to".to_owned();
        architecture.link(LinkKind::Linked, zone, vnet, span, Origin::Filled(reason));
    }
}
