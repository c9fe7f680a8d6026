//! Application gateway: the regional entry into a VNet, always with a firewall.

use crate::catalog::azurerm::{Field, Form, Mapping, Via, set};
use crate::{
    catalog::{
        Kind, Logs, LinkKind, Lowering, Naming,
        backends::{self, Pool},
        public_ip, waf, zones,
    },
    iac::{Area, Expr, Object, Param, ParamType, ResourceType, Symbol},
};

pub(super) static KIND: Kind = Kind {
    id: "application-gateway",
    title: "Application gateway",
    summary: "The regional entry: TLS, routing by path and a web application firewall, in a subnet of its own.",
    names: &["application gateway", "azure application gateway", "app gateway", "appgw", "app gw", "agw", "application gateway v2",
        "application gateway waf", "애플리케이션 게이트웨이", "application gateway waf v2", "アプリケーション ゲートウェイ", "anwendungsgateway", "应用程序网关", "アプリケーションゲートウェイ"],
    resource: Some(ResourceType { name: "Microsoft.Network/applicationGateways", api: "2025-09-01" }),
    naming: Naming { abbreviation: "agw", max: 75, compact: false, global: false },
    diagnostics: &[Logs::ALL],
    area: Some(Area::Edge),
    minutes: 60,
    glyph: "M8 1l7 7-7 7-7-7zM4 8h8M9 5l3 3-3 3",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const IDENTITY: ResourceType = ResourceType { name: "Microsoft.ManagedIdentity/userAssignedIdentities", api: "2024-11-30" };
const ROLE: ResourceType = ResourceType { name: "Microsoft.Authorization/roleAssignments", api: "2022-04-01" };

/// Key Vault Secrets User: a gateway reads its certificate as a secret.
const SECRETS_USER: &str = "4633458b-17de-408a-b874-0445c86b69e6";

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(subnet) = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet") else { return };
    let Some(mut resource) = lowering.resource() else { return };
    let zones = part.facts.zone_redundant.is_some();
    let address = public_ip::public_ip(lowering, zones);
    let firewall = firewall(lowering);
    let (identity, roles) = identity(lowering);
    // A gateway without a certificate would answer in the clear, so the certificate is asked for and never made up.
    let certificate = lowering.param(Param {
        name: format!("{}CertificateUri", part.symbol.as_str()),
        ty: ParamType::String,
        description: format!("The address of the certificate of {} among the secrets of its Key Vault, without a version.", part.title),
        min: Some(1),
        ..Param::default()
    });
    let pools = backends::pools(lowering);
    resource.depends_on = roles;
    let identities = [("type", "UserAssigned".into()), ("userAssignedIdentities", Expr::Map(vec![(Expr::Id(identity), Expr::Object(Object::new()))]))];
    resource.body.insert("identity".to_owned(), Expr::object(identities));
    if zones {
        resource.body.insert("zones".to_owned(), zones::of_region(lowering));
    }
    let gateway = Gateway { name: part.name.clone() };
    let mut properties = Object::new();
    let mut set = |name: &str, value: Expr| properties.insert(name.to_owned(), value);
    set("sku", Expr::object([("name", "WAF_v2".into()), ("tier", "WAF_v2".into())]));
    set("autoscaleConfiguration", Expr::object([("minCapacity", Expr::Int(1)), ("maxCapacity", Expr::Int(10))]));
    set("enableHttp2", Expr::Bool(true));
    set("sslPolicy", Expr::object([("policyType", "Predefined".into()), ("policyName", "AppGwSslPolicy20220101".into())]));
    set("firewallPolicy", Expr::object([("id", Expr::Id(firewall))]));
    set("gatewayIPConfigurations", list([item("default", [("subnet", id(subnet.symbol.clone()))])]));
    set("frontendIPConfigurations", list([item("public", [("publicIPAddress", id(address))])]));
    let ports = [("https", 443), ("http", 80)].map(|(name, port)| item(name, [("port", Expr::Int(port))]));
    set("frontendPorts", list(ports));
    set("sslCertificates", list([item("default", [("keyVaultSecretId", certificate)])]));
    set("backendAddressPools", Expr::Array(if pools.is_empty() { vec![pool("default", &[])] } else { addresses(&pools) }));
    set("probes", list([probe()]));
    let backend = [
        ("protocol", "Https".into()),
        ("port", Expr::Int(443)),
        ("cookieBasedAffinity", "Disabled".into()),
        ("requestTimeout", Expr::Int(60)),
        ("pickHostNameFromBackendAddress", Expr::Bool(true)),
        ("probe", gateway.own("probes", "default")),
    ];
    set("backendHttpSettingsCollection", list([item("https", backend)]));
    let listener = |port: &str| {
        [
            ("frontendIPConfiguration", gateway.own("frontendIPConfigurations", "public")),
            ("frontendPort", gateway.own("frontendPorts", port)),
        ]
    };
    let [address, port] = listener("https");
    let secure = [address, port, ("protocol", "Https".into()), ("sslCertificate", gateway.own("sslCertificates", "default"))];
    let [address, port] = listener("http");
    let plain = [address, port, ("protocol", "Http".into())];
    set("httpListeners", list([item("https", secure), item("http", plain)]));
    let redirect = [
        ("redirectType", "Permanent".into()),
        ("targetListener", gateway.own("httpListeners", "https")),
        ("includePath", Expr::Bool(true)),
        ("includeQueryString", Expr::Bool(true)),
    ];
    set("redirectConfigurations", list([item("https", redirect)]));
    if pools.len() > 1 {
        set("urlPathMaps", list([gateway.paths(&pools)]));
    }
    set("requestRoutingRules", gateway.rules(&pools));
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);
}

/// The policy that is drawn, else one of its own: this tier does not deploy without.
fn firewall(lowering: &mut Lowering<'_>) -> Symbol {
    let part = lowering.part;
    if let Some(drawn) = waf::drawn(lowering).filter(|d| d.condition.is_none() || d.condition == part.condition) {
        return waf::regional_symbol(lowering, drawn);
    }
    let mut policy = lowering.extra("Waf", waf::REGIONAL, Expr::Concat(vec!["waf-".into(), part.name.clone()]));
    policy.tags = Some(lowering.tags());
    waf::fill_regional(&mut policy, &part.location);
    let symbol = policy.symbol.clone();
    lowering.push(policy);
    symbol
}

/// The identity that reads the certificate, with a role on every vault that is drawn.
fn identity(lowering: &mut Lowering<'_>) -> (Symbol, Vec<Symbol>) {
    let part = lowering.part;
    let mut identity = lowering.extra("Identity", IDENTITY, Expr::Concat(vec!["id-".into(), part.name.clone()]));
    identity.location = Some(part.location.clone());
    identity.tags = Some(lowering.tags());
    let symbol = identity.symbol.clone();
    lowering.push(identity);
    let vaults = lowering.world.parts.iter().filter(|p| p.kind.id == "key-vault" && p.condition.is_none());
    let mut roles = Vec::new();
    for (i, vault) in vaults.enumerate() {
        let parts = vec![Expr::Id(vault.symbol.clone()), Expr::Id(symbol.clone()), SECRETS_USER.into()];
        let suffix = if i == 0 { "Certificate".to_owned() } else { format!("Certificate{}", i + 1) };
        let mut role = lowering.extra(&suffix, ROLE, Expr::Guid(parts));
        role.scope = Some(vault.symbol.clone());
        role.comment = vec!["Key Vault Secrets User, to read the certificate.".to_owned()];
        let properties = Expr::object([
            ("roleDefinitionId", Expr::RoleDefinition(SECRETS_USER.to_owned())),
            ("principalId", Expr::prop(&symbol, &["properties", "principalId"])),
            ("principalType", "ServicePrincipal".into()),
        ]);
        role.body.insert("properties".to_owned(), properties);
        roles.push(role.symbol.clone());
        lowering.push(role);
    }
    (symbol, roles)
}

/// Ids inside the gateway: its parts refer to one another before it exists, so they are made of its name.
struct Gateway {
    name: Expr,
}

impl Gateway {
    fn own(&self, list: &str, name: &str) -> Expr {
        let list = format!("Microsoft.Network/applicationGateways/{list}");
        Expr::object([("id", Expr::ResourceId(list, vec![self.name.clone(), Expr::str(name)]))])
    }

    fn rules(&self, pools: &[Pool<'_>]) -> Expr {
        let first = pools.first().map_or("default", |p| p.name.as_str());
        let (listener, settings) = (self.own("httpListeners", "https"), self.own("backendHttpSettingsCollection", "https"));
        let https = if pools.len() > 1 {
            let map = self.own("urlPathMaps", "paths");
            let rule = [("priority", Expr::Int(100)), ("ruleType", "PathBasedRouting".into())];
            let [priority, ty] = rule;
            item("https", [priority, ty, ("httpListener", listener), ("urlPathMap", map)])
        } else {
            let pool = self.own("backendAddressPools", first);
            let rule = [
                ("priority", Expr::Int(100)),
                ("ruleType", "Basic".into()),
                ("httpListener", listener),
                ("backendAddressPool", pool),
                ("backendHttpSettings", settings),
            ];
            item("https", rule)
        };
        let http = [
            ("priority", Expr::Int(200)),
            ("ruleType", "Basic".into()),
            ("httpListener", self.own("httpListeners", "http")),
            ("redirectConfiguration", self.own("redirectConfigurations", "https")),
        ];
        list([https, item("http", http)])
    }

    fn paths(&self, pools: &[Pool<'_>]) -> Expr {
        let settings = || self.own("backendHttpSettingsCollection", "https");
        let first = pools.first().map_or("default", |p| p.name.as_str());
        let rules = pools.iter().filter_map(|pool| {
            let paths = Expr::Array(vec![Expr::str(pool.path.clone()?)]);
            let backend = self.own("backendAddressPools", &pool.name);
            Some(item(&pool.name, [("paths", paths), ("backendAddressPool", backend), ("backendHttpSettings", settings())]))
        });
        let map = [
            ("defaultBackendAddressPool", self.own("backendAddressPools", first)),
            ("defaultBackendHttpSettings", settings()),
            ("pathRules", Expr::Array(rules.collect())),
        ];
        item("paths", map)
    }
}

fn addresses(pools: &[Pool<'_>]) -> Vec<Expr> {
    let hosts = |p: &Pool<'_>| p.backends.iter().map(|b| b.host.clone()).collect::<Vec<_>>();
    pools.iter().map(|p| pool(&p.name, &hosts(p))).collect()
}

fn pool(name: &str, hosts: &[Expr]) -> Expr {
    let addresses = hosts.iter().map(|host| Expr::object([("fqdn", host.clone())])).collect();
    item(name, [("backendAddresses", Expr::Array(addresses))])
}

fn probe() -> Expr {
    let properties = [
        ("protocol", "Https".into()),
        ("path", "/".into()),
        ("interval", Expr::Int(30)),
        ("timeout", Expr::Int(30)),
        ("unhealthyThreshold", Expr::Int(3)),
        ("pickHostNameFromBackendHttpSettings", Expr::Bool(true)),
        ("match", Expr::object([("statusCodes", Expr::Array(vec!["200-399".into()]))])),
    ];
    item("default", properties)
}

fn item<const N: usize>(name: &str, properties: [(&str, Expr); N]) -> Expr {
    Expr::object([("name", name.into()), ("properties", Expr::object(properties))])
}

fn list<const N: usize>(items: [Expr; N]) -> Expr {
    Expr::Array(items.into())
}

fn id(symbol: Symbol) -> Expr {
    Expr::object([("id", Expr::Id(symbol))])
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/applicationGateways",
        form: Form::group("azurerm_application_gateway"),
        fields: &[
            Field::Identity,
            set("zones", "zones"),
            set("properties.sku.name", "sku.name"),
            set("properties.sku.tier", "sku.tier"),
            set("properties.sku.capacity", "sku.capacity"),
            set("properties.autoscaleConfiguration.minCapacity", "autoscale_configuration.min_capacity"),
            set("properties.autoscaleConfiguration.maxCapacity", "autoscale_configuration.max_capacity"),
            set("properties.enableHttp2", "http2_enabled"),
            set("properties.firewallPolicy.id", "firewall_policy_id"),
            set("properties.sslPolicy.policyType", "ssl_policy.policy_type"),
            set("properties.sslPolicy.policyName", "ssl_policy.policy_name"),
            Field::Each("properties.gatewayIPConfigurations", "gateway_ip_configuration", &[
                set("name", "name"),
                set("properties.subnet.id", "subnet_id"),
            ]),
            Field::Each("properties.frontendIPConfigurations", "frontend_ip_configuration", &[
                set("name", "name"),
                set("properties.publicIPAddress.id", "public_ip_address_id"),
                set("properties.subnet.id", "subnet_id"),
                set("properties.privateIPAddress", "private_ip_address"),
                set("properties.privateIPAllocationMethod", "private_ip_address_allocation"),
            ]),
            Field::Each("properties.frontendPorts", "frontend_port", &[set("name", "name"), set("properties.port", "port")]),
            Field::Each("properties.sslCertificates", "ssl_certificate", &[
                set("name", "name"),
                set("properties.keyVaultSecretId", "key_vault_secret_id"),
            ]),
            Field::Each("properties.backendAddressPools", "backend_address_pool", &[
                set("name", "name"),
                Field::Pluck("properties.backendAddresses", &[("fqdn", "fqdns"), ("ipAddress", "ip_addresses")]),
            ]),
            Field::Each("properties.probes", "probe", &[
                set("name", "name"),
                set("properties.protocol", "protocol"),
                set("properties.host", "host"),
                set("properties.path", "path"),
                set("properties.interval", "interval"),
                set("properties.timeout", "timeout"),
                set("properties.unhealthyThreshold", "unhealthy_threshold"),
                set("properties.pickHostNameFromBackendHttpSettings", "pick_host_name_from_backend_http_settings"),
                set("properties.match.statusCodes", "match.status_code"),
            ]),
            Field::Each("properties.backendHttpSettingsCollection", "backend_http_settings", &[
                set("name", "name"),
                set("properties.protocol", "protocol"),
                set("properties.port", "port"),
                set("properties.cookieBasedAffinity", "cookie_based_affinity"),
                set("properties.requestTimeout", "request_timeout"),
                set("properties.pickHostNameFromBackendAddress", "pick_host_name_from_backend_address"),
                Field::Set("properties.probe.id", "probe_name", Via::LastSegment),
            ]),
            Field::Each("properties.httpListeners", "http_listener", &[
                set("name", "name"),
                Field::Set("properties.frontendIPConfiguration.id", "frontend_ip_configuration_name", Via::LastSegment),
                Field::Set("properties.frontendPort.id", "frontend_port_name", Via::LastSegment),
                set("properties.protocol", "protocol"),
                set("properties.hostName", "host_name"),
                set("properties.hostNames", "host_names"),
                Field::Set("properties.sslCertificate.id", "ssl_certificate_name", Via::LastSegment),
            ]),
            Field::Each("properties.redirectConfigurations", "redirect_configuration", &[
                set("name", "name"),
                set("properties.redirectType", "redirect_type"),
                Field::Set("properties.targetListener.id", "target_listener_name", Via::LastSegment),
                set("properties.includePath", "include_path"),
                set("properties.includeQueryString", "include_query_string"),
            ]),
            Field::Each("properties.requestRoutingRules", "request_routing_rule", &[
                set("name", "name"),
                set("properties.priority", "priority"),
                set("properties.ruleType", "rule_type"),
                Field::Set("properties.httpListener.id", "http_listener_name", Via::LastSegment),
                Field::Set("properties.backendAddressPool.id", "backend_address_pool_name", Via::LastSegment),
                Field::Set("properties.backendHttpSettings.id", "backend_http_settings_name", Via::LastSegment),
                Field::Set("properties.redirectConfiguration.id", "redirect_configuration_name", Via::LastSegment),
                Field::Set("properties.urlPathMap.id", "url_path_map_name", Via::LastSegment),
            ]),
            Field::Each("properties.urlPathMaps", "url_path_map", &[
                set("name", "name"),
                Field::Set("properties.defaultBackendAddressPool.id", "default_backend_address_pool_name", Via::LastSegment),
                Field::Set("properties.defaultBackendHttpSettings.id", "default_backend_http_settings_name", Via::LastSegment),
                Field::Each("properties.pathRules", "path_rule", &[
                    set("name", "name"),
                    set("properties.paths", "paths"),
                    Field::Set("properties.backendAddressPool.id", "backend_address_pool_name", Via::LastSegment),
                    Field::Set("properties.backendHttpSettings.id", "backend_http_settings_name", Via::LastSegment),
                ]),
            ]),
        ],
        demands: &["backend_address_pool", "frontend_ip_configuration", "frontend_port", "gateway_ip_configuration", "sku"],
        ..Mapping::BASE
    },
];
