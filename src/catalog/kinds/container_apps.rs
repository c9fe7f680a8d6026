//! Azure Container Apps.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "container-apps",
    title: "Azure Container Apps",
    summary: "Containers without a cluster of one's own; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["container app", "azure container app", "aca", "컨테이너 앱", "container app job", "container app replica", "コンテナー アプリ", "容器应用"],
    hosting: true,
    glyph: "M2 5l6-3 6 3v6l-6 3-6-3zM5 6.5v5M11 6.5v5",
    ..Kind::BASE
};
