//! What the gateway of a VNet is connected with: networks outside over the Internet, and circuits of a provider.
//!
//! A drawing seldom tells the address of a device or the id of a circuit, and either may be known only later. So each is a parameter
//! that may be empty, and what needs it is only deployed where it is given: no made-up address ever is.

use std::net::Ipv4Addr;

use super::{
    LinkKind, Lowering, Part, Property,
    azurerm::{Form, Mapping, set},
    property::Values,
};
use crate::iac::{Expr, Param, ParamType, Resource, ResourceType, Symbol, capitalized};

/// The type of what Azure knows of the device at the other end.
pub(super) const LOCAL: ResourceType =
    ResourceType { name: "Microsoft.Network/localNetworkGateways", api: "2025-09-01" };

const CONNECTION: ResourceType = ResourceType { name: "Microsoft.Network/connections", api: "2025-09-01" };

/// What may be stated of a network outside.
pub(super) static DEVICE: &[Property] = &[Property {
    key: "device",
    meaning: "the public address of the VPN device there, or its name",
    values: Values::Host,
}];

/// The sizes of a VPN gateway. Those without zones cannot be created any more
/// (learn.microsoft.com/azure/vpn-gateway/gateway-sku-consolidation, read 2026-11-25).
pub(super) const VPN_SIZES: &[&str] = &["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ", "VpnGw4AZ", "VpnGw5AZ"];

/// Whether a part is drawn as the line itself, and not as its end in the VNet.
pub(super) fn is_circuit(part: &Part) -> bool {
    part.kind.id == "expressroute" && part.title.to_lowercase().contains("circuit")
}

/// What the gateway that is lowered is joined to, in either direction.
fn joined<'a>(lowering: &Lowering<'a>) -> impl Iterator<Item = &'a Part> + use<'a> {
    lowering.from(LinkKind::Connects).chain(lowering.to(LinkKind::Connects))
}

/// Whether the gateway that is lowered ends a circuit that is drawn by itself.
pub(super) fn ends_circuit(lowering: &Lowering<'_>) -> bool {
    joined(lowering).any(is_circuit)
}

/// Whether what is lowered is a circuit that ends at a gateway which is drawn as well.
pub(super) fn is_line(lowering: &Lowering<'_>) -> bool {
    is_circuit(lowering.part)
        && joined(lowering).any(|p| matches!(p.kind.id, "vpn-gateway" | "expressroute") && !is_circuit(p))
}

/// Adds the connections of the gateway that is lowered to the networks outside that it is drawn joined to, where `when` holds.
pub(super) fn tunnels(lowering: &mut Lowering<'_>, when: Option<&Expr>) {
    let gateway = lowering.part;
    for site in sites(lowering) {
        let known = known(lowering, site);
        let condition = Expr::both(gateway.condition.clone(), Expr::both(site.condition.clone(), when.cloned()));
        let local_condition = Expr::both(condition.clone(), Some(known.clone()));
        let key = asked(lowering, site, ("SharedKey", ParamType::SecureString, "".into()), |there| {
            format!("The key of the VPN with {there}, which the device there has too; without it nothing is connected.")
        });
        // Without a key Azure would make one up that the device does not have.
        let condition = Expr::both(condition, Some(Expr::And(vec![known, is_given(&key)])));
        let local = match site.kind.id {
            "local-network-gateway" => site.symbol.clone(),
            _ => {
                let mut local = lowering.extra(&capitalized(site.symbol.as_str()), LOCAL, named("lgw-", gateway, site));
                local.location = Some(gateway.location.clone());
                local.tags = Some(lowering.tags());
                local.comment = vec![format!(
                    "{}, as the gateway knows it, once its address and its ranges are given.",
                    site.title
                )];
                local.condition = local_condition;
                fill(lowering, site, &mut local);
                let symbol = local.symbol.clone();
                lowering.push(local);
                symbol
            }
        };
        let suffix = format!("{}Connection", capitalized(site.symbol.as_str()));
        let mut connection = lowering.extra(&suffix, CONNECTION, named("vcn-", gateway, site));
        connection.location = Some(gateway.location.clone());
        connection.tags = Some(lowering.tags());
        connection.condition = condition;
        connection.comment = vec![
            format!("Joins {} with {}, once address, ranges and key are given.", gateway.title, told_as(lowering, site)),
            "The key counts when the connection is made; afterwards `az network vpn-connection shared-key update` changes it.".to_owned(),
        ];
        let properties = Expr::object([
            ("connectionType", "IPsec".into()),
            ("connectionProtocol", "IKEv2".into()),
            ("virtualNetworkGateway1", end(&gateway.symbol)),
            ("localNetworkGateway2", end(&local)),
            ("sharedKey", key),
        ]);
        connection.body.insert("properties".to_owned(), properties);
        lowering.push(connection);
    }
}

/// Adds the connection of the gateway that is lowered to its circuit, where `when` holds. A provider sets up the circuit first, so it
/// comes from outside and may come later.
pub(super) fn circuit(lowering: &mut Lowering<'_>, when: Option<&Expr>) {
    let part = lowering.part;
    let id = lowering.param(Param {
        name: format!("{}CircuitId", part.symbol.as_str()),
        ty: ParamType::String,
        description: "The resource id of the ExpressRoute circuit; empty while the provider has none ready.".to_owned(),
        default: Some("".into()),
        ..Param::default()
    });
    let key = lowering.param(Param {
        name: format!("{}CircuitKey", part.symbol.as_str()),
        ty: ParamType::SecureString,
        description: "The authorization key of the circuit, where it is of another subscription.".to_owned(),
        default: Some("".into()),
        ..Param::default()
    });
    let name = Expr::Concat(vec!["con-".into(), part.name.clone()]);
    let mut connection = lowering.extra("Connection", CONNECTION, name);
    connection.location = Some(part.location.clone());
    connection.tags = Some(lowering.tags());
    connection.comment = vec![format!("Joins {} with its circuit, once there is one.", part.title)];
    connection.condition = Expr::both(Expr::both(part.condition.clone(), when.cloned()), Some(is_given(&id)));
    let properties = Expr::object([
        ("connectionType", "ExpressRoute".into()),
        ("virtualNetworkGateway1", end(&part.symbol)),
        ("peer", Expr::object([("id", id)])),
        ("authorizationKey", given(key)),
    ]);
    connection.body.insert("properties".to_owned(), properties);
    lowering.push(connection);
}

/// The networks outside that the gateway is drawn joined to; one behind a local network gateway of its own is told by that.
fn sites<'a>(lowering: &Lowering<'a>) -> Vec<&'a Part> {
    let mut out: Vec<&'a Part> = Vec::new();
    let kinds = ["local-network-gateway", "on-premises"];
    let all = lowering.from(LinkKind::Connects).filter(|p| kinds.contains(&p.kind.id));
    let behind = |site: &Part, out: &[&'a Part]| {
        let fronts = lowering.of(site, LinkKind::Connects, true);
        fronts.iter().any(|f| out.iter().any(|o| o.kind.id == "local-network-gateway" && o.symbol == f.symbol))
    };
    let mut all: Vec<&'a Part> = all.collect();
    all.sort_by_key(|p| p.kind.id == "on-premises");
    for site in all {
        if !out.iter().any(|o| o.symbol == site.symbol) && !behind(site, &out) {
            out.push(site);
        }
    }
    out
}

/// Returns under which condition a network outside can be connected: that somebody told where its device is, and which addresses are
/// there, as no traffic would take the tunnel otherwise.
pub(super) fn known(lowering: &mut Lowering<'_>, site: &Part) -> Expr {
    let ranges = ranges(lowering, site);
    Expr::And(vec![is_given(&address(lowering, site).1), Expr::Any(Box::new(ranges))])
}

/// Returns the parameter that asks something of a network outside: its suffix, type and default, and what is said of the network.
fn asked(
    lowering: &mut Lowering<'_>,
    site: &Part,
    (suffix, ty, default): (&str, ParamType, Expr),
    about: impl FnOnce(&str) -> String,
) -> Expr {
    let description = about(&told_as(lowering, site));
    let name = format!("{}{suffix}", site.symbol.as_str());
    lowering.param(Param { name, ty, description, default: Some(default), ..Param::default() })
}

/// Returns the parameter of the addresses at the other end.
fn ranges(lowering: &mut Lowering<'_>, site: &Part) -> Expr {
    let told = told(lowering, site);
    let prefixes = told.iter().flat_map(|p| &p.facts.prefixes).map(|p| Expr::str(p.value.to_string())).collect();
    asked(lowering, site, ("Ranges", ParamType::StringArray, Expr::Array(prefixes)), |there| {
        format!("The address ranges of {there}, for which the gateway takes traffic; without any nothing is connected.")
    })
}

/// Tells what Azure must know of the device and the addresses at the other end.
pub(super) fn fill(lowering: &mut Lowering<'_>, site: &Part, resource: &mut Resource) {
    let (property, address) = address(lowering, site);
    let ranges = ranges(lowering, site);
    let properties =
        Expr::object([(property, address), ("localNetworkAddressSpace", Expr::object([("addressPrefixes", ranges)]))]);
    resource.body.insert("properties".to_owned(), properties);
}

/// The parts whose labels tell of a network outside.
fn told<'a>(lowering: &Lowering<'a>, site: &Part) -> Vec<&'a Part> {
    let own = lowering.world.parts.iter().filter(|p| p.symbol == site.symbol);
    let behind = lowering.of(site, LinkKind::Connects, false).into_iter().filter(|p| p.kind.id == "on-premises");
    own.chain(behind).collect()
}

/// What people call a network outside: not by the gateway that stands for it.
fn told_as(lowering: &Lowering<'_>, site: &Part) -> String {
    let Some(told) = told(lowering, site).pop() else { return site.title.clone() };
    // Ranges and addresses have places of their own.
    let ranges = told.facts.prefixes.iter().map(|p| p.value.to_string());
    let device = told.facts.property("device").map(|p| p.value.clone());
    let plain = ranges.chain(device).fold(told.title.clone(), |title, text| title.replace(&text, ""));
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the property that tells where the device is, and the parameter with its value.
fn address(lowering: &mut Lowering<'_>, site: &Part) -> (&'static str, Expr) {
    let stated = told(lowering, site).into_iter().find_map(|p| p.facts.property("device")).map(|p| p.value.clone());
    let is_name = stated.as_ref().is_some_and(|device| device.parse::<Ipv4Addr>().is_err());
    let (property, suffix, what) =
        if is_name { ("fqdn", "Fqdn", "DNS name") } else { ("gatewayIpAddress", "Address", "public address") };
    let value = asked(lowering, site, (suffix, ParamType::String, Expr::str(stated.unwrap_or_default())), |there| {
        format!("The {what} of the VPN device of {there}; empty while nobody knows it, and then nothing is connected.")
    });
    (property, value)
}

/// The name of what joins a gateway and a network outside.
fn named(abbreviation: &str, gateway: &Part, site: &Part) -> Expr {
    let word = if site.slug.is_empty() { "onprem" } else { site.slug.as_str() };
    Expr::Concat(vec![abbreviation.into(), gateway.name.clone(), Expr::str(format!("-{word}"))])
}

/// One end of a connection. Its schema demands properties and reads none of them.
fn end(symbol: &Symbol) -> Expr {
    Expr::object([("id", Expr::Id(symbol.clone())), ("properties", Expr::object([]))])
}

fn is_given(value: &Expr) -> Expr {
    Expr::Not(Box::new(value.is_blank()))
}

/// A value that is left out where it is empty.
fn given(value: Expr) -> Expr {
    Expr::If(Box::new(value.is_blank()), Box::new(Expr::Null), Box::new(value))
}

/// How connections are written with azurerm.
pub(super) const AZURERM: Mapping = Mapping {
    arm: "Microsoft.Network/connections",
    form: Form::group("azurerm_virtual_network_gateway_connection"),
    fields: &[
        set("properties.connectionType", "type"),
        set("properties.connectionProtocol", "connection_protocol"),
        set("properties.virtualNetworkGateway1.id", "virtual_network_gateway_id"),
        set("properties.localNetworkGateway2.id", "local_network_gateway_id"),
        set("properties.sharedKey", "shared_key"),
        set("properties.peer.id", "express_route_circuit_id"),
        set("properties.authorizationKey", "authorization_key"),
    ],
    demands: &["type", "virtual_network_gateway_id"],
    ..Mapping::BASE
};
