//! Recovery Services vault.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "recovery-services-vault",
    title: "Recovery Services vault",
    summary: "Backups and replicas of machines and shares; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["recovery service vault", "recovery vault", "azure backup", "backup vault", "azure site recovery", "site recovery", "복구 서비스 자격 증명 모음"],
    glyph: "M3 4h10v9H3zM8 6v4M6 8l2 2 2-2",
    ..Kind::BASE
};
