//! What a kind is given to add its resources to a plan.
//!
//! A kind sees the things around it only as [`Part`]s joined by [`LinkKind`]s. It knows no diagram, no model and no language.

use super::{Access, Facts, Kind, LinkKind};
use crate::iac::{Expr, Object, Output, Param, Plan, Resource, ResourceType, Symbol};

/// One thing of an architecture, ready to be lowered.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub kind: &'static Kind,
    /// How the plan speaks of its main resource.
    pub symbol: Symbol,
    /// As people call it: the label's first line, or the kind's title.
    pub title: String,
    /// A short word for it in names: `api`, `orders`; empty for the only one of its kind.
    pub slug: String,
    /// What is stated of it.
    pub facts: Facts,
    /// The name of its main resource.
    pub name: Expr,
    /// Where it stands.
    pub location: Expr,
    /// Only deployed where this holds.
    pub condition: Option<Expr>,
    /// Where it is drawn, or why it was added.
    pub comment: Vec<String>,
    /// The id of the node that it is drawn as; empty for what siteplan added.
    pub node: String,
}

/// Kinds that act with an identity.
const ACTORS: &[&str] = &["web-app", "function-app", "deployment-slot", "user-assigned-identity", "api-management"];

impl Part {
    /// Returns the object id that the part signs in with; none for what has no identity.
    #[must_use]
    pub fn principal(&self) -> Option<Expr> {
        if self.kind.id == "user-assigned-identity" {
            return Some(Expr::prop(&self.symbol, &["properties", "principalId"]));
        }
        ACTORS.contains(&self.kind.id).then(|| Expr::PrincipalId(self.symbol.clone()))
    }

    /// Returns the node as a tag tells it: cut to the 256 characters that a tag's value may have.
    #[must_use]
    pub fn tag(&self) -> String {
        self.node.chars().take(256).collect()
    }
}

/// A relation between two parts, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartLink {
    /// What the first is to the second.
    pub kind: LinkKind,
    /// The first.
    pub from: usize,
    /// The second.
    pub to: usize,
    /// What an app does with data, where that was said.
    pub access: Option<Access>,
}

/// The parts and their relations.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// In the order of the diagram, what was added last.
    pub parts: Vec<Part>,
    /// In the order of the diagram.
    pub links: Vec<PartLink>,
}

/// The place of one part in the world, and the plan to add to.
pub struct Lowering<'a> {
    /// The part that is lowered.
    pub part: &'a Part,
    /// Its index.
    pub index: usize,
    /// Everything else.
    pub world: &'a World,
    /// Where resources go.
    pub plan: &'a mut Plan,
}

impl<'a> Lowering<'a> {
    /// Returns the parts that this one has a relation to.
    pub fn to(&self, kind: LinkKind) -> impl Iterator<Item = &'a Part> + use<'a> {
        let (world, index) = (self.world, self.index);
        world.links.iter().filter(move |l| l.kind == kind && l.from == index).filter_map(move |l| world.parts.get(l.to))
    }

    /// Returns the parts that have a relation to this one.
    pub fn from(&self, kind: LinkKind) -> impl Iterator<Item = &'a Part> + use<'a> {
        let (world, index) = (self.world, self.index);
        world.links.iter().filter(move |l| l.kind == kind && l.to == index).filter_map(move |l| world.parts.get(l.from))
    }

    /// Returns the lowering's view of another part, to ask for that one's relations.
    pub fn of(&self, part: &Part, kind: LinkKind, outgoing: bool) -> Vec<&'a Part> {
        let Some(index) = self.world.parts.iter().position(|p| p.symbol == part.symbol) else { return Vec::new() };
        let links = self.world.links.iter().filter(|l| l.kind == kind);
        links
            .filter_map(|l| match outgoing {
                true if l.from == index => self.world.parts.get(l.to),
                false if l.to == index => self.world.parts.get(l.from),
                _ => None,
            })
            .collect()
    }

    /// Returns whether a private endpoint leads to this part.
    #[must_use]
    pub fn has_private_endpoint(&self) -> bool {
        self.from(LinkKind::Endpoint).next().is_some()
    }

    /// Returns `Disabled` where a private endpoint leads to this part, else `Enabled`.
    #[must_use]
    pub fn public_network_access(&self) -> Expr {
        Expr::str(if self.has_private_endpoint() { "Disabled" } else { "Enabled" })
    }

    /// Returns the part's main resource, with its name, location, tags, condition and comment.
    #[must_use]
    pub fn resource(&self) -> Option<Resource> {
        let ty = self.part.kind.resource?;
        let mut resource = Resource::new(self.part.symbol.clone(), ty, self.part.name.clone());
        resource.title.clone_from(&self.part.title);
        resource.location = Some(self.part.location.clone());
        resource.minutes = self.part.kind.minutes;
        resource.tags = Some(self.tags());
        resource.condition = self.part.condition.clone();
        resource.comment = self.part.comment.clone();
        Some(resource)
    }

    /// Returns the tags of what comes with the part: the node that it is drawn as.
    #[must_use]
    pub fn tags(&self) -> Object {
        let node = Some(self.part.tag()).filter(|node| !node.is_empty());
        node.map(|node| ("siteplan-node".to_owned(), Expr::Str(node))).into_iter().collect()
    }

    /// Returns another resource of this part: `suffix` is added to the symbol, the condition is the part's, there is no location.
    #[must_use]
    pub fn extra(&self, suffix: &str, ty: ResourceType, name: Expr) -> Resource {
        let mut resource = Resource::new(self.symbol(suffix), ty, name);
        resource.condition = self.part.condition.clone();
        resource
    }

    /// Returns a child of the part's main resource.
    #[must_use]
    pub fn child(&self, suffix: &str, ty: ResourceType, name: Expr) -> Resource {
        let mut resource = self.extra(suffix, ty, name);
        resource.parent = Some(self.part.symbol.clone());
        resource
    }

    /// Returns the part's symbol with a suffix in camelCase.
    #[must_use]
    pub fn symbol(&self, suffix: &str) -> Symbol {
        Symbol(format!("{}{suffix}", self.part.symbol.as_str()))
    }

    /// Adds a resource.
    pub fn push(&mut self, resource: Resource) {
        self.plan.resources.push(resource);
    }

    /// Adds a parameter, unless one of its name is there, and returns a reference to it.
    pub fn param(&mut self, param: Param) -> Expr {
        let name = param.name.clone();
        if !self.plan.params.iter().any(|p| p.name == name) {
            self.plan.params.push(param);
        }
        Expr::Param(name)
    }

    /// Adds an output under the part's condition.
    pub fn output(&mut self, name: String, description: &str, value: Expr) {
        let condition = self.part.condition.clone();
        self.plan.outputs.push(Output { name, description: description.to_owned(), value, condition });
    }
}
