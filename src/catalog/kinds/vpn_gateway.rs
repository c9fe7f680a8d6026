//! VPN or ExpressRoute gateway: the way from a network outside into a VNet.

use crate::catalog::azurerm::{Field, Form, Mapping, set};
use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, public_ip},
    iac::{Area, Expr, Object, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "vpn-gateway",
    title: "VPN gateway",
    summary: "The way from a network outside into a VNet, over the Internet or over ExpressRoute.",
    names: &["vpn gateway", "azure vpn gateway", "virtual network gateway", "site to site vpn", "s2s vpn", "vpn", "vpn express route"],
    resource: Some(ResourceType { name: "Microsoft.Network/virtualNetworkGateways", api: "2025-09-01" }),
    naming: Naming { abbreviation: "vgw", max: 80, compact: false, global: false },
    diagnostics: &[Logs::ALL],
    area: Some(Area::Network),
    minutes: 90,
    glyph: "M8 1l6 3v4c0 4-3 6-6 7-3-1-6-3-6-7V4zM5 8l2 2 4-4",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(subnet) = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet") else { return };
    let Some(mut resource) = lowering.resource() else { return };
    let address = public_ip::public_ip(lowering, true);

    let circuit = part.facts.alternatives.iter().any(|k| k.id == "expressroute");
    let gateway_type = if circuit {
        lowering.param(Param {
            name: format!("{}Type", part.symbol.as_str()),
            ty: ParamType::String,
            description: "How the network outside is connected: the diagram leaves the choice.".to_owned(),
            default: Some("Vpn".into()),
            allowed: vec!["Vpn".into(), "ExpressRoute".into()],
            ..Param::default()
        })
    } else {
        "Vpn".into()
    };
    let pick = |vpn: &str, other: Expr| {
        if circuit {
            let is_vpn = Expr::Eq(Box::new(gateway_type.clone()), Box::new("Vpn".into()));
            Expr::If(Box::new(is_vpn), Box::new(vpn.into()), Box::new(other))
        } else {
            vpn.into()
        }
    };
    let ip = Expr::object([
        ("privateIPAllocationMethod", "Dynamic".into()),
        ("subnet", Expr::object([("id", Expr::Id(subnet.symbol.clone()))])),
        ("publicIPAddress", Expr::object([("id", Expr::Id(address))])),
    ]);
    let mut properties = Object::new();
    properties.insert("gatewayType".to_owned(), gateway_type.clone());
    properties.insert("vpnType".to_owned(), "RouteBased".into());
    let size = || pick("VpnGw1AZ", "ErGw1AZ".into());
    properties.insert("sku".to_owned(), Expr::object([("name", size()), ("tier", size())]));
    let configuration = Expr::object([("name", "default".into()), ("properties", ip)]);
    properties.insert("ipConfigurations".to_owned(), Expr::Array(vec![configuration]));
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/virtualNetworkGateways",
        form: Form::group("azurerm_virtual_network_gateway"),
        fields: &[
            set("properties.gatewayType", "type"),
            set("properties.vpnType", "vpn_type"),
            set("properties.sku.name", "sku"),
            Field::Left("properties.sku.tier", "the name says it"),
            Field::Each(
                "properties.ipConfigurations",
                "ip_configuration",
                &[
                    set("name", "name"),
                    set("properties.privateIPAllocationMethod", "private_ip_address_allocation"),
                    set("properties.subnet.id", "subnet_id"),
                    set("properties.publicIPAddress.id", "public_ip_address_id"),
                ],
            ),
        ],
        demands: &["sku", "type", "ip_configuration"],
        ..Mapping::BASE
    },
];
