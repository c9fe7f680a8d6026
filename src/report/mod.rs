//! Formats for what the pure part found.

mod graph;

pub use graph::to_json as graph_json;
