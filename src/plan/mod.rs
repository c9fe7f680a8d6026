//! An architecture to an infrastructure plan: the same resources for every target.
//!
//! Components become parts with symbols, names and places; each kind adds its resources; links that any kind can have (roles,
//! diagnostics) are lowered here, from what both ends declare.

mod faults;
mod links;
mod naming;
mod order;
mod params;
mod waits;

pub use faults::faults;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::{
    catalog::{LinkKind, Lowering, Nature, Part, PartLink, World},
    config::{Config, Value},
    iac::{Expr, Plan},
    model::{Architecture, Component, Origin},
    source::Source,
};

/// What a plan is made for.
pub struct Request<'a> {
    /// The document.
    pub source: &'a Source,
    /// The diagram's id.
    pub id: &'a str,
    /// Where the diagram's text begins in the document: comments count lines from there, as prose above it is no matter of theirs.
    pub start: usize,
    /// The environments whose parameter files are written, the first the default.
    pub environments: &'a [String],
    /// The project file.
    pub config: &'a Config,
}

/// Lowers an architecture.
#[must_use]
pub fn lower(architecture: &Architecture, request: &Request<'_>) -> Plan {
    let mut plan = Plan { name: request.id.to_owned(), source: request.source.path.to_string(), ..Plan::default() };
    params::common(&mut plan, architecture, request);
    tags(&mut plan, request);
    let world = world(architecture, request, &mut plan);
    for (index, part) in world.parts.iter().enumerate() {
        let before = plan.resources.len();
        (part.kind.lower)(&mut Lowering { part, index, world: &world, plan: &mut plan });
        for resource in plan.resources.iter_mut().skip(before) {
            resource.area = part.kind.area();
        }
        if let Some(first) = plan.resources.get_mut(before)
            && first.comment.is_empty()
        {
            first.comment.clone_from(&part.comment);
        }
    }
    links::roles(&world, &mut plan);
    links::diagnostics(&world, &mut plan);
    order::sort(&mut plan.resources);
    waits::add(&mut plan.resources);
    order::sort(&mut plan.resources);
    params::values(&mut plan, request);
    params::prune(&mut plan);
    plan
}

/// Every resource tells which diagram it comes from and which environment it is.
fn tags(plan: &mut Plan, request: &Request<'_>) {
    let mut tags: IndexMap<String, Expr> = IndexMap::new();
    tags.insert("environment".to_owned(), Expr::param("environmentName"));
    tags.insert("siteplan-diagram".to_owned(), Expr::str(request.id));
    for (key, value) in &request.config.tags {
        tags.insert(key.clone(), Expr::str(value.clone()));
    }
    // What differs between environments is a parameter, so that they share all else.
    for key in request.config.environments.values().flat_map(|e| e.tags.keys()) {
        let param = params::tag(key, request);
        tags.insert(key.clone(), Expr::param(&param.name));
        if !plan.params.iter().any(|p| p.name == param.name) {
            plan.params.push(param);
        }
    }
    plan.tags = tags;
}

/// The components as the catalogue sees them.
fn world(architecture: &Architecture, request: &Request<'_>, plan: &mut Plan) -> World {
    let mut symbols = naming::Symbols::default();
    let mut parts = Vec::with_capacity(architecture.components.len());
    for (id, component) in architecture.all() {
        let symbol = symbols.of(architecture, id);
        let condition = condition(component, symbol.as_str(), plan);
        parts.push(Part {
            kind: component.kind,
            name: symbols.name(architecture, component, id),
            slug: symbols.slug(id).to_owned(),
            symbol,
            title: component.title.clone(),
            facts: component.facts.clone(),
            location: params::location(component, architecture, plan),
            condition,
            comment: comment(component, request),
            node: component.node().to_owned(),
        });
    }
    let one = one_zone(&mut parts);
    let mut links: Vec<PartLink> = Vec::with_capacity(architecture.relations.len());
    for r in &architecture.relations {
        // What the edge says counts before what an annotation says of the data as a whole.
        let access = r.access.or_else(|| architecture.get(r.to).and_then(|c| c.facts.access));
        let end = |id: usize| one.get(&id).copied().unwrap_or(id);
        let link = PartLink { kind: r.kind, from: end(r.from.0), to: end(r.to.0), access };
        if !links.contains(&link) {
            links.push(link);
        }
    }
    inside(&links, &mut parts);
    slots(&links, &mut parts);
    World { parts, links }
}

/// A resource group holds one private zone of a name: what is drawn again is the first, with the links of both. Returns which
/// parts are which.
fn one_zone(parts: &mut [Part]) -> BTreeMap<usize, usize> {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut again = BTreeMap::new();
    for (index, part) in parts.iter_mut().enumerate() {
        let Some(zone) = part.facts.zone.as_ref().filter(|_| part.kind.id == "private-dns-zone") else { continue };
        match first.get(&zone.value) {
            Some(earlier) => {
                again.insert(index, *earlier);
                // Without a name there is nothing to deploy.
                part.facts.zone = None;
            }
            None => {
                first.insert(zone.value.clone(), index);
            }
        }
    }
    again
}

/// What stands in a network is only there with it: Azure refuses an endpoint in a subnet that is not deployed.
fn inside(links: &[PartLink], parts: &mut [Part]) {
    // A VNet holds subnets, and they hold the rest.
    for holder in ["virtual-network", "subnet"] {
        for link in links.iter().filter(|l| l.kind == LinkKind::Contains) {
            let Some(around) = parts.get(link.from).filter(|p| p.kind.id == holder) else { continue };
            let condition = around.condition.clone();
            let Some(part) = parts.get_mut(link.to) else { continue };
            part.condition = Expr::both(condition, part.condition.take());
        }
    }
}

/// A slot is only there with its app, and so is what refers to it.
fn slots(links: &[PartLink], parts: &mut [Part]) {
    for link in links.iter().filter(|l| l.kind == LinkKind::Hosts) {
        for (slot, app) in [(link.from, link.to), (link.to, link.from)] {
            let of_app = parts.get(app).filter(|p| p.kind.hosting).and_then(|p| p.condition.clone());
            if let Some(part) = parts.get_mut(slot).filter(|p| p.kind.id == "deployment-slot") {
                part.condition = part.condition.take().or(of_app);
            }
        }
    }
}

/// What is optional is deployed where a parameter says so.
fn condition(component: &Component, symbol: &str, plan: &mut Plan) -> Option<Expr> {
    component.facts.optional?;
    if !matches!(component.kind.nature, Nature::Resource | Nature::Container | Nature::Capability) {
        return None;
    }
    Some(params::toggle(component, symbol, plan))
}

/// Where a component is drawn, or why it was added.
fn comment(component: &Component, request: &Request<'_>) -> Vec<String> {
    let line_of = |at: usize| request.source.position(at).line;
    let line = line_of(component.span.start).saturating_sub(line_of(request.start)) + 1;
    let title = &component.title;
    vec![match &component.origin {
        Origin::Drawn => format!("{title}: node {} on line {line} of the diagram.", component.node()),
        Origin::Implied(reason) => format!("{title}: drawn without a node on line {line} of the diagram; {reason}."),
        Origin::Filled(reason) => format!("{title}: not drawn; {reason}."),
    }]
}

impl Value {
    /// Returns the value as an expression.
    fn expr(&self) -> Expr {
        match self {
            Self::String(text) => Expr::str(text.clone()),
            Self::Int(number) => Expr::Int(*number),
            Self::Bool(yes) => Expr::Bool(*yes),
            Self::Strings(all) => Expr::Array(all.iter().map(|s| Expr::str(s.clone())).collect()),
            Self::Texts(all) => Expr::Object(all.iter().map(|(k, v)| (k.clone(), Expr::str(v.clone()))).collect()),
        }
    }
}
