//! Azure AI accounts: what Azure OpenAI and Azure AI services have in common.

use super::Lowering;
use crate::iac::{Expr, ResourceType};

/// The type of an account.
pub(super) const ACCOUNT: ResourceType =
    ResourceType { name: "Microsoft.CognitiveServices/accounts", api: "2026-07-01" };

/// Adds an account of a kind that is signed in to with Entra ID only.
pub(super) fn lower(lowering: &mut Lowering<'_>, kind: &str) {
    let Some(mut resource) = lowering.resource() else { return };
    let action = if lowering.has_private_endpoint() { "Deny" } else { "Allow" };
    resource.body.insert("kind".to_owned(), kind.into());
    resource.body.insert("sku".to_owned(), Expr::object([("name", "S0".into())]));
    resource.body.insert("identity".to_owned(), Expr::object([("type", "SystemAssigned".into())]));
    let properties = Expr::object([
        // Without a name of its own an account has no private endpoint and takes no Entra ID token.
        ("customSubDomainName", lowering.part.name.clone()),
        ("disableLocalAuth", Expr::Bool(true)),
        ("publicNetworkAccess", lowering.public_network_access()),
        ("networkAcls", Expr::object([("defaultAction", action.into())])),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
    let symbol = lowering.part.symbol.clone();
    let endpoint = Expr::prop(&symbol, &["properties", "endpoint"]);
    lowering.output(format!("{}Endpoint", symbol.as_str()), "The address of the account.", endpoint);
}
