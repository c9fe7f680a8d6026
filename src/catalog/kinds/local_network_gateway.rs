//! Local network gateway: what Azure knows of the VPN device of a network outside.

use crate::catalog::azurerm::{Form, Mapping, set};
use crate::{
    catalog::{Kind, Lowering, Naming, gateways},
    iac::{Area, Expr},
};

pub(super) static KIND: Kind = Kind {
    id: "local-network-gateway",
    title: "Local network gateway",
    summary: "What Azure knows of the VPN device of a network outside: its address, and the ranges behind it.",
    names: &["local network gateway", "local gateway", "lng", "vpn connection", "로컬 네트워크 게이트웨이"],
    resource: Some(gateways::LOCAL),
    naming: Naming { abbreviation: "lgw", max: 80, compact: false, global: false },
    properties: gateways::DEVICE,
    area: Some(Area::Network),
    glyph: "M2 12V6l4-3 4 3v6zM10 9h4",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(mut resource) = lowering.resource() else { return };
    let known = gateways::known(lowering, part);
    resource.condition = Expr::both(resource.condition, Some(known));
    gateways::fill(lowering, part, &mut resource);
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[Mapping {
    arm: "Microsoft.Network/localNetworkGateways",
    form: Form::group("azurerm_local_network_gateway"),
    fields: &[
        set("properties.gatewayIpAddress", "gateway_address"),
        set("properties.fqdn", "gateway_fqdn"),
        set("properties.localNetworkAddressSpace.addressPrefixes", "address_space"),
    ],
    ..Mapping::BASE
}];
