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
    /// Subgraphs in one another, deeper than a picture can show.
    DEEP_NESTING = "SP016", "deep-nesting", Warning, "Subgraphs in one another, deeper than a picture can show.";
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
    /// A link whose two ends do not fit.
    MISMATCHED_LINK = "SP071", "mismatched-link", Warning, "A link whose two ends do not fit each other.";
    /// An id whose first letter a link takes for its head.
    ARROW_HEAD_TAKES_LETTER = "SP073", "arrow-head-takes-letter", Warning, "An id whose first letter a link takes for its head.";
    /// A node beside a subgraph that it was probably meant to name.
    TITLE_IS_NO_ID = "SP074", "title-is-no-id", Warning, "A node beside a subgraph that it was probably meant to name.";
    /// A path whose slashes are read as a slanted shape.
    PATH_AS_SHAPE = "SP075", "path-as-shape", Warning, "A path whose slashes are read as a slanted shape.";
    /// A line of a label that is taken for a comment.
    COMMENT_IN_LABEL = "SP076", "comment-in-label", Warning, "A line of a label that is taken for a comment.";
    /// An entity that is drawn as it is written.
    HTML_ENTITY = "SP078", "undecoded-entity", Warning, "An entity that is drawn as it is written.";
    /// Text in angle brackets that is taken for a tag and not drawn.
    DROPPED_TAG = "SP079", "dropped-tag", Warning, "Text in angle brackets that is taken for a tag and not drawn.";
    /// A direction below the header, which is drawn as a node.
    DIRECTION_AS_NODE = "SP084", "direction-as-node", Warning, "A direction below the header, which is drawn as a node.";
    /// Ids without blanks around `&`, which make one node.
    JOINED_IDS = "SP085", "joined-ids", Warning, "Ids without blanks around `&`, which make one node.";
    /// A `style`, `class` or `click` for a node that is not there.
    UNKNOWN_TARGET = "SP086", "unknown-target", Warning, "A `style`, `class` or `click` for a node that is not there.";
    /// A `class`, `click` or `@{ }` that stands before what it is for.
    TOO_EARLY = "SP087", "used-before-drawn", Warning, "A `class`, `click` or `@{ }` that stands before what it is for.";
    /// A key of `@{ }` that Mermaid ignores.
    IGNORED_DATA = "SP088", "ignored-node-data", Warning, "A key of `@{ }` that Mermaid ignores.";
    /// An id that two edges are given.
    REUSED_EDGE_ID = "SP089", "reused-edge-id", Warning, "An id that two edges are given.";
    /// A class that no `classDef` defines.
    UNDEFINED_CLASS = "SP098", "undefined-class", Warning, "A class that no `classDef` defines.";
    /// A node that is given another label further down.
    RELABELLED = "SP099", "relabelled-node", Note, "A node that is given another label further down.";
}
