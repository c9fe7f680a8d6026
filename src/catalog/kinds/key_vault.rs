//! Key Vault.

use crate::catalog::azurerm::{Form, Mapping, enabled, flag, is, set};
use crate::{
    catalog::{Access, DataRole, Kind, Logs, Lowering, Naming, PrivateLink, Setting, property},
    iac::{Expr, Object, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "key-vault",
    title: "Key Vault",
    summary: "Secrets, keys and certificates, given out by role.",
    names: &["key vault", "keyvault", "azure key vault", "azure keyvault", "akv", "키 자격 증명 모음", "キーコンテナー", "schlüsseltresor", "キー コンテナー", "密钥保管库", "키 볼트"],
    weak_names: &["vault", "kv"],
    resource: Some(ResourceType { name: "Microsoft.KeyVault/vaults", api: "2026-02-01" }),
    naming: Naming { abbreviation: "kv", max: 24, compact: false, global: true },
    data: true,
    private_links: &[PrivateLink { group: "vault", zones: &["privatelink.vaultcore.azure.net"], words: &[] }],
    roles: &[
        DataRole { access: Access::Read, name: "Key Vault Secrets User", guid: "4633458b-17de-408a-b874-0445c86b69e6", group: "" },
        DataRole { access: Access::Write, name: "Key Vault Secrets Officer", guid: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", group: "" },
    ],
    settings: &[Setting { name: "KEY_VAULT_URI", path: &["properties", "vaultUri"], without: &[] }],
    properties: &[property::PURGE_PROTECTION],
    diagnostics: &[Logs::ALL],
    sizes: &["standard", "premium"],
    glyph: "M6 6a3 3 0 1 0 0 4 3 3 0 0 0 0-4zM8 8h6v3M11 8v2",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let stated = lowering.part.facts.size.as_ref().map(|s| s.value.as_str());
    let sku = if stated.is_some_and(|s| s.eq_ignore_ascii_case("premium")) { "premium" } else { "standard" };
    let private = lowering.has_private_endpoint();
    let mut properties = Object::new();
    properties.insert("tenantId".to_owned(), Expr::TenantId);
    properties.insert("sku".to_owned(), Expr::object([("family", "A".into()), ("name", sku.into())]));
    properties.insert("enableRbacAuthorization".to_owned(), Expr::Bool(true));
    properties.insert("enableSoftDelete".to_owned(), Expr::Bool(true));
    properties.insert("softDeleteRetentionInDays".to_owned(), Expr::Int(90));
    // Azure takes no `false` here: what is not wanted is left out.
    if lowering.part.facts.property_or("purge-protection", "on") == "on" {
        properties.insert("enablePurgeProtection".to_owned(), Expr::Bool(true));
    }
    properties.insert("publicNetworkAccess".to_owned(), lowering.public_network_access());
    let action = if private { "Deny" } else { "Allow" };
    let acls = Expr::object([("bypass", "AzureServices".into()), ("defaultAction", action.into())]);
    properties.insert("networkAcls".to_owned(), acls);
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    resource.comment.push("A deleted vault keeps its name for 90 days: where one of this name was there, `az keyvault recover` comes first.".to_owned());
    lowering.push(resource);
    let symbol = lowering.part.symbol.clone();
    let uri = Expr::prop(&symbol, &["properties", "vaultUri"]);
    lowering.output(format!("{}Uri", symbol.as_str()), "The address of the vault.", uri);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.KeyVault/vaults",
        form: Form::group("azurerm_key_vault"),
        fields: &[
            set("properties.tenantId", "tenant_id"),
            is("properties.sku.family", "A"),
            set("properties.sku.name", "sku_name"),
            set("properties.enableRbacAuthorization", "rbac_authorization_enabled"),
            flag("properties.enableSoftDelete", true),
            set("properties.softDeleteRetentionInDays", "soft_delete_retention_days"),
            set("properties.enablePurgeProtection", "purge_protection_enabled"),
            enabled("properties.publicNetworkAccess", "public_network_access_enabled"),
            set("properties.networkAcls.bypass", "network_acls.bypass"),
            set("properties.networkAcls.defaultAction", "network_acls.default_action"),
        ],
        demands: &["sku_name", "tenant_id"],
        reads: &[("properties.vaultUri", "vault_uri")],
        ..Mapping::BASE
    },
];
