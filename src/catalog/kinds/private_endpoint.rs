//! Private endpoint: an address in a subnet that leads to one resource, with the zone group that keeps its records.

use crate::catalog::azurerm::{Field, Form, Lit, Mapping, set};
use crate::{
    catalog::{Kind, LinkKind, Lowering, Naming, Part, private_zones},
    iac::{Area, Expr, Object, Resource, ResourceType, Symbol, capitalized},
};

pub(super) static KIND: Kind = Kind {
    id: "private-endpoint",
    title: "Private endpoint",
    summary: "A private address in a subnet through which one resource is reached.",
    names: &["private endpoint", "pe", "private link", "private link endpoint", "azure private endpoint", "프라이빗 엔드포인트", "プライベートエンドポイント", "专用终结点", "privater endpunkt", "プライベート エンドポイント", "专用端点", "프라이빗엔드포인트", "私有终结点", "pep"],
    resource: Some(ResourceType { name: "Microsoft.Network/privateEndpoints", api: "2025-09-01" }),
    naming: Naming { abbreviation: "pep", max: 64, compact: false, global: false },
    area: Some(Area::PrivateLink),
    glyph: "M8 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 8v6M4 14h8",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const GROUP: ResourceType = ResourceType { name: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups", api: "2025-09-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(target) = lowering.to(LinkKind::Endpoint).next() else { return };
    let Some(subnet) = lowering.from(LinkKind::Contains).find(|p| p.kind.id == "subnet") else { return };
    let Some((service, groups)) = service(lowering, target, &part.facts.groups) else { return };
    // An endpoint leads to one sub-resource (private-endpoint-overview): a drawn one for two becomes two.
    for (i, group) in groups.iter().enumerate() {
        let Some(resource) = lowering.resource() else { return };
        let only = (groups.len() > 1).then_some(group.as_str());
        let suffix = if i == 0 { String::new() } else { capitalized(group) };
        endpoint(lowering, resource, &suffix, only, &service, group, subnet);
    }
}

/// Adds the endpoint to one sub-resource, `only` where it is one of several.
fn endpoint(
    lowering: &mut Lowering<'_>,
    mut resource: Resource,
    suffix: &str,
    only: Option<&str>,
    service: &Symbol,
    group: &str,
    subnet: &Part,
) {
    let part = lowering.part;
    resource.symbol = lowering.symbol(suffix);
    if let Some(group) = only {
        resource.name = Expr::Concat(vec![part.name.clone(), Expr::str(format!("-{}", group.to_lowercase()))]);
    }
    let link = [("privateLinkServiceId", Expr::Id(service.clone())), ("groupIds", Expr::Array(vec![Expr::str(group)]))];
    let connection = Expr::object([("name", resource.name.clone()), ("properties", Expr::object(link))]);
    let mut properties = Object::new();
    properties.insert("subnet".to_owned(), Expr::object([("id", Expr::Id(subnet.symbol.clone()))]));
    properties.insert("privateLinkServiceConnections".to_owned(), Expr::Array(vec![connection]));
    resource.body.insert("properties".to_owned(), Expr::Object(properties));
    let symbol = resource.symbol.clone();
    lowering.push(resource);

    let zones: Vec<Expr> = lowering
        .from(LinkKind::Resolves)
        .filter_map(|zone| {
            let name = &zone.facts.zone.as_ref()?.value;
            if only.is_some() && !serves(name, group) {
                return None;
            }
            let id = Expr::object([("privateDnsZoneId", Expr::Id(zone.symbol.clone()))]);
            Some(Expr::object([("name", Expr::Str(name.replace('.', "-"))), ("properties", id)]))
        })
        .collect();
    if !zones.is_empty() {
        let mut zone_group = lowering.extra(&format!("{suffix}DnsZoneGroup"), GROUP, "default".into());
        zone_group.parent = Some(symbol);
        zone_group.body.insert("properties".to_owned(), Expr::object([("privateDnsZoneConfigs", Expr::Array(zones))]));
        lowering.push(zone_group);
    }
}

/// Returns whether a zone keeps the names of a sub-resource. A zone that no kind knows is taken for everybody's.
fn serves(zone: &str, group: &str) -> bool {
    let mut known = private_zones().filter(|(_, _, z)| *z == zone).peekable();
    known.peek().is_none() || known.any(|(_, link, _)| link.group == group)
}

/// What the endpoint connects to: a slot is reached through its app, under a group of its own (overview-private-endpoint).
fn service(lowering: &Lowering<'_>, target: &Part, groups: &[&'static str]) -> Option<(Symbol, Vec<String>)> {
    if target.kind.id == "deployment-slot" {
        let host = lowering.of(target, LinkKind::Hosts, false).into_iter().next()?;
        return Some((host.symbol.clone(), vec![format!("sites-{}", target.slug)]));
    }
    let service = match target.kind.id {
        "sql-database" => lowering.of(target, LinkKind::Hosts, false).into_iter().next()?,
        _ => target,
    };
    let groups = match groups {
        [] => vec![service.kind.private_links.first()?.group.to_owned()],
        stated => stated.iter().map(|g| (*g).to_owned()).collect(),
    };
    Some((service.symbol.clone(), groups))
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/privateEndpoints",
        form: Form::group("azurerm_private_endpoint"),
        fields: &[
            set("properties.subnet.id", "subnet_id"),
            set("properties.customNetworkInterfaceName", "custom_network_interface_name"),
            Field::Each(
                "properties.privateLinkServiceConnections",
                "private_service_connection",
                &[
                    set("name", "name"),
                    set("properties.privateLinkServiceId", "private_connection_resource_id"),
                    set("properties.groupIds", "subresource_names"),
                    Field::Fixed("is_manual_connection", Lit::Bool(false)),
                ],
            ),
        ],
        demands: &["subnet_id", "private_service_connection"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
        form: Form::Folded(None),
        fields: &[
            Field::Named("private_dns_zone_group.name"),
            // azurerm names each after its zone.
            Field::Gather(
                "properties.privateDnsZoneConfigs",
                "properties.privateDnsZoneId",
                "private_dns_zone_group.private_dns_zone_ids",
                "name",
            ),
        ],
        ..Mapping::BASE
    },
];
