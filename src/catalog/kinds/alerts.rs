//! Alert.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "alerts",
    title: "Alert",
    summary: "Rules that tell people when a metric or a log crosses a line; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["alert", "alert rule", "azure alert", "azure monitor alert", "metric alert", "alerting", "경고 규칙", "log alert", "アラート ルール", "警报规则", "metric alert rule"],
    weak_names: &["notification"],
    glyph: "M4 11V7a4 4 0 0 1 8 0v4l1 1H3zM7 14h2",
    ..Kind::BASE
};
