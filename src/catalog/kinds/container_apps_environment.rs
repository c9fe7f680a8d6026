//! Container Apps environment.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "container-apps-environment",
    title: "Container Apps environment",
    summary: "The network and the log that container apps share; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["container app environment", "container app managed environment", "aca environment", "managed environment", "azure container app environment", "aca env", "컨테이너 앱 환경", "コンテナー アプリ環境"],
    hosting: true,
    glyph: "M2 3h12v10H2zM5 6h2v4H5zM9 6h2v4H9z",
    ..Kind::BASE
};
