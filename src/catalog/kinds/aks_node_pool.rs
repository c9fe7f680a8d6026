//! AKS node pool.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "aks-node-pool",
    title: "AKS node pool",
    summary: "Machines of a Kubernetes cluster; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["node pool", "nodepool", "system node pool", "user node pool", "system pool", "aks node pool", "agent pool", "노드 풀", "ノード プール"],
    weak_names: &["worker node"],
    hosting: true,
    glyph: "M2 4h5v4H2zM9 4h5v4H9zM5 10h6v4H5z",
    ..Kind::BASE
};
