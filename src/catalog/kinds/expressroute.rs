//! ExpressRoute: a private line from a network outside, through a gateway of the VNet.

use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, public_ip, size},
    iac::{Area, Expr, Param, ParamType, ResourceType},
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

const CONNECTION: ResourceType = ResourceType { name: "Microsoft.Network/connections", api: "2025-09-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
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

    // A provider sets up the circuit first, so it comes from outside and may come later.
    let circuit = lowering.param(Param {
        name: format!("{}CircuitId", part.symbol.as_str()),
        ty: ParamType::String,
        description: "The resource id of the ExpressRoute circuit; empty while the provider has none ready.".to_owned(),
        default: Some("".into()),
        ..Param::default()
    });
    let known = Expr::Not(Box::new(Expr::Eq(Box::new(circuit.clone()), Box::new("".into()))));
    let mut connection = lowering.extra("Connection", CONNECTION, Expr::Concat(vec!["con-".into(), part.name.clone()]));
    connection.location = Some(part.location.clone());
    connection.tags = Some(lowering.tags());
    connection.condition = Expr::both(part.condition.clone(), Some(known));
    let gateway = Expr::object([("id", Expr::Id(part.symbol.clone())), ("properties", Expr::object([]))]);
    let properties = Expr::object([
        ("connectionType", "ExpressRoute".into()),
        ("virtualNetworkGateway1", gateway),
        ("peer", Expr::object([("id", circuit)])),
    ]);
    connection.body.insert("properties".to_owned(), properties);
    lowering.push(connection);
}
