//! Event subscription.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "event-subscription",
    title: "Event subscription",
    summary: "Which events of a source go to which handler; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["event subscription", "event grid subscription", "event grid event subscription", "system topic", "event grid system topic"],
    glyph: "M3 8h6M7 5l3 3-3 3M12 4v8",
    ..Kind::BASE
};
