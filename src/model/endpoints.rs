//! Private endpoints: what they lead to, and those that the drawing only implies.

use indexmap::IndexMap;

use super::{Architecture, Component, ComponentId, Origin, recognize::Reading};
use crate::{
    catalog::{LinkKind, kind},
    source::Span,
};

/// Adds a private endpoint to a service, in a subnet or a VNet where one is known, unless the service has one.
pub(super) fn endpoint_of(
    architecture: &mut Architecture,
    target: ComponentId,
    holder: Option<ComponentId>,
    span: Span,
    groups: &[&'static str],
) -> Option<ComponentId> {
    if let Some((existing, _)) = architecture.from(target, LinkKind::Endpoint).next() {
        return Some(existing);
    }
    let kind = kind("private-endpoint")?;
    let component = architecture.get(target)?;
    let reason = format!("{} is reached through a private endpoint", component.title);
    let mut facts = crate::catalog::Facts { target: Some(component.kind), ..Default::default() };
    facts.groups = if groups.is_empty() { component.facts.groups.clone() } else { groups.to_vec() };
    let title = format!("private endpoint of {}", component.title);
    let id = architecture.add(Component {
        kind,
        nodes: Vec::new(),
        title,
        slug: String::new(),
        span,
        facts,
        origin: Origin::Implied(reason.clone()),
    });
    architecture.link(LinkKind::Endpoint, id, target, span, Origin::Implied(reason.clone()));
    if let Some(holder) = holder {
        architecture.link(LinkKind::Contains, holder, id, span, Origin::Implied(reason));
    }
    Some(id)
}

/// `PE: Queue` with an edge to a storage account leads to its queues: the words mean something once the target is known.
pub(super) fn sub_resources(readings: &IndexMap<String, Reading>, architecture: &mut Architecture) {
    let endpoints: Vec<ComponentId> = architecture.of_kind("private-endpoint").map(|(id, _)| id).collect();
    for id in endpoints {
        let Some((_, target)) = architecture.to(id, LinkKind::Endpoint).next() else { continue };
        let links = target.kind.private_links;
        let Some(endpoint) = architecture.components.get_mut(id.0).filter(|e| e.facts.groups.is_empty()) else {
            continue;
        };
        let Some(reading) = readings.get(endpoint.node()) else { continue };
        let stems = reading.stems();
        let said = links.iter().filter(|l| stems.iter().any(|s| l.words.contains(s)));
        endpoint.facts.groups = said.map(|l| l.group).collect();
    }
}

/// `Key Vault + Private Endpoint` has an endpoint, unless one is drawn.
pub(super) fn stated_endpoints(architecture: &mut Architecture) {
    let stated: Vec<(ComponentId, Span)> =
        architecture.all().filter(|(_, c)| c.facts.endpoint).map(|(id, c)| (id, c.span)).collect();
    for (id, span) in stated {
        endpoint_of(architecture, id, None, span, &[]);
    }
}

/// Endpoints that name their target get it: the one of that kind, else one that is only named there.
pub(super) fn targets(architecture: &mut Architecture) {
    let endpoints: Vec<ComponentId> = architecture.of_kind("private-endpoint").map(|(id, _)| id).collect();
    for endpoint in endpoints {
        if architecture.to(endpoint, LinkKind::Endpoint).next().is_some() {
            continue;
        }
        let Some(component) = architecture.get(endpoint) else { continue };
        let Some(kind) = component.facts.target else { continue };
        let (span, slug) = (component.span, component.slug.clone());
        let free = architecture
            .of_kind(kind.id)
            .find(|(id, c)| {
                architecture.from(*id, LinkKind::Endpoint).next().is_none()
                    && (slug.is_empty() || c.slug.is_empty() || c.slug == slug)
            })
            .map(|(id, _)| id);
        let target = free.unwrap_or_else(|| {
            let reason = "its private endpoint is drawn".to_owned();
            let title = kind.title.to_owned();
            let facts = crate::catalog::Facts::default();
            architecture.add(Component {
                kind,
                nodes: Vec::new(),
                title,
                slug,
                span,
                facts,
                origin: Origin::Implied(reason),
            })
        });
        let reason = Origin::Implied("the endpoint's label names it".to_owned());
        architecture.link(LinkKind::Endpoint, endpoint, target, span, reason);
    }
}
