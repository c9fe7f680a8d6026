//! Names across the border: what answers networks outside, and what asks them.

use siteplan::iac::{Expr, Plan, Resource};

use crate::support::oracle::oracle;
use crate::{at, files, of_type, plan};

const RESOLVER: &str = "Microsoft.Network/dnsResolvers";
const INBOUND: &str = "Microsoft.Network/dnsResolvers/inboundEndpoints";
const OUTBOUND: &str = "Microsoft.Network/dnsResolvers/outboundEndpoints";
const RULE: &str = "Microsoft.Network/dnsForwardingRulesets/forwardingRules";
const LINK: &str = "Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks";
const SUBNET: &str = "Microsoft.Network/virtualNetworks/subnets";

/// The plan of a hub with a gateway, a spoke with an app and private data, and what else is drawn; every checker takes it.
fn checked(body: &str) -> Plan {
    let plan = plan(&format!(
        "flowchart LR\n  \
         subgraph hub[\"Hub VNet 10.0.0.0/16\"]\n    gw[VPN Gateway]\n  end\n  \
         subgraph spoke[\"Spoke VNet 10.1.0.0/16\"]\n    out[Integration subnet]\n    pe[\"PE: Azure SQL\"]\n  end\n  \
         hub --- spoke\n  office[On-premises] --> gw\n  app[\"Web App P1v3\"] --> out\n  app --> pe --> sql[Azure SQL]\n  {body}"
    ));
    assert_eq!(oracle(&files(&plan)), [""; 0], "{body}");
    plan
}

fn only<'a>(plan: &'a Plan, ty: &str) -> &'a Resource {
    let all = of_type(plan, ty);
    assert_eq!(all.len(), 1, "{ty}");
    all[0]
}

/// The subnet that an endpoint stands in.
fn subnet_of<'a>(plan: &'a Plan, endpoint: &Resource, path: &str) -> &'a Resource {
    let Expr::Id(symbol) = at(endpoint, path) else { panic!("no id at {path}") };
    plan.resource(symbol).expect("a subnet")
}

/// The range that a subnet has unless somebody gives another.
fn range<'a>(plan: &'a Plan, subnet: &Resource) -> &'a str {
    let Expr::Param(name) = at(subnet, "properties.addressPrefix") else { panic!("no parameter") };
    match plan.params.iter().find(|p| p.name == *name).and_then(|p| p.default.as_ref()) {
        Some(Expr::Str(range)) => range,
        other => panic!("no range: {other:?}"),
    }
}

/// Holds that a subnet is the resolver's alone: delegated to it, and not smaller than it must be.
fn is_given(plan: &Plan, subnet: &Resource) {
    assert_eq!(
        at(subnet, "properties.delegations.0.properties.serviceName"),
        &Expr::str("Microsoft.Network/dnsResolvers")
    );
    let prefix = range(plan, subnet);
    let size: u8 = prefix.split_once('/').expect("a size").1.parse().expect("a number");
    assert!(size <= 28, "{prefix}");
}

#[test]
fn a_resolver_answers_from_a_subnet_of_its_own() {
    for body in [
        "office -->|names| res[DNS Private Resolver]",
        "res[Private DNS Resolver]",
        "res[Azure DNS Private Resolver] --- office",
    ] {
        let plan = checked(body);
        let resolver = only(&plan, RESOLVER);
        let hub = of_type(&plan, "Microsoft.Network/virtualNetworks")[0];
        assert_eq!(at(resolver, "properties.virtualNetwork.id"), &Expr::Id(hub.symbol.clone()), "where the gateway is");
        let endpoint = only(&plan, INBOUND);
        let subnet = subnet_of(&plan, endpoint, "properties.ipConfigurations.0.subnet.id");
        is_given(&plan, subnet);
        assert_eq!(subnet.parent, Some(hub.symbol.clone()));
        let output = plan.outputs.iter().find(|o| o.name == "dnsPrivateResolverAddress").expect("its address is told");
        assert!(matches!(&output.value, Expr::Prop(of, _) if *of == endpoint.symbol));
    }
}

#[test]
fn a_resolver_knows_the_zones_that_it_is_asked_for() {
    let links = |body: &str| of_type(&checked(body), "Microsoft.Network/privateDnsZones/virtualNetworkLinks").len();
    assert_eq!(links("office --> idle[Something else]"), 1, "the spoke's");
    assert_eq!(links("office --> res[DNS Private Resolver]"), 2, "and the resolver's");
}

#[test]
fn nothing_is_asked_outside_unless_the_drawing_says_so() {
    let plan = checked("office -->|names| res[DNS Private Resolver]");
    assert!(of_type(&plan, OUTBOUND).is_empty() && of_type(&plan, LINK).is_empty());
    assert!(!plan.params.iter().any(|p| p.name.contains("Domain")), "a question to which nobody needs an answer");
}

#[test]
fn names_of_on_premises_are_asked_there_where_the_drawing_says_so() {
    for body in [
        "res[DNS Private Resolver] --> office",
        "res[DNS Private Resolver] <--> office",
        "office --> res[\"DNS Private Resolver<br/>inbound + outbound endpoints\"]",
        "office --> res[DNS Private Resolver]\n  %% siteplan(res): forwards=on",
    ] {
        let plan = checked(body);
        let endpoint = only(&plan, OUTBOUND);
        let outbound = subnet_of(&plan, endpoint, "properties.subnet.id");
        is_given(&plan, outbound);
        let inbound = subnet_of(&plan, only(&plan, INBOUND), "properties.ipConfigurations.0.subnet.id");
        assert_ne!(inbound.symbol, outbound.symbol, "an endpoint shares its subnet with nothing: {body}");
        assert_eq!(of_type(&plan, LINK).len(), 2, "the hub and the spoke ask by the rules");
        // Which domain, and where: nobody told it, so there is no rule yet.
        let rule = only(&plan, RULE);
        let empty = Expr::Eq(Box::new(Expr::param("dnsPrivateResolverDomain")), Box::new("".into()));
        assert_eq!(rule.condition, Some(Expr::Not(Box::new(empty))));
        assert_eq!(
            at(rule, "properties.domainName"),
            &Expr::Concat(vec![Expr::param("dnsPrivateResolverDomain"), ".".into()])
        );
        for name in ["dnsPrivateResolverDomain", "dnsPrivateResolverServer", "dnsPrivateResolverSecondServer"] {
            assert_eq!(plan.params.iter().find(|p| p.name == name).expect("a parameter").default, Some("".into()));
        }
    }
}

#[test]
fn what_is_said_not_to_forward_does_not() {
    let plan = checked("res[DNS Private Resolver] --> office\n  %% siteplan(res): forwards=off");
    only(&plan, INBOUND);
    assert!(of_type(&plan, OUTBOUND).is_empty());
}

#[test]
fn endpoints_and_their_subnets_may_be_drawn() {
    let plan = plan(
        "flowchart LR\n  subgraph vnet[\"VNet 10.0.0.0/16\"]\n    \
         subgraph one[\"snet-dns-inbound 10.0.9.0/28\"]\n      in[Inbound endpoint]\n    end\n    \
         subgraph two[\"snet-dns-outbound 10.0.9.16/28\"]\n      ask[Outbound endpoint]\n    end\n    \
         res[DNS Private Resolver]\n  end\n  office[On-premises] --> in\n  ask --> office\n  app[\"Web App P1v3\"] --> vnet",
    );
    assert_eq!(oracle(&files(&plan)), [""; 0]);
    let tags = only(&plan, RESOLVER).tags.as_ref().expect("tags");
    assert_eq!(tags["siteplan-node"], Expr::str("res"), "the endpoints are not resolvers of their own");
    let prefix = |endpoint: &str, path: &str| {
        let subnet = subnet_of(&plan, only(&plan, endpoint), path);
        is_given(&plan, subnet);
        range(&plan, subnet).to_owned()
    };
    assert_eq!(prefix(INBOUND, "properties.ipConfigurations.0.subnet.id"), "10.0.9.0/28");
    assert_eq!(prefix(OUTBOUND, "properties.subnet.id"), "10.0.9.16/28");
}

#[test]
fn an_outbound_endpoint_alone_answers_nobody() {
    let plan = checked("ask[DNS outbound endpoint] --> office");
    only(&plan, OUTBOUND);
    assert!(of_type(&plan, INBOUND).is_empty());
}

#[test]
fn a_subnet_with_something_else_in_it_is_not_the_resolvers() {
    let plan = plan(
        "flowchart LR\n  subgraph vnet[\"VNet 10.0.0.0/16\"]\n    subgraph shared[\"Shared subnet 10.0.8.0/24\"]\n      \
         res[DNS Private Resolver]\n      vm[Virtual machine]\n    end\n  end\n  app[\"Web App P1v3\"] --> vnet",
    );
    assert_eq!(oracle(&files(&plan)), [""; 0]);
    let subnet = subnet_of(&plan, only(&plan, INBOUND), "properties.ipConfigurations.0.subnet.id");
    is_given(&plan, subnet);
    assert_ne!(range(&plan, subnet), "10.0.8.0/24");
}

#[test]
fn the_subnets_of_a_resolver_move_no_others() {
    let ranges = |plan: &Plan| -> Vec<(String, String)> {
        let all = of_type(plan, SUBNET).into_iter().filter(|s| !s.symbol.as_str().starts_with("resolver"));
        all.map(|s| (s.symbol.as_str().to_owned(), range(plan, s).to_owned())).collect()
    };
    let mut with = ranges(&checked("res[DNS Private Resolver] --> office"));
    let mut without = ranges(&checked("idle[Something else] --> office"));
    with.sort_by(|a, b| a.0.cmp(&b.0));
    without.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(with, without);
}

#[test]
fn name_servers_of_others_are_not_deployed() {
    for body in [
        "fwd[DNS forwarder] --> office",
        "subgraph there[On-premises network]\n    dns[DNS server]\n    res[DNS resolver]\n  end\n  dns --> gw",
    ] {
        let plan = checked(body);
        assert!(of_type(&plan, RESOLVER).is_empty(), "{body}");
        assert_eq!(of_type(&plan, "Microsoft.Network/privateDnsZones").len(), 1, "the data's only: {body}");
    }
}
