//! What is wrong with a statement, in the writer's words.

use super::{errors, lexer::Word, prepare::Prepared, script::is_space, statements::Row};
use crate::{diag::Diagnostic, source::Span};

/// Explains a row of words that is no statement; `wrong` is the number of the first word that does not fit.
pub(super) fn row(prepared: &Prepared<'_>, row: &Row, wrong: usize) -> Diagnostic {
    let at = row.words.get(wrong).map_or(row.end, |w| w.start);
    let end = row.words.get(wrong).map_or(row.end, |w| w.end);
    Diagnostic::new(&errors::SYNTAX_ERROR, prepared.span(Span::new(at, end)), "this statement cannot be read")
}

/// Explains a text that does not begin with a header.
pub(super) fn no_header(_prepared: &Prepared<'_>, first: Span) -> Diagnostic {
    Diagnostic::new(&errors::MISSING_HEADER, first, "the diagram does not say that it is a flowchart")
        .help("begin it with `flowchart TB`, or with another direction: `LR`, `BT`, `RL`")
}

/// Explains a header that cannot be read from `at` on.
pub(super) fn header(prepared: &Prepared<'_>, keyword: Word, at: usize) -> Diagnostic {
    let end = prepared.text.get(at..).and_then(|t| t.find(is_space)).map_or(at, |i| at + i);
    Diagnostic::new(
        &errors::MISSING_HEADER,
        prepared.span(Span::new(keyword.start, end.max(at))),
        "the first line is not a flowchart's",
    )
}
