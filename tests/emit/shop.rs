//! A plan with everything that the printers must print.

use indexmap::IndexMap;
use siteplan::iac::{Expr, Group, Object, Output, Param, ParamType, Plan, Resource, ResourceType, Suffix, Symbol, Var};

const fn ty(name: &'static str, api: &'static str) -> ResourceType {
    ResourceType { name, api }
}

fn obj<const N: usize>(pairs: [(&str, Expr); N]) -> Expr {
    Expr::object(pairs)
}

fn list<const N: usize>(items: [Expr; N]) -> Expr {
    Expr::Array(items.into())
}

fn text<const N: usize>(parts: [Expr; N]) -> Expr {
    Expr::Concat(parts.into())
}

fn id(symbol: &str) -> Expr {
    Expr::Id(symbol.into())
}

fn param(name: &str, ty: ParamType, description: &str, default: Option<Expr>) -> Param {
    Param {
        name: name.to_owned(),
        ty,
        description: description.to_owned(),
        default,
        allowed: Vec::new(),
        min: None,
        max: None,
        values: IndexMap::new(),
    }
}

fn params() -> Vec<Param> {
    let mut sku = param("skuName", ParamType::String, "Size of the App Service plan.", Some("S1".into()));
    sku.allowed = vec!["S1".into(), "P1v3".into()];
    sku.values.insert("prod".to_owned(), "P1v3".into());
    let mut count = param("instanceCount", ParamType::Int, "Instances of the plan.", Some(2.into()));
    (count.min, count.max) = (Some(1), Some(10));
    count.values.insert("prod".to_owned(), 3.into());
    let mut password =
        param("administratorPassword", ParamType::SecureString, "Password of the server's administrator.", None);
    (password.min, password.max) = (Some(12), None);
    vec![
        param("location", ParamType::String, "Region of all resources.", Some(Expr::Group(Group::Location))),
        sku,
        count,
        param("deployGateway", ParamType::Bool, "Whether the VPN gateway is deployed.", Some(false.into())),
        param(
            "dnsServers",
            ParamType::StringArray,
            "DNS servers of the network; none for those of Azure.",
            Some(list([])),
        ),
        password,
    ]
}

fn resource(symbol: &str, ty: ResourceType, name: Expr, comment: &str) -> Resource {
    let mut out = Resource::new(symbol.into(), ty, name);
    out.comment = vec![comment.to_owned()];
    out
}

fn placed(mut resource: Resource, node: &str) -> Resource {
    resource.location = Some(Expr::param("location"));
    resource.tags = Some(Object::from([("diagram-node".to_owned(), Expr::str(node))]));
    resource
}

fn with(mut resource: Resource, body: Expr) -> Resource {
    if let Expr::Object(body) = body {
        resource.body = body;
    }
    resource
}

fn under(mut resource: Resource, parent: &str) -> Resource {
    resource.parent = Some(parent.into());
    resource
}

fn named(prefix: &str) -> Expr {
    text([prefix.into(), Expr::var("baseName"), "-".into(), Expr::UniqueString])
}

fn network() -> Vec<Resource> {
    let vnet = ty("Microsoft.Network/virtualNetworks", "2025-09-01");
    let subnet = ty("Microsoft.Network/virtualNetworks/subnets", "2025-09-01");
    let mut apps = with(
        under(resource("appSubnet", subnet, "snet-app".into(), "Outbound traffic of the app."), "vnet"),
        obj([(
            "properties",
            obj([
                ("addressPrefix", "10.0.0.0/26".into()),
                (
                    "delegations",
                    list([obj([
                        ("name", "app-service".into()),
                        ("properties", obj([("serviceName", "Microsoft.Web/serverFarms".into())])),
                    ])]),
                ),
            ]),
        )]),
    );
    apps.depends_on = vec!["vnet".into()];
    let mut endpoints = with(
        under(resource("endpointSubnet", subnet, "snet-pe".into(), "Private endpoints."), "vnet"),
        obj([("properties", obj([("addressPrefix", "10.0.0.64/27".into())]))]),
    );
    endpoints.depends_on = vec!["appSubnet".into()];
    let mut gateways = with(
        under(resource("gatewaySubnet", subnet, "GatewaySubnet".into(), "VPN gateway."), "vnet"),
        obj([("properties", obj([("addressPrefix", "10.0.0.96/27".into())]))]),
    );
    gateways.depends_on = vec!["endpointSubnet".into()];
    vec![
        with(
            placed(resource("vnet", vnet, named("vnet-"), "Node `VNet`, line 14."), "VNet"),
            obj([(
                "properties",
                obj([
                    ("addressSpace", obj([("addressPrefixes", list(["10.0.0.0/24".into()]))])),
                    ("dhcpOptions", obj([("dnsServers", Expr::param("dnsServers"))])),
                ]),
            )]),
        ),
        apps,
        endpoints,
        gateways,
    ]
}

fn hosting() -> Vec<Resource> {
    let site = ty("Microsoft.Web/sites", "2025-03-01");
    let slot = ty("Microsoft.Web/sites/slots", "2025-03-01");
    let properties = |settings: Expr| {
        obj([
            ("serverFarmId", id("plan")),
            ("httpsOnly", true.into()),
            ("virtualNetworkSubnetId", id("appSubnet")),
            (
                "publicNetworkAccess",
                Expr::If(
                    Box::new(Expr::StartsWith(Box::new(Expr::param("skuName")), Box::new("P".into()))),
                    Box::new("Disabled".into()),
                    Box::new("Enabled".into()),
                ),
            ),
            ("siteConfig", settings),
        ])
    };
    let vault_uri = text(["https://".into(), Expr::Name("vault".into()), ".".into(), Expr::Suffix(Suffix::KeyVault)]);
    let settings = obj([
        ("linuxFxVersion", "PYTHON|3.13".into()),
        ("minTlsVersion", "1.2".into()),
        ("ftpsState", "Disabled".into()),
        (
            "appSettings",
            list([
                obj([("name", "KEY_VAULT_URI".into()), ("value", vault_uri)]),
                obj([("name", "GREETING".into()), ("value", "it's ${HOME} %{ if } [concat('a')]".into())]),
            ]),
        ),
        ("healthCheckPath", Expr::Null),
    ]);
    let mut app = with(
        placed(resource("site", site, named("app-"), "Node `App`, line 9."), "App"),
        obj([
            ("kind", "app,linux".into()),
            ("identity", obj([("type", "SystemAssigned".into())])),
            ("properties", properties(settings)),
        ]),
    );
    app.ignore_changes = vec!["tags[\"hidden-link: /app-insights-resource-id\"]".to_owned()];
    vec![
        with(
            placed(
                resource("plan", ty("Microsoft.Web/serverfarms", "2025-03-01"), named("asp-"), "Node `Plan`, line 8."),
                "Plan",
            ),
            obj([
                ("sku", obj([("name", Expr::param("skuName")), ("capacity", Expr::param("instanceCount"))])),
                ("kind", "linux".into()),
                ("properties", obj([("reserved", true.into())])),
            ]),
        ),
        app,
        with(
            under(placed(resource("stagingSlot", slot, "staging".into(), "Node `Slot`, line 10."), "Slot"), "site"),
            obj([
                ("kind", "app,linux".into()),
                (
                    "identity",
                    obj([
                        ("type", "SystemAssigned, UserAssigned".into()),
                        ("userAssignedIdentities", Expr::Map(vec![(id("identity"), obj([]))])),
                    ]),
                ),
                ("properties", properties(obj([("alwaysOn", true.into())]))),
            ]),
        ),
        with(
            placed(
                resource(
                    "autoscale",
                    ty("Microsoft.Insights/autoscalesettings", "2022-10-01"),
                    text([Expr::Name("plan".into()), "-autoscale".into()]),
                    "Between two and ten instances.",
                ),
                "Plan",
            ),
            obj([(
                "properties",
                obj([
                    ("enabled", true.into()),
                    ("targetResourceUri", id("plan")),
                    (
                        "profiles",
                        list([obj([
                            ("name", "cpu".into()),
                            (
                                "capacity",
                                obj([("minimum", "2".into()), ("maximum", "10".into()), ("default", "2".into())]),
                            ),
                            ("rules", list([rule("GreaterThan", 70, "Increase"), rule("LessThan", 30, "Decrease")])),
                        ])]),
                    ),
                ]),
            )]),
        ),
    ]
}

fn rule(operator: &str, threshold: i64, direction: &str) -> Expr {
    obj([
        (
            "metricTrigger",
            obj([
                ("metricName", "CpuPercentage".into()),
                ("metricResourceUri", id("plan")),
                ("timeGrain", "PT1M".into()),
                ("statistic", "Average".into()),
                ("timeWindow", "PT10M".into()),
                ("timeAggregation", "Average".into()),
                ("operator", operator.into()),
                ("threshold", threshold.into()),
            ]),
        ),
        (
            "scaleAction",
            obj([
                ("direction", direction.into()),
                ("type", "ChangeCount".into()),
                ("value", "1".into()),
                ("cooldown", "PT5M".into()),
            ]),
        ),
    ])
}

fn data() -> Vec<Resource> {
    let sql = with(
        placed(
            resource("sqlServer", ty("Microsoft.Sql/servers", "2025-01-01"), named("sql-"), "Node `Db`, line 11."),
            "Db",
        ),
        obj([(
            "properties",
            obj([
                ("administratorLogin", Expr::var("baseName")),
                ("administratorLoginPassword", Expr::param("administratorPassword")),
                ("minimalTlsVersion", "1.2".into()),
                ("publicNetworkAccess", "Disabled".into()),
            ]),
        )]),
    );
    let vault_name = Expr::Take(Box::new(Expr::Lower(Box::new(text(["kv-".into(), Expr::UniqueString])))), 24);
    let vault = with(
        placed(
            resource("vault", ty("Microsoft.KeyVault/vaults", "2026-02-01"), vault_name, "Node `Vault`, line 12."),
            "Vault",
        ),
        obj([(
            "properties",
            obj([
                ("tenantId", Expr::TenantId),
                ("sku", obj([("family", "A".into()), ("name", "standard".into())])),
                ("enableRbacAuthorization", true.into()),
                ("enablePurgeProtection", true.into()),
            ]),
        )]),
    );
    vec![sql, vault]
}

fn private_link() -> Vec<Resource> {
    let zone_name = text(["privatelink.".into(), Expr::Suffix(Suffix::SqlServer)]);
    let mut zone = placed(
        resource(
            "sqlZone",
            ty("Microsoft.Network/privateDnsZones", "2024-06-01"),
            zone_name,
            "Not drawn: the private endpoint needs it.",
        ),
        "Db",
    );
    zone.location = Some("global".into());
    let mut link = with(
        under(
            placed(
                resource(
                    "sqlZoneLink",
                    ty("Microsoft.Network/privateDnsZones/virtualNetworkLinks", "2024-06-01"),
                    Expr::Name("vnet".into()),
                    "Not drawn: lets the network resolve the zone.",
                ),
                "Db",
            ),
            "sqlZone",
        ),
        obj([(
            "properties",
            obj([("registrationEnabled", false.into()), ("virtualNetwork", obj([("id", id("vnet"))]))]),
        )]),
    );
    link.location = Some("global".into());
    let endpoint = with(
        placed(
            resource(
                "sqlEndpoint",
                ty("Microsoft.Network/privateEndpoints", "2025-09-01"),
                named("pe-sql-"),
                "Edge `App --> Db`, line 20.",
            ),
            "Db",
        ),
        obj([(
            "properties",
            obj([
                ("subnet", obj([("id", id("endpointSubnet"))])),
                (
                    "privateLinkServiceConnections",
                    list([obj([
                        ("name", "sql".into()),
                        (
                            "properties",
                            obj([("privateLinkServiceId", id("sqlServer")), ("groupIds", list(["sqlServer".into()]))]),
                        ),
                    ])]),
                ),
            ]),
        )]),
    );
    let mut group = with(
        under(
            resource(
                "sqlZoneGroup",
                ty("Microsoft.Network/privateEndpoints/privateDnsZoneGroups", "2025-09-01"),
                "default".into(),
                "",
            ),
            "sqlEndpoint",
        ),
        obj([(
            "properties",
            obj([(
                "privateDnsZoneConfigs",
                list([obj([("name", "sql".into()), ("properties", obj([("privateDnsZoneId", id("sqlZone"))]))])]),
            )]),
        )]),
    );
    group.depends_on = vec!["sqlZoneLink".into()];
    vec![zone, link, endpoint, group]
}

fn access() -> Vec<Resource> {
    let role = "4633458b-17de-408a-b874-0445c86b69e6";
    let mut assignment = with(
        resource(
            "siteReadsVault",
            ty("Microsoft.Authorization/roleAssignments", "2022-04-01"),
            Expr::Guid(vec![id("vault"), id("site"), role.into()]),
            "Edge `App --> Vault`, line 21:\nKey Vault Secrets User.",
        ),
        obj([(
            "properties",
            obj([
                ("principalId", Expr::PrincipalId("site".into())),
                ("principalType", "ServicePrincipal".into()),
                ("roleDefinitionId", Expr::RoleDefinition(role.to_owned())),
            ]),
        )]),
    );
    assignment.scope = Some("vault".into());
    let mut diagnostics = with(
        resource(
            "siteDiagnostics",
            ty("Microsoft.Insights/diagnosticSettings", "2021-05-01-preview"),
            "to-workspace".into(),
            "Logs and metrics of `App`.",
        ),
        obj([(
            "properties",
            obj([
                ("workspaceId", id("workspace")),
                ("logs", list([obj([("categoryGroup", "allLogs".into()), ("enabled", true.into())])])),
                ("metrics", list([obj([("category", "AllMetrics".into()), ("enabled", true.into())])])),
            ]),
        )]),
    );
    diagnostics.scope = Some("site".into());
    vec![assignment, diagnostics]
}

fn gateway() -> Vec<Resource> {
    let mut address = with(
        placed(
            resource(
                "gatewayAddress",
                ty("Microsoft.Network/publicIPAddresses", "2025-09-01"),
                named("pip-"),
                "Node `Vpn`, line 16, optional.",
            ),
            "Vpn",
        ),
        obj([
            ("sku", obj([("name", "Standard".into())])),
            ("properties", obj([("publicIPAllocationMethod", "Static".into())])),
        ]),
    );
    address.condition = Some(Expr::param("deployGateway"));
    let mut gateway = with(
        placed(
            resource(
                "gateway",
                ty("Microsoft.Network/virtualNetworkGateways", "2025-09-01"),
                named("vgw-"),
                "Node `Vpn`, line 16, optional.",
            ),
            "Vpn",
        ),
        obj([(
            "properties",
            obj([
                ("gatewayType", "Vpn".into()),
                ("vpnType", "RouteBased".into()),
                ("sku", obj([("name", "VpnGw1AZ".into()), ("tier", "VpnGw1AZ".into())])),
                (
                    "ipConfigurations",
                    list([obj([
                        ("name", "default".into()),
                        (
                            "properties",
                            obj([
                                ("subnet", obj([("id", id("gatewaySubnet"))])),
                                ("publicIPAddress", obj([("id", id("gatewayAddress"))])),
                            ]),
                        ),
                    ])]),
                ),
            ]),
        )]),
    );
    gateway.condition = Some(Expr::param("deployGateway"));
    vec![address, gateway]
}

fn outputs() -> Vec<Output> {
    let host = Symbol::from("site");
    vec![
        Output {
            name: "siteHostName".to_owned(),
            description: "Host name of the app.".to_owned(),
            value: Expr::prop(&host, &["properties", "defaultHostName"]),
            condition: None,
        },
        Output {
            name: "siteUrl".to_owned(),
            description: "Address of the app.".to_owned(),
            value: text(["https://".into(), Expr::prop(&host, &["properties", "defaultHostName"]), "/".into()]),
            condition: None,
        },
        Output {
            name: "gatewayAddress".to_owned(),
            description: "Public address of the VPN gateway; empty without one.".to_owned(),
            value: Expr::prop(&"gatewayAddress".into(), &["properties", "ipAddress"]),
            condition: Some(Expr::param("deployGateway")),
        },
        Output {
            name: "gatewayName".to_owned(),
            description: "Name of the VPN gateway; empty without one.".to_owned(),
            value: Expr::prop(&"gateway".into(), &["properties", "ipConfigurations", "0", "name"]),
            condition: None,
        },
    ]
}

/// Returns the plan of a shop: a site with a slot, its network, data behind a private endpoint, and an optional gateway.
#[must_use]
pub(crate) fn shop() -> Plan {
    let mut resources = network();
    resources.push(with(
        placed(
            resource(
                "workspace",
                ty("Microsoft.OperationalInsights/workspaces", "2026-03-01"),
                named("log-"),
                "Not drawn: where diagnostics go.",
            ),
            "App",
        ),
        obj([("properties", obj([("retentionInDays", 30.into()), ("sku", obj([("name", "PerGB2018".into())]))]))]),
    ));
    resources.push(placed(
        resource(
            "identity",
            ty("Microsoft.ManagedIdentity/userAssignedIdentities", "2024-11-30"),
            named("id-"),
            "Not drawn.",
        ),
        "App",
    ));
    resources.extend(data());
    resources.extend(hosting());
    resources.extend(private_link());
    resources.extend(access());
    resources.extend(gateway());
    Plan {
        apps: Vec::new(),
        approvals: Vec::new(),
        name: "shop".to_owned(),
        source: "docs/shop.md".to_owned(),
        params: params(),
        vars: vec![Var {
            name: "baseName".to_owned(),
            description: "What all names have in common.".to_owned(),
            value: "shop".into(),
        }],
        resources,
        outputs: outputs(),
        tags: Object::from([
            ("diagram".to_owned(), "docs/shop.md#shop".into()),
            (
                "environment".to_owned(),
                Expr::If(
                    Box::new(Expr::Eq(Box::new(Expr::param("skuName")), Box::new("S1".into()))),
                    Box::new("small".into()),
                    Box::new("large".into()),
                ),
            ),
        ]),
    }
}
