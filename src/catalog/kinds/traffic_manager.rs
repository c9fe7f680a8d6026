//! Azure Traffic Manager.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "traffic-manager",
    title: "Azure Traffic Manager",
    summary: "DNS answers that lead to one of several entries; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["traffic manager", "azure traffic manager", "트래픽 관리자"],
    glyph: "M8 14V8M8 8L3 3M8 8l5-5M3 6V3h3M10 3h3v3",
    ..Kind::BASE
};
