//! Graph and catalogue to an architecture: typed components and relations, each with its reason.
//!
//! Nothing is guessed in silence. What the drawing says is [`Origin::Drawn`], what it implies is [`Origin::Implied`], and what
//! siteplan adds so that it can be deployed is [`Origin::Filled`]; the last two carry their reason.

mod address;
mod annotations;
mod assemble;
mod classify;
mod complete;
mod containment;
mod endpoints;
mod errors;
mod evidence;
mod facts;
mod head;
mod impossible;
mod merge;
mod names;
mod nesting;
mod network;
mod premises;
mod recognize;
mod relations;
mod resolvers;
mod shape;
mod values;
mod vocabulary;
mod wordlists;

pub use annotations::{Annotations, DIAGRAM_KEYS, Exception, NodeAnnotation, node_keys};
pub use errors::{LINTS, UNUSED_IGNORE};
pub use nesting::{hold, holders};
pub use recognize::Reading;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::{
    catalog::{Access, Facts, Kind, LinkKind, Nature, Tier},
    diag::{Diagnostic, Sink},
    graph::Graph,
    source::Span,
};

/// Which component, in the order of an architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ComponentId(pub usize);

/// Where a component or a relation comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The author drew it.
    Drawn,
    /// The drawing says it without drawing it.
    Implied(String),
    /// Siteplan adds it, because without it nothing can be deployed.
    Filled(String),
}

/// One thing of an architecture.
#[derive(Clone, Debug)]
pub struct Component {
    /// What it is.
    pub kind: &'static Kind,
    /// The nodes and clusters that draw it, the main one first.
    pub nodes: Vec<String>,
    /// As people call it.
    pub title: String,
    /// A short word that tells it from others of its kind; empty where the label has none.
    pub slug: String,
    /// Where it is named in the document; where it is not drawn, what asked for it.
    pub span: Span,
    /// What is stated of it.
    pub facts: Facts,
    /// Where it comes from.
    pub origin: Origin,
}

/// What one component is to another.
#[derive(Clone, Debug)]
pub struct Relation {
    /// What the first is to the second.
    pub kind: LinkKind,
    /// The first.
    pub from: ComponentId,
    /// The second.
    pub to: ComponentId,
    /// Where it is drawn.
    pub span: Span,
    /// The edge that draws it.
    pub edge: Option<usize>,
    /// Whether the edge is drawn the other way round.
    pub against: bool,
    /// What an app does with data.
    pub access: Option<Access>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What was made of an edge.
#[derive(Clone, Debug)]
pub struct EdgeReading {
    /// The edge's index in the graph.
    pub edge: usize,
    /// What it was taken for, in words.
    pub reason: String,
}

/// An architecture.
#[derive(Clone, Debug, Default)]
pub struct Architecture {
    /// The hosting tier, where the drawing states it.
    pub tier: Option<Tier>,
    /// Everything that is drawn, implied or filled in, in that order.
    pub components: Vec<Component>,
    /// In the order of the drawing, what was filled in last.
    pub relations: Vec<Relation>,
    /// What was made of each edge.
    pub edges: Vec<EdgeReading>,
    /// What `%% siteplan` comments say of the whole.
    pub annotations: Annotations,
}

/// What is known of a diagram beside its graph.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The diagram's id.
    pub id: String,
    /// The nearest heading and where it stands.
    pub heading: Option<(String, Span)>,
}

/// What was made of a diagram.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// What each node and cluster was taken for, in the order of the graph.
    pub readings: IndexMap<String, Reading>,
    /// The architecture, where the diagram is one.
    pub architecture: Option<Architecture>,
    /// Why it is one, or is not.
    pub verdict: String,
}

impl Model {
    /// Returns the glyphs of the nodes and clusters whose kind is known, in an architecture.
    #[must_use]
    pub fn glyphs(&self) -> BTreeMap<String, &'static str> {
        if self.architecture.is_none() {
            return BTreeMap::new();
        }
        let known = self.readings.iter().filter(|(_, r)| r.thing);
        let glyphs = known.filter_map(|(id, r)| Some((id.clone(), r.kind?.glyph)));
        glyphs.filter(|(_, g)| !g.is_empty()).collect()
    }
}

/// The most nodes and subgraphs of an architecture. The largest in a thousand real documents has two hundred; ARM takes eight hundred
/// resources in a template.
const MOST: usize = 1_000;

/// Reads a graph as an architecture.
#[must_use]
pub fn build(graph: &Graph, context: &Context, sink: &mut Sink) -> Model {
    let mut model = recognize(graph, sink);
    if let Some(architecture) = &mut model.architecture {
        merge::merge(graph, architecture);
        relations::relate(graph, &model.readings, architecture);
        complete::complete(graph, context, architecture);
    }
    model
}

/// Reads what each node of a graph is, and whether it is an architecture: all that a picture of it as it is drawn needs, and everything
/// that is told of one. What its components are to one another, and what is filled in, [`build`] adds.
#[must_use]
pub fn recognize(graph: &Graph, sink: &mut Sink) -> Model {
    let annotations = annotations::read(graph, sink);
    let mut readings = recognize::all(graph, &annotations);
    let verdict = classify::classify(graph, &readings, &annotations);
    if !verdict.architecture {
        return Model { readings, architecture: None, verdict: verdict.reason };
    }
    if readings.len() > MOST {
        let message =
            format!("this diagram has {} nodes and subgraphs, and an architecture has at most {MOST}", readings.len());
        let found = Diagnostic::new(&errors::OVERSIZED_ARCHITECTURE, graph.header, message)
            .note("it is drawn, and otherwise left alone")
            .help("split it into a diagram for each part that is deployed by itself");
        sink.push(found);
        return Model { readings, architecture: None, verdict: "it has too many nodes".to_owned() };
    }
    recognize::weak(graph, &annotations, &mut readings);
    premises::devices(graph, &annotations, &mut readings);
    annotations::check(&annotations, |node| readings.get(node).and_then(|r| r.kind), sink);
    impossible::tell(&readings, sink);
    let architecture = assemble::assemble(graph, &readings, annotations);
    Model { readings, architecture: Some(architecture), verdict: verdict.reason }
}

impl Component {
    /// Returns whether the author drew it.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.origin == Origin::Drawn
    }

    /// Returns whether siteplan added it.
    #[must_use]
    pub const fn is_filled(&self) -> bool {
        matches!(self.origin, Origin::Filled(_))
    }

    /// Returns the id of the node that draws it; empty where none does.
    #[must_use]
    pub fn node(&self) -> &str {
        self.nodes.first().map_or("", String::as_str)
    }
}

impl Architecture {
    /// Returns a component.
    #[must_use]
    pub fn get(&self, id: ComponentId) -> Option<&Component> {
        self.components.get(id.0)
    }

    /// Returns the components of a kind with their ids.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (ComponentId, &'a Component)> {
        self.all().filter(move |(_, c)| c.kind.id == kind)
    }

    /// Returns every component with its id.
    pub fn all(&self) -> impl Iterator<Item = (ComponentId, &Component)> {
        self.components.iter().enumerate().map(|(i, c)| (ComponentId(i), c))
    }

    /// Returns the apps: web apps and function apps.
    pub fn apps(&self) -> impl Iterator<Item = (ComponentId, &Component)> {
        self.all().filter(|(_, c)| is_app(c.kind))
    }

    /// Returns the component that a node or a cluster draws.
    #[must_use]
    pub fn of_node(&self, node: &str) -> Option<ComponentId> {
        self.all().find(|(_, c)| c.nodes.iter().any(|n| n == node)).map(|(id, _)| id)
    }

    /// Returns what a component has a relation to.
    pub fn to(&self, from: ComponentId, kind: LinkKind) -> impl Iterator<Item = (ComponentId, &Component)> {
        self.relations
            .iter()
            .filter(move |r| r.kind == kind && r.from == from)
            .filter_map(|r| Some((r.to, self.get(r.to)?)))
    }

    /// Returns what has a relation to a component.
    pub fn from(&self, to: ComponentId, kind: LinkKind) -> impl Iterator<Item = (ComponentId, &Component)> {
        self.relations
            .iter()
            .filter(move |r| r.kind == kind && r.to == to)
            .filter_map(|r| Some((r.from, self.get(r.from)?)))
    }

    /// Returns the relation between two components.
    #[must_use]
    pub fn relation(&self, from: ComponentId, kind: LinkKind, to: ComponentId) -> Option<&Relation> {
        self.relations.iter().find(|r| r.kind == kind && r.from == from && r.to == to)
    }

    /// Returns the VNet of a subnet, of what stands in one, or of an app that sends its traffic through one.
    #[must_use]
    pub fn vnet_of(&self, id: ComponentId) -> Option<ComponentId> {
        let mut at = id;
        // App, plan, environment, subnet, VNet: a few steps are enough, and a cycle cannot hold us.
        for _ in 0..8 {
            if self.get(at)?.kind.id == "virtual-network" {
                return Some(at);
            }
            let integrated = self.to(at, LinkKind::Integrates).next();
            let host = || self.from(at, LinkKind::Hosts).next();
            // A region or a resource group around it is no place in the network.
            let mut around = self.from(at, LinkKind::Contains).filter(|(_, c)| c.kind.nature != Nature::Frame);
            at = around.next().or(integrated).or_else(host)?.0;
        }
        None
    }

    /// Returns the private endpoints whose records a zone holds.
    pub fn from_zone(&self, zone: ComponentId) -> impl Iterator<Item = (ComponentId, &Component)> {
        self.to(zone, LinkKind::Resolves).filter(|(_, c)| c.kind.id == "private-endpoint")
    }

    /// Returns the plan that an app or a slot runs on.
    #[must_use]
    pub fn plan_of(&self, app: ComponentId) -> Option<(ComponentId, &Component)> {
        self.from(app, LinkKind::Hosts).find(|(_, c)| c.kind.id == "app-service-plan")
    }

    /// Returns the environment that an app runs in.
    #[must_use]
    pub fn environment_of(&self, app: ComponentId) -> Option<(ComponentId, &Component)> {
        let (plan, _) = self.plan_of(app)?;
        self.from(plan, LinkKind::Hosts).find(|(_, c)| c.kind.id == "app-service-environment")
    }

    /// Returns the tier of a plan.
    #[must_use]
    pub fn tier_of(&self, plan: ComponentId) -> Option<Tier> {
        let facts = &self.get(plan)?.facts;
        let stated = facts.skus.first().map(|s| s.value.tier).or_else(|| facts.tier.as_ref().map(|t| t.value));
        let hosted = self.from(plan, LinkKind::Hosts).any(|(_, c)| c.kind.id == "app-service-environment");
        stated.or(hosted.then_some(Tier::Isolated))
    }

    pub(crate) fn add(&mut self, component: Component) -> ComponentId {
        self.components.push(component);
        ComponentId(self.components.len() - 1)
    }

    pub(crate) fn link(&mut self, kind: LinkKind, from: ComponentId, to: ComponentId, span: Span, origin: Origin) {
        if from != to && self.relation(from, kind, to).is_none() {
            self.relations.push(Relation { kind, from, to, span, edge: None, against: false, access: None, origin });
        }
    }
}

/// Returns whether a kind is an application that runs on a plan.
#[must_use]
pub fn is_app(kind: &Kind) -> bool {
    matches!(kind.id, "web-app" | "function-app")
}
