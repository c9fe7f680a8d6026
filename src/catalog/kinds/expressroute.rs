//! ExpressRoute: a private line from a network outside, through a gateway of the VNet.

use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, gateways, public_ip, size},
    iac::{Area, Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "expressroute",
    title: "ExpressRoute gateway",
    summary: "The VNet's end of a private line; the circuit itself is ordered from a provider.",
    names: &[
        "expressroute", "express route", "azure expressroute", "azure express route", "expressroute circuit", "express route circuit",
        "expressroute gateway", "express route gateway", "익스프레스라우트",
    ],
    resource: Some(ResourceType { name: "Microsoft.Network/virtualNetworkGateways", api: "2025-09-01" }),
    naming: Naming { abbreviation: "ergw", max: 75, compact: false, global: false },
    sizes: &["ErGw1AZ", "ErGw2AZ", "ErGw3AZ"],
    diagnostics: &[Logs::ALL],
    area: Some(Area::Network),
    minutes: 90,
    glyph: "M1 8h14M4 5v6M8 4v8M12 5v6",
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    if gateways::is_line(lowering) {
        return;
    }
    let Some(subnet) = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet") else { return };
    let Some(mut resource) = lowering.resource() else { return };
    let address = public_ip::public_ip(lowering, true);
    let sku = size::size(lowering, &format!("The size of {}.", part.title), "ErGw1AZ", KIND.sizes);
    let ip = Expr::object([
        ("privateIPAllocationMethod", "Dynamic".into()),
        ("subnet", Expr::object([("id", Expr::Id(subnet.symbol.clone()))])),
        ("publicIPAddress", Expr::object([("id", Expr::Id(address))])),
    ]);
    let configuration = Expr::object([("name", "default".into()), ("properties", ip)]);
    let properties = Expr::object([
        ("gatewayType", "ExpressRoute".into()),
        ("sku", Expr::object([("name", sku.clone()), ("tier", sku)])),
        ("ipConfigurations", Expr::Array(vec![configuration])),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);

    gateways::circuit(lowering, None);
}
