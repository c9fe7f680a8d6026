//! Azure Container Instances.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "container-instances",
    title: "Azure Container Instances",
    summary: "One container without a plan; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["container instance", "azure container instance", "container group", "aci", "컨테이너 인스턴스"],
    glyph: "M2 5l6-3 6 3v6l-6 3-6-3zM8 8v6",
    ..Kind::BASE
};
