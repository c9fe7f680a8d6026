//! API Management.

use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, PrivateLink, size},
    iac::{Expr, Object, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "api-management",
    title: "Azure API Management",
    summary: "A gateway before APIs: keys, limits, rewriting, a portal for developers.",
    names: &["api management", "azure api management", "apim", "azure apim", "api management gateway", "api 관리"],
    weak_names: &["api gateway"],
    resource: Some(ResourceType { name: "Microsoft.ApiManagement/service", api: "2024-05-01" }),
    naming: Naming { abbreviation: "apim", max: 50, compact: false, global: true },
    private_links: &[PrivateLink { group: "Gateway", zones: &["privatelink.azure-api.net"], words: &[] }],
    diagnostics: &[Logs::ALL],
    sizes: &["BasicV2", "StandardV2", "Developer", "Basic", "Standard", "Premium"],
    minutes: 120,
    glyph: "M4 12a3 3 0 0 1 0-6 4 4 0 0 1 8-1 3 3 0 0 1 0 7zM6 8l-1 1 1 1M10 8l1 1-1 1",
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let part = lowering.part;
    let subnet = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet");
    // Only the classic tiers stand in a subnet; Basic v2 takes no private endpoint.
    let allowed: &[&str] = match (subnet.is_some(), lowering.has_private_endpoint()) {
        (true, _) => &["Developer", "Premium"],
        (false, true) => &["Developer", "Basic", "Standard", "StandardV2", "Premium"],
        (false, false) => KIND.sizes,
    };
    let usual = allowed.first().copied().unwrap_or("Developer");
    let sku = size::size(lowering, &format!("The tier of {}; Developer is for trials.", part.title), usual, allowed);
    let email = lowering.param(Param {
        name: format!("{}PublisherEmail", part.symbol.as_str()),
        ty: ParamType::String,
        description: "Where API Management sends its mail to.".to_owned(),
        min: Some(3),
        ..Param::default()
    });
    let publisher = lowering.param(Param {
        name: format!("{}PublisherName", part.symbol.as_str()),
        ty: ParamType::String,
        description: "The publisher that the developer portal names.".to_owned(),
        default: Some(Expr::param("workloadName")),
        ..Param::default()
    });
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku), ("capacity", Expr::Int(1))]));
    resource.body.insert("identity".to_owned(), Expr::object([("type", "SystemAssigned".into())]));
    let mut properties = Object::new();
    properties.insert("publisherEmail".to_owned(), email);
    properties.insert("publisherName".to_owned(), publisher);
    if let Some(subnet) = subnet {
        let mode = if part.facts.private == Some(true) { "Internal" } else { "External" };
        properties.insert("virtualNetworkType".to_owned(), mode.into());
        let id = Expr::object([("subnetResourceId", Expr::Id(subnet.symbol.clone()))]);
        properties.insert("virtualNetworkConfiguration".to_owned(), id);
    }
    // Azure refuses to make a service without public access; it is turned off when its private endpoint stands.
    properties.insert("publicNetworkAccess".to_owned(), "Enabled".into());
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);
    let url = Expr::prop(&part.symbol, &["properties", "gatewayUrl"]);
    lowering.output(format!("{}GatewayUrl", part.symbol.as_str()), "The address of the API gateway.", url);
}
