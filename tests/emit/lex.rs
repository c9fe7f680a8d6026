//! Reads the outputs as their languages do, just far enough to tell code from text.

use serde_json::Value;

/// A file taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Read {
    /// All code, with `''` for every piece of text, without comments and white space.
    pub(crate) code: String,
    /// All pieces of text, as the language reads them.
    pub(crate) texts: Vec<String>,
}

/// The signs by which a language marks text and comments.
#[derive(Clone, Copy)]
pub(crate) enum Language {
    Bicep,
    Terraform,
}

impl Language {
    fn quote(self) -> char {
        match self {
            Self::Bicep => '\'',
            Self::Terraform => '"',
        }
    }

    /// Returns how text and comments begin, for those that we never write too.
    fn comments(self) -> &'static [&'static str] {
        match self {
            Self::Bicep => &["//"],
            Self::Terraform => &["#", "//"],
        }
    }
}

/// Takes a file apart. Panics at what the language would not read.
pub(crate) fn read(language: Language, source: &str) -> Read {
    let chars: Vec<char> = source.chars().collect();
    let mut out = Read { code: String::new(), texts: Vec::new() };
    let end = code(language, &chars, 0, false, &mut out);
    assert_eq!(end, chars.len(), "the file ends early");
    out
}

fn starts(chars: &[char], at: usize, what: &str) -> bool {
    what.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c))
}

fn code(language: Language, chars: &[char], mut at: usize, within_text: bool, out: &mut Read) -> usize {
    let mut depth = 0_usize;
    while let Some(&c) = chars.get(at) {
        if language.comments().iter().any(|mark| starts(chars, at, mark)) {
            assert!(!within_text, "a comment within text");
            while chars.get(at).is_some_and(|c| !is_line_end(*c)) {
                at += 1;
            }
        } else if c == language.quote() {
            at = text(language, chars, at + 1, out);
        } else {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 && within_text => return at,
                '}' => depth = depth.checked_sub(1).expect("braces are balanced"),
                _ => {}
            }
            assert!(c == '\n' || !is_line_end(c), "an odd line end {c:?}");
            // Commas go with the layout of a list.
            if !c.is_whitespace() && c != ',' {
                out.code.push(c);
            }
            at += 1;
        }
    }
    assert!(!within_text && depth == 0, "something is not closed");
    at
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn text(language: Language, chars: &[char], mut at: usize, out: &mut Read) -> usize {
    let mut piece = String::new();
    out.code.push_str("''");
    loop {
        let c = *chars.get(at).expect("text is closed");
        let next = chars.get(at + 1).copied();
        assert!(!is_line_end(c), "text is closed on its line");
        match (language, c) {
            (_, c) if c == language.quote() => {
                out.texts.push(piece);
                return at + 1;
            }
            (_, '\\') => {
                let (read, length) = escape(language, chars, at + 1);
                piece.push(read);
                at += 1 + length;
            }
            (Language::Terraform, '$' | '%') if next == Some(c) && chars.get(at + 2) == Some(&'{') => {
                piece.push(c);
                piece.push('{');
                at += 3;
            }
            (Language::Terraform, '%') if next == Some('{') => panic!("a directive"),
            (_, '$') if next == Some('{') => {
                out.texts.push(std::mem::take(&mut piece));
                out.code.push_str("${");
                at = code(language, chars, at + 2, true, out);
                assert_eq!(chars.get(at), Some(&'}'));
                out.code.push('}');
                at += 1;
            }
            _ => {
                piece.push(c);
                at += 1;
            }
        }
    }
}

fn escape(language: Language, chars: &[char], at: usize) -> (char, usize) {
    let number = |from: usize, to: usize| {
        let digits: String = chars[from..to].iter().collect();
        char::from_u32(u32::from_str_radix(&digits, 16).expect("a number")).expect("a character")
    };
    match (language, chars[at]) {
        (_, 'n') => ('\n', 1),
        (_, 'r') => ('\r', 1),
        (_, 't') => ('\t', 1),
        (_, '\\') => ('\\', 1),
        (Language::Bicep, c @ ('\'' | '$')) => (c, 1),
        (Language::Terraform, '"') => ('"', 1),
        (Language::Bicep, 'u') => {
            assert_eq!(chars[at + 1], '{');
            let end = (at..chars.len()).find(|i| chars[*i] == '}').expect("an end");
            (number(at + 2, end), end + 1 - at)
        }
        (Language::Terraform, 'u') => (number(at + 1, at + 5), 5),
        (_, other) => panic!("no such escape: {other}"),
    }
}

/// Takes JSON apart that Resource Manager evaluates: expressions are code, all else is text.
pub(crate) fn read_arm(value: &Value) -> Read {
    let mut out = Read { code: String::new(), texts: Vec::new() };
    arm(value, &mut out);
    out
}

fn arm(value: &Value, out: &mut Read) {
    match value {
        Value::String(text) => arm_text(text, out),
        Value::Array(items) => {
            out.code.push('[');
            items.iter().for_each(|item| arm(item, out));
            out.code.push(']');
        }
        Value::Object(map) => {
            out.code.push('{');
            for (key, value) in map {
                arm_text(key, out);
                out.code.push(':');
                arm(value, out);
            }
            out.code.push('}');
        }
        other => out.code.push_str(&other.to_string()),
    }
}

fn arm_text(text: &str, out: &mut Read) {
    let inside = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    match inside {
        Some(escaped) if escaped.starts_with('[') => {
            out.code.push_str("''");
            out.texts.push(text.strip_prefix('[').expect("a bracket").to_owned());
        }
        Some(expression) => arm_expression(expression, out),
        None => {
            // Tools do not agree on what only begins as an expression does, so we never write it.
            assert!(!text.starts_with('['), "doubtful: {text}");
            out.code.push_str("''");
            out.texts.push(text.to_owned());
        }
    }
}

fn arm_expression(expression: &str, out: &mut Read) {
    let chars: Vec<char> = expression.chars().collect();
    let mut code = String::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c != '\'' {
            code.push(c);
            at += 1;
            continue;
        }
        let mut piece = String::new();
        at += 1;
        loop {
            match (chars.get(at).expect("text is closed"), chars.get(at + 1)) {
                ('\'', Some('\'')) => {
                    piece.push('\'');
                    at += 2;
                }
                ('\'', _) => break,
                (other, _) => {
                    piece.push(*other);
                    at += 1;
                }
            }
        }
        at += 1;
        let is_format = code.ends_with("format(");
        out.texts.push(if is_format { placeholders(&piece) } else { piece });
        code.push_str("''");
    }
    // Text that only looks like an expression is written as a call of its own.
    out.code.push_str(if code == "concat('')" { "''" } else { &code });
}

/// Returns a format with its placeholders marked, so that they cannot be taken for the same signs in text.
fn placeholders(format: &str) -> String {
    let chars: Vec<char> = format.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let next = chars.get(at + 1).copied();
        match c {
            '{' | '}' if next == Some(c) => {
                out.push(c);
                at += 2;
            }
            '{' => {
                let end = (at..chars.len()).find(|i| chars[*i] == '}').expect("a placeholder is closed");
                assert!(chars[at + 1..end].iter().all(char::is_ascii_digit), "a placeholder is a number");
                out.push_str("<value>");
                at = end + 1;
            }
            '}' => panic!("a brace that closes nothing"),
            _ => {
                out.push(c);
                at += 1;
            }
        }
    }
    out
}
