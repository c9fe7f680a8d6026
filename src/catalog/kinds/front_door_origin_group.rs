//! Front Door origin group.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "front-door-origin-group",
    title: "Front Door origin group",
    summary: "The origins among which Front Door chooses; made with its Front Door.",
    nature: Nature::Capability,
    names: &["origin group", "front door origin group", "afd origin group", "backend pool", "origin pool", "원본 그룹"],
    weak_names: &["origin"],
    glyph: "M2 6h4v4H2zM10 2h4v4h-4zM10 10h4v4h-4zM6 8h4V4M8 8v4h2",
    ..Kind::BASE
};
