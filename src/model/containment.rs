//! Containment to relations: what it means that one thing is drawn inside another.

use std::collections::BTreeSet;

use super::{Architecture, Component, ComponentId, Origin, endpoints::endpoint_of, is_app};
use crate::{
    catalog::{Kind, LinkKind, Nature, Stated, SubnetRole},
    graph::Graph,
    source::Span,
};

/// Containment: the nearest cluster that stands for something holds the node.
pub(super) fn contain(graph: &Graph, architecture: &mut Architecture) {
    let drawn: Vec<(ComponentId, String, Span)> =
        architecture.all().filter_map(|(id, c)| Some((id, c.nodes.first()?.clone(), c.span))).collect();
    for (id, node, span) in drawn {
        let mut parent = graph
            .nodes
            .get(&node)
            .and_then(|n| n.parent.clone())
            .or_else(|| graph.cluster(&node).and_then(|c| c.parent.clone()));
        let mut seen = BTreeSet::new();
        let mut nearest = true;
        while let Some(cluster) = parent {
            if !seen.insert(cluster.clone()) {
                break;
            }
            if let Some(holder) = architecture.of_node(&cluster)
                && holder != id
            {
                nearest = !inside(architecture, holder, id, span, nearest) && nearest;
            }
            parent = graph.cluster(&cluster).and_then(|c| c.parent.clone());
        }
    }
}

/// What it means that one component is drawn inside another. Returns whether the holder is a real one, so that those further out
/// say nothing new of the network.
fn inside(architecture: &mut Architecture, holder: ComponentId, id: ComponentId, span: Span, nearest: bool) -> bool {
    let (Some(outer), Some(inner)) = (architecture.get(holder), architecture.get(id)) else { return false };
    let (outer_kind, inner_kind) = (outer.kind, inner.kind);
    let role = outer.facts.role;
    let region = outer.facts.region.clone();
    match (outer_kind.id, inner_kind.id) {
        ("region", _) => {
            if let Some(inner) = architecture.components.get_mut(id.0)
                && inner.facts.region.is_none()
            {
                inner.facts.region = region;
            }
            architecture.link(LinkKind::Contains, holder, id, span, Origin::Drawn);
            return false;
        }
        ("virtual-network", "private-dns-zone") if nearest => {
            architecture.link(LinkKind::Linked, id, holder, span, Origin::Drawn)
        }
        _ if outer_kind.nature == Nature::Frame => return false,
        ("container-apps-environment", "container-apps") | ("aks", "aks-node-pool") => {
            architecture.link(LinkKind::Hosts, holder, id, span, Origin::Drawn);
            return true;
        }
        ("app-service-environment" | "app-service-plan", app) if app == "app-service-plan" || is_app(inner_kind) => {
            architecture.link(LinkKind::Hosts, holder, id, span, Origin::Drawn);
            // An environment is in the network with all that it runs: the VNet around it is no integration.
            return outer_kind.id == "app-service-environment";
        }
        ("subnet", _) if is_app(inner_kind) && role == Some(SubnetRole::Environment) => {}
        ("virtual-network" | "subnet", _) if is_app(inner_kind) && nearest && role != Some(SubnetRole::Environment) => {
            architecture.link(LinkKind::Integrates, id, holder, span, Origin::Drawn);
            mark_inside(architecture, id, holder);
        }
        ("subnet", _) if inner_kind.injected.is_some() && nearest && takes(outer, inner_kind) => {
            architecture.link(LinkKind::Contains, holder, id, span, Origin::Drawn);
        }
        ("virtual-network" | "subnet", _) if inner_kind.data && nearest => {
            endpoint_of(architecture, id, Some(holder), span, &[]);
        }
        ("virtual-network" | "subnet", _) if nearest && in_network(inner_kind) => {
            architecture.link(LinkKind::Contains, holder, id, span, Origin::Drawn);
        }
        ("virtual-network", "subnet") => architecture.link(LinkKind::Contains, holder, id, span, Origin::Drawn),
        ("subnet", "network-security-group" | "route-table" | "nat-gateway") => {
            architecture.link(LinkKind::Governs, id, holder, span, Origin::Drawn);
        }
        _ => return false,
    }
    matches!(outer_kind.id, "virtual-network" | "subnet")
}

/// Whether a subnet is given to a service whose servers stand inside: a flexible server that is drawn elsewhere has an endpoint there.
pub(super) fn takes(subnet: &Component, kind: &Kind) -> bool {
    let delegated = |d: &Stated<Option<String>>| {
        d.value.as_deref().is_none_or(|service| kind.injected.is_some_and(|own| own.eq_ignore_ascii_case(service)))
    };
    subnet.facts.role == Some(SubnetRole::Database) || subnet.facts.delegations.iter().any(delegated)
}

/// An app that is drawn inside a subnet only uses it; the relation remembers that it was drawn so.
fn mark_inside(architecture: &mut Architecture, app: ComponentId, holder: ComponentId) {
    for relation in &mut architecture.relations {
        if relation.kind == LinkKind::Integrates && relation.from == app && relation.to == holder {
            relation.edge = None;
            relation.against = false;
        }
    }
}

/// What has an address in a subnet of its own.
pub(super) fn in_network(kind: &Kind) -> bool {
    matches!(
        kind.id,
        "subnet"
            | "private-endpoint"
            | "app-service-environment"
            | "vpn-gateway"
            | "expressroute"
            | "azure-firewall"
            | "application-gateway"
            | "bastion"
            | "vnet-integration"
            | "internal-load-balancer"
            | "load-balancer"
            | "virtual-machine"
            | "network-interface"
            | "aks-node-pool"
            | "container-apps-environment"
            | "dns-private-resolver"
    )
}
