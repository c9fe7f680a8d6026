//! What the reference rejects although it can be read.

use crate::diag::{Lint, Pack, Severity};

macro_rules! lints {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $slug:literal, $severity:ident, $summary:literal;)*) => {
        $($(#[$doc])* pub(super) static $name: Lint = Lint {
            code: $code,
            name: $slug,
            pack: Pack::Reading,
            severity: Severity::$severity,
            summary: $summary,
        };)*
        /// Every lint of this module.
        pub static LINTS: &[&Lint] = &[$(&$name),*];
    };
}

lints! {
    /// A subgraph without `end`, or an `end` without subgraph.
    UNCLOSED_SUBGRAPH = "SP052", "unclosed-subgraph", Error, "A `subgraph` without `end`, or an `end` too many.";
    /// A shape that Mermaid does not know.
    UNKNOWN_SHAPE = "SP054", "unknown-shape", Error, "A `shape` of `@{ }` that Mermaid does not know.";
    /// A `linkStyle` for an edge that is not there.
    LINK_STYLE_OUT_OF_RANGE = "SP056", "link-style-out-of-range", Error, "A `linkStyle` for an edge that is not there.";
    /// More edges than Mermaid draws.
    TOO_MANY_EDGES = "SP057", "too-many-edges", Error, "More edges than Mermaid draws.";
    /// `@{ }` whose YAML cannot be used.
    BAD_DATA = "SP065", "bad-node-data", Error, "`@{ }` whose YAML cannot be used.";
    /// A node that two subgraphs claim.
    MEMBER_OF_TWO_SUBGRAPHS = "SP070", "member-of-two-subgraphs", Warning, "A node that two subgraphs claim; the first to close keeps it.";
    /// A link whose two halves do not fit.
    MISMATCHED_LINK = "SP071", "mismatched-link", Warning, "A link whose two halves do not fit each other.";
}
