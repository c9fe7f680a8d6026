//! Service endpoint.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "service-endpoint",
    title: "Service endpoint",
    summary: "Lets a subnet reach a service's public address by Azure's own network; a property of the subnet, which siteplan leaves off.",
    nature: Nature::Service,
    names: &["service endpoint", "vnet service endpoint", "virtual network service endpoint", "서비스 엔드포인트"],
    glyph: "M3 8h7M8 5l3 3-3 3M13 3v10",
    ..Kind::BASE
};
