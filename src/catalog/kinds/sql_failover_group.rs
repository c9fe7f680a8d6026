//! SQL failover group.

use crate::catalog::{Kind, Nature};

pub(super) static KIND: Kind = Kind {
    id: "sql-failover-group",
    title: "SQL failover group",
    summary: "One name for a SQL server and its replica in another region; known, and deployed by other means.",
    nature: Nature::Service,
    names: &["failover group", "sql failover group", "auto failover group", "azure sql failover group", "failover group listener", "read write listener", "fog listener", "장애 조치 그룹", "フェールオーバー グループ"],
    weak_names: &["fog"],
    glyph: "M2 5h5v6H2zM9 5h5v6H9zM7 7h2M7 9h2",
    ..Kind::BASE
};
