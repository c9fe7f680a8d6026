//! Deployment slots: a second site beside production, to test and to swap.

use crate::{
    catalog::{azurerm, Kind, Logs, LinkKind, Lowering, Naming, Nature, PrivateLink, functions, site},
    iac::ResourceType,
};

pub(super) static KIND: Kind = Kind {
    id: "deployment-slot",
    title: "Deployment slot",
    summary: "A second site on the plan of an app, where a release is tried before it is swapped into production.",
    nature: Nature::Capability,
    names: &[
        "deployment slot", "staging slot", "app service slot", "slot", "deployment slot staging", "production slot", "swap slot",
        "배포 슬롯", "스테이징 슬롯",
    ],
    resource: Some(ResourceType { name: "Microsoft.Web/sites/slots", api: "2025-03-01" }),
    naming: Naming { abbreviation: "", max: 59, compact: false, global: false },
    private_links: &[PrivateLink { group: "sites", zones: &["privatelink.azurewebsites.net"], words: &[] }],
    diagnostics: &[Logs::ALL],
    glyph: "M2 2h7v7H2zM7 9v5h7V7H9",
    azurerm: azurerm::site::SLOTS,
    lower,
    ..Kind::BASE
};

const POLICY: ResourceType = ResourceType { name: "Microsoft.Web/sites/slots/basicPublishingCredentialsPolicies", api: "2025-03-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let Some(host) = lowering.from(LinkKind::Hosts).next() else { return };
    let Some(mut resource) = site::site(lowering, host) else { return };
    resource.parent = Some(host.symbol.clone());
    lowering.push(resource);
    site::publishing_policies(lowering, host, POLICY);
    if host.kind.id == functions::ID {
        functions::grant_storage(lowering, host);
    }
}
