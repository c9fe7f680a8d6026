//! Networks outside of Azure: what joins them to a VNet, and that nothing is made up of what nobody told.

use siteplan::emit;
use siteplan::iac::{Expr, Param, ParamType, Plan, Resource};

use crate::support::oracle::oracle;
use crate::{at, files, of_type, plan};

const GATEWAY: &str = "Microsoft.Network/virtualNetworkGateways";
const LOCAL: &str = "Microsoft.Network/localNetworkGateways";
const CONNECTION: &str = "Microsoft.Network/connections";

/// The plan of a drawing with an app in a VNet, which every checker takes.
fn checked(body: &str) -> Plan {
    let plan = plan(&format!("flowchart LR\n  app[\"Web App P1v3\"] --> vnet[\"VNet 10.0.0.0/16\"]\n  {body}"));
    assert_eq!(oracle(&files(&plan)), [""; 0], "{body}");
    plan
}

fn param<'a>(plan: &'a Plan, name: &str) -> &'a Param {
    plan.params.iter().find(|p| p.name == name).unwrap_or_else(|| panic!("no parameter {name}"))
}

fn only<'a>(plan: &'a Plan, ty: &str) -> &'a Resource {
    let all = of_type(plan, ty);
    assert_eq!(all.len(), 1, "{ty}");
    all[0]
}

/// Whether a resource waits for a parameter that is not empty.
fn waits_for(resource: &Resource, name: &str) -> bool {
    let mut found = false;
    let wanted = Expr::Not(Box::new(Expr::Eq(Box::new(Expr::param(name)), Box::new("".into()))));
    if let Some(condition) = &resource.condition {
        condition.walk(&mut |part| found |= *part == wanted);
    }
    found
}

#[test]
fn a_site_is_connected_however_it_is_drawn() {
    for body in [
        "office[On-premises] --> gw[VPN Gateway] --> vnet",
        "gw[VPN Gateway] --> office[On-premises]\n  vnet --- gw",
        "office[On-premises] <-.->|IPsec| gw[VPN Gateway]\n  gw --> vnet",
        "subgraph vnet\n    gw[VPN Gateway]\n  end\n  office[On-premises] --- gw",
    ] {
        let plan = checked(body);
        let (local, connection) = (only(&plan, LOCAL), only(&plan, CONNECTION));
        assert_eq!(at(connection, "properties.connectionType"), &Expr::str("IPsec"));
        assert_eq!(at(connection, "properties.connectionProtocol"), &Expr::str("IKEv2"));
        let gateway = only(&plan, GATEWAY);
        assert_eq!(at(connection, "properties.virtualNetworkGateway1.id"), &Expr::Id(gateway.symbol.clone()));
        assert_eq!(at(connection, "properties.localNetworkGateway2.id"), &Expr::Id(local.symbol.clone()));
        // Nobody told the address, so there is none, and no connection before there is one.
        assert_eq!(param(&plan, "onPremisesAddress").default, Some("".into()));
        assert_eq!(param(&plan, "onPremisesRanges").default, Some(Expr::Array(Vec::new())));
        assert!(waits_for(local, "onPremisesAddress") && waits_for(connection, "onPremisesAddress"), "{body}");
    }
}

#[test]
fn what_the_drawing_tells_of_a_site_is_the_default() {
    let plan = checked("office[\"Branch office<br/>203.0.113.10<br/>192.168.0.0/16\"] --> gw[VPN Gateway] --> vnet");
    assert_eq!(param(&plan, "onPremisesAddress").default, Some("203.0.113.10".into()));
    assert_eq!(param(&plan, "onPremisesRanges").default, Some(Expr::Array(vec!["192.168.0.0/16".into()])));
    assert_eq!(at(only(&plan, LOCAL), "properties.gatewayIpAddress"), &Expr::param("onPremisesAddress"));
}

#[test]
fn a_device_may_have_a_name_instead_of_an_address() {
    let plan = checked(
        "office[Branch office] --> gw[VPN Gateway] --> vnet\n  \
         %% siteplan(office): device=vpn.example.com prefix=10.8.0.0/16,10.9.0.0/16",
    );
    assert_eq!(param(&plan, "onPremisesFqdn").default, Some("vpn.example.com".into()));
    let local = only(&plan, LOCAL);
    assert_eq!(at(local, "properties.fqdn"), &Expr::param("onPremisesFqdn"));
    let ranges = Expr::Array(vec!["10.8.0.0/16".into(), "10.9.0.0/16".into()]);
    assert_eq!(param(&plan, "onPremisesRanges").default, Some(ranges));
}

#[test]
fn a_local_network_gateway_that_is_drawn_is_the_one() {
    let plan = checked(
        "office[\"Branch office 192.168.0.0/16\"] --> lng[\"Local network gateway<br/>198.51.100.7\"] --> gw[VPN Gateway] --> vnet",
    );
    let local = only(&plan, LOCAL);
    assert_eq!(local.symbol.as_str(), "localNetworkGateway");
    assert_eq!(param(&plan, "localNetworkGatewayAddress").default, Some("198.51.100.7".into()));
    let ranges = Some(Expr::Array(vec!["192.168.0.0/16".into()]));
    assert_eq!(param(&plan, "localNetworkGatewayRanges").default, ranges, "the network behind it tells them");
    let connection = only(&plan, CONNECTION);
    assert_eq!(at(connection, "properties.localNetworkGateway2.id"), &Expr::Id(local.symbol.clone()));
}

#[test]
fn every_site_has_a_connection_of_its_own() {
    let plan = checked(
        "east[\"Branch office East 203.0.113.1\"] --> gw[VPN Gateway] --> vnet\n  \
         west[\"Branch office West 203.0.113.2\"] --> gw",
    );
    assert_eq!((of_type(&plan, LOCAL).len(), of_type(&plan, CONNECTION).len()), (2, 2));
    let keys: Vec<&Param> = plan.params.iter().filter(|p| p.name.ends_with("SharedKey")).collect();
    assert_eq!(keys.len(), 2, "no two sites share a key");
}

#[test]
fn nobody_is_told_the_shared_key() {
    let plan = checked("office[On-premises 203.0.113.10] --> gw[VPN Gateway] --> vnet");
    let key = param(&plan, "onPremisesSharedKey");
    assert_eq!((key.ty, &key.default), (ParamType::SecureString, &Some("".into())));
    assert!(key.values.is_empty(), "a key in a parameter file");
    for output in &plan.outputs {
        output.value.walk(&mut |part| assert_ne!(*part, Expr::param("onPremisesSharedKey"), "{}", output.name));
    }
    // Without a key Azure would make one up that the device does not have.
    let text = emit::bicep(&plan, "dev").into_iter().map(|f| f.text).collect::<String>();
    let condition = "if (onPremisesAddress != '' && !empty(onPremisesRanges) && onPremisesSharedKey != '')";
    assert!(text.contains(condition), "{text}");
    // Terraform counts by nothing that it takes for a secret.
    let text = emit::terraform(&plan, "dev").into_iter().map(|f| f.text).collect::<String>();
    assert!(text.contains("= nonsensitive("), "{text}");
}

#[test]
fn the_device_at_the_other_end_is_told_the_address_of_the_gateway() {
    let plan = checked("office[On-premises] --> gw[VPN Gateway] --> vnet");
    let output = plan.outputs.iter().find(|o| o.name == "vpnGatewayPublicIpAddress").expect("an output");
    assert!(matches!(&output.value, Expr::Prop(_, path) if path == &["properties", "ipAddress"]));
}

#[test]
fn a_gateway_has_a_size_with_zones() {
    let plan = checked("office[On-premises] --> gw[VPN Gateway] --> vnet\n  %% siteplan(gw): sku=vpngw2az");
    let size = param(&plan, "vpnGatewaySku");
    assert_eq!(size.default, Some("VpnGw2AZ".into()));
    assert!(size.allowed.iter().all(|a| matches!(a, Expr::Str(a) if a.ends_with("AZ"))), "{:?}", size.allowed);
}

#[test]
fn a_choice_that_is_left_open_connects_in_either_way() {
    let plan = checked("office[On-premises] -.-> gw[\"VPN / ExpressRoute Gateway\"] --> vnet");
    let all = of_type(&plan, CONNECTION);
    let types: Vec<&Expr> = all.iter().map(|c| at(c, "properties.connectionType")).collect();
    assert_eq!(types, [&Expr::str("IPsec"), &Expr::str("ExpressRoute")]);
    for (connection, way, needs) in
        [(all[0], "Vpn", "onPremisesAddress"), (all[1], "ExpressRoute", "vpnGatewayCircuitId")]
    {
        let chosen = Expr::Eq(Box::new(Expr::param("vpnGatewayType")), Box::new(way.into()));
        let mut found = false;
        connection.condition.as_ref().expect("a condition").walk(&mut |part| found |= *part == chosen);
        assert!(found && waits_for(connection, needs), "{way}");
    }
}

#[test]
fn a_circuit_is_no_second_gateway() {
    for gateway in ["ExpressRoute Gateway", "Virtual Network Gateway"] {
        let plan =
            checked(&format!("office[On-premises] --> line[ExpressRoute Circuit] --> gw[{gateway}]\n  gw --> vnet"));
        assert_eq!(at(only(&plan, GATEWAY), "properties.gatewayType"), &Expr::str("ExpressRoute"), "{gateway}");
        let connection = only(&plan, CONNECTION);
        assert_eq!(at(connection, "properties.connectionType"), &Expr::str("ExpressRoute"));
        assert!(of_type(&plan, LOCAL).is_empty(), "nothing goes over the Internet");
        let key = plan.params.iter().find(|p| p.name.ends_with("CircuitKey")).expect("the key of another subscription");
        assert_eq!(key.ty, ParamType::SecureString);
    }
}

#[test]
fn what_stands_on_premises_is_not_deployed() {
    let plan = checked(
        "subgraph office[\"On-premises 192.168.0.0/16\"]\n    device[\"VPN device<br/>203.0.113.10\"]\n    \
         wall[Firewall]\n    router[Edge router]\n  end\n  device <--> gw[VPN Gateway]\n  gw --> vnet",
    );
    only(&plan, GATEWAY);
    assert!(of_type(&plan, "Microsoft.Network/azureFirewalls").is_empty());
    let local = only(&plan, LOCAL);
    let Expr::Param(address) = at(local, "properties.gatewayIpAddress") else { panic!("no parameter") };
    assert_eq!(param(&plan, address).default, Some("203.0.113.10".into()));
    let Expr::Param(ranges) = at(local, "properties.localNetworkAddressSpace.addressPrefixes") else {
        panic!("no parameter")
    };
    assert_eq!(
        param(&plan, ranges).default,
        Some(Expr::Array(vec!["192.168.0.0/16".into()])),
        "of the network around it"
    );
}

#[test]
fn a_router_without_a_name_that_anybody_knows_is_the_site() {
    let plan = checked(
        "subgraph office[\"On-premises 192.168.0.0/16\"]\n    router[Border 7]\n  end\n  router --> gw[VPN Gateway]\n  gw --> vnet",
    );
    only(&plan, LOCAL);
    only(&plan, CONNECTION);
}

#[test]
fn a_gateway_that_nobody_is_joined_to_is_connected_with_nothing() {
    let plan = checked("gw[VPN Gateway] --> vnet\n  client[Remote users] --> gw");
    only(&plan, GATEWAY);
    assert!(of_type(&plan, CONNECTION).is_empty() && of_type(&plan, LOCAL).is_empty());
}

#[test]
fn a_large_gateway_is_of_the_second_generation() {
    let plan = checked("office[On-premises] --> gw[VPN Gateway] --> vnet");
    let gateway = of_type(&plan, "Microsoft.Network/virtualNetworkGateways")[0];
    let generation = at(gateway, "properties.vpnGatewayGeneration");
    let Expr::If(large, second, first) = generation else { panic!("{generation:?}") };
    assert_eq!((&**second, &**first), (&"Generation2".into(), &"Generation1".into()));
    let Expr::Or(sizes) = &**large else { panic!("{large:?}") };
    assert_eq!(sizes.len(), 2);
}

#[test]
fn an_address_without_ranges_or_a_key_connects_nothing() {
    let plan = checked("office[On-premises 203.0.113.10] --> gw[VPN Gateway] --> vnet");
    assert_eq!(param(&plan, "onPremisesRanges").default, Some(Expr::Array(Vec::new())));
    let condition = of_type(&plan, CONNECTION)[0].condition.clone().expect("a condition");
    let mut read = Vec::new();
    condition.walk(&mut |part| {
        if let Expr::Param(name) = part {
            read.push(name.clone());
        }
    });
    for name in ["onPremisesAddress", "onPremisesRanges", "onPremisesSharedKey"] {
        assert!(read.iter().any(|r| r == name), "{name} in {read:?}");
    }
}
