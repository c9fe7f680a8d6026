//! What is shown, and what stands in what.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::{Part, words};
use crate::{
    catalog::{LinkKind, Nature, SubnetRole, kind},
    graph::Graph,
    model::{self, Architecture, Component, ComponentId, is_app},
    source::Span,
};

/// The parts of a picture, in the order of the flow.
pub(super) struct Placed {
    pub(super) parts: Vec<Part>,
    /// The part that shows a component; several may share one.
    shown: BTreeMap<ComponentId, usize>,
    /// Parts that are left out after all.
    pub(super) dropped: BTreeSet<usize>,
}

impl Placed {
    /// Returns the part that shows a component.
    pub(super) fn of(&self, id: ComponentId) -> Option<usize> {
        self.shown.get(&id).copied()
    }

    /// Returns the parts that are not left out.
    pub(super) fn shown(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.parts.len()).filter(|p| !self.dropped.contains(p))
    }

    /// Whether a part belongs to nobody's deployment.
    pub(super) fn is_outside(&self, part: usize) -> bool {
        self.parts.get(part).and_then(|p| kind(p.kind)).is_some_and(|k| is_outside(k.nature))
    }

    /// Returns the parts around a part, the nearest first.
    pub(super) fn around(&self, part: usize) -> impl Iterator<Item = usize> + '_ {
        let outer = |p: &usize| self.parts.get(*p).and_then(|p| p.holder);
        std::iter::successors(outer(&part), outer).take(self.parts.len())
    }

    /// Returns how many parts are around a part.
    pub(super) fn depth(&self, part: usize) -> usize {
        self.around(part).count()
    }
}

const fn is_outside(nature: Nature) -> bool {
    matches!(nature, Nature::Actor | Nature::Service)
}

/// Returns the parts of an architecture.
pub(super) fn parts(drawn: &Graph, architecture: &Architecture) -> Placed {
    let mut ids: Vec<(ComponentId, &Component)> =
        architecture.all().filter(|(id, c)| is_shown(architecture, *id, c)).collect();
    let groups = architecture.of_kind("resource-group").count();
    ids.retain(|(_, c)| c.kind.id != "resource-group" || groups > 1);
    ids.sort_by_key(|(id, c)| (rank(c), *id));
    let holders = holders(architecture);
    let mut placed = Placed { parts: Vec::new(), shown: BTreeMap::new(), dropped: BTreeSet::new() };
    for (id, component) in &ids {
        placed.shown.insert(*id, placed.parts.len());
        placed.parts.push(part(architecture, *id, component));
    }
    for (inner, outer) in &holders {
        if let (Some(inner), Some(outer)) = (placed.of(*inner), placed.of(*outer)) {
            placed.parts[inner].holder = Some(outer);
        }
    }
    stand_ins(architecture, &mut placed);
    zones(architecture, &mut placed);
    resource_groups(drawn, architecture, &mut placed);
    number(&mut placed.parts);
    placed
}

/// Where in the flow from outside in, and from above, a part stands.
fn rank(component: &Component) -> u8 {
    match component.kind.id {
        _ if component.kind.nature == Nature::Actor => 0,
        _ if component.kind.nature == Nature::Service => 1,
        "resource-group" => 2,
        "region" => 3,
        "front-door" | "waf-policy" => 4,
        "app-service-environment" | "app-service-plan" => 5,
        "web-app" | "function-app" | "static-web-app" => 6,
        "deployment-slot" | "scm-site" | "easy-auth" | "access-restrictions" => 7,
        "virtual-network" => 8,
        "subnet" => match component.facts.role {
            Some(SubnetRole::Gateway | SubnetRole::Firewall | SubnetRole::Bastion | SubnetRole::ApplicationGateway) => {
                9
            }
            Some(SubnetRole::Environment) => 10,
            Some(SubnetRole::Integration) => 11,
            _ => 12,
        },
        _ if component.kind.data => 14,
        "private-dns-zone" => 15,
        "managed-identity" | "user-assigned-identity" => 16,
        "application-insights" => 17,
        "log-analytics" => 18,
        _ => 13,
    }
}

/// What a reader of the model wants to see: no frame without contents, and nothing that another part says already.
fn is_shown(architecture: &Architecture, id: ComponentId, component: &Component) -> bool {
    match component.kind.id {
        "internal-load-balancer" | "vnet-integration" => false,
        "autoscale" => architecture.to(id, LinkKind::Scales).next().is_none(),
        // `Front Door + WAF` is one box, and says so.
        "waf-policy" => bearer(architecture, component).is_none(),
        "private-dns-zone" => component.facts.zone.is_some(),
        "region" => architecture.to(id, LinkKind::Contains).next().is_some(),
        _ => true,
    }
}

/// The gateway that the same node draws.
fn bearer(architecture: &Architecture, policy: &Component) -> Option<ComponentId> {
    let node = policy.nodes.first()?;
    let gateways = ["front-door", "application-gateway"];
    architecture.all().find(|(_, c)| gateways.contains(&c.kind.id) && c.nodes.contains(node)).map(|(id, _)| id)
}

fn part(architecture: &Architecture, id: ComponentId, component: &Component) -> Part {
    let (names, details) = words::of(architecture, id, component);
    let shape = match component.kind.nature {
        Nature::Actor => "stadium",
        _ if component.kind.data => "cylinder",
        _ => "square",
    };
    Part {
        id: String::new(),
        kind: component.kind.id,
        component: Some(id),
        names,
        details,
        shape,
        glyph: component.kind.glyph,
        accent: words::accent(component.kind),
        filled: !component.is_drawn(),
        derived: component.facts.derived,
        holder: None,
        span: component.span,
    }
}

/// A part that only frames others.
fn frame(kind: &'static str, names: Vec<String>, filled: bool, span: Span) -> Part {
    let glyph = crate::catalog::kind(kind).map_or("", |k| k.glyph);
    let accent = crate::catalog::kind(kind).and_then(words::accent);
    let details = Vec::new();
    Part {
        id: String::new(),
        kind,
        component: None,
        names,
        details,
        shape: "square",
        glyph,
        accent,
        filled,
        derived: false,
        holder: None,
        span,
    }
}

/// Which component stands inside which.
fn holders(architecture: &Architecture) -> IndexMap<ComponentId, ComponentId> {
    // A subnet holds closer than its VNet, and a plan closer than what else there is around an app.
    let mut out = model::holders(architecture, |kind, holder| match (kind, holder.id) {
        (LinkKind::Contains, "subnet" | "app-service-environment") => Some(0),
        (LinkKind::Hosts, "app-service-plan") => Some(1),
        (LinkKind::Hosts, "app-service-environment") => Some(2),
        (LinkKind::Contains, "virtual-network") => Some(3),
        _ => None,
    });
    beside_apps(architecture, &mut out);
    // What governs one subnet stands in it.
    for id in ["network-security-group", "route-table", "nat-gateway"] {
        for (policy, _) in architecture.of_kind(id) {
            let mut on = architecture.to(policy, LinkKind::Governs).map(|(s, _)| s);
            if let (Some(subnet), None) = (on.next(), on.next()) {
                model::hold(&mut out, policy, subnet);
            }
        }
    }
    // A region is around whatever holds what is drawn in it: the plan of an app, the VNet of a subnet.
    for (region, _) in architecture.of_kind("region") {
        for (inner, component) in architecture.to(region, LinkKind::Contains) {
            let mut top = inner;
            while let Some(holder) = out.get(&top).copied() {
                top = holder;
            }
            if top != region && !is_outside(component.kind.nature) {
                out.insert(top, region);
            }
        }
    }
    out
}

/// A slot and what else belongs to an app stands beside it.
fn beside_apps(architecture: &Architecture, out: &mut IndexMap<ComponentId, ComponentId>) {
    let first = architecture.apps().next().map(|(id, _)| id);
    for (id, component) in architecture.all() {
        let app = match component.kind.id {
            "deployment-slot" => architecture.from(id, LinkKind::Hosts).find(|(_, c)| is_app(c.kind)).map(|(a, _)| a),
            "scm-site" | "easy-auth" | "access-restrictions" => first,
            _ => continue,
        };
        if let Some(plan) = app.and_then(|a| out.get(&a).copied()) {
            model::hold(out, id, plan);
        }
    }
}

/// What is not shown is shown by something else: a load balancer by its environment, autoscale by its plan.
fn stand_ins(architecture: &Architecture, placed: &mut Placed) {
    for (id, component) in architecture.all() {
        let other = match component.kind.id {
            "internal-load-balancer" => {
                let behind = architecture.to(id, LinkKind::Ingress).chain(architecture.from(id, LinkKind::Contains));
                behind.map(|(id, _)| id).find(|id| placed.shown.contains_key(id))
            }
            "vnet-integration" => {
                let app = architecture.from(id, LinkKind::Integrates).map(|(a, _)| a).next();
                let subnet =
                    app.and_then(|a| architecture.to(a, LinkKind::Integrates).map(|(s, _)| s).find(|s| *s != id));
                subnet.or(app)
            }
            "autoscale" => architecture.to(id, LinkKind::Scales).map(|(p, _)| p).next(),
            "waf-policy" => bearer(architecture, component),
            _ => None,
        };
        if let Some(part) = other.and_then(|o| placed.of(o))
            && !placed.shown.contains_key(&id)
        {
            placed.shown.insert(id, part);
        }
    }
}

/// Zones that are linked to the same VNets stand together; a zone of its own says what it is.
fn zones(architecture: &Architecture, placed: &mut Placed) {
    let mut linked: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for (id, _) in architecture.of_kind("private-dns-zone") {
        let Some(part) = placed.of(id) else { continue };
        let mut to: Vec<usize> = architecture.to(id, LinkKind::Linked).filter_map(|(v, _)| placed.of(v)).collect();
        to.sort_unstable();
        to.dedup();
        linked.entry(to).or_default().push(part);
    }
    for members in linked.into_values() {
        let [first, _, ..] = members.as_slice() else {
            for member in members {
                placed.parts[member].details.insert(0, "Private DNS zone".to_owned());
            }
            continue;
        };
        let filled = members.iter().all(|m| placed.parts[*m].filled);
        let holder = placed.parts.len();
        let span = placed.parts[*first].span;
        placed.parts.push(frame("private-dns-zone", vec!["Private DNS zones".to_owned()], filled, span));
        for member in members {
            placed.parts[member].holder = Some(holder);
        }
    }
}

/// Everything that is deployed stands in a resource group: the one that siteplan deploys to, or those that are drawn.
fn resource_groups(drawn: &Graph, architecture: &Architecture, placed: &mut Placed) {
    let mut groups = architecture.of_kind("resource-group");
    let (first, second) = (groups.next(), groups.next());
    let tops: Vec<usize> =
        (0..placed.parts.len()).filter(|p| placed.parts[*p].holder.is_none() && !placed.is_outside(*p)).collect();
    if second.is_none() {
        let name = first.map_or_else(|| "Resource group".to_owned(), |(_, c)| c.title.clone());
        let span = first.map(|(_, c)| c.span).unwrap_or_default();
        let mut group = frame("resource-group", vec![name.clone()], first.is_none(), span);
        let called = (!name.to_lowercase().contains("resource group")).then(|| "Resource group".to_owned());
        let details: Vec<String> = called.into_iter().chain(architecture.annotations.location.clone()).collect();
        group.details = if details.is_empty() { details } else { vec![details.join(" · ")] };
        let holder = placed.parts.len();
        placed.parts.push(group);
        for top in tops {
            placed.parts[top].holder = Some(holder);
        }
        if let Some((id, _)) = first {
            placed.shown.insert(id, holder);
        }
        return;
    }
    for top in tops {
        if placed.parts[top].kind == "resource-group" {
            continue;
        }
        let inside = |p: &usize| *p == top || placed.around(*p).any(|q| q == top);
        let members = (0..placed.parts.len()).filter(inside).filter_map(|p| placed.parts[p].component);
        let nodes: Vec<&str> = members.filter_map(|c| architecture.get(c)?.nodes.first()).map(String::as_str).collect();
        let group = nodes.iter().find_map(|node| group_of(drawn, architecture, node)).and_then(|g| placed.of(g));
        placed.parts[top].holder = group;
    }
}

/// The resource group that a node is drawn in.
fn group_of(drawn: &Graph, architecture: &Architecture, node: &str) -> Option<ComponentId> {
    let outer = |id: &str| match drawn.cluster(id) {
        Some(cluster) => cluster.parent.clone(),
        None => drawn.nodes.get(id)?.parent.clone(),
    };
    let around = std::iter::successors(outer(node), |id| outer(id)).take(drawn.clusters.len() + 1);
    let mut groups = around.filter_map(|id| architecture.of_node(&id));
    groups.find(|id| architecture.get(*id).is_some_and(|c| c.kind.id == "resource-group"))
}

/// Gives every part its id.
fn number(parts: &mut [Part]) {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for part in parts.iter_mut() {
        let kind =
            if part.component.is_none() && part.kind == "private-dns-zone" { "private-dns-zones" } else { part.kind };
        let count = counts.entry(kind).or_default();
        *count += 1;
        part.id = if *count == 1 { kind.to_owned() } else { format!("{kind}-{count}") };
    }
}
