//! AI Search.

use crate::catalog::azurerm::{Field, Form, Mapping, enabled, not, set};
use crate::{
    catalog::{Access, DataRole, Kind, Logs, Lowering, Naming, PrivateLink, Setting, size},
    iac::{Expr, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "ai-search",
    title: "Azure AI Search",
    summary: "Full text and vector search over an index; asked with an identity, never with a key.",
    names: &["ai search", "azure ai search", "cognitive search", "azure cognitive search", "azure search", "search service", "ai 검색"],
    weak_names: &["search", "search index", "vector store"],
    resource: Some(ResourceType { name: "Microsoft.Search/searchServices", api: "2025-05-01" }),
    naming: Naming { abbreviation: "srch", max: 60, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "searchService", zones: &["privatelink.search.windows.net"], words: &[] }],
    roles: &[
        DataRole { access: Access::Read, name: "Search Index Data Reader", guid: "1407120a-92aa-4202-b7e9-c0e197c71c8f", group: "" },
        DataRole { access: Access::Write, name: "Search Index Data Contributor", guid: "8ebe5a00-799e-43f5-93ac-243d3dce84a7", group: "" },
    ],
    settings: &[Setting { name: "SEARCH_ENDPOINT", path: &["properties", "endpoint"], without: &[] }],
    diagnostics: &[Logs::ALL],
    sizes: &["basic", "standard", "standard2", "standard3"],
    glyph: "M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zM11 11l4 4",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let words = format!("The tier of {}.", lowering.part.title);
    let sku = size::size(lowering, &words, "basic", KIND.sizes);
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku)]));
    resource.body.insert("identity".to_owned(), Expr::object([("type", "SystemAssigned".into())]));
    // Two answer queries while one is replaced, and three also take updates then.
    let replicas = lowering.param(Param {
        name: format!("{}Replicas", lowering.part.symbol.as_str()),
        ty: ParamType::Int,
        description: format!("The replicas of {}: two for an SLA on queries, three for one on updates too.", lowering.part.title),
        default: Some(Expr::Int(1)),
        min: Some(1),
        max: Some(12),
        ..Param::default()
    });
    let properties = Expr::object([
        ("replicaCount", replicas),
        ("partitionCount", Expr::Int(1)),
        ("disableLocalAuth", Expr::Bool(true)),
        ("publicNetworkAccess", lowering.public_network_access()),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Search/searchServices",
        form: Form::group("azurerm_search_service"),
        fields: &[
            Field::Identity,
            set("sku.name", "sku"),
            set("properties.replicaCount", "replica_count"),
            set("properties.partitionCount", "partition_count"),
            not("properties.disableLocalAuth", "local_authentication_enabled"),
            enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
        ],
        demands: &["sku"],
        reads: &[("properties.endpoint", "endpoint")],
        ..Mapping::BASE
    },
];
