//! Azure Logic Apps.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "logic-app",
    title: "Azure Logic Apps",
    summary: "Workflows between services; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["logic app", "azure logic app", "로직 앱", "논리 앱", "ロジック アプリ"],
    weak_names: &["workflow engine"],
    glyph: "M6 2h4v3H6zM2 11h4v3H2zM10 11h4v3h-4zM8 5v3M4 11V8h8v3",
    ..Kind::BASE
};
