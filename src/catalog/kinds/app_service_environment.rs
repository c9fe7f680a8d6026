//! App Service Environment v3: App Service of one's own, inside a subnet.

use crate::catalog::azurerm::{Field, Form, Mapping, Parent, Place, flag, is, set};
use crate::{
    catalog::{site, zones, Kind, Logs, LinkKind, Lowering, Naming, Nature},
    iac::{Expr, Object, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "app-service-environment",
    title: "App Service Environment",
    summary: "A single-tenant App Service in a subnet of its own; its apps are private throughout.",
    nature: Nature::Container,
    names: &["app service environment", "app service environment v3", "ase", "ase v3", "asev3", "ilb ase", "ilb asev3",
        "app service environment v2", "app service environment v1", "ase v2", "asev2", "ase v1", "asev1"],
    resource: Some(ResourceType { name: "Microsoft.Web/hostingEnvironments", api: "2025-03-01" }),
    // Part of a DNS name that all of Azure shares: NAME.appserviceenvironment.net.
    naming: Naming { abbreviation: "ase", max: 36, compact: false, global: true },
    hosting: true,
    diagnostics: &[Logs::LOGS],
    minutes: 360,
    glyph: "M2 5l6-3 6 3v6l-6 3-6-3zM2 5l6 3 6-3M8 8v6",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const NETWORKING: ResourceType = ResourceType { name: "Microsoft.Web/hostingEnvironments/configurations", api: "2025-03-01" };
const ZONE: ResourceType = ResourceType { name: "Microsoft.Network/privateDnsZones", api: "2024-06-01" };
const LINK: ResourceType = ResourceType { name: "Microsoft.Network/privateDnsZones/virtualNetworkLinks", api: "2024-06-01" };
const RECORD: ResourceType = ResourceType { name: "Microsoft.Network/privateDnsZones/A", api: "2024-06-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(subnet) = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet") else { return };
    let Some(mut resource) = lowering.resource() else { return };
    let zones = zones::of_environment(lowering, part);
    let external = part.facts.private == Some(false);
    resource.body.insert("kind".to_owned(), "ASEV3".into());
    let mut properties = Object::new();
    properties.insert("virtualNetwork".to_owned(), Expr::object([("id", Expr::Id(subnet.symbol.clone()))]));
    let mode = if external { "None" } else { "Web, Publishing" };
    properties.insert("internalLoadBalancingMode".to_owned(), mode.into());
    properties.insert("zoneRedundant".to_owned(), zones);
    let settings = [("DisableTls1.0", "1"), ("InternalEncryption", "true")];
    let settings = settings.map(|(name, value)| Expr::object([("name", name.into()), ("value", value.into())]));
    properties.insert("clusterSettings".to_owned(), Expr::Array(settings.into()));
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    lowering.push(resource);

    let mut networking = lowering.child("Networking", NETWORKING, "networking".into());
    networking.symbol = site::networking(part);
    networking.born = true;
    let settings = [("allowNewPrivateEndpointConnections", has_endpoints(lowering)), ("ftpEnabled", false), ("remoteDebugEnabled", false)];
    networking.body.insert("properties".to_owned(), Expr::object(settings.map(|(k, v)| (k, Expr::Bool(v)))));
    let networking_symbol = networking.symbol.clone();
    lowering.push(networking);
    if external {
        return;
    }

    let address = Expr::prop(&networking_symbol, &["properties", "internalInboundIpAddresses", "0"]);
    let about = format!("The address by which the apps of {} are reached from its network.", part.title);
    lowering.output(format!("{}InboundIpAddress", part.symbol.as_str()), &about, address);

    // Azure makes no zone for an internal load balancer (environment/networking), so nobody could resolve the apps.
    let name = Expr::Concat(vec![Expr::Name(part.symbol.clone()), ".appserviceenvironment.net".into()]);
    let mut zone = lowering.extra("DnsZone", ZONE, name);
    zone.location = Some("global".into());
    zone.tags = Some(lowering.tags());
    zone.comment = vec![
        "The names of the environment's apps, which Azure does not create for an internal load balancer: of the public cloud, and".to_owned(),
        "only within the linked VNets. DNS elsewhere asks a resolver there, or has the same records by the address that is an output.".to_owned(),
    ];
    let zone_symbol = zone.symbol.clone();
    lowering.push(zone);
    for vnet in lowering.of(subnet, LinkKind::Contains, false) {
        let name = Expr::Concat(vec!["link-".into(), Expr::Name(vnet.symbol.clone())]);
        let mut link = lowering.extra("DnsZoneLink", LINK, name);
        link.parent = Some(zone_symbol.clone());
        link.location = Some("global".into());
        let network = Expr::object([("id", Expr::Id(vnet.symbol.clone()))]);
        link.body.insert("properties".to_owned(), Expr::object([("registrationEnabled", Expr::Bool(false)), ("virtualNetwork", network)]));
        lowering.push(link);
    }
    for (suffix, name) in [("WildcardRecord", "*"), ("ApexRecord", "@"), ("ScmRecord", "*.scm")] {
        let mut record = lowering.extra(suffix, RECORD, name.into());
        record.parent = Some(zone_symbol.clone());
        let address = Expr::prop(&networking_symbol, &["properties", "internalInboundIpAddresses", "0"]);
        let records = Expr::Array(vec![Expr::object([("ipv4Address", address)])]);
        record.body.insert("properties".to_owned(), Expr::object([("ttl", Expr::Int(3600)), ("aRecords", records)]));
        lowering.push(record);
    }
}

/// Whether a private endpoint leads to an app of the environment, which refuses all of them unless it is told otherwise.
fn has_endpoints(lowering: &Lowering<'_>) -> bool {
    let apps = lowering.to(LinkKind::Hosts).flat_map(|plan| lowering.of(plan, LinkKind::Hosts, true));
    apps.into_iter().any(|app| !lowering.of(app, LinkKind::Endpoint, false).is_empty())
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Web/hostingEnvironments",
        form: Form::Resource {
            name: "azurerm_app_service_environment_v3",
            parent: Parent::Group,
            place: Place::Follows,
            tags: true,
        },
        fields: &[
            is("kind", "ASEV3"),
            set("properties.virtualNetwork.id", "subnet_id"),
            set("properties.internalLoadBalancingMode", "internal_load_balancing_mode"),
            set("properties.zoneRedundant", "zone_redundant"),
            Field::Each("properties.clusterSettings", "cluster_setting", &[set("name", "name"), set("value", "value")]),
        ],
        demands: &["subnet_id"],
        reads: &[("properties.dnsSuffix", "dns_suffix")],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Web/hostingEnvironments/configurations",
        form: Form::Folded(Some("networking")),
        fields: &[
            set("properties.allowNewPrivateEndpointConnections", "allow_new_private_endpoint_connections"),
            flag("properties.ftpEnabled", false),
            set("properties.remoteDebugEnabled", "remote_debugging_enabled"),
        ],
        reads: &[
            ("properties.internalInboundIpAddresses", "internal_inbound_ip_addresses"),
            ("properties.externalInboundIpAddresses", "external_inbound_ip_addresses"),
        ],
        ..Mapping::BASE
    },
];
