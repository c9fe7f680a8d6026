//! NAT gateway: one known address for all that leaves the subnets it governs.

use crate::catalog::azurerm::{Beside, Field, Form, Mapping, set};
use crate::{
    catalog::{Kind, Logs, Lowering, Naming, public_ip},
    iac::{Area, Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "nat-gateway",
    title: "NAT gateway",
    summary: "One known address, and many ports, for what leaves the subnets that it governs.",
    names: &["nat gateway", "azure nat gateway", "nat gw", "natgw", "nat", "nat 게이트웨이", "nat ゲートウェイ"],
    resource: Some(ResourceType { name: "Microsoft.Network/natGateways", api: "2025-09-01" }),
    naming: Naming { abbreviation: "ng", max: 75, compact: false, global: false },
    diagnostics: &[Logs::METRICS],
    area: Some(Area::Network),
    glyph: "M2 3v10M2 8h9M8 5l3 3-3 3M14 8h.5",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let address = public_ip::public_ip(lowering, false);
    resource.body.insert("sku".to_owned(), Expr::object([("name", "Standard".into())]));
    let properties = Expr::object([
        ("idleTimeoutInMinutes", Expr::Int(4)),
        ("publicIpAddresses", Expr::Array(vec![Expr::object([("id", Expr::Id(address))])])),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/natGateways",
        form: Form::group("azurerm_nat_gateway"),
        fields: &[
            set("sku.name", "sku_name"),
            set("properties.idleTimeoutInMinutes", "idle_timeout_in_minutes"),
            set("zones", "zones"),
            Field::Beside(&Beside {
                path: "properties.publicIpAddresses",
                inner: "id",
                name: "azurerm_nat_gateway_public_ip_association",
                own: "nat_gateway_id",
                other: "public_ip_address_id",
            }),
        ],
        ..Mapping::BASE
    },
];
