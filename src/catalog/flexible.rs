//! Flexible servers: what PostgreSQL and MySQL have in common.

use super::{
    LinkKind, Lowering, Part, administrators,
    azurerm::{Field, Via, is, set},
};
use crate::iac::{Expr, Param, ParamType, Resource, ResourceType, Symbol};

const ZONE: ResourceType = ResourceType { name: "Microsoft.Network/privateDnsZones", api: "2024-06-01" };
const LINK: ResourceType =
    ResourceType { name: "Microsoft.Network/privateDnsZones/virtualNetworkLinks", api: "2024-06-01" };

/// Where the two engines differ.
pub(super) struct Engine {
    /// The type of a database.
    pub(super) database: ResourceType,
    /// The type of a firewall rule.
    pub(super) firewall: ResourceType,
    /// The domain of the servers.
    pub(super) domain: &'static str,
    /// The property of `network` that names the private DNS zone.
    pub(super) zone_property: &'static str,
    /// How an administrator lets the identity of an app in, which no template can.
    pub(super) grant: &'static [&'static str],
    /// The character set of a database.
    pub(super) charset: &'static str,
    /// Its collation.
    pub(super) collation: &'static str,
}

/// Adds the parameter for the size of the disk, in GB.
pub(super) fn storage(lowering: &mut Lowering<'_>, default: i64) -> Expr {
    lowering.param(Param {
        name: format!("{}StorageGb", lowering.part.symbol.as_str()),
        ty: ParamType::Int,
        description: format!("The disk of {} at its creation, in GB. It grows by itself and never shrinks: Terraform leaves it alone afterwards, Bicep is told the size that it has.", lowering.part.title),
        default: Some(Expr::Int(default)),
        min: Some(default),
        max: Some(16384),
        ..Param::default()
    })
}

/// Returns the tier that a size belongs to, which Azure wants to be told as well: B is burstable, E has more memory.
pub(super) fn tier(sku: &Expr) -> Expr {
    let starts = |text: &str| Box::new(Expr::StartsWith(Box::new(sku.clone()), Box::new(text.into())));
    let other = Expr::If(starts("Standard_E"), Box::new("MemoryOptimized".into()), Box::new("GeneralPurpose".into()));
    Expr::If(starts("Standard_B"), Box::new("Burstable".into()), Box::new(other))
}

/// Returns the mode of high availability.
pub(super) fn availability(part: &Part) -> &'static str {
    if part.facts.zone_redundant.is_some() { "ZoneRedundant" } else { "Disabled" }
}

/// Returns the `network` of the server: inside of a subnet where it is drawn in one, else public or behind a private endpoint.
pub(super) fn network(lowering: &mut Lowering<'_>, server: &mut Resource, engine: &Engine) -> Expr {
    let Some(subnet) = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet") else {
        return Expr::object([("publicNetworkAccess", lowering.public_network_access())]);
    };
    let zone = match drawn_zone(lowering, engine) {
        Some(zone) => zone.symbol.clone(),
        None => own_zone(lowering, server, subnet, engine),
    };
    Expr::object([
        ("publicNetworkAccess", "Disabled".into()),
        ("delegatedSubnetResourceId", Expr::Id(subnet.symbol.clone())),
        (engine.zone_property, Expr::Id(zone)),
    ])
}

/// A `privatelink` zone keeps the records of private endpoints, and the server's own zone must not be called so (PEDNS).
fn drawn_zone<'a>(lowering: &Lowering<'a>, engine: &Engine) -> Option<&'a Part> {
    lowering.world.parts.iter().filter(|p| p.kind.id == "private-dns-zone" && p.condition.is_none()).find(|p| {
        let zone = p.facts.zone.as_ref().map(|z| z.value.as_str());
        zone.and_then(|z| z.strip_suffix(engine.domain))
            .is_some_and(|before| before.ends_with('.') && before != "privatelink.")
    })
}

/// A server in a subnet is only found by a zone that is linked to the VNet before the server is made.
fn own_zone(lowering: &mut Lowering<'_>, server: &mut Resource, subnet: &Part, engine: &Engine) -> Symbol {
    let name = Expr::Concat(vec![lowering.part.name.clone(), Expr::str(format!(".private.{}", engine.domain))]);
    let mut zone = lowering.extra("DnsZone", ZONE, name);
    zone.location = Some("global".into());
    zone.tags = Some(lowering.tags());
    zone.comment = vec!["The name of the server inside the VNet.".to_owned()];
    let symbol = zone.symbol.clone();
    lowering.push(zone);
    for vnet in lowering.of(subnet, LinkKind::Contains, false) {
        let name = Expr::Concat(vec!["link-".into(), Expr::Name(vnet.symbol.clone())]);
        let mut link = lowering.extra("DnsZoneLink", LINK, name);
        link.parent = Some(symbol.clone());
        link.location = Some("global".into());
        let network = Expr::object([("id", Expr::Id(vnet.symbol.clone()))]);
        let properties = Expr::object([("registrationEnabled", Expr::Bool(false)), ("virtualNetwork", network)]);
        link.body.insert("properties".to_owned(), properties);
        server.depends_on.push(link.symbol.clone());
        lowering.push(link);
    }
    symbol
}

/// Adds a database, and where `open` the rule that lets Azure services in.
///
/// A server takes one change at a time and refuses the second as busy, so each child waits for the one before, from `before` on.
pub(super) fn children(lowering: &mut Lowering<'_>, engine: &Engine, before: Symbol, open: bool) {
    let mut database = lowering.child("Database", engine.database, Expr::param("workloadName"));
    let properties = [("charset", engine.charset.into()), ("collation", engine.collation.into())];
    database.body.insert("properties".to_owned(), Expr::object(properties));
    // A server in a subnet is private as well.
    let is_private =
        lowering.has_private_endpoint() || lowering.from(LinkKind::Contains).any(|p| p.kind.id == "subnet");
    let comment = engine.grant.iter().copied().chain([administrators::way_in(is_private)]);
    database.comment = comment.map(str::to_owned).collect();
    database.depends_on.push(before);
    let before = database.symbol.clone();
    lowering.push(database);
    // A server in a subnet knows no firewall rules.
    if open && !lowering.from(LinkKind::Contains).any(|p| p.kind.id == "subnet") {
        let mut rule = lowering.child("AzureAccess", engine.firewall, "AllowAllAzureServices".into());
        rule.comment = vec![
            "Lets Azure services in, as the diagram draws no private endpoint; sign-in is by Entra ID only.".to_owned(),
        ];
        let address = || Expr::str("0.0.0.0");
        rule.body.insert(
            "properties".to_owned(),
            Expr::object([("startIpAddress", address()), ("endIpAddress", address())]),
        );
        rule.depends_on.push(before);
        lowering.push(rule);
    }
    let symbol = lowering.part.symbol.clone();
    let host = Expr::prop(&symbol, &["properties", "fullyQualifiedDomainName"]);
    lowering.output(format!("{}HostName", symbol.as_str()), "The address of the server.", host);
}

/// What azurerm calls the identities, the size and the version of either engine.
pub(super) const SERVER: Field = Field::All(&[
    Field::Identity,
    Field::Join(&[("sku.tier", TIER), ("sku.name", Via::Copy)], "sku_name"),
    set("properties.version", "version"),
]);

/// Where azurerm has the standby of either engine.
pub(super) const AVAILABILITY: Field = Field::Either(&[
    is("properties.highAvailability.mode", "Disabled"),
    set("properties.highAvailability.mode", "high_availability.mode"),
]);

const TIER: Via = Via::Words(&[("Burstable", "B"), ("GeneralPurpose", "GP"), ("MemoryOptimized", "MO")]);
