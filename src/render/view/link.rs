//! How parts are connected: few lines, each with the relation's name, and what everybody knows without a line left out.

use std::collections::{BTreeMap, BTreeSet};

use super::place::Placed;
use crate::{
    catalog::{Access, LinkKind, Nature},
    graph::{Ends, Graph, Stroke},
    model::{Architecture, Component, ComponentId, Relation, is_app},
    render::look::Key,
};

/// A line between two parts.
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) words: Vec<String>,
    pub(super) stroke: Stroke,
    pub(super) ends: Ends,
    /// The sort of line.
    pub(super) key: Key,
    /// What the key says of it.
    pub(super) meaning: &'static str,
    /// The edges of the drawing that say so.
    pub(super) drawn: Vec<usize>,
}

const TRAFFIC: (Key, &str) = (Key::Traffic, "traffic");
const ROLE: (Key, &str) = (Key::Grant, "role");
const INTEGRATION: &str = "VNet integration";

/// What lines can mean, in the order of the key.
pub(super) const MEANINGS: [&str; 11] = [
    "traffic",
    "deployment",
    "identity",
    "role",
    "telemetry",
    "DNS link",
    "policy",
    "sign-in",
    "peering",
    "replication",
    "drawn only",
];

/// The longest of the author's words that stand on a line.
const LONGEST: usize = 32;

/// Returns the lines between the parts.
pub(super) fn links(drawn: &Graph, architecture: &Architecture, placed: &Placed) -> Vec<Link> {
    let mut out: Vec<Link> = Vec::new();
    for relation in &architecture.relations {
        if let Some(link) = link(drawn, architecture, placed, relation) {
            add(&mut out, link);
        }
    }
    for relation in architecture.relations.iter().filter(|r| r.kind == LinkKind::Linked) {
        let (Some(zone), Some(vnet)) = (placed.of(relation.from), placed.of(relation.to)) else { continue };
        let group = placed.parts[zone].holder.filter(|h| {
            let holder = &placed.parts[*h];
            holder.component.is_none() && holder.kind == "private-dns-zone"
        });
        let mut link = Link::new(vnet, group.unwrap_or(zone), "DNS link", (Key::Quiet, "DNS link"));
        link.ends = Ends::Open;
        link.drawn.extend(relation.edge);
        add(&mut out, link);
    }
    slots(architecture, placed, &mut out);
    private(drawn, architecture, placed, &mut out);
    passing(drawn, architecture, placed, &mut out);
    // The picture is the same in whatever order the lines are drawn.
    out.sort_by_key(|l| (l.from, l.to, l.key));
    out
}

/// A slot goes into the VNet where its app does, whether that is drawn or not.
fn slots(architecture: &Architecture, placed: &Placed, out: &mut Vec<Link>) {
    for (slot, _) in architecture.of_kind("deployment-slot") {
        let apps = architecture.from(slot, LinkKind::Hosts).filter(|(_, c)| is_app(c.kind));
        let subnets = apps.flat_map(|(app, _)| architecture.to(app, LinkKind::Integrates));
        for (subnet, _) in subnets.filter(|(_, c)| c.kind.id == "subnet") {
            if let (Some(from), Some(to)) = (placed.of(slot), placed.of(subnet))
                && !nested(placed, from, to)
            {
                add(out, Link::new(from, to, INTEGRATION, TRAFFIC));
            }
        }
    }
}

/// What an app sends to private data goes from where it enters the network to the endpoints there.
fn private(drawn: &Graph, architecture: &Architecture, placed: &Placed, out: &mut Vec<Link>) {
    let accesses = architecture.relations.iter().filter(|r| r.kind == LinkKind::Access);
    for relation in accesses.filter(|r| architecture.get(r.from).is_some_and(|c| is_app(c.kind))) {
        let app = relation.from;
        let subnets = architecture.to(app, LinkKind::Integrates).filter(|(_, c)| c.kind.id == "subnet").map(|(s, _)| s);
        let ways = architecture.environment_of(app).map(|(e, _)| e).into_iter().chain(subnets);
        for way in ways.collect::<Vec<_>>() {
            for (endpoint, _) in architecture.from(relation.to, LinkKind::Endpoint) {
                let (Some(from), Some(of)) = (placed.of(way), placed.of(endpoint)) else { continue };
                let to = placed.parts[of].holder.filter(|h| placed.parts[*h].kind == "subnet").unwrap_or(of);
                if nested(placed, from, to) || network(placed, from) != network(placed, to) {
                    continue;
                }
                let mut link = Link::new(from, to, "", TRAFFIC);
                let says = |e: &&(usize, &crate::graph::Edge)| {
                    let (a, b) = (architecture.of_node(&e.1.from), architecture.of_node(&e.1.to));
                    (a, b) == (Some(way), Some(endpoint))
                };
                link.drawn.extend(drawn.edges.iter().enumerate().filter(|e| says(&e)).map(|(i, _)| i));
                add(out, link);
            }
        }
    }
}

/// The network that a part stands in.
fn network(placed: &Placed, part: usize) -> Option<usize> {
    placed.around(part).find(|p| placed.parts[*p].kind == "virtual-network")
}

impl Link {
    fn new(from: usize, to: usize, words: &str, (key, meaning): (Key, &'static str)) -> Self {
        let words = if words.is_empty() { Vec::new() } else { vec![words.to_owned()] };
        let stroke = match key {
            Key::Grant => Stroke::Dotted,
            Key::Thick => Stroke::Thick,
            Key::Filled | Key::Derived | Key::Traffic | Key::Quiet => Stroke::Normal,
        };
        Self { from, to, words, stroke, ends: Ends::Point, key, meaning, drawn: Vec::new() }
    }
}

/// What lets traffic of any sort through, so that a line to or from it means traffic even where it is no relation.
const GATES: [&str; 6] =
    ["vpn-gateway", "expressroute", "azure-firewall", "bastion", "application-gateway", "internal-load-balancer"];

/// Adds what is drawn and is no relation, which deploys nothing: through a gateway it still is the way in or out, and between
/// others it is told quietly.
fn passing(drawn: &Graph, architecture: &Architecture, placed: &Placed, out: &mut Vec<Link>) {
    let related: BTreeSet<usize> = architecture.relations.iter().filter_map(|r| r.edge).collect();
    let pairs: BTreeSet<(ComponentId, ComponentId)> =
        architecture.relations.iter().flat_map(|r| [(r.from, r.to), (r.to, r.from)]).collect();
    let mut named: BTreeMap<&str, ComponentId> = BTreeMap::new();
    for (id, node) in architecture.all().flat_map(|(id, c)| c.nodes.iter().map(move |n| (id, n))) {
        named.entry(node).or_insert(id);
    }
    for (index, edge) in drawn.edges.iter().enumerate().filter(|(i, _)| !related.contains(i)) {
        let (Some(&a), Some(&b)) = (named.get(edge.from.as_str()), named.get(edge.to.as_str())) else { continue };
        let kinds = [a, b].map(|id| architecture.get(id).map_or("", |c| c.kind.id));
        let any = |among: &[&str]| kinds.iter().any(|k| among.contains(k));
        let gate = any(&GATES);
        // A line from a network is containment, however it is drawn; a subnet may send what it does not hold through a gateway.
        if any(&["virtual-network", "region", "resource-group"]) || (any(&["subnet"]) && !gate) {
            continue;
        }
        let (Some(from), Some(to)) = (placed.of(a), placed.of(b)) else { continue };
        // What an endpoint leads to and from is told by the app that uses it.
        let told = any(&["private-endpoint"]) || pairs.contains(&(a, b)) || linked(out, from, to);
        if nested(placed, from, to) || (!gate && told) {
            continue;
        }
        let sort = if gate { TRAFFIC } else { (Key::Quiet, "drawn only") };
        let mut link = Link::new(from, to, &said(drawn, Some(index)), sort);
        link.drawn.push(index);
        add(out, link);
    }
}

/// Whether there is a line between two parts, whichever way.
fn linked(links: &[Link], a: usize, b: usize) -> bool {
    links.iter().any(|l| (l.from, l.to) == (a, b) || (l.from, l.to) == (b, a))
}

/// Whether two parts are one, or one stands in the other, which needs no line.
fn nested(placed: &Placed, a: usize, b: usize) -> bool {
    a == b || placed.around(a).any(|p| p == b) || placed.around(b).any(|p| p == a)
}

/// The author's words on an edge, where they are few.
fn said(drawn: &Graph, edge: Option<usize>) -> String {
    let label = edge.and_then(|e| drawn.edges.get(e)).and_then(|e| e.label.as_ref());
    label.map(|l| l.plain()).filter(|l| l.chars().count() <= LONGEST).unwrap_or_default()
}

/// Adds a line; one of the same sort between the same parts takes it up.
fn add(links: &mut Vec<Link>, link: Link) {
    match links.iter_mut().find(|l| l.from == link.from && l.to == link.to && l.meaning == link.meaning) {
        Some(known) => {
            known.drawn.extend(link.drawn);
            let new: Vec<String> = link.words.into_iter().filter(|w| !known.words.contains(w)).collect();
            known.words.extend(new);
        }
        None => links.push(link),
    }
}

fn link(drawn: &Graph, architecture: &Architecture, placed: &Placed, relation: &Relation) -> Option<Link> {
    let (from, to) = (placed.of(relation.from)?, placed.of(relation.to)?);
    if nested(placed, from, to) || told_by_guest(architecture, relation) {
        return None;
    }
    let said = || said(drawn, relation.edge);
    let mut link = match relation.kind {
        // `App --> Internet` is the way out.
        LinkKind::Ingress if outward(drawn, architecture, relation) => Link::new(to, from, &said(), TRAFFIC),
        LinkKind::Ingress | LinkKind::Connects => Link::new(from, to, &said(), TRAFFIC),
        LinkKind::Endpoint => Link::new(from, to, "", TRAFFIC),
        LinkKind::Integrates => Link::new(from, to, INTEGRATION, TRAFFIC),
        LinkKind::Access => access(architecture, placed, relation)?,
        LinkKind::Identity => Link::new(from, to, "identity", (Key::Grant, "identity")),
        LinkKind::Telemetry if through_insights(architecture, relation) => return None,
        LinkKind::Telemetry => Link::new(from, to, "", (Key::Quiet, "telemetry")),
        LinkKind::Governs => Link::new(from, to, "", (Key::Quiet, "policy")),
        LinkKind::Trusts => Link::new(from, to, "sign-in", (Key::Quiet, "sign-in")),
        LinkKind::Deploys => Link::new(from, to, "deploys", (Key::Traffic, "deployment")),
        LinkKind::Peers => {
            let mut link = Link::new(from, to, "peering", (Key::Thick, "peering"));
            link.ends = Ends::Open;
            link
        }
        LinkKind::Replicates => Link::new(from, to, "replicates", (Key::Thick, "replication")),
        LinkKind::Contains | LinkKind::Hosts | LinkKind::Scales | LinkKind::Linked | LinkKind::Resolves => return None,
    };
    link.drawn.extend(relation.edge);
    Some(link)
}

/// Whether a request is drawn as leaving for an actor.
fn outward(drawn: &Graph, architecture: &Architecture, relation: &Relation) -> bool {
    let actor = architecture.get(relation.from).is_some_and(|c| c.kind.nature == Nature::Actor);
    let start = relation.edge.and_then(|e| drawn.edges.get(e)).and_then(|e| architecture.of_node(&e.from));
    actor && start == Some(relation.to)
}

/// Whether an app inside of what a relation starts from has the same one, or the app of a slot. A slot's way into the VNet is its
/// own: it has no other, and a swap does not bring one.
fn told_by_guest(architecture: &Architecture, relation: &Relation) -> bool {
    if !matches!(
        relation.kind,
        LinkKind::Telemetry | LinkKind::Identity | LinkKind::Trusts | LinkKind::Access | LinkKind::Integrates
    ) {
        return false;
    }
    let Some(from) = architecture.get(relation.from) else { return false };
    let same = |id: ComponentId| architecture.relation(id, relation.kind, relation.to).is_some();
    match from.kind.id {
        "deployment-slot" if relation.kind == LinkKind::Integrates => false,
        "deployment-slot" => {
            architecture.from(relation.from, LinkKind::Hosts).any(|(app, c)| is_app(c.kind) && same(app))
        }
        "app-service-plan" | "app-service-environment" => {
            let guests: Vec<ComponentId> = architecture.to(relation.from, LinkKind::Hosts).map(|(id, _)| id).collect();
            let inner = guests.iter().flat_map(|g| architecture.to(*g, LinkKind::Hosts).map(|(id, _)| id));
            guests.iter().copied().chain(inner).any(same)
        }
        _ => false,
    }
}

/// Whether telemetry to a workspace goes there through Application Insights.
fn through_insights(architecture: &Architecture, relation: &Relation) -> bool {
    let mut insights =
        architecture.to(relation.from, LinkKind::Telemetry).filter(|(_, c)| c.kind.id == "application-insights");
    insights.any(|(id, _)| architecture.relation(id, LinkKind::Telemetry, relation.to).is_some())
}

/// What lets an app use data: an Azure role, one of the service's own, or where siteplan grants none the way to sign in.
fn roles(data: &Component, access: Option<Access>) -> Vec<String> {
    let mut roles: BTreeSet<&str> = data.kind.roles_for(access, &data.facts.groups).iter().map(|r| r.name).collect();
    roles.extend(data.kind.own_role(access));
    if data.kind.roles.is_empty() && data.kind.own_roles.is_empty() && data.kind.data {
        roles.insert("signs in with Entra ID");
    }
    let last = roles.len().saturating_sub(1);
    let separated = |(i, role): (usize, &str)| if i < last { format!("{role},") } else { role.to_owned() };
    roles.into_iter().enumerate().map(separated).collect()
}

/// How an app uses data. Where an endpoint leads there, the traffic is told by the way through the network, and the line is the
/// role; else the line is the traffic, and the role stands on it.
fn access(architecture: &Architecture, placed: &Placed, relation: &Relation) -> Option<Link> {
    let (user, data) = (architecture.get(relation.from)?, architecture.get(relation.to)?);
    let (from, to) = (placed.of(relation.from)?, placed.of(relation.to)?);
    if data.kind.id == "private-endpoint" {
        return None;
    }
    let roles = roles(data, relation.access);
    let granted = |id: ComponentId| architecture.relation(id, LinkKind::Access, relation.to).is_some();
    let identity =
        architecture.to(relation.from, LinkKind::Identity).map(|(id, _)| id).find(|id| placed.of(*id).is_some());
    if user.kind.nature == Nature::Capability || user.kind.id == "user-assigned-identity" {
        let mut link = Link::new(from, to, "", ROLE);
        link.words = roles;
        return Some(link);
    }
    let private = architecture.from(relation.to, LinkKind::Endpoint).next().is_some();
    // The identity that is drawn to the data says it.
    if identity.is_some_and(granted) && (private || !matches!(relation.origin, crate::model::Origin::Drawn)) {
        return None;
    }
    let mut link = if private {
        let from = identity.and_then(|id| placed.of(id)).unwrap_or(from);
        Link::new(from, to, "", ROLE)
    } else {
        Link::new(from, to, "", TRAFFIC)
    };
    link.words.extend(roles);
    Some(link)
}
