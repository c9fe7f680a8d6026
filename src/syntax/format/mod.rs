//! A flowchart as it should be written: the edits that lead there, none of which reaches over the end of a line.
//!
//! Only what stands between the words changes: indents, blanks around links, blanks at the ends of lines; beside these the first
//! keyword, and the quotes of a subgraph's name. Quotes of a label stay, because the reference tells a quoted label from a bare one.

mod lines;
mod spacing;
mod walk;

use super::prepare::prepare;
use crate::{diag::Edit, source::OffsetMap};

/// Returns the edits, in the order of the text, that give a flowchart its layout.
///
/// The text must be one that [`parse`](super::parse) reads without errors. `keeps_keyword` says that `graph` must stay, because the
/// diagram chooses a renderer that `flowchart` does not have.
#[must_use]
pub fn format(text: &str, keeps_keyword: bool) -> Vec<Edit> {
    let map = OffsetMap::contiguous(0, text.len());
    let prepared = prepare(text, &map);
    let found = walk::walk(text, &prepared, keeps_keyword);
    let mut edits = found.edits;
    edits.extend(lines::edits(text, &prepared, &found.starts, found.solid));
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits
}
