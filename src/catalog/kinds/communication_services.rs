//! Azure Communication Services.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "communication-services",
    title: "Azure Communication Services",
    summary: "Mail, messages and calls; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["communication service", "azure communication service", "acs email", "azure communication"],
    glyph: "M2 3h12v8H8l-3 3v-3H2z",
    ..Kind::BASE
};
