//! Deployment pipeline.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "pipeline",
    title: "Deployment pipeline",
    summary: "What builds and deploys the apps: GitHub Actions, Azure DevOps.",
    nature: Nature::Service,
    names: &["github action", "github action workflow", "azure devop", "azure pipeline", "devop pipeline", "ci cd pipeline", "ci cd", "github", "git repository", "gitlab ci", "jenkin", "azure repo"],
    weak_names: &["pipeline", "repo", "repository"],
    glyph: "M2 4h4v4H2zM10 8h4v4h-4zM6 6h6v2",
    ..Kind::BASE
};
