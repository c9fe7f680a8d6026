//! What a node's shape says, the weakest of all hints.

use crate::graph::Node;

/// Whether the shape asks a question.
pub(super) fn is_decision(node: &Node) -> bool {
    matches!(node.vertex_type.as_deref(), Some("diamond" | "diam" | "decision" | "question"))
}

/// Whether the shape keeps data.
pub(super) fn is_store(node: &Node) -> bool {
    let stores = [
        "cylinder",
        "cyl",
        "db",
        "database",
        "datastore",
        "data-store",
        "h-cyl",
        "horizontal-cylinder",
        "lin-cyl",
        "disk",
    ];
    node.vertex_type.as_deref().is_some_and(|shape| stores.contains(&shape))
}
