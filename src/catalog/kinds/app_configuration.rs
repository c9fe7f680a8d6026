//! App Configuration.

use crate::catalog::azurerm::{Form, Mapping, enabled, not, set};
use crate::{
    catalog::{Access, DataRole, Kind, Logs, Lowering, Naming, PrivateLink, Setting},
    iac::{Area, Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "app-configuration",
    title: "Azure App Configuration",
    summary: "Settings and feature flags of several apps in one place.",
    names: &[
        "app configuration", "azure app configuration", "app config", "azure app config", "application configuration",
        "configuration store", "feature flag", "앱 구성",
    ],
    resource: Some(ResourceType { name: "Microsoft.AppConfiguration/configurationStores", api: "2024-06-01" }),
    naming: Naming { abbreviation: "appcs", max: 50, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "configurationStores", zones: &["privatelink.azconfig.io"], words: &[] }],
    roles: &[
        DataRole { access: Access::Read, name: "App Configuration Data Reader", guid: "516239f1-63e1-4d78-a4de-a74fb236a071", group: "" },
        DataRole { access: Access::Write, name: "App Configuration Data Owner", guid: "5ae67dd6-50cb-40e7-96ff-dc2bfa4b606b", group: "" },
    ],
    settings: &[Setting { name: "APP_CONFIG_ENDPOINT", path: &["properties", "endpoint"], without: &[] }],
    diagnostics: &[Logs::ALL],
    area: Some(Area::Data),
    glyph: "M2 4h12M2 8h12M2 12h12M5 3v2M11 7v2M7 11v2",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    resource.body.insert("sku".to_owned(), Expr::object([("name", "standard".into())]));
    let delegation = if lowering.has_private_endpoint() { "Enabled" } else { "Disabled" };
    // Without local keys, deployments reach the values as whoever deploys.
    let proxy = [("authenticationMode", "Pass-through".into()), ("privateLinkDelegation", delegation.into())];
    let properties = Expr::object([
        ("disableLocalAuth", Expr::Bool(true)),
        ("enablePurgeProtection", Expr::Bool(true)),
        ("softDeleteRetentionInDays", Expr::Int(7)),
        ("publicNetworkAccess", lowering.public_network_access()),
        ("dataPlaneProxy", Expr::object(proxy)),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
    let symbol = lowering.part.symbol.clone();
    let endpoint = Expr::prop(&symbol, &["properties", "endpoint"]);
    lowering.output(format!("{}Endpoint", symbol.as_str()), "The address of the configuration store.", endpoint);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.AppConfiguration/configurationStores",
        form: Form::group("azurerm_app_configuration"),
        fields: &[
            set("sku.name", "sku"),
            not("properties.disableLocalAuth", "local_auth_enabled"),
            set("properties.enablePurgeProtection", "purge_protection_enabled"),
            set("properties.softDeleteRetentionInDays", "soft_delete_retention_days"),
            set("properties.publicNetworkAccess", "public_network_access"),
            set("properties.dataPlaneProxy.authenticationMode", "data_plane_proxy_authentication_mode"),
            enabled(
                "properties.dataPlaneProxy.privateLinkDelegation",
                "data_plane_proxy_private_link_delegation_enabled",
            ),
        ],
        reads: &[("properties.endpoint", "endpoint")],
        ..Mapping::BASE
    },
];
