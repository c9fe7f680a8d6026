//! Azure DDoS Protection.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "ddos-protection",
    title: "Azure DDoS Protection",
    summary: "Guards the public addresses of a VNet; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["ddos protection", "azure ddos protection", "ddos protection plan", "ddos"],
    glyph: "M8 1l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V3z",
    ..Kind::BASE
};
