//! Application Insights.

use crate::catalog::azurerm::{Form, Mapping, enabled, is, set};
use crate::{
    catalog::{Kind, LinkKind, Lowering, Naming, Setting},
    iac::{Area, Expr, Object, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "application-insights",
    title: "Application Insights",
    summary: "Requests, traces and metrics of the apps, kept in a workspace.",
    names: &["application insight", "app insight", "appinsight", "azure application insight", "azure monitor", "애플리케이션 인사이트", "app insight telemetry"],
    weak_names: &["monitoring", "telemetry"],
    resource: Some(ResourceType { name: "Microsoft.Insights/components", api: "2020-02-02" }),
    naming: Naming { abbreviation: "appi", max: 260, compact: false, global: false },
    settings: &[Setting { name: "APPLICATIONINSIGHTS_CONNECTION_STRING", path: &["properties", "ConnectionString"], without: &[] }],
    area: Some(Area::Monitoring),
    glyph: "M8 2a4 4 0 0 0-2 7.5V12h4V9.5A4 4 0 0 0 8 2zM6 14h4",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    resource.body.insert("kind".to_owned(), "web".into());
    let mut properties = Object::new();
    properties.insert("Application_Type".to_owned(), "web".into());
    if let Some(workspace) = lowering.to(LinkKind::Telemetry).find(|p| p.kind.id == "log-analytics") {
        properties.insert("IngestionMode".to_owned(), "LogAnalytics".into());
        properties.insert("WorkspaceResourceId".to_owned(), Expr::Id(workspace.symbol.clone()));
    }
    for key in ["publicNetworkAccessForIngestion", "publicNetworkAccessForQuery"] {
        properties.insert(key.to_owned(), "Enabled".into());
    }
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Insights/components",
        form: Form::group("azurerm_application_insights"),
        fields: &[
            enabled("properties.publicNetworkAccessForIngestion", "internet_ingestion_enabled"),
            enabled("properties.publicNetworkAccessForQuery", "internet_query_enabled"),
            is("kind", "web"),
            set("properties.Application_Type", "application_type"),
            set("properties.WorkspaceResourceId", "workspace_id"),
            is("properties.IngestionMode", "LogAnalytics"),
            set("properties.DisableLocalAuth", "local_authentication_disabled"),
        ],
        demands: &["application_type"],
        reads: &[("properties.ConnectionString", "connection_string")],
        ..Mapping::BASE
    },
];
