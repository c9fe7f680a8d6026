//! The lints of reading a drawing as an architecture.

use crate::diag::{Lint, Pack, Severity};

/// A key of an annotation that does not exist.
pub(super) static UNKNOWN_ANNOTATION: Lint = Lint {
    code: "SP080",
    name: "unknown-annotation",
    pack: Pack::Reading,
    severity: Severity::Error,
    summary: "A `%% siteplan` comment has a key that siteplan does not know.",
};

/// A value of an annotation that does not fit its key.
pub(super) static BAD_ANNOTATION: Lint = Lint {
    code: "SP081",
    name: "bad-annotation",
    pack: Pack::Reading,
    severity: Severity::Error,
    summary: "A `%% siteplan` comment has a value that does not fit its key, or names a node that is not there.",
};

/// An exception that excepts nothing.
pub static UNUSED_IGNORE: Lint = Lint {
    code: "SP082",
    name: "unused-ignore",
    pack: Pack::Reading,
    severity: Severity::Warning,
    summary: "A `%% siteplan-ignore` comment matches no finding.",
};

/// A diagram with more things than an architecture is read of.
pub(super) static OVERSIZED_ARCHITECTURE: Lint = Lint {
    code: "SP083",
    name: "oversized-architecture",
    pack: Pack::Reading,
    severity: Severity::Warning,
    summary: "A diagram has so many nodes that siteplan draws it and does not read it as an architecture.",
};

/// A range or a size that cannot be.
pub(super) static IMPOSSIBLE_FACT: Lint = Lint {
    code: "SP049",
    name: "impossible-fact",
    pack: Pack::Reading,
    severity: Severity::Warning,
    summary: "A label states an address range or a size that does not exist.",
};

/// Every lint of this stage.
pub static LINTS: &[&Lint] =
    &[&UNKNOWN_ANNOTATION, &BAD_ANNOTATION, &UNUSED_IGNORE, &OVERSIZED_ARCHITECTURE, &IMPOSSIBLE_FACT];
