//! User-assigned managed identity.

use crate::{
    catalog::{azurerm::{Form, Mapping}, Kind, Lowering, Naming},
    iac::{Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "user-assigned-identity",
    title: "User-assigned managed identity",
    summary: "An identity that stands by itself and that several apps can act with.",
    names: &[
        "user assigned managed identity", "user assigned identity", "user assigned mi", "user assigned", "uami", "사용자 할당 관리 id",
        "ユーザー割り当てマネージド id",
    ],
    resource: Some(ResourceType { name: "Microsoft.ManagedIdentity/userAssignedIdentities", api: "2024-11-30" }),
    naming: Naming { abbreviation: "id", max: 128, compact: false, global: false },
    glyph: "M8 1l5 2v4c0 4-2 6-5 8-3-2-5-4-5-8V3zM8 5a1 1 0 1 0 0 2 1 1 0 0 0 0-2zM6 11c0-3 4-3 4 0",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(resource) = lowering.resource() else { return };
    lowering.push(resource);
    let symbol = lowering.part.symbol.clone();
    let client = Expr::prop(&symbol, &["properties", "clientId"]);
    let words = "The client id by which an app chooses this identity.";
    lowering.output(format!("{}ClientId", symbol.as_str()), words, client);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.ManagedIdentity/userAssignedIdentities",
        form: Form::group("azurerm_user_assigned_identity"),
        reads: &[("properties.principalId", "principal_id"), ("properties.clientId", "client_id")],
        ..Mapping::BASE
    },
];
