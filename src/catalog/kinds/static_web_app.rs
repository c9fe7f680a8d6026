//! Static web app.

use crate::{
    catalog::{Kind, Lowering, Naming, PrivateLink, release, size},
    iac::{Expr, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "static-web-app",
    title: "Static web app",
    summary: "The files of a front end, given out from many places; it runs on no plan.",
    names: &["static web app", "azure static web app", "swa", "static webapp", "정적 웹앱", "정적 웹 앱", "静的 web アプリ"],
    weak_names: &["static site", "static website"],
    resource: Some(ResourceType { name: "Microsoft.Web/staticSites", api: "2025-03-01" }),
    naming: Naming { abbreviation: "stapp", max: 40, compact: false, global: false },
    hosting: true,
    private_links: &[PrivateLink { group: "staticSites", zones: &["privatelink.azurestaticapps.net"], words: &[] }],
    sizes: &["Standard", "Free"],
    glyph: "M2 3h12v10H2zM2 6h12M6 8l-2 2 2 2M10 8l2 2-2 2",
    lower,
    ..Kind::BASE
};

/// The only regions that take static web apps; the files are given out from everywhere.
const REGIONS: &[&str] = &["eastus2", "centralus", "westus2", "westeurope", "eastasia"];

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let part = lowering.part;
    let stated = part.facts.region.as_deref();
    let default = REGIONS.iter().copied().find(|r| Some(*r) == stated).unwrap_or("eastus2");
    let location = lowering.param(Param {
        name: format!("{}Location", part.symbol.as_str()),
        ty: ParamType::String,
        description: "The region that manages the static web app; few regions do.".to_owned(),
        default: Some(default.into()),
        allowed: REGIONS.iter().copied().map(Expr::from).collect(),
        ..Param::default()
    });
    // Private endpoints are of the Standard tier.
    let allowed: &[&str] = if lowering.has_private_endpoint() { &["Standard"] } else { KIND.sizes };
    let sku = size::size(lowering, &format!("The tier of {}.", part.title), "Standard", allowed);
    resource.location = Some(location);
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku.clone()), ("tier", sku)]));
    let properties = Expr::object([
        ("allowConfigFileUpdates", Expr::Bool(true)),
        ("stagingEnvironmentPolicy", "Enabled".into()),
        ("publicNetworkAccess", lowering.public_network_access()),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
    release::files(lowering);
}
