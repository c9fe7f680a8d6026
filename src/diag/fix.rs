//! Fixes: edits of the document that mend a finding.

use crate::source::Span;

/// How sure a fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Certainly what was meant; nothing is lost. `--fix` applies it.
    Safe,
    /// Probably what was meant; shown, and applied only by hand.
    Unsafe,
}

/// One replacement of document bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty to insert.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
    /// A place on the line whose indent the lines that it adds take; none where that is the line at which it adds them.
    pub indent_of: Option<usize>,
}

impl Edit {
    /// Replaces a span.
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into(), indent_of: None }
    }

    /// Inserts at an offset.
    #[must_use]
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self { span: Span::at(offset), text: text.into(), indent_of: None }
    }

    /// Gives the lines that it adds the indent of another line.
    #[must_use]
    pub fn indented_as(mut self, place: usize) -> Self {
        self.indent_of = Some(place);
        self
    }
}

/// A titled set of edits that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What applying it does, as an order: "rename the zone".
    pub title: String,
    /// How sure it is.
    pub applicability: Applicability,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// Makes a fix that is certainly what was meant.
    #[must_use]
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability: Applicability::Safe, edits }
    }

    /// Makes a fix that is probably what was meant.
    #[must_use]
    pub fn unsafe_(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability: Applicability::Unsafe, edits }
    }
}

/// Applies fixes to a text: each wholly or not at all, the earlier one where two overlap. Returns the text and how many were
/// applied.
#[must_use]
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, usize) {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut applied = 0;
    for fix in fixes {
        let free = fix.edits.iter().all(|edit| {
            text.get(edit.span.start..edit.span.end).is_some()
                && taken.iter().all(|other| *other == edit || !overlap(edit.span, other.span))
        });
        if free {
            for edit in &fix.edits {
                if !taken.contains(&edit) {
                    taken.push(edit);
                }
            }
            applied += 1;
        }
    }
    taken.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in taken {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    (out, applied)
}

/// Two edits overlap where they share a byte, or insert at the same place, or one inserts inside the other.
fn overlap(a: Span, b: Span) -> bool {
    a.start == b.start || (a.start < b.end && b.start < a.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applies_a_fix_wholly_or_not_at_all() {
        let one = Fix::safe("a", vec![Edit::replace(Span::new(0, 1), "A"), Edit::insert(3, "!")]);
        let two = Fix::safe("b", vec![Edit::replace(Span::new(0, 2), "x"), Edit::replace(Span::new(2, 3), "y")]);
        assert_eq!(apply("abc", [&one, &two]), ("Abc!".to_owned(), 1));
    }
}
