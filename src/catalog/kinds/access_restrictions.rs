//! Access restrictions.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "access-restrictions",
    title: "Access restrictions",
    summary: "Rules of an app on the addresses that may call it; a capability of the app.",
    nature: Nature::Capability,
    names: &["access restriction", "ip restriction", "ip access restriction", "app service access restriction", "ip allow list", "ip allowlist", "액세스 제한", "アクセス制限"],
    glyph: "M3 7h10v7H3zM5 7V5a3 3 0 0 1 6 0v2",
    ..Kind::BASE
};
