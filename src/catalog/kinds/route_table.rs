//! Route table: where traffic of the governed subnets goes first.

use crate::catalog::azurerm::{Field, Form, Mapping, not, set};
use crate::{
    catalog::{Kind, Lowering, Naming},
    iac::{Area, Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "route-table",
    title: "Route table",
    summary: "Routes of one's own for a subnet, such as all traffic to a firewall.",
    names: &["route table", "udr", "user defined route", "azure route table", "라우팅 테이블", "경로 테이블", "ルート テーブル"],
    weak_names: &["routing table"],
    resource: Some(ResourceType { name: "Microsoft.Network/routeTables", api: "2025-09-01" }),
    naming: Naming { abbreviation: "rt", max: 80, compact: false, global: false },
    area: Some(Area::Network),
    glyph: "M2 3h5l4 10h3M2 13h5l4-10h3M12 1l2 2-2 2M12 11l2 2-2 2",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let firewall = lowering.world.parts.iter().find(|p| p.kind.id == "azure-firewall");
    let firewall = firewall.filter(|f| f.condition.is_none() || f.condition == lowering.part.condition);
    let routes = firewall.map(|firewall| {
        let path = ["properties", "ipConfigurations", "0", "properties", "privateIPAddress"];
        let properties = Expr::object([
            ("addressPrefix", "0.0.0.0/0".into()),
            ("nextHopType", "VirtualAppliance".into()),
            ("nextHopIpAddress", Expr::prop(&firewall.symbol, &path)),
        ]);
        Expr::object([("name", "default-to-firewall".into()), ("properties", properties)])
    });
    let properties = Expr::object([
        // Routes that a gateway learns would lead around the firewall.
        ("disableBgpRoutePropagation", Expr::Bool(routes.is_some())),
        ("routes", Expr::Array(routes.into_iter().collect())),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/routeTables",
        form: Form::group("azurerm_route_table"),
        fields: &[
            not("properties.disableBgpRoutePropagation", "bgp_route_propagation_enabled"),
            Field::Each(
                "properties.routes",
                "route",
                &[
                    set("name", "name"),
                    set("properties.addressPrefix", "address_prefix"),
                    set("properties.nextHopType", "next_hop_type"),
                    set("properties.nextHopIpAddress", "next_hop_in_ip_address"),
                ],
            ),
        ],
        ..Mapping::BASE
    },
];
