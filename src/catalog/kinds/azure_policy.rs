//! Azure Policy.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "azure-policy",
    title: "Azure Policy",
    summary: "Rules that every deployment of a subscription keeps; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["azure policy", "policy assignment", "policy initiative", "azure 정책"],
    glyph: "M3 2h10v12H3zM5 6h6M5 9h6M5 12h3",
    ..Kind::BASE
};
