//! Bastion: remote desktops and shells to machines of a VNet, without an address of their own.

use crate::catalog::azurerm::{IP_CONFIGURATIONS, Form, Mapping, set};
use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, public_ip, size},
    iac::{Area, Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "bastion",
    title: "Azure Bastion",
    summary: "The way to the machines of a VNet for people who administer them.",
    names: &["bastion", "azure bastion", "bastion host", "배스천", "踏み台サーバー"],
    weak_names: &["jump host"],
    resource: Some(ResourceType { name: "Microsoft.Network/bastionHosts", api: "2025-09-01" }),
    naming: Naming { abbreviation: "bas", max: 75, compact: false, global: false },
    diagnostics: &[Logs::ALL],
    sizes: &["Basic", "Standard", "Premium"],
    area: Some(Area::Network),
    minutes: 60,
    glyph: "M2 14V5l2-2 2 2 2-2 2 2 2-2 2 2v9zM7 14v-3h2v3",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(subnet) = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet") else { return };
    let Some(mut resource) = lowering.resource() else { return };
    let address = public_ip::public_ip(lowering, false);
    let sku = size::size(lowering, &format!("The tier of {}.", part.title), "Basic", KIND.sizes);
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku)]));
    let ip = Expr::object([
        ("subnet", Expr::object([("id", Expr::Id(subnet.symbol.clone()))])),
        ("publicIPAddress", Expr::object([("id", Expr::Id(address))])),
    ]);
    let configuration = Expr::object([("name", "default".into()), ("properties", ip)]);
    resource.body.insert("properties".to_owned(), Expr::object([("ipConfigurations", Expr::Array(vec![configuration]))]));
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/bastionHosts",
        form: Form::group("azurerm_bastion_host"),
        fields: &[
            set("sku.name", "sku"),
            IP_CONFIGURATIONS,
        ],
        ..Mapping::BASE
    },
];
