//! Relations between things, in the catalogue's words.

/// What an application does with data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Access {
    /// Reads only.
    Read,
    /// Reads and writes.
    Write,
}

/// What one thing is to another. The doc of each says which end is which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// A container holds what is in it: VNet and subnet, subnet and private endpoint.
    Contains,
    /// A host runs a guest: environment and plan, plan and app, app and slot, server and database.
    Hosts,
    /// An app sends its outbound traffic through a subnet.
    Integrates,
    /// A private endpoint leads to its target.
    Endpoint,
    /// A zone holds the records of a private endpoint.
    Resolves,
    /// A zone is linked to a VNet, which then asks it.
    Linked,
    /// Requests come from one to the other.
    Ingress,
    /// An app uses data.
    Access,
    /// Telemetry goes from one to the other.
    Telemetry,
    /// A thing acts with an identity.
    Identity,
    /// An autoscale setting scales a plan.
    Scales,
    /// A policy or a table governs a subnet or an edge service: NSG, route table, NAT gateway, WAF.
    Governs,
    /// Two VNets are peered.
    Peers,
    /// A network outside reaches a VNet through a gateway; it asks a resolver, or is asked by one.
    Connects,
    /// A pipeline deploys to an app.
    Deploys,
    /// A thing relies on a directory for sign-in.
    Trusts,
    /// A primary keeps a replica.
    Replicates,
}

impl LinkKind {
    /// Returns the words that `inspect` uses between the two ends.
    #[must_use]
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Contains => "contains",
            Self::Hosts => "hosts",
            Self::Integrates => "sends outbound traffic through",
            Self::Endpoint => "leads privately to",
            Self::Resolves => "holds the records of",
            Self::Linked => "is linked to",
            Self::Ingress => "sends requests to",
            Self::Access => "uses the data of",
            Self::Telemetry => "sends telemetry to",
            Self::Identity => "acts as",
            Self::Scales => "scales",
            Self::Governs => "governs",
            Self::Peers => "is peered with",
            Self::Connects => "connects",
            Self::Deploys => "deploys to",
            Self::Trusts => "trusts",
            Self::Replicates => "replicates to",
        }
    }
}
