//! What stands in a VNet and at its border.

use siteplan::catalog::{LinkKind, SubnetRole};
use siteplan::iac::Expr;

use crate::drawing::{Drawing, at, names, of_type, one, param, symbol, text};

const ADDRESS: &str = "Microsoft.Network/publicIPAddresses";

#[test]
fn a_nat_gateway_has_an_address_and_a_subnet() {
    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "apps", SubnetRole::Integration, "10.0.1.0/26");
    let nat = drawing.add("nat-gateway", "nat");
    drawing.link(nat, LinkKind::Governs, subnet);
    let plan = drawing.checked();
    let address = one(&plan, ADDRESS);
    assert_eq!(text(address, "sku.name"), "Standard");
    let gateway = one(&plan, "Microsoft.Network/natGateways");
    assert_eq!(at(gateway, "properties.publicIpAddresses.0.id"), &Expr::Id(address.symbol.clone()));
    let subnet = one(&plan, "Microsoft.Network/virtualNetworks/subnets");
    assert_eq!(at(subnet, "properties.natGateway.id"), &Expr::Id(symbol("nat")));
}

#[test]
fn an_address_that_is_drawn_is_used() {
    let mut drawing = Drawing::default();
    let nat = drawing.add("nat-gateway", "nat");
    let address = drawing.add("public-ip", "address");
    drawing.link(nat, LinkKind::Contains, address);
    let plan = drawing.checked();
    assert_eq!(one(&plan, ADDRESS).symbol, symbol("address"));
    let gateway = one(&plan, "Microsoft.Network/natGateways");
    assert_eq!(at(gateway, "properties.publicIpAddresses.0.id"), &Expr::Id(symbol("address")));
}

#[test]
fn a_route_table_leads_to_the_firewall_without_going_in_a_circle() {
    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let apps = drawing.subnet(vnet, "apps", SubnetRole::Integration, "10.0.1.0/26");
    let place = drawing.subnet(vnet, "border", SubnetRole::Firewall, "10.0.2.0/26");
    let table = drawing.add("route-table", "routes");
    let firewall = drawing.add("azure-firewall", "firewall");
    drawing.link(table, LinkKind::Governs, apps);
    drawing.link(place, LinkKind::Contains, firewall);
    let plan = drawing.checked();
    let table = one(&plan, "Microsoft.Network/routeTables");
    assert_eq!(text(table, "properties.routes.0.properties.nextHopType"), "VirtualAppliance");
    let path = ["properties", "ipConfigurations", "0", "properties", "privateIPAddress"];
    let hop = at(table, "properties.routes.0.properties.nextHopIpAddress");
    assert_eq!(hop, &Expr::prop(&symbol("firewall"), &path));
    let subnet = |name: &str| plan.resource(&symbol(name)).expect("a subnet").depends_on.clone();
    assert_eq!(subnet("apps"), [symbol("border")], "the subnet with the table comes after the firewall's");
    assert_eq!(subnet("border"), []);
    let resource = one(&plan, "Microsoft.Network/azureFirewalls");
    assert_eq!(text(resource, "properties.sku.name"), "AZFW_VNet");
    let rules = plan.resource(&symbol("firewallRules")).expect("the rules");
    let sources = at(rules, "properties.ruleCollections.0.rules.0.sourceAddresses.0");
    assert_eq!(sources, &Expr::param("vnetAddressPrefix"));
    assert_eq!(param(&plan, "vnetAddressPrefix").default, Some("10.0.0.0/16".into()));
}

#[test]
fn a_route_table_without_a_firewall_has_no_routes() {
    let mut drawing = Drawing::default();
    drawing.add("route-table", "routes");
    let plan = drawing.checked();
    assert_eq!(at(one(&plan, "Microsoft.Network/routeTables"), "properties.routes"), &Expr::Array(Vec::new()));
}

#[test]
fn security_rules_follow_from_what_a_subnet_is_for() {
    let expected = [
        (SubnetRole::Environment, vec!["AllowHealthProbe", "AllowVirtualNetworkWeb", "DenyAllInbound"]),
        (
            SubnetRole::ApplicationGateway,
            vec!["AllowGatewayManager", "AllowLoadBalancer", "AllowInternetWeb", "DenyAllInbound"],
        ),
        (SubnetRole::PrivateEndpoints, vec!["AllowVirtualNetwork", "DenyAllInbound"]),
        (SubnetRole::Integration, vec!["DenyAllInbound"]),
        (SubnetRole::Database, vec!["AllowVirtualNetworkDatabase", "DenyAllInbound"]),
        (SubnetRole::General, vec![]),
    ];
    for (role, rules) in expected {
        let mut drawing = Drawing::default();
        let vnet = drawing.vnet();
        let subnet = drawing.subnet(vnet, "subnet", role, "10.0.1.0/24");
        let nsg = drawing.add("network-security-group", "nsg");
        drawing.link(nsg, LinkKind::Governs, subnet);
        let plan = drawing.lower();
        assert_eq!(names(one(&plan, "Microsoft.Network/networkSecurityGroups"), "properties.securityRules"), rules);
    }
}

#[test]
fn one_group_for_several_subnets_has_the_rules_of_all() {
    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let nsg = drawing.add("network-security-group", "nsg");
    for (name, role, prefix) in [
        ("ase", SubnetRole::Environment, "10.0.1.0/24"),
        ("desktops", SubnetRole::Bastion, "10.0.2.0/26"),
        ("other", SubnetRole::General, "10.0.3.0/24"),
    ] {
        let subnet = drawing.subnet(vnet, name, role, prefix);
        drawing.link(nsg, LinkKind::Governs, subnet);
    }
    let plan = drawing.checked();
    let group = one(&plan, "Microsoft.Network/networkSecurityGroups");
    let rules = names(group, "properties.securityRules");
    assert_eq!(rules.len(), 10);
    assert!(!rules.contains(&"DenyAllInbound".to_owned()), "nobody knows what the third subnet needs");
    assert_eq!(at(group, "properties.securityRules.1.properties.priority"), &Expr::Int(110));
    assert_eq!(at(group, "properties.securityRules.6.properties.priority"), &Expr::Int(100), "outbound counts anew");
}

#[test]
fn bastion_stands_in_its_subnet() {
    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "desktops", SubnetRole::Bastion, "10.0.2.0/26");
    let bastion = drawing.add("bastion", "bastion");
    drawing.link(subnet, LinkKind::Contains, bastion);
    let plan = drawing.checked();
    let host = one(&plan, "Microsoft.Network/bastionHosts");
    assert_eq!(at(host, "properties.ipConfigurations.0.properties.subnet.id"), &Expr::Id(symbol("desktops")));
    one(&plan, ADDRESS);
}

#[test]
fn an_expressroute_gateway_is_joined_to_a_circuit_when_there_is_one() {
    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "border", SubnetRole::Gateway, "10.0.2.0/27");
    let gateway = drawing.add("expressroute", "line");
    drawing.link(subnet, LinkKind::Contains, gateway);
    let plan = drawing.checked();
    let gateway = one(&plan, "Microsoft.Network/virtualNetworkGateways");
    assert_eq!(text(gateway, "properties.gatewayType"), "ExpressRoute");
    assert_eq!(param(&plan, "lineCircuitId").default, Some("".into()));
    let connection = one(&plan, "Microsoft.Network/connections");
    assert!(matches!(connection.condition, Some(Expr::Not(_))));
}

#[test]
fn a_vpn_gateway_keeps_its_zonal_address() {
    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "border", SubnetRole::Gateway, "10.0.2.0/27");
    let gateway = drawing.add("vpn-gateway", "vpn");
    drawing.link(subnet, LinkKind::Contains, gateway);
    let plan = drawing.checked();
    assert_eq!(at(one(&plan, ADDRESS), "zones"), &Expr::param("availabilityZones"));
    let zones = param(&plan, "availabilityZones").default.clone();
    assert_eq!(zones, Some(Expr::Array(["1", "2", "3"].map(Expr::from).into())), "a region without zones is told so");
}

#[test]
fn an_identity_stands_by_itself_and_uses_data() {
    let mut drawing = Drawing::default();
    let app = drawing.app("web");
    let identity = drawing.add("user-assigned-identity", "identity");
    let cache = drawing.add("redis-cache", "cache");
    drawing.link(app, LinkKind::Identity, identity);
    drawing.link(identity, LinkKind::Access, cache);
    let plan = drawing.checked();
    let grant = one(&plan, "Microsoft.Cache/redis/accessPolicyAssignments");
    let principal = Expr::prop(&symbol("identity"), &["properties", "principalId"]);
    assert_eq!(at(grant, "properties.objectId"), &principal);
    assert_eq!(text(one(&plan, "Microsoft.Web/sites"), "identity.type"), "SystemAssigned, UserAssigned");
    assert_eq!(of_type(&plan, "Microsoft.ManagedIdentity/userAssignedIdentities").len(), 1);
}

#[test]
fn a_load_balancer_answers_from_its_subnet_or_else_from_a_public_address() {
    let front = "properties.frontendIPConfigurations.0.properties";
    let mut drawing = Drawing::default();
    drawing.add("load-balancer", "front");
    let plan = drawing.checked();
    let address = one(&plan, ADDRESS);
    let balancer = one(&plan, "Microsoft.Network/loadBalancers");
    assert_eq!(at(balancer, &format!("{front}.publicIPAddress.id")), &Expr::Id(address.symbol.clone()));
    assert_eq!(text(balancer, "sku.name"), "Standard");

    let mut drawing = Drawing::default();
    let vnet = drawing.vnet();
    let subnet = drawing.subnet(vnet, "machines", SubnetRole::General, "10.0.1.0/24");
    let balancer = drawing.add("load-balancer", "front");
    drawing.link(subnet, LinkKind::Contains, balancer);
    let plan = drawing.checked();
    assert!(of_type(&plan, ADDRESS).is_empty(), "an address that nobody asked for");
    let balancer = one(&plan, "Microsoft.Network/loadBalancers");
    assert_eq!(at(balancer, &format!("{front}.subnet.id")), &Expr::Id(symbol("machines")));
}

#[test]
fn a_public_zone_is_called_by_a_domain_that_is_asked_for() {
    let mut drawing = Drawing::default();
    drawing.add("public-dns-zone", "names");
    let plan = drawing.checked();
    let zone = one(&plan, "Microsoft.Network/dnsZones");
    assert_eq!(zone.name, Expr::param("namesDomain"));
    assert_eq!(param(&plan, "namesDomain").default, None);
}

#[test]
fn an_action_group_writes_to_an_address_that_is_asked_for() {
    let mut drawing = Drawing::default();
    drawing.add("action-group", "people");
    let plan = drawing.checked();
    let group = one(&plan, "Microsoft.Insights/actionGroups");
    assert_eq!(at(group, "properties.emailReceivers.0.emailAddress"), &Expr::param("peopleEmail"));
    assert!(text(group, "properties.groupShortName").len() <= 12);
}
