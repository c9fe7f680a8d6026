//! Web application firewall policies: one set of rules, in the two shapes that Azure knows.

use super::{LinkKind, Lowering, Part};
use crate::iac::{Expr, Resource, ResourceType, Symbol};

/// A policy for Front Door.
pub(super) const EDGE: ResourceType =
    ResourceType { name: "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies", api: "2025-11-01" };
/// A policy for an application gateway.
pub(super) const REGIONAL: ResourceType =
    ResourceType { name: "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies", api: "2025-09-01" };

/// Managed rules come with the Premium tier of Front Door only, so the policy is of that tier.
pub(super) fn fill_edge(policy: &mut Resource) {
    policy.location = Some("Global".into());
    policy.body.insert("sku".to_owned(), Expr::object([("name", "Premium_AzureFrontDoor".into())]));
    let settings = [("enabledState", "Enabled"), ("mode", "Prevention"), ("requestBodyCheck", "Enabled")]
        .map(|(k, v)| (k, v.into()));
    let properties = Expr::object([
        ("policySettings", Expr::object(settings)),
        ("managedRules", rules(&[("ruleSetAction", "Block")])),
    ]);
    policy.body.insert("properties".to_owned(), properties);
}

/// The same rules for an application gateway, in the gateway's own region.
pub(super) fn fill_regional(policy: &mut Resource, location: &Expr) {
    policy.location = Some(location.clone());
    let settings = Expr::object([
        ("state", "Enabled".into()),
        ("mode", "Prevention".into()),
        ("requestBodyCheck", Expr::Bool(true)),
        ("maxRequestBodySizeInKb", Expr::Int(128)),
        ("fileUploadLimitInMb", Expr::Int(100)),
    ]);
    let properties = Expr::object([("policySettings", settings), ("managedRules", rules(&[]))]);
    policy.body.insert("properties".to_owned(), properties);
}

fn rules(more: &[(&str, &str)]) -> Expr {
    let set = |ty: &str, version: &str, more: &[(&str, &str)]| {
        let pairs = [("ruleSetType", ty), ("ruleSetVersion", version)].into_iter().chain(more.iter().copied());
        Expr::Object(pairs.map(|(k, v)| (k.to_owned(), v.into())).collect())
    };
    let sets = vec![set("Microsoft_DefaultRuleSet", "2.1", more), set("Microsoft_BotManagerRuleSet", "1.1", &[])];
    Expr::object([("managedRuleSets", Expr::Array(sets))])
}

/// Returns the policy that is drawn for the edge service that is lowered.
pub(super) fn drawn<'a>(lowering: &Lowering<'a>) -> Option<&'a Part> {
    lowering.from(LinkKind::Governs).find(|p| p.kind.id == "waf-policy")
}

/// Returns whether the label of the part names a firewall beside the part itself: `Front Door + WAF`.
pub(super) fn named(part: &Part) -> bool {
    part.facts.also.iter().any(|k| k.id == "waf-policy")
}

/// Returns the symbol of the regional policy of a drawn firewall: its main resource, unless that one serves Front Door.
pub(super) fn regional_symbol(lowering: &Lowering<'_>, policy: &Part) -> Symbol {
    let edge = lowering.of(policy, LinkKind::Governs, true).iter().any(|p| p.kind.id == "front-door");
    if edge { Symbol(format!("{}Regional", policy.symbol.as_str())) } else { policy.symbol.clone() }
}
