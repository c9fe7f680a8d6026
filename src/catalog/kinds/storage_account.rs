//! Storage account: blobs, files, queues and tables.

use crate::catalog::azurerm::{Field, Form, Lit, Mapping, Via, enabled, flag, set, tls};
use crate::{
    catalog::{Access, DataRole, Kind, Logs, Lowering, Naming, PrivateLink, Setting, property, size},
    iac::{Expr, Object, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "storage-account",
    title: "Storage account",
    summary: "Blobs, files, queues and tables; reached with an identity, never with a key.",
    names: &["storage account", "azure storage", "azure storage account", "blob storage", "azure blob storage", "azure blob", "blob container",
        "azure file", "file share", "azure file share", "queue storage", "azure queue storage", "table storage", "storage queue", "스토리지 계정", "ストレージ アカウント", "存储帐户", "speicherkonto", "스토리지계정", "ストレージアカウント", "存储账户", "queue service", "azure table storage", "azure queue", "azure table", "azure datalake", "data lake storage", "azure data lake storage", "adls gen2"],
    weak_names: &["storage", "blob", "queue", "table"],
    resource: Some(ResourceType { name: "Microsoft.Storage/storageAccounts", api: "2026-04-01" }),
    naming: Naming { abbreviation: "st", max: 24, compact: true, global: true },
    data: true,
    private_links: &[
        PrivateLink { group: "blob", zones: &["privatelink.blob.core.windows.net"], words: &["blob"] },
        PrivateLink { group: "file", zones: &["privatelink.file.core.windows.net"], words: &["file"] },
        PrivateLink { group: "queue", zones: &["privatelink.queue.core.windows.net"], words: &["queue"] },
        PrivateLink { group: "table", zones: &["privatelink.table.core.windows.net"], words: &["table"] },
        PrivateLink { group: "web", zones: &["privatelink.web.core.windows.net"], words: &[] },
        PrivateLink { group: "dfs", zones: &["privatelink.dfs.core.windows.net"], words: &["dfs"] },
    ],
    roles: &[
        DataRole { access: Access::Read, name: "Storage Blob Data Reader", guid: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", group: "blob" },
        DataRole { access: Access::Write, name: "Storage Blob Data Contributor", guid: "ba92f5b4-2d11-453d-a403-e96b0029c9fe", group: "blob" },
        DataRole { access: Access::Read, name: "Storage Queue Data Reader", guid: "19e7f393-937e-4f77-808e-94535e297925", group: "queue" },
        DataRole { access: Access::Write, name: "Storage Queue Data Contributor", guid: "974c5e8b-45b9-4653-ba55-5f855dd0fb88", group: "queue" },
        DataRole { access: Access::Read, name: "Storage Table Data Reader", guid: "76199698-9eea-4c19-bc75-cec21354c6b6", group: "table" },
        DataRole { access: Access::Write, name: "Storage Table Data Contributor", guid: "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", group: "table" },
    ],
    settings: &[Setting { name: "STORAGE_BLOB_ENDPOINT", path: &["properties", "primaryEndpoints", "blob"], without: &[] }],
    properties: &[property::SHARED_KEYS, property::TLS],
    sizes: &["Standard_LRS", "Standard_ZRS", "Standard_GRS", "Standard_GZRS"],
    diagnostics: &[Logs::ALL.of("Blobs").metrics(&["Capacity", "Transaction"])],
    glyph: "M2 3h12v10H2zM2 6h12M5 9h6",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const BLOBS: ResourceType = ResourceType { name: "Microsoft.Storage/storageAccounts/blobServices", api: "2026-04-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let symbol = lowering.part.symbol.clone();
    let words = format!("How {} is replicated.", lowering.part.title);
    let sku = size::size(lowering, &words, "Standard_ZRS", KIND.sizes);
    resource.body.insert("kind".to_owned(), "StorageV2".into());
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku)]));
    let action = if lowering.has_private_endpoint() { "Deny" } else { "Allow" };
    let mut properties = Object::new();
    properties.insert("accessTier".to_owned(), "Hot".into());
    properties.insert("allowBlobPublicAccess".to_owned(), Expr::Bool(false));
    properties.insert("allowCrossTenantReplication".to_owned(), Expr::Bool(false));
    properties.insert("allowSharedKeyAccess".to_owned(), Expr::Bool(lowering.part.facts.property_or("shared-keys", "off") == "on"));
    properties.insert("defaultToOAuthAuthentication".to_owned(), Expr::Bool(true));
    let tls = lowering.part.facts.property_or("tls", "1.2").replace('.', "_");
    properties.insert("minimumTlsVersion".to_owned(), Expr::Str(format!("TLS{tls}")));
    properties.insert("supportsHttpsTrafficOnly".to_owned(), Expr::Bool(true));
    properties.insert("publicNetworkAccess".to_owned(), lowering.public_network_access());
    let acls = Expr::object([("bypass", "AzureServices".into()), ("defaultAction", action.into())]);
    properties.insert("networkAcls".to_owned(), acls);
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);

    // What was deleted by mistake can be brought back for a week.
    let mut blobs = lowering.child("Blobs", BLOBS, "default".into());
    blobs.born = true;
    let week = || Expr::object([("enabled", Expr::Bool(true)), ("days", Expr::Int(7))]);
    let properties = [("deleteRetentionPolicy", week()), ("containerDeleteRetentionPolicy", week())];
    blobs.body.insert("properties".to_owned(), Expr::object(properties));
    lowering.push(blobs);
    let endpoint = Expr::prop(&symbol, &["properties", "primaryEndpoints", "blob"]);
    lowering.output(format!("{}BlobEndpoint", symbol.as_str()), "The address of the blobs.", endpoint);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Storage/storageAccounts",
        form: Form::group("azurerm_storage_account"),
        fields: &[
            set("kind", "account_kind"),
            Field::Set("sku.name", "account_tier", Via::Part(0)),
            Field::Set("sku.name", "account_replication_type", Via::Part(1)),
            set("properties.accessTier", "access_tier"),
            set("properties.isHnsEnabled", "is_hns_enabled"),
            set("properties.allowBlobPublicAccess", "allow_nested_items_to_be_public"),
            set("properties.allowCrossTenantReplication", "cross_tenant_replication_enabled"),
            set("properties.allowSharedKeyAccess", "shared_access_key_enabled"),
            set("properties.defaultToOAuthAuthentication", "default_to_oauth_authentication"),
            tls("properties.minimumTlsVersion", "min_tls_version"),
            set("properties.supportsHttpsTrafficOnly", "https_traffic_only_enabled"),
            enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
            Field::Set("properties.networkAcls.bypass", "network_rules.bypass", Via::Commas),
            set("properties.networkAcls.defaultAction", "network_rules.default_action"),
        ],
        demands: &["account_replication_type", "account_tier"],
        reads: &[
            ("properties.primaryEndpoints.blob", "primary_blob_endpoint"),
            ("properties.primaryEndpoints.file", "primary_file_endpoint"),
            ("properties.primaryEndpoints.queue", "primary_queue_endpoint"),
            ("properties.primaryEndpoints.table", "primary_table_endpoint"),
        ],
        // Accounts that take no keys are reached with the identity of whoever deploys; and as nothing of theirs is made through their own
        // addresses, which may be private, nothing waits for those to answer.
        provider: &[
            ("storage_use_azuread", Lit::Bool(true)),
            ("features.storage.data_plane_available", Lit::Bool(false)),
        ],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Storage/storageAccounts/blobServices",
        form: Form::Folded(Some("default")),
        fields: &[
            flag("properties.deleteRetentionPolicy.enabled", true),
            set("properties.deleteRetentionPolicy.days", "blob_properties.delete_retention_policy.days"),
            flag("properties.containerDeleteRetentionPolicy.enabled", true),
            set("properties.containerDeleteRetentionPolicy.days", "blob_properties.container_delete_retention_policy.days"),
        ],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Storage/storageAccounts/blobServices/containers",
        form: Form::child("azurerm_storage_container", "storage_account_id"),
        fields: &[Field::Set(
            "properties.publicAccess",
            "container_access_type",
            Via::Words(&[("None", "private"), ("Blob", "blob"), ("Container", "container")]),
        )],
        ..Mapping::BASE
    },
];
