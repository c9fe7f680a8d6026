//! Container registry.

use crate::catalog::azurerm::{Form, Mapping, enabled, set};
use crate::{
    catalog::{Access, DataRole, Kind, Logs, Lowering, Naming, PrivateLink, size},
    iac::{Area, Expr, Object, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "container-registry",
    title: "Container registry",
    summary: "Container images, pulled by the apps with their identities.",
    names: &[
        "container registry", "azure container registry", "acr", "docker registry", "image registry", "컨테이너 레지스트리",
        "コンテナー レジストリ",
    ],
    weak_names: &["registry", "container image"],
    resource: Some(ResourceType { name: "Microsoft.ContainerRegistry/registries", api: "2025-11-01" }),
    naming: Naming { abbreviation: "cr", max: 50, compact: true, global: true },
    data: true,
    private_links: &[PrivateLink { group: "registry", zones: &["privatelink.azurecr.io"], words: &[] }],
    // An app only ever pulls: who pushes is the pipeline.
    roles: &[
        DataRole { access: Access::Read, name: "AcrPull", guid: "7f951dda-4ed3-4680-a7ca-43fe172d538d", group: "" },
        DataRole { access: Access::Write, name: "AcrPull", guid: "7f951dda-4ed3-4680-a7ca-43fe172d538d", group: "" },
    ],
    diagnostics: &[Logs::ALL],
    sizes: &["Standard", "Basic", "Premium"],
    area: Some(Area::Data),
    glyph: "M2 6h4v3H2zM6 6h4v3H6zM6 3h4v3H6zM10 6h4v3h-4zM1 11h14c-1 2-3 3-6 3H6c-3 0-4-1-5-3z",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let symbol = lowering.part.symbol.clone();
    let private = lowering.has_private_endpoint();
    // Private endpoints are of the Premium tier.
    let allowed: &[&str] = if private { &["Premium"] } else { KIND.sizes };
    let usual = if private { "Premium" } else { "Standard" };
    let words = format!("The tier of {}.", lowering.part.title);
    let sku = size::size(lowering, &words, usual, allowed);
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku)]));
    let mut properties = Object::new();
    properties.insert("adminUserEnabled".to_owned(), Expr::Bool(false));
    properties.insert("anonymousPullEnabled".to_owned(), Expr::Bool(false));
    properties.insert("publicNetworkAccess".to_owned(), lowering.public_network_access());
    if private {
        properties.insert("networkRuleBypassOptions".to_owned(), "AzureServices".into());
    }
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);
    let server = Expr::prop(&symbol, &["properties", "loginServer"]);
    lowering.output(format!("{}LoginServer", symbol.as_str()), "The address that images are pushed to.", server);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.ContainerRegistry/registries",
        form: Form::group("azurerm_container_registry"),
        fields: &[
            set("sku.name", "sku"),
            set("properties.adminUserEnabled", "admin_enabled"),
            set("properties.anonymousPullEnabled", "anonymous_pull_enabled"),
            enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
            set("properties.networkRuleBypassOptions", "network_rule_bypass_option"),
            enabled("properties.zoneRedundancy", "zone_redundancy_enabled"),
        ],
        demands: &["sku"],
        reads: &[("properties.loginServer", "login_server")],
        ..Mapping::BASE
    },
];
