//! Where things stand in the network: VNets, subnets by role, integration.

use super::{
    Architecture, Component, ComponentId, Origin, Relation,
    complete::{apps, fill, ids, span_of},
};
use crate::{
    catalog::{Facts, LinkKind, SubnetRole},
    graph::Graph,
    source::Span,
};

/// An environment stands in a subnet of its own; an internal load balancer in front of it makes it private.
pub(super) fn environments(architecture: &mut Architecture) {
    for balancer in ids(architecture, "internal-load-balancer") {
        let behind: Vec<ComponentId> = architecture.to(balancer, LinkKind::Ingress).map(|(id, _)| id).collect();
        let holders: Vec<ComponentId> = architecture.from(balancer, LinkKind::Contains).map(|(id, _)| id).collect();
        let span = span_of(architecture, balancer);
        for environment in behind {
            if let Some(component) = architecture.components.get_mut(environment.0) {
                component.facts.private = Some(true);
            }
            for holder in &holders {
                let reason = "its load balancer is in this subnet".to_owned();
                architecture.link(LinkKind::Contains, *holder, environment, span, Origin::Implied(reason));
            }
        }
    }
    for environment in ids(architecture, "app-service-environment") {
        let span = span_of(architecture, environment);
        seat(architecture, environment, SubnetRole::Environment, "an environment stands in a subnet of its own", span);
    }
}

/// Outbound traffic goes through a subnet: an edge to the VNet means its integration subnet.
pub(super) fn integrate(architecture: &mut Architecture) {
    for app in apps(architecture) {
        if architecture.environment_of(app).is_some() {
            stays_inside(architecture, app);
        }
        let through: Vec<(ComponentId, Span, Option<usize>, bool)> = architecture
            .relations
            .iter()
            .filter(|r| r.kind == LinkKind::Integrates && r.from == app)
            .filter(|r| architecture.get(r.to).is_some_and(|c| c.kind.id != "subnet"))
            .map(|r| (r.to, r.span, r.edge, r.against))
            .collect();
        let already = architecture.to(app, LinkKind::Integrates).any(|(_, c)| c.kind.id == "subnet");
        for (to, span, edge, against) in through {
            let vnet = match architecture.get(to).map(|c| c.kind.id) {
                Some("virtual-network") => Some(to),
                _ => architecture.vnet_of(to),
            };
            architecture.relations.retain(|r| !(r.kind == LinkKind::Integrates && r.from == app && r.to == to));
            if already {
                continue;
            }
            let reason = "outbound traffic goes through an integration subnet, and none is drawn";
            if let Some(subnet) = subnet_of(architecture, vnet, SubnetRole::Integration, reason, span) {
                architecture.link(
                    LinkKind::Integrates,
                    app,
                    subnet,
                    span,
                    Origin::Implied("an edge to the VNet means its integration subnet".to_owned()),
                );
                let drawn = architecture
                    .relations
                    .iter_mut()
                    .find(|r| r.kind == LinkKind::Integrates && r.from == app && r.to == subnet && r.edge.is_none());
                if let Some(relation) = drawn {
                    (relation.edge, relation.against) = (edge, against);
                }
            }
        }
    }
    // A subnet that an app sends its traffic through is an integration subnet, whatever its label says.
    let used: Vec<ComponentId> =
        architecture.relations.iter().filter(|r| r.kind == LinkKind::Integrates).map(|r| r.to).collect();
    for subnet in used {
        if let Some(component) = architecture.components.get_mut(subnet.0)
            && component.facts.role == Some(SubnetRole::General)
        {
            component.facts.role = Some(SubnetRole::Integration);
        }
    }
}

/// An edge from an app of an environment to the VNet, or to the environment's subnet, says where the app is, and is no integration: the
/// feature is not for apps of an environment (overview-vnet-integration). One to an integration subnet stays, and a rule tells it.
fn stays_inside(architecture: &mut Architecture, app: ComponentId) {
    let kept: Vec<ComponentId> = architecture
        .to(app, LinkKind::Integrates)
        .filter(|(_, c)| c.kind.id == "subnet" && c.facts.role == Some(SubnetRole::Integration))
        .map(|(id, _)| id)
        .collect();
    architecture.relations.retain(|r| r.kind != LinkKind::Integrates || r.from != app || kept.contains(&r.to));
}

/// `Integration subnet --> private endpoint` is the way that the traffic takes, unless the edge says that one holds the other: no
/// endpoint can stand in a delegated subnet.
pub(super) fn pass_through(graph: &Graph, architecture: &mut Architecture) {
    let holds = |edge: usize| {
        let label = graph.edges.get(edge).and_then(|e| e.label.as_ref()).map(|l| l.plain().to_lowercase());
        label.is_some_and(|l| l.contains("contain"))
    };
    let passes: Vec<(ComponentId, ComponentId, Span)> = architecture
        .relations
        .iter()
        .filter(|r| r.kind == LinkKind::Contains && r.edge.is_some_and(|e| !holds(e)))
        .filter(|r| architecture.get(r.from).is_some_and(|c| c.facts.role == Some(SubnetRole::Integration)))
        .filter(|r| architecture.get(r.to).is_some_and(|c| c.kind.id == "private-endpoint"))
        .map(|r| (r.from, r.to, r.span))
        .collect();
    for (subnet, endpoint, span) in passes {
        architecture
            .relations
            .retain(|r| !(r.kind == LinkKind::Contains && r.from == subnet && r.to == endpoint && r.edge.is_some()));
        let users = architecture.from(subnet, LinkKind::Integrates).filter(|(_, c)| super::is_app(c.kind));
        let users: Vec<ComponentId> = users.map(|(id, _)| id).collect();
        for app in users {
            let reason = "the app's subnet leads to it".to_owned();
            architecture.link(LinkKind::Access, app, endpoint, span, Origin::Implied(reason));
        }
    }
}

/// `App --> NAT gateway` is the way out that the traffic takes, which leads through a subnet. An edge from the gateway to the app says
/// no such thing, and a rule tells it.
pub(super) fn leave(graph: &Graph, architecture: &mut Architecture) {
    let leads = |r: &&Relation| {
        r.kind == LinkKind::Governs
            && architecture.get(r.from).is_some_and(|c| c.kind.id == "nat-gateway")
            && architecture.get(r.to).is_some_and(|c| super::is_app(c.kind))
            && r.edge.and_then(|e| graph.edges.get(e)).is_some_and(|e| architecture.of_node(&e.to) == Some(r.from))
    };
    let found: Vec<(ComponentId, ComponentId, Span)> =
        architecture.relations.iter().filter(leads).map(|r| (r.from, r.to, r.span)).collect();
    for (gateway, app, span) in found {
        if architecture.environment_of(app).is_some() || architecture.to(app, LinkKind::Integrates).next().is_some() {
            continue;
        }
        let reason = "the app's traffic leaves through the NAT gateway of a subnet";
        let vnet = architecture.vnet_of(gateway);
        if let Some(subnet) = subnet_of(architecture, vnet, SubnetRole::Integration, reason, span) {
            architecture.link(LinkKind::Integrates, app, subnet, span, Origin::Filled(reason.to_owned()));
        }
    }
}

/// An app whose data is only reached privately needs a way into the network.
pub(super) fn integrate_private(architecture: &mut Architecture) {
    for app in apps(architecture) {
        if architecture.environment_of(app).is_some() || architecture.to(app, LinkKind::Integrates).next().is_some() {
            continue;
        }
        // Behind a private endpoint, or inside of a subnet.
        let private = architecture.to(app, LinkKind::Access).find_map(|(data, component)| {
            let inside = component.kind.injected.is_some()
                && architecture.from(data, LinkKind::Contains).any(|(_, c)| c.kind.id == "subnet");
            let endpoint = architecture.from(data, LinkKind::Endpoint).map(|(e, _)| e).next();
            endpoint.or(inside.then_some(data))
        });
        let Some(private) = private else { continue };
        let (vnet, span) = (architecture.vnet_of(private), span_of(architecture, app));
        let reason = "the app uses data that is only reached privately";
        if let Some(subnet) = subnet_of(architecture, vnet, SubnetRole::Integration, reason, span) {
            architecture.link(LinkKind::Integrates, app, subnet, span, Origin::Filled(reason.to_owned()));
        }
    }
}

/// Everything that needs a subnet of its own has one, and every subnet a VNet.
pub(super) fn place(architecture: &mut Architecture) {
    for subnet in ids(architecture, "subnet") {
        if architecture.from(subnet, LinkKind::Contains).any(|(_, c)| c.kind.id == "virtual-network") {
            continue;
        }
        let span = span_of(architecture, subnet);
        if let Some(vnet) = vnet(architecture, span) {
            architecture.link(
                LinkKind::Contains,
                vnet,
                subnet,
                span,
                Origin::Implied("a subnet is in a VNet".to_owned()),
            );
        }
    }
    let seats = [
        ("private-endpoint", SubnetRole::PrivateEndpoints, "private endpoints stand in a subnet, and none is drawn"),
        ("vpn-gateway", SubnetRole::Gateway, "a gateway stands in a subnet of this name"),
        ("expressroute", SubnetRole::Gateway, "a gateway stands in a subnet of this name"),
        ("azure-firewall", SubnetRole::Firewall, "a firewall stands in a subnet of this name"),
        ("bastion", SubnetRole::Bastion, "Bastion stands in a subnet of this name"),
        ("application-gateway", SubnetRole::ApplicationGateway, "application gateways stand in a subnet of their own"),
    ];
    for (kind, role, reason) in seats {
        for id in ids(architecture, kind) {
            if is_line(architecture, id) {
                continue;
            }
            let span = span_of(architecture, id);
            seat(architecture, id, role, reason, span);
        }
    }
    govern(architecture);
}

/// Whether a circuit is drawn beside the gateway that it ends at: a provider's line stands in no subnet.
fn is_line(architecture: &Architecture, id: ComponentId) -> bool {
    let is_circuit = |c: &Component| c.kind.id == "expressroute" && c.title.to_lowercase().contains("circuit");
    let ends = architecture.to(id, LinkKind::Connects).chain(architecture.from(id, LinkKind::Connects));
    architecture.get(id).is_some_and(is_circuit)
        && ends.into_iter().any(|(_, c)| matches!(c.kind.id, "vpn-gateway" | "expressroute") && !is_circuit(c))
}

/// A NAT gateway, a route table or an NSG that hangs from an app or a VNet is the integration subnet's.
fn govern(architecture: &mut Architecture) {
    for kind in ["nat-gateway", "route-table", "network-security-group"] {
        for id in ids(architecture, kind) {
            let on: Vec<ComponentId> = architecture.to(id, LinkKind::Governs).map(|(t, _)| t).collect();
            if on.iter().any(|t| architecture.get(*t).is_some_and(|c| c.kind.id == "subnet")) {
                continue;
            }
            let span = span_of(architecture, id);
            let app = on
                .iter()
                .copied()
                .find(|t| architecture.get(*t).is_some_and(|c| super::is_app(c.kind)))
                .or_else(|| apps(architecture).first().copied());
            let through = app.and_then(|a| architecture.to(a, LinkKind::Integrates).map(|(s, _)| s).next());
            architecture.relations.retain(|r| !(r.kind == LinkKind::Governs && r.from == id));
            if let Some(subnet) = through {
                architecture.link(
                    LinkKind::Governs,
                    id,
                    subnet,
                    span,
                    Origin::Implied("only subnets carry it".to_owned()),
                );
            }
        }
    }
}

/// Puts a component into a subnet of a role, unless it stands in a subnet.
fn seat(architecture: &mut Architecture, id: ComponentId, role: SubnetRole, reason: &str, span: Span) {
    if architecture.from(id, LinkKind::Contains).any(|(_, c)| c.kind.id == "subnet") {
        return;
    }
    let optional = architecture.get(id).and_then(|c| c.facts.optional);
    let inside =
        architecture.from(id, LinkKind::Contains).find(|(_, c)| c.kind.id == "virtual-network").map(|(v, _)| v);
    let connected =
        architecture.to(id, LinkKind::Connects).find(|(_, c)| c.kind.id == "virtual-network").map(|(v, _)| v);
    // An endpoint to an app's data is in the app's network.
    let near = architecture
        .to(id, LinkKind::Endpoint)
        .flat_map(|(d, _)| architecture.from(d, LinkKind::Access))
        .find_map(|(a, _)| architecture.vnet_of(a));
    let vnet = inside.or(connected).or(near);
    if let Some(subnet) = subnet_of(architecture, vnet, role, reason, span) {
        architecture.relations.retain(|r| !(r.kind == LinkKind::Contains && r.to == id && Some(r.from) == inside));
        architecture.link(LinkKind::Contains, subnet, id, span, Origin::Filled(reason.to_owned()));
        if let Some(component) = architecture.components.get_mut(subnet.0)
            && component.is_filled()
            && component.facts.optional.is_none()
        {
            component.facts.optional = optional;
        }
    }
}

/// Returns the subnet of a role in a VNet, adding what is missing.
pub(super) fn subnet_of(
    architecture: &mut Architecture,
    within: Option<ComponentId>,
    role: SubnetRole,
    reason: &str,
    span: Span,
) -> Option<ComponentId> {
    let vnet = match within {
        Some(vnet) => vnet,
        None => vnet(architecture, span)?,
    };
    let of_role = |a: &Architecture| {
        a.to(vnet, LinkKind::Contains)
            .find(|(_, c)| c.kind.id == "subnet" && c.facts.role == Some(role))
            .map(|(id, _)| id)
    };
    // A subnet whose VNet is not drawn either.
    let homeless = |a: &Architecture| {
        a.of_kind("subnet")
            .find(|(id, c)| c.facts.role == Some(role) && a.from(*id, LinkKind::Contains).next().is_none())
            .map(|(id, _)| id)
    };
    if let Some(found) = of_role(architecture).or_else(|| homeless(architecture)) {
        architecture.link(LinkKind::Contains, vnet, found, span, Origin::Implied("a subnet is in a VNet".to_owned()));
        return Some(found);
    }
    let facts = Facts { role: Some(role), ..Facts::default() };
    let subnet = fill(architecture, "subnet", role.title(), span, facts, reason)?;
    architecture.link(LinkKind::Contains, vnet, subnet, span, Origin::Filled(reason.to_owned()));
    Some(subnet)
}

/// Returns the VNet of a drawing that has one, else adds it.
fn vnet(architecture: &mut Architecture, span: Span) -> Option<ComponentId> {
    match ids(architecture, "virtual-network").first() {
        Some(first) => Some(*first),
        None => fill(
            architecture,
            "virtual-network",
            "Virtual network",
            span,
            Facts::default(),
            "subnets are in a VNet, and none is drawn",
        ),
    }
}
