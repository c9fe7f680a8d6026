//! Microsoft Entra ID.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "entra-id",
    title: "Microsoft Entra ID",
    summary: "The directory that people and identities sign in to; spoken of, never deployed.",
    nature: Nature::Service,
    names: &["entra id", "microsoft entra id", "entra", "microsoft entra", "azure ad", "azure active directory", "aad", "entra id token"],
    weak_names: &["identity provider"],
    glyph: "M8 2l6 6-6 6-6-6zM8 6v5",
    ..Kind::BASE
};
