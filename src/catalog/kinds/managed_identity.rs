//! Managed identity.

use crate::catalog::{azurerm::{Form, Mapping, set}, Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "managed-identity",
    title: "Managed identity",
    summary: "The identity that an app has by itself; a capability of the app.",
    nature: Nature::Capability,
    names: &["managed identity", "system assigned managed identity", "system assigned identity", "system assigned mi", "system assigned", "managed service identity", "mi", "관리 id", "マネージド id", "verwaltete identität", "托管标识", "マネージド アイデンティティ"],
    weak_names: &["identity"],
    glyph: "M8 1l5 2v4c0 4-2 6-5 8-3-2-5-4-5-8V3zM8 5v5",
    azurerm: AZURERM,
    ..Kind::BASE
};

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Authorization/roleAssignments",
        form: Form::child("azurerm_role_assignment", "scope"),
        fields: &[
            set("properties.roleDefinitionId", "role_definition_id"),
            set("properties.principalId", "principal_id"),
            set("properties.principalType", "principal_type"),
        ],
        demands: &["principal_id"],
        ..Mapping::BASE
    },
];
