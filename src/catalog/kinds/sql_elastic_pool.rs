//! SQL elastic pool.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "sql-elastic-pool",
    title: "SQL elastic pool",
    summary: "Capacity that several SQL databases share; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["elastic pool", "sql elastic pool", "azure sql elastic pool", "탄력적 풀", "エラスティック プール"],
    glyph: "M3 4h10v3H3zM3 9h4v4H3zM9 9h4v4H9z",
    ..Kind::BASE
};
