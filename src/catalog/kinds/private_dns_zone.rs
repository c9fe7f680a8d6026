//! Private DNS zone: names that resolve to private addresses, for the VNets that it is linked to.

use crate::catalog::azurerm::{Field, Form, Mapping, Parent, Place, set};
use crate::{
    catalog::{Kind, LinkKind, Lowering, Naming},
    iac::{Area, Expr, Object, ResourceType, Suffix},
};

pub(super) static KIND: Kind = Kind {
    id: "private-dns-zone",
    title: "Private DNS zone",
    summary: "Names that resolve to private endpoints in the VNets that the zone is linked to.",
    names: &["private dns zone", "private dns", "azure private dns", "azure private dns zone", "privatelink dns zone", "private zone", "프라이빗 dns 영역", "프라이빗 dns", "プライベート dns ゾーン", "privatelink zone", "private dns zonen", "private dns resolution", "프라이빗 dns 존", "专用 dns 区域"],
    weak_names: &["dns zone", "dns"],
    resource: Some(ResourceType { name: "Microsoft.Network/privateDnsZones", api: "2024-06-01" }),
    naming: Naming { abbreviation: "", max: 252, compact: false, global: false },
    area: Some(Area::PrivateLink),
    glyph: "M2 3h12v10H2zM4 6h8M4 8h8M4 10h5",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

const LINK: ResourceType = ResourceType { name: "Microsoft.Network/privateDnsZones/virtualNetworkLinks", api: "2024-06-01" };

fn lower(lowering: &mut Lowering<'_>) {
    let part = lowering.part;
    let Some(zone) = &part.facts.zone else { return };
    // The environment makes its own zone, whose name depends on the environment's.
    if zone.value.ends_with("appserviceenvironment.net") && zone.value != "privatelink.appserviceenvironment.net" {
        return;
    }
    let Some(mut resource) = lowering.resource() else { return };
    resource.name = zone_name(&zone.value);
    resource.location = Some("global".into());
    lowering.push(resource);
    let several = lowering.to(LinkKind::Linked).count() > 1;
    let vnets: Vec<_> = lowering.to(LinkKind::Linked).collect();
    for (i, vnet) in vnets.into_iter().enumerate() {
        let suffix = if several { format!("Link{}", i + 1) } else { "Link".to_owned() };
        let mut link = lowering.child(&suffix, LINK, Expr::Concat(vec!["link-".into(), Expr::Name(vnet.symbol.clone())]));
        link.location = Some("global".into());
        link.condition = Expr::both(link.condition.take(), vnet.condition.clone());
        let mut properties = Object::new();
        properties.insert("registrationEnabled".to_owned(), Expr::Bool(false));
        properties.insert("virtualNetwork".to_owned(), Expr::object([("id", Expr::Id(vnet.symbol.clone()))]));
        link.body.insert("properties".to_owned(), Expr::Object(properties));
        lowering.push(link);
    }
}

/// A zone's name with the cloud's own suffix where the cloud tells it, so that the output is not tied to the public cloud.
fn zone_name(zone: &str) -> Expr {
    for (text, suffix) in [("core.windows.net", Suffix::Storage), ("database.windows.net", Suffix::SqlServer)] {
        if let Some(prefix) = zone.strip_suffix(text) {
            return Expr::Concat(vec![Expr::str(prefix), Expr::Suffix(suffix)]);
        }
    }
    Expr::str(zone)
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/privateDnsZones",
        form: Form::global("azurerm_private_dns_zone"),
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
        form: Form::Resource {
            name: "azurerm_private_dns_zone_virtual_network_link",
            parent: Parent::Name("private_dns_zone_name"),
            place: Place::Global,
            tags: true,
        },
        fields: &[
            set("properties.virtualNetwork.id", "virtual_network_id"),
            set("properties.registrationEnabled", "registration_enabled"),
            set("properties.resolutionPolicy", "resolution_policy"),
        ],
        demands: &["virtual_network_id"],
        ..Mapping::BASE
    },
    Mapping {
        arm: "Microsoft.Network/privateDnsZones/A",
        form: Form::Resource {
            name: "azurerm_private_dns_a_record",
            parent: Parent::Name("zone_name"),
            place: Place::Follows,
            tags: true,
        },
        fields: &[
            set("properties.ttl", "ttl"),
            Field::Pluck("properties.aRecords", &[("ipv4Address", "records")]),
        ],
        demands: &["records", "ttl"],
        ..Mapping::BASE
    },
];
