//! Text, names of properties and steps in Bicep, none of which a text can leave.

use std::fmt::Write as _;

use crate::emit::printer::is_hidden;

/// Returns text as a string literal.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", escaped(text, false))
}

/// Escapes text for a string literal. A `$` is only special before a brace, which an interpolation right after the text
/// brings too.
pub(super) fn escaped(text: &str, before_value: bool) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' if chars.peek().map_or(before_value, |next| *next == '{') => out.push_str("\\$"),
            c if is_hidden(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Returns the name of a property, in quotes only where it needs them.
pub(super) fn key(text: &str) -> String {
    // The three literals are tokens of their own, never names.
    if is_identifier(text) && !matches!(text, "true" | "false" | "null") { text.to_owned() } else { quoted(text) }
}

/// Returns the step to a property or an item.
pub(super) fn access(segment: &str) -> String {
    if !segment.is_empty() && segment.chars().all(|c| c.is_ascii_digit()) {
        format!("[{segment}]")
    } else if is_identifier(segment) {
        format!(".{segment}")
    } else {
        format!("[{}]", quoted(segment))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_leave_its_literal() {
        assert_eq!(quoted("it's ${x} $x $$ \\ \n\t\u{7}"), "'it\\'s \\${x} $x $$ \\\\ \\n\\t\\u{7}'");
        assert_eq!(escaped("a$", true), "a\\$");
    }

    #[test]
    fn names_of_properties_are_quoted_only_where_needed() {
        assert_eq!(key("sku_1"), "sku_1");
        assert_eq!(key("hidden-link"), "'hidden-link'");
        assert_eq!(key("1a"), "'1a'");
        assert_eq!(key("null"), "'null'");
    }
}
