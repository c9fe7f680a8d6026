//! The blanks between the words of a statement.

use super::{
    super::{
        ast::Statement,
        grammar::words::Rule,
        lexer::{Kind, Word},
        statements::Row,
    },
    walk::Walk,
};

/// Returns whether a word is a link or a half of one, which takes the blanks around it.
pub(super) fn is_link(kind: Kind) -> bool {
    is_whole(kind) || is_first_half(kind)
}

fn is_whole(kind: Kind) -> bool {
    matches!(kind, Kind::Rule(Rule::line_link | Rule::thick_link | Rule::dotted_link | Rule::invisible))
}

fn is_first_half(kind: Kind) -> bool {
    matches!(kind, Kind::Rule(Rule::line_open | Rule::thick_open | Rule::dotted_open))
}

/// Spaces nodes and links: `A & B e1@-->|text| C -- text --> D`.
pub(super) fn chain(walk: &mut Walk<'_>, row: &Row) {
    let mut in_pipes = false;
    for (i, word) in row.words.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| row.words.get(i)).map(|w| w.kind);
        let next = row.words.get(i + 1).map(|w| w.kind);
        match word.kind {
            kind if is_link(kind) => {
                let (start, end) = walk.core(*word);
                if !is_keyword_before_blank(walk.slice(0, word.start)) {
                    walk.space(word.start, start, if before == Some(Kind::EdgeId) { "" } else { " " });
                }
                let piped = is_whole(kind) && next == Some(Kind::Rule(Rule::pipe));
                walk.space(end, word.end, if piped { "" } else { " " });
            }
            Kind::Rule(Rule::pipe) => {
                in_pipes = !in_pipes;
                if !in_pipes && next.is_some_and(|n| n != Kind::Rule(Rule::blanks)) {
                    walk.space(word.end, word.end, " ");
                }
            }
            Kind::Rule(Rule::blanks) => between(walk, *word, next),
            _ => {}
        }
    }
}

/// Returns whether a text ends with an id that a blank behind it would make a word of the language.
fn is_keyword_before_blank(text: &str) -> bool {
    let of_id = |c: char| c.is_ascii_alphanumeric() || "!\"#$%&'*+.`?\\_/-".contains(c);
    ["click", "href", "call"].iter().any(|word| text.strip_suffix(word).is_some_and(|before| !before.ends_with(of_id)))
}

/// Blanks between nodes are one blank; none stands before a `;`.
fn between(walk: &mut Walk<'_>, word: Word, next: Option<Kind>) {
    if next.is_some() {
        walk.space(word.start, word.end, " ");
    } else if walk.slice(word.end, word.end + 1) == ";" {
        walk.space(word.start, word.end, "");
    }
}

/// Spaces what follows the keyword of any other statement, as far as the blanks belong to no value.
pub(super) fn keyword(walk: &mut Walk<'_>, statement: &Statement, row: &Row) {
    let separators = match statement {
        Statement::Style(_) | Statement::ClassDef(_) | Statement::Class(_) | Statement::LinkStyle(_) => 2,
        Statement::SubgraphOpen(_) => 1,
        _ => return,
    };
    let blanks = row.words.iter().filter(|w| w.kind == Kind::Rule(Rule::blanks));
    for word in blanks.take(separators) {
        walk.space(word.start, word.end, " ");
    }
    if let Statement::SubgraphOpen(_) = statement {
        subgraph(walk, row);
    }
}

/// `subgraph "name" ["title"]` is `subgraph name["title"]`.
fn subgraph(walk: &mut Walk<'_>, row: &Row) {
    let title = row.words.iter().position(|w| w.kind == Kind::Rule(Rule::square_open));
    let blank = title.and_then(|i| i.checked_sub(1)).and_then(|i| row.words.get(i));
    if let Some(blank) = blank.filter(|w| w.kind == Kind::Rule(Rule::blanks)) {
        walk.space(blank.start, blank.end, "");
    }
    let [_, _, name, rest @ ..] = row.words.as_slice() else { return };
    let alone = match rest {
        [] => true,
        [next, ..] if next.kind == Kind::Rule(Rule::square_open) => true,
        [blank, next, ..] => blank.kind == Kind::Rule(Rule::blanks) && next.kind == Kind::Rule(Rule::square_open),
        _ => false,
    };
    if alone && name.kind == Kind::Rule(Rule::text_quoted) && is_plain(walk.slice(name.start, name.end)) {
        let (open, close) = (name.start.saturating_sub(1), name.end + 1);
        if walk.slice(open, name.start) == "\"" && walk.slice(name.end, close) == "\"" {
            walk.replace(open, name.start, "");
            walk.replace(name.end, close, "");
        }
    }
}

/// Words of the language, which are no names; `x`, `o` and `v` are names, but easily part of a link.
const RESERVED: [&str; 20] = [
    "accDescr",
    "accTitle",
    "call",
    "class",
    "classDef",
    "click",
    "default",
    "direction",
    "end",
    "flowchart",
    "graph",
    "href",
    "interpolate",
    "linkStyle",
    "o",
    "style",
    "subgraph",
    "swimlane",
    "v",
    "x",
];

/// Returns whether a name reads the same without quotes.
fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !RESERVED.contains(&name)
}
