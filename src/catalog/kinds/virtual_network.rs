//! Virtual network.

use crate::catalog::azurerm::{Form, Mapping, set};
use crate::{
    catalog::{addresses, Kind, Logs, LinkKind, Lowering, Naming, Nature},
    iac::{Area, Expr, Object, ResourceType, capitalized},
};

pub(super) static KIND: Kind = Kind {
    id: "virtual-network",
    title: "Virtual network",
    summary: "A private network in one region, divided into subnets.",
    nature: Nature::Container,
    names: &["vnet", "virtual network", "azure virtual network", "azure vnet", "hub vnet", "spoke vnet", "가상 네트워크", "仮想ネットワーク", "虚拟网络", "virtuelles netzwerk", "가상네트워크", "azure virtual network vnet"],
    weak_names: &["hub", "spoke"],
    resource: Some(ResourceType { name: "Microsoft.Network/virtualNetworks", api: "2025-09-01" }),
    naming: Naming { abbreviation: "vnet", max: 64, compact: false, global: false },
    diagnostics: &[Logs::ALL],
    area: Some(Area::Network),
    glyph: "M5 4L1 8l4 4M11 4l4 4-4 4M6 8h.5M8 8h.5M10 8h.5",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const PEERING: ResourceType = ResourceType { name: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings", api: "2025-09-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(mut resource) = lowering.resource() else { return };
    let space = Expr::object([("addressPrefixes", Expr::Array(addresses::ranges(lowering, part)))]);
    resource.body.insert("properties".to_owned(), Expr::object([("addressSpace", space)]));
    lowering.push(resource);

    let peers: Vec<_> = lowering.to(LinkKind::Peers).chain(lowering.from(LinkKind::Peers)).collect();
    for peer in peers {
        let name = Expr::Concat(vec!["peer-to-".into(), Expr::Name(peer.symbol.clone())]);
        let title = capitalized(peer.symbol.as_str());
        let mut peering = lowering.child(&format!("To{title}"), PEERING, name);
        // A peering works only when both sides have it, and gateways are shared from the side that has one.
        let shares = !gateways(lowering, part.symbol.as_str()).is_empty();
        let uses = !gateways(lowering, peer.symbol.as_str()).is_empty() && !shares;
        let mut properties = Object::new();
        properties.insert("allowVirtualNetworkAccess".to_owned(), Expr::Bool(true));
        properties.insert("allowForwardedTraffic".to_owned(), Expr::Bool(true));
        properties.insert("allowGatewayTransit".to_owned(), Expr::Bool(shares));
        properties.insert("useRemoteGateways".to_owned(), Expr::Bool(uses));
        properties.insert("remoteVirtualNetwork".to_owned(), Expr::object([("id", Expr::Id(peer.symbol.clone()))]));
        peering.body.insert("properties".to_owned(), Expr::Object(properties));
        if uses {
            peering.depends_on = gateways(lowering, peer.symbol.as_str());
        }
        lowering.push(peering);
    }
}

/// The gateways that are always there and that stand in a VNet.
fn gateways(lowering: &Lowering<'_>, vnet: &str) -> Vec<crate::iac::Symbol> {
    let Some(vnet) = lowering.world.parts.iter().find(|p| p.symbol.as_str() == vnet) else { return Vec::new() };
    lowering
        .of(vnet, LinkKind::Contains, true)
        .into_iter()
        .flat_map(|subnet| lowering.of(subnet, LinkKind::Contains, true))
        .filter(|p| matches!(p.kind.id, "vpn-gateway" | "expressroute") && p.condition.is_none())
        .map(|p| p.symbol.clone())
        .collect()
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/virtualNetworks",
        form: Form::group("azurerm_virtual_network"),
        fields: &[
            set("properties.addressSpace.addressPrefixes", "address_space"),
            set("properties.dhcpOptions.dnsServers", "dns_servers"),
        ],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
        form: Form::named_child("azurerm_virtual_network_peering", "virtual_network_name"),
        fields: &[
            set("properties.remoteVirtualNetwork.id", "remote_virtual_network_id"),
            set("properties.allowVirtualNetworkAccess", "allow_virtual_network_access"),
            set("properties.allowForwardedTraffic", "allow_forwarded_traffic"),
            set("properties.allowGatewayTransit", "allow_gateway_transit"),
            set("properties.useRemoteGateways", "use_remote_gateways"),
        ],
        demands: &["remote_virtual_network_id"],
        ..Mapping::BASE
    },
];
