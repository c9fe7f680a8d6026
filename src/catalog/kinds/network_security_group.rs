//! Network security group: what may enter and leave the subnets that it governs, by what those are for.

use crate::catalog::azurerm::{Field, Form, Mapping, set};
use crate::{
    catalog::{Kind, Logs, LinkKind, Lowering, Naming, Part, SubnetRole},
    iac::{Area, Expr, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "network-security-group",
    title: "Network security group",
    summary: "Rules on addresses and ports for what enters and leaves a subnet.",
    names: &["network security group", "nsg", "azure nsg", "nsg rule", "네트워크 보안 그룹", "ネットワーク セキュリティ グループ", "网络安全组", "netzwerksicherheitsgruppe"],
    weak_names: &["security group"],
    resource: Some(ResourceType { name: "Microsoft.Network/networkSecurityGroups", api: "2025-09-01" }),
    naming: Naming { abbreviation: "nsg", max: 80, compact: false, global: false },
    diagnostics: &[Logs::LOGS],
    area: Some(Area::Network),
    glyph: "M8 1l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V3zM6 7h4v4H6zM7 7V5h2v2",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

/// One rule that allows something.
#[derive(Clone, Copy, PartialEq)]
struct Rule {
    name: &'static str,
    inbound: bool,
    protocol: &'static str,
    from: &'static str,
    to: &'static str,
    ports: &'static [&'static str],
}

const fn enter(name: &'static str, from: &'static str, ports: &'static [&'static str]) -> Rule {
    Rule { name, inbound: true, protocol: "Tcp", from, to: "*", ports }
}

const fn leave(name: &'static str, to: &'static str, ports: &'static [&'static str]) -> Rule {
    Rule { name, inbound: false, protocol: "Tcp", from: "*", to, ports }
}

const ENVIRONMENT: &[Rule] = &[
    enter("AllowHealthProbe", "AzureLoadBalancer", &["80"]),
    enter("AllowVirtualNetworkWeb", "VirtualNetwork", &["80", "443"]),
];
const GATEWAY: &[Rule] = &[
    enter("AllowGatewayManager", "GatewayManager", &["65200-65535"]),
    Rule { protocol: "*", ..enter("AllowLoadBalancer", "AzureLoadBalancer", &["*"]) },
];
const INTERNET: Rule = enter("AllowInternetWeb", "Internet", &["80", "443"]);
const FRONT_DOOR: Rule = enter("AllowFrontDoor", "AzureFrontDoor.Backend", &["80", "443"]);
// Bastion refuses a group that lacks any of these.
const BASTION: &[Rule] = &[
    enter("AllowInternetHttps", "Internet", &["443"]),
    enter("AllowGatewayManagerHttps", "GatewayManager", &["443"]),
    enter("AllowLoadBalancerHttps", "AzureLoadBalancer", &["443"]),
    Rule { protocol: "*", to: "VirtualNetwork", ..enter("AllowBastionInbound", "VirtualNetwork", &["8080", "5701"]) },
    leave("AllowRemoteOutbound", "VirtualNetwork", &["22", "3389"]),
    leave("AllowAzureCloudOutbound", "AzureCloud", &["443"]),
    Rule { protocol: "*", from: "VirtualNetwork", ..leave("AllowBastionOutbound", "VirtualNetwork", &["8080", "5701"]) },
    leave("AllowSessionOutbound", "Internet", &["80"]),
];
const ENDPOINTS: &[Rule] = &[enter("AllowVirtualNetwork", "VirtualNetwork", &["*"])];
const DATABASE: &[Rule] = &[enter("AllowVirtualNetworkDatabase", "VirtualNetwork", &["3306", "5432", "6432"])];
const API_MANAGEMENT: &[Rule] = &[
    enter("AllowApiManagement", "ApiManagement", &["3443"]),
    enter("AllowApiManagementProbe", "AzureLoadBalancer", &["6390"]),
    enter("AllowVirtualNetworkHttps", "VirtualNetwork", &["443"]),
];

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    let mut rules: Vec<Rule> = Vec::new();
    let mut closed = lowering.to(LinkKind::Governs).next().is_some();
    for subnet in lowering.to(LinkKind::Governs) {
        let (own, known) = allowed(lowering, subnet);
        closed &= known;
        for rule in own {
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }
    let mut out = Vec::new();
    for (inbound, from) in [(true, 100), (false, 100)] {
        let of_one = rules.iter().filter(|r| r.inbound == inbound);
        out.extend((from..).step_by(10).zip(of_one).map(|(priority, rule)| allow(*rule, priority)));
    }
    // Every VNet and every load balancer may enter by Azure's own rules, so a closed subnet says no to the rest itself.
    if closed {
        out.push(deny());
    }
    resource.body.insert("properties".to_owned(), Expr::object([("securityRules", Expr::Array(out))]));
    lowering.push(resource);
}

/// What one subnet needs, and whether that is all that it needs.
fn allowed(lowering: &Lowering<'_>, subnet: &Part) -> (Vec<Rule>, bool) {
    let holds = lowering.of(subnet, LinkKind::Contains, true);
    if holds.iter().any(|p| p.kind.id == "api-management") {
        let public = holds.iter().any(|p| p.kind.id == "api-management" && p.facts.private != Some(true));
        let internet = public.then_some(INTERNET);
        return (API_MANAGEMENT.iter().copied().chain(internet).collect(), true);
    }
    match subnet.facts.role.unwrap_or(SubnetRole::General) {
        SubnetRole::Environment => (ENVIRONMENT.to_vec(), true),
        SubnetRole::ApplicationGateway => {
            let behind = holds.iter().flat_map(|gateway| lowering.of(gateway, LinkKind::Ingress, false));
            let edge = behind.into_iter().any(|p| p.kind.id == "front-door");
            (GATEWAY.iter().copied().chain([if edge { FRONT_DOOR } else { INTERNET }]).collect(), true)
        }
        SubnetRole::Bastion => (BASTION.to_vec(), true),
        SubnetRole::PrivateEndpoints => (ENDPOINTS.to_vec(), true),
        SubnetRole::Database => (DATABASE.to_vec(), true),
        // Nothing ever enters by an integration subnet: answers come in on the connections that the apps opened.
        SubnetRole::Integration => (Vec::new(), true),
        SubnetRole::Gateway
        | SubnetRole::Firewall
        | SubnetRole::General
        | SubnetRole::ResolverInbound
        | SubnetRole::ResolverOutbound => (Vec::new(), false),
    }
}

fn allow(rule: Rule, priority: i64) -> Expr {
    let ports = rule.ports.iter().copied().map(Expr::from).collect::<Vec<_>>();
    let (one, several) = match ports.as_slice() {
        [port] => ("destinationPortRange", port.clone()),
        _ => ("destinationPortRanges", Expr::Array(ports)),
    };
    let properties = Expr::object([
        ("priority", Expr::Int(priority)),
        ("direction", if rule.inbound { "Inbound" } else { "Outbound" }.into()),
        ("access", "Allow".into()),
        ("protocol", rule.protocol.into()),
        ("sourceAddressPrefix", rule.from.into()),
        ("sourcePortRange", "*".into()),
        ("destinationAddressPrefix", rule.to.into()),
        (one, several),
    ]);
    Expr::object([("name", rule.name.into()), ("properties", properties)])
}

fn deny() -> Expr {
    let any = || Expr::str("*");
    let properties = Expr::object([
        ("priority", Expr::Int(4096)),
        ("direction", "Inbound".into()),
        ("access", "Deny".into()),
        ("protocol", any()),
        ("sourceAddressPrefix", any()),
        ("sourcePortRange", any()),
        ("destinationAddressPrefix", any()),
        ("destinationPortRange", any()),
    ]);
    Expr::object([("name", "DenyAllInbound".into()), ("properties", properties)])
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/networkSecurityGroups",
        form: Form::group("azurerm_network_security_group"),
        fields: &[Field::Each(
            "properties.securityRules",
            "security_rule",
            &[
                set("name", "name"),
                set("properties.description", "description"),
                set("properties.priority", "priority"),
                set("properties.direction", "direction"),
                set("properties.access", "access"),
                set("properties.protocol", "protocol"),
                set("properties.sourceAddressPrefix", "source_address_prefix"),
                set("properties.sourceAddressPrefixes", "source_address_prefixes"),
                set("properties.sourcePortRange", "source_port_range"),
                set("properties.sourcePortRanges", "source_port_ranges"),
                set("properties.destinationAddressPrefix", "destination_address_prefix"),
                set("properties.destinationAddressPrefixes", "destination_address_prefixes"),
                set("properties.destinationPortRange", "destination_port_range"),
                set("properties.destinationPortRanges", "destination_port_ranges"),
            ],
        )],
        ..Mapping::BASE
    },
];
