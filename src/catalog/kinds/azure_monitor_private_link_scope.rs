//! Azure Monitor Private Link Scope.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "azure-monitor-private-link-scope",
    title: "Azure Monitor Private Link Scope",
    summary: "What lets telemetry in through private endpoints; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["azure monitor private link scope", "private link scope", "monitor private link scope", "ampls"],
    glyph: "M8 2a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM5 8h6M8 5v6",
    ..Kind::BASE
};
