//! Azure Event Grid.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "event-grid",
    title: "Azure Event Grid",
    summary: "Events from one service to another; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["event grid", "azure event grid", "eventgrid", "event grid topic", "이벤트 그리드"],
    glyph: "M2 2h3v3H2zM11 2h3v3h-3zM2 11h3v3H2zM11 11h3v3h-3zM5 4l6 8M11 4l-6 8",
    ..Kind::BASE
};
