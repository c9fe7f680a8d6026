//! DNS private resolver: answers networks outside what private zones hold, and asks them for names of their own.

use crate::catalog::azurerm::{Field, Form, Mapping, Parent, Place, enabled, set};
use crate::{
    catalog::{Choice, Kind, LinkKind, Lowering, Naming, Part, Property, SubnetRole, Values},
    iac::{Area, Expr, Param, ParamType, Resource, ResourceType, Symbol, capitalized},
};

pub(super) static KIND: Kind = Kind {
    id: "dns-private-resolver",
    title: "DNS private resolver",
    summary: "Answers and forwards DNS questions between a VNet and networks outside.",
    names: &[
        "dns private resolver", "azure dns private resolver", "private dns resolver", "dns resolver", "dns inbound endpoint",
        "dns outbound endpoint", "dns forwarder", "dns 프라이빗 확인자", "dns 解決", "private resolver", "azure private resolver",
        "resolver inbound endpoint", "resolver outbound endpoint",
    ],
    weak_names: &["inbound endpoint", "outbound endpoint"],
    resource: Some(ResourceType { name: "Microsoft.Network/dnsResolvers", api: "2025-05-01" }),
    naming: Naming { abbreviation: "dnspr", max: 80, compact: false, global: false },
    properties: PROPERTIES,
    area: Some(Area::Network),
    glyph: "M2 3h12v8H2zM5 6h6M5 8h4M8 11v3",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const PROPERTIES: &[Property] = &[Property {
    key: "forwards",
    meaning: "whether names of networks outside are asked there",
    values: Values::Words(&[
        Choice { value: "off", phrases: &["inbound only"] },
        Choice {
            value: "on",
            phrases: &["outbound", "outbound endpoint", "outbound endpoints", "forwarding ruleset", "forwarding rules", "conditional forwarding"],
        },
    ]),
}];

const INBOUND: ResourceType = ResourceType { name: "Microsoft.Network/dnsResolvers/inboundEndpoints", api: "2025-05-01" };
const OUTBOUND: ResourceType = ResourceType { name: "Microsoft.Network/dnsResolvers/outboundEndpoints", api: "2025-05-01" };
const RULESET: ResourceType = ResourceType { name: "Microsoft.Network/dnsForwardingRulesets", api: "2025-05-01" };
const RULE: ResourceType = ResourceType { name: "Microsoft.Network/dnsForwardingRulesets/forwardingRules", api: "2025-05-01" };
const LINK: ResourceType = ResourceType { name: "Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks", api: "2025-05-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let subnet = |lowering: &Lowering<'_>, role| {
        lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet" && p.facts.role == Some(role)).map(|p| p.symbol.clone())
    };
    let inbound = subnet(lowering, SubnetRole::ResolverInbound);
    let outbound = subnet(lowering, SubnetRole::ResolverOutbound);
    let subnets = lowering.from(LinkKind::Contains);
    let around = subnets.flat_map(|s| lowering.of(s, LinkKind::Contains, false)).find(|p| p.kind.id == "virtual-network");
    // What the drawing gives no place of its own is the same resolver drawn again, or a server that is no resolver of Azure's.
    let (Some(vnet), true) = (around, inbound.is_some() || outbound.is_some()) else { return };
    let Some(mut resource) = lowering.resource() else { return };
    let network = Expr::object([("id", Expr::Id(vnet.symbol.clone()))]);
    resource.body.insert("properties".to_owned(), Expr::object([("virtualNetwork", network)]));
    lowering.push(resource);

    if let Some(subnet) = inbound {
        let mut endpoint = endpoint(lowering, "Inbound", INBOUND, "inbound");
        // The address is taken when the endpoint is made, and stays.
        let address = Expr::object([("privateIpAllocationMethod", "Dynamic".into()), ("subnet", reference(&subnet))]);
        let properties = Expr::object([("ipConfigurations", Expr::Array(vec![address]))]);
        endpoint.body.insert("properties".to_owned(), properties);
        let address = Expr::prop(&endpoint.symbol, &["properties", "ipConfigurations", "0", "privateIpAddress"]);
        lowering.push(endpoint);
        let about = format!("The address of {}, to which name servers outside forward private names.", part.title);
        lowering.output(format!("{}Address", part.symbol.as_str()), &about, address);
    }
    if let Some(subnet) = outbound {
        let mut endpoint = endpoint(lowering, "Outbound", OUTBOUND, "outbound");
        endpoint.body.insert("properties".to_owned(), Expr::object([("subnet", reference(&subnet))]));
        let symbol = endpoint.symbol.clone();
        lowering.push(endpoint);
        forward(lowering, &symbol, vnet);
    }
}

/// Adds the rules by which names outside are asked there, for the VNet of the resolver and those that are peered with it.
fn forward(lowering: &mut Lowering<'_>, endpoint: &Symbol, vnet: &Part) {
    let part = lowering.part;
    let mut rules = lowering.extra("Rules", RULESET, Expr::Concat(vec!["dnsfrs-".into(), part.name.clone()]));
    rules.location = Some(part.location.clone());
    rules.tags = Some(lowering.tags());
    let endpoints = Expr::Array(vec![reference(endpoint)]);
    rules.body.insert("properties".to_owned(), Expr::object([("dnsResolverOutboundEndpoints", endpoints)]));
    let ruleset = rules.symbol.clone();
    lowering.push(rules);

    let mut ask = |suffix: &str, description: &str| {
        lowering.param(Param {
            name: format!("{}{suffix}", part.symbol.as_str()),
            ty: ParamType::String,
            description: description.to_owned(),
            default: Some("".into()),
            ..Param::default()
        })
    };
    let domain = ask("Domain", "The domain whose names are asked outside, such as corp.example.com; empty while nobody knows it.");
    let first = ask("Server", "The address of the name server outside that knows the domain; given with the domain.");
    let second = ask("SecondServer", "The address of a second name server outside; empty where there is one only.");
    let mut rule = lowering.extra("Rule", RULE, "outside".into());
    rule.parent = Some(ruleset.clone());
    rule.comment = vec!["Names outside are asked there once somebody tells the domain.".to_owned()];
    rule.condition = Expr::both(part.condition.clone(), Some(Expr::Not(Box::new(domain.is_blank()))));
    let server = |address: &Expr| Expr::object([("ipAddress", address.clone()), ("port", Expr::Int(53))]);
    let servers = Expr::If(
        Box::new(second.is_blank()),
        Box::new(Expr::Array(vec![server(&first)])),
        Box::new(Expr::Array(vec![server(&first), server(&second)])),
    );
    let properties = Expr::object([
        ("domainName", Expr::Concat(vec![domain, ".".into()])),
        ("targetDnsServers", servers),
        ("forwardingRuleState", "Enabled".into()),
    ]);
    rule.body.insert("properties".to_owned(), properties);
    lowering.push(rule);

    let peers = [true, false].into_iter().flat_map(|out| lowering.of(vnet, LinkKind::Peers, out));
    let mut vnets: Vec<&Part> = vec![vnet];
    for peer in peers {
        if !vnets.iter().any(|v| v.symbol == peer.symbol) {
            vnets.push(peer);
        }
    }
    for vnet in vnets {
        let mut link = lowering.extra(&format!("Rules{}", capitalized(vnet.symbol.as_str())), LINK, Expr::Name(vnet.symbol.clone()));
        link.parent = Some(ruleset.clone());
        link.condition = Expr::both(part.condition.clone(), vnet.condition.clone());
        link.body.insert("properties".to_owned(), Expr::object([("virtualNetwork", reference(&vnet.symbol))]));
        lowering.push(link);
    }
}

/// An endpoint of the resolver.
fn endpoint(lowering: &Lowering<'_>, suffix: &str, ty: ResourceType, name: &str) -> Resource {
    let mut endpoint = lowering.child(suffix, ty, name.into());
    endpoint.location = Some(lowering.part.location.clone());
    endpoint.tags = Some(lowering.tags());
    endpoint
}

fn reference(symbol: &Symbol) -> Expr {
    Expr::object([("id", Expr::Id(symbol.clone()))])
}

/// An endpoint of a resolver with azurerm.
const fn placed(name: &'static str) -> Form {
    Form::Resource { name, parent: Parent::Id("private_dns_resolver_id"), place: Place::Told, tags: true }
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/dnsResolvers",
        form: Form::group("azurerm_private_dns_resolver"),
        fields: &[set("properties.virtualNetwork.id", "virtual_network_id")],
        demands: &["virtual_network_id"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/dnsResolvers/inboundEndpoints",
        form: placed("azurerm_private_dns_resolver_inbound_endpoint"),
        fields: &[Field::Each(
            "properties.ipConfigurations",
            "ip_configurations",
            &[set("privateIpAllocationMethod", "private_ip_allocation_method"), set("subnet.id", "subnet_id")],
        )],
        demands: &["ip_configurations"],
        reads: &[("properties.ipConfigurations.0.privateIpAddress", "ip_configurations[0].private_ip_address")],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/dnsResolvers/outboundEndpoints",
        form: placed("azurerm_private_dns_resolver_outbound_endpoint"),
        fields: &[set("properties.subnet.id", "subnet_id")],
        demands: &["subnet_id"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/dnsForwardingRulesets",
        form: Form::group("azurerm_private_dns_resolver_dns_forwarding_ruleset"),
        fields: &[Field::Pluck(
            "properties.dnsResolverOutboundEndpoints",
            &[("id", "private_dns_resolver_outbound_endpoint_ids")],
        )],
        demands: &["private_dns_resolver_outbound_endpoint_ids"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/dnsForwardingRulesets/forwardingRules",
        form: Form::child("azurerm_private_dns_resolver_forwarding_rule", "dns_forwarding_ruleset_id"),
        fields: &[
            set("properties.domainName", "domain_name"),
            enabled("properties.forwardingRuleState", "enabled"),
            Field::Each(
                "properties.targetDnsServers",
                "target_dns_servers",
                &[set("ipAddress", "ip_address"), set("port", "port")],
            ),
        ],
        demands: &["domain_name", "target_dns_servers"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks",
        form: Form::child("azurerm_private_dns_resolver_virtual_network_link", "dns_forwarding_ruleset_id"),
        fields: &[set("properties.virtualNetwork.id", "virtual_network_id")],
        demands: &["virtual_network_id"],
        ..Mapping::BASE
    },
];
