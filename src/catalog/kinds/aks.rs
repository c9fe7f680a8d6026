//! Azure Kubernetes Service.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "aks",
    title: "Azure Kubernetes Service",
    summary: "Containers on Kubernetes; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["aks", "azure kubernetes service", "kubernetes", "kubernetes cluster", "aks cluster", "k8s", "쿠버네티스", "managed kubernetes", "kubernetes service", "kubernetes service aks"],
    hosting: true,
    glyph: "M8 1l6 3v7l-6 4-6-4V4zM8 5v6M5 8h6",
    ..Kind::BASE
};
