//! Edges to relations.
//!
//! The same architecture drawn with subgraphs or with edges gives the same relations, whichever way the edges point.

use indexmap::IndexMap;

use super::{
    Architecture, Component, ComponentId, EdgeReading, Origin, Relation, containment,
    containment::in_network,
    endpoints::{self, endpoint_of},
    is_app,
    merge::label_facts,
    recognize::Reading,
};
use crate::{
    catalog::{Access, Kind, LinkKind, Nature, SubnetRole},
    graph::{Edge, Ends, Graph},
};

/// Adds the relations that edges and clusters draw.
pub(super) fn relate(graph: &Graph, readings: &IndexMap<String, Reading>, architecture: &mut Architecture) {
    containment::contain(graph, architecture);
    let mut told: Vec<EdgeReading> = Vec::new();
    for (i, edge) in graph.edges.iter().enumerate() {
        let reason = relate_edge(i, edge, readings, architecture);
        told.push(EdgeReading { edge: i, reason });
    }
    architecture.edges = told;
    transparent(architecture);
    through(architecture, "front-door-origin-group", LinkKind::Ingress, LinkKind::Ingress);
    through(architecture, "sql-failover-group", LinkKind::Access, LinkKind::Contains);
    endpoints::targets(architecture);
    endpoints::sub_resources(readings, architecture);
    endpoints::stated_endpoints(architecture);
}

/// Reads one edge. Returns what it was taken for.
fn relate_edge(
    index: usize,
    edge: &Edge,
    readings: &IndexMap<String, Reading>,
    architecture: &mut Architecture,
) -> String {
    let facts = label_facts(edge);
    for end in [&edge.from, &edge.to] {
        if let (Some(span), Some(id)) = (facts.optional, architecture.of_node(end))
            && let Some(component) = architecture.components.get_mut(id.0)
            && matches!(component.kind.id, "vpn-gateway" | "expressroute" | "bastion" | "nat-gateway" | "redis-cache")
        {
            component.facts.optional.get_or_insert(span);
        }
    }
    // `VNet -->|Integration Subnet<br/>delegated| Subnet` says it of the subnet.
    let subnet = [&edge.to, &edge.from]
        .into_iter()
        .filter_map(|end| architecture.of_node(end))
        .find(|id| architecture.get(*id).is_some_and(|c| c.kind.id == "subnet"));
    if let Some(component) = subnet.and_then(|id| architecture.components.get_mut(id.0)) {
        component.facts.delegations.extend(facts.delegations);
    }
    let ends = |id: &str| -> Vec<ComponentId> {
        architecture.all().filter(|(_, c)| c.nodes.iter().any(|n| n == id)).map(|(i, _)| i).collect()
    };
    let (from, to) = (ends(&edge.from), ends(&edge.to));
    if from.is_empty() || to.is_empty() {
        let id = if from.is_empty() { &edge.from } else { &edge.to };
        let text = readings.get(id).map_or(id.as_str(), |r| r.text.as_str());
        return format!("drawn only: \"{text}\" was not taken for anything");
    }
    let label = edge.label.as_ref().map(|l| l.plain().to_lowercase()).unwrap_or_default();
    let mut reasons: Vec<String> = Vec::new();
    for a in &from {
        for b in &to {
            if let Some(reason) = relate_pair(index, edge, &label, *a, *b, architecture) {
                reasons.push(reason);
            }
        }
    }
    reasons.dedup();
    if reasons.is_empty() { "no relation between these kinds; drawn only".to_owned() } else { reasons.join("; ") }
}

/// Reads an edge between two components.
fn relate_pair(
    index: usize,
    edge: &Edge,
    label: &str,
    a: ComponentId,
    b: ComponentId,
    architecture: &mut Architecture,
) -> Option<String> {
    if a == b {
        return Some("both ends are one thing".to_owned());
    }
    let (first, second) = (architecture.get(a)?.clone(), architecture.get(b)?.clone());
    // The service behind a subnet of private endpoints is reached through one.
    for (subnet, data, subnet_id, data_id) in [(&first, &second, a, b), (&second, &first, b, a)] {
        let endpoints = subnet.facts.role == Some(SubnetRole::PrivateEndpoints)
            || label.contains("private endpoint")
            || label.contains("private link");
        let through_subnet = matches!(subnet.kind.id, "subnet" | "virtual-network")
            && (data.kind.data || is_app(data.kind))
            && endpoints;
        if through_subnet && (data.kind.data || subnet.facts.role == Some(SubnetRole::PrivateEndpoints)) {
            // An integration subnet is delegated and holds no endpoint: it stands in another subnet of the same VNet.
            let delegated = subnet.facts.role == Some(SubnetRole::Integration);
            let holder = if delegated { architecture.vnet_of(subnet_id) } else { Some(subnet_id) };
            endpoint_of(architecture, data_id, holder, edge.span, &[]);
            return Some(if delegated {
                format!("a private endpoint to {}, reached from {}", data.title, subnet.title)
            } else {
                format!("a private endpoint to {} in {}", data.title, subnet.title)
            });
        }
    }
    // `App -->|Private Endpoint| SQL`: the endpoint is on the edge.
    if (label.contains("private endpoint") || label.contains("private link")) && is_app(first.kind) && second.kind.data
    {
        endpoint_of(architecture, b, None, edge.span, &[]);
    }
    // Front Door reaches its origin over a private link of its own, which closes the origin to everybody else.
    if first.kind.id == "front-door"
        && is_app(second.kind)
        && label.contains("private")
        && let Some(origin) = architecture.components.get_mut(b.0)
    {
        origin.facts.private = Some(true);
    }
    if !label.contains("contain") && passes_through(architecture, a, b) {
        return Some(format!("traffic from {} reaches {}, which stands in another subnet", first.title, second.title));
    }
    let (kind, from, to, against) = meaning(&first, &second)
        .map(|(k, swap, against)| if swap { (k, b, a, against) } else { (k, a, b, against) })?;
    // A line without a head says that the network outside asks, which is what a resolver is for.
    let is_line = edge.ends == Ends::Open && kind == LinkKind::Connects;
    let turned = is_line && architecture.get(from).is_some_and(|c| c.kind.id == "dns-private-resolver");
    let (from, to) = if turned { (to, from) } else { (from, to) };
    let access = (kind == LinkKind::Access).then(|| access_of(label)).flatten();
    let mut relation =
        Relation { kind, from, to, span: edge.span, edge: Some(index), against, access, origin: Origin::Drawn };
    if kind == LinkKind::Resolves {
        relation.origin = Origin::Drawn;
    }
    if architecture.relation(from, kind, to).is_none() {
        architecture.relations.push(relation);
    }
    // Questions may go both ways, and each way is an endpoint of its own.
    if kind == LinkKind::Connects
        && edge.ends == Ends::DoublePoint
        && [&first, &second].iter().any(|c| c.kind.id == "dns-private-resolver")
    {
        architecture.link(LinkKind::Connects, to, from, edge.span, Origin::Drawn);
    }
    let (from, to) = (architecture.get(from)?, architecture.get(to)?);
    Some(format!("{} {} {}", from.title, kind.verb(), to.title))
}

/// Whether an edge from a subnet shows traffic, not containment: an integration subnet is delegated and holds nothing, and what
/// is drawn inside another subnet stands there.
fn passes_through(architecture: &Architecture, subnet: ComponentId, other: ComponentId) -> bool {
    let (Some(from), Some(to)) = (architecture.get(subnet), architecture.get(other)) else { return false };
    let elsewhere = || {
        let mut holders = architecture.from(other, LinkKind::Contains).filter(|(_, c)| c.kind.id == "subnet");
        holders.any(|(id, _)| id != subnet)
    };
    let seated = in_network(to.kind) && !matches!(to.kind.id, "subnet" | "vnet-integration");
    from.kind.id == "subnet" && seated && (from.facts.role == Some(SubnetRole::Integration) || elsewhere())
}

fn access_of(label: &str) -> Option<Access> {
    let words: Vec<&str> = label.split(|c: char| !c.is_alphanumeric()).collect();
    let any = |list: &[&str]| list.iter().any(|w| words.contains(w));
    if any(&["write", "writes", "upload", "uploads", "publish", "send", "store", "save", "update"]) {
        Some(Access::Write)
    } else if any(&[
        "read",
        "reads",
        "get",
        "fetch",
        "secret",
        "secrets",
        "reference",
        "references",
        "pull",
        "pulls",
        "download",
    ]) {
        Some(Access::Read)
    } else {
        None
    }
}

/// What an edge from the first to the second means: the relation, whether its ends are swapped, and whether the drawing points
/// against its meaning.
fn meaning(first: &Component, second: &Component) -> Option<(LinkKind, bool, bool)> {
    let pair = directed(first, second).map(|k| (k, false, against(k, first, second, false)));
    // `Firewall --> Internet` is the way out, and not where requests come from.
    let way_out = first.kind.id == "azure-firewall" && second.kind.nature == Nature::Actor;
    let turned = || directed(second, first).filter(|k| !(way_out && *k == LinkKind::Ingress));
    pair.or_else(|| turned().map(|k| (k, true, against(k, second, first, true))))
}

/// Only directions that mislead are told: a zone may point to its VNet or the VNet to its zone, but outbound traffic leaves the app.
fn against(kind: LinkKind, from: &Component, _to: &Component, swapped: bool) -> bool {
    swapped && matches!(kind, LinkKind::Integrates) && is_app(from.kind)
}

/// The relation that a pair of kinds has, the first being its subject.
fn directed(from: &Component, to: &Component) -> Option<LinkKind> {
    use LinkKind as L;
    let (a, b) = (from.kind.id, to.kind.id);
    let app = |k: &Kind| is_app(k);
    let edge_service = |id: &str| {
        matches!(
            id,
            "front-door"
                | "front-door-origin-group"
                | "application-gateway"
                | "api-management"
                | "traffic-manager"
                | "internal-load-balancer"
                | "load-balancer"
        )
    };
    Some(match (a, b) {
        ("virtual-network", "subnet") => L::Contains,
        ("virtual-network", "virtual-network") => L::Peers,
        ("subnet" | "virtual-network", _) if in_network(to.kind) => L::Contains,
        ("subnet", _) if to.kind.injected.is_some() && containment::takes(from, to.kind) => L::Contains,
        ("app-service-environment", "app-service-plan") | ("app-service-plan", "deployment-slot") => L::Hosts,
        ("app-service-environment" | "app-service-plan", _) if app(to.kind) => L::Hosts,
        ("container-apps-environment", "container-apps") | ("aks", "aks-node-pool") => L::Hosts,
        ("sql-server", "sql-elastic-pool") => L::Hosts,
        ("sql-failover-group", "sql-server") => L::Contains,
        (_, "sql-failover-group") if app(from.kind) => L::Access,
        ("internal-load-balancer", "app-service-environment") => L::Ingress,
        (_, "deployment-slot") if app(from.kind) => L::Hosts,
        ("deployment-slot", "subnet" | "virtual-network") => L::Integrates,
        (_, "vnet-integration") if app(from.kind) => L::Integrates,
        (_, "virtual-network") if app(from.kind) => L::Integrates,
        (_, "subnet") if app(from.kind) && to.facts.role != Some(SubnetRole::PrivateEndpoints) => L::Integrates,
        ("private-endpoint", _) if !to.kind.private_links.is_empty() && endpoint_fits(from, to) => L::Endpoint,
        ("private-dns-zone", "private-endpoint") => L::Resolves,
        ("private-dns-zone", "virtual-network") => L::Linked,
        ("private-dns-zone", _) if !to.kind.private_links.is_empty() && to.kind.data => L::Resolves,
        ("application-insights", "log-analytics") => L::Telemetry,
        (_, "application-insights" | "log-analytics")
            if from.kind.is_deployed() || from.kind.nature == Nature::Capability =>
        {
            L::Telemetry
        }
        (_, "managed-identity" | "user-assigned-identity")
            if app(from.kind) || a == "app-service-environment" || a == "deployment-slot" =>
        {
            L::Identity
        }
        ("managed-identity" | "user-assigned-identity", _) if to.kind.data || b == "container-registry" => L::Access,
        ("autoscale", "app-service-plan") => L::Scales,
        ("autoscale", _) if app(to.kind) => L::Scales,
        ("waf-policy", "front-door" | "application-gateway") => L::Governs,
        ("network-security-group" | "route-table" | "nat-gateway", "subnet" | "virtual-network") => L::Governs,
        ("nat-gateway", _) if app(to.kind) => L::Governs,
        ("on-premises", "vpn-gateway" | "expressroute" | "local-network-gateway")
        | ("local-network-gateway" | "expressroute", "vpn-gateway" | "expressroute")
        | ("vpn-gateway" | "expressroute", "virtual-network")
        | ("on-premises", "dns-private-resolver")
        | ("dns-private-resolver", "on-premises") => L::Connects,
        ("pipeline", "scm-site" | "deployment-slot" | "container-registry") => L::Deploys,
        ("pipeline", _) if app(to.kind) => L::Deploys,
        (_, "entra-id") if from.kind.is_deployed() || from.kind.nature != Nature::Service => L::Trusts,
        (_, "container-registry") if app(from.kind) => L::Access,
        (_, "private-endpoint") if app(from.kind) => L::Access,
        (_, data) if app(from.kind) && to.kind.data && data != a => L::Access,
        (x, y) if x == y && from.kind.data => L::Replicates,
        _ if app(from.kind) && app(to.kind) => L::Ingress,
        _ if (from.kind.nature == Nature::Actor || edge_service(a))
            && (app(to.kind)
                || edge_service(b)
                || matches!(
                    b,
                    "private-endpoint"
                        | "app-service-environment"
                        | "deployment-slot"
                        | "waf-policy"
                        | "azure-firewall"
                        | "virtual-machine"
                        | "container-apps"
                        | "container-apps-environment"
                        | "aks"
                        | "aks-node-pool"
                )) =>
        {
            L::Ingress
        }
        ("waf-policy" | "azure-firewall", _) if app(to.kind) || b == "private-endpoint" || edge_service(b) => {
            L::Ingress
        }
        _ => return None,
    })
}

/// An edge from an endpoint to a service is the endpoint's own unless its label names another target. One from an app to an
/// endpoint is read before, as use.
fn endpoint_fits(endpoint: &Component, target: &Component) -> bool {
    endpoint.facts.target.is_none_or(|t| t.id == target.kind.id)
}

/// A node such as `VNet Integration` stands between an app and what it reaches: what goes into it comes out of it.
fn transparent(architecture: &mut Architecture) {
    let nodes: Vec<ComponentId> = architecture.of_kind("vnet-integration").map(|(id, _)| id).collect();
    for node in nodes {
        let apps: Vec<ComponentId> = architecture.from(node, LinkKind::Integrates).map(|(id, _)| id).collect();
        let span = architecture.get(node).map(|c| c.span).unwrap_or_default();
        let holder = architecture.from(node, LinkKind::Contains).map(|(id, _)| id).next();
        for app in apps {
            if let Some(holder) = holder {
                architecture.link(LinkKind::Integrates, app, holder, span, Origin::Drawn);
            }
        }
    }
}

/// What goes into a group comes out at its members: Front Door leads to the apps behind its origin group.
fn through(architecture: &mut Architecture, group: &str, into: LinkKind, out: LinkKind) {
    let groups: Vec<ComponentId> = architecture.of_kind(group).map(|(id, _)| id).collect();
    for group in groups {
        let users: Vec<ComponentId> = architecture.from(group, into).map(|(id, _)| id).collect();
        let members: Vec<ComponentId> = architecture.to(group, out).map(|(id, _)| id).collect();
        let Some((span, title)) = architecture.get(group).map(|c| (c.span, c.title.clone())) else { continue };
        for user in users {
            for member in &members {
                architecture.link(into, user, *member, span, Origin::Implied(format!("through {title}")));
            }
        }
    }
}
