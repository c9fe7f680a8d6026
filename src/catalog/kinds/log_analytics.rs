//! Log Analytics workspace.

use crate::catalog::azurerm::{Form, Mapping, enabled, not, set};
use crate::{
    catalog::{Kind, Lowering, Naming},
    iac::{Area, Expr, Object, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "log-analytics",
    title: "Log Analytics workspace",
    summary: "Where logs and telemetry are kept and asked.",
    names: &["log analytic", "log analytic workspace", "azure log analytic", "law", "로그 분석"],
    weak_names: &["workspace"],
    resource: Some(ResourceType { name: "Microsoft.OperationalInsights/workspaces", api: "2026-03-01" }),
    naming: Naming { abbreviation: "log", max: 63, compact: false, global: false },
    area: Some(Area::Monitoring),
    glyph: "M2 14V2M2 14h12M5 12V8M8 12V5M11 12V9",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let retention = lowering.param(Param {
        name: "logRetentionDays".to_owned(),
        ty: ParamType::Int,
        description: "How many days logs are kept.".to_owned(),
        default: Some(Expr::Int(30)),
        min: Some(30),
        max: Some(730),
        ..Param::default()
    });
    let mut properties = Object::new();
    properties.insert("sku".to_owned(), Expr::object([("name", "PerGB2018".into())]));
    properties.insert("retentionInDays".to_owned(), retention);
    properties.insert("features".to_owned(), Expr::object([("enableLogAccessUsingOnlyResourcePermissions", Expr::Bool(true))]));
    for key in ["publicNetworkAccessForIngestion", "publicNetworkAccessForQuery"] {
        properties.insert(key.to_owned(), "Enabled".into());
    }
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.OperationalInsights/workspaces",
        form: Form::group("azurerm_log_analytics_workspace"),
        fields: &[
            set("properties.sku.name", "sku"),
            set("properties.retentionInDays", "retention_in_days"),
            set("properties.features.enableLogAccessUsingOnlyResourcePermissions", "allow_resource_only_permissions"),
            enabled("properties.publicNetworkAccessForIngestion", "internet_ingestion_enabled"),
            enabled("properties.publicNetworkAccessForQuery", "internet_query_enabled"),
            not("properties.features.disableLocalAuth", "local_authentication_enabled"),
        ],
        reads: &[("properties.customerId", "workspace_id")],
        ..Mapping::BASE
    },
];
