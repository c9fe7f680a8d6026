//! Text, names of properties and ways to attributes in Terraform's language, none of which a text can leave.

use std::fmt::Write as _;

use crate::emit::printer::is_hidden;

/// Returns whether a path leads to what azapi tells as an attribute of its own.
pub(super) fn is_attribute(path: &[String]) -> bool {
    matches!(
        path.iter().map(String::as_str).collect::<Vec<_>>()[..],
        ["id" | "name" | "location"] | ["identity", "principalId" | "tenantId"]
    )
}

/// Returns the way to what an ARM path leads to, as azapi tells it.
pub(super) fn attribute(path: &[String]) -> String {
    match path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [own @ ("id" | "name" | "location")] => format!(".{own}"),
        ["identity", "principalId"] => ".identity[0].principal_id".to_owned(),
        ["identity", "tenantId"] => ".identity[0].tenant_id".to_owned(),
        _ => {
            let mut out = ".output".to_owned();
            for segment in path {
                if !segment.is_empty() && segment.chars().all(|c| c.is_ascii_digit()) {
                    let _ = write!(out, "[{segment}]");
                } else if is_identifier(segment) {
                    let _ = write!(out, ".{segment}");
                } else {
                    let _ = write!(out, "[{}]", quoted(segment));
                }
            }
            out
        }
    }
}

/// Returns text as a string literal.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text, false))
}

/// Escapes text for a template. `${` and `%{` open one unless their sign is doubled; after another such sign the doubling
/// would be read otherwise, so the sign is written by its number there, and so it is right before a value.
pub(super) fn escaped(text: &str, before_value: bool) -> String {
    let mut out = String::new();
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if next == Some('{') && before != Some(c) => {
                out.push(c);
                out.push(c);
            }
            '$' | '%' if next == Some('{') || (next.is_none() && before_value) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c if is_hidden(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
        before = Some(c);
    }
    out
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// Returns the name of a property, in quotes only where it needs them.
pub(super) fn key(text: &str) -> String {
    // `for` would begin a comprehension, and the literals are no names.
    if is_identifier(text) && !matches!(text, "for" | "true" | "false" | "null") {
        text.to_owned()
    } else {
        quoted(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_a_template() {
        assert_eq!(quoted("a \"${x}\" %{ if } \\ \n\u{7}"), r#""a \"$${x}\" %%{ if } \\ \n\u0007""#);
        assert_eq!(quoted("$${x} $x 5%"), r#""$\u0024{x} $x 5%""#);
        assert_eq!(escaped("a$", true), r"a\u0024");
    }

    #[test]
    fn names_of_properties_are_quoted_only_where_needed() {
        assert_eq!(key("hidden-link"), "hidden-link");
        assert_eq!(key("for"), "\"for\"");
        assert_eq!(key("a b"), "\"a b\"");
    }
}
