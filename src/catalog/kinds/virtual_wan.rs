//! Virtual WAN.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "virtual-wan",
    title: "Virtual WAN",
    summary: "Hubs that Microsoft runs and joins; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["virtual wan", "azure virtual wan", "vwan", "virtual hub", "virtual wan hub", "secured virtual hub", "secured hub", "가상 wan"],
    glyph: "M8 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM3 13l4-6M13 13L9 7M3 13h10",
    ..Kind::BASE
};
