//! What Azure things are, one file a kind.
//!
//! The catalogue is the one place that knows an Azure resource: its names in labels, its ARM type, what a private endpoint can
//! reach of it, its roles, its name rules, its picture and its resources. It knows no diagram and no language.

mod access;
mod addresses;
mod administrators;
pub mod azurerm;
mod backends;
mod cidr;
mod cognitive;
mod consumers;
mod facts;
mod failover;
mod flexible;
mod functions;
mod gateways;
mod kind;
mod kinds;
mod lowering;
mod property;
mod public_ip;
mod regions;
mod release;
mod runtimes;
mod settings;
mod site;
mod size;
mod tier;
mod waf;
mod words;
mod zones;

pub use access::{Access, LinkKind};
pub use cidr::Cidr;
pub use facts::{Facts, Instances, Os, Runtime, Stated, SubnetRole};
pub use kind::{DataRole, Kind, Logs, Naming, Nature, PrivateLink, Setting};
pub use kinds::KINDS;
pub use lowering::{Lowering, Part, PartLink, World};
pub use property::{Choice, Property, StatedProperty, Values};
pub use regions::{region_exact, region_named, regions};
pub use runtimes::{RuntimeMatch, runtime_of};
pub use tier::{Limits, SKUS, Sku, Tier, integration_prefix, sku_named};
pub use words::{Word, begin_with, phrase, spaced, stem, words};

/// Returns the kind with an id.
#[must_use]
pub fn kind(id: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|k| k.id == id)
}

/// Returns every private DNS zone of the catalogue with the kind and the sub-resource that it belongs to.
pub fn private_zones() -> impl Iterator<Item = (&'static Kind, &'static PrivateLink, &'static str)> {
    KINDS
        .iter()
        .copied()
        .flat_map(|k| k.private_links.iter().flat_map(move |l| l.zones.iter().map(move |z| (k, l, *z))))
}
