//! Dashboard.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "dashboard",
    title: "Dashboard",
    summary: "Charts for people: dashboards, workbooks, Grafana; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["azure dashboard", "azure workbook", "workbook", "grafana", "azure managed grafana", "managed grafana", "grafana dashboard", "대시보드"],
    weak_names: &["dashboard", "operation dashboard", "monitoring dashboard"],
    glyph: "M2 3h12v10H2zM4 10V8M7 10V5M10 10V7",
    ..Kind::BASE
};
