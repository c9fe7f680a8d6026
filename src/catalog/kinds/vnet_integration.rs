//! VNet integration.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "vnet-integration",
    title: "VNet integration",
    summary: "Outbound traffic of an app through a subnet; a capability of the app.",
    nature: Nature::Capability,
    names: &["vnet integration", "regional vnet integration", "virtual network integration", "vnet 통합"],
    weak_names: &["network integration"],
    glyph: "M2 8h9M8 5l3 3-3 3M13 3v10",
    ..Kind::BASE
};
