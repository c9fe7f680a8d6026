//! What can be wrong with a block before its Mermaid is read.

use crate::diag::{Lint, Pack, Severity};

/// Every lint of this module.
pub static LINTS: &[&Lint] = &[&DUPLICATE_ID, &NOT_UTF8, &UNCLOSED_FENCE, &EMPTY_FENCE, &INVALID_ID, &MISSPELT_FENCE];

/// Two diagrams of one document claim the same id.
pub(super) static DUPLICATE_ID: Lint = Lint {
    code: "SP011",
    name: "duplicate-diagram-id",
    pack: Pack::Reading,
    severity: Severity::Warning,
    summary: "two diagrams of one document have the same id",
};

/// A file is no UTF-8 text.
pub static NOT_UTF8: Lint = Lint {
    code: "SP090",
    name: "not-utf8",
    pack: Pack::Reading,
    severity: Severity::Error,
    summary: "a document is not UTF-8, so it cannot be read",
};

/// A block runs to the end of its document or container.
pub(super) static UNCLOSED_FENCE: Lint = Lint {
    code: "SP091",
    name: "unclosed-fence",
    pack: Pack::Reading,
    severity: Severity::Warning,
    summary: "a diagram's fence is never closed, so what follows belongs to the diagram",
};

/// A block holds nothing.
pub(super) static EMPTY_FENCE: Lint = Lint {
    code: "SP092",
    name: "empty-fence",
    pack: Pack::Reading,
    severity: Severity::Warning,
    summary: "a diagram's fence holds nothing",
};

/// An id could not be a file's name.
pub static INVALID_ID: Lint = Lint {
    code: "SP093",
    name: "invalid-diagram-id",
    pack: Pack::Reading,
    severity: Severity::Warning,
    summary: "a diagram's id holds characters that a file's name cannot hold everywhere",
};

/// A block whose word is nearly `mermaid`.
pub(super) static MISSPELT_FENCE: Lint = Lint {
    code: "SP015",
    name: "misspelt-fence",
    pack: Pack::Reading,
    severity: Severity::Warning,
    summary: "a fence whose word is nearly `mermaid`, so that no diagram is drawn",
};
