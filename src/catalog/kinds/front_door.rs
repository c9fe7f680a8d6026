//! Front Door: the entry at the edge of Azure's network, with its endpoint, its routes and their origins.

use crate::catalog::azurerm::{Field, Form, Mapping, Parent, Place, enabled, is, set};
use crate::{
    catalog::{
        Kind, Logs, Lowering, Naming,
        backends::{self, Backend, Pool},
        site, size, waf,
    },
    iac::{Approval, Area, Expr, Object, ResourceType, Symbol, capitalized},
};

pub(super) static KIND: Kind = Kind {
    id: "front-door",
    title: "Azure Front Door",
    summary: "The entry at the edge: TLS, routing to the nearest healthy app, and with a WAF policy a firewall.",
    names: &["front door", "frontdoor", "azure front door", "azure frontdoor", "afd", "front door standard", "front door premium",
        "azure front door standard", "azure front door premium", "azure cdn", "프런트 도어", "フロント ドア", "azure front door profile"],
    weak_names: &["cdn"],
    resource: Some(ResourceType { name: "Microsoft.Cdn/profiles", api: "2025-12-01" }),
    naming: Naming { abbreviation: "afd", max: 260, compact: false, global: false },
    diagnostics: &[Logs::ALL],
    sizes: &[STANDARD, PREMIUM],
    area: Some(Area::Edge),
    glyph: "M3 14V4l5-2 5 2v10M8 2v12M6 8v1M1 14h14",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const ENDPOINT: ResourceType = ResourceType { name: "Microsoft.Cdn/profiles/afdEndpoints", api: "2025-12-01" };
const ROUTE: ResourceType = ResourceType { name: "Microsoft.Cdn/profiles/afdEndpoints/routes", api: "2025-12-01" };
const GROUP: ResourceType = ResourceType { name: "Microsoft.Cdn/profiles/originGroups", api: "2025-12-01" };
const ORIGIN: ResourceType = ResourceType { name: "Microsoft.Cdn/profiles/originGroups/origins", api: "2025-12-01" };
const SECURITY: ResourceType = ResourceType { name: "Microsoft.Cdn/profiles/securityPolicies", api: "2025-12-01" };

const STANDARD: &str = "Standard_AzureFrontDoor";
const PREMIUM: &str = "Premium_AzureFrontDoor";

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(mut resource) = lowering.resource() else { return };
    let pools = backends::pools(lowering);
    let private = pools.iter().flat_map(|p| &p.backends).any(|b| b.private);
    let policy = waf::drawn(lowering);
    let own_policy = policy.is_none() && waf::named(part);
    // Managed firewall rules and private origins are of the Premium tier.
    let sku = if private || policy.is_some() || own_policy {
        PREMIUM.into()
    } else {
        size::size(lowering, &format!("The tier of {}.", part.title), STANDARD, KIND.sizes)
    };
    resource.location = Some("global".into());
    resource.body.insert("sku".to_owned(), Expr::object([("name", sku)]));
    resource.body.insert("properties".to_owned(), Expr::object([("originResponseTimeoutSeconds", Expr::Int(60))]));
    lowering.push(resource);

    // Endpoints of one name share their host name in all of a tenant (front-door/endpoint), so each environment needs a name of its own.
    let word = if part.slug.is_empty() { Expr::param("workloadName") } else { Expr::str(part.slug.as_str()) };
    let name = vec!["fde-".into(), word, "-".into(), Expr::param("environmentName"), "-".into(), Expr::var("uniqueSuffix")];
    let mut endpoint = lowering.child("Endpoint", ENDPOINT, Expr::Concat(name));
    endpoint.location = Some("global".into());
    endpoint.tags = Some(lowering.tags());
    endpoint.body.insert("properties".to_owned(), Expr::object([("enabledState", "Enabled".into())]));
    let symbol = endpoint.symbol.clone();
    lowering.push(endpoint);
    for pool in &pools {
        route(lowering, &symbol, pool);
    }

    let firewall = match policy {
        Some(drawn) => Some((drawn.symbol.clone(), drawn.condition.clone())),
        None if own_policy => {
            // These names take letters and digits only.
            let slug: String = part.slug.chars().filter(char::is_ascii_alphanumeric).collect();
            let name = vec!["waf".into(), Expr::param("workloadName"), slug.into(), Expr::param("environmentName")];
            let name = Expr::Replace(Box::new(Expr::Concat(name)), "-".to_owned(), String::new());
            let mut own = lowering.extra("Waf", waf::EDGE, name);
            own.tags = Some(lowering.tags());
            waf::fill_edge(&mut own);
            let symbol = own.symbol.clone();
            lowering.push(own);
            Some((symbol, None))
        }
        None => None,
    };
    if let Some((firewall, condition)) = firewall {
        let mut security = lowering.child("Security", SECURITY, "waf".into());
        security.condition = Expr::both(part.condition.clone(), condition);
        let domains = Expr::Array(vec![Expr::object([("id", Expr::Id(symbol.clone()))])]);
        let association = Expr::object([("domains", domains), ("patternsToMatch", Expr::Array(vec!["/*".into()]))]);
        let parameters = Expr::object([
            ("type", "WebApplicationFirewall".into()),
            ("wafPolicy", Expr::object([("id", Expr::Id(firewall))])),
            ("associations", Expr::Array(vec![association])),
        ]);
        security.body.insert("properties".to_owned(), Expr::object([("parameters", parameters)]));
        lowering.push(security);
    }
    let host = Expr::prop(&symbol, &["properties", "hostName"]);
    lowering.output(format!("{}HostName", part.symbol.as_str()), "The host name of the Front Door endpoint.", host);
}

/// Adds the origins of a pool and the route to them.
fn route(lowering: &mut Lowering<'_>, endpoint: &Symbol, pool: &Pool<'_>) {
    let suffix: String = pool.name.split('-').map(capitalized).collect();
    let mut group = lowering.child(&format!("Origins{suffix}"), GROUP, Expr::str(pool.name.clone()));
    let balance = [("sampleSize", 4), ("successfulSamplesRequired", 3), ("additionalLatencyInMilliseconds", 50)];
    // An app is asked by the path that tells of its health, where it has one.
    let app = pool.backends.iter().map(|b| b.part).find(|part| part.kind.id == "web-app");
    let path = match app.map(|app| site::health(lowering, app)) {
        Some(path) => {
            Expr::If(Box::new(path.is_blank()), Box::new("/".into()), Box::new(path))
        }
        None => "/".into(),
    };
    let probe = Expr::object([
        ("probePath", path),
        ("probeProtocol", "Https".into()),
        ("probeRequestType", "HEAD".into()),
        ("probeIntervalInSeconds", Expr::Int(100)),
    ]);
    let properties = Expr::object([
        ("loadBalancingSettings", Expr::object(balance.map(|(k, v)| (k, Expr::Int(v))))),
        ("healthProbeSettings", probe),
        ("sessionAffinityState", "Disabled".into()),
    ]);
    group.body.insert("properties".to_owned(), properties);
    let group_symbol = group.symbol.clone();
    lowering.push(group);
    let origins: Vec<Symbol> = pool.backends.iter().map(|backend| origin(lowering, &group_symbol, backend)).collect();

    let mut route = lowering.extra(&format!("Route{suffix}"), ROUTE, Expr::str(pool.name.clone()));
    route.parent = Some(endpoint.clone());
    // A route to a group that has no origin yet is refused.
    route.depends_on = origins;
    let protocols = ["Http", "Https"].map(Expr::from);
    let path = pool.path.as_deref().unwrap_or("/*");
    let properties = Expr::object([
        ("originGroup", Expr::object([("id", Expr::Id(group_symbol))])),
        ("supportedProtocols", Expr::Array(protocols.into())),
        ("patternsToMatch", Expr::Array(vec![path.into()])),
        ("forwardingProtocol", "HttpsOnly".into()),
        ("httpsRedirect", "Enabled".into()),
        ("linkToDefaultDomain", "Enabled".into()),
        ("enabledState", "Enabled".into()),
    ]);
    route.body.insert("properties".to_owned(), properties);
    lowering.push(route);
}

fn origin(lowering: &mut Lowering<'_>, group: &Symbol, backend: &Backend<'_>) -> Symbol {
    let target = backend.part;
    let name = Expr::Name(target.symbol.clone());
    let mut origin = lowering.extra(&format!("Origin{}", capitalized(target.symbol.as_str())), ORIGIN, name);
    origin.parent = Some(group.clone());
    origin.condition = Expr::both(lowering.part.condition.clone(), target.condition.clone());
    let mut properties = Object::new();
    properties.insert("hostName".to_owned(), backend.host.clone());
    properties.insert("originHostHeader".to_owned(), backend.host.clone());
    properties.insert("httpPort".to_owned(), Expr::Int(80));
    properties.insert("httpsPort".to_owned(), Expr::Int(443));
    properties.insert("priority".to_owned(), Expr::Int(1));
    properties.insert("weight".to_owned(), Expr::Int(1000));
    properties.insert("enabledState".to_owned(), "Enabled".into());
    properties.insert("enforceCertificateNameCheck".to_owned(), Expr::Bool(true));
    if let Some(link) = target.kind.private_links.first().filter(|_| backend.private) {
        origin.comment = vec!["Reached through a private endpoint of Front Door, which is to be approved on the target.".to_owned()];
        let shared = Expr::object([
            ("privateLink", Expr::object([("id", Expr::Id(target.symbol.clone()))])),
            ("groupId", link.group.into()),
            ("privateLinkLocation", target.location.clone()),
            ("requestMessage", backends::REQUEST.into()),
        ]);
        properties.insert("sharedPrivateLinkResource".to_owned(), shared);
        lowering.plan.approvals.push(Approval {
            by: origin.symbol.clone(),
            of: target.symbol.clone(),
            request: backends::REQUEST.to_owned(),
            is_by_id: target.kind.id == "api-management",
        });
    }
    origin.body.insert("properties".to_owned(), Expr::Object(properties));
    let symbol = origin.symbol.clone();
    lowering.push(origin);
    symbol
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Cdn/profiles",
        form: Form::global("azurerm_cdn_frontdoor_profile"),
        fields: &[
            Field::Identity,
            set("sku.name", "sku_name"),
            set("properties.originResponseTimeoutSeconds", "response_timeout_seconds"),
        ],
        demands: &["sku_name"],
        reads: &[("properties.frontDoorId", "resource_guid")],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Cdn/profiles/afdEndpoints",
        form: Form::Resource {
            name: "azurerm_cdn_frontdoor_endpoint",
            parent: Parent::Id("cdn_frontdoor_profile_id"),
            place: Place::Global,
            tags: true,
        },
        fields: &[enabled("properties.enabledState", "enabled")],
        reads: &[("properties.hostName", "host_name")],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Cdn/profiles/originGroups",
        form: Form::child("azurerm_cdn_frontdoor_origin_group", "cdn_frontdoor_profile_id"),
        fields: &[
            enabled("properties.sessionAffinityState", "session_affinity_enabled"),
            set("properties.loadBalancingSettings.sampleSize", "load_balancing.sample_size"),
            set("properties.loadBalancingSettings.successfulSamplesRequired", "load_balancing.successful_samples_required"),
            set(
                "properties.loadBalancingSettings.additionalLatencyInMilliseconds",
                "load_balancing.additional_latency_in_milliseconds",
            ),
            set("properties.healthProbeSettings.probePath", "health_probe.path"),
            set("properties.healthProbeSettings.probeProtocol", "health_probe.protocol"),
            set("properties.healthProbeSettings.probeRequestType", "health_probe.request_type"),
            set("properties.healthProbeSettings.probeIntervalInSeconds", "health_probe.interval_in_seconds"),
        ],
        demands: &["load_balancing"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Cdn/profiles/originGroups/origins",
        form: Form::child("azurerm_cdn_frontdoor_origin", "cdn_frontdoor_origin_group_id"),
        fields: &[
            enabled("properties.enabledState", "enabled"),
            set("properties.hostName", "host_name"),
            set("properties.originHostHeader", "origin_host_header"),
            set("properties.httpPort", "http_port"),
            set("properties.httpsPort", "https_port"),
            set("properties.priority", "priority"),
            set("properties.weight", "weight"),
            set("properties.enforceCertificateNameCheck", "certificate_name_check_enabled"),
            set("properties.sharedPrivateLinkResource.privateLink.id", "private_link.private_link_target_id"),
            set("properties.sharedPrivateLinkResource.groupId", "private_link.target_type"),
            set("properties.sharedPrivateLinkResource.privateLinkLocation", "private_link.location"),
            set("properties.sharedPrivateLinkResource.requestMessage", "private_link.request_message"),
        ],
        demands: &["certificate_name_check_enabled", "host_name"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Cdn/profiles/afdEndpoints/routes",
        form: Form::child("azurerm_cdn_frontdoor_route", "cdn_frontdoor_endpoint_id"),
        fields: &[
            enabled("properties.enabledState", "enabled"),
            set("properties.originGroup.id", "cdn_frontdoor_origin_group_id"),
            Field::Waits("Microsoft.Cdn/profiles/originGroups/origins", "cdn_frontdoor_origin_ids"),
            set("properties.patternsToMatch", "patterns_to_match"),
            set("properties.supportedProtocols", "supported_protocols"),
            set("properties.forwardingProtocol", "forwarding_protocol"),
            enabled("properties.httpsRedirect", "https_redirect_enabled"),
            enabled("properties.linkToDefaultDomain", "link_to_default_domain"),
            Field::Pluck("properties.customDomains", &[("id", "cdn_frontdoor_custom_domain_ids")]),
        ],
        demands: &["cdn_frontdoor_origin_group_id", "patterns_to_match", "supported_protocols"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Cdn/profiles/securityPolicies",
        form: Form::child("azurerm_cdn_frontdoor_security_policy", "cdn_frontdoor_profile_id"),
        fields: &[
            is("properties.parameters.type", "WebApplicationFirewall"),
            set("properties.parameters.wafPolicy.id", "security_policies.firewall.cdn_frontdoor_firewall_policy_id"),
            Field::Each(
                "properties.parameters.associations",
                "security_policies.firewall.association",
                &[
                    set("patternsToMatch", "patterns_to_match"),
                    Field::Each("domains", "domain", &[set("id", "cdn_frontdoor_domain_id")]),
                ],
            ),
        ],
        demands: &["security_policies"],
        ..Mapping::BASE
    },
];
