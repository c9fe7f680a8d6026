//! The shape of a kind: everything that siteplan knows of one Azure thing, in one value.

use super::{
    Property,
    access::Access,
    azurerm::Mapping,
    lowering::{Lowering, Part},
    settings,
};
use crate::iac::{Area, Expr, ResourceType};

/// What sort of thing a kind is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nature {
    /// Deployed.
    Resource,
    /// Deployed, and holds others: a VNet, a subnet, an environment.
    Container,
    /// A property of another thing that diagrams draw as a node: slots, autoscale, an identity.
    Capability,
    /// A person, a network or a system outside of Azure.
    Actor,
    /// A service that is spoken of and never deployed here: Entra ID, GitHub Actions.
    Service,
    /// A frame without a resource of its own: a region, a resource group, a box around DNS zones.
    Frame,
}

/// How resources of a kind are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The Cloud Adoption Framework's abbreviation.
    pub abbreviation: &'static str,
    /// The greatest length.
    pub max: usize,
    /// Whether only lower-case letters and digits are allowed.
    pub compact: bool,
    /// Whether the name is unique in all of Azure, and so ends with a stable suffix.
    pub global: bool,
}

/// One sub-resource that a private endpoint can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivateLink {
    /// The `groupIds` value.
    pub group: &'static str,
    /// The zones of the public cloud, the first of which gives the endpoint its name.
    pub zones: &'static [&'static str],
    /// Words in a label that ask for this sub-resource; the first link of a kind is the default.
    pub words: &'static [&'static str],
}

/// A built-in role that lets an identity use a resource's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataRole {
    /// What it allows.
    pub access: Access,
    /// Its name, for comments.
    pub name: &'static str,
    /// Its GUID.
    pub guid: &'static str,
    /// The sub-resource that it is about, where a kind has several; empty for all.
    pub group: &'static str,
}

/// An app setting that tells an app where a resource is. Never a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The name of the setting.
    pub name: &'static str,
    /// The path from the resource's root to the value.
    pub path: &'static [&'static str],
    /// Texts that are taken out of the value, such as a scheme and a port where a client wants the bare host name.
    pub without: &'static [&'static str],
}

/// What a resource sends to a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logs {
    /// What is added to the part's symbol for the resource that sends it; empty for the main one.
    pub of: &'static str,
    /// Whether it has resource logs.
    pub logs: bool,
    /// The categories of logs, each of which goes to a table of its own; empty for all of them in the common one.
    pub categories: &'static [&'static str],
    /// The categories of metrics that can be sent. Where Azure tells several, they are named one by one: it would tell them so of
    /// `AllMetrics` as well, and a deployment would seem to change them every time.
    pub metrics: &'static [&'static str],
}

impl Logs {
    /// Logs and metrics of the main resource.
    pub const ALL: Self = Self { of: "", logs: true, categories: &[], metrics: &["AllMetrics"] };
    /// Only logs.
    pub const LOGS: Self = Self { of: "", logs: true, categories: &[], metrics: &[] };
    /// Only metrics.
    pub const METRICS: Self = Self { of: "", logs: false, categories: &[], metrics: &["AllMetrics"] };

    /// The same with other categories of metrics.
    #[must_use]
    pub const fn metrics(self, metrics: &'static [&'static str]) -> Self {
        Self { metrics, ..self }
    }

    /// The same with categories that have tables of their own.
    #[must_use]
    pub const fn tables(self, categories: &'static [&'static str]) -> Self {
        Self { categories, ..self }
    }

    /// The same of another resource of the part.
    #[must_use]
    pub const fn of(self, of: &'static str) -> Self {
        Self { of, ..self }
    }
}

/// Everything that siteplan knows of one Azure thing.
pub struct Kind {
    /// The id, in kebab-case: what `%% siteplan(X): kind=…` takes.
    pub id: &'static str,
    /// The name in Microsoft's own spelling.
    pub title: &'static str,
    /// One sentence on what it is in an App Service architecture.
    pub summary: &'static str,
    /// What sort of thing it is.
    pub nature: Nature,
    /// Phrases in labels that mean it, in lower case, plural or not.
    pub names: &'static [&'static str],
    /// Phrases that mean it only where the rest of the diagram speaks of Azure: `database`, `storage`.
    pub weak_names: &'static [&'static str],
    /// The type and API version that are emitted.
    pub resource: Option<ResourceType>,
    /// How it is named.
    pub naming: Naming,
    /// Whether it hosts applications, which makes a diagram an architecture.
    pub hosting: bool,
    /// Whether an application keeps or reads data there, so that an edge to it is access.
    pub data: bool,
    /// What a private endpoint can reach of it.
    pub private_links: &'static [PrivateLink],
    /// Roles for its data.
    pub roles: &'static [DataRole],
    /// What it calls what it grants by a list of its own, where its data knows no Azure role.
    pub own_roles: &'static [(Access, &'static str)],
    /// What an app is told of it.
    pub settings: &'static [Setting],
    /// What an app, the first part, is told of it, the second: by default what `settings` and `database` say.
    pub told: fn(&Lowering<'_>, &Part, &Part) -> Vec<(&'static str, Expr)>,
    /// The app setting that tells the name of its database, where it has one.
    pub database: Option<&'static str>,
    /// The app setting that tells the name by which it knows the app's identity, where clients must say it.
    pub user: Option<&'static str>,
    /// What a drawing may state of it beyond what every kind takes.
    pub properties: &'static [Property],
    /// The sizes that it comes in, where it has its own and they are few; in Azure's spelling.
    pub sizes: &'static [&'static str],
    /// The part of a system that it belongs to; by default that of data where it keeps some, else that of applications.
    pub area: Option<Area>,
    /// How many minutes Azure may take for it, where that is more than half an hour; else nought.
    pub minutes: u32,
    /// The service that a subnet is delegated to for it to stand inside, where it can.
    pub injected: Option<&'static str>,
    /// What it can send to a workspace.
    pub diagnostics: &'static [Logs],
    /// A picture, as SVG path data in a box of 16 by 16.
    pub glyph: &'static str,
    /// How the ARM types that it lowers to are written with azurerm.
    pub azurerm: &'static [Mapping],
    /// Adds its resources to a plan.
    pub lower: fn(&mut Lowering<'_>),
}

impl Kind {
    /// A kind of which nothing is known, for the fields that a kind leaves out.
    pub const BASE: Self = Self {
        id: "",
        title: "",
        summary: "",
        nature: Nature::Resource,
        names: &[],
        weak_names: &[],
        resource: None,
        naming: Naming { abbreviation: "", max: 80, compact: false, global: false },
        hosting: false,
        data: false,
        private_links: &[],
        roles: &[],
        own_roles: &[],
        settings: &[],
        told: settings::usual,
        database: None,
        user: None,
        properties: &[],
        sizes: &[],
        area: None,
        minutes: 0,
        injected: None,
        diagnostics: &[],
        glyph: "",
        azurerm: &[],
        lower: |_| {},
    };

    /// Returns the part of a system that its resources belong to.
    #[must_use]
    pub fn area(&self) -> Area {
        self.area.unwrap_or(if self.data { Area::Data } else { Area::App })
    }

    /// Returns whether it ends up in a deployment by itself.
    #[must_use]
    pub const fn is_deployed(&self) -> bool {
        self.resource.is_some() && matches!(self.nature, Nature::Resource | Nature::Container)
    }

    /// Returns the roles that an app gets for what it does with the data: reading where that is said or where secrets are kept,
    /// else reading and writing; those of the sub-resources in `groups`, by default of the first.
    #[must_use]
    pub fn roles_for(&self, access: Option<Access>, groups: &[&str]) -> Vec<&'static DataRole> {
        let access = access.unwrap_or(if self.id == "key-vault" { Access::Read } else { Access::Write });
        let first = self.roles.first().map_or("", |r| r.group);
        let fits = |r: &&DataRole| {
            if groups.is_empty() { r.group == first } else { r.group.is_empty() || groups.contains(&r.group) }
        };
        self.roles.iter().filter(|r| r.access == access).filter(fits).collect()
    }

    /// Returns the name of what it grants by its own list for what an app does with the data, by default reading and writing.
    #[must_use]
    pub fn own_role(&self, access: Option<Access>) -> Option<&'static str> {
        let access = access.unwrap_or(Access::Write);
        self.own_roles.iter().find(|(a, _)| *a == access).map(|(_, name)| *name)
    }

    /// Returns the property with a key.
    #[must_use]
    pub fn property(&self, key: &str) -> Option<&'static Property> {
        self.properties.iter().find(|p| p.key == key)
    }

    /// Returns the private link with a group id.
    #[must_use]
    pub fn private_link(&self, group: &str) -> Option<&'static PrivateLink> {
        self.private_links.iter().find(|l| l.group == group)
    }
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Kind {}
