//! Azure Firewall: what leaves the VNet passes it, by the rules of its policy.

use crate::catalog::azurerm::{Field, IP_CONFIGURATIONS, Form, Lit, Mapping, is, set};
use crate::{
    catalog::{addresses, Kind, Logs, LinkKind, Lowering, Naming, public_ip, zones},
    iac::{Area, Expr, Param, ParamType, ResourceType, Symbol},
};

pub(super) static KIND: Kind = Kind {
    id: "azure-firewall",
    title: "Azure Firewall",
    summary: "A managed firewall in a subnet of its own, through which route tables lead traffic.",
    names: &["azure firewall", "azure firewall premium", "azure firewall standard", "azfw", "azure 방화벽", "azure ファイアウォール"],
    weak_names: &["firewall", "hub firewall", "방화벽", "ファイアウォール"],
    resource: Some(ResourceType { name: "Microsoft.Network/azureFirewalls", api: "2025-09-01" }),
    naming: Naming { abbreviation: "afw", max: 56, compact: false, global: false },
    // Without tables of their own each line would come twice, as the old categories are among all of them (firewall-structured-logs).
    diagnostics: &[Logs::ALL.tables(&["AZFWNetworkRule", "AZFWApplicationRule", "AZFWNatRule", "AZFWThreatIntel", "AZFWDnsQuery", "AZFWFqdnResolveFailure"])],
    area: Some(Area::Network),
    minutes: 60,
    glyph: "M2 3h12v10H2zM2 6h12M2 10h12M6 3v3M10 6v4M6 10v3",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const POLICY: ResourceType = ResourceType { name: "Microsoft.Network/firewallPolicies", api: "2025-09-01" };
const RULES: ResourceType = ResourceType { name: "Microsoft.Network/firewallPolicies/ruleCollectionGroups", api: "2025-09-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(subnet) = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet") else { return };
    let Some(mut resource) = lowering.resource() else { return };
    let zones = part.facts.zone_redundant.is_some();
    let address = public_ip::public_ip(lowering, zones);

    let mut policy = lowering.extra("Policy", POLICY, Expr::Concat(vec!["afwp-".into(), part.name.clone()]));
    policy.location = Some(part.location.clone());
    policy.tags = Some(lowering.tags());
    let properties = Expr::object([("sku", Expr::object([("tier", "Standard".into())])), ("threatIntelMode", "Deny".into())]);
    policy.body.insert("properties".to_owned(), properties);
    let policy_symbol = policy.symbol.clone();
    lowering.push(policy);

    let mut rules = lowering.extra("Rules", RULES, "outbound".into());
    rules.parent = Some(policy_symbol.clone());
    rules.comment = vec!["What the apps themselves need; whatever else they call is to be named in the parameter of allowed names.".to_owned()];
    rules.body.insert("properties".to_owned(), outbound(lowering));
    let rules_symbol = rules.symbol.clone();
    lowering.push(rules);
    let names_symbol = names(lowering, &policy_symbol, &rules_symbol);

    if zones {
        resource.body.insert("zones".to_owned(), zones::of_region(lowering));
    }
    // Firewall and policy cannot change at the same time, so the rules are in place first.
    resource.depends_on.extend([rules_symbol, names_symbol]);
    let ip = Expr::object([
        ("subnet", Expr::object([("id", Expr::Id(subnet.symbol.clone()))])),
        ("publicIPAddress", Expr::object([("id", Expr::Id(address))])),
    ]);
    let configuration = Expr::object([("name", "default".into()), ("properties", ip)]);
    let properties = Expr::object([
        ("sku", Expr::object([("name", "AZFW_VNet".into()), ("tier", "Standard".into())])),
        ("firewallPolicy", Expr::object([("id", Expr::Id(policy_symbol))])),
        ("ipConfigurations", Expr::Array(vec![configuration])),
    ]);
    resource.body.insert("properties".to_owned(), properties);
    lowering.push(resource);
}

/// The hosts that the networks may call beyond that: no drawing tells them all, so a parameter does.
fn names(lowering: &mut Lowering<'_>, policy: &Symbol, before: &Symbol) -> Symbol {
    let all = lowering.param(Param {
        name: format!("{}AllowedNames", lowering.part.symbol.as_str()),
        ty: ParamType::StringArray,
        description: format!("The hosts that {} lets through by HTTPS, such as api.example.com or *.example.com.", lowering.part.title),
        default: Some(Expr::Array(Vec::new())),
        ..Param::default()
    });
    let https = Expr::object([("protocolType", "Https".into()), ("port", Expr::Int(443))]);
    let rule = Expr::object([
        ("ruleType", "ApplicationRule".into()),
        ("name", "allowed-names".into()),
        ("protocols", Expr::Array(vec![https])),
        ("sourceAddresses", Expr::Array(sources(lowering))),
        ("targetFqdns", all.clone()),
    ]);
    let mut group = lowering.extra("Names", RULES, "allowed-names".into());
    group.condition = Expr::both(group.condition, Some(Expr::Any(Box::new(all))));
    group.parent = Some(policy.clone());
    // A policy takes one change at a time.
    group.depends_on.push(before.clone());
    let collections = Expr::Array(vec![collection("allowed-names", 100, rule)]);
    group.body.insert("properties".to_owned(), Expr::object([("priority", Expr::Int(300)), ("ruleCollections", collections)]));
    let symbol = group.symbol.clone();
    lowering.push(group);
    symbol
}

/// The addresses of all networks.
fn sources(lowering: &mut Lowering<'_>) -> Vec<Expr> {
    let networks = lowering.world.parts.iter().filter(|p| p.kind.id == "virtual-network");
    let all: Vec<Expr> = networks.flat_map(|network| addresses::ranges(lowering, network)).collect();
    if all.is_empty() { vec!["*".into()] } else { all }
}

/// Sign-in, telemetry and what an environment loads: nothing works without, and nothing more is known.
fn outbound(lowering: &mut Lowering<'_>) -> Expr {
    let parts = &lowering.world.parts;
    let sources = sources(lowering);
    let texts = |texts: &[&str]| Expr::Array(texts.iter().copied().map(Expr::from).collect());
    let services = Expr::object([
        ("ruleType", "NetworkRule".into()),
        ("name", "azure-services".into()),
        ("ipProtocols", texts(&["TCP"])),
        ("sourceAddresses", Expr::Array(sources.clone())),
        ("destinationAddresses", texts(&["AzureActiveDirectory", "AzureMonitor"])),
        ("destinationPorts", texts(&["443"])),
    ]);
    let mut collections = vec![collection("services", 100, services)];
    if parts.iter().any(|p| p.kind.id == "app-service-environment") {
        let https = Expr::object([("protocolType", "Https".into()), ("port", Expr::Int(443))]);
        let environment = Expr::object([
            ("ruleType", "ApplicationRule".into()),
            ("name", "app-service-environment".into()),
            ("protocols", Expr::Array(vec![https])),
            ("sourceAddresses", Expr::Array(sources)),
            ("fqdnTags", texts(&["AppServiceEnvironment"])),
        ]);
        collections.push(collection("environment", 200, environment));
    }
    Expr::object([("priority", Expr::Int(200)), ("ruleCollections", Expr::Array(collections))])
}

fn collection(name: &str, priority: i64, rule: Expr) -> Expr {
    Expr::object([
        ("ruleCollectionType", "FirewallPolicyFilterRuleCollection".into()),
        ("name", name.into()),
        ("priority", Expr::Int(priority)),
        ("action", Expr::object([("type", "Allow".into())])),
        ("rules", Expr::Array(vec![rule])),
    ])
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/azureFirewalls",
        form: Form::group("azurerm_firewall"),
        fields: &[
            set("properties.sku.name", "sku_name"),
            set("properties.sku.tier", "sku_tier"),
            set("properties.firewallPolicy.id", "firewall_policy_id"),
            set("zones", "zones"),
            IP_CONFIGURATIONS,
        ],
        demands: &["sku_name", "sku_tier"],
        reads: &[
            ("properties.ipConfigurations.0.properties.privateIPAddress", "ip_configuration[0].private_ip_address"),
        ],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/firewallPolicies",
        form: Form::group("azurerm_firewall_policy"),
        fields: &[
            set("properties.sku.tier", "sku"),
            set("properties.threatIntelMode", "threat_intelligence_mode"),
            set("properties.dnsSettings.enableProxy", "dns.proxy_enabled"),
            set("properties.dnsSettings.servers", "dns.servers"),
        ],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
        form: Form::child("azurerm_firewall_policy_rule_collection_group", "firewall_policy_id"),
        fields: &[
            set("properties.priority", "priority"),
            Field::EachOf(
                "properties.ruleCollections",
                &[("network_rule_collection", NETWORK_RULES), ("application_rule_collection", APPLICATION_RULES)],
            ),
        ],
        demands: &["priority"],
        ..Mapping::BASE
    },
];

const COLLECTION: Field = Field::All(&[
    is("ruleCollectionType", "FirewallPolicyFilterRuleCollection"),
    set("name", "name"),
    set("priority", "priority"),
    set("action.type", "action"),
]);

const NETWORK_RULES: &[Field] = &[
    COLLECTION,
    Field::Each(
        "rules",
        "rule",
        &[
            Field::Has("ruleType", Lit::Str("NetworkRule")),
            set("name", "name"),
            set("ipProtocols", "protocols"),
            set("sourceAddresses", "source_addresses"),
            set("destinationAddresses", "destination_addresses"),
            set("destinationFqdns", "destination_fqdns"),
            set("destinationPorts", "destination_ports"),
        ],
    ),
];

const APPLICATION_RULES: &[Field] = &[
    COLLECTION,
    Field::Each(
        "rules",
        "rule",
        &[
            Field::Has("ruleType", Lit::Str("ApplicationRule")),
            set("name", "name"),
            Field::Each("protocols", "protocols", &[set("protocolType", "type"), set("port", "port")]),
            set("sourceAddresses", "source_addresses"),
            set("targetFqdns", "destination_fqdns"),
            set("fqdnTags", "destination_fqdn_tags"),
        ],
    ),
];
