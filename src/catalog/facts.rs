//! What is stated of one thing: in its label, in an edge's label, in an annotation.

use super::{Access, Cidr, Kind, Sku, StatedProperty, Tier};
use crate::source::Span;

/// Something stated, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// What.
    pub value: T,
    /// Where in the document.
    pub span: Span,
}

/// The operating system of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Os {
    /// Linux, which siteplan takes where nothing is said.
    Linux,
    /// Windows.
    Windows,
}

/// A language stack of App Service on Linux.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Runtime {
    /// The value of `linuxFxVersion`, such as `PYTHON|3.11`.
    pub fx: String,
    /// As people write it.
    pub title: String,
}

/// What a subnet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SubnetRole {
    /// Outbound traffic of App Service plans; delegated to `Microsoft.Web/serverFarms`.
    Integration,
    /// Private endpoints.
    PrivateEndpoints,
    /// An App Service Environment; delegated to `Microsoft.Web/hostingEnvironments`.
    Environment,
    /// VPN and ExpressRoute gateways; its name is fixed.
    Gateway,
    /// Azure Firewall; its name is fixed.
    Firewall,
    /// Bastion; its name is fixed.
    Bastion,
    /// Application gateways only.
    ApplicationGateway,
    /// PostgreSQL or MySQL flexible servers; delegated to their type.
    Database,
    /// Anything else.
    General,
    /// The endpoint by which a DNS resolver answers; delegated to `Microsoft.Network/dnsResolvers`.
    ResolverInbound,
    /// The endpoint by which a DNS resolver asks; delegated to `Microsoft.Network/dnsResolvers`.
    ResolverOutbound,
}

impl SubnetRole {
    /// Every role, in the order in which siteplan gives out addresses.
    pub const ALL: [Self; 11] = [
        Self::Integration,
        Self::PrivateEndpoints,
        Self::Environment,
        Self::Gateway,
        Self::Firewall,
        Self::Bastion,
        Self::ApplicationGateway,
        Self::Database,
        Self::General,
        Self::ResolverInbound,
        Self::ResolverOutbound,
    ];

    /// Returns the words that messages use.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Integration => "integration subnet",
            Self::PrivateEndpoints => "private endpoint subnet",
            Self::Environment => "App Service Environment subnet",
            Self::Gateway => "gateway subnet",
            Self::Firewall => "firewall subnet",
            Self::Bastion => "Bastion subnet",
            Self::ApplicationGateway => "application gateway subnet",
            Self::Database => "database subnet",
            Self::General => "subnet",
            Self::ResolverInbound => "resolver inbound subnet",
            Self::ResolverOutbound => "resolver outbound subnet",
        }
    }

    /// Returns the name that Azure demands, where it does.
    #[must_use]
    pub const fn fixed_name(self) -> Option<&'static str> {
        match self {
            Self::Gateway => Some("GatewaySubnet"),
            Self::Firewall => Some("AzureFirewallSubnet"),
            Self::Bastion => Some("AzureBastionSubnet"),
            _ => None,
        }
    }

    /// Returns the service that the subnet is delegated to.
    #[must_use]
    pub const fn delegation(self) -> Option<&'static str> {
        match self {
            Self::Integration => Some("Microsoft.Web/serverFarms"),
            Self::Environment => Some("Microsoft.Web/hostingEnvironments"),
            Self::Database => Some("Microsoft.DBforPostgreSQL/flexibleServers"),
            Self::ResolverInbound | Self::ResolverOutbound => Some("Microsoft.Network/dnsResolvers"),
            _ => None,
        }
    }

    /// Returns the prefix that siteplan gives it where none is stated. The integration subnet's depends on the plan.
    #[must_use]
    pub const fn default_prefix(self) -> u8 {
        match self {
            Self::Environment | Self::ApplicationGateway | Self::General => 24,
            Self::Integration | Self::Firewall | Self::Bastion => 26,
            Self::PrivateEndpoints | Self::Gateway => 27,
            Self::Database | Self::ResolverInbound | Self::ResolverOutbound => 28,
        }
    }
}

/// How many instances, at least and at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instances {
    /// The least number.
    pub min: u32,
    /// The greatest number.
    pub max: u32,
}

/// What is stated of one thing. What is not stated is empty.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Sizes; several are alternatives, the first the default.
    pub skus: Vec<Stated<Sku>>,
    /// A size of another kind's own, from an annotation: `sku=premium`.
    pub size: Option<Stated<String>>,
    /// A tier named without a size.
    pub tier: Option<Stated<Tier>>,
    /// The operating system.
    pub os: Option<Os>,
    /// The language stack.
    pub runtime: Option<Runtime>,
    /// The command that starts the app.
    pub command: Option<String>,
    /// A container image, `registry/name:tag`.
    pub image: Option<String>,
    /// Address ranges.
    pub prefixes: Vec<Stated<Cidr>>,
    /// Whether the address ranges were derived and not stated.
    pub derived: bool,
    /// A size of a subnet without an address: `/24`.
    pub prefix_length: Option<Stated<u8>>,
    /// What a subnet is for.
    pub role: Option<SubnetRole>,
    /// Services that a subnet is delegated to; `None` inside is a delegation without a name.
    pub delegations: Vec<Stated<Option<String>>>,
    /// Names of slots beside production.
    pub slots: Vec<String>,
    /// The number of slots, where it is more than the names tell.
    pub slot_count: Option<Stated<u32>>,
    /// Instances.
    pub instances: Option<Stated<Instances>>,
    /// Instances in several availability zones.
    pub zone_redundant: Option<Span>,
    /// The name of a DNS zone, put right.
    pub zone: Option<Stated<String>>,
    /// The name of a DNS zone as it is drawn, where that is not its right name.
    pub zone_drawn: Option<Stated<String>>,
    /// The sub-resources of a private endpoint.
    pub groups: Vec<&'static str>,
    /// What a private endpoint leads to, or a subnet or a policy is for.
    pub target: Option<&'static Kind>,
    /// Whether the label says that it is reached through a private endpoint: `Key Vault + Private Endpoint`.
    pub endpoint: bool,
    /// Other kinds that the same label names: `Application Insights + Log Analytics`.
    pub also: Vec<&'static Kind>,
    /// Kinds that the same label offers instead: `VPN/ExpressRoute`.
    pub alternatives: Vec<&'static Kind>,
    /// Whether it is optional, and where that is said.
    pub optional: Option<Span>,
    /// Whether it is only reached privately (`ILB`, `private only`), or is said to be public.
    pub private: Option<bool>,
    /// What apps do with its data, where no edge says it.
    pub access: Option<Access>,
    /// What has the form of a range or a size and is none.
    pub impossible: Vec<Stated<String>>,
    /// Properties of the kind that the drawing states.
    pub properties: Vec<StatedProperty>,
    /// The name that an annotation gives the resource.
    pub name: Option<String>,
    /// The Azure region, in ARM's spelling.
    pub region: Option<String>,
}

impl Facts {
    /// Returns the tier that is stated, by a size or by its name.
    #[must_use]
    pub fn stated_tier(&self) -> Option<Tier> {
        self.skus.first().map(|s| s.value.tier).or(self.tier.as_ref().map(|t| t.value))
    }
}
