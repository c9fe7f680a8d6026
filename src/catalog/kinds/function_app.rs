//! Function app.

use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, PrivateLink, Setting, functions, property, release, site},
    iac::{ResourceType, Service},
};

pub(super) static KIND: Kind = Kind {
    id: functions::ID,
    title: "Function app",
    summary: "Functions that events and requests start, on a plan; it keeps its own state in a storage account.",
    names: &["function app", "azure function", "azure function app", "functionapp", "serverless function", "함수 앱", "azure 함수", "関数アプリ", "funktions app", "funktionsapp", "함수앱", "函数应用", "関数 アプリ"],
    weak_names: &["function"],
    resource: Some(ResourceType { name: "Microsoft.Web/sites", api: "2025-03-01" }),
    naming: Naming { abbreviation: "func", max: 60, compact: false, global: true },
    hosting: true,
    settings: &[Setting { name: "FUNCTION_APP_HOST", path: &["properties", "defaultHostName"], without: &[] }],
    private_links: &[PrivateLink { group: "sites", zones: &["privatelink.azurewebsites.net"], words: &[] }],
    properties: property::SITE,
    diagnostics: &[Logs::ALL],
    glyph: "M9 1L4 9h4l-1 6 5-8H8zM3 5L1 8l2 3M13 5l2 3-2 3",
    lower,
    ..Kind::BASE
};

const POLICY: ResourceType = ResourceType { name: "Microsoft.Web/sites/basicPublishingCredentialsPolicies", api: "2025-03-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let plan = lowering.from(LinkKind::Hosts).find(|p| p.kind.id == "app-service-plan");
    functions::add_storage(lowering, functions::is_flex(plan));
    let Some(resource) = site::site(lowering, part) else { return };
    lowering.push(resource);
    site::publishing_policies(lowering, part, POLICY);
    site::sticky(lowering);
    functions::grant_storage(lowering, part);
    release::app(lowering, Service::Functions);
}
