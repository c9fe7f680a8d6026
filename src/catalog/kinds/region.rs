//! Region.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "region",
    title: "Region",
    summary: "An Azure region: a frame around what stands in it.",
    nature: Nature::Frame,
    names: &["region", "azure region", "primary region", "secondary region", "region a", "region b", "paired region"],
    weak_names: &[],
    glyph: "M8 1a5 5 0 0 1 5 5c0 4-5 9-5 9S3 10 3 6a5 5 0 0 1 5-5z",
    ..Kind::BASE
};
