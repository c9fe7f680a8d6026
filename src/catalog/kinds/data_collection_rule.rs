//! Data collection rule.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "data-collection-rule",
    title: "Data collection rule",
    summary: "Which data of machines and clusters goes to a workspace; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["data collection rule", "dcr", "data collection endpoint", "dce", "데이터 수집 규칙"],
    glyph: "M3 4h10M5 8h6M7 12h2",
    ..Kind::BASE
};
