//! VPN or ExpressRoute gateway: the way from a network outside into a VNet.

use crate::catalog::azurerm::{Field, Form, Mapping, set};
use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, gateways, public_ip, size},
    iac::{Area, Expr, Object, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "vpn-gateway",
    title: "VPN gateway",
    summary: "The way from a network outside into a VNet, over the Internet or over ExpressRoute.",
    names: &["vpn gateway", "azure vpn gateway", "virtual network gateway", "site to site vpn", "s2s vpn", "vpn", "vpn express route"],
    resource: Some(ResourceType { name: "Microsoft.Network/virtualNetworkGateways", api: "2025-09-01" }),
    naming: Naming { abbreviation: "vgw", max: 80, compact: false, global: false },
    sizes: gateways::VPN_SIZES,
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

    // What the label leaves open is a parameter; a circuit that ends here says it, unless the label says VPN.
    let is_open = part.facts.alternatives.iter().any(|k| k.id == "expressroute");
    let is_vpn = !gateways::ends_circuit(lowering) || part.title.to_lowercase().contains("vpn");
    let gateway_type = match (is_open, is_vpn) {
        (true, _) => lowering.param(Param {
            name: format!("{}Type", part.symbol.as_str()),
            ty: ParamType::String,
            description: "How the network outside is connected: the diagram leaves the choice.".to_owned(),
            default: Some("Vpn".into()),
            allowed: vec!["Vpn".into(), "ExpressRoute".into()],
            ..Param::default()
        }),
        (false, true) => "Vpn".into(),
        (false, false) => "ExpressRoute".into(),
    };
    let is = |word: &str| Expr::Eq(Box::new(gateway_type.clone()), Box::new(word.into()));
    let sku = match (is_open, is_vpn) {
        (false, false) => "ErGw1AZ".into(),
        (is_open, _) => {
            let sku = size::size(lowering, &format!("The size of {}. VpnGw4AZ and VpnGw5AZ are of another generation than the others: between them the gateway is made anew.", part.title), "VpnGw1AZ", KIND.sizes);
            if is_open { Expr::If(Box::new(is("Vpn")), Box::new(sku), Box::new("ErGw1AZ".into())) } else { sku }
        }
    };
    let ip = Expr::object([
        ("privateIPAllocationMethod", "Dynamic".into()),
        ("subnet", Expr::object([("id", Expr::Id(subnet.symbol.clone()))])),
        ("publicIPAddress", Expr::object([("id", Expr::Id(address.clone()))])),
    ]);
    let mut properties = Object::new();
    properties.insert("gatewayType".to_owned(), gateway_type.clone());
    if is_open || is_vpn {
        properties.insert("vpnType".to_owned(), "RouteBased".into());
    }
    if is_open || is_vpn {
        // Without it Azure takes the first, which has no such sizes (VirtualNetworkGatewaySkuCannotBeCreatedForSpecifiedVmGeneration).
        let large = ["VpnGw4AZ", "VpnGw5AZ"].map(|size| Expr::Eq(Box::new(sku.clone()), Box::new(size.into())));
        let either = |yes: Expr, no: Expr| Expr::If(Box::new(Expr::Or(large.to_vec())), Box::new(yes), Box::new(no));
        let of_vpn = either("Generation2".into(), "Generation1".into());
        let generation =
            if is_open { Expr::If(Box::new(is("Vpn")), Box::new(of_vpn), Box::new("None".into())) } else { of_vpn };
        properties.insert("vpnGatewayGeneration".to_owned(), generation);
    }
    properties.insert("sku".to_owned(), Expr::object([("name", sku.clone()), ("tier", sku)]));
    let configuration = Expr::object([("name", "default".into()), ("properties", ip)]);
    properties.insert("ipConfigurations".to_owned(), Expr::Array(vec![configuration]));
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);

    if is_open || is_vpn {
        gateways::tunnels(lowering, is_open.then(|| is("Vpn")).as_ref());
        let name = format!("{}PublicIpAddress", part.symbol.as_str());
        let about = format!("The public address of {}, which the device at the other end must know.", part.title);
        lowering.output(name, &about, Expr::prop(&address, &["properties", "ipAddress"]));
    }
    if is_open || !is_vpn {
        gateways::circuit(lowering, is_open.then(|| is("ExpressRoute")).as_ref());
    }
}

const AZURERM: &[Mapping] = &[
    gateways::AZURERM,
    Mapping {
        arm: "Microsoft.Network/virtualNetworkGateways",
        form: Form::group("azurerm_virtual_network_gateway"),
        fields: &[
            set("properties.gatewayType", "type"),
            set("properties.vpnType", "vpn_type"),
            set("properties.vpnGatewayGeneration", "generation"),
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
