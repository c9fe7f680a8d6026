//! Public DNS zone.

use crate::catalog::azurerm::{Form, Mapping, is};
use crate::{
    catalog::{Kind, Lowering, Naming},
    iac::{Area, Expr, Param, ParamType, ResourceType},
};

pub(super) static KIND: Kind = Kind {
    id: "public-dns-zone",
    title: "DNS zone",
    summary: "Names that the whole Internet can ask for.",
    names: &["public dns zone", "public dns", "azure dns", "azure dns zone", "azure public dns", "공용 dns 영역", "öffentliche dns zone"],
    resource: Some(ResourceType { name: "Microsoft.Network/dnsZones", api: "2018-05-01" }),
    // Never used: the zone is called by its own name.
    naming: Naming { abbreviation: "dns", max: 63, compact: false, global: false },
    area: Some(Area::Edge),
    glyph: "M2 3h12v10H2zM4 6h8M4 8h5M8 1v2",
    azurerm: AZURERM,
    lower,
    ..Kind::BASE
};

fn lower(lowering: &mut Lowering<'_>) {
    let Some(mut resource) = lowering.resource() else { return };
    // A domain is somebody's own, and a drawing seldom tells it.
    resource.name = lowering.param(Param {
        name: format!("{}Domain", lowering.part.symbol.as_str()),
        ty: ParamType::String,
        description: "The domain that the zone answers for, such as shop.example.".to_owned(),
        min: Some(3),
        ..Param::default()
    });
    resource.location = Some("global".into());
    resource.body.insert("properties".to_owned(), Expr::object([("zoneType", "Public".into())]));
    lowering.push(resource);
}

const AZURERM: &[Mapping] = &[
    Mapping {
        arm: "Microsoft.Network/dnsZones",
        form: Form::global("azurerm_dns_zone"),
        fields: &[is("properties.zoneType", "Public")],
        reads: &[("properties.nameServers", "name_servers")],
        ..Mapping::BASE
    },
];
