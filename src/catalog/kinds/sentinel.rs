//! Microsoft Sentinel.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "sentinel",
    title: "Microsoft Sentinel",
    summary: "Looks for attacks in a workspace; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["sentinel", "microsoft sentinel", "azure sentinel"],
    glyph: "M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM8 6v4",
    ..Kind::BASE
};
