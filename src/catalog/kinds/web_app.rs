//! Web app: what App Service runs.

use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, PrivateLink, Setting, azurerm, property, release, site},
    iac::{Expr, ResourceType, Service},
};

pub(super) static KIND: Kind = Kind {
    id: "web-app",
    title: "Web app",
    summary: "An application on an App Service plan.",
    names: &["app service", "web app", "webapp", "app service app", "azure app service app", "app service web app", "azure web app",
        "azure app service", "web app for container", "app service for container", "app service front end", "웹 앱", "앱 서비스", "web anwendung", "app dienst", "웹앱", "ウェブ アプリ", "ウェブアプリ", "web アプリ", "网络应用", "web 应用", "应用服务"],
    resource: Some(ResourceType { name: "Microsoft.Web/sites", api: "2025-03-01" }),
    naming: Naming { abbreviation: "app", max: 60, compact: false, global: true },
    hosting: true,
    private_links: &[PrivateLink { group: "sites", zones: &["privatelink.azurewebsites.net"], words: &[] }],
    settings: &[Setting { name: "WEB_APP_HOST", path: &["properties", "defaultHostName"], without: &[] }],
    properties: property::SITE,
    diagnostics: &[Logs::ALL],
    glyph: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM1 8h14M8 1c3 3 3 11 0 14M8 1c-3 3-3 11 0 14",
    azurerm: azurerm::site::APPS,
    lower,
    ..Kind::BASE
};

const POLICY: ResourceType = ResourceType { name: "Microsoft.Web/sites/basicPublishingCredentialsPolicies", api: "2025-03-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let Some(resource) = site::site(lowering, lowering.part) else { return };
    lowering.push(resource);
    site::publishing_policies(lowering, lowering.part, POLICY);
    site::sticky(lowering);
    let symbol = lowering.part.symbol.clone();
    release::app(lowering, Service::Web);
    if lowering.to(LinkKind::Identity).next().is_some() {
        let principal = Expr::PrincipalId(symbol.clone());
        let words = format!("The object id of the identity of {}, for grants outside of this deployment.", lowering.part.title);
        lowering.output(format!("{}PrincipalId", symbol.as_str()), &words, principal);
    }
}
