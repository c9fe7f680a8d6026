//! The neutral infrastructure representation: what Bicep, ARM JSON and Terraform have in common.
//!
//! A [`Plan`] is built once and printed three times. Values are [`Expr`]; nobody pastes strings together before `emit`.

mod expr;
mod release;

pub use expr::{Expr, Group, Object, Suffix};
pub use release::{App, Payload, Reach, Request, Service, Slot, Way};

use indexmap::IndexMap;

/// The name by which a plan speaks of a resource, in camelCase; unique in a plan, a legal identifier in every target.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub String);

impl Symbol {
    /// Returns the symbol as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns a word with a capital first letter, for use inside a symbol.
#[must_use]
pub fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(chars).collect()
}

impl From<&str> for Symbol {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Everything that one deployment holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The diagram's id.
    pub name: String,
    /// The document, as shown to people, with forward slashes: `docs/shop.md`.
    pub source: String,
    /// In the order of declaration.
    pub params: Vec<Param>,
    /// In the order of declaration.
    pub vars: Vec<Var>,
    /// In an order in which everything stands after what it refers to.
    pub resources: Vec<Resource>,
    /// In the order of declaration.
    pub outputs: Vec<Output>,
    /// The tags that every taggable resource carries, as well as its own: a variable `tags` in the targets.
    pub tags: Object,
    /// What code is delivered to, in the order of the diagram.
    pub apps: Vec<App>,
    /// The private links that are asked for and that somebody has to approve.
    pub approvals: Vec<Approval>,
}

/// A private link that one resource asks of another. Whoever owns the other approves it, which no template can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// The resource that asks.
    pub by: Symbol,
    /// The resource that is asked, which keeps the request among its `privateEndpointConnections`.
    pub of: Symbol,
    /// The message by which the request is known.
    pub request: String,
    /// Whether who approves must repeat the request's id.
    pub is_by_id: bool,
}

/// A parameter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Param {
    /// In camelCase.
    pub name: String,
    /// The type of its values.
    pub ty: ParamType,
    /// One sentence.
    pub description: String,
    /// The value where none is given.
    pub default: Option<Expr>,
    /// The only values allowed; empty for any.
    pub allowed: Vec<Expr>,
    /// The least value, or the least length of a string.
    pub min: Option<i64>,
    /// The greatest value, or the greatest length of a string.
    pub max: Option<i64>,
    /// The value in the parameter file of an environment. What stands in none is left to its default, or to the one who deploys.
    pub values: IndexMap<String, Expr>,
}

/// The type of a parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParamType {
    /// Text.
    #[default]
    String,
    /// Text that is never shown.
    SecureString,
    /// A range of IPv4 addresses in CIDR form, as text.
    AddressRange,
    /// A whole number.
    Int,
    /// Yes or no.
    Bool,
    /// A list of text.
    StringArray,
    /// Texts by name.
    StringMap,
}

/// A named value.
#[derive(Clone, Debug, PartialEq)]
pub struct Var {
    /// In camelCase.
    pub name: String,
    /// One sentence, or nothing.
    pub description: String,
    /// The value.
    pub value: Expr,
}

/// Something that the deployment tells afterwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// In camelCase.
    pub name: String,
    /// One sentence.
    pub description: String,
    /// Always text.
    pub value: Expr,
    /// Only told where this holds; else empty text.
    pub condition: Option<Expr>,
}

/// A type of resource and the version of its API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ResourceType {
    /// The full type, such as `Microsoft.Web/sites/slots`.
    pub name: &'static str,
    /// The version, such as `2025-03-01`.
    pub api: &'static str,
}

/// What part of a system a resource belongs to: a big plan is told in such parts, each of which only needs those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Area {
    /// Where logs and alerts go.
    Monitoring,
    /// Networks, and what stands at their borders.
    Network,
    /// What keeps data.
    Data,
    /// What runs applications.
    #[default]
    App,
    /// What stands before the applications.
    Edge,
    /// Private ways to data and applications.
    PrivateLink,
    /// Who may do what.
    Access,
}

/// A resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// How the plan speaks of it.
    pub symbol: Symbol,
    /// As people call it; empty for what comes with another.
    pub title: String,
    /// What it is.
    pub ty: ResourceType,
    /// The part of the system that it belongs to.
    pub area: Area,
    /// The last segment of its name.
    pub name: Expr,
    /// The resource that it is a child of; its type is that one's and one segment more.
    pub parent: Option<Symbol>,
    /// The resource that it extends, for role assignments and diagnostic settings.
    pub scope: Option<Symbol>,
    /// Where it stands; none for what has no location.
    pub location: Option<Expr>,
    /// Whether it takes tags; its own come on top of the plan's.
    pub tags: Option<Object>,
    /// Everything else at the top level: `sku`, `kind`, `identity`, `zones`, `properties`.
    pub body: Object,
    /// Only deployed where this holds.
    pub condition: Option<Expr>,
    /// Whether Azure makes it together with its parent, so that a deployment only changes it.
    pub born: bool,
    /// How many minutes Azure may take for it, where that is more than half an hour; else nought.
    pub minutes: u32,
    /// What it waits for beyond what it refers to.
    pub depends_on: Vec<Symbol>,
    /// Why it is here and where it is drawn: plain sentences, a line each.
    pub comment: Vec<String>,
    /// Paths of the body that Azure refuses to change: a resource with other values there is another one.
    pub fixed: &'static [&'static str],
    /// Paths that others write too and that Terraform must leave alone: `tags["hidden-link"]`.
    pub ignore_changes: Vec<String>,
}

impl Resource {
    /// Makes a resource of its symbol, type and name; all else is empty.
    #[must_use]
    pub fn new(symbol: Symbol, ty: ResourceType, name: Expr) -> Self {
        Self {
            symbol,
            title: String::new(),
            ty,
            area: Area::default(),
            name,
            parent: None,
            scope: None,
            location: None,
            tags: None,
            body: Object::new(),
            condition: None,
            born: false,
            minutes: 0,
            depends_on: Vec::new(),
            comment: Vec::new(),
            fixed: &[],
            ignore_changes: Vec::new(),
        }
    }
}

impl Plan {
    /// Returns the resource with a symbol.
    #[must_use]
    pub fn resource(&self, symbol: &Symbol) -> Option<&Resource> {
        self.resources.iter().find(|r| r.symbol == *symbol)
    }
}
