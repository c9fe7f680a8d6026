//! The text of a node, an edge or a cluster, as written and as read.

use crate::source::Span;

/// How a label was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LabelKind {
    /// Bare text.
    #[default]
    Text,
    /// Quoted text.
    String,
    /// A markdown string, or the `label` of `@{…}`.
    Markdown,
}

/// A label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The text as the author wrote it: trimmed, one pair of outer quotes removed.
    pub raw: String,
    /// How it was written.
    pub kind: LabelKind,
    /// The raw text in the document.
    pub span: Span,
}

impl Label {
    /// Returns the lines that a reader sees: `<br>`, newlines and a literal `\n` break, tags are dropped, entities are decoded,
    /// blanks collapse. Markdown marks stay.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        if !self.raw.contains(['\\', '<', '&', '#', '\r', '\n']) {
            let line = collapse(&self.raw);
            return if line.is_empty() { Vec::new() } else { vec![line] };
        }
        let mut out = String::with_capacity(self.raw.len());
        let mut rest = self.raw.as_str();
        while let Some(c) = rest.chars().next() {
            if let Some(after) = rest.strip_prefix("\\n") {
                out.push('\n');
                rest = after;
            } else if c == '<'
                && let Some((tag, after)) = tag(rest)
            {
                if tag {
                    out.push('\n');
                }
                rest = after;
            } else if let Some((decoded, after)) = entity(rest) {
                out.push(decoded);
                rest = after;
            } else {
                out.push(if c == '\r' { ' ' } else { c });
                rest = &rest[c.len_utf8()..];
            }
        }
        let lines: Vec<String> = out.split('\n').map(collapse).collect();
        let first = lines.iter().position(|l| !l.is_empty()).unwrap_or(0);
        let last = lines.iter().rposition(|l| !l.is_empty()).map_or(0, |i| i + 1);
        lines[first..last.max(first)].to_vec()
    }

    /// Returns the lines joined by blanks.
    #[must_use]
    pub fn plain(&self) -> String {
        self.lines().join(" ").trim().to_owned()
    }
}

fn collapse(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads an HTML tag at the start of the text. Returns whether it breaks the line, and what follows; none where `<` is just text.
fn tag(text: &str) -> Option<(bool, &str)> {
    let body = text.strip_prefix('<')?;
    let name = body.strip_prefix('/').unwrap_or(body);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') {
        return None;
    }
    // A tag is short; a bound keeps a label of many `<` linear.
    let end = body.bytes().take(2048).position(|b| b == b'>')?;
    let word: String = name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let breaks = matches!(word.as_str(), "br" | "p" | "div" | "li" | "hr");
    Some((breaks, &body[end + 1..]))
}

/// Decodes an entity at the start of the text: `#quot;`, `#35;`, `&amp;`, `&#35;`, `&#x23;`.
fn entity(text: &str) -> Option<(char, &str)> {
    let body = text.strip_prefix("&#").or_else(|| text.strip_prefix('#')).or_else(|| text.strip_prefix('&'))?;
    let end = body.bytes().take(12).position(|b| b == b';')?;
    let (name, after) = (&body[..end], &body[end + 1..]);
    let number = match name.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => name.parse().ok(),
    };
    let c = match name {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => ' ',
        "apos" => '\'',
        "num" => '#',
        "colon" => ':',
        "semi" => ';',
        "commat" => '@',
        "larr" => '←',
        "rarr" => '→',
        "harr" => '↔',
        "hellip" => '…',
        "mdash" => '—',
        "ndash" => '–',
        "bull" => '•',
        "middot" => '·',
        "times" => '×',
        "infin" => '∞',
        "hearts" => '♥',
        _ => char::from_u32(number?)?,
    };
    Some((c, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(raw: &str) -> Vec<String> {
        Label { raw: raw.to_owned(), ..Label::default() }.lines()
    }

    #[test]
    fn breaks_and_tags() {
        assert_eq!(lines("App Service<br/>(Basic B1, Linux)"), ["App Service", "(Basic B1, Linux)"]);
        assert_eq!(lines(r"VNet\n10.0.0.0/16"), ["VNet", "10.0.0.0/16"]);
        assert_eq!(lines("a <b>bold</b> word"), ["a bold word"]);
        assert_eq!(lines("x < 5 and y > 3"), ["x < 5 and y > 3"]);
    }

    #[test]
    fn entities() {
        assert_eq!(lines("#quot;hi#quot; #35;1 &amp; more"), ["\"hi\" #1 & more"]);
        assert_eq!(lines("50% & more; #1"), ["50% & more; #1"]);
    }
}
