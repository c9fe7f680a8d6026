//! What can be wrong with a flowchart's text.

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
    /// A statement that Mermaid cannot read.
    SYNTAX_ERROR = "SP050", "syntax-error", Error, "A statement that Mermaid cannot read.";
    /// A label whose bracket, quote or bar is not closed.
    UNCLOSED_LABEL = "SP051", "unclosed-label", Error, "A label whose bracket, quote or bar is not closed.";
    /// A bare label that holds a bracket, a bar or a quote.
    UNQUOTED_LABEL = "SP053", "unquoted-label", Error, "A label that needs quotes because of a character in it.";
    /// YAML that cannot be read.
    BAD_YAML = "SP055", "bad-yaml", Error, "Frontmatter or `@{ }` whose YAML cannot be read.";
    /// A text that does not begin with `flowchart` or `graph` and a direction.
    MISSING_HEADER = "SP058", "missing-header", Error, "A text that does not begin with `flowchart` and a direction.";
    /// A word of the language where an id is needed.
    RESERVED_WORD = "SP059", "reserved-word", Error, "A word of the language that is used as an id.";
    /// A blank between an id and its shape, class or data.
    BLANK_BEFORE_SHAPE = "SP060", "blank-before-shape", Error, "A blank between an id and its shape.";
    /// A link that is no link of Mermaid.
    UNKNOWN_LINK = "SP061", "unknown-link", Error, "An arrow that Mermaid does not know.";
    /// A comment behind a statement.
    TRAILING_COMMENT = "SP062", "trailing-comment", Error, "A comment that does not stand on a line of its own.";
    /// A direction that Mermaid does not know.
    UNKNOWN_DIRECTION = "SP063", "unknown-direction", Error, "A direction that Mermaid does not know.";
    /// A subgraph without a name.
    UNNAMED_SUBGRAPH = "SP064", "unnamed-subgraph", Error, "A `subgraph` line without a name.";
    /// An `x` or `o` at a line's start that becomes the head of an arrow.
    ARROW_HEAD_AT_LINE_START = "SP066", "arrow-head-at-line-start", Warning, "An `x` or `o` at a line's start that a link takes for its head.";
    /// What stands before `direction` on its line.
    SWALLOWED_BY_DIRECTION = "SP067", "swallowed-by-direction", Warning, "What stands before `direction` on its line, and is lost.";
    /// A blank behind a subgraph's id.
    BLANK_AFTER_SUBGRAPH = "SP068", "blank-after-subgraph", Warning, "A blank behind a subgraph's id, which gives it another id.";
    /// A comment that is drawn.
    COMMENT_AS_NODE = "SP069", "comment-as-node", Warning, "A comment that is drawn as a node or as part of a title.";
    /// A link whose text runs over the end of its line.
    LINK_TEXT_OVER_LINES = "SP072", "link-text-over-lines", Warning, "A link whose text runs over the end of its line.";
    /// A `;` between the declarations of a style, where Mermaid needs a comma.
    SEMICOLON_IN_STYLE = "SP077", "semicolon-in-style", Warning, "A `;` between the declarations of a style, where Mermaid needs a comma.";
    /// A directive without `}%%`, which hides the rest of the text.
    UNCLOSED_DIRECTIVE = "SP095", "unclosed-directive", Warning, "A directive without `}%%`, which hides the rest of the text.";
    /// A directive whose JSON cannot be read, and is ignored.
    INVALID_DIRECTIVE = "SP096", "invalid-directive", Warning, "A directive whose JSON cannot be read, and is ignored.";
    /// Syntax that came after the version that shows the diagrams.
    NEWER_SYNTAX = "SP014", "newer-syntax", Warning, "Syntax that the Mermaid of the project's viewer cannot draw.";
    /// An empty `accTitle` or `accDescr`, which takes the next line.
    STATEMENT_AS_TITLE = "SP097", "statement-as-title", Warning, "An empty `accTitle` or `accDescr`, which takes the next line.";
}
