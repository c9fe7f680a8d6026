//! Where DNS private resolvers stand, and whom they answer and ask.
//!
//! A VNet has one resolver at most. Each of its endpoints has a subnet of its own, of /28 at least, that is delegated to it
//! (learn.microsoft.com/azure/dns/dns-private-resolver-overview, read 2026-11-25).

use super::{
    Architecture, ComponentId, Origin,
    complete::{ids, span_of},
    network::subnet_of,
};
use crate::catalog::{LinkKind, StatedProperty, SubnetRole};

/// Gives every resolver the subnets of its endpoints. One that is drawn again in the same VNet, as its endpoints often are, is the same.
pub(super) fn place(architecture: &mut Architecture) {
    let mut seen: Vec<(Option<ComponentId>, ComponentId)> = Vec::new();
    let mut all = ids(architecture, "dns-private-resolver");
    all.retain(|id| is_azures(architecture, *id));
    // The resolver itself before its endpoints.
    all.sort_by_key(|id| architecture.get(*id).is_some_and(|c| c.title.to_lowercase().contains("endpoint")));
    for id in all {
        let vnet = own_vnet(architecture, id);
        let drawn = architecture.from(id, LinkKind::Contains).find(|(_, c)| c.kind.id == "subnet").map(|(s, _)| s);
        let role =
            if is_outbound(architecture, id) { SubnetRole::ResolverOutbound } else { SubnetRole::ResolverInbound };
        if let Some(subnet) = drawn {
            dedicate(architecture, subnet, id, role);
        }
        match seen.iter().find(|(known, _)| *known == vnet) {
            Some((_, first)) => absorb(architecture, *first, id),
            None => seen.push((vnet, id)),
        }
    }
    for (vnet, id) in seen {
        let asks = forwards(architecture, id);
        let answers =
            !(asks && is_outbound(architecture, id) && architecture.from(id, LinkKind::Connects).next().is_none())
                || has_subnet(architecture, vnet, SubnetRole::ResolverInbound);
        let endpoints = [
            (answers, SubnetRole::ResolverInbound, "the endpoint that answers stands in a subnet of its own"),
            (asks, SubnetRole::ResolverOutbound, "the endpoint that asks stands in a subnet of its own"),
        ];
        architecture.relations.retain(|r| !(r.kind == LinkKind::Contains && r.to == id));
        let (span, optional) = (span_of(architecture, id), architecture.get(id).and_then(|c| c.facts.optional));
        for (_, role, reason) in endpoints.into_iter().filter(|(is_there, ..)| *is_there) {
            let Some(subnet) = subnet_of(architecture, vnet, role, reason, span) else { continue };
            architecture.link(LinkKind::Contains, subnet, id, span, Origin::Filled(reason.to_owned()));
            if let Some(component) = architecture.components.get_mut(subnet.0).filter(|c| c.is_filled()) {
                component.facts.optional = component.facts.optional.or(optional);
            }
        }
    }
}

/// A resolver answers with what the zones hold that are linked to its VNet.
pub(super) fn answer(architecture: &mut Architecture) {
    for id in ids(architecture, "dns-private-resolver") {
        let inbound =
            architecture.from(id, LinkKind::Contains).any(|(_, c)| c.facts.role == Some(SubnetRole::ResolverInbound));
        let Some(vnet) = architecture.vnet_of(id).filter(|_| inbound) else { continue };
        for zone in ids(architecture, "private-dns-zone") {
            if architecture.get(zone).is_some_and(|c| c.facts.zone.is_some()) {
                let span = span_of(architecture, zone);
                let reason = "the resolver answers for what its VNet knows".to_owned();
                architecture.link(LinkKind::Linked, zone, vnet, span, Origin::Filled(reason));
            }
        }
    }
}

/// A forwarder that nobody calls a resolver is a server, which somebody else sets up.
fn is_azures(architecture: &Architecture, id: ComponentId) -> bool {
    let title = architecture.get(id).map(|c| c.title.to_lowercase()).unwrap_or_default();
    !title.contains("forwarder") || title.contains("resolver")
}

/// Whether a label speaks of the endpoint that asks, and not of the one that answers.
fn is_outbound(architecture: &Architecture, id: ComponentId) -> bool {
    let title = architecture.get(id).map(|c| c.title.to_lowercase()).unwrap_or_default();
    title.contains("outbound") && !title.contains("inbound")
}

/// Whether names of networks outside are asked there: an edge leads to one, or the label says it.
fn forwards(architecture: &Architecture, id: ComponentId) -> bool {
    match architecture.get(id).and_then(|c| c.facts.property("forwards")) {
        Some(stated) => stated.value == "on",
        None => architecture.to(id, LinkKind::Connects).any(|(_, c)| c.kind.id == "on-premises"),
    }
}

/// The VNet that a resolver is drawn in, else the one with the gateway, where networks outside get to.
fn own_vnet(architecture: &Architecture, id: ComponentId) -> Option<ComponentId> {
    let gateways = || ["vpn-gateway", "expressroute"].into_iter().flat_map(|kind| ids(architecture, kind));
    architecture
        .vnet_of(id)
        .or_else(|| gateways().find_map(|gateway| architecture.vnet_of(gateway)))
        .or_else(|| ids(architecture, "virtual-network").first().copied())
}

fn has_subnet(architecture: &Architecture, vnet: Option<ComponentId>, role: SubnetRole) -> bool {
    let Some(vnet) = vnet else { return false };
    architecture.to(vnet, LinkKind::Contains).any(|(_, c)| c.kind.id == "subnet" && c.facts.role == Some(role))
}

/// A subnet that is drawn around a resolver and nothing else is its endpoint's.
fn dedicate(architecture: &mut Architecture, subnet: ComponentId, id: ComponentId, role: SubnetRole) {
    let is_shared = architecture.to(subnet, LinkKind::Contains).any(|(other, _)| other != id);
    if let Some(component) = architecture.components.get_mut(subnet.0)
        && component.facts.role == Some(SubnetRole::General)
        && !is_shared
    {
        component.facts.role = Some(role);
    }
}

/// Makes the first of two the whole resolver.
fn absorb(architecture: &mut Architecture, first: ComponentId, again: ComponentId) {
    if forwards(architecture, again) {
        let span = span_of(architecture, again);
        let stated = StatedProperty { key: "forwards", value: "on".to_owned(), span };
        if let Some(component) = architecture.components.get_mut(first.0) {
            component.facts.state(stated);
        }
    }
    architecture.relations.retain(|r| !(r.kind == LinkKind::Contains && r.to == again));
    for relation in &mut architecture.relations {
        if relation.kind == LinkKind::Connects && relation.from == again {
            relation.from = first;
        }
        if relation.kind == LinkKind::Connects && relation.to == again {
            relation.to = first;
        }
    }
}
