//! Microsoft Defender for Cloud.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "defender",
    title: "Microsoft Defender for Cloud",
    summary: "Watches over the subscription; known, and turned on there rather than by an architecture.",
    nature: Nature::Service,
    names: &["defender for cloud", "microsoft defender for cloud", "defender", "microsoft defender", "azure defender", "azure security center", "defender for app service"],
    glyph: "M8 1l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V3zM8 5v4M8 11v.5",
    ..Kind::BASE
};
