//! The commonest words, read by their first characters.
//!
//! `grammar/tokens.pest` says what the words are. The parser made of it tries one alternative of a mode after the other at every
//! word, which took nine tenths of the time of reading a diagram. Here the first characters choose. Where they do not suffice, the
//! answer is none, and the grammar is asked; another answer than the grammar's is a mistake, for which a property below looks.

use super::{
    grammar::words::Rule,
    lexer::Mode,
    script::{is_space, is_word},
};

/// Reads the word that the text begins with, as the rule of the mode would.
pub(super) fn read(mode: Mode, text: &str) -> Option<(Rule, usize)> {
    match mode {
        Mode::Plain => plain(text),
        Mode::Label => label(text),
        Mode::String => match quote(text) {
            Some((Rule::md_open, len)) => Some((Rule::md_open, len)),
            Some(quote) => Some(quote),
            None => some(Rule::text_quoted, text.find('"').unwrap_or(text.len())),
        },
        Mode::LineLabel => link_label(text, Rule::line_link, Rule::text_line, '-'),
        Mode::ThickLabel => link_label(text, Rule::thick_link, Rule::text_thick, '='),
        Mode::DottedLabel => link_label(text, Rule::dotted_link, Rule::text_dotted, '.'),
        _ => None,
    }
}

/// What the words of the rule `opening` begin with.
const OPENINGS: [&str; 22] = [
    "accTitle",
    "accDescr",
    "@{",
    "call",
    "\"",
    "style",
    "default",
    "linkStyle",
    "interpolate",
    "classDef",
    "class",
    "href",
    "click",
    "flowchart",
    "swimlane",
    "graph",
    "subgraph",
    "end",
    "_self",
    "_blank",
    "_parent",
    "_top",
];

/// Returns whether the rule `opening` may find a word.
pub(super) fn may_open(text: &str) -> bool {
    let Some(first) = text.as_bytes().first() else { return false };
    OPENINGS.iter().any(|word| word.as_bytes().first() == Some(first) && text.starts_with(word))
}

/// Reads a run of line ends, or one of other blanks.
pub(super) fn gap(text: &str) -> Option<(Rule, usize)> {
    match text.len() - text.trim_start_matches('\n').len() {
        0 => some(Rule::blanks, text.find(|c| c == '\n' || !is_space(c)).unwrap_or(text.len())),
        lines => Some((Rule::newlines, lines)),
    }
}

fn some(rule: Rule, len: usize) -> Option<(Rule, usize)> {
    (len > 0).then_some((rule, len))
}

/// Returns how many bytes from `from` on are of a sort.
fn run(bytes: &[u8], from: usize, sort: impl Fn(u8) -> bool) -> usize {
    bytes.iter().skip(from).take_while(|b| sort(**b)).count()
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_space).len()
}

fn quote(text: &str) -> Option<(Rule, usize)> {
    let rest = text.strip_prefix('"')?;
    Some(if rest.starts_with('`') { (Rule::md_open, 2) } else { (Rule::quote, 1) })
}

fn plain(text: &str) -> Option<(Rule, usize)> {
    let bytes = text.as_bytes();
    let second = bytes.get(1);
    let one = |rule| Some((rule, 1));
    match bytes.first()? {
        b'0'..=b'9' => Some((Rule::num, run(bytes, 0, |b| b.is_ascii_digit()))),
        b'#' => one(Rule::hash),
        b':' if bytes.starts_with(b":::") => Some((Rule::class_sep, 3)),
        b':' => one(Rule::colon),
        b'&' => one(Rule::amp),
        b';' => one(Rule::semi),
        b',' => one(Rule::comma),
        b'*' => one(Rule::star),
        b'^' => one(Rule::up),
        b' ' | b'\t' | b'\n' => link(text).or_else(|| gap(text)),
        b'x' | b'o' | b'.' => link(text).or_else(|| node_string(bytes)),
        b'-' => link(text).or_else(|| node_string(bytes)).or_else(|| one(Rule::minus)),
        b'<' => link(text).or_else(|| one(Rule::tag_start)),
        b'=' | b'~' => link(text),
        b'>' => one(Rule::tag_end),
        b'(' if bytes.starts_with(b"(((") => Some((Rule::doublecircle_open, 3)),
        b'(' => match second {
            Some(b'-') => Some((Rule::ellipse_open, 2)),
            Some(b'[') => Some((Rule::stadium_open, 2)),
            _ => one(Rule::round_open),
        },
        b'[' => match second {
            Some(b'[') => Some((Rule::subroutine_open, 2)),
            Some(b'|') => Some((Rule::props_open, 2)),
            Some(b'(') => Some((Rule::cylinder_open, 2)),
            Some(b'/') => Some((Rule::slash_open, 2)),
            Some(b'\\') => Some((Rule::backslash_open, 2)),
            _ => one(Rule::square_open),
        },
        b'{' => one(Rule::curly_open),
        b'|' => one(Rule::pipe),
        b'\\' if second == Some(&b'|') => Some((Rule::pipe_escape, 2)),
        b'v' if second.is_none_or(|b| !is_word(*b)) => one(Rule::down),
        b'"' => None,
        _ => node_string(bytes),
    }
}

/// Reads what most ids are made of.
fn node_string(bytes: &[u8]) -> Option<(Rule, usize)> {
    let mut len = 0;
    loop {
        len += match bytes.get(len) {
            Some(b'-') if bytes.get(len + 1).is_some_and(|b| !matches!(b, b'>' | b'-' | b'.')) => 1,
            Some(
                b'!' | b'"' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'.' | b'`' | b'?' | b'\\' | b'_'
                | b'/',
            ) => 1,
            Some(b) if b.is_ascii_alphanumeric() => 1,
            _ => return some(Rule::node_string, len),
        };
    }
}

/// Reads a link, or its first half, with the blanks around it.
fn link(text: &str) -> Option<(Rule, usize)> {
    let blank = spaces(text);
    let bytes = text.get(blank..)?.as_bytes();
    let head = usize::from(matches!(bytes.first(), Some(b'x' | b'o' | b'<')));
    let body = bytes.get(head..)?;
    let (rule, len) = match body {
        [b'-', b'-', ..] => strokes(body, b'-', Rule::line_link, Rule::line_open),
        [b'=', b'=', ..] => strokes(body, b'=', Rule::thick_link, Rule::thick_open),
        [b'-' | b'.', ..] => dots(body)?,
        [b'~', b'~', b'~', ..] if head == 0 => (Rule::invisible, run(body, 0, |b| b == b'~')),
        _ => return None,
    };
    let end = blank + head + len;
    Some((rule, end + spaces(text.get(end..)?)))
}

fn is_end(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b'x' | b'o' | b'>'))
}

/// Reads `-->`, `---` or `--`; the same of `=`.
fn strokes(body: &[u8], stroke: u8, whole: Rule, open: Rule) -> (Rule, usize) {
    match run(body, 0, |b| b == stroke) {
        len if is_end(body.get(len)) => (whole, len + 1),
        2 => (open, 2),
        len => (whole, len),
    }
}

/// Reads `-.->`, `-.-` or `-.`.
fn dots(body: &[u8]) -> Option<(Rule, usize)> {
    let dash = usize::from(body.first() == Some(&b'-'));
    let dots = run(body, dash, |b| b == b'.');
    let len = dash + dots;
    match body.get(len) {
        _ if dots == 0 => None,
        Some(b'-') => Some((Rule::dotted_link, len + 1 + usize::from(is_end(body.get(len + 1))))),
        _ if dash == 1 => Some((Rule::dotted_open, 2)),
        _ => None,
    }
}

/// Reads what stands in a label of the common brackets.
fn label(text: &str) -> Option<(Rule, usize)> {
    let bytes = text.as_bytes();
    let second = bytes.get(1);
    let pair = |rule| Some((rule, 2));
    match (bytes.first()?, second) {
        (b'"', _) => quote(text),
        (b'(', Some(b'-')) => pair(Rule::ellipse_open),
        (b'(', Some(b'[')) => pair(Rule::stadium_open),
        (b'(', _) if bytes.starts_with(b"(((") => Some((Rule::doublecircle_open, 3)),
        (b'(', _) => Some((Rule::round_open, 1)),
        (b')', Some(b']')) => pair(Rule::cylinder_close),
        (b')', _) if bytes.starts_with(b")))") => Some((Rule::doublecircle_close, 3)),
        (b')', _) => Some((Rule::round_close, 1)),
        (b']', Some(b')')) => pair(Rule::stadium_close),
        (b']', Some(b']')) => pair(Rule::subroutine_close),
        (b']', _) => Some((Rule::square_close, 1)),
        (b'[', Some(b'[')) => pair(Rule::subroutine_open),
        (b'[', Some(b'(')) => pair(Rule::cylinder_open),
        (b'[', Some(b'/')) => pair(Rule::slash_open),
        (b'[', Some(b'\\')) => pair(Rule::backslash_open),
        (b'[', _) => Some((Rule::square_open, 1)),
        (b'{', _) => Some((Rule::curly_open, 1)),
        (b'}', _) => Some((Rule::curly_close, 1)),
        (b'|', _) => Some((Rule::pipe, 1)),
        _ if text.get(spaces(text)..)?.starts_with("~~~") => link(text),
        _ => {
            let end = text.find(['[', ']', '(', ')', '{', '}', '|', '"']);
            Some((Rule::text, end.unwrap_or(text.len())))
        }
    }
}

/// Reads what stands between the halves of a link: up to a whole link, a quote, or a stroke that the text cannot hold.
fn link_label(text: &str, whole: Rule, part: Rule, stroke: char) -> Option<(Rule, usize)> {
    if let Some(quote) = quote(text) {
        return Some(quote);
    }
    let ends = |rest: &str| {
        let body = rest.trim_start_matches(is_space);
        let body = body.strip_prefix(['x', 'o', '<']).unwrap_or(body).as_bytes();
        match (stroke, body) {
            ('-', [b'-', b'-', ..]) => strokes(body, b'-', whole, part).0 == whole,
            ('=', [b'=', b'=', ..]) => strokes(body, b'=', whole, part).0 == whole,
            ('.', [b'-', b'.', ..] | [b'.', ..]) => dots(body).is_some_and(|(rule, _)| rule == whole),
            _ => false,
        }
    };
    if ends(text) {
        return link(text);
    }
    let mut len = 0;
    loop {
        let rest = text.get(len..)?;
        let Some(c) = rest.chars().next() else { break };
        if c == '"' || (len > 0 && (is_space(c) || c.is_ascii()) && ends(rest)) {
            break;
        }
        len += match c {
            c if is_space(c) => spaces(rest),
            // A single dash is text, where it is not the last character.
            '-' if stroke == '-' && rest.len() > 1 && !rest.starts_with("--") => 1,
            c if c == stroke => break,
            c => c.len_utf8(),
        };
    }
    some(part, len)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::grammar, *};

    const MODES: [Mode; 6] =
        [Mode::Plain, Mode::Label, Mode::String, Mode::LineLabel, Mode::ThickLabel, Mode::DottedLabel];

    /// Texts of what words are made of.
    fn texts() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            4 => "[-=~.<>xov]{1,5}",
            2 => "[ \t\n]{1,3}",
            2 => r#"[\[\](){}|/"`\\]{1,3}"#,
            1 => "[#:&;,*^!$%'+?_@]{1,3}",
            1 => "[a-z0-9éß日\u{a0}\u{2028}\u{1}\u{2}]{1,3}",
            1 => proptest::sample::select(&OPENINGS[..]).prop_map(str::to_owned),
        ];
        proptest::collection::vec(part, 1..6).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn every_answer_is_the_grammar_s(text in texts()) {
            for mode in MODES {
                // Quotes never come to `plain`: `opening` takes them.
                if let Some(word) = read(mode, &text) {
                    prop_assert_eq!(Some(word), grammar::word(mode.rule(), &text), "{:?}", mode);
                }
            }
            let space = text.chars().next().is_some_and(is_space);
            prop_assert_eq!(gap(&text).filter(|_| space), grammar::word(Rule::gap, &text).filter(|_| space));
            if grammar::word(Rule::opening, &text).is_some() {
                prop_assert!(may_open(&text));
            }
        }
    }

    #[test]
    fn common_words_need_no_grammar() {
        for text in
            ["A", "web-app", " --> B", "\n  B", "[Web app]", "-->", "-.->", " ==> ", "(", "\n", "e", "12", ":::x"]
        {
            assert!(read(Mode::Plain, text).is_some(), "{text:?}");
        }
        assert_eq!(read(Mode::Label, "Web app]"), Some((Rule::text, 7)));
        assert_eq!(read(Mode::LineLabel, "a-b --> c"), Some((Rule::text_line, 3)));
    }
}
