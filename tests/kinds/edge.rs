//! Where requests come in.

use siteplan::catalog::{self, LinkKind, SubnetRole};
use siteplan::emit::{Provider, terraform_with};
use siteplan::iac::{Expr, Plan};

use crate::drawing::{Drawing, at, names, of_type, one, param, symbol, text};

const GROUP: &str = "Microsoft.Cdn/profiles/originGroups";
const ORIGIN: &str = "Microsoft.Cdn/profiles/originGroups/origins";
const ROUTE: &str = "Microsoft.Cdn/profiles/afdEndpoints/routes";

#[test]
fn front_door_routes_to_the_app_over_https() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let edge = drawing.add("front-door", "edge");
    drawing.link(edge, LinkKind::Ingress, app);
    let plan = drawing.checked();
    assert_eq!(param(&plan, "edgeSku").default, Some("Standard_AzureFrontDoor".into()));
    let route = one(&plan, ROUTE);
    assert_eq!(text(route, "properties.forwardingProtocol"), "HttpsOnly");
    assert_eq!(text(route, "properties.httpsRedirect"), "Enabled");
    let origin = one(&plan, ORIGIN);
    assert_eq!(at(origin, "properties.hostName"), &Expr::prop(&symbol("web"), &["properties", "defaultHostName"]));
    assert_eq!(route.depends_on, std::slice::from_ref(&origin.symbol));
    assert_eq!(at(origin, "properties.sharedPrivateLinkResource"), &Expr::Null);
    let site = one(&plan, "Microsoft.Web/sites");
    assert_eq!(text(site, "properties.siteConfig.ipSecurityRestrictionsDefaultAction"), "Deny");
}

#[test]
fn front_door_reaches_a_private_app_privately() {
    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "endpoints", SubnetRole::PrivateEndpoints, "10.0.1.0/27");
    let app = drawing.app("web");
    drawing.endpoint(subnet, "webPrivate", app);
    let edge = drawing.add("front-door", "edge");
    drawing.link(edge, LinkKind::Ingress, app);
    let plan = drawing.checked();
    assert_eq!(text(one(&plan, "Microsoft.Cdn/profiles"), "sku.name"), "Premium_AzureFrontDoor");
    let origin = one(&plan, ORIGIN);
    assert_eq!(text(origin, "properties.sharedPrivateLinkResource.groupId"), "sites");
}

/// What Terraform does about private links that are asked for: everything behind the last resource of Azure.
fn approvals(plan: &Plan, provider: Provider) -> String {
    let main = &terraform_with(plan, "dev", provider)[0].text;
    main.split("# A private link is asked for").skip(1).collect::<Vec<_>>().join("\n")
}

#[test]
fn terraform_approves_the_private_link_that_front_door_asks_for() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    drawing.part(app).facts.private = Some(true);
    let edge = drawing.add("front-door", "edge");
    drawing.link(edge, LinkKind::Ingress, app);
    let plan = drawing.checked();
    for (provider, site, origin) in [
        (Provider::Azapi, "azapi_resource.web", "azapi_resource.edge_origin_web"),
        (Provider::Azurerm, "azurerm_linux_web_app.web", "azurerm_cdn_frontdoor_origin.edge_origin_web"),
    ] {
        let text = approvals(&plan, provider);
        assert!(text.contains(&format!("parent_id = {site}.id")), "the app's requests are listed: {text}");
        assert!(text.contains(&format!("depends_on = [{origin}]")), "after Front Door has asked: {text}");
        assert!(text.contains("description == 'Front Door'"), "by the message that the origin sends: {text}");
        assert!(
            text.contains("local.web_link == null ? \"GET\" : \"PUT\""),
            "nothing is written before it is in: {text}"
        );
        assert!(text.contains("check \"web_link\""), "and that is told: {text}");
        assert!(terraform_with(&plan, "dev", provider)[3].text.contains("Azure/azapi"));
    }
}

#[test]
fn an_app_that_is_not_always_there_is_approved_where_it_is() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    drawing.part(app).facts.private = Some(true);
    drawing.part(app).condition = Some(Expr::param("deployWeb"));
    let edge = drawing.add("front-door", "edge");
    drawing.link(edge, LinkKind::Ingress, app);
    let text = approvals(&drawing.lower(), Provider::Azapi);
    assert_eq!(text.matches("count = var.deploy_web ? 1 : 0").count(), 2, "{text}");
    assert!(text.contains("try(data.azapi_resource_list.web_link[0].output.asked[0], null)"), "{text}");
    assert!(text.contains("!var.deploy_web || local.web_link != null"), "{text}");
}

#[test]
fn two_front_doors_ask_one_app_twice() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    drawing.part(app).facts.private = Some(true);
    for edge in ["east", "west"] {
        let edge = drawing.add("front-door", edge);
        drawing.link(edge, LinkKind::Ingress, app);
    }
    let text = approvals(&drawing.checked(), Provider::Azapi);
    for part in ["web_link = try(data.azapi_resource_list.web_link.output.asked[0]", "output.asked[1], null)"] {
        assert!(text.contains(part), "{text}");
    }
    let both = "depends_on = [azapi_resource.east_origin_web, azapi_resource.west_origin_web]";
    assert_eq!(text.matches(both).count(), 2, "each list is complete: {text}");
}

#[test]
fn api_management_is_told_which_request_is_approved() {
    let mut drawing = Drawing::default();
    let api = drawing.add("api-management", "api");
    drawing.part(api).facts.private = Some(true);
    let edge = drawing.add("front-door", "edge");
    drawing.link(edge, LinkKind::Ingress, api);
    let text = approvals(&drawing.checked(), Provider::Azapi);
    let id = "join(\"/\", compact([azapi_resource.api.id, \"privateEndpointConnections\", local.api_link]))";
    assert!(text.contains(&format!("id = {id}")), "{text}");
}

#[test]
fn a_public_app_asks_for_no_approval() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let edge = drawing.add("front-door", "edge");
    drawing.link(edge, LinkKind::Ingress, app);
    let plan = drawing.checked();
    assert_eq!(approvals(&plan, Provider::Azapi), "");
    assert!(plan.approvals.is_empty());
}

#[test]
fn a_firewall_before_front_door_makes_it_premium() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let edge = drawing.add("front-door", "edge");
    let waf = drawing.add("waf-policy", "waf");
    drawing.link(edge, LinkKind::Ingress, app);
    drawing.link(waf, LinkKind::Governs, edge);
    has_edge_policy(&drawing.checked(), "waf");
}

#[test]
fn a_firewall_that_the_label_names_is_one_too() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let edge = drawing.add("front-door", "edge");
    drawing.part(edge).facts.also.push(catalog::kind("waf-policy").expect("a kind"));
    drawing.link(edge, LinkKind::Ingress, app);
    has_edge_policy(&drawing.checked(), "edgeWaf");
}

fn has_edge_policy(plan: &Plan, name: &str) {
    assert_eq!(text(one(plan, "Microsoft.Cdn/profiles"), "sku.name"), "Premium_AzureFrontDoor");
    let policy = one(plan, "Microsoft.Network/FrontDoorWebApplicationFirewallPolicies");
    assert_eq!(policy.symbol, symbol(name));
    assert_eq!(text(policy, "properties.policySettings.mode"), "Prevention");
    assert_eq!(text(policy, "properties.managedRules.managedRuleSets.0.ruleSetType"), "Microsoft_DefaultRuleSet");
    let security = one(plan, "Microsoft.Cdn/profiles/securityPolicies");
    assert_eq!(at(security, "properties.parameters.wafPolicy.id"), &Expr::Id(symbol(name)));
}

#[test]
fn apps_in_one_place_are_told_apart_by_path_and_replicas_share_a_group() {
    let mut drawing = Drawing::default();
    let (web, api) = (drawing.app("web"), drawing.app("api"));
    drawing.part(api).slug = "api".to_owned();
    let edge = drawing.add("front-door", "edge");
    drawing.link(edge, LinkKind::Ingress, web);
    drawing.link(edge, LinkKind::Ingress, api);
    let plan = drawing.checked();
    let paths: Vec<&str> = of_type(&plan, ROUTE).into_iter().map(|r| text(r, "properties.patternsToMatch.0")).collect();
    assert_eq!(paths, ["/*", "/api/*"]);
    assert_eq!(of_type(&plan, GROUP).len(), 2);

    drawing.part(api).location = "japaneast".into();
    let plan = drawing.lower();
    assert_eq!(of_type(&plan, ORIGIN).len(), 2);
    one(&plan, GROUP);
    one(&plan, ROUTE);
}

#[test]
fn front_door_without_apps_has_no_routes() {
    let mut drawing = Drawing::default();
    drawing.add("front-door", "edge");
    assert_eq!(of_type(&drawing.checked(), ROUTE).len(), 0);
}

#[test]
fn a_firewall_that_governs_nothing_is_not_deployed() {
    let mut drawing = Drawing::default();
    drawing.add("waf-policy", "waf");
    assert!(drawing.lower().resources.is_empty());
}

fn gateway(drawing: &mut Drawing) -> usize {
    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "gateways", SubnetRole::ApplicationGateway, "10.0.1.0/24");
    let gateway = drawing.add("application-gateway", "gateway");
    drawing.link(subnet, LinkKind::Contains, gateway);
    gateway
}

#[test]
fn an_application_gateway_always_has_a_firewall_and_a_certificate() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    drawing.add("key-vault", "vault");
    let gateway = gateway(&mut drawing);
    drawing.link(gateway, LinkKind::Ingress, app);
    let plan = drawing.checked();
    let resource = one(&plan, "Microsoft.Network/applicationGateways");
    assert_eq!(text(resource, "properties.sku.tier"), "WAF_v2");
    assert_eq!(at(resource, "properties.firewallPolicy.id"), &Expr::Id(symbol("gatewayWaf")));
    assert_eq!(names(resource, "properties.httpListeners"), ["https", "http"]);
    assert_eq!(text(resource, "properties.redirectConfigurations.0.properties.redirectType"), "Permanent");
    assert_eq!(param(&plan, "gatewayCertificateUri").default, None);
    let role = one(&plan, "Microsoft.Authorization/roleAssignments");
    assert_eq!(role.scope, Some(symbol("vault")));
    assert_eq!(resource.depends_on, std::slice::from_ref(&role.symbol));
    let host = at(resource, "properties.backendAddressPools.0.properties.backendAddresses.0.fqdn");
    assert_eq!(host, &Expr::prop(&symbol("web"), &["properties", "defaultHostName"]));
}

#[test]
fn an_application_gateway_takes_the_policy_that_is_drawn_and_routes_by_path() {
    let mut drawing = Drawing::default();
    let (web, api) = (drawing.app("web"), drawing.app("api"));
    drawing.part(api).slug = "api".to_owned();
    let gateway = gateway(&mut drawing);
    let waf = drawing.add("waf-policy", "waf");
    drawing.link(waf, LinkKind::Governs, gateway);
    drawing.link(gateway, LinkKind::Ingress, web);
    drawing.link(gateway, LinkKind::Ingress, api);
    let plan = drawing.checked();
    let policy = one(&plan, "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies");
    assert_eq!(policy.symbol, symbol("waf"));
    let resource = one(&plan, "Microsoft.Network/applicationGateways");
    assert_eq!(at(resource, "properties.firewallPolicy.id"), &Expr::Id(symbol("waf")));
    assert_eq!(text(resource, "properties.requestRoutingRules.0.properties.ruleType"), "PathBasedRouting");
    assert_eq!(names(resource, "properties.urlPathMaps.0.properties.pathRules"), ["api-2"]);
}

#[test]
fn front_door_before_an_application_gateway_uses_the_name_of_its_certificate() {
    let mut drawing = Drawing::default();
    let gateway = gateway(&mut drawing);
    let edge = drawing.add("front-door", "edge");
    let waf = drawing.add("waf-policy", "waf");
    drawing.link(edge, LinkKind::Ingress, gateway);
    drawing.link(waf, LinkKind::Governs, edge);
    drawing.link(waf, LinkKind::Governs, gateway);
    let plan = drawing.checked();
    assert_eq!(at(one(&plan, ORIGIN), "properties.hostName"), &Expr::param("gatewayHostName"));
    // One drawn policy is one of each type.
    let regional = one(&plan, "Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies");
    assert_eq!(regional.symbol, symbol("wafRegional"));
}

#[test]
fn an_application_gateway_without_a_subnet_waits_for_one() {
    let mut drawing = Drawing::default();
    drawing.add("application-gateway", "gateway");
    assert!(drawing.lower().resources.is_empty());
}

#[test]
fn api_management_stands_before_apps_or_in_a_subnet() {
    let mut drawing = Drawing::default();
    let api = drawing.add("api-management", "api");
    let edge = drawing.add("front-door", "edge");
    drawing.link(edge, LinkKind::Ingress, api);
    let plan = drawing.checked();
    assert_eq!(param(&plan, "apiSku").default, Some("BasicV2".into()));
    assert_eq!(param(&plan, "apiPublisherEmail").default, None);
    assert!(matches!(at(one(&plan, ORIGIN), "properties.hostName"), Expr::Replace(..)));

    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "apis", SubnetRole::General, "10.0.1.0/24");
    drawing.link(subnet, LinkKind::Contains, api);
    let nsg = drawing.add("network-security-group", "nsg");
    drawing.link(nsg, LinkKind::Governs, subnet);
    let plan = drawing.checked();
    assert_eq!(text(one(&plan, "Microsoft.ApiManagement/service"), "properties.virtualNetworkType"), "External");
    let rules = names(one(&plan, "Microsoft.Network/networkSecurityGroups"), "properties.securityRules");
    assert!(rules.contains(&"AllowApiManagement".to_owned()), "{rules:?}");
}
